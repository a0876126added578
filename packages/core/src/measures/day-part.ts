// A figure taken in the course of a day. Case files know days, not hours, so such a figure can only be shown to be some of
// the day's announcements added to the evening before; where only one choice of them gives it, that choice is named.
import type { Day } from "../encoding/index.ts";
import type { Checkpoint } from "./checkpoints.ts";
import type { CountingRule } from "./counting-rules.ts";
import { countFigures, findEvening, listCounted, meetsAll } from "./press-figures.ts";
import type { PressRequest } from "./press-figures.ts";

interface Sum {
  readonly states: number;
  readonly persons: number;
  /** How many choices give it, 2 for more than one. */
  readonly ways: number;
  /** Actors of one such choice. */
  readonly actors: readonly string[];
}

/**
 * Why the figure may have been taken during its day, as a sentence without a full stop; null when no choice of the day's
 * announcements gives it. A checkpoint that gives an organisation's number apart is not tried.
 */
export function explainDayPart(
  checkpoint: Checkpoint,
  asOf: Day,
  { rule, request }: { readonly rule: CountingRule; readonly request: PressRequest },
): string | null {
  if (checkpoint.organisations.length > 0) return null;
  const evening = findEvening(rule, asOf, request);
  const before =
    evening === null ? { states: 0, persons: 0 } : countFigures(rule, evening, { request, apart: [] });
  const added = new Map<string, { states: number; persons: number }>();
  const known = new Set<string>();
  for (const { measure, count, day, inStates, inPersons } of listCounted(rule, request)) {
    if (day < asOf) known.add(measure.actor);
    if (day !== asOf) continue;
    const isNewState = inStates && measure.actorType === "state" && !known.has(measure.actor);
    const sum = added.get(measure.actor) ?? { states: isNewState ? 1 : 0, persons: 0 };
    added.set(measure.actor, { ...sum, persons: sum.persons + (inPersons ? count : 0) });
  }
  const fitting = listSums(added).filter(({ states, persons }) =>
    meetsAll(checkpoint, {
      asOf,
      states: before.states + states,
      persons: before.persons + persons,
      organisations: {},
    }),
  );
  const [only] = fitting;
  if (only === undefined) return null;
  const since = evening === null ? "the day's own announcements" : `the count of ${evening}`;
  if (fitting.length > 1 || only.ways > 1)
    return `the figure lies within the day: it is reached with some of the ${added.size} members that announced on ${asOf}, and case files know no hours`;
  return `the figure lies within the day: of those that announced on ${asOf} it takes in exactly ${only.actors.join(", ")}, added to ${since}`;
}

/** Every pair of sums that some of the actors give, in steps of one actor: as many as there are pairs, not choices. */
function listSums(
  added: ReadonlyMap<string, { readonly states: number; readonly persons: number }>,
): readonly Sum[] {
  let sums = new Map<string, Sum>([["0 0", { states: 0, persons: 0, ways: 1, actors: [] }]]);
  for (const [actor, adds] of [...added].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const next = new Map(sums);
    for (const sum of sums.values()) {
      const states = sum.states + adds.states;
      const persons = sum.persons + adds.persons;
      const key = `${states} ${persons}`;
      const other = next.get(key);
      next.set(key, {
        states,
        persons,
        ways: Math.min(2, (other?.ways ?? 0) + sum.ways),
        actors: other?.actors ?? [...sum.actors, actor],
      });
    }
    sums = next;
  }
  return [...sums.values()];
}
