// What is to be done next, from what the board shows: which desk it is done at, by whom, and how many there are of it.
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";

export type LeadRole = "drafter" | "release-authority" | "desk" | "publisher";

export interface NextStep {
  readonly name:
    | "release"
    | "approach"
    | "deliver"
    | "answer"
    | "position"
    | "resolve"
    | "set"
    | "arm"
    | "open"
    | "remind"
    | "publish";
  readonly desk: "releases" | "approaches" | "pledges" | "t-zero" | "record";
  /** Who of the lead can do it; the node decides again when it is done. */
  readonly roles: readonly LeadRole[];
  readonly count: number;
  readonly late: number;
}

/** Silent, and yet holding a copy. */
const SILENT: ReadonlySet<string> = new Set(["delivered", "opened", "opened the annex", "asked"]);

/** In the order in which a case goes on. */
export function listSteps(
  overview: Pick<CaseOverview, "cuts" | "questions" | "funnel" | "resolution" | "tZero" | "record">,
  members: readonly Pick<OverviewMember, "standing">[],
): readonly NextStep[] {
  const { questions, resolution, tZero, record } = overview;
  const reached = (stage: string): number => overview.funnel.find((one) => one.stage === stage)?.count ?? 0;
  const standing = (holds: (word: string) => boolean): number =>
    members.filter((member) => holds(member.standing)).length;
  const released = overview.cuts.length > 0;
  const opened = tZero?.state === "opened";
  const step = (
    [name, desk]: readonly [NextStep["name"], NextStep["desk"]],
    roles: readonly LeadRole[],
    count: number,
    late = 0,
  ): NextStep => ({ name, desk, roles, count, late });
  const unsettled =
    tZero === null ? 0 : new Set(tZero.readiness.open.flatMap(({ members: who }) => who)).size;
  const late = questions.open.filter((question) => question.late).length;
  const both = ["desk", "release-authority"] as const;
  const steps: readonly (readonly [boolean, NextStep])[] = [
    [!released, step(["release", "releases"], ["drafter", "release-authority"], 0)],
    [released && reached("Approached") === 0, step(["approach", "approaches"], ["desk"], 0)],
    ...counted(
      step(
        ["deliver", "approaches"],
        ["desk"],
        standing((word) => word === "not delivered"),
      ),
    ),
    ...counted(step(["answer", "approaches"], ["desk"], questions.open.length, late)),
    // After the instant nobody waits for a position.
    ...counted(step(["position", "approaches"], ["desk"], opened ? 0 : standing((word) => SILENT.has(word)))),
    ...counted(step(["resolve", "pledges"], both, resolution === null ? reached("Pledged") : 0)),
    [resolution !== null && tZero === null, step(["set", "t-zero"], ["release-authority"], 0)],
    [tZero?.state === "set", step(["arm", "t-zero"], ["release-authority"], unsettled)],
    [tZero?.state === "armed", step(["open", "t-zero"], ["release-authority"], 0)],
    ...counted(step(["remind", "t-zero"], ["desk"], tZero?.done?.reminders.length ?? 0)),
    [opened && record === null, step(["publish", "record"], ["publisher"], 0)],
  ];
  return steps.flatMap(([holds, one]) => (holds ? [one] : []));
}

const counted = (step: NextStep): readonly (readonly [boolean, NextStep])[] => [[step.count > 0, step]];
