// What stands in the ledger for one thing committed: its instant in clear, and a salted commitment to the rest. So the
// ledger shows that something was committed, when and in what order, not what or to whom.
import {
  canonicalize,
  decodeBase64url,
  encodeBase64url,
  InputError,
  readInstant,
  readString,
  readWord,
  utf8,
} from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { commitmentKinds } from "./ledger.ts";
import type { CommitmentOpening } from "./ledger.ts";

/**
 * The bytes of a ledger entry: canonical JSON of `at` and `commitment`, where the commitment is the base64url SHA-256 of
 * the canonical JSON of `at`, `digest`, `kind` and `salt`. Always the same bytes for the same opening.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID, INSTANT_INVALID when the opening is not complete and canonical.
 */
export function encodeEntry(opening: CommitmentOpening, primitives: Primitives): Uint8Array {
  const kind = readWord(opening.kind, "opening.kind", commitmentKinds);
  const digest = readHash(opening.digest, "opening.digest");
  const salt = readHash(opening.salt, "opening.salt");
  const at = readString(opening.at, "opening.at");
  if (readInstant(at) !== at)
    throw new InputError("INSTANT_INVALID", "opening.at must be written with milliseconds");
  const commitment = encodeBase64url(primitives.sha256(utf8(canonicalize({ at, digest, kind, salt }))));
  return utf8(canonicalize({ at, commitment }));
}

function readHash(value: string, path: string): string {
  const text = readString(value, path);
  if (decodeBase64url(text).length !== 32)
    throw new InputError("SHAPE_INVALID", `${path} must be 32 bytes in base64url`);
  return text;
}
