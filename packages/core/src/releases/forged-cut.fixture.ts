// For tests: cuts that a dishonest issuer or release authority could make, signed and committed as true ones are.
import { canonicalize, decodeBase64url, decodeUtf8, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import type { Signer } from "../keys/index.ts";
import { signJws } from "./jws.ts";
import type { CutBody } from "./index.ts";
import { IAT } from "./release.fixture.ts";
import type { SealedRelease } from "./release.fixture.ts";
import { digestText } from "./sd-jwt.ts";

/** Binds `disclosures` to a recipient as the release authority would, with other claims or another header if asked. */
export function rebind(
  body: CutBody,
  disclosures: readonly string[],
  signer: Signer,
  { claims = {}, header = {} }: { readonly claims?: object; readonly header?: object } = {},
): CutBody {
  const [first, second] = body.signatures;
  const compact = [`${first.protected}.${body.payload}.${first.signature}`, ...disclosures, ""].join("~");
  const { release } = decode(body.payload) as { release: string };
  const jws = signJws({
    header: { alg: "Ed25519", typ: "kb+jwt", ...header },
    payload: {
      ...{ aud: "FRA", iat: IAT, nonce: release, sd_hash: digestText(compact, primitives) },
      ...claims,
    },
    signer,
  });
  const kb = `${jws.protected}.${jws.payload}.${jws.signature}`;
  return { ...body, signatures: [{ ...first, header: { disclosures, kb_jwt: kb } }, second] };
}

/** The body with another payload and other headers, signed by the issuer of `sealed`; its cut is still to be bound. */
export function resign(
  { issuer }: Pick<SealedRelease, "issuer">,
  payload: JsonObject,
  header: object = {},
): CutBody {
  const sign = (alg: string, key: { readonly publicKey: object; readonly sign: Signer["sign"] }) =>
    signJws({
      header: { alg, typ: "entente-release+sd-jwt", jwk: { ...key.publicKey }, ...header },
      payload,
      signer: { ...issuer.ed25519, sign: key.sign },
    });
  const ed25519 = sign("Ed25519", issuer.ed25519);
  const mlDsa = sign("ML-DSA-65", issuer.mlDsa);
  return {
    payload: ed25519.payload,
    signatures: [
      {
        ...{ protected: ed25519.protected, signature: ed25519.signature },
        header: { disclosures: [], kb_jwt: "" },
      },
      { protected: mlDsa.protected, signature: mlDsa.signature },
    ],
  };
}

/**
 * A cut file for `recipient` whose issuer signed something else at `place`: `change` gets the parts of the disclosure, salt
 * first. Digests above it follow.
 */
export function forgeAt(
  sealed: SealedRelease,
  recipient: string,
  place: string,
  change: (parts: readonly JsonValue[]) => readonly JsonValue[],
): string {
  const { issued, authority, bodies, seal } = sealed;
  const opening = issued.openings.find((one) => one.place === place);
  const body = bodies.get(recipient);
  if (opening === undefined || body === undefined) throw new Error(`no ${place} for ${recipient}`);
  const renamed = new Map<string, string>();
  const replaceAll = (json: string): string =>
    [...renamed].reduce((text, [from, to]) => text.replace(from, to), json);
  const follow = (text: string): string => {
    const json = decodeUtf8(decodeBase64url(text));
    const own = text === opening.text ? canonicalize(change(JSON.parse(json) as JsonValue[])) : json;
    const forged = encodeBase64url(utf8(replaceAll(own)));
    if (forged !== text) renamed.set(digestText(text, primitives), digestText(forged, primitives));
    return forged;
  };
  // Parts stand behind what they are in, so digests are known by going backwards.
  const disclosures = [...body.signatures[0].header.disclosures].reverse().map(follow).reverse();
  const payload = JSON.parse(replaceAll(decodeUtf8(decodeBase64url(issued.payload)))) as JsonObject;
  return seal(rebind(resign(sealed, payload), disclosures, authority, { claims: { aud: recipient } }));
}

/** As {@link forgeAt}, with another value and the same salt and name. */
export function forgeValueAt(
  sealed: SealedRelease,
  recipient: string,
  place: string,
  change: (value: JsonObject) => JsonObject,
): string {
  return forgeAt(sealed, recipient, place, (parts) => [
    ...parts.slice(0, -1),
    change(parts.at(-1) as JsonObject),
  ]);
}

export function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
}

function decode(part: string): JsonValue {
  return JSON.parse(decodeUtf8(decodeBase64url(part))) as JsonValue;
}
