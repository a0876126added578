// This node as others know it: the keys it signs bundles with, the one they are encrypted to, and its card. Keys are changed;
// the name that others call the node by stays, until the keys were lost or stolen.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { encodeBech32 } from "@entente/core/keys";
import type { IssuerSigner } from "@entente/core/keys";
import { fingerprintPeer } from "@entente/core/letters";
import type { Party, PeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { NodeServices } from "../routing/index.ts";
import { listPeeringKeys } from "./store.ts";
import type { PeeringRow, PeerRow } from "./store.ts";

/** Keys of the node, of one generation. */
export interface OwnKeys {
  /** From 1. */
  readonly number: number;
  readonly card: PeerCard;
  readonly signer: IssuerSigner;
  /** Identity of age; never shown. */
  readonly secret: string;
}

export interface OwnNode extends Omit<OwnKeys, "number"> {
  readonly party: Party;
  /** Identity of age from which the keys of kits are derived: of the first keys under this name. Never shown. */
  readonly root: string;
  /** Every generation under this name, the newest first. */
  readonly generations: readonly [OwnKeys, ...OwnKeys[]];
}

type Services = Pick<NodeServices, "keystore" | "host" | "origin">;

const opened = new WeakMap<object, Map<string, Promise<OwnNode>>>();

/** @throws ServerError FORBIDDEN on an exercise node, which nobody outside is to take for a real one. */
export async function openOwnNode({
  database,
  ...services
}: Services & Pick<NodeServices, "database">): Promise<OwnNode> {
  requireHost(services.host);
  return openOwnKeys(services, await database.read(listPeeringKeys));
}

/** The same, of the generations that were made after the first. */
export function openOwnKeys(services: Services, made: readonly PeeringRow[]): Promise<OwnNode> {
  const { keystore, origin } = services;
  const host = requireHost(services.host);
  const known = opened.get(keystore) ?? new Map<string, Promise<OwnNode>>();
  opened.set(keystore, known);
  const name = `${host} ${made.length} ${origin ?? ""}`;
  const present = known.get(name);
  if (present !== undefined) return present;
  const opening = open({ keystore, host, origin }, made);
  known.set(name, opening);
  opening.catch(() => known.delete(name));
  return opening;
}

function requireHost(host: string | null): string {
  if (host !== null) return host;
  throw new ServerError(
    "FORBIDDEN",
    "A node for exercises is paired with none. Start a real node with --host, and pair that.",
  );
}

async function open(
  services: Pick<NodeServices, "keystore" | "origin"> & { readonly host: string },
  made: readonly PeeringRow[],
): Promise<OwnNode> {
  const start = made.findLast(({ anew }) => anew)?.number ?? 1;
  const first = await openKeys(services, { number: start, node: null });
  const node = fingerprintPeer(first.card, nodePrimitives);
  const generations: [OwnKeys, ...OwnKeys[]] = [first];
  for (const { number } of made)
    if (number > start) generations.unshift(await openKeys(services, { number, node }));
  const [{ card, signer, secret }] = generations;
  return { party: { member: services.host, node }, card, signer, secret, root: first.secret, generations };
}

async function openKeys(
  { keystore, host, origin }: Pick<NodeServices, "keystore" | "origin"> & { readonly host: string },
  { number, node }: { readonly number: number; readonly node: string | null },
): Promise<OwnKeys> {
  const { signer, secret: bytes } = await keystore.openPeering(host, number);
  const secret = encodeBech32("age-secret-key-pq-", bytes).toUpperCase();
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  const recipient = await identityToRecipient(secret);
  return { number, signer, secret, card: { member: host, keys, recipient, node, address: origin } };
}

/** What is written to a node is signed with the newest keys that it confirmed; a kit carries the newest card. */
export function signerFor(
  { generations }: OwnNode,
  { kitCase, keysTold }: Pick<PeerRow, "kitCase" | "keysTold">,
): IssuerSigner {
  const [newest, ...earlier] = generations;
  if (kitCase !== null) return newest.signer;
  return ([newest, ...earlier].find(({ number }) => number <= keysTold) ?? newest).signer;
}

/** Encrypts a bundle to the node of `card`: whoever sees it pass learns how long it is, and nothing else. */
export async function encryptBundle(
  bytes: Uint8Array,
  { recipient }: Pick<PeerCard, "recipient">,
): Promise<Uint8Array> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return age.encrypt(bytes);
}

/** @throws ServerError BUNDLE_SEALED_OTHERWISE where it is not encrypted to this node, or was changed. */
export async function decryptBundle(sealed: Uint8Array, own: OwnNode): Promise<Uint8Array> {
  try {
    return await decryptOwn(sealed, own);
  } catch (cause) {
    throw new ServerError(
      "BUNDLE_SEALED_OTHERWISE",
      "These bytes are not a bundle encrypted to this node, or were changed on the way. Whoever runs the node that wrote it writes it again for this node's card.",
      { cause },
    );
  }
}

/** What is encrypted to any of the node's keys under its name. @throws what age throws. */
export async function decryptOwn(
  sealed: Uint8Array,
  { generations }: Pick<OwnNode, "generations">,
): Promise<Uint8Array> {
  const age = new Decrypter();
  for (const { secret } of generations) age.addIdentity(secret);
  return age.decrypt(Uint8Array.from(sealed));
}
