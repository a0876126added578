// The codes the console finds by itself; all others come from the node or from the core. Each has a line in docs/errors.md.

export type ConsoleCode =
  | "NODE_UNREACHABLE"
  | "ANSWER_UNREADABLE"
  | "PAGE_UNKNOWN"
  | "CODE_LOST"
  | "SCREEN_BROKEN"
  | "FINGERPRINT_MISMATCH"
  | "RECIPIENT_MISMATCH"
  | "ISSUER_MISMATCH"
  | "RECEIPT_DRAFT_UNKNOWN"
  | "CHECK_UNAVAILABLE"
  | "CHECK_FAILED"
  | "PASSKEY_UNSUPPORTED"
  | "PASSKEY_NOT_USED"
  | "RETURN_UNKNOWN";
