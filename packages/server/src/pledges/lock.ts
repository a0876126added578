// The lock: at one point of serialisation every pledge stands still, sealed ones are opened, all are resolved, and what
// fired is stored. What did not fire leaves this file in no row, sentence, count or error.
import { randomUUID } from "node:crypto";
import type { webcrypto } from "node:crypto";
import { encodeBase64url, equalBytes, InputError, PolicyError } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { certifyResolution, readCertificate } from "@entente/core/coalition";
import { encodeEntry } from "@entente/core/ledger";
import { readPledges, writePledges } from "@entente/core/pledges";
import type { Pledge } from "@entente/core/pledges";
import { nodePrimitives } from "@entente/verifier";
import { openResolverView, openSeatView, readSeat, requireRole, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity, View } from "../access/index.ts";
import { commitDigests } from "../ledger/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type {
  ActingMember,
  FinalResolution,
  PledgeContext,
  Resolved,
  SealedReceipt,
  SealingContext,
  StandingPledge,
} from "./contract.ts";
import { toStanding } from "./pledges.ts";
import { commitFinal, countsAt, digestOf, readSet, resolveSealed } from "./rules.ts";
import { unreadable, unseal } from "./sealing.ts";
import type { Sealed } from "./sealing.ts";
import {
  findEntry,
  insertLock,
  insertResolution,
  listLastVersions,
  listSealed,
  readFinal,
  readLock,
  updateReleased,
} from "./store.ts";
import type { FinalMember } from "./store.ts";

/**
 * Locks every pledge of the case and resolves them, sealed ones included; the answer is final until T-0 is stood down.
 * @throws PolicyError TRANSITION_REFUSED when pledges are locked; ServerError FORBIDDEN, SEALED_UNREADABLE.
 */
export async function lockPledges(
  tx: Transactor,
  act: Act,
  { community, keystore }: SealingContext,
): Promise<FinalResolution> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { round, standing } = await readLock(tx, view);
  if (standing !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Pledges are locked since ${standing.lockedAt} already. To resolve anew, stand T-0 down first.`,
    );
  const open = toStanding(
    (await listLastVersions(tx, view)).filter((row) => countsAt(row, act.at)),
    community,
  );
  // A clock that went back can let an open pledge count again that was over when its member sealed another.
  const lying = new Set(open.map(({ member }) => member));
  const opened = await openSealed(tx, act, {
    round,
    community,
    key: await keystore.openResolver(act.of.lead),
  });
  const sealed = opened.filter(({ member }) => !lying.has(member));
  const behind = new Map([...open, ...sealed].map((pledge) => [pledge.member, pledge]));
  const resolved = resolveSealed({
    set: { ...readSet([], community.community), pledges: open.map(bare) },
    sealed: sealed.map(bare),
  });
  const members = listMembers(resolved, behind);
  const id = randomUUID();
  const pledges = writePledges(resolved.set);
  const certificate = certifyResolution(resolved.set, resolved.resolution);
  const stored = { pledges, certificate: certificate as unknown as JsonObject };
  const [leaf] = await commitDigests(tx, {
    ...{ caseId: act.of.id, at: act.at },
    commitments: [
      { kind: "resolution", digest: digestOf(commitFinal({ id, ...stored, members }), nodePrimitives) },
    ],
  });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  const final = { ...stored, leafIndex: leaf.index };
  await insertResolution(tx, view, { id, by: act.seat.id, at: act.at, members, final });
  const lock = { round, resolutionId: id, lockedBy: act.seat.id, lockedAt: act.at };
  await insertLock(tx, view, lock);
  await note(tx, act, "pledges.lock", `${resolved.resolution.acting.length} act`);
  return {
    id,
    lockedAt: lock.lockedAt,
    lockedBy: lock.lockedBy,
    acting: listActing(members),
    ...{ set: resolved.set, certificate },
  };
}

/**
 * Ends the lock when T-0 is stood down. What was sealed for it has lapsed, also what never showed: locking again and again
 * would otherwise try one sealed pledge against many sets. @throws PolicyError TRANSITION_REFUSED when nothing is locked.
 */
export async function releaseLock(tx: Transactor, act: Act): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { standing } = await readLock(tx, view);
  if (standing === null) throw new PolicyError("TRANSITION_REFUSED", "Pledges are not locked.");
  await updateReleased(tx, view, { round: standing.round, by: act.seat.id, at: act.at });
  await note(tx, act, "pledges.release", act.of.lead);
}

/** The resolution that pledges are locked by; null when they are not, and for a view that does not reach the case. */
export async function findFinalResolution(reader: Reader, view: View): Promise<FinalResolution | null> {
  if (view.reach !== "case") return null;
  const { standing } = await readLock(reader, view);
  if (standing === null) return null;
  const { members, pledges, certificate } = await readFinal(reader, view, standing.resolutionId);
  return {
    ...{ id: standing.resolutionId, lockedAt: standing.lockedAt, lockedBy: standing.lockedBy },
    ...{ acting: listActing(members), set: readPledges(pledges) },
    certificate: certificate === null ? null : readCertificate(certificate),
  };
}

/** What the final resolution says of one member, for that member: whether it acts, and with what. */
export interface OwnOutcome {
  /** Null while pledges are not locked. */
  readonly lockedAt: Instant | null;
  readonly acts: Omit<ActingMember, "member" | "level" | "explanation"> | null;
}

/**
 * What the final resolution says of the view's own member. That is all a member is told: why its condition holds would tell
 * it of others, and a pledge that does not fire is told of to nobody else.
 */
export async function findOwnOutcome(reader: Reader, view: View, of: CaseIdentity): Promise<OwnOutcome> {
  const { standing } = await readLock(reader, view);
  if (standing === null) return { lockedAt: null, acts: null };
  // Resolutions are the lead's rows; of them this member's one leaves this function.
  const lead = openSeatView(readSeat(`${of.lead}/release-authority`), of);
  const { members } = await readFinal(reader, lead, standing.resolutionId);
  const own = listActing(members).find(({ member }) => member === view.member);
  if (own === undefined) return { lockedAt: standing.lockedAt, acts: null };
  const { measures, authority, validUntil } = own;
  return { lockedAt: standing.lockedAt, acts: { measures, authority, validUntil } };
}

/**
 * Pledges a view may be shown: the open ones that count, all of the case for the lead and its own for a member; while they are
 * locked the lead is shown those that were resolved. By member.
 */
export async function readShownPledges(
  reader: Reader,
  view: View,
  { community, at }: PledgeContext & { readonly at: Act["at"] },
): Promise<readonly StandingPledge[]> {
  const open = toStanding(await listLastVersions(reader, view), community);
  const final = await findFinalResolution(reader, view);
  if (final === null) return open.filter((pledge) => countsAt(pledge, at));
  const behind = new Map<string, StandingBehind>([
    ...open.map((pledge) => [pledge.member, pledge] as const),
    ...final.acting.map((acting) => [acting.member, acting] as const),
  ]);
  return final.set.pledges.map((pledge) => {
    const { authority, validUntil } = behind.get(pledge.member) ?? { authority: "desk", validUntil: null };
    return { ...pledge, authority, validUntil };
  });
}

type StandingBehind = Pick<StandingPledge, "authority" | "validUntil">;

/** Whether a receipt is what stands in this ledger. Asks nothing of who holds it: the leaf and its opening say all. */
export async function checkReceipt(
  reader: Reader,
  { pledge, leaf, opening }: SealedReceipt,
): Promise<boolean> {
  return holds(reader, { pledge, opening }, leaf);
}

/** Everything sealed for this lock that counts, opened and compared with its leaf. */
async function openSealed(
  tx: Transactor,
  act: Act,
  {
    round,
    community,
    key,
  }: {
    readonly round: number;
    readonly community: SealingContext["community"];
    readonly key: webcrypto.CryptoKey;
  },
): Promise<readonly StandingPledge[]> {
  const rows = await listSealed(tx, openResolverView(act.seat, act.of), round);
  const opened: StandingPledge[] = [];
  for (const { member, ciphertext, leafIndex } of rows) {
    const sealed = await unseal(ciphertext, key);
    const { pledge } = sealed;
    if (pledge.case !== act.of.id || pledge.member !== member || !(await holds(tx, sealed, leafIndex)))
      throw unreadable(null);
    if (!countsAt(pledge, act.at)) continue;
    const [read] = readSet([pledge], community.community).pledges;
    if (read !== undefined)
      opened.push({ ...read, authority: pledge.authority, validUntil: pledge.validUntil });
  }
  return opened;
}

async function holds(reader: Reader, { pledge, opening }: Sealed, leaf: number): Promise<boolean> {
  if (opening.kind !== "pledge" || opening.digest !== encodeBase64url(digestOf(pledge, nodePrimitives)))
    return false;
  try {
    const entry = await findEntry(reader, leaf);
    return entry !== null && equalBytes(entry, encodeEntry(opening, nodePrimitives));
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function bare({ member, levels }: Pledge): Pledge {
  return { member, levels };
}

function listMembers(
  { set, resolution }: Resolved,
  behind: ReadonlyMap<string, StandingPledge>,
): readonly FinalMember[] {
  const alone = new Set(resolution.alone);
  return set.pledges.map((pledge) => {
    const { member } = pledge;
    const level = resolution.levels[member] ?? 0;
    const standing = level === 0 ? undefined : behind.get(member);
    return {
      ...{ member, level, alone: alone.has(member), explanation: resolution.explain[member] ?? "" },
      measures: pledge.levels[level - 1]?.measures.map((measure) => ({ ...measure })) ?? null,
      ...{ authority: standing?.authority ?? null, validUntil: standing?.validUntil ?? null },
    };
  });
}

function listActing(members: readonly FinalMember[]): readonly ActingMember[] {
  return members.flatMap(({ member, level, measures, authority, validUntil, explanation }) => {
    if (level === 0) return [];
    const done = measures ?? [];
    return [{ member, level, measures: done, authority: authority ?? "desk", validUntil, explanation }];
  });
}

async function note(tx: Transactor, act: Act, action: string, subject: string): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
