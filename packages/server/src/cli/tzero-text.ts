// T-0 in lines for a person: how it stands, how wide it was, what was done of what was pledged.
import { builtInKinds, sayMeasure } from "@entente/core/kinds";
import { readinessItems } from "../t-zero/index.ts";
import { sayTime } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { formatTable } from "./terminal.ts";

/** `2 days 03:04:05 until then`, or how long it is past. */
export function sayLeft(seconds: number): string {
  const past = seconds < 0;
  const rest = Math.abs(seconds);
  const days = Math.floor(rest / 86_400);
  const clock = [Math.floor(rest / 3600) % 24, Math.floor(rest / 60) % 60, rest % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const long = `${days === 0 ? "" : days === 1 ? "1 day " : `${days} days `}${clock}`;
  return past ? `It was due ${long} ago.` : `${long} until then.`;
}

const because: Readonly<Record<string, string>> = {
  embargo: " because a member keeps silent no longer",
  lift: " because it was lifted",
  exit: " because a member left",
  hold: " because it is held",
};

export function describeShown(shown: AnswerTo<"t-zero.show">): readonly string[] {
  const { timeZone, state, instant, dueAt, dueBecause, openedAt, lateMs, stoodDownBecause } = shown;
  const moved =
    dueAt === instant ? "" : `, due at ${sayTime(dueAt, timeZone)}${because[dueBecause ?? ""] ?? ""}`;
  return [
    `T-0 at ${sayTime(instant, timeZone)}: ${state}${moved}.`,
    ...(openedAt === null ? [] : [`Opened at ${openedAt}, ${lateMs ?? 0} ms after it was due.`]),
    ...(stoodDownBecause === null ? [] : [`Stood down: ${stoodDownBecause}`]),
    ...formatTable(
      shown.readiness.map(({ member, items, hasText }) => [
        `  ${member}`,
        ...readinessItems.map((item) => `${item} ${items[item]}`),
        hasText ? "text in place" : "no text",
      ]),
    ),
    ...shown.packages.flatMap((item) => [
      `  ${item.member}: ${describeMeasures(item.measures)}; ${item.leftOut ? "left out" : item.openedAt === null ? "closed" : `open since ${item.openedAt}`}${item.digest === null ? "" : `; leaf ${item.leaf ?? ""}, digest ${item.digest}`}`,
      ...(item.text === null
        ? []
        : item.text
            .trimEnd()
            .split("\n")
            .map((line) => `    ${line}`)),
    ]),
    ...shown.acts.map(
      ({ at, member, act, until, reason }) =>
        `  ${at}  ${member}  ${act}${until === null ? "" : ` ${until}`}: ${reason}`,
    ),
    ...shown.rehearsals.map(
      ({ heldAt, packages, firstAt, lastAt }) =>
        `  ${heldAt}  REHEARSAL: ${packages} packages gone through from ${firstAt} to ${lastAt}, nothing opened`,
    ),
  ];
}

function describeMeasures(measures: AnswerTo<"t-zero.show">["packages"][number]["measures"]): string {
  return measures.map(({ kind, count }) => sayMeasure(builtInKinds, kind, count)).join(", ");
}

export function describeWidth(came: AnswerTo<"t-zero.width">): readonly string[] {
  const { instant, dueAt, openedAt, lateMs, packages, openedWidthMs, done, rehearsedWidthMs, leftOut } = came;
  return [
    `Opened: ${packages} packages at ${openedAt}, ${lateMs} ms after they were due${dueAt === instant ? "" : ` (${dueAt}; set for ${instant})`}, ${openedWidthMs} ms wide.`,
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.join(", ")}.`]),
    done === null
      ? "Announced: nothing is recorded yet."
      : `Announced: from ${done.first} to ${done.last}, ${done.days} ${done.days === 1 ? "day" : "days"} wide, as of ${came.asOf}.`,
    ...rehearsedWidthMs.map((width, index) => `Rehearsal ${index + 1}: ${width} ms wide, nothing opened.`),
  ];
}

export function describeDone({ rule, asOf, items, reminders }: AnswerTo<"t-zero.done">): readonly string[] {
  return [
    ...formatTable(
      items.map(({ member, kind, pledged, done, atLeast, outcome }) => [
        member,
        `pledged ${sayMeasure(builtInKinds, kind, pledged)}`,
        `done ${atLeast ? "at least " : ""}${done}`,
        outcome,
      ]),
    ),
    "",
    ...(reminders.length === 0
      ? ["Nobody is to be reminded."]
      : [
          "To be reminded:",
          ...formatTable(
            reminders.map(({ member, kind, missing, daysSince }) => [
              `  ${member}`,
              `${sayMeasure(builtInKinds, kind, missing)} missing`,
              `${daysSince} ${daysSince === 1 ? "day" : "days"} after T-0`,
            ]),
          ),
        ]),
    `As of ${asOf}. Counted: ${rule}.`,
  ];
}
