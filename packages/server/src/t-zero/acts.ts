// What members do on the way to T-0 by the written rules: hold, resume, end their silence at an instant, lift, leave. A
// member's act is its own row; what follows from it for the common instant is worked out and kept under the lead's view.
import { checkTZeroAct, planOpening } from "@entente/core/arrangements";
import type { OpeningPlan, TZeroCourse, TZeroRules } from "@entente/core/arrangements";
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { openSeatView, requireRole } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { wantOpening } from "./wanting.ts";
import type { WantJob } from "./wanting.ts";
import { openDue, readTime } from "./opening.ts";
import type { Opening } from "./opening.ts";
import { judgeLeaving } from "./rules.ts";
import { findTZero, insertAct, listActs, listPackages, lockTZero, updateRound } from "./store.ts";
import type { TZeroRow } from "./store.ts";
import { endRound, note, openLeadView, requireFinal } from "./t-zero.ts";

export interface TZeroWish {
  readonly act: "hold" | "resume" | "embargo" | "lift" | "exit";
  /** Of an embargo: the last instant of silence. Null for every other act. */
  readonly until: Instant | null;
  readonly reason: string;
}

/** What an act led to, as far as its member may know: when it is due now, or that it is over. */
export interface ActOutcome {
  readonly state: "armed" | "opened" | "stood-down";
  readonly dueAt: Instant;
  readonly opening: Pick<Opening, "openedAt" | "lateMs"> | null;
}

/**
 * Does what the member wishes, if the rules let it.
 * @throws PolicyError T_ZERO_RULE_REFUSED, TRANSITION_REFUSED; ServerError NOT_FOUND where its member sees no T-0.
 */
export async function actOnTZero(
  tx: Transactor,
  act: Act,
  { wish, rules, jobs }: { readonly wish: TZeroWish; readonly rules: TZeroRules; readonly jobs: WantJob },
): Promise<ActOutcome> {
  requireRole(act.seat, ["desk", "release-authority"], null);
  const own = openSeatView(act.seat, act.of);
  const lead = openLeadView(act.of);
  if ((await findTZero(tx, own)) === null)
    throw new ServerError(
      "NOT_FOUND",
      "There is no T-0 in this case, or you may not see it. The lead's desk can say more.",
    );
  const tZero = await lockTZero(tx, lead);
  if (tZero?.state !== "armed")
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is ${tZero?.state ?? "not set"}; it is held, lifted or left while it is armed.`,
    );
  const { round, instant } = tZero;
  const { now } = await readTime(tx, act);
  const armed = (await listPackages(tx, lead, round)).map(({ member }) => member);
  const course: TZeroCourse = { instant, lead: act.of.lead, armed, acts: await listActs(tx, lead, round) };
  const wished = { ...wish, member: act.seat.member, at: now };
  checkTZeroAct(course, rules, wished);
  await insertAct(tx, own, { round, seat: act.seat.id, act: wished });
  const done = { ...act, at: now };
  await note(tx, done, "t-zero.act", `${wish.act}${wish.until === null ? "" : ` ${wish.until}`}`);
  const acts = [...course.acts, wished];
  const plan = planOpening({ ...course, acts }, rules);
  const left = acts.filter(({ act: what, member }) => what === "exit" && plan.leftOut.includes(member));
  return settle(tx, done, { tZero, plan, rules, jobs, left: left.map(({ member }) => member) });
}

/** What follows at once: the end of it, its opening, or another instant. */
async function settle(
  tx: Transactor,
  act: Act,
  {
    tZero: { round, dueAt: before },
    plan,
    left,
    rules,
    jobs,
  }: {
    readonly tZero: TZeroRow;
    readonly jobs: WantJob;
    readonly plan: OpeningPlan;
    /** Who left for good and is left out; who holds may yet be back in time. */
    readonly left: readonly string[];
    readonly rules: TZeroRules;
  },
): Promise<ActOutcome> {
  const { dueAt } = plan;
  const lead = openLeadView(act.of);
  const end = async (because: string): Promise<ActOutcome> => {
    await endRound(tx, act, { round, because });
    return { state: "stood-down", dueAt, opening: null };
  };
  if (plan.endedBy !== null)
    return end(`${plan.endedBy} left, and by the community's rule that ends it for all.`);
  if (left.length > 0) {
    const { broken } = judgeLeaving(await requireFinal(tx, lead), { leftOut: left, at: dueAt });
    if (broken.length > 0)
      return end(`Without ${left.join(", ")} the condition of ${broken.join(", ")} does not hold any more.`);
  }
  await updateRound(tx, lead, round, { due_at: dueAt, due_because: plan.because });
  if (dueAt > act.at) {
    if (dueAt !== before) await wantOpening(tx, act, { due: { round, dueAt }, jobs });
    return { state: "armed", dueAt, opening: null };
  }
  const { outcome, openedAt, lateMs } = await openDue(tx, act, { rules, by: act.seat.id });
  return outcome === "stood-down"
    ? { state: "stood-down", dueAt, opening: null }
    : { state: "opened", dueAt, opening: { openedAt, lateMs } };
}
