// A tally in words, the same wherever one is said: on the board, in the record, on a terminal.
import { findKind, sayMeasure } from "../kinds/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import type { Tally } from "./tally.ts";

/** `153 expulsions by 29 states and NATO`; `condemnations by 7 states, EU and NATO` where a number means nothing. */
export function sayTally(
  { kind, persons, states, organisations }: Pick<Tally, "kind" | "persons" | "states" | "organisations">,
  kinds: readonly MeasureKind[],
): string {
  const actors = [
    ...(states === 0 ? [] : [`${states} ${states === 1 ? "state" : "states"}`]),
    ...organisations,
  ];
  const said =
    actors.length < 2
      ? (actors[0] ?? "nobody")
      : `${actors.slice(0, -1).join(", ")} and ${actors.at(-1) ?? ""}`;
  const what = persons === null ? (findKind(kinds, kind)?.many ?? kind) : sayMeasure(kinds, kind, persons);
  return `${what} by ${said}`;
}
