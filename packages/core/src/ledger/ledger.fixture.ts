// What the ledger's tests share: Node's own cryptography behind the primitives (the tests make a great many hashes), leaves
// that follow from their number, a log with two keys, and nine witnesses.
import { createPublicKey, hash, verify } from "node:crypto";
import { InputError, PolicyError, utf8, VerificationError } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner, portablePrimitives } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";
import {
  createCosigner,
  createLedgerIdentity,
  formatProof,
  hashLeaf,
  hashTree,
  parseLedgerPolicy,
  proveInclusion,
  signCheckpoint,
} from "./index.ts";
import type { Cosigner, LedgerPolicy, SignatureLine } from "./index.ts";

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash("sha256", bytes, "buffer"));

export const primitives: Primitives = {
  ...portablePrimitives,
  sha256,
  hashNodes: (pairs) => {
    const nodes = new Uint8Array(pairs.length / 2);
    const message = new Uint8Array(65).fill(1);
    for (let at = 0; at < pairs.length; at += 64) {
      message.set(pairs.subarray(at, at + 64), 1);
      nodes.set(sha256(message), at / 2);
    }
    return nodes;
  },
  verifyMlDsa: (alg, publicKey, message, signature) => {
    const pub = Buffer.from(publicKey).toString("base64url");
    const key = createPublicKey({ key: { kty: "AKP", alg, pub }, format: "jwk" });
    return verify(null, message, key, signature);
  },
};

export const origin = "entente.example/gbr-exercise";
export const signer = createEd25519Signer(new Uint8Array(32).fill(7));
export const identity = createLedgerIdentity({ origin, publicKey: signer.publicKey }, primitives);
/** The log's own ML-DSA-44 key, which cosigns what its Ed25519 key signs. */
export const logCosigner = createCosigner(
  { name: origin, mlDsa44: createMlDsaSigner("ML-DSA-44", new Uint8Array(32).fill(7)) },
  primitives,
);
/** Witnesses W1 to W9, of both kinds in turn. */
export const witnesses: readonly Cosigner[] = Array.from({ length: 9 }, (_, index) => {
  const seed = new Uint8Array(32).fill(100 + index);
  const name = `witness.example/w${index + 1}`;
  return index % 2 === 0
    ? createCosigner({ name, ed25519: createEd25519Signer(seed) }, primitives)
    : createCosigner({ name, mlDsa44: createMlDsaSigner("ML-DSA-44", seed) }, primitives);
});

/** The lines of a policy that name them. */
export const witnessLines = witnesses.map(({ vkey }, index) => `witness W${index + 1} ${vkey}\n`).join("");

export function parsePolicy(text: string): LedgerPolicy {
  return parseLedgerPolicy(text, primitives);
}

/** A policy over the log and the nine witnesses. */
export function policyOf(rest: string): LedgerPolicy {
  return parsePolicy(`log ${identity.vkey}\n${witnessLines}${rest}`);
}

/** 21 Nov 2018, 10:40:00 UTC. */
export const TIME = 1_542_796_800;

export function makeEntries(count: number, tag = "entry"): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => utf8(`${tag} ${index}`));
}

export function makeLeaves(count: number, tag = "entry"): Uint8Array[] {
  return makeEntries(count, tag).map((entry) => hashLeaf(entry, primitives));
}

/** The log's checkpoint over the first `size` leaves, of another history where `tag` is another. */
export function signHead(size: number, tag = "entry"): string {
  const checkpoint = { origin, size, root: hashTree(makeLeaves(size, tag), primitives) };
  return signCheckpoint({ checkpoint, identity, signer }, primitives);
}

/** A proof of entry `index` under `note`, a checkpoint over `size` leaves. */
export function writeProofOf({ index, size, note }: { index: number; size: number; note: string }): string {
  const hashes = proveInclusion({ index, leafHashes: makeLeaves(size) }, primitives);
  return formatProof({ index, hashes, checkpoint: note });
}

export function cosign(text: string, cosigners: readonly Cosigner[]): readonly SignatureLine[] {
  return cosigners.map((cosigner) => cosigner.sign(text, TIME));
}

/** The code of the error, "accepted" without one; a stranger among the errors goes on its way. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError || error instanceof VerificationError || error instanceof PolicyError)
      return error.code;
    throw error;
  }
  return "accepted";
}
