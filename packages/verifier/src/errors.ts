// What can go wrong before anything is checked. Everything the checks themselves find has a code of the core.

export type VerifierCode =
  "USAGE" | "FILE_UNREADABLE" | "FILE_TOO_LARGE" | "FILE_KIND_UNKNOWN" | "FOLDER_UNSAFE" | "TRUST_INVALID";

export class VerifierError extends Error {
  readonly code: VerifierCode;

  constructor(code: VerifierCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = "VerifierError";
  }
}
