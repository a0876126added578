// Packages that open without a conductor, and shares of their keys, as letters: what is taken of them, and what is owed.
import { epochMilliseconds, PolicyError, VerificationError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  digestEmbargo,
  gatherShares,
  openEmbargo,
  readShare,
  requireTime,
  sealEmbargo,
  writeShare,
} from "@entente/core/embargoes";
import type { Embargo, KnownRound } from "@entente/core/embargoes";
import { publicKeyBytes } from "@entente/core/keys";
import { nameNode, readPeerCard } from "@entente/core/letters";
import type { ContentOf, PeerCard } from "@entente/core/letters";
import { nodePrimitives as primitives } from "@entente/verifier";
import { openSeatView, readSeat } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { findTZero } from "../t-zero/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";
import { readEnclosed } from "./enclosed.ts";
import { decryptOwn, signerFor } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { listPeers } from "./store.ts";
import type { PeerRow } from "./store.ts";
import {
  findEmbargo,
  insertEmbargo,
  insertGiven,
  insertLetGo,
  listEmbargoes,
  listShares,
  readDatabaseClock,
} from "./store-embargoes.ts";
import type { EmbargoRow } from "./store-embargoes.ts";
import { listInOfCase, listInstants, listOutOfCase } from "./store-letters.ts";
import { digestFile } from "./writing.ts";
import type { LetterWish } from "./writing.ts";

/** The earlier of two clocks, so that a doubt delays. */
export async function readEarlierClock(reader: Reader, now: () => Instant): Promise<Instant> {
  const stored = await readDatabaseClock(reader);
  const wall = now();
  return wall < stored ? wall : stored;
}

/** What this node knows of T-0 in the case of a package: from its own rows where it leads, else as the lead told it. */
export async function readKnownRound(
  reader: Reader,
  own: OwnNode,
  { lead, case: caseName, round }: Pick<Embargo, "lead" | "case" | "round">,
): Promise<KnownRound | null> {
  if (round === null) return null;
  if (lead.node === own.party.node) {
    const row = await findCase(reader, caseName);
    if (row === null) return null;
    const view = openSeatView(readSeat(`${row.lead}/release-authority`), row);
    const tZero = await findTZero(reader, view);
    if (tZero === null) return null;
    return { newest: tZero.round, own: tZero.round === round ? tZero : null };
  }
  const told = await listInstants(reader, lead.node, caseName);
  const newest = told.reduce((most, one) => Math.max(most, one.round), 0);
  return newest === 0 ? null : { newest, own: told.findLast((one) => one.round === round) ?? null };
}

/** @throws PolicyError EMBARGO_CLOSED: by which clock, or what holds it. */
export async function requireDue(
  reader: Reader,
  { own, now }: { readonly own: OwnNode; readonly now: () => Instant },
  embargo: Embargo,
): Promise<void> {
  const known = await readKnownRound(reader, own, embargo);
  requireTime(embargo, { now: await readEarlierClock(reader, now), known });
}

/** Reads an embargo that a node of this card signed. @throws InputError, VerificationError as `openEmbargo`. */
export function readEmbargo({ bytes, card: text }: Pick<EmbargoRow, "bytes" | "card">): Embargo {
  const card = readPeerCard(text);
  const party = { member: card.member, node: nameNode(card, primitives) };
  const known = { party, keys: card.keys };
  return openEmbargo(Uint8Array.from(bytes), (node) => (node === party.node ? known : null), primitives);
}

/** By the card of the node or by the one before: the package may have been sealed when the other was the newest. */
function readSealed(
  bytes: Uint8Array,
  { card, cardBefore }: Pick<PeerRow, "card" | "cardBefore">,
): { readonly embargo: Embargo; readonly card: string } {
  try {
    return { embargo: readEmbargo({ bytes, card }), card };
  } catch (error) {
    if (cardBefore === null || !(error instanceof VerificationError) || error.code !== "SIGNATURE_INVALID")
      throw error;
    return { embargo: readEmbargo({ bytes, card: cardBefore }), card: cardBefore };
  }
}

/** A package from a lead: kept, closed as it is. */
export async function takePackage(
  tx: Transactor,
  { own, peer, letter, at }: Arriving,
  { file }: ContentOf["package"],
): Promise<Taken> {
  const bytes = await readEnclosed(tx, peer.fingerprint, file);
  const { embargo, card } = readSealed(bytes, peer);
  if (embargo.case !== letter.case)
    throw new ServerError(
      "REQUEST_INVALID",
      `This package is of the case ${embargo.case}, and the letter is about another. Whoever runs the node of ${peer.member} sends it with its own case.`,
    );
  if (!embargo.holders.some(({ member }) => member === own.party.member))
    throw new ServerError(
      "FORBIDDEN",
      `${own.party.member} holds no share of this package, so it is not for this node. The lead's desk names it as a holder, or keeps the package.`,
    );
  const digest = digestEmbargo(embargo, primitives);
  await insertEmbargo(tx, {
    ...{ peer: peer.fingerprint, digest, caseName: embargo.case, instant: embargo.instant, bytes },
    ...{ takenAt: at, card },
  });
  return confirm(letter.number, at, `The package is here, closed until ${embargo.instant}.`);
}

/** A share: this member's own, as the lead gives it, or one that was let go. */
export async function takeShare(
  tx: Transactor,
  node: Pick<LetterServices, "now">,
  arriving: Arriving,
  said: ContentOf["share"],
): Promise<Taken> {
  return "file" in said ? takeGiven(tx, arriving, said) : takeLetGo(tx, node, arriving, said);
}

async function takeGiven(
  tx: Transactor,
  { own, peer, letter, at }: Arriving,
  { embargo: digest, file }: Extract<ContentOf["share"], { file: string }>,
): Promise<Taken> {
  const row = await findEmbargo(tx, peer.fingerprint, digest);
  if (row?.caseName !== letter.case) throw noSuchPackage();
  const sealed = await readEnclosed(tx, peer.fingerprint, file);
  await readOwnShare(own, readEmbargo(row), sealed);
  const { member } = own.party;
  await insertGiven(tx, { peer: peer.fingerprint, embargo: digest, member, sealed });
  return confirm(letter.number, at, `${member} holds its share, and lets it go after ${row.instant}.`);
}

/** The share that was given to this member, whole. @throws VerificationError SHARE_FORGED; ServerError BUNDLE_SEALED_OTHERWISE. */
export async function readOwnShare(own: OwnNode, embargo: Embargo, sealed: Uint8Array): Promise<string> {
  const text = writeShare(readShare(await openShare(sealed, own)));
  const { shares } = gatherShares(embargo, [text], primitives);
  if (shares[0]?.member !== own.party.member) throw forged(embargo);
  return text;
}

async function takeLetGo(
  tx: Transactor,
  { now }: Pick<LetterServices, "now">,
  { own, peer, letter, at }: Arriving,
  { embargo: digest, member, share, salt }: Extract<ContentOf["share"], { member: string }>,
): Promise<Taken> {
  const found = await findAnywhere(tx, own, digest);
  if (found?.row.caseName !== letter.case) throw noSuchPackage();
  const { row, embargo } = found;
  if (peer.member !== member && peer.fingerprint !== row.peer)
    throw new ServerError(
      "FORBIDDEN",
      `This is the share of ${member}, and ${peer.member} neither holds it nor leads the case. ${member} lets its share go itself.`,
    );
  const text = writeShare({ embargo: digest, member, share, salt });
  if (gatherShares(embargo, [text], primitives).leftOut.length > 0) throw forged(embargo);
  // Early by this clock: one of two clocks is wrong, and this node believes neither.
  const time = await readEarlierClock(tx, now);
  if (time < embargo.instant)
    throw new PolicyError(
      "EMBARGO_CLOSED",
      `The share of ${member} came before the instant: it is ${time} here, and this may not be opened before ${embargo.instant}. It was not taken; its node brings it again. Whoever runs the node whose clock is wrong sets it.`,
    );
  await insertLetGo(tx, { peer: row.peer, embargo: digest, member, text, at });
  return confirm(letter.number, at, `The share of ${member} is here.`);
}

/** A package by its digest, whoever leads. */
export async function findAnywhere(
  reader: Reader,
  own: OwnNode,
  digest: string,
): Promise<{ readonly row: EmbargoRow; readonly embargo: Embargo } | null> {
  const row = (await listAllEmbargoes(reader, own)).find((one) => one.digest === digest);
  return row === undefined ? null : { row, embargo: readEmbargo(row) };
}

/** Every package that is here, its own of this node first. */
export async function listAllEmbargoes(reader: Reader, own: OwnNode): Promise<readonly EmbargoRow[]> {
  const all = [...(await listEmbargoes(reader, own.party.node))];
  for (const { fingerprint } of await listPeers(reader))
    all.push(...(await listEmbargoes(reader, fingerprint)));
  return all;
}

/**
 * What is owed to a node of packages: from the lead its package, its share, and every share that was let go; from a holder its
 * own share, once it was let go.
 */
export async function listOwedShares(
  reader: Reader,
  { own, peer, now }: { readonly own: OwnNode; readonly peer: PeerRow; readonly now: Instant },
): Promise<readonly Omit<LetterWish, "at">[]> {
  const owed: Omit<LetterWish, "at">[] = [];
  for (const row of await listEmbargoes(reader, own.party.node)) {
    const shares = await listShares(reader, row.peer, row.digest);
    const given = shares.find(({ member }) => member === peer.member)?.sealed ?? null;
    // Whoever holds no share is sent nothing: it is named by whoever shared the key.
    if (given === null) continue;
    owed.push(...(await listGiven(reader, { own, peer, row, given, now })));
    for (const { member, text } of shares)
      if (text !== null && member !== peer.member)
        owed.push(...(await listLetGo(reader, { peer, row, member, text, now })));
  }
  for (const lead of await listPeers(reader)) {
    for (const row of await listEmbargoes(reader, lead.fingerprint)) {
      const isHolder = readEmbargo(row).holders.some(({ member }) => member === peer.member);
      if (lead.fingerprint !== peer.fingerprint && !isHolder) continue;
      const mine = (await listShares(reader, row.peer, row.digest)).find(
        ({ member }) => member === own.party.member,
      );
      if (mine?.text == null) continue;
      owed.push(...(await listLetGo(reader, { peer, row, member: own.party.member, text: mine.text, now })));
    }
  }
  return owed;
}

/** A package and this member's own share of it. */
async function listGiven(
  reader: Reader,
  {
    own,
    peer,
    row,
    given,
    now,
  }: {
    readonly own: OwnNode;
    readonly peer: PeerRow;
    readonly row: EmbargoRow;
    readonly given: Uint8Array;
    readonly now: Instant;
  },
): Promise<readonly Omit<LetterWish, "at">[]> {
  const { caseName, digest } = row;
  const owed: Omit<LetterWish, "at">[] = [];
  const sealed = await nameNext(reader, { peer, caseName, now, base: `package/${digest}` });
  if (sealed !== null) {
    const bytes = sealFor(own, peer, row);
    const content = { file: digestFile(bytes) };
    owed.push({ subject: sealed, caseName, kind: "package", content, files: [bytes] });
  }
  const share = await nameNext(reader, { peer, caseName, now, base: `share/${digest}/${peer.member}/given` });
  if (share !== null) {
    const content = { embargo: digest, file: digestFile(given) };
    owed.push({ subject: share, caseName, kind: "share", content, files: [given] });
  }
  return owed;
}

/** The package under keys that the node knows: those it was sealed with may be older or newer. Its digest is the same. */
function sealFor(own: OwnNode, peer: PeerRow, row: EmbargoRow): Uint8Array {
  const signer = signerFor(own, peer);
  const known = own.generations.find((one) => one.signer === signer)?.card;
  if (known !== undefined && isSameKey(known, readPeerCard(row.card))) return row.bytes;
  return sealEmbargo(readEmbargo(row), signer, primitives);
}

const isSameKey = (one: PeerCard, other: PeerCard): boolean =>
  Buffer.from(publicKeyBytes(one.keys.ed25519)).equals(publicKeyBytes(other.keys.ed25519));

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Refusals that time takes away: a clock that was behind, a package that had not come yet, keys that were changed meanwhile. */
const LATER = new Set(["EMBARGO_CLOSED", "NOT_FOUND", "SIGNATURE_INVALID"]);

/**
 * What a letter is called that is due now: the first time, and again, after longer and longer waits, where it was refused for
 * something that time takes away. Null: nothing is due.
 */
async function nameNext(
  reader: Reader,
  {
    peer,
    caseName,
    base,
    now,
  }: {
    readonly peer: PeerRow;
    readonly caseName: string;
    readonly base: string;
    readonly now: Instant;
  },
): Promise<string | null> {
  const written = (await listOutOfCase(reader, peer.fingerprint, caseName)).filter(
    ({ subject }) => subject.startsWith(`${base}/`) && /^[0-9]+$/.test(subject.slice(base.length + 1)),
  );
  const last = written.at(-1);
  if (last !== undefined) {
    const answer = (await listInOfCase(reader, peer.fingerprint, caseName)).find(
      (one) => one.state === "taken" && one.outcome?.["refused"] === last.number,
    );
    const code = answer?.outcome?.["code"];
    if (answer === undefined || typeof code !== "string" || !LATER.has(code)) return null;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(written.length - 1, 20), LONGEST_WAIT_MS);
    const [from, at] = [epochMilliseconds(answer.receivedAt), epochMilliseconds(now)];
    // An answer from the time to come shows a clock that was put back: waiting for that time could take for ever.
    if (at >= from && at < from + wait) return null;
  }
  return `${base}/${written.length + 1}`;
}

/** A share that was let go, as a letter; again where it came too early for the other node. */
async function listLetGo(
  reader: Reader,
  {
    peer,
    row: { caseName, digest },
    member,
    text,
    now,
  }: {
    readonly peer: PeerRow;
    readonly row: EmbargoRow;
    readonly member: string;
    readonly text: string;
    readonly now: Instant;
  },
): Promise<readonly Omit<LetterWish, "at">[]> {
  const subject = await nameNext(reader, { peer, caseName, now, base: `share/${digest}/${member}` });
  if (subject === null) return [];
  const { embargo, share, salt } = readShare(text);
  return [{ subject, caseName, kind: "share", files: [], content: { embargo, member, share, salt } }];
}

async function openShare(sealed: Uint8Array, own: OwnNode): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await decryptOwn(sealed, own));
  } catch (cause) {
    throw new ServerError(
      "BUNDLE_SEALED_OTHERWISE",
      "This share is not encrypted to this node, or was changed. Ask the lead's desk for the one made for this node.",
      { cause },
    );
  }
}

function confirm(letter: number, at: Instant, said: string): Taken {
  return { outcome: {}, replies: [{ kind: "confirmation", content: { letter, said, leaf: null, at } }] };
}

function noSuchPackage(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "No package that this share belongs to was brought to this node in this case. The lead's node brings the package first.",
  );
}

function forged({ lead }: Embargo): VerificationError {
  return new VerificationError(
    "SHARE_FORGED",
    `This is not a share of this package as ${lead.member} gave it to that member. Ask the desk of ${lead.member} for the right one`,
  );
}
