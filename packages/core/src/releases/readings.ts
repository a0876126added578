// Readings: for each class of recipients, the ids of what it is shown in reading order, and a gap where something is
// withheld. The pool of portions has no order, so a reading says all there is to know of where anything stands.
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Portion } from "../documents/index.ts";
import { mixIn } from "./choices.ts";
import type { Committed, Desk } from "./portion-openings.ts";
import { LEAST_HIDDEN } from "./release-format.ts";
import type { Opening, PreparedClass } from "./release.ts";
import { elementOf } from "./sd-jwt.ts";

/** Where everything stands for one class: source's ids. */
export interface Reading {
  /** Ids shown, and the ids behind each gap. */
  readonly order: readonly (string | readonly string[])[];
  /** What is withheld and leaves no gap, with how many elements of `order` stand before it. */
  readonly aside: readonly { readonly at: number; readonly id: string }[];
}

/**
 * Lays out a class that sees `shown`. Notes, sources, pictures beside others and portions whose place is hidden leave no
 * gap by themselves; beside one that does they stand in its gap, where nobody can tell.
 */
export function layOutReading({
  portions,
  footnotes,
  shown,
  hidden,
}: {
  readonly portions: readonly Portion[];
  readonly footnotes: readonly Portion[];
  readonly shown: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}): Reading {
  const order: (string | readonly string[])[] = [];
  const aside: { at: number; id: string }[] = [];
  let waiting: string[] = [];
  let gap: string[] | null = null;
  const show = (id: string): void => {
    aside.push(...waiting.map((one) => ({ at: order.length, id: one })));
    order.push(id);
    [waiting, gap] = [[], null];
  };
  for (const { id, kind } of portions) {
    if (shown.has(id)) show(id);
    else if (gap !== null) gap.push(id);
    else if (kind === "rendition" || hidden.has(id)) waiting.push(id);
    else {
      gap = [...waiting, id];
      waiting = [];
      order.push(gap);
    }
  }
  for (const { id } of footnotes) {
    if (shown.has(id)) show(id);
    else waiting.push(id);
  }
  aside.push(...waiting.map((one) => ({ at: order.length, id: one })));
  return { order, aside };
}

/** Commits to the reading of the class `id`. The gaps and what stands aside are opened only by an unsealing. */
export function commitReading(
  id: string,
  reading: Reading,
  desk: Desk,
): Committed & Pick<PreparedClass, "gaps" | "aside"> {
  const { disclose } = desk;
  const inside: Opening[] = [];
  const add = (place: string, needs: readonly string[], value: JsonValue): JsonObject => {
    const { digest, text } = disclose.element(value);
    inside.push({ place, needs, text });
    return elementOf(digest);
  };
  const gaps: (readonly string[])[] = [];
  const asideOf = reading.aside.map((one) => one.id);
  const aside = add(`#aside/${id}`, [], writeAside(reading, desk));
  const order = reading.order.map((one): JsonValue => {
    if (typeof one === "string") return desk.nameOf(one);
    const place = `/${id}/${gaps.length}`;
    gaps.push(one);
    const names = one.map(desk.nameOf);
    const rest = disclose.element(names);
    const element = add(`#gap${place}`, [], {
      ids: mixIn(names, LEAST_HIDDEN, desk.choices).map((name) => name ?? desk.drawName()),
      rest: [elementOf(rest.digest)],
    });
    inside.push({ place: `#rest${place}`, needs: one, text: rest.text });
    return element;
  });
  const { digest, text } = disclose.element({ aside: [aside], order });
  return {
    digest,
    openings: [{ place: `#reading/${id}`, needs: [], text }, ...inside],
    gaps,
    aside: asideOf,
  };
}

/** Pairs of a position and an id, in order, among pairs that stand for nothing. */
function writeAside({ order, aside }: Reading, desk: Desk): JsonValue {
  return mixIn(aside, LEAST_HIDDEN, desk.choices)
    .map((one) =>
      one === null
        ? { at: desk.choices.below(order.length + 1), name: desk.drawName() }
        : { at: one.at, name: desk.nameOf(one.id) },
    )
    .sort((a, b) => a.at - b.at)
    .map(({ at, name }) => [at, name]);
}
