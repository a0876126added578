// What readers learn when they lay their cuts side by side: worked out per class, because all of one class see the same, and
// per set of places that the same classes see, because there are few of these.
import type { Comparison } from "./plan.ts";

/** A class by its id, and for each place whether it is released to it. */
export interface ClassSight {
  readonly id: string;
  readonly sees: Uint8Array;
}

/** `names` are those of all places in document order. */
export function compareClasses(sights: readonly ClassSight[], names: readonly string[]): Comparison {
  const sets = listSets(sights, names.length).filter(
    ({ seenBy }) => seenBy.includes(1) && seenBy.includes(0),
  );
  const gain = (own: number, other: number): number =>
    sets.reduce(
      (sum, { seenBy, places }) => sum + (seenBy[own] === 0 && seenBy[other] === 1 ? places.length : 0),
      0,
    );
  const pairs = sights.flatMap((a, own) =>
    sights.slice(own + 1).map((b, distance) => {
      const other = own + 1 + distance;
      return { a: a.id, b: b.id, gains: { a: gain(own, other), b: gain(other, own) } };
    }),
  );
  return {
    sets: sets.map(({ seenBy, places }) => ({
      classes: sights.filter((_, index) => seenBy[index] === 1).map(({ id }) => id),
      places: places.map((place) => names[place] ?? ""),
    })),
    pairs: pairs.filter(({ gains }) => gains.a + gains.b > 0),
    together: sets
      .flatMap(({ places }) => places)
      .sort((a, b) => a - b)
      .map((place) => names[place] ?? ""),
  };
}

/** Places that exactly the same classes see. */
interface PlaceSet {
  /** For each class 1 where it sees them. */
  readonly seenBy: readonly number[];
  readonly places: readonly number[];
}

/** In the order of their first places. */
function listSets(sights: readonly ClassSight[], count: number): readonly PlaceSet[] {
  // Class by class: places that were alike so far are told apart by what this class sees of them.
  const setOf = new Int32Array(count);
  let found = 1;
  for (const { sees } of sights) {
    const split = new Map<number, number>();
    for (let place = 0; place < count; place += 1) {
      const key = (setOf[place] ?? 0) * 2 + (sees[place] ?? 0);
      const set = split.get(key) ?? split.size;
      split.set(key, set);
      setOf[place] = set;
    }
    found = split.size;
  }
  const places = Array.from({ length: found }, (): number[] => []);
  for (let place = 0; place < count; place += 1) places[setOf[place] ?? 0]?.push(place);
  return places.map((list) => ({
    places: list,
    seenBy: sights.map(({ sees }) => sees[list[0] ?? -1] ?? 0),
  }));
}
