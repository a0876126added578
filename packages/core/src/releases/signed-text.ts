// Short texts a release authority signs: notices and approvals, as compact JWS of one type each (RFC 7515). Payloads are
// canonical JSON, so there is one spelling of each.
import { InputError, VerificationError } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { readObject, readString } from "../encoding/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import { ALGORITHM, compactJws, isSignedBy, readPart, signJws } from "./jws.ts";

export function signText(type: string, payload: JsonObject, authority: Signer): string {
  return compactJws(signJws({ header: { alg: ALGORITHM, typ: type }, payload, signer: authority }));
}

/**
 * The payload of a text of this type signed by `authority`.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID, JSON_SYNTAX, JSON_UNSUPPORTED, JSON_NOT_CANONICAL; VerificationError
 *   ALGORITHM_REFUSED, SIGNATURE_INVALID.
 */
export function openText(
  text: string,
  type: string,
  authority: PublicJwk,
  primitives: Primitives,
): JsonObject {
  const [encodedHeader = "", payload = "", signature = "", ...more] = text.split(".");
  if (more.length > 0) throw new InputError("SHAPE_INVALID", "This is not a signed text in three parts");
  const header = readObject(readPart(encodedHeader, "header"), "header", ["alg", "typ"]);
  const read = readPart(payload, "payload");
  if (readString(header["alg"], "header.alg") !== ALGORITHM)
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${ALGORITHM} is accepted, whatever a text asks for`,
    );
  const jws = { protected: encodedHeader, payload, signature };
  if (header["typ"] !== type || !isSignedBy(jws, authority, primitives))
    throw new VerificationError(
      "SIGNATURE_INVALID",
      "The release authority did not sign this text: ask the sender for it again",
    );
  return read;
}
