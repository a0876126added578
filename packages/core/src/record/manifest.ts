// The manifest of a record and record.json: written canonically, read strictly, signed with Ed25519 (RFC 7515, RFC 9864).
// Reading decides nothing about trust; whatever is read here writes back to the same bytes.
import {
  canonicalize,
  decodeBase64,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  InputError,
  parseCanonicalFile,
  readArray,
  readBoolean,
  readCount,
  readInstant,
  readObject,
  readString,
  readStrings,
  readWord,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { publicKeyBytes, readPublicJwk } from "../keys/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { LedgerEvidence } from "../releases/index.ts";
import type { ManifestFile, RecordFile, RecordManifest, SignedManifest } from "./record.ts";

const ALGORITHM = "Ed25519";
const TYPE = "entente-manifest+jws";

/** A manifest whose signature holds, and the key it holds under. Whether to trust the key is the caller's question. */
export interface OpenedManifest {
  readonly manifest: RecordManifest;
  readonly key: PublicJwk;
}

/** Signs a manifest with the publisher's key. */
export function signManifest(manifest: RecordManifest, signer: Signer): SignedManifest {
  const { kty, crv, x } = signer.publicKey;
  const header = encodePart({ alg: ALGORITHM, jwk: { kty, crv, x }, typ: TYPE });
  const payload = encodePart(manifestJson(manifest));
  return {
    payload,
    protected: header,
    signature: encodeBase64url(signer.sign(utf8(`${header}.${payload}`))),
  };
}

/** What the ledger commits to for a publication: SHA-256 of the ASCII compact form `protected.payload.signature`. */
export function digestManifest(signed: SignedManifest, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(`${signed.protected}.${signed.payload}.${signed.signature}`));
}

/**
 * Opens a signed manifest under the key in its own header.
 * @throws InputError RECORD_SYNTAX; VerificationError ALGORITHM_REFUSED, SIGNATURE_INVALID.
 */
export function openManifest(signed: SignedManifest, primitives: Primitives): OpenedManifest {
  const opened = asRecordSyntax("manifest", () => {
    const header = readObject(readPart(signed.protected), "header", ["alg", "jwk", "typ"]);
    return {
      algorithm: readString(header["alg"], "header.alg"),
      type: readString(header["typ"], "header.typ"),
      key: readPublicJwk(header["jwk"], "header.jwk"),
      manifest: readManifest(readPart(signed.payload)),
      signature: decodeBase64url(signed.signature),
    };
  });
  if (opened.algorithm !== ALGORITHM)
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${ALGORITHM} is accepted, whatever a record asks for`,
    );
  const message = utf8(`${signed.protected}.${signed.payload}`);
  if (
    opened.type !== TYPE ||
    opened.signature.length !== 64 ||
    !primitives.verifyEd25519(publicKeyBytes(opened.key), message, opened.signature)
  )
    throw new VerificationError(
      "SIGNATURE_INVALID",
      "The manifest was changed after it was signed: get the record again from its publisher",
    );
  return { manifest: opened.manifest, key: opened.key };
}

/** Text of record.json. */
export function writeRecordFile({ format, manifest, evidence, consistency }: RecordFile): string {
  const { kind, salt, at } = evidence.opening;
  const { payload, protected: header, signature } = manifest;
  const value = {
    format,
    manifest: { payload, protected: header, signature },
    evidence: { opening: { kind, salt, at }, proof: evidence.proof },
    consistency,
  };
  return `${canonicalize(value)}\n`;
}

/** @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED, RECORD_SYNTAX. */
export function readRecordFile(text: string): RecordFile {
  const value = parseCanonicalFile(text);
  return asRecordSyntax("record.json", () => {
    const file = readObject(value, "record", ["format", "manifest", "evidence", "consistency"]);
    const manifest = readObject(file["manifest"], "record.manifest", ["payload", "protected", "signature"]);
    const consistency = readStrings(file["consistency"], "record.consistency");
    consistency.forEach(decodeBase64);
    return {
      format: readWord(file["format"], "record.format", ["entente-record/2"]),
      manifest: {
        payload: readString(manifest["payload"], "record.manifest.payload"),
        protected: readString(manifest["protected"], "record.manifest.protected"),
        signature: readString(manifest["signature"], "record.manifest.signature"),
      },
      evidence: readEvidence(file["evidence"]),
      consistency,
    };
  });
}

function readEvidence(value: JsonValue | undefined): LedgerEvidence {
  const evidence = readObject(value, "record.evidence", ["opening", "proof"]);
  const opening = readObject(evidence["opening"], "record.evidence.opening", ["kind", "salt", "at"]);
  return {
    opening: {
      kind: readWord(opening["kind"], "record.evidence.opening.kind", ["publication"]),
      salt: readString(opening["salt"], "record.evidence.opening.salt"),
      at: readString(opening["at"], "record.evidence.opening.at"),
    },
    proof: readString(evidence["proof"], "record.evidence.proof"),
  };
}

function readManifest(value: JsonValue): RecordManifest {
  const members = ["format", "case", "exercise", "iss", "ledger", "publishedAt", "files"];
  const manifest = readObject(value, "manifest", members);
  const ledger = readObject(manifest["ledger"], "manifest.ledger", ["origin", "vkey"]);
  const publishedAt = readString(manifest["publishedAt"], "manifest.publishedAt");
  if (readInstant(publishedAt) !== publishedAt)
    throw new InputError("INSTANT_INVALID", "manifest.publishedAt must be written with milliseconds");
  const files = readArray(manifest["files"], "manifest.files").map(readManifestFile);
  files.forEach(({ path }, index) => {
    const before = files[index - 1]?.path;
    if (before !== undefined && before >= path)
      throw new InputError("RECORD_SYNTAX", "manifest.files must be sorted by path and hold each path once");
  });
  return {
    format: readWord(manifest["format"], "manifest.format", ["entente-manifest/1"]),
    case: readString(manifest["case"], "manifest.case"),
    exercise: readBoolean(manifest["exercise"], "manifest.exercise"),
    iss: readString(manifest["iss"], "manifest.iss"),
    ledger: {
      origin: readString(ledger["origin"], "manifest.ledger.origin"),
      vkey: readString(ledger["vkey"], "manifest.ledger.vkey"),
    },
    publishedAt,
    files,
  };
}

function readManifestFile(value: JsonValue, index: number): ManifestFile {
  const at = `manifest.files[${index}]`;
  const file = readObject(value, at, ["path", "sha256", "size"]);
  const sha256 = readString(file["sha256"], `${at}.sha256`);
  if (decodeBase64url(sha256).length !== 32)
    throw new InputError("SHAPE_INVALID", `${at}.sha256 must be 32 bytes in base64url`);
  return {
    path: readString(file["path"], `${at}.path`),
    sha256,
    size: readCount(file["size"], `${at}.size`),
  };
}

function manifestJson(manifest: RecordManifest): JsonObject {
  return {
    format: manifest.format,
    case: manifest.case,
    exercise: manifest.exercise,
    iss: manifest.iss,
    ledger: { origin: manifest.ledger.origin, vkey: manifest.ledger.vkey },
    publishedAt: manifest.publishedAt,
    files: manifest.files.map(({ path, sha256, size }) => ({ path, sha256, size })),
  };
}

function encodePart(value: JsonObject): string {
  return encodeBase64url(utf8(canonicalize(value)));
}

/** A header or payload, which must be canonical JSON. */
function readPart(encoded: string): JsonValue {
  return parseCanonicalFile(`${decodeUtf8(decodeBase64url(encoded))}\n`);
}

function asRecordSyntax<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError("RECORD_SYNTAX", `${what} is not sound: ${cause.message}`, null, { cause });
  }
}
