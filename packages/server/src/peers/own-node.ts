// This node as others know it: the keys it signs bundles with, the one they are encrypted to, and its card.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { encodeBech32 } from "@entente/core/keys";
import type { IssuerSigner } from "@entente/core/keys";
import { fingerprintPeer } from "@entente/core/letters";
import type { Party, PeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { NodeServices } from "../routing/index.ts";

export interface OwnNode {
  readonly party: Party;
  readonly card: PeerCard;
  readonly signer: IssuerSigner;
  /** Identity of age; never shown. */
  readonly secret: string;
}

const opened = new WeakMap<object, Promise<OwnNode>>();

/** @throws ServerError FORBIDDEN on an exercise node, which nobody outside is to take for a real one. */
export function openOwnNode({
  keystore,
  host,
  origin,
}: Pick<NodeServices, "keystore" | "host" | "origin">): Promise<OwnNode> {
  if (host === null)
    throw new ServerError(
      "FORBIDDEN",
      "A node for exercises is paired with none. Start a real node with --host, and pair that.",
    );
  const known = opened.get(keystore);
  if (known !== undefined) return known;
  const opening = open({ keystore, host, origin });
  opened.set(keystore, opening);
  opening.catch(() => opened.delete(keystore));
  return opening;
}

async function open({
  keystore,
  host,
  origin,
}: Pick<NodeServices, "keystore" | "origin"> & { readonly host: string }): Promise<OwnNode> {
  const signer = {
    ed25519: await keystore.openSigner("peer", host),
    mlDsa: await keystore.openMlDsaSigner("ML-DSA-65", "peer", host),
  };
  const secret = encodeBech32("age-secret-key-pq-", await keystore.openLetterSecret(host)).toUpperCase();
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  const card = { member: host, keys, recipient: await identityToRecipient(secret), address: origin };
  return { party: { member: host, node: fingerprintPeer(card, nodePrimitives) }, card, signer, secret };
}

/** Encrypts a bundle to the node of `card`: whoever sees it pass learns how long it is, and nothing else. */
export async function encryptBundle(bytes: Uint8Array, { recipient }: PeerCard): Promise<Uint8Array> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return age.encrypt(bytes);
}

/** @throws ServerError BUNDLE_SEALED_OTHERWISE where it is not encrypted to this node, or was changed. */
export async function decryptBundle(sealed: Uint8Array, { secret }: OwnNode): Promise<Uint8Array> {
  try {
    const age = new Decrypter();
    age.addIdentity(secret);
    return await age.decrypt(sealed);
  } catch (cause) {
    throw new ServerError(
      "BUNDLE_SEALED_OTHERWISE",
      "These bytes are not a bundle encrypted to this node, or were changed on the way. Ask the sender to write it again for this node's card.",
      { cause },
    );
  }
}
