// Issuing: a prepared release is signed twice over the same payload, with Ed25519 (RFC 9864) and with ML-DSA-65 (RFC 9964),
// as JWS in JSON general serialisation. Which reader gets which opening is bound later, by each cut; nothing about any
// reader is in what is signed here.
import { canonicalize, decodeBase64url, encodeBase64url, InputError, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { IssuerKeys, IssuerSigner, Primitives } from "../keys/index.ts";
import { ALGORITHM } from "./jws.ts";
import { prepareRelease } from "./prepare.ts";
import type { PrepareInput } from "./prepare.ts";
import { RELEASE_TYPE } from "./release-format.ts";
import type { IssuedRelease, PreparedRelease, ReleaseSignature, SignedPayload } from "./release.ts";

const ML_DSA_ALGORITHM = "ML-DSA-65";
/** The algorithms of the two signatures, in their order. */
export const ALGORITHMS = [ALGORITHM, ML_DSA_ALGORITHM] as const;

export interface IssueInput extends Omit<PrepareInput, "issuer"> {
  readonly issuer: IssuerSigner;
}

/** Prepares and signs in one step. @throws whatever {@link prepareRelease} does. */
export function issueRelease(input: IssueInput): IssuedRelease {
  const { issuer } = input;
  return signRelease({ prepared: prepareRelease({ ...input, issuer: publicKeysOf(issuer) }), issuer });
}

/** Signs a prepared release. @throws InputError SHAPE_INVALID when it was prepared for other keys. */
export function signRelease({
  prepared,
  issuer,
}: {
  readonly prepared: PreparedRelease;
  readonly issuer: IssuerSigner;
}): IssuedRelease {
  const keys = publicKeysOf(issuer);
  if (keys.ed25519.x !== prepared.issuer.ed25519.x || keys.mlDsa.pub !== prepared.issuer.mlDsa.pub)
    throw new InputError("SHAPE_INVALID", "This release was prepared for another issuer's keys");
  const sign = (header: JsonObject, key: (message: Uint8Array) => Uint8Array): ReleaseSignature => {
    const encoded = encodeBase64url(utf8(canonicalize(header)));
    return {
      protected: encoded,
      signature: encodeBase64url(key(utf8(`${encoded}.${prepared.payload}`))),
    };
  };
  const headerOf = (alg: string, jwk: JsonObject): JsonObject => ({ alg, jwk, typ: RELEASE_TYPE });
  return {
    ...prepared,
    signatures: [
      sign(headerOf(ALGORITHM, { ...keys.ed25519 }), issuer.ed25519.sign),
      sign(headerOf(ML_DSA_ALGORITHM, { ...keys.mlDsa }), issuer.mlDsa.sign),
    ],
  };
}

/** Which of the two signatures does not hold under `keys`; null when both do. */
export function findBadSignature(
  { payload, signatures }: SignedPayload,
  keys: IssuerKeys,
  primitives: Primitives,
): (typeof ALGORITHMS)[number] | null {
  const messageOf = (one: ReleaseSignature): Uint8Array => utf8(`${one.protected}.${payload}`);
  const [ed25519, mlDsa] = signatures;
  const bytesOf = ({ signature }: ReleaseSignature): Uint8Array => decodeBase64url(signature);
  if (!primitives.verifyEd25519(publicKeyBytes(keys.ed25519), messageOf(ed25519), bytesOf(ed25519)))
    return ALGORITHM;
  const mlDsaKey = publicKeyBytes(keys.mlDsa);
  return primitives.verifyMlDsa(ML_DSA_ALGORITHM, mlDsaKey, messageOf(mlDsa), bytesOf(mlDsa))
    ? null
    : ML_DSA_ALGORITHM;
}

/**
 * What the ledger commits to when a document is released: SHA-256 over the canonical JSON of the payload and both
 * signatures, as the JSON general serialisation has them without unprotected headers.
 */
export function digestRelease({ payload, signatures }: SignedPayload, primitives: Primitives): Uint8Array {
  const signed = signatures.map((one) => ({ protected: one.protected, signature: one.signature }));
  return primitives.sha256(utf8(canonicalize({ payload, signatures: signed })));
}

function publicKeysOf({ ed25519, mlDsa }: IssuerSigner): IssuerKeys {
  return { ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey };
}
