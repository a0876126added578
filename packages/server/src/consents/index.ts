// consents: originator control. A portion quoted from another member's release goes to a further recipient only with that
// member's say, and a refusal or silence withholds that portion and nothing else.
export { answerConsent } from "./consents.ts";
export { listConsents } from "./store.ts";
