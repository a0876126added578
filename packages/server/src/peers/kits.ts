// Kits: what a member without a node reads and answers with. This node makes the keys that a kit signs with and hands them
// over inside it, so a signature says that somebody holds the file, and not who. Who it is, a person hears: the words of each
// reply are read aloud by whoever wrote it and typed here before anything of it counts, whichever way it came.
import { hkdfSync } from "node:crypto";
import { PolicyError } from "@entente/core/encoding";
import { createEd25519Signer, createMlDsaSigner } from "@entente/core/keys";
import type { IssuerSigner } from "@entente/core/keys";
import { digestReply, isReplySpelled } from "@entente/core/kits";
import { fingerprintPeer, readSender, writePeerCard } from "@entente/core/letters";
import type { Bundle, PeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { decryptBundle } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { isLive } from "./pairing.ts";
import type { Tending } from "./pairing.ts";
import { findPeer, insertPeer, listPeers, lockPeer, updatePeer } from "./store.ts";
import { insertHeard, isHeard } from "./store-letters.ts";
import type { PeerRow } from "./store.ts";

/** A kit's own side: what is handed over inside it. */
export interface KitKeys {
  readonly card: PeerCard;
  readonly signer: IssuerSigner;
  /** 32 bytes each: whoever has them answers for the member, up to the words. */
  readonly seeds: { readonly ed25519: Uint8Array; readonly mlDsa: Uint8Array };
}

/**
 * The kit of a member in a case: the one there is, since its letters go on, or a first one. `renewed` ends the one there is
 * and begins another, with keys of its own: for one that was lost, or that answered twice from one place.
 * @throws PolicyError TRANSITION_REFUSED where the member has a node of its own.
 */
export async function openKit(
  tx: Transactor,
  { own, by, at }: Tending,
  {
    member,
    caseName,
    renewed,
  }: { readonly member: string; readonly caseName: string; readonly renewed: boolean },
): Promise<{ readonly peer: PeerRow; readonly keys: KitKeys }> {
  const all = await listPeers(tx);
  if (all.some((peer) => peer.member === member && peer.kitCase === null && isLive(peer)))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `A node of ${member} is paired, and a member that has one answers from it. Write that node a bundle instead: "entente bundle export ${member}".`,
    );
  const kits = all.filter((peer) => peer.member === member && peer.kitCase === caseName);
  const live = kits.find(isLive);
  if (live !== undefined && renewed) await updatePeer(tx, live.fingerprint, { ended_at: at });
  const serial = live !== undefined && !renewed ? kits.length : kits.length + 1;
  const keys = makeKeys(own, { member, caseName, serial });
  const fingerprint = fingerprintPeer(keys.card, nodePrimitives);
  if ((await lockPeer(tx, fingerprint)) === null) {
    const card = writePeerCard(keys.card);
    await insertPeer(tx, {
      fingerprint,
      member,
      card,
      address: null,
      addressOurs: false,
      addedAt: at,
      addedBy: by,
      kitCase: caseName,
      keysTold: own.generations[0].number,
    });
    // Nobody there has to confirm anything first: what it is given is in it.
    await updatePeer(tx, fingerprint, { paired_at: at, paired_by: by, answered_at: at });
    await note(tx, { own, by }, { action: "kit.make", subject: fingerprint });
  }
  const peer = await lockPeer(tx, fingerprint);
  if (peer === null) throw new ServerError("NOT_FOUND", "There is no such kit here.");
  return { peer, keys };
}

/** The same keys again for the same kit, from a secret that never leaves this node. */
function makeKeys(
  own: OwnNode,
  {
    member,
    caseName,
    serial,
  }: { readonly member: string; readonly caseName: string; readonly serial: number },
): KitKeys {
  const derive = (what: string): Uint8Array =>
    new Uint8Array(
      hkdfSync("sha256", own.root, "entente-kit/1", `${member} ${caseName} ${serial} ${what}`, 32),
    );
  const seeds = { ed25519: derive("ed25519"), mlDsa: derive("ml-dsa-65") };
  const signer = {
    ed25519: createEd25519Signer(seeds.ed25519),
    mlDsa: createMlDsaSigner("ML-DSA-65", seeds.mlDsa),
  };
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  return {
    seeds,
    signer,
    card: { member, keys, recipient: rootCard(own).recipient, node: null, address: null },
  };
}

/** The first card under this node's name: what a kit is known by does not change with the node's keys. */
function rootCard({ generations }: OwnNode): PeerCard {
  return (generations.at(-1) ?? generations[0]).card;
}

/**
 * A person types what was heard on the telephone; from then on that reply, to its last byte, counts. Gives how the reply
 * names its kit.
 * @throws ServerError BUNDLE_SEALED_OTHERWISE, REQUEST_INVALID for what no kit wrote, KIT_WORDS_WRONG; InputError BUNDLE_SYNTAX.
 */
export async function hearReply(
  node: { readonly database: { transact: <T>(work: (tx: Transactor) => Promise<T>) => Promise<T> } },
  { own, by, at }: Tending,
  { sealed, heard }: { readonly sealed: Uint8Array; readonly heard: string },
): Promise<void> {
  const bytes = await decryptBundle(sealed, own);
  const sender = readSender(bytes);
  await node.database.transact(async (tx) => {
    const peer = await findPeer(tx, sender);
    if (peer?.kitCase == null)
      throw new ServerError(
        "REQUEST_INVALID",
        "No kit of this node wrote this, so there are no words to hear of it.",
      );
    if (!isReplySpelled(bytes, heard, nodePrimitives))
      throw new ServerError(
        "KIT_WORDS_WRONG",
        `What was typed is not how this reply is read aloud. Ask ${peer.member} for the six words on its screen again, by a voice you know; if they differ, this file is not what was saved there.`,
      );
    const digest = digestReply(bytes, nodePrimitives);
    if (await isHeard(tx, sender, digest)) return;
    await insertHeard(tx, { peer: sender, digest, at, by });
    await note(tx, { own, by }, { action: "kit.hear", subject: sender });
  });
}

/**
 * What a kit wrote counts after its words were heard, and in its own case alone. Of a node nothing is asked here.
 * @throws ServerError KIT_UNHEARD, FORBIDDEN.
 */
export async function requireHeard(
  reader: Reader,
  { peer, bundle, bytes }: { readonly peer: PeerRow; readonly bundle: Bundle; readonly bytes: Uint8Array },
): Promise<void> {
  if (peer.kitCase === null) return;
  if (!(await isReplyHeard(reader, peer, bytes)))
    throw new ServerError(
      "KIT_UNHEARD",
      `This is a reply from the kit of ${peer.member}, and whoever holds that file can write one. Call ${peer.member}, have the six words on its screen read to you, and type them.`,
    );
  if (bundle.letters.some((letter) => letter.case !== peer.kitCase))
    throw new ServerError(
      "FORBIDDEN",
      `The kit of ${peer.member} speaks in the case ${peer.kitCase} and in no other.`,
    );
}

/** Whether somebody typed the words of this reply, to its last byte. */
export function isReplyHeard(
  reader: Reader,
  { fingerprint }: Pick<PeerRow, "fingerprint">,
  bytes: Uint8Array,
): Promise<boolean> {
  return isHeard(reader, fingerprint, digestReply(bytes, nodePrimitives));
}

async function note(
  tx: Transactor,
  { own, by }: Pick<Tending, "own" | "by">,
  { action, subject }: { readonly action: string; readonly subject: string },
): Promise<void> {
  await writeNodeJournal(tx, { member: own.party.member, seat: by, action, subject, detail: {} });
}
