// What the written rules make of what members did on the way to T-0: when the packages are due, who is left out, whether it
// stands down. Pure: the same acts give the same answer on every node, and no clock takes part. A hold has an end from the
// moment it begins, so an instant follows from the acts at any time, and nothing is ever postponed without limit.
import { epochMilliseconds, instantAt, PolicyError } from "../encoding/index.ts";
import type { Instant } from "../encoding/index.ts";
import type { TZeroRules } from "./t-zero-rules.ts";

/**
 * `hold` and `resume`; `embargo`: keeps silent no longer than until an instant; `lift`: ends the embargo before its end;
 * `exit`: leaves the company and acts alone or not at all.
 */
export const tZeroActs = ["hold", "resume", "embargo", "lift", "exit"] as const;

/** One act of one member between the setting of T-0 and its opening. */
export interface TZeroAct {
  readonly member: string;
  readonly act: (typeof tZeroActs)[number];
  readonly at: Instant;
  /** Of an embargo: its last instant. Null for every other act. */
  readonly until: Instant | null;
}

/** T-0 as far as it has come. */
export interface TZeroCourse {
  /** As it was set. */
  readonly instant: Instant;
  readonly lead: string;
  /** Members with a package. */
  readonly armed: readonly string[];
  /** In the order in which they happened. */
  readonly acts: readonly TZeroAct[];
}

export interface OpeningPlan {
  /** Nothing opens before it. */
  readonly dueAt: Instant;
  /** What makes it due then: the instant as set, or the act that moved it. */
  readonly because: "instant" | "embargo" | "lift" | "exit" | "hold";
  /** Whose package stays closed, by id. */
  readonly leftOut: readonly string[];
  /** The member whose exit ends it for all; null while nobody's does. */
  readonly endedBy: string | null;
}

interface Hold {
  readonly member: string;
  readonly from: Instant;
  readonly end: Instant;
}

/** What follows from the acts so far. Shortest wins: of all that would end the embargo, the earliest does. */
export function planOpening(course: TZeroCourse, rules: TZeroRules): OpeningPlan {
  const { loneExit } = rules.embargo;
  const exits = course.acts.filter(({ act }) => act === "exit");
  let dueAt = course.instant;
  let because: OpeningPlan["because"] = "instant";
  for (const { act, at, until } of course.acts) {
    const end =
      act === "embargo" ? until : act === "lift" || (act === "exit" && loneExit === "opens-all") ? at : null;
    if (end === null || end >= dueAt) continue;
    dueAt = end;
    because = act === "embargo" || act === "lift" ? act : "exit";
  }
  const holds = listHolds(course, rules);
  if (rules.hold.effect === "pauses-all") {
    // All holds together postpone no longer than the longest one may, whoever takes turns.
    const limit = later(dueAt, rules.hold.longestMinutes);
    for (const { from, end } of holds.toSorted(byStart)) {
      const held = end < limit ? end : limit;
      if (from > dueAt || held <= dueAt) continue;
      dueAt = held;
      because = "hold";
    }
  }
  const heldBack =
    rules.hold.effect === "leaves-out-the-one"
      ? holds.filter(({ from, end }) => from <= dueAt && end > dueAt).map(({ member }) => member)
      : [];
  const gone = loneExit === "leaves-out-the-one" ? exits.map(({ member }) => member) : [];
  return {
    dueAt,
    because,
    leftOut: [...new Set([...heldBack, ...gone])].toSorted(byCode),
    endedBy: loneExit === "stands-down-all" ? (exits[0]?.member ?? null) : null,
  };
}

/**
 * Refuses an act the rules do not allow its member, or that comes too late.
 * @throws PolicyError T_ZERO_RULE_REFUSED with the rule, TRANSITION_REFUSED for an act that would change nothing.
 */
export function checkTZeroAct(course: TZeroCourse, rules: TZeroRules, act: TZeroAct): void {
  const { dueAt } = planOpening(course, rules);
  if (act.at >= dueAt)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 was due at ${dueAt} and it is ${act.at}: nothing can be changed about it any more. The lead can still stand it down as long as it is not open.`,
    );
  // Who has left is armed no more: what it could do as one of the company it can do no longer.
  const gone = course.acts.filter((one) => one.act === "exit").map(({ member }) => member);
  const armed = course.armed.filter((member) => !gone.includes(member));
  if (act.act === "exit" && gone.includes(act.member))
    throw new PolicyError("TRANSITION_REFUSED", `${act.member} has left already.`);
  const isArmed = armed.includes(act.member);
  if (act.act === "hold") checkHold({ ...course, armed }, rules, { act, isArmed });
  else if (act.act === "resume") checkResume(course, rules, act);
  else if (act.act === "lift")
    requireNamed(
      { ...course, armed },
      {
        who: rules.embargo.liftedBy,
        member: act.member,
        what: "lifts the embargo before its end",
      },
    );
  else {
    if (!isArmed) throw notArmed(act.member);
    if (act.act === "embargo" && (act.until === null || act.until <= act.at))
      throw new PolicyError(
        "TRANSITION_REFUSED",
        `An embargo ends in the future; it is ${act.at}. To end it now, whom the rule names lifts it.`,
      );
  }
}

function checkHold(
  course: TZeroCourse,
  rules: TZeroRules,
  { act, isArmed }: { readonly act: TZeroAct; readonly isArmed: boolean },
): void {
  requireNamed(course, { who: rules.hold.who, member: act.member, what: "holds" });
  if (course.acts.some((one) => one.act === "hold" && one.member === act.member))
    throw new PolicyError(
      "T_ZERO_RULE_REFUSED",
      `${act.member} has held once, and a member holds once. The lead's release authority can stand T-0 down.`,
    );
  if (rules.hold.effect === "leaves-out-the-one" && !isArmed) throw notArmed(act.member);
}

function checkResume(course: TZeroCourse, rules: TZeroRules, act: TZeroAct): void {
  const hold = listHolds(course, rules).find(({ member }) => member === act.member);
  if (hold === undefined || hold.end <= act.at)
    throw new PolicyError("TRANSITION_REFUSED", `${act.member} holds nothing that could be resumed.`);
}

/** Every hold with its end: resumed, or ended by itself after the longest time. */
export function listHolds({ acts }: TZeroCourse, { hold }: TZeroRules): readonly Hold[] {
  return acts.flatMap((act) => {
    if (act.act !== "hold") return [];
    const longest = later(act.at, hold.longestMinutes);
    const resumed = acts.find((one) => one.act === "resume" && one.member === act.member)?.at;
    const end = resumed !== undefined && resumed < longest ? resumed : longest;
    return [{ member: act.member, from: act.at, end }];
  });
}

function requireNamed(
  { lead, armed }: TZeroCourse,
  { who, member, what }: { readonly who: readonly string[]; readonly member: string; readonly what: string },
): void {
  if (who.includes(member)) return;
  if (member === lead && who.includes("lead")) return;
  if (armed.includes(member) && who.includes("any-armed")) return;
  throw new PolicyError(
    "T_ZERO_RULE_REFUSED",
    `By the community's rule ${who.length === 0 ? "nobody" : who.join(", ").replace("any-armed", "any armed member")} ${what}, so ${member} does not.`,
  );
}

function notArmed(member: string): PolicyError {
  return new PolicyError(
    "T_ZERO_RULE_REFUSED",
    `${member} has no package in this T-0, or has left it, so there is nothing of its to keep back.`,
  );
}

const later = (from: Instant, minutes: number): Instant =>
  instantAt(epochMilliseconds(from) + minutes * 60_000);

const byStart = (a: Hold, b: Hold): number => byCode(a.from, b.from);

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
