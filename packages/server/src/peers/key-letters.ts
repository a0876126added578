// New keys of a node: made, told to every node that knows it by a letter that the old keys sign, and used towards each from
// when it has confirmed them. Keys that were lost or stolen are told to nobody: the persons pair anew, by voice.
import { PolicyError } from "@entente/core/encoding";
import { changeKeys, nameNode, readPeerCard, verifyKeyChange, writePeerCard } from "@entente/core/letters";
import type { ContentOf, KeyChange } from "@entente/core/letters";
import { nodePrimitives as primitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";
import { openOwnNode } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import type { Tending } from "./pairing.ts";
import { insertPeeringKeys, listPeeringKeys, listPeers, updatePeer } from "./store.ts";
import type { PeerRow } from "./store.ts";
import type { LetterWish } from "./writing.ts";

/**
 * Makes new keys. `anew`: those before were lost or stolen; every pairing ends, and the node has another name.
 * @throws PolicyError TRANSITION_REFUSED while a node has not confirmed the keys before.
 */
export async function renewKeys(
  node: LetterServices,
  { by, at, anew }: Omit<Tending, "own"> & { readonly anew: boolean },
): Promise<OwnNode> {
  const before = await openOwnNode(node);
  const { member } = before.party;
  const made = await node.database.read(listPeeringKeys);
  const number = (made.at(-1)?.number ?? 1) + 1;
  // Kept before the row that says so: what is cut off takes the same keys the next time.
  await node.keystore.makePeering(member, number);
  await node.database.transact(async (tx) => {
    for (const peer of await listPeers(tx)) {
      if (peer.endedAt !== null) continue;
      if (anew) await updatePeer(tx, peer.fingerprint, { ended_at: at });
      else if (peer.kitCase === null && peer.keysTold < before.generations[0].number)
        throw new PolicyError(
          "TRANSITION_REFUSED",
          `The node of ${peer.member} has not confirmed this node's keys of the last change. Bring it its letters first, "entente peer sync ${peer.member}", or end it.`,
        );
    }
    await insertPeeringKeys(tx, { number, anew, at, by });
    await writeNodeJournal(tx, {
      ...{ member, seat: by, action: anew ? "peer.keys-anew" : "peer.keys", subject: String(number) },
      detail: {},
    });
  });
  return openOwnNode(node);
}

/** The change of keys that a node has not confirmed yet. */
export function listOwedKeys(own: OwnNode, peer: PeerRow): readonly Omit<LetterWish, "at">[] {
  const [newest, before] = own.generations;
  if (peer.kitCase !== null || before === undefined || peer.keysTold >= newest.number) return [];
  const change: KeyChange = changeKeys(
    { node: own.party, before: before.card, card: newest.card },
    { old: before.signer, fresh: newest.signer },
    primitives,
  );
  const content = { replaces: change.replaces, card: change.card, old: change.old, fresh: change.fresh };
  return [{ subject: `${SUBJECT}${newest.number}`, caseName: null, kind: "keys", content, files: [] }];
}

const SUBJECT = "keys/";

/** A letter of ours was confirmed: where it told of keys, those are used towards that node from now on. */
export async function noteKeysTold(
  tx: Transactor,
  { fingerprint, keysTold }: PeerRow,
  subject: string,
): Promise<void> {
  if (!subject.startsWith(SUBJECT)) return;
  const number = Number(subject.slice(SUBJECT.length));
  if (number > keysTold) await updatePeer(tx, fingerprint, { keys_told: number });
}

/** New keys of another node. @throws VerificationError KEYS_NOT_SIGNED. */
export async function takeKeys(
  tx: Transactor,
  { own, peer, letter, at }: Arriving,
  change: ContentOf["keys"],
): Promise<Taken> {
  const before = readPeerCard(peer.card);
  const node = { member: peer.member, node: peer.fingerprint };
  const card = verifyKeyChange(change, { node, before }, primitives);
  await updatePeer(tx, peer.fingerprint, { card: writePeerCard(card), card_before: peer.card });
  await writeNodeJournal(tx, {
    ...{
      member: own.party.member,
      seat: "node",
      action: "peer.keys-taken",
      subject: nameNode(card, primitives),
    },
    detail: {},
  });
  const said = `The node of ${own.party.member} knows the new keys.`;
  return {
    outcome: {},
    replies: [{ kind: "confirmation", content: { letter: letter.number, said, leaf: null, at } }],
  };
}
