// Sharing, releasing and opening. The node keeps nothing of a key it shared: after sharing, the lead opens as everybody does.
import { randomBytes } from "node:crypto";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { combine, split } from "shamir-secret-sharing";
import {
  decodeBase64url,
  encodeBase64url,
  PolicyError,
  utf8,
  VerificationError,
} from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  commitShare,
  digestEmbargo,
  gatherShares,
  openEmbargo,
  sealEmbargo,
  writeShare,
} from "@entente/core/embargoes";
import type { Embargo, LeftOut, Share } from "@entente/core/embargoes";
import { encodeBech32 } from "@entente/core/keys";
import { nameNode, readPeerCard, writePeerCard } from "@entente/core/letters";
import type { KnownSender, PeerCard } from "@entente/core/letters";
import { nodePrimitives as primitives } from "@entente/verifier";
import { openSeatView, readSeat, writeNodeJournal } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import {
  findAnywhere,
  findMember,
  insertEmbargo,
  insertGiven,
  insertLetGo,
  listPeers,
  listShares,
  openOwnNode,
  readOwnShare,
  requireDue,
  updateEmbargo,
} from "../peers/index.ts";
import type { EmbargoRow, LetterServices, OwnNode } from "../peers/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { findTZero } from "../t-zero/index.ts";

export interface SharedKey {
  /** What `digestEmbargo` gives for it. */
  readonly digest: string;
  readonly instant: Instant;
  /** The embargo file: for every holder, and for whoever is to read it at the instant. */
  readonly embargo: Uint8Array;
  /** By member: its share, encrypted to its node. */
  readonly shares: ReadonlyMap<string, Uint8Array>;
}

/**
 * Encrypts a package and divides its key among members. The key is forgotten.
 * @throws ServerError NOT_FOUND for a holder whose node is not paired; InputError EMBARGO_INVALID.
 */
export async function shareKey(
  node: LetterServices,
  {
    caseName,
    instant: wished,
    threshold,
    holders,
    content,
    by,
  }: {
    readonly caseName: string;
    /** Null: that of the case's T-0. */
    readonly instant: Instant | null;
    readonly threshold: number;
    readonly holders: readonly string[];
    readonly content: Uint8Array;
    readonly by: string;
  },
): Promise<SharedKey> {
  const own = await openOwnNode(node);
  const members = [...new Set(holders)].sort();
  const { row, tZero, cards } = await node.database.read(async (reader) => ({
    ...(await findRound(reader, caseName)),
    cards: await Promise.all(
      members.map(async (member) =>
        member === own.party.member ? own.card : readPeerCard((await findMember(reader, member)).card),
      ),
    ),
  }));
  if (row?.lead !== own.party.member)
    throw new ServerError("NOT_FOUND", `There is no case ${caseName} of this node's host. Check its name.`);
  const under = tZero?.state === "set" || tZero?.state === "armed" ? tZero : null;
  const instant = wished ?? under?.dueAt ?? null;
  if (instant === null)
    throw new ServerError(
      "REQUEST_INVALID",
      `No T-0 is set in ${caseName}, so say when this opens: --instant, in UTC.`,
    );
  if (threshold < 2 || threshold > members.length)
    throw new ServerError(
      "REQUEST_INVALID",
      `Of ${members.length} holders, between 2 and all of them can be asked for; ${threshold} cannot.`,
    );
  const key = new Uint8Array(randomBytes(32));
  const identity = nameIdentity(key);
  const recipient = await identityToRecipient(identity);
  const parts = await split(key, members.length, threshold);
  key.fill(0);
  const given = members.map((member, index) => ({
    member,
    share: encodeBase64url(parts[index] ?? new Uint8Array()),
    salt: encodeBase64url(randomBytes(32)),
  }));
  const embargo: Embargo = {
    ...{ lead: own.party, case: caseName, instant, round: under?.round ?? null, threshold, recipient },
    holders: given.map((one) => ({ member: one.member, commitment: commitShare(one, primitives) })),
    sealed: await encryptTo(content, recipient),
  };
  const digest = digestEmbargo(embargo, primitives);
  const shares = new Map<string, Uint8Array>();
  for (const [index, one] of given.entries())
    shares.set(
      one.member,
      await encryptTo(utf8(writeShare({ ...one, embargo: digest })), (cards[index] as PeerCard).recipient),
    );
  const bytes = sealEmbargo(embargo, own.signer, primitives);
  // Kept so that letters bring it: who holds a share is told by its row, and no act has to remember to send.
  await node.database.transact(async (tx) => {
    const peer = own.party.node;
    await insertEmbargo(tx, {
      ...{ peer, digest, caseName, instant, bytes, card: writePeerCard(own.card), takenAt: node.now() },
    });
    for (const [member, sealed] of shares) await insertGiven(tx, { peer, embargo: digest, member, sealed });
    await journal(tx, own, { by, action: "embargo.share", digest });
  });
  return { digest, instant, embargo: bytes, shares };
}

async function findRound(reader: Reader, caseName: string) {
  const row = await findCase(reader, caseName);
  if (row === null) return { row, tZero: null };
  const view = openSeatView(readSeat(`${row.lead}/release-authority`), row);
  return { row, tZero: await findTZero(reader, view) };
}

export interface Released {
  readonly member: string;
  readonly instant: Instant;
  /** The share, for everybody. */
  readonly text: string;
}

/**
 * Lets this member's share go, after the instant by this node's clock and by its database's, and where nothing is known that
 * holds it. Letters bring it to the other holders and to the lead.
 * @param embargo the package's file, or the digest of one that is here.
 * @param sealed the share as it was given; null: the one that is here.
 * @throws PolicyError EMBARGO_CLOSED; VerificationError SHARE_FORGED; ServerError NOT_FOUND, BUNDLE_SEALED_OTHERWISE.
 */
export async function releaseShare(
  node: LetterServices,
  {
    embargo: named,
    sealed: given,
    by,
  }: {
    readonly embargo: Uint8Array | string;
    readonly sealed: Uint8Array | null;
    readonly by: string;
  },
): Promise<Released> {
  const own = await openOwnNode(node);
  return node.database.transact(async (tx) => {
    const { row, embargo } = await findNamed(tx, own, named);
    await requireDue(tx, { own, now: node.now }, embargo);
    const { member } = own.party;
    const mine =
      row === null
        ? undefined
        : (await listShares(tx, row.peer, row.digest)).find((share) => share.member === member);
    const sealed = given ?? mine?.sealed ?? null;
    if (sealed === null)
      throw new ServerError(
        "NOT_FOUND",
        "No share of this package was given to this node. Ask the lead's desk for the one made for it.",
      );
    const text = await readOwnShare(own, embargo, Uint8Array.from(sealed));
    const digest = digestEmbargo(embargo, primitives);
    const fresh =
      row === null ||
      (await insertLetGo(tx, { peer: row.peer, embargo: digest, member, text, at: node.now() }));
    if (fresh) await journal(tx, own, { by, action: "embargo.release", digest });
    return { member, instant: embargo.instant, text };
  });
}

export interface OpenedPackage {
  readonly lead: string;
  readonly content: Uint8Array;
  /** Whose shares opened it. */
  readonly members: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Opens a package with the shares that were let go: those that are here, and those that came by file. No node but this one is
 * asked anything.
 * @param embargo the package's file, or the digest of one that is here.
 * @throws PolicyError EMBARGO_CLOSED, SHARES_TOO_FEW; VerificationError SHARE_FORGED where the lead gave shares that do not
 *   belong together; ServerError NOT_FOUND.
 */
export async function openShared(
  node: LetterServices,
  {
    embargo: named,
    shares: brought,
  }: { readonly embargo: Uint8Array | string; readonly shares: readonly string[] },
): Promise<OpenedPackage> {
  const own = await openOwnNode(node);
  const { embargo, row, here } = await node.database.read(async (reader) => {
    const found = await findNamed(reader, own, named);
    await requireDue(reader, { own, now: node.now }, found.embargo);
    const stored = found.row === null ? [] : await listShares(reader, found.row.peer, found.row.digest);
    return { ...found, here: stored.flatMap(({ text }) => (text === null ? [] : [text])) };
  });
  const texts = [...brought, ...here.filter((text) => !brought.includes(text))];
  const { shares, leftOut, missing } = gatherShares(embargo, texts, primitives);
  if (missing > 0)
    throw new PolicyError(
      "SHARES_TOO_FEW",
      `${shares.length} of ${embargo.threshold} shares are here: ${missing} more of ${embargo.holders
        .map(({ member }) => member)
        .filter((member) => !shares.some((share) => share.member === member))
        .join(
          ", ",
        )} are needed.${leftOut.length === 0 ? "" : ` Left out: ${leftOut.map(sayLeftOut).join("; ")}.`}`,
    );
  const used = shares.slice(0, embargo.threshold);
  const content = await decrypt(embargo, used);
  if (row?.openedAt === null)
    await node.database.transact(async (tx) => {
      const at = node.now();
      for (const share of shares)
        await insertLetGo(tx, {
          ...{ peer: row.peer, embargo: row.digest, member: share.member, text: writeShare(share), at },
        });
      await updateEmbargo(tx, row, { opened_at: at });
      await journal(tx, own, { by: "node", action: "embargo.open", digest: row.digest });
    });
  return { lead: embargo.lead.member, content, members: used.map(({ member }) => member), leftOut };
}

async function decrypt(embargo: Embargo, used: readonly Share[]): Promise<Uint8Array> {
  const age = new Decrypter();
  try {
    const parts = used.map(({ share }) => Uint8Array.from(decodeBase64url(share)));
    const identity = nameIdentity(await combine(parts));
    if ((await identityToRecipient(identity)) !== embargo.recipient) throw new Error("another recipient");
    age.addIdentity(identity);
  } catch (cause) {
    throw new VerificationError(
      "SHARE_FORGED",
      `${embargo.lead.member} gave shares that do not belong to one key. Nothing was opened: its desk has to answer for that`,
      { cause },
    );
  }
  return age.decrypt(embargo.sealed);
}

const sayLeftOut = ({ index, member, why }: LeftOut): string =>
  `the ${index + 1}. (${member ?? "nobody's"}: ${why})`;

/** A package by its digest, where it is here, or by its file. */
async function findNamed(
  reader: Reader,
  own: OwnNode,
  named: Uint8Array | string,
): Promise<{ readonly row: EmbargoRow | null; readonly embargo: Embargo }> {
  if (typeof named === "string") {
    const found = await findAnywhere(reader, own, named);
    if (found !== null) return found;
    throw new ServerError(
      "NOT_FOUND",
      `No package ${named} is here. "entente tzero packages" lists those that are.`,
    );
  }
  const embargo = await verify(reader, own, named);
  return (await findAnywhere(reader, own, digestEmbargo(embargo, primitives))) ?? { row: null, embargo };
}

async function verify(reader: Reader, own: OwnNode, bytes: Uint8Array): Promise<Embargo> {
  const cards = [
    ...own.generations.map(({ card }) => card),
    ...(await listPeers(reader))
      .filter(({ pairedAt, kitCase }) => pairedAt !== null && kitCase === null)
      .flatMap(({ card, cardBefore }) => [card, ...(cardBefore === null ? [] : [cardBefore])])
      .map(readPeerCard),
  ];
  const known = Map.groupBy(
    cards.map((card): KnownSender => {
      return { party: { member: card.member, node: nameNode(card, primitives) }, keys: card.keys };
    }),
    ({ party }) => party.node,
  );
  // Before and after a change of keys a node has one name and two cards: whichever signed it.
  const most = Math.max(1, ...[...known.values()].map(({ length }) => length));
  for (let index = 0; ; index += 1)
    try {
      return openEmbargo(
        bytes,
        (node) => known.get(node)?.[index] ?? known.get(node)?.[0] ?? null,
        primitives,
      );
    } catch (error) {
      if (index + 1 >= most) throw error;
    }
}

async function journal(
  tx: Transactor,
  { party }: OwnNode,
  { by, action, digest }: { readonly by: string; readonly action: string; readonly digest: string },
): Promise<void> {
  await writeNodeJournal(tx, { member: party.member, seat: by, action, subject: digest, detail: {} });
}

const nameIdentity = (key: Uint8Array): string => encodeBech32("age-secret-key-pq-", key).toUpperCase();

async function encryptTo(bytes: Uint8Array, recipient: string): Promise<Uint8Array> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return age.encrypt(bytes);
}
