// Deciding under a trust policy, https://c2sp.org/tlog-policy: which log signed, which witnesses cosigned, and whether
// they are enough. A witness counts once however many lines it has, and only if its line holds.
import { PolicyError, VerificationError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { checkNote, requireSigned } from "./checkpoint.ts";
import { parseCheckpoint } from "./checkpoint-text.ts";
import type { LedgerPolicy, WitnessedCheckpoint, WitnessName } from "./ledger.ts";
import { readNote } from "./note.ts";

/** Whether these witnesses together are enough for the policy's quorum. Names the policy does not know count nothing. */
export function checkQuorum(policy: LedgerPolicy, witnesses: readonly WitnessName[]): boolean {
  if (policy.quorum === null) return true;
  const known = new Set<string>(policy.witnesses.map(({ name }) => name));
  const reached = new Set<string>(witnesses.filter((name) => known.has(name)));
  for (const { name, threshold, members } of policy.groups)
    if (members.filter((member) => reached.has(member)).length >= threshold) reached.add(name);
  return reached.has(policy.quorum);
}

/**
 * Opens a checkpoint that one of the policy's logs signed and its quorum cosigned.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError KEY_UNTRUSTED when the policy has no log of that
 *   origin, LEDGER_CHECKPOINT_INVALID when that log did not sign or a line of a known key does not hold; PolicyError
 *   LEDGER_QUORUM_MISSING.
 */
export function openWitnessedCheckpoint(
  { note, policy }: { readonly note: string; readonly policy: LedgerPolicy },
  primitives: Primitives,
): WitnessedCheckpoint {
  const { origin } = parseCheckpoint(readNote(note).text);
  const logs = policy.logs.filter(({ key }) => key.name === origin);
  if (logs.length === 0)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `The ledger "${origin}" is not one of the policy's: compare its key with its keeper by voice before adding it`,
    );
  const keys = [...logs, ...policy.witnesses].map(({ key }) => key);
  const { checkpoint, signers, unchecked } = checkNote({ note, keys }, primitives);
  const vkeys = new Set(signers.map(({ vkey }) => vkey));
  const log = logs.find(({ key }) => vkeys.has(key.vkey))?.key;
  requireSigned({ checkpoint, signed: log !== undefined, origin });
  const witnesses = policy.witnesses.filter(({ key }) => vkeys.has(key.vkey)).map(({ name }) => name);
  if (log === undefined || !checkQuorum(policy, witnesses))
    throw new PolicyError(
      "LEDGER_QUORUM_MISSING",
      `Too few witnesses cosigned the ledger's state for this policy (${witnesses.length} did): ask its keeper for a cosigned one`,
    );
  return { checkpoint, log, witnesses, unchecked };
}
