// What can go wrong before anything is checked, and which of three kinds any failure is: a proof that does not hold, a rule
// that says no, or something that cannot be read as it is. They call for different answers, so they are never mixed.
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";

export type VerifierCode =
  | "USAGE"
  | "FILE_UNREADABLE"
  | "FILE_TOO_LARGE"
  | "FILE_KIND_UNKNOWN"
  | "FILE_NEEDS_ANOTHER"
  | "FILE_SEALED"
  | "FOLDER_UNSAFE"
  | "TRUST_INVALID"
  | "TRUST_NEEDED";

export class VerifierError extends Error {
  readonly code: VerifierCode;

  constructor(code: VerifierCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = "VerifierError";
  }
}

export type FailureKind = "cryptographic" | "policy" | "input";
type CodedError = InputError | VerificationError | PolicyError | VerifierError;

/** Errors with a code of ours. Anything else is a fault of the program, never of a file. */
export function isCoded(error: unknown): error is CodedError {
  return (
    error instanceof InputError ||
    error instanceof VerificationError ||
    error instanceof PolicyError ||
    error instanceof VerifierError
  );
}

export function kindOf(error: CodedError): FailureKind {
  if (error instanceof PolicyError || RULES.includes(error.code)) return "policy";
  return error instanceof VerificationError ? "cryptographic" : "input";
}

// The proof may hold and the reader's own trust file, or the want of one, still says no.
const RULES: readonly string[] = ["KEY_UNTRUSTED", "TRUST_NEEDED"];
