// Signatures verified by the browser itself where it can, and by the portable primitives where it cannot: Ed25519 is in
// every current browser, ML-DSA in few. The points a strict reader refuses are refused before the browser is asked.
import { encodeBase64url } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import { isSoundPoint } from "../sound-point.ts";
import type { SignatureClaim, VerifySignature } from "./deferred-signatures.ts";

/** Verifies without the browser's help. */
export function verifyPortably({ alg, publicKey, message, signature }: SignatureClaim): boolean {
  return alg === "Ed25519"
    ? portablePrimitives.verifyEd25519(publicKey, message, signature)
    : portablePrimitives.verifyMlDsa(alg, publicKey, message, signature);
}

/**
 * Verifies by `subtle`, and by `otherwise` where there is none or it does not know the algorithm. A page in an insecure
 * place has none.
 */
export function verifyByBrowser(
  subtle: Pick<SubtleCrypto, "importKey" | "verify"> | undefined,
  otherwise: VerifySignature,
): VerifySignature {
  return async (claim) => {
    const { alg, publicKey, message, signature } = claim;
    if (subtle === undefined) return otherwise(claim);
    if (
      alg === "Ed25519" &&
      (signature.length !== 64 || !isSoundPoint(publicKey) || !isSoundPoint(signature.subarray(0, 32)))
    )
      return false;
    try {
      const key = await subtle.importKey("jwk", writeJwk(claim), { name: alg }, false, ["verify"]);
      return await subtle.verify({ name: alg }, key, Uint8Array.from(signature), Uint8Array.from(message));
    } catch (error) {
      // So does Web Cryptography name an algorithm it does not have; any other failure is one of the key or the signature.
      const unknown = error instanceof Error && error.name === "NotSupportedError";
      return unknown ? otherwise(claim) : false;
    }
  };
}

function writeJwk({ alg, publicKey }: SignatureClaim): JsonWebKey & { readonly pub?: string } {
  const key = encodeBase64url(publicKey);
  return alg === "Ed25519" ? { kty: "OKP", crv: alg, x: key } : { kty: "AKP", alg, pub: key };
}
