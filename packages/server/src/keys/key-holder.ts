// What a keystore keeps its keys in: named secrets of 32 bytes that are made once, and signers over them. Every backend
// passes the same tests.
import type { Signer } from "@entente/core/keys";

/** What a secret is: the members of its file that say so, as RFC 8037, RFC 9964 and RFC 7518 have them. */
export interface KeyKind {
  readonly names: Readonly<Record<string, string>>;
  /** The member that holds the 32 bytes. */
  readonly secret: "d" | "priv" | "k";
}

export const ED25519: KeyKind = { names: { kty: "OKP", crv: "Ed25519" }, secret: "d" };
export const X25519: KeyKind = { names: { kty: "OKP", crv: "X25519" }, secret: "d" };
export const ML_DSA = {
  "ML-DSA-44": { names: { kty: "AKP", alg: "ML-DSA-44" }, secret: "priv" },
  "ML-DSA-65": { names: { kty: "AKP", alg: "ML-DSA-65" }, secret: "priv" },
} as const satisfies Record<string, KeyKind>;
/** The seed of X-Wing, the hybrid of X25519 and ML-KEM-768 that age encrypts to. */
export const LETTERS: KeyKind = { names: { kty: "AKP", alg: "X-Wing" }, secret: "priv" };
export const WRAPPING: KeyKind = { names: { kty: "oct", alg: "A256GCM" }, secret: "k" };

/** Whether a key that is not there is made, or is missed. */
export type WhenAbsent = "make" | "miss";

export interface KeyHolder {
  /** The secret of a name; null when it is missed. @throws InputError when what is there is of another kind. */
  readonly openSecret: (name: string, kind: KeyKind, absent: WhenAbsent) => Promise<Uint8Array | null>;
  /** An Ed25519 signer. A token signs by itself, so that its key is never in this process. */
  readonly openSigner: (name: string, absent: WhenAbsent) => Promise<Signer | null>;
  /** Names of all keys held, in order. */
  readonly list: () => Promise<readonly string[]>;
}
