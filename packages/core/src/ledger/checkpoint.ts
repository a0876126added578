// Checkpoints as signed notes. A line of a key we know must hold or the whole note is refused; a line of any other key is
// ignored, as https://c2sp.org/signed-note asks, and named in the answer, because its bytes are outside the proof.
import { equalBytes, InputError, utf8, VerificationError } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { hasFittingRoot, parseCheckpoint, writeCheckpoint } from "./checkpoint-text.ts";
import { verifyLine } from "./cosignature.ts";
import type { Checkpoint, LedgerIdentity, NoteKey, OpenedCheckpoint } from "./ledger.ts";
import { readIdentityKey } from "./note-key.ts";
import { readNote, writeLine, writeNote } from "./note.ts";

/** A note's checkpoint, the keys whose lines hold, and the names on the lines nobody here can check. */
export interface CheckedNote {
  readonly checkpoint: OpenedCheckpoint;
  readonly signers: readonly NoteKey[];
  readonly unchecked: readonly string[];
}

/**
 * Signs a checkpoint of the ledger `identity` as a note.
 * The caller must never sign a checkpoint that does not extend the one before it.
 * @throws InputError CHECKPOINT_SYNTAX, NOTE_SYNTAX.
 */
export function signCheckpoint(
  {
    checkpoint,
    identity,
    signer,
  }: { readonly checkpoint: Checkpoint; readonly identity: LedgerIdentity; readonly signer: Signer },
  primitives: Primitives,
): string {
  const key = readIdentityKey(identity, primitives);
  if (checkpoint.origin !== identity.origin)
    throw new InputError("CHECKPOINT_SYNTAX", "The checkpoint is another ledger's");
  if (!equalBytes(key.publicKey, publicKeyBytes(signer.publicKey)))
    throw new InputError("NOTE_SYNTAX", "The signing key is not the key of this ledger");
  const text = writeCheckpoint(checkpoint);
  if (!hasFittingRoot(checkpoint, primitives))
    throw new InputError("CHECKPOINT_SYNTAX", "The root of an empty tree is the hash of nothing");
  return writeNote(text, writeLine(key, signer.sign(utf8(text))));
}

/**
 * Opens a checkpoint signed by the ledger `identity`. Lines of other keys are ignored.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID.
 */
export function openCheckpoint(
  { note, identity }: { readonly note: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): OpenedCheckpoint {
  const key = readIdentityKey(identity, primitives);
  const { checkpoint, signers } = checkNote({ note, keys: [key] }, primitives);
  requireSigned({ checkpoint, signed: signers.length > 0, origin: identity.origin });
  return checkpoint;
}

/** @throws VerificationError LEDGER_CHECKPOINT_INVALID. */
export function requireSigned({
  checkpoint,
  signed,
  origin,
}: {
  readonly checkpoint: Checkpoint;
  readonly signed: boolean;
  readonly origin: string;
}): void {
  if (!signed)
    throw new VerificationError(
      "LEDGER_CHECKPOINT_INVALID",
      `The checkpoint is signed by another key, not by that of the ledger "${origin}"`,
    );
  if (checkpoint.origin !== origin)
    throw new VerificationError("LEDGER_CHECKPOINT_INVALID", "The checkpoint is not one of this ledger");
}

/**
 * Opens a checkpoint with the lines of `keys` checked, and the root's fit to the size.
 * @throws as checkLines; VerificationError LEDGER_CHECKPOINT_INVALID when the root is not one of that size.
 */
export function checkNote(
  request: { readonly note: string; readonly keys: readonly NoteKey[] },
  primitives: Primitives,
): CheckedNote {
  const { checkpoint, known, unchecked } = checkLines(request, primitives);
  if (!hasFittingRoot(checkpoint, primitives))
    throw new VerificationError(
      "LEDGER_CHECKPOINT_INVALID",
      "The root of an empty tree is the hash of nothing",
    );
  return { checkpoint, signers: known.map(({ key }) => key), unchecked };
}

/**
 * Checks every line of a checkpoint that is of one of `keys`.
 * @throws InputError NOTE_SYNTAX, also when a known key has two lines; CHECKPOINT_SYNTAX; VerificationError
 *   LEDGER_CHECKPOINT_INVALID when a known key's line does not hold.
 */
export function checkLines(
  { note, keys }: { readonly note: string; readonly keys: readonly NoteKey[] },
  primitives: Primitives,
): {
  readonly text: string;
  readonly checkpoint: OpenedCheckpoint;
  readonly known: readonly { readonly key: NoteKey; readonly blob: Uint8Array }[];
  readonly unchecked: readonly string[];
} {
  const { text, signatures } = readNote(note);
  const checkpoint = parseCheckpoint(text);
  const known: { readonly key: NoteKey; readonly blob: Uint8Array }[] = [];
  const unchecked: string[] = [];
  for (const { name, keyId, blob } of signatures) {
    const key = keys.find((one) => one.name === name && one.keyId === keyId);
    if (key === undefined) unchecked.push(name);
    else known.push({ key, blob });
  }
  // Two lines of one key would let a reader choose between them.
  if (new Set(known.map(({ key }) => key)).size !== known.length)
    throw new InputError("NOTE_SYNTAX", "The note has two signature lines of one key");
  for (const { key, blob } of known)
    if (!verifyLine({ key, text, blob }, primitives))
      throw new VerificationError(
        "LEDGER_CHECKPOINT_INVALID",
        `The signature of "${key.name}" under the checkpoint does not hold`,
      );
  return { text, checkpoint, known, unchecked };
}
