// Reading a cut file, `entente-cut/1`, before anything in it is believed: canonical JSON and one newline, closed shapes,
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
import { readPublicJwk } from "../keys/index.ts";
import type { PublicJwk } from "../keys/index.ts";
import { readPart } from "./jws.ts";
import type { Jws } from "./jws.ts";
import { readBytes, readHeader, readName } from "./release-payload.ts";
import type { CutFile, LedgerEvidence, ReleaseHeader } from "./release.ts";

/** A signed part as it stands in the file, and what it says. */
export interface CutParts {
  readonly cut: CutFile;
  readonly header: ReleaseHeader;
  readonly payload: JsonObject;
  readonly disclosures: readonly string[];
  readonly issuer: {
    readonly jws: Jws;
    readonly algorithm: string;
    readonly type: string;
    readonly jwk: PublicJwk;
  };
  readonly binding: {
    readonly jws: Jws;
    readonly algorithm: string;
    readonly type: string;
    readonly recipient: string;
    readonly iat: number;
    readonly nonce: string;
    readonly sdHash: string;
  };
}

/** @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED, CUT_SYNTAX. */
export function readCutFile(text: string): CutParts {
  const value = parseCanonicalFile(text);
  try {
    return readParts(value);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const { code, message } = cause;
    if (code === "JSON_NOT_CANONICAL") throw cause;
    throw new InputError("CUT_SYNTAX", `This is not a whole cut file: ${message}`, null, { cause });
  }
}

function readParts(value: JsonValue): CutParts {
  const file = readObject(value, "cut", ["format", "release", "evidence"]);
  const format = readWord(file["format"], "cut.format", ["entente-cut/1"]);
  const release = readObject(file["release"], "cut.release", ["payload", "signatures"]);
  const encodedPayload = readString(release["payload"], "cut.release.payload");
  const signatures = readArray(release["signatures"], "cut.release.signatures");
  if (signatures.length !== 1) throw new InputError("CUT_SYNTAX", "a cut has one signature");
  const path = "cut.release.signatures[0]";
  const first = readObject(signatures[0], path, ["protected", "signature", "header"]);
  const unprotected = readObject(first["header"], `${path}.header`, ["disclosures", "kb_jwt"]);
  const disclosures = readStrings(unprotected["disclosures"], `${path}.header.disclosures`);
  const jws = {
    protected: readString(first["protected"], `${path}.protected`),
    payload: encodedPayload,
    signature: readBytes(first["signature"], `${path}.signature`, 64),
  };
  const keyBinding = readString(unprotected["kb_jwt"], `${path}.header.kb_jwt`);
  const evidence = readObject(file["evidence"], "cut.evidence", ["release", "cut"]);
  const payload = readPart(encodedPayload, "payload");
  return {
    cut: {
      format,
      release: {
        payload: encodedPayload,
        signatures: [
          {
            protected: jws.protected,
            signature: jws.signature,
            header: { disclosures, kb_jwt: keyBinding },
          },
        ],
      },
      evidence: {
        release: readEvidence(evidence["release"], "cut.evidence.release", "release"),
        cut: readEvidence(evidence["cut"], "cut.evidence.cut", "cut"),
      },
    },
    header: readHeader(payload),
    payload,
    disclosures,
    issuer: readIssuer(jws),
    binding: readBinding(keyBinding),
  };
}

function readIssuer(jws: Jws): CutParts["issuer"] {
  const header = readObject(readPart(jws.protected, "header"), "header", ["alg", "typ", "jwk"]);
  return {
    jws,
    algorithm: readString(header["alg"], "header.alg"),
    type: readString(header["typ"], "header.typ"),
    jwk: readPublicJwk(header["jwk"], "header.jwk"),
  };
}

function readBinding(text: string): CutParts["binding"] {
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

function readEvidence(
  value: JsonValue | undefined,
  path: string,
  kind: LedgerEvidence["opening"]["kind"],
): LedgerEvidence {
  const object = readObject(value, path, ["opening", "proof"]);
  const opening = readObject(object["opening"], `${path}.opening`, ["kind", "salt", "at"]);
  return {
    opening: {
      kind: readWord(opening["kind"], `${path}.opening.kind`, [kind]),
      salt: readBytes(opening["salt"], `${path}.opening.salt`, 32),
      at: readString(opening["at"], `${path}.opening.at`),
    },
    proof: readString(object["proof"], `${path}.proof`),
  };
}
