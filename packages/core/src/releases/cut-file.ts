// Reading a cut file, `entente-cut/2`, before anything in it is believed: canonical JSON and one newline, closed shapes,
// canonical headers and payloads. Whatever passes here writes back to the same bytes.
import {
  decodeBase64url,
  InputError,
  parseCanonicalFile,
  readArray,
  readCount,
  readObject,
  readString,
  readStrings,
  readWord,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { readMlDsaJwk, readPublicJwk } from "../keys/index.ts";
import type { IssuerKeys } from "../keys/index.ts";
import { readEvidence } from "./evidence.ts";
import { ALGORITHMS } from "./issue.ts";
import { readPart } from "./jws.ts";
import type { Jws } from "./jws.ts";
import { readBytes, readHeader, readName } from "./release-format.ts";
import type { CutFile, ReleaseHeader, ReleaseSignature } from "./release.ts";

/** A signed part as it stands in the file, and what it says. */
export interface CutParts {
  readonly cut: CutFile;
  readonly header: ReleaseHeader;
  readonly payload: JsonObject;
  readonly disclosures: readonly string[];
  /** What the two protected headers say; the keys they carry. */
  readonly issuer: {
    readonly algorithms: readonly string[];
    readonly types: readonly string[];
    readonly keys: IssuerKeys | null;
  };
  readonly binding: KeyBinding;
}

export interface KeyBinding {
  readonly jws: Jws;
  readonly algorithm: string;
  readonly type: string;
  readonly recipient: string;
  readonly iat: number;
  readonly nonce: string;
  readonly sdHash: string;
}

/** @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED, CUT_SYNTAX. */
export function readCutFile(text: string): CutParts {
  return readStrictly(text, "cut file", readParts);
}

/** What a cut file says of its release, before anything of it is believed. @throws InputError as {@link readCutFile}. */
export function readCutHeader(text: string): ReleaseHeader {
  return readCutFile(text).header;
}

/** Reads a canonical file by `read`; what is wrong with its shape is CUT_SYNTAX. */
export function readStrictly<Read>(text: string, what: string, read: (value: JsonValue) => Read): Read {
  const value = parseCanonicalFile(text);
  try {
    return read(value);
  } catch (cause) {
    if (!(cause instanceof InputError) || cause.code === "JSON_NOT_CANONICAL") throw cause;
    throw new InputError("CUT_SYNTAX", `This is not a whole ${what}: ${cause.message}`, null, { cause });
  }
}

function readParts(value: JsonValue): CutParts {
  const file = readObject(value, "cut", ["format", "release", "evidence"]);
  const format = readWord(file["format"], "cut.format", ["entente-cut/2"]);
  const release = readObject(file["release"], "cut.release", ["payload", "signatures"]);
  const encodedPayload = readString(release["payload"], "cut.release.payload");
  const [ed25519, mlDsa, ...more] = readArray(release["signatures"], "cut.release.signatures");
  if (mlDsa === undefined || more.length > 0)
    throw new InputError("CUT_SYNTAX", "a cut has two signatures, Ed25519 and ML-DSA-65");
  const path = "cut.release.signatures";
  const first = readObject(ed25519, `${path}[0]`, ["protected", "signature", "header"]);
  const second = readObject(mlDsa, `${path}[1]`, ["protected", "signature"]);
  const unprotected = readObject(first["header"], `${path}[0].header`, ["disclosures", "kb_jwt"]);
  const disclosures = readStrings(unprotected["disclosures"], `${path}[0].header.disclosures`);
  const keyBinding = readString(unprotected["kb_jwt"], `${path}[0].header.kb_jwt`);
  const signatures = [
    readSignature(first, `${path}[0]`, 64),
    readSignature(second, `${path}[1]`, ML_DSA_SIGNATURE),
  ] as const;
  const evidence = readObject(file["evidence"], "cut.evidence", ["release", "cut"]);
  const payload = readPart(encodedPayload, "payload");
  return {
    cut: {
      format,
      release: {
        payload: encodedPayload,
        signatures: [{ ...signatures[0], header: { disclosures, kb_jwt: keyBinding } }, signatures[1]],
      },
      evidence: {
        release: readEvidence(evidence["release"], "cut.evidence.release", ["release"]),
        cut: readEvidence(evidence["cut"], "cut.evidence.cut", ["cut", "unsealing"]),
      },
    },
    header: readHeader(payload),
    payload,
    disclosures,
    issuer: readIssuer(signatures),
    binding: readBinding(keyBinding),
  };
}

const ML_DSA_SIGNATURE = 3309;

function readSignature(object: JsonObject, path: string, length: number): ReleaseSignature {
  return {
    protected: readString(object["protected"], `${path}.protected`),
    signature: readBytes(object["signature"], `${path}.signature`, length),
  };
}

function readIssuer(signatures: readonly ReleaseSignature[]): CutParts["issuer"] {
  const headers = signatures.map((one) =>
    readObject(readPart(one.protected, "header"), "header", ["alg", "typ", "jwk"]),
  );
  const algorithms = headers.map((header) => readString(header["alg"], "header.alg"));
  const asExpected = algorithms.every((algorithm, index) => algorithm === ALGORITHMS[index]);
  return {
    algorithms,
    types: headers.map((header) => readString(header["typ"], "header.typ")),
    // A key is read only under the algorithm it must have: what a file asks for otherwise is refused by name.
    keys: asExpected
      ? {
          ed25519: readPublicJwk(headers[0]?.["jwk"], "header.jwk"),
          mlDsa: readMlDsaJwk(headers[1]?.["jwk"], "header.jwk", "ML-DSA-65"),
        }
      : null,
  };
}

/** @throws InputError CUT_SYNTAX, SHAPE_INVALID, BASE64_INVALID, JSON_SYNTAX, JSON_NOT_CANONICAL. */
export function readBinding(text: string): KeyBinding {
  const [encodedHeader = "", encodedPayload = "", signature = "", ...more] = text.split(".");
  if (more.length > 0 || decodeBase64url(signature).length !== 64)
    throw new InputError("CUT_SYNTAX", "the key binding is not a JWT signed with 64 bytes");
  const header = readObject(readPart(encodedHeader, "key binding header"), "key binding header", [
    "alg",
    "typ",
  ]);
  const members = ["aud", "iat", "nonce", "sd_hash"];
  const payload = readObject(readPart(encodedPayload, "key binding"), "key binding", members);
  return {
    jws: { protected: encodedHeader, payload: encodedPayload, signature },
    algorithm: readString(header["alg"], "key binding header.alg"),
    type: readString(header["typ"], "key binding header.typ"),
    recipient: readName(payload["aud"], "key binding.aud"),
    iat: readCount(payload["iat"], "key binding.iat"),
    nonce: readString(payload["nonce"], "key binding.nonce"),
    sdHash: readString(payload["sd_hash"], "key binding.sd_hash"),
  };
}
