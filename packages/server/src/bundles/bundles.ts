// What is brought by hand between nodes. The bytes are those that travel over a network, and one function takes both.
import type { Instant } from "@entente/core/encoding";
import {
  findMember,
  hearReply,
  lockPeer,
  makeBundle,
  openOwnNode,
  receiveBundle,
  tellPeer,
} from "../peers/index.ts";
import type { LetterServices, Received } from "../peers/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";

/** Who works, and when. */
export interface Working {
  /** A seat of the host, or `node` for whoever has its data folder. */
  readonly by: string;
  readonly at: Instant;
}

export interface Exported {
  readonly member: string;
  /** Encrypted to the member's node. */
  readonly bytes: Uint8Array;
  readonly letters: number;
  /** Number of the last letter in it, or of the last that is acknowledged. */
  readonly upTo: number;
  /** Letters that wait for the next bundle, because more do not travel together. */
  readonly waiting: number;
  /** Up to which number it says that letters of the other side were taken. */
  readonly acknowledges: number;
}

/**
 * Writes down whatever the member's node is owed and makes the bundle that brings it all that it has not acknowledged. The
 * same letters are in the next one too, until an acknowledgement comes back: a lost stick loses nothing.
 * @throws ServerError NOT_FOUND where no node of the member is paired.
 */
export function exportBundle(node: LetterServices, member: string): Promise<Exported> {
  return node.database.transact((tx) => exportBundleIn(tx, node, member));
}

/** The same in a transaction of the caller's. */
export async function exportBundleIn(
  tx: Transactor,
  node: LetterServices,
  member: string,
): Promise<Exported> {
  const own = await openOwnNode(node);
  const { fingerprint } = await findMember(tx, member);
  const lock = async () => {
    const peer = await lockPeer(tx, fingerprint);
    if (peer === null) throw new ServerError("NOT_FOUND", `No node of ${member} is paired with this one.`);
    return peer;
  };
  await tellPeer(tx, node, { own, peer: await lock() });
  const peer = await lock();
  const made = await makeBundle(tx, own, peer);
  // Nothing travels before a person there has confirmed this node, so nothing waits for another bundle either.
  const waiting = peer.answeredAt === null ? 0 : peer.written - made.upTo;
  return { member, ...made, waiting };
}

/** What the file is called: by this node's own names and numbers, because whoever sees it learns no more than whom it is for. */
export function nameBundle({ member, upTo, acknowledges }: Omit<Exported, "bytes">, at: Instant): string {
  return `to-${member}-${upTo}-${acknowledges}-${at.replaceAll(/[-:.]/g, "")}.bundle`;
}

/**
 * Takes a bundle that was brought by hand. The same one again changes nothing.
 * @param heard what a person typed of a kit's reply; null for the bundle of a node, of which nothing has to be heard.
 * @throws everything `receiveBundle` throws; ServerError KIT_WORDS_WRONG, REQUEST_INVALID.
 */
export async function importBundle(
  node: LetterServices,
  sealed: Uint8Array,
  { heard, by, at }: Working & { readonly heard: string | null },
): Promise<Received> {
  const own = await openOwnNode(node);
  if (heard !== null) await hearReply(node, { own, by, at }, { sealed, heard });
  return receiveBundle(node, sealed, { from: null, at });
}
