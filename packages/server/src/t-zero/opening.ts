// The opening: every package at once, exactly once, not before it is due, in one serializable transaction. Whoever does it,
// the running node or a person, it is the same function, and what has opened is left as it is.
import { planOpening } from "@entente/core/arrangements";
import type { OpeningPlan, TZeroRules } from "@entente/core/arrangements";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { nodePrimitives } from "@entente/verifier";
import { requireRole } from "../access/index.ts";
import type { Act, CaseIdentity } from "../access/index.ts";
import { commitDigests } from "../ledger/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { checkDue, checkTransition, digestOpening, judgeLeaving } from "./rules.ts";
import {
  findTZero,
  listActs,
  listPackages,
  lockTZero,
  openPackages,
  readDatabaseClock,
  updateRound,
} from "./store.ts";
import type { TZeroRow } from "./store.ts";
import { endRound, note, openLeadView, requireFinal } from "./t-zero.ts";

/** What came of it. `opened-before`: somebody else was quicker, and nothing was done now. */
export interface Opening {
  readonly outcome: "opened" | "opened-before" | "stood-down";
  readonly dueAt: Instant;
  readonly openedAt: Instant | null;
  /** From when it was due until the opening transaction; null where nothing opened. */
  readonly lateMs: number | null;
  readonly packages: number;
  readonly leftOut: readonly string[];
  /** Why it was stood down instead; null otherwise. */
  readonly because: string | null;
}

/**
 * Opens T-0 by a person's command.
 * @throws PolicyError TRANSITION_REFUSED before it is due, and from any state but armed or opened; ServerError FORBIDDEN.
 */
export async function openTZero(tx: Transactor, act: Act, rules: TZeroRules): Promise<Opening> {
  requireRole(act.seat, ["release-authority"], act.of);
  return openDue(tx, act, { rules, by: act.seat.id });
}

/**
 * The opening itself, for whoever may ask for it. `act.at` is what the node takes for time.
 * @throws PolicyError TRANSITION_REFUSED as above.
 */
export async function openDue(
  tx: Transactor,
  act: Act,
  { rules, by }: { readonly rules: TZeroRules; readonly by: string },
): Promise<Opening> {
  const view = openLeadView(act.of);
  const tZero = await lockTZero(tx, view);
  if (tZero?.state === "opened") return describeOpened(tx, act.of, tZero);
  checkTransition(tZero?.state ?? null, "opened");
  if (tZero === null) throw new RangeError("what may be opened is there");
  const { round } = tZero;
  const packages = await listPackages(tx, view, round);
  const plan = await planRound(tx, act.of, { tZero, rules });
  const time = await readTime(tx, act);
  checkDue(plan.dueAt, time.now);
  const final = await requireFinal(tx, view);
  const { expired, broken } = judgeLeaving(final, { leftOut: plan.leftOut, at: time.stamp });
  const leftOut = [...plan.leftOut, ...expired];
  if (broken.length > 0 || leftOut.length >= packages.length) {
    const because =
      broken.length > 0
        ? `Without ${leftOut.join(", ")} the condition of ${broken.join(", ")} does not hold any more.`
        : "Nobody was left to act.";
    await endRound(tx, { ...act, at: time.now }, { round, because });
    return {
      outcome: "stood-down",
      dueAt: plan.dueAt,
      openedAt: null,
      lateMs: null,
      packages: 0,
      leftOut,
      because,
    };
  }
  const openedAt = time.stamp;
  const lateMs = epochMilliseconds(openedAt) - epochMilliseconds(plan.dueAt);
  const opening = packages.filter(({ member }) => !leftOut.includes(member));
  const digest = digestOpening(
    {
      ...{ case: act.of.id, round, dueAt: plan.dueAt, openedAt },
      packages: opening.map((item) => item.digest),
    },
    nodePrimitives,
  );
  const [leaf] = await commitDigests(tx, {
    ...{ caseId: act.of.id, at: openedAt },
    commitments: [{ kind: "opening", digest }],
  });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  await updateRound(tx, view, round, {
    ...{ state: "opened", due_at: plan.dueAt, due_because: plan.because, opened_by: by, opened_at: openedAt },
    ...{ late_ms: lateMs, leaf_index: leaf.index },
  });
  await openPackages(tx, view, { round, at: openedAt, leftOut });
  await note(
    tx,
    { ...act, at: openedAt },
    "t-zero.open",
    `${opening.length} packages, ${lateMs} ms late, by ${by}`,
  );
  return {
    outcome: "opened",
    dueAt: plan.dueAt,
    openedAt,
    lateMs,
    packages: opening.length,
    leftOut,
    because: null,
  };
}

/**
 * What is taken for time in a change of T-0. In a real case a thing has happened when both the node and the database say
 * so: `now` is the earlier of the two, the database's being that of the beginning of the transaction. `stamp` is when it is
 * written down. An exercise has its own clock and no other.
 */
export async function readTime(
  reader: Reader,
  { of, at }: Pick<Act, "of" | "at">,
): Promise<{ readonly now: Instant; readonly stamp: Instant }> {
  if (of.exercise) return { now: at, stamp: at };
  const { began, now } = await readDatabaseClock(reader);
  const earlier = began < at ? began : at;
  return { now: earlier, stamp: now };
}

/** When a round is due and who is left out, from everything that was done in it. */
export async function planRound(
  reader: Reader,
  of: CaseIdentity,
  { tZero, rules }: { readonly tZero: TZeroRow; readonly rules: TZeroRules },
): Promise<OpeningPlan> {
  const view = openLeadView(of);
  const armed = (await listPackages(reader, view, tZero.round)).map(({ member }) => member);
  const acts = await listActs(reader, view, tZero.round);
  return planOpening({ instant: tZero.instant, lead: of.lead, armed, acts }, rules);
}

async function describeOpened(reader: Reader, of: CaseIdentity, { round }: TZeroRow): Promise<Opening> {
  const view = openLeadView(of);
  const tZero = await findTZero(reader, view);
  const packages = await listPackages(reader, view, round);
  if (tZero === null) throw new RangeError("what has opened is there");
  return {
    ...{ outcome: "opened-before", dueAt: tZero.dueAt, openedAt: tZero.openedAt, lateMs: tZero.lateMs },
    packages: packages.filter(({ leftOut }) => !leftOut).length,
    leftOut: packages.filter(({ leftOut }) => leftOut).map(({ member }) => member),
    because: null,
  };
}
