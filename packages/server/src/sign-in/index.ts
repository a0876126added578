// sign-in: how a person shows who they are, with a passkey or through a provider, and signs what binds others. What persons,
// seats and sessions are is said in `seats`; here is only what is shown and how it is checked.
export { openSignIn } from "./open-sign-in.ts";
export type { SignIn } from "./open-sign-in.ts";
export type { RelyingParty } from "./relying-party.ts";
export { SESSION_COOKIE, readSessionCookie } from "./session-cookie.ts";
export { StepUpQuestionSchema } from "./schemas.ts";
export { askStepUp, useStepUp } from "./step-up.ts";
export type { StepUpQuestion } from "./step-up.ts";
export type { SignedRequest } from "./rules.ts";
