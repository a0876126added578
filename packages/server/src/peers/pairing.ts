// Pairing: two persons read each other the fingerprints of their nodes over a telephone, and each types what was heard. A node
// that a person here has not confirmed is not listened to; one where nobody has confirmed this node yet is written nothing.
import { InputError, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { fingerprintPeer, nameNode, readPeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { OwnNode } from "./own-node.ts";
import { isSpelled, spellNode } from "./rules.ts";
import { findPeer, insertPeer, listPeers, lockPeer, updatePeer } from "./store.ts";
import type { PeerRow } from "./store.ts";

/** Who pairs, and when. */
export interface Tending {
  readonly own: OwnNode;
  /** A seat of the host, or `node` for whoever has its data folder. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * Takes the card of another node down; nothing is believed of it yet. The same card again changes its address alone.
 * @throws InputError what `readPeerCard` throws; PolicyError TRANSITION_REFUSED for a card of the host itself.
 */
export async function addPeer(
  tx: Transactor,
  { own, by, at }: Tending,
  { card: text, address }: { readonly card: string; readonly address: string | null },
): Promise<PeerRow> {
  const card = readPeerCard(text);
  const fingerprint = nameNode(card, nodePrimitives);
  const { member } = card;
  if (member === own.party.member)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `This is a card of a node of ${member}, and this node is ${member}'s own. Take the other member's card.`,
    );
  if (address !== null && !/^https?:\/\/[!-~]{1,300}$/.test(address))
    throw new InputError("SHAPE_INVALID", "An address is written https://node.example");
  const known = await lockPeer(tx, fingerprint);
  if (known !== null && digestCard(known.card) !== fingerprintPeer(card, nodePrimitives))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `The node of ${known.member} is known here with other keys. A node tells by letter when it changes them; where they were lost or stolen, it makes a card with another name: "entente peer renew --stolen".`,
    );
  if (known !== null && known.endedAt !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `What this node had with the node of ${known.member} of that card was ended, and its letters are kept under that name: they are not begun again. Whoever runs the node of ${known.member} gives it another name, "entente peer renew --stolen", which ends every pairing of it, and sends the new card.`,
    );
  const where = { address: address ?? card.address, addressOurs: address !== null };
  if (known === null)
    await insertPeer(tx, {
      fingerprint,
      member,
      card: text,
      ...where,
      addedAt: at,
      addedBy: by,
      kitCase: null,
      keysTold: own.generations[0].number,
    });
  else
    await updatePeer(tx, fingerprint, {
      ...{ address: where.address, address_ours: where.addressOurs, next_try_at: null },
    });
  await journal(tx, { own, by, at }, "peer.add", fingerprint);
  return requirePeer(tx, fingerprint);
}

/**
 * A person confirms the node of a member by what was read aloud there.
 * @throws ServerError NOT_FOUND, PEER_WORDS_WRONG; PolicyError TRANSITION_REFUSED while another node of the member is paired.
 */
export async function pairPeer(
  tx: Transactor,
  { own, by, at }: Tending,
  { member, heard }: { readonly member: string; readonly heard: string },
): Promise<PeerRow> {
  const known = (await listPeers(tx)).filter(
    (peer) => peer.member === member && peer.endedAt === null && peer.kitCase === null,
  );
  if (known.length === 0)
    throw new ServerError(
      "NOT_FOUND",
      `There is no card of a node of ${member} here. Add it first: "entente peer add CARD".`,
    );
  const found = known.find(({ card }) => isSpelled(digestCard(card), heard));
  if (found === undefined)
    throw new ServerError(
      "PEER_WORDS_WRONG",
      `What was typed is not how a card of ${member} here is read aloud. Ask for the words again, by a voice you know; if they differ, somebody gave you another card.`,
    );
  const paired = known.find(({ pairedAt }) => pairedAt !== null);
  if (paired !== undefined && paired.fingerprint !== found.fingerprint)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Another node of ${member} is paired. A member speaks from one node at a time: end that one first.`,
    );
  if (found.pairedAt === null) {
    await updatePeer(tx, found.fingerprint, { paired_at: at, paired_by: by, next_try_at: null });
    // A member that has a node speaks from it, and from no kit any more.
    for (const kit of await listPeers(tx))
      if (kit.member === member && kit.kitCase !== null && isLive(kit))
        await updatePeer(tx, kit.fingerprint, { ended_at: at });
    await journal(tx, { own, by, at }, "peer.pair", found.fingerprint);
  }
  return requirePeer(tx, found.fingerprint);
}

/** Ends what two nodes had: nothing is taken from it and nothing written to it any more. Letters stay. */
export async function endPeer(tx: Transactor, tending: Tending, member: string): Promise<PeerRow> {
  const peer = await findMember(tx, member);
  await updatePeer(tx, peer.fingerprint, { ended_at: tending.at });
  await journal(tx, tending, "peer.end", peer.fingerprint);
  return requirePeer(tx, peer.fingerprint);
}

/** The node a member is paired by. @throws ServerError NOT_FOUND. */
export async function findMember(reader: Reader, member: string): Promise<PeerRow> {
  const peers = await listPeers(reader);
  const found = peers.find((peer) => peer.member === member && peer.kitCase === null && isLive(peer));
  if (found === undefined)
    throw new ServerError(
      "NOT_FOUND",
      `No node of ${member} is paired with this one. Whoever runs this node pairs it: "entente peer pair".`,
    );
  return found;
}

/** Whether a person here has confirmed it, and nobody has ended it. */
export const isLive = ({ pairedAt, endedAt }: PeerRow): boolean => pairedAt !== null && endedAt === null;

/** What is read aloud of this node. */
export const spellOwn = ({ card }: OwnNode): ReturnType<typeof spellNode> =>
  spellNode(fingerprintPeer(card, nodePrimitives));

/** The fingerprint of a card: what of it is read aloud. */
export const digestCard = (card: string): string => fingerprintPeer(readPeerCard(card), nodePrimitives);

async function requirePeer(reader: Reader, fingerprint: string): Promise<PeerRow> {
  const peer = await findPeer(reader, fingerprint);
  if (peer === null) throw new ServerError("NOT_FOUND", "There is no such node here.");
  return peer;
}

async function journal(tx: Transactor, { own, by }: Tending, action: string, subject: string): Promise<void> {
  await writeNodeJournal(tx, { member: own.party.member, seat: by, action, subject, detail: {} });
}
