// Placing and withdrawing pledges, and trying what the open ones come to.
import { randomUUID } from "node:crypto";
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { resolvePledges } from "@entente/core/coalition";
import { writeLevels } from "@entente/core/pledges";
import type { PledgeSet } from "@entente/core/pledges";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import type { Keystore } from "../keys/index.ts";
import { commitDigests, commitUnopened, drawSalt } from "../ledger/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type {
  NewPledge,
  OwnPledge,
  PlacedPledge,
  PledgeContext,
  Resolved,
  StandingPledge,
} from "./contract.ts";
import { commitPledge, countsAt, digestOf, makeReceipt, readSet, readSource, withdrawal } from "./rules.ts";
import { seal } from "./sealing.ts";
import {
  countVersions,
  findOwnSealed,
  insertResolution,
  insertSealed,
  insertVersion,
  listLastVersions,
  readLock,
} from "./store.ts";
import type { SealedRow, StandingRow, VersionRow } from "./store.ts";

/**
 * Places, raises or lowers the pledge of the seat's member, until pledges are locked. Every version is kept and committed to
 * the ledger; a sealed one so that nobody but the member can say what was committed, or by whom.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE; PolicyError TRANSITION_REFUSED when pledges are locked, when it is
 *   over already, or when the member has one of the other sort: a member has one pledge.
 */
export async function placePledge(tx: Transactor, act: Act, given: NewPledge): Promise<PlacedPledge> {
  requireRole(act.seat, ["desk"], null);
  const { authority, validUntil, sealed } = given;
  const pledge = { ...readSource(given.source, act.seat.member, given), authority, validUntil };
  if (!countsAt(pledge, act.at))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `The pledge would be over before it is placed. Give a later end.`,
    );
  const own = await readOwn(tx, act);
  if (own.sealed !== null && sealed === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "You have a sealed pledge, and a member has one. Withdraw it, then place the open one.",
    );
  if (own.open !== null && sealed !== null && countsAt({ validUntil: own.open.validUntil }, act.at))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "You have an open pledge, and a member has one. Withdraw it, then seal the other.",
    );
  return sealed === null
    ? placeOpen(tx, act, pledge)
    : placeSealed(tx, act, { pledge, own, salt: sealed.salt, keystore: given.keystore });
}

async function placeOpen(tx: Transactor, act: Act, pledge: StandingPledge): Promise<PlacedPledge> {
  const { authority, validUntil } = pledge;
  const digest = digestOf(commitPledge(act.of.id, pledge), nodePrimitives);
  const leaf = await addVersion(tx, act, { digest, levels: writeLevels(pledge), authority, validUntil });
  await note(tx, act, "pledge.place");
  return { pledge, leaf, receipt: null };
}

async function addVersion(
  tx: Transactor,
  act: Act,
  { digest, ...version }: Pick<VersionRow, "levels" | "authority" | "validUntil"> & { digest: Uint8Array },
): Promise<number> {
  const view = openSeatView(act.seat, act.of);
  const [leaf] = await commitDigests(tx, {
    ...{ caseId: act.of.id, at: act.at },
    commitments: [{ kind: "pledge", digest }],
  });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  const number = (await countVersions(tx, view)) + 1;
  const { member } = act.seat;
  const placed = { placedBy: act.seat.id, placedAt: act.at, leafIndex: leaf.index };
  await insertVersion(tx, view, { member, number, ...version, ...placed });
  return leaf.index;
}

/** Nothing of it goes into the journal of the case, which the lead reads: its own row says who placed it and when. */
async function placeSealed(
  tx: Transactor,
  act: Act,
  {
    pledge,
    own,
    salt,
    keystore,
  }: {
    readonly pledge: StandingPledge;
    readonly own: Own;
    readonly salt: Uint8Array;
    readonly keystore: Keystore;
  },
): Promise<PlacedPledge> {
  const committed = commitPledge(act.of.id, pledge);
  const digest = digestOf(committed, nodePrimitives);
  const leaf = await commitUnopened(tx, { at: act.at, commitment: { kind: "pledge", digest }, salt });
  const key = await keystore.openResolver(act.of.lead);
  const ciphertext = await seal({ pledge: committed, opening: leaf.opening }, key);
  await addSealed(tx, act, { own, ciphertext, leafIndex: leaf.index });
  return { pledge, leaf: leaf.index, receipt: makeReceipt(committed, leaf.index, leaf.opening) };
}

async function addSealed(
  tx: Transactor,
  act: Act,
  { own, ciphertext, leafIndex }: Pick<SealedRow, "ciphertext" | "leafIndex"> & { readonly own: Own },
): Promise<void> {
  await insertSealed(tx, openSeatView(act.seat, act.of), {
    ...{ round: own.round, number: own.sealings + 1, ciphertext, leafIndex },
    ...{ placedBy: act.seat.id, placedAt: act.at },
  });
}

/**
 * Withdraws the pledge of the seat's member, open or sealed, until pledges are locked. A sealed one was placed after whatever
 * open one there is, which is over by then: what counts is withdrawn, and nothing is noted that would tell of it.
 * @throws PolicyError TRANSITION_REFUSED when pledges are locked or there is none.
 */
export async function withdrawPledge(tx: Transactor, act: Act): Promise<void> {
  requireRole(act.seat, ["desk"], null);
  const own = await readOwn(tx, act);
  const digest = digestOf(withdrawal(act.of.id, act.seat.member), nodePrimitives);
  if (own.sealed !== null) {
    const commitment = { kind: "pledge", digest } as const;
    const leaf = await commitUnopened(tx, { at: act.at, commitment, salt: drawSalt() });
    await addSealed(tx, act, { own, ciphertext: null, leafIndex: leaf.index });
  } else if (own.open !== null) {
    await addVersion(tx, act, { digest, levels: null, authority: null, validUntil: null });
    await note(tx, act, "pledge.withdraw");
  } else
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "There is no pledge of yours to withdraw. A desk of the member places one.",
    );
}

interface Own {
  readonly open: StandingRow | null;
  readonly sealed: SealedRow | null;
  /** How often the member sealed or withdrew for this lock. */
  readonly sealings: number;
  readonly round: number;
}

/** What stands of the seat's own member. @throws PolicyError TRANSITION_REFUSED when pledges are locked. */
async function readOwn(tx: Transactor, act: Act): Promise<Own> {
  const view = openSeatView(act.seat, act.of);
  const { round, standing } = await readLock(tx, view);
  if (standing !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Pledges are locked since ${standing.lockedAt}. The lead's release authority can stand T-0 down.`,
    );
  const last = await findOwnSealed(tx, view, round);
  return {
    open: await findOwnVersion(tx, view),
    sealed: last === null || last.ciphertext === null ? null : last,
    ...{ sealings: last?.number ?? 0, round },
  };
}

async function findOwnVersion(reader: Reader, view: View): Promise<StandingRow | null> {
  return (await listLastVersions(reader, view)).find(({ member }) => member === view.member) ?? null;
}

/** What a member is shown of its own pledge. Of a sealed one that there is one: what it says is on the receipt. */
export async function findOwnPledge(
  reader: Reader,
  view: View,
  { community }: PledgeContext,
): Promise<OwnPledge> {
  const { round, standing } = await readLock(reader, view);
  const rows = (await listLastVersions(reader, view)).filter(({ member }) => member === view.member);
  const sealed = await findOwnSealed(reader, view, round);
  const [row] = rows;
  const [pledge] = toStanding(rows, community);
  return {
    open:
      row === undefined || pledge === undefined
        ? null
        : { ...pledge, placedAt: row.placedAt, leaf: row.leafIndex },
    sealed:
      sealed === null || sealed.ciphertext === null
        ? null
        : { placedAt: sealed.placedAt, leaf: sealed.leafIndex },
    locked: standing?.lockedAt ?? null,
  };
}

/**
 * Open pledges that count at an instant and that the view may see: all of the case for the lead, its own for a member.
 */
export async function readOpenPledges(
  reader: Reader,
  view: View,
  { community, at }: PledgeContext & { readonly at: Instant },
): Promise<PledgeSet> {
  const rows = await listLastVersions(reader, view);
  return readSet(
    rows.filter((row) => countsAt(row, at)),
    community.community,
  );
}

/** What the open pledges come to, as often as one likes: sealed ones are not in it, so that nothing can be tried on them. */
export async function resolveOpen(
  reader: Reader,
  view: View,
  on: PledgeContext & { readonly at: Instant },
): Promise<Resolved> {
  const set = await readOpenPledges(reader, view, on);
  return { set, resolution: resolvePledges(set) };
}

/** The same, stored for the screens of the lead. @throws PolicyError TRANSITION_REFUSED when pledges are locked. */
export async function recordTrial(tx: Transactor, act: Act, context: PledgeContext): Promise<Resolved> {
  requireRole(act.seat, ["desk", "release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { standing } = await readLock(tx, view);
  if (standing !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Pledges were resolved and locked at ${standing.lockedAt}. The lead's release authority can stand T-0 down.`,
    );
  const { set, resolution } = await resolveOpen(tx, view, { ...context, at: act.at });
  const alone = new Set(resolution.alone);
  const members = set.pledges.map(({ member }) => ({
    ...{ member, level: resolution.levels[member] ?? 0, alone: alone.has(member) },
    explanation: resolution.explain[member] ?? "",
    ...{ measures: null, authority: null, validUntil: null },
  }));
  await insertResolution(tx, view, { id: randomUUID(), by: act.seat.id, at: act.at, members, final: null });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "pledges.resolve" },
    ...{ subject: `${resolution.acting.length} act`, detail: {} },
  });
  return { set, resolution };
}

/** Rows as pledges with who stands behind them; nobody asked that of the oldest, which their desks placed. */
export function toStanding(
  rows: readonly StandingRow[],
  { community }: PledgeContext["community"],
): readonly StandingPledge[] {
  const byMember = new Map(rows.map((row) => [row.member, row]));
  return readSet(rows, community).pledges.map((pledge) => {
    const row = byMember.get(pledge.member);
    return { ...pledge, authority: row?.authority ?? "desk", validUntil: row?.validUntil ?? null };
  });
}

async function note(tx: Transactor, act: Act, action: string): Promise<void> {
  const { id, member } = act.seat;
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: id, action, subject: member, detail: {} });
}
