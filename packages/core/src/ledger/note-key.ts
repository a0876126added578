// The keys that check lines of signed notes, and their vkeys: https://c2sp.org/signed-note, section "Verifier keys". A vkey
// is accepted in one spelling only, and only when its key id is the one its name, type and key give.
import {
  concatBytes,
  decodeBase64,
  decodeBase64url,
  encodeBase64,
  encodeHex,
  InputError,
  utf8,
} from "../encoding/index.ts";
import type { MlDsaJwk, Primitives, PublicJwk } from "../keys/index.ts";
import type { KeyId, LedgerIdentity, NoteKey } from "./ledger.ts";

export const KEY_ID_LENGTH = 4;
const ECDSA = 0x02;
const LENGTHS: Readonly<Record<Exclude<NoteKey["type"], "other">, number>> = {
  ed25519: 32,
  "ed25519-cosignature": 32,
  "ml-dsa-44-cosignature": 1312,
};
const TYPE_BYTES: Readonly<Record<Exclude<NoteKey["type"], "other">, number>> = {
  ed25519: 0x01,
  "ed25519-cosignature": 0x04,
  "ml-dsa-44-cosignature": 0x06,
};
// No white space, no plus sign, no control character; within the 255 bytes that cosignatures allow a name.
const NAME = /^[^\s+\p{Cc}]+$/u;

/**
 * The public identity of a ledger: its origin, and the vkey line of its Ed25519 key.
 * @throws InputError NOTE_SYNTAX when the origin cannot be a key name; SHAPE_INVALID, BASE64_INVALID for the key.
 */
export function createLedgerIdentity(
  { origin, publicKey }: { readonly origin: string; readonly publicKey: PublicJwk },
  primitives: Primitives,
): LedgerIdentity {
  const { vkey } = createNoteKey({ name: origin, type: "ed25519", jwk: publicKey }, primitives);
  return { origin, vkey };
}

/**
 * Reads a vkey line, which is a ledger's whole identity.
 * @throws InputError NOTE_SYNTAX unless it is the one spelling of an Ed25519 vkey.
 */
export function readLedgerIdentity(vkey: string, primitives: Primitives): LedgerIdentity {
  const { name, type } = readNoteKey(vkey, primitives);
  if (type !== "ed25519") throw new InputError("NOTE_SYNTAX", "This is not an Ed25519 vkey: name+key id+key");
  return { origin: name, vkey };
}

/** The key of a ledger's identity. @throws InputError NOTE_SYNTAX. */
export function readIdentityKey(identity: LedgerIdentity, primitives: Primitives): NoteKey {
  const { origin } = readLedgerIdentity(identity.vkey, primitives);
  if (origin !== identity.origin)
    throw new InputError("NOTE_SYNTAX", "The ledger's origin and its vkey name different ledgers");
  return readNoteKey(identity.vkey, primitives);
}

/** @throws InputError NOTE_SYNTAX for the name; SHAPE_INVALID, BASE64_INVALID for the key. */
export function createNoteKey(
  {
    name,
    type,
    jwk,
  }: {
    readonly name: string;
    readonly type: Exclude<NoteKey["type"], "other">;
    readonly jwk: PublicJwk | MlDsaJwk<"ML-DSA-44">;
  },
  primitives: Primitives,
): NoteKey {
  const publicKey = decodeBase64url(jwk.kty === "OKP" ? jwk.x : jwk.pub);
  if (publicKey.length !== LENGTHS[type])
    throw new InputError("SHAPE_INVALID", `This public key must be ${LENGTHS[type]} bytes`);
  requireName(name);
  const typed = concatBytes(Uint8Array.of(TYPE_BYTES[type]), publicKey);
  const keyId = keyIdOf(name, typed, primitives);
  return { vkey: `${name}+${keyId}+${encodeBase64(typed)}`, name, keyId, type, publicKey };
}

/**
 * Reads a vkey of any type; one whose signatures cannot be checked here is of type "other".
 * @throws InputError NOTE_SYNTAX unless it is in its one spelling.
 */
export function readNoteKey(vkey: string, primitives: Primitives): NoteKey {
  const [name = "", id = "", ...rest] = vkey.split("+");
  requireName(name);
  const typed = decodeOr(rest.join("+"), "A vkey does not end in base64");
  const publicKey = typed.slice(1);
  const type = findType(typed[0], publicKey.length);
  if (type === null || `${name}+${id}+${encodeBase64(typed)}` !== vkey)
    throw new InputError("NOTE_SYNTAX", "This is not a vkey: name+key id+key");
  if (keyIdOf(name, typed, primitives) !== id)
    throw new InputError("NOTE_SYNTAX", "The key id of this vkey is not that of its name and key");
  return { vkey, name, keyId: id as KeyId, type, publicKey };
}

/** Whether `text` can be the name of a key. */
export function isKeyName(text: string): boolean {
  return NAME.test(text) && text.isWellFormed() && utf8(text).length <= 255;
}

/** Decodes base64 in a note. @throws InputError NOTE_SYNTAX with `message`. */
export function decodeOr(encoded: string, message: string): Uint8Array {
  try {
    return decodeBase64(encoded);
  } catch (cause) {
    throw new InputError("NOTE_SYNTAX", message, null, { cause });
  }
}

function findType(byte: number | undefined, length: number): NoteKey["type"] | null {
  if (byte === undefined || length === 0) return null;
  for (const type of ["ed25519", "ed25519-cosignature", "ml-dsa-44-cosignature"] as const)
    if (TYPE_BYTES[type] === byte) return LENGTHS[type] === length ? type : null;
  return "other";
}

/** An ECDSA key's id is over its SPKI alone, all others' over name, type and key. */
function keyIdOf(name: string, typed: Uint8Array, primitives: Primitives): KeyId {
  const hashed = typed[0] === ECDSA ? typed.subarray(1) : concatBytes(utf8(`${name}\n`), typed);
  return encodeHex(primitives.sha256(hashed).subarray(0, KEY_ID_LENGTH)) as KeyId;
}

function requireName(name: string): void {
  if (!isKeyName(name))
    throw new InputError(
      "NOTE_SYNTAX",
      "The name of a key or ledger is 1 to 255 bytes without white space or +",
    );
}
