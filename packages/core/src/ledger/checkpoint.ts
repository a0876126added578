// Checkpoints, https://c2sp.org/tlog-checkpoint: a signed note over origin, size and root. Extension lines are refused:
// nothing in our files may stand outside what we understand.
import { decodeBase64, encodeBase64, equalBytes, InputError, VerificationError } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import type { Checkpoint, LedgerIdentity } from "./ledger.ts";
import { openNote, signNote } from "./note.ts";
import { hashTree } from "./tree.ts";

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

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
  if (checkpoint.origin !== identity.origin)
    throw new InputError("CHECKPOINT_SYNTAX", "The checkpoint is another ledger's");
  const text = writeCheckpoint(checkpoint);
  parseCheckpoint(text);
  if (!hasFittingRoot(checkpoint, primitives))
    throw new InputError("CHECKPOINT_SYNTAX", "The root of an empty tree is the hash of nothing");
  return signNote({ text, identity, signer }, primitives);
}

/**
 * Opens a checkpoint signed by the ledger `identity`.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID.
 */
export function openCheckpoint(
  { note, identity }: { readonly note: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): Checkpoint {
  const checkpoint = parseCheckpoint(openNote({ note, identity }, primitives));
  if (checkpoint.origin !== identity.origin || !hasFittingRoot(checkpoint, primitives))
    throw new VerificationError("LEDGER_CHECKPOINT_INVALID", "The checkpoint is not one of this ledger");
  return checkpoint;
}

function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (origin === "" || !SIZE.test(size) || !Number.isSafeInteger(Number(size)))
    throw new InputError("CHECKPOINT_SYNTAX", "A checkpoint begins with its origin and its size");
  const checkpoint = { origin, size: Number(size), root: decodeRoot(root) };
  if (checkpoint.root.length !== 32 || writeCheckpoint(checkpoint) !== text)
    throw new InputError("CHECKPOINT_SYNTAX", "A checkpoint is three lines: origin, size, root");
  return checkpoint;
}

function hasFittingRoot({ size, root }: Checkpoint, primitives: Primitives): boolean {
  return size > 0 || equalBytes(root, hashTree([], primitives));
}

function decodeRoot(encoded: string): Uint8Array {
  try {
    return decodeBase64(encoded);
  } catch (cause) {
    throw new InputError("CHECKPOINT_SYNTAX", "The checkpoint's root is not base64", null, { cause });
  }
}
