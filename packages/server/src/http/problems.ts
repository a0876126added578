// Problem documents (RFC 9457): one map from codes to statuses; what is not in the map says nothing about itself.
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import { Type } from "typebox";
import { explainFault } from "../machine-faults.ts";
import { ServerError } from "../errors.ts";
import type { ServerCode } from "../errors.ts";
import { StepUpQuestionSchema } from "../sign-in/index.ts";

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    /** One of docs/errors.md. */
    code: Type.String(),
    /** Where in what was sent, for what is read line by line. */
    position: Type.Optional(Type.Object({ line: Type.Integer(), column: Type.Integer() })),
    /** With STEP_UP_NEEDED: what to show, and what to have signed. */
    stepUp: Type.Optional(StepUpQuestionSchema),
  },
  { $id: "Problem" },
);

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly position?: { readonly line: number; readonly column: number };
}

const statuses: Partial<Record<ServerCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 404,
  SIGN_IN_NEEDED: 401,
  SIGN_IN_REFUSED: 401,
  GRANT_REFUSED: 409,
  PROVIDER_AWAY: 503,
  PASSKEY_NEEDED: 401,
  STEP_UP_REFUSED: 401,
  STEP_UP_NEEDED: 401,
  PEER_CLOCK: 401,
  PEER_REPEATED: 401,
  PEER_UNPAIRED: 403,
  PEER_CERTIFICATE: 403,
  PEER_STOPPED: 409,
  PEER_WORDS_WRONG: 409,
  KIT_UNHEARD: 409,
  KIT_WORDS_WRONG: 409,
  BUNDLE_SEALED_OTHERWISE: 400,
  REQUEST_INVALID: 400,
  REQUEST_TOO_LARGE: 413,
  REQUEST_TYPE_UNKNOWN: 415,
  ANSWER_TYPE_UNKNOWN: 406,
  KEY_USED_OTHERWISE: 422,
  EDIT_OVERTAKEN: 412,
  EDIT_UNSEEN: 428,
  REQUEST_TOO_OFTEN: 429,
  REQUEST_FOREIGN: 403,
  NODE_BUSY: 503,
  NODE_STOPPED: 503,
  DISK_FAILED: 503,
  FILE_UNWRITTEN: 503,
  FILE_MISSING: 503,
  FILE_TAMPERED: 503,
};

/** Codes of one kind: what is wrong with a file that was sent, and what the database or another machine cannot do just now. */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/^(IMPORT|SCAN|PICTURE|FONT|RENDERING)_/, 400],
  [/^OUTBOUND_(ADDRESS_INVALID|ADDRESS_FORBIDDEN|REQUEST_INVALID)$/, 400],
  [/^(DATABASE|OUTBOUND)_/, 503],
];

/** What a refusal is called, by its status. The console says each in the reader's language. */
export const problemTitles: Readonly<Record<number, string>> = {
  400: "The request is not what this address takes",
  401: "Who asks is not known well enough",
  403: "Not from here",
  404: "Not found",
  406: "Not a kind of content that is answered here",
  409: "Not now",
  412: "Changed since it was read",
  413: "Too much",
  415: "Not a kind of content this address takes",
  422: "Sent before, and different",
  428: "Read it first",
  429: "Too often",
  500: "This should not have happened",
  503: "Not ready",
};

/** What to answer to anything thrown. Forbidden and absent are the same answer. */
export function describeProblem(thrown: unknown): Problem {
  const error = explainFault(thrown) ?? thrown;
  if (error instanceof ServerError) {
    const status = statuses[error.code] ?? kinds.find(([pattern]) => pattern.test(error.code))?.[1] ?? 500;
    if (status === 404) return notFound();
    if (status !== 500) return makeProblem(status, error.code, error.message);
  }
  if (error instanceof InputError) {
    const problem = makeProblem(400, error.code, error.message);
    return error.position === null ? problem : { ...problem, position: error.position };
  }
  if (error instanceof PolicyError || error instanceof VerificationError)
    return makeProblem(409, error.code, error.message);
  return (
    describeRefusal(error) ??
    makeProblem(
      500,
      "INTERNAL",
      "The node has printed the reason where it runs. Tell whoever runs it what you asked for, and when.",
    )
  );
}

/** What the HTTP server itself refuses: null for anything else. */
function describeRefusal(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  if ("validation" in error) return makeProblem(400, "REQUEST_INVALID", nameMember(error));
  const status = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
  if (status === 404) return notFound();
  if (status === 413)
    return makeProblem(413, "REQUEST_TOO_LARGE", "Send less at once; a file goes in parts of its own.");
  if (status === 415)
    return makeProblem(415, "REQUEST_TYPE_UNKNOWN", "Send the body as application/json, in UTF-8.");
  if (status >= 400 && status < 500) return makeProblem(400, "REQUEST_INVALID", error.message);
  return null;
}

/** Says which member is not what the schema takes; of one that is unknown, its name. */
function nameMember(error: Error & { readonly validation?: unknown }): string {
  const [first] = Array.isArray(error.validation)
    ? (error.validation as { readonly params?: Readonly<Record<string, unknown>> }[])
    : [];
  const unknown = first?.params?.["additionalProperty"];
  if (typeof unknown !== "string") return `${error.message}.`;
  return `${error.message.replace(/ must NOT have additional properties$/, "")} has "${unknown.slice(0, 100)}", which this address does not take.`;
}

export function notFound(): Problem {
  return makeProblem(
    404,
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}

function makeProblem(status: number, code: string, detail: string): Problem {
  return {
    type: `urn:entente:problem:${code}`,
    title: problemTitles[status] ?? "Error",
    status,
    detail,
    code,
  };
}
