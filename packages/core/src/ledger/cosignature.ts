// Cosignatures of checkpoints, https://c2sp.org/tlog-cosignature: Ed25519 over a text (cosignature/v1, type 0x04) and
// ML-DSA-44 over a binary message (subtree/v1, type 0x06). Behind the key id stand eight bytes of POSIX seconds, then the
// signature. The Ed25519 message does not name the cosigner, and the ML-DSA-44 message does not cover extension lines.
import { concatBytes, InputError, utf8 } from "../encoding/index.ts";
import type { MlDsaSigner, Primitives, Signer } from "../keys/index.ts";
import { parseCheckpoint } from "./checkpoint-text.ts";
import type { Cosigner, NoteKey, SignatureLine } from "./ledger.ts";
import { createNoteKey } from "./note-key.ts";
import { readNote, writeLine } from "./note.ts";

const TIME_LENGTH = 8;
const LATEST = 2n ** 63n - 1n;
const SUBTREE_LABEL = "subtree/v1\n\0";

/**
 * A cosigner over one key. A witness uses another Ed25519 key for each name: that message does not commit to the name.
 * @throws InputError NOTE_SYNTAX when `name` cannot be a key's name.
 */
export function createCosigner(
  key:
    | { readonly name: string; readonly ed25519: Signer }
    | { readonly name: string; readonly mlDsa44: MlDsaSigner<"ML-DSA-44"> },
  primitives: Primitives,
): Cosigner {
  const [signer, type] =
    "ed25519" in key
      ? ([key.ed25519, "ed25519-cosignature"] as const)
      : ([key.mlDsa44, "ml-dsa-44-cosignature"] as const);
  const noteKey = createNoteKey({ name: key.name, type, jwk: signer.publicKey }, primitives);
  return {
    name: noteKey.name,
    vkey: noteKey.vkey,
    sign: (text, time) => {
      if (!Number.isSafeInteger(time) || time < 1)
        throw new InputError("SHAPE_INVALID", "A cosignature's time is whole POSIX seconds, at least 1");
      const message = writeMessage(noteKey, text, BigInt(time));
      return writeLine(noteKey, concatBytes(writeUint64(BigInt(time)), signer.sign(message)));
    },
  };
}

/**
 * One cosignature line for the checkpoint in `note`, at `time` (POSIX seconds, at least 1).
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; SHAPE_INVALID for the time.
 */
export function cosignCheckpoint({
  note,
  cosigner,
  time,
}: {
  readonly note: string;
  readonly cosigner: Cosigner;
  readonly time: number;
}): SignatureLine {
  return cosigner.sign(readNote(note).text, time);
}

/** Whether `blob` is what `key` signs under the checkpoint `text`. False, never an exception, for anything else. */
export function verifyLine(
  { key, text, blob }: { readonly key: NoteKey; readonly text: string; readonly blob: Uint8Array },
  primitives: Primitives,
): boolean {
  if (key.type === "other") return false;
  if (key.type === "ed25519") return primitives.verifyEd25519(key.publicKey, utf8(text), blob);
  if (blob.length <= TIME_LENGTH) return false;
  const signature = blob.slice(TIME_LENGTH);
  const message = findMessage(key, text, readUint64(blob));
  if (message === null) return false;
  return key.type === "ed25519-cosignature"
    ? primitives.verifyEd25519(key.publicKey, message, signature)
    : primitives.verifyMlDsa("ML-DSA-44", key.publicKey, message, signature);
}

/** When the cosignature in `blob` says it was made, POSIX seconds. */
export function readTime(blob: Uint8Array): bigint {
  return readUint64(blob);
}

function findMessage(key: NoteKey, text: string, time: bigint): Uint8Array | null {
  try {
    return time > LATEST ? null : writeMessage(key, text, time);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** @throws InputError CHECKPOINT_SYNTAX. */
function writeMessage({ type, name }: NoteKey, text: string, time: bigint): Uint8Array {
  const { origin, size, root } = parseCheckpoint(text);
  if (type === "ed25519-cosignature") return utf8(`cosignature/v1\ntime ${time}\n${text}`);
  const parts = [writeUint64(time), writeOpaque(origin), writeUint64(0n), writeUint64(BigInt(size)), root];
  return concatBytes(utf8(SUBTREE_LABEL), writeOpaque(name), ...parts);
}

function writeOpaque(text: string): Uint8Array {
  const bytes = utf8(text);
  if (bytes.length > 255)
    throw new InputError("CHECKPOINT_SYNTAX", "An ML-DSA-44 cosignature holds origins of at most 255 bytes");
  return concatBytes(Uint8Array.of(bytes.length), bytes);
}

function writeUint64(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(56 - 8 * index)) & 0xffn));
}

function readUint64(bytes: Uint8Array): bigint {
  return bytes.subarray(0, TIME_LENGTH).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
