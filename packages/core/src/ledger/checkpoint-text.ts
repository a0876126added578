// The text of a checkpoint, https://c2sp.org/tlog-checkpoint: origin, size, root, and extension lines that mean nothing to
// us. We write none; a foreign log's are read, because its signature covers them.
import { decodeBase64, encodeBase64, equalBytes, InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { Checkpoint, OpenedCheckpoint } from "./ledger.ts";

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;

/** @throws InputError CHECKPOINT_SYNTAX when these cannot be a checkpoint's three lines. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${encodeBase64(root)}\n`;
  if (parseCheckpoint(text).extensions.length > 0)
    throw new InputError("CHECKPOINT_SYNTAX", "An origin is one line");
  return text;
}

/** @throws InputError CHECKPOINT_SYNTAX. */
export function parseCheckpoint(text: string): OpenedCheckpoint {
  const [origin = "", size = "", root = "", ...extensions] = text.split("\n");
  const end = extensions.pop();
  if (origin === "" || end !== "" || extensions.includes(""))
    throw new InputError(
      "CHECKPOINT_SYNTAX",
      "A checkpoint is three lines or more, none empty: origin, size, root",
    );
  return { origin, size: readSize(size), root: decodeRoot(root), extensions };
}

/** A number of leaves in decimal. @throws InputError CHECKPOINT_SYNTAX. */
export function readSize(text: string): number {
  const size = SIZE.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(size)) return size;
  throw new InputError("CHECKPOINT_SYNTAX", "A size is a decimal number without leading zeros, below 2^53");
}

/** Whether the root can be one of that size: the tree of no leaves has one root, SHA-256 of nothing. */
export function hasFittingRoot({ size, root }: Checkpoint, primitives: Primitives): boolean {
  return size > 0 || equalBytes(root, primitives.sha256(new Uint8Array(0)));
}

function decodeRoot(encoded: string): Uint8Array {
  try {
    const root = decodeBase64(encoded);
    if (root.length === 32) return root;
  } catch (cause) {
    throw new InputError("CHECKPOINT_SYNTAX", "The checkpoint's root is not base64", null, { cause });
  }
  throw new InputError("CHECKPOINT_SYNTAX", "The checkpoint's root is not a hash of 32 bytes");
}
