// Making a kit: whatever the member is owed in the case, as letters, in a page that can answer them.
import { encodeBase64url } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { sealKitPage, writeKit } from "@entente/core/kits";
import { writePeerCard } from "@entente/core/letters";
import { nodePrimitives, readKitScript } from "@entente/verifier";
import { arrangementsOf, communityOf, findCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { composeBundle, lockPeer, openKit, openOwnNode, tellPeer } from "../peers/index.ts";
import type { LetterServices } from "../peers/index.ts";
import { vocabularyOf } from "../pledges/index.ts";
import type { Transactor } from "../storage/index.ts";
import type { Working } from "./bundles.ts";

export interface KitWish extends Working {
  readonly member: string;
  /** The case's name. */
  readonly caseName: string;
  /** Whether a kit that there is ends, and another begins with a key of its own. */
  readonly renewed: boolean;
}

export interface MadeKit {
  readonly member: string;
  /** The page. */
  readonly html: string;
  readonly letters: number;
  /** Up to which number letters of the kit were taken. */
  readonly taken: number;
}

/**
 * Makes the kit of a member, with all that was said to it so far; a later one goes on where its last reply ended.
 * @throws ServerError NOT_FOUND for a case that is not here, or of which nothing was delivered to the member; REQUEST_TOO_LARGE;
 *   PolicyError TRANSITION_REFUSED where the member has a node.
 */
export function makeKit(node: LetterServices, wish: KitWish): Promise<MadeKit> {
  return node.database.transact((tx) => makeKitIn(tx, node, wish));
}

/** The same in a transaction of the caller's. */
export async function makeKitIn(
  tx: Transactor,
  node: LetterServices,
  { member, caseName, renewed, by, at }: KitWish,
): Promise<MadeKit> {
  const own = await openOwnNode(node);
  const row = await findCase(tx, caseName);
  if (row?.lead !== own.party.member)
    throw new ServerError("NOT_FOUND", `There is no case ${caseName} of this node's host. Check its name.`);
  const { peer, keys } = await openKit(tx, { own, by, at }, { member, caseName, renewed });
  await tellPeer(tx, node, { own, peer });
  const told = (await lockPeer(tx, peer.fingerprint)) ?? peer;
  if (told.written === 0)
    throw new ServerError(
      "NOT_FOUND",
      `Nothing of ${caseName} was delivered to ${member}. The lead's desk approaches it and delivers first.`,
    );
  const { bytes, upTo, letters } = await composeBundle(tx, own, { peer: told, from: 1 });
  if (upTo < told.written)
    throw new ServerError(
      "REQUEST_TOO_LARGE",
      `More was said to ${member} than one kit holds. Pair a node of ${member}, or begin another kit with --renewed.`,
    );
  const kit = writeKit({
    ...{ lead: writePeerCard(own.card), card: writePeerCard(keys.card), case: caseName },
    seeds: { ed25519: encodeBase64url(keys.seeds.ed25519), mlDsa: encodeBase64url(keys.seeds.mlDsa) },
    ...{
      bundle: encodeBase64url(bytes),
      vocabulary: vocabularyOf(member, { community: communityOf(row), kinds: arrangementsOf(row).kinds }),
      names: namesOf(row, own.party.member, member),
    },
  });
  const html = sealKitPage({ kit, script: readKitScript() }, own.signer, nodePrimitives);
  return { member, html, letters, taken: told.taken };
}

/** What the page is called. */
export function nameKit(
  { member, caseName }: Pick<KitWish, "member" | "caseName">,
  { letters }: MadeKit,
  at: Instant,
): string {
  return `kit-${member}-${caseName}-${letters}-${at.replaceAll(/[-:.]/g, "")}.html`;
}

function namesOf(row: CaseRow, ...ids: readonly string[]): Readonly<Record<string, string>> {
  const { members } = communityOf(row).community;
  return Object.fromEntries(members.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]));
}
