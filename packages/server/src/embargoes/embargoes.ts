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
  readShare,
  requireTime,
  sealEmbargo,
  writeShare,
} from "@entente/core/embargoes";
import type { Embargo, LeftOut } from "@entente/core/embargoes";
import { encodeBech32 } from "@entente/core/keys";
import { readPeerCard } from "@entente/core/letters";
import type { KnownSender, PeerCard } from "@entente/core/letters";
import { nodePrimitives as primitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { findMember, listPeers, openOwnNode } from "../peers/index.ts";
import type { LetterServices, OwnNode } from "../peers/index.ts";
import { readDatabaseClock } from "./store.ts";

export interface SharedKey {
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
    instant,
    threshold,
    holders,
    content,
    by,
  }: {
    readonly caseName: string;
    readonly instant: Instant;
    readonly threshold: number;
    readonly holders: readonly string[];
    readonly content: Uint8Array;
    readonly by: string;
  },
): Promise<SharedKey> {
  const own = await openOwnNode(node);
  const members = [...new Set(holders)].sort();
  const { row, cards } = await node.database.read(async (reader) => ({
    row: await findCase(reader, caseName),
    cards: await Promise.all(
      members.map(async (member) =>
        member === own.party.member ? own.card : readPeerCard((await findMember(reader, member)).card),
      ),
    ),
  }));
  if (row?.lead !== own.party.member)
    throw new ServerError("NOT_FOUND", `There is no case ${caseName} of this node's host. Check its name.`);
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
    ...{ lead: own.party, case: caseName, instant, threshold, recipient },
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
  await journal(node, own, { by, action: "embargo.share", digest });
  return { embargo: bytes, shares };
}

export interface Released {
  readonly member: string;
  readonly instant: Instant;
  /** The share, for everybody. */
  readonly text: string;
}

/**
 * Lets this member's share go, after the instant by this node's clock and by its database's.
 * @throws PolicyError EMBARGO_CLOSED; VerificationError SHARE_FORGED; ServerError BUNDLE_SEALED_OTHERWISE.
 */
export async function releaseShare(
  node: LetterServices,
  {
    embargo: bytes,
    sealed,
    by,
  }: { readonly embargo: Uint8Array; readonly sealed: Uint8Array; readonly by: string },
): Promise<Released> {
  const own = await openOwnNode(node);
  const embargo = await verify(node, own, bytes);
  requireTime(embargo, await readTime(node));
  const share = readShare(await decryptOwn(sealed, own));
  const text = writeShare(share);
  const [left] = gatherShares(embargo, [text], primitives).leftOut;
  if (left !== undefined || share.member !== own.party.member)
    throw new VerificationError(
      "SHARE_FORGED",
      "This is not the share of this embargo that was given to this member. Ask the lead's desk for the right one",
    );
  await journal(node, own, { by, action: "embargo.release", digest: share.embargo });
  return { member: share.member, instant: embargo.instant, text };
}

export interface OpenedPackage {
  readonly lead: string;
  readonly content: Uint8Array;
  /** Whose shares opened it. */
  readonly members: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Opens a package with the shares that were let go. No node but this one is asked anything.
 * @throws PolicyError EMBARGO_CLOSED, SHARES_TOO_FEW; VerificationError SHARE_FORGED where the lead gave shares that do not
 *   belong together.
 */
export async function openShared(
  node: LetterServices,
  { embargo: bytes, shares: texts }: { readonly embargo: Uint8Array; readonly shares: readonly string[] },
): Promise<OpenedPackage> {
  const own = await openOwnNode(node);
  const embargo = await verify(node, own, bytes);
  requireTime(embargo, await readTime(node));
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
  const identity = nameIdentity(
    await combine(used.map(({ share }) => Uint8Array.from(decodeBase64url(share)))),
  );
  if ((await identityToRecipient(identity)) !== embargo.recipient)
    throw new VerificationError(
      "SHARE_FORGED",
      `${embargo.lead.member} gave shares that do not belong to one key. Nothing was opened: its desk has to answer for that`,
    );
  const age = new Decrypter();
  age.addIdentity(identity);
  const content = await age.decrypt(embargo.sealed);
  return { lead: embargo.lead.member, content, members: used.map(({ member }) => member), leftOut };
}

const sayLeftOut = ({ index, member, why }: LeftOut): string =>
  `the ${index + 1}. (${member ?? "nobody's"}: ${why})`;

/** The earlier of two clocks, so that a doubt delays. */
async function readTime({ database, now }: LetterServices): Promise<Instant> {
  const stored = await database.read(readDatabaseClock);
  const wall = now();
  return wall < stored ? wall : stored;
}

async function verify({ database }: LetterServices, own: OwnNode, bytes: Uint8Array): Promise<Embargo> {
  const peers = await database.read(listPeers);
  const known = new Map<string, KnownSender>([
    [own.party.node, { party: own.party, keys: own.card.keys }],
    ...peers
      .filter(({ pairedAt, kitCase }) => pairedAt !== null && kitCase === null)
      .map(({ fingerprint, member, card }): [string, KnownSender] => [
        fingerprint,
        { party: { member, node: fingerprint }, keys: readPeerCard(card).keys },
      ]),
  ]);
  return openEmbargo(bytes, (fingerprint) => known.get(fingerprint) ?? null, primitives);
}

async function journal(
  { database }: LetterServices,
  { party }: OwnNode,
  { by, action, digest }: { readonly by: string; readonly action: string; readonly digest: string },
): Promise<void> {
  await database.transact((tx) =>
    writeNodeJournal(tx, { member: party.member, seat: by, action, subject: digest, detail: {} }),
  );
}

const nameIdentity = (key: Uint8Array): string => encodeBech32("age-secret-key-pq-", key).toUpperCase();

async function encryptTo(bytes: Uint8Array, recipient: string): Promise<Uint8Array> {
  const age = new Encrypter();
  age.addRecipient(recipient);
  return age.encrypt(bytes);
}

async function decryptOwn(sealed: Uint8Array, { secret }: OwnNode): Promise<string> {
  const age = new Decrypter();
  age.addIdentity(secret);
  try {
    return await age.decrypt(sealed, "text");
  } catch (cause) {
    throw new ServerError(
      "BUNDLE_SEALED_OTHERWISE",
      "This share is not encrypted to this node, or was changed. Ask the lead's desk for the one made for this node.",
      { cause },
    );
  }
}
