// What a member did, in one of seven words: the map's fills, the table's filter and the key all say it the same way, by the
// texts named `did.…`.
import type { OverviewMember } from "../../api/case-overview.ts";

export type Standing = "joined" | "otherwise" | "pledged" | "weighing" | "declined" | "silent" | "waiting";

/** In the order in which they are told. */
export const standings: readonly Standing[] = [
  "joined",
  "otherwise",
  "pledged",
  "weighing",
  "declined",
  "silent",
  "waiting",
];

/** `headline` is the kind of measure the case is counted in; a measure looked for and not taken (`none`) is no measure. */
export function standingOf(member: OverviewMember, headline: string): Standing {
  const taken = member.measures.filter((measure) => measure.kind !== "none");
  if (taken.some((measure) => measure.kind === headline)) return "joined";
  if (taken.length > 0) return "otherwise";
  switch (member.position) {
    case "lead":
    case "committed":
      return "pledged";
    case "considering":
    case "supportive":
      return "weighing";
    case "declined":
      return "declined";
    case "lapsed":
      return "silent";
    // Not approached, not delivered, delivered, opened.
    default:
      return "waiting";
  }
}

/** How many of the headline measure a member took; null when it took none. */
export function countOf(member: OverviewMember, headline: string): number | null {
  const counts = member.measures.filter((measure) => measure.kind === headline);
  return counts.length === 0 ? null : counts.reduce((sum, measure) => sum + (measure.count ?? 0), 0);
}

/** First announcement of anything done; null when nothing was, or no day is known. */
export function firstDay(member: OverviewMember): string | null {
  const days = member.measures.flatMap((measure) =>
    measure.kind === "none" || measure.announced === null ? [] : [measure.announced],
  );
  return days.sort()[0] ?? null;
}

/** Members that take part in the board: the public reads, it does not act. */
export function partners(members: readonly OverviewMember[]): readonly OverviewMember[] {
  return members.filter((member) => member.kind !== "public");
}
