// What readers learn when they lay their cuts side by side: worked out per class, because all of one class see the same, and
// per pattern, because most places are seen by the same classes as others.
import type { Comparison } from "./plan.ts";

/** A class by its id, and for each place whether it is released to it. */
export interface Sight {
  readonly id: string;
  readonly sees: Uint8Array;
}

/** `names` are those of all places in document order. */
export function compareClasses(sights: readonly Sight[], names: readonly string[]): Comparison {
  const patterns = listPatterns(sights, names.length);
  const nameAll = (chosen: readonly Pattern[]): readonly string[] =>
    chosen
      .flatMap(({ places }) => places)
      .sort((a, b) => a - b)
      .map((place) => names[place] ?? "");
  const gainOf = (own: number, other: number): readonly string[] =>
    nameAll(patterns.filter(({ seenBy }) => seenBy[own] !== 1 && seenBy[other] === 1));
  const pairs = sights.flatMap((a, own) =>
    sights.slice(own + 1).map((b, distance) => {
      const other = own + 1 + distance;
      return { a: a.id, b: b.id, gains: { a: gainOf(own, other), b: gainOf(other, own) } };
    }),
  );
  return {
    pairs: pairs.filter(({ gains }) => gains.a.length + gains.b.length > 0),
    together: nameAll(patterns.filter(({ seenBy }) => seenBy.includes(1) && seenBy.includes(0))),
  };
}

/** Places that exactly the same classes see. */
interface Pattern {
  /** For each class 1 where it sees them. */
  readonly seenBy: readonly number[];
  readonly places: number[];
}

function listPatterns(sights: readonly Sight[], count: number): readonly Pattern[] {
  // Class by class: places that were alike so far are told apart by what this class sees of them.
  const patternOf = new Int32Array(count);
  let patterns = 1;
  for (const { sees } of sights) {
    const split = new Map<number, number>();
    for (let place = 0; place < count; place += 1) {
      const key = (patternOf[place] ?? 0) * 2 + (sees[place] ?? 0);
      const pattern = split.get(key) ?? split.size;
      split.set(key, pattern);
      patternOf[place] = pattern;
    }
    patterns = split.size;
  }
  const found = Array.from({ length: patterns }, (): { seenBy: readonly number[]; places: number[] } => ({
    seenBy: [],
    places: [],
  }));
  for (let place = 0; place < count; place += 1) {
    const pattern = found[patternOf[place] ?? 0];
    if (pattern?.places.length === 0) pattern.seenBy = sights.map(({ sees }) => sees[place] ?? 0);
    pattern?.places.push(place);
  }
  return found;
}
