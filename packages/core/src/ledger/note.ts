// Signed notes, https://c2sp.org/signed-note, with exactly one Ed25519 signature. A note is accepted only in the one
// spelling we would write: text, an empty line, one signature line. So every byte of it is under the signature or
// compared with what is expected.
import {
  concatBytes,
  decodeBase64,
  encodeBase64,
  encodeHex,
  equalBytes,
  InputError,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { LedgerIdentity, NoteKey, SignatureLine, SignedNote } from "./ledger.ts";

const ED25519 = 0x01;
const KEY_ID_LENGTH = 4;
const SIGNATURE_LENGTH = 64;
// No white space, no plus sign, no control character; within the 255 bytes that cosignatures allow a name.
const NAME = /^[^\s+\p{Cc}]+$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u;

interface OwnKey {
  readonly keyId: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * The public identity of a ledger: its origin, and the vkey line of its Ed25519 key.
 * @throws InputError NOTE_SYNTAX when the origin cannot be a key name; SHAPE_INVALID, BASE64_INVALID for the key.
 */
export function createLedgerIdentity(
  { origin, publicKey }: { readonly origin: string; readonly publicKey: PublicJwk },
  primitives: Primitives,
): LedgerIdentity {
  const bytes = publicKeyBytes(publicKey);
  if (bytes.length !== 32) throw new InputError("SHAPE_INVALID", "An Ed25519 public key is 32 bytes");
  return identityOf(origin, bytes, primitives);
}

/**
 * Reads a vkey line, which is a ledger's whole identity.
 * @throws InputError NOTE_SYNTAX unless it is the one spelling of an Ed25519 vkey.
 */
export function readLedgerIdentity(vkey: string, primitives: Primitives): LedgerIdentity {
  const parts = vkey.split("+");
  const encoded = parts.slice(2).join("+");
  const bytes = decodeOr(encoded, "A ledger's vkey does not end in base64");
  const identity = identityOf(parts[0] ?? "", bytes.slice(1), primitives);
  if (bytes.length !== 33 || identity.vkey !== vkey)
    throw new InputError("NOTE_SYNTAX", "This is not an Ed25519 vkey: name+key id+key");
  return identity;
}

/** Signs `text`, which ends in a newline. @throws InputError NOTE_SYNTAX when it cannot be a note's text. */
export function signNote(
  {
    text,
    identity,
    signer,
  }: { readonly text: string; readonly identity: LedgerIdentity; readonly signer: Signer },
  primitives: Primitives,
): string {
  const key = readKey(identity, primitives);
  if (!isNoteText(text)) throw new InputError("NOTE_SYNTAX", "A note's text ends in a newline");
  if (!equalBytes(key.publicKey, publicKeyBytes(signer.publicKey)))
    throw new InputError("NOTE_SYNTAX", "The signing key is not the key of this ledger");
  return writeNote(text, identity.origin, concatBytes(key.keyId, signer.sign(utf8(text))));
}

/**
 * The text of a note signed by `identity`.
 * @throws InputError NOTE_SYNTAX when it is not a note in its one spelling; VerificationError LEDGER_CHECKPOINT_INVALID
 *   when it is another ledger's, or the signature does not hold.
 */
export function openNote(
  { note, identity }: { readonly note: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): string {
  const key = readKey(identity, primitives);
  // The last empty line parts text from signatures; a second signature line would stand after it too, and is refused.
  const split = note.lastIndexOf("\n\n");
  const text = note.slice(0, split + 1);
  const line = SIGNATURE_LINE.exec(note.slice(split + 2, -1));
  const [, name, encoded] = line ?? [];
  if (split < 0 || name === undefined || encoded === undefined || !isNoteText(text))
    throw new InputError("NOTE_SYNTAX", "This is not a signed note with one signature");
  const blob = decodeOr(encoded, "The note's signature is not base64");
  if (blob.length !== KEY_ID_LENGTH + SIGNATURE_LENGTH || writeNote(text, name, blob) !== note)
    throw new InputError("NOTE_SYNTAX", "The note's signature line is not in its one spelling");
  if (name !== identity.origin || !equalBytes(blob.slice(0, KEY_ID_LENGTH), key.keyId))
    throw new VerificationError(
      "LEDGER_CHECKPOINT_INVALID",
      `The note is signed by "${name}" with another key, not by this ledger`,
    );
  if (!primitives.verifyEd25519(key.publicKey, utf8(text), blob.slice(KEY_ID_LENGTH)))
    throw new VerificationError("LEDGER_CHECKPOINT_INVALID", "The ledger's signature does not hold");
  return text;
}

function writeNote(text: string, name: string, blob: Uint8Array): string {
  return `${text}\n— ${name} ${encodeBase64(blob)}\n`;
}

function identityOf(origin: string, publicKey: Uint8Array, primitives: Primitives): LedgerIdentity {
  if (!NAME.test(origin) || !origin.isWellFormed() || utf8(origin).length > 255)
    throw new InputError("NOTE_SYNTAX", "A ledger's origin is 1 to 255 bytes without white space or +");
  const typed = concatBytes(Uint8Array.of(ED25519), publicKey);
  const keyId = primitives.sha256(concatBytes(utf8(`${origin}\n`), typed)).slice(0, KEY_ID_LENGTH);
  return { origin, vkey: `${origin}+${encodeHex(keyId)}+${encodeBase64(typed)}` };
}

function readKey(identity: LedgerIdentity, primitives: Primitives): OwnKey {
  const { origin, vkey } = readLedgerIdentity(identity.vkey, primitives);
  if (origin !== identity.origin)
    throw new InputError("NOTE_SYNTAX", "The ledger's origin and its vkey name different ledgers");
  const [keyId = "", ...encoded] = vkey.slice(origin.length + 1).split("+");
  return {
    keyId: Uint8Array.from(keyId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    publicKey: decodeBase64(encoded.join("+")).slice(1),
  };
}

function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the format forbids exactly these
  return text.endsWith("\n") && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}

function decodeOr(encoded: string, message: string): Uint8Array {
  try {
    return decodeBase64(encoded);
  } catch (cause) {
    throw new InputError("NOTE_SYNTAX", message, null, { cause });
  }
}

/** Takes a note apart, verifying nothing. @throws InputError NOTE_SYNTAX. */
export function readNote(_note: string): SignedNote {
  throw new Error("unwritten");
}

/** The note with more lines. @throws InputError NOTE_SYNTAX when a line is none, or its key already stands in the note. */
export function addCosignatures(_note: string, _lines: readonly SignatureLine[]): string {
  throw new Error("unwritten");
}

/** Reads the lines of a witness's answer. @throws InputError NOTE_SYNTAX. */
export function readSignatureLines(_body: string): readonly SignatureLine[] {
  throw new Error("unwritten");
}

/** Reads a vkey of any type. @throws InputError NOTE_SYNTAX unless it is in its one spelling. */
export function readNoteKey(_vkey: string, _primitives: Primitives): NoteKey {
  throw new Error("unwritten");
}
