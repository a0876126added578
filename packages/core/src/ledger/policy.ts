// Trust policies, https://c2sp.org/tlog-policy: which logs, which witnesses, and how many of them are enough.
import type { Primitives } from "../keys/index.ts";
import type { LedgerPolicy, WitnessedCheckpoint, WitnessName } from "./ledger.ts";

/** @throws InputError LEDGER_POLICY_SYNTAX with the line and column. */
export function parseLedgerPolicy(_text: string, _primitives: Primitives): LedgerPolicy {
  throw new Error("unwritten");
}

/** Whether these witnesses together are enough for the policy's quorum. */
export function checkQuorum(_policy: LedgerPolicy, _witnesses: readonly WitnessName[]): boolean {
  throw new Error("unwritten");
}

/**
 * Opens a checkpoint that one of the policy's logs signed and its quorum cosigned.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError KEY_UNTRUSTED when no log of the policy signed it,
 *   LEDGER_CHECKPOINT_INVALID when a line of a known key does not hold; PolicyError LEDGER_QUORUM_MISSING.
 */
export function openWitnessedCheckpoint(
  _request: { readonly note: string; readonly policy: LedgerPolicy },
  _primitives: Primitives,
): WitnessedCheckpoint {
  throw new Error("unwritten");
}
