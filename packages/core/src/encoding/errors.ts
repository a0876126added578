// The core's errors are data: a class says what kind of failure it is, a closed code says which one, and every code
// has a line in docs/errors.md. Bad input, a refusal by policy and a cryptographic failure are never the same class.

export type InputCode =
  | "JSON_SYNTAX"
  | "JSON_DUPLICATE_KEY"
  | "JSON_NOT_CANONICAL"
  | "JSON_UNSUPPORTED"
  | "BASE64_INVALID"
  | "INSTANT_INVALID"
  | "SHAPE_INVALID"
  | "MARKING_SYNTAX"
  | "MARKING_UNKNOWN"
  | "MARKING_INEXPRESSIBLE"
  | "LABEL_INVALID"
  | "SPIF_INVALID"
  | "XML_SYNTAX"
  | "XML_LIMIT"
  | "STIX_INVALID"
  | "STIX_LIMIT"
  | "PATTERN_SYNTAX"
  | "POLICY_INVALID"
  | "COMMUNITY_INVALID"
  | "MEMBER_UNKNOWN"
  | "DOCUMENT_INVALID"
  | "NOTE_SYNTAX"
  | "CHECKPOINT_SYNTAX"
  | "PROOF_SYNTAX"
  | "LEDGER_POLICY_SYNTAX"
  | "WITNESS_REQUEST_SYNTAX"
  | "CUT_SYNTAX"
  | "BUNDLE_SYNTAX"
  | "KIT_INVALID"
  | "EMBARGO_INVALID"
  | "RECORD_SYNTAX"
  | "CITATION_SYNTAX"
  | "PLEDGE_INVALID"
  | "PLEDGE_NOT_MONOTONE"
  | "CERTIFICATE_INVALID"
  | "KIND_INVALID"
  | "CASE_INVALID"
  | "COALITION_INVALID"
  | "WHAT_IF_INVALID"
  | "RULE_UNKNOWN";

export type VerificationCode =
  | "SIGNATURE_INVALID"
  | "KEY_UNTRUSTED"
  | "KEY_SUPERSEDED"
  | "KEY_REVOKED"
  | "ALGORITHM_REFUSED"
  | "DISCLOSURE_UNMATCHED"
  | "DISCLOSURE_REPEATED"
  | "DISCLOSURE_INVALID"
  | "MARKING_UNDEFINED"
  | "KEY_BINDING_INVALID"
  | "KEY_BINDING_MISMATCH"
  | "FILE_MISMATCH"
  | "LEDGER_PROOF_INVALID"
  | "LEDGER_CHECKPOINT_INVALID"
  | "LEDGER_COMMITMENT_MISMATCH"
  | "RENDERING_MISMATCH"
  | "RECORD_FILE_MISSING"
  | "RECORD_FILE_UNLISTED"
  | "RECORD_FILE_CHANGED"
  | "RECORD_TREE_MISMATCH"
  | "RECORD_TALLY_MISMATCH"
  | "RECORD_PAGE_MISMATCH"
  | "CITATION_MISMATCH"
  | "LETTER_CHAIN_BROKEN"
  | "LETTER_FORKED"
  | "SHARE_FORGED"
  | "KEYS_NOT_SIGNED"
  | "LETTER_NEVER_SENT";

export type PolicyCode =
  | "RELEASE_UNMARKED"
  | "RELEASE_NOBODY"
  | "RELEASE_RULES_REFUSED"
  | "RELEASE_SAME_PERSON"
  | "RELEASE_CHANGED_SINCE_APPROVAL"
  | "RELEASE_LEAKS"
  | "CUT_NOT_PLANNED"
  | "LEDGER_QUORUM_MISSING"
  | "TRANSITION_REFUSED"
  | "EXPOSURE_INCOMPLETE"
  | "T_ZERO_RULE_REFUSED"
  | "EMBARGO_CLOSED"
  | "SHARES_TOO_FEW";

/** Where in a source text something was found; both count from 1, columns in UTF-16 code units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

abstract class CoreError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The input is not what it claims to be; nothing was decided. */
export class InputError extends CoreError<InputCode> {
  readonly position: SourcePosition | null;

  constructor(
    code: InputCode,
    message: string,
    position: SourcePosition | null = null,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.position = position;
  }
}

/** The input is well formed, and its proof does not hold. */
export class VerificationError extends CoreError<VerificationCode> {}

/** The input is sound, and a rule of the house says no. */
export class PolicyError extends CoreError<PolicyCode> {}
