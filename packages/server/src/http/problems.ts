// Problem documents (RFC 9457): one map from codes to statuses; what is not in the map says nothing about itself.
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import { Type } from "typebox";
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
  REQUEST_INVALID: 400,
  DATABASE_UNREACHABLE: 503,
};

const titles: Readonly<Record<number, string>> = {
  400: "The request is not what this address takes",
  401: "Who asks is not known well enough",
  404: "Not found",
  409: "Not now",
  500: "This should not have happened",
  503: "Not ready",
};

/** What to answer to anything thrown. Forbidden and absent are the same answer. */
export function describeProblem(error: unknown): Problem {
  if (error instanceof ServerError) {
    const status = statuses[error.code] ?? 500;
    if (status === 404) return notFound();
    if (status !== 500) return makeProblem(status, error.code, error.message);
  }
  if (error instanceof InputError) {
    const problem = makeProblem(400, error.code, error.message);
    return error.position === null ? problem : { ...problem, position: error.position };
  }
  if (error instanceof PolicyError || error instanceof VerificationError)
    return makeProblem(409, error.code, error.message);
  if (error instanceof Error && "validation" in error)
    return makeProblem(400, "REQUEST_INVALID", error.message);
  return makeProblem(
    500,
    "INTERNAL",
    "The node has printed the reason where it runs. Tell whoever runs it what you asked for, and when.",
  );
}

export function notFound(): Problem {
  return makeProblem(
    404,
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}

function makeProblem(status: number, code: string, detail: string): Problem {
  return { type: `urn:entente:problem:${code}`, title: titles[status] ?? "Error", status, detail, code };
}
