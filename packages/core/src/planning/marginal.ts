// Which one marking, relaxed, lets most recipients read enough to act. Exact: a recipient counts for a marking when it is
// all that the recipient lacks.
import { printBanner } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import type { MarginalValue } from "./plan.ts";
import { holdsInWorld } from "./reach.ts";
import type { Worlds } from "./reach.ts";

/** Recipients to whom the same gates are open, and what each of them sees in which world. */
export interface Readers {
  readonly recipients: readonly string[];
  readonly seen: Worlds;
}

/**
 * @param options.needed the places without which one cannot act; null where one of them is nowhere, so that nobody can.
 * @param options.placesUnder for each marking how many places stand under it.
 */
export function weighMarkings(options: {
  readonly readers: readonly Readers[];
  readonly needed: readonly number[] | null;
  readonly markings: readonly (Marking | null)[];
  readonly placesUnder: readonly number[];
  readonly policies: readonly Policy[];
}): readonly MarginalValue[] {
  const { readers, needed, markings, placesUnder, policies } = options;
  if (needed === null) return [];
  const adds = markings.map((): string[] => []);
  for (const { recipients, seen } of readers) {
    const enough = meet(seen, needed);
    if (holdsInWorld(enough, 0, 0)) continue;
    for (const [index, added] of adds.entries())
      if (holdsInWorld(enough, 0, index + 1)) added.push(...recipients);
  }
  return markings
    .flatMap((marking, index): MarginalValue[] => {
      const added = adds[index] ?? [];
      if (marking === null || added.length === 0) return [];
      return [
        { marking: printBanner(marking, policies), adds: added.sort(), places: placesUnder[index] ?? 0 },
      ];
    })
    .sort((a, b) => b.adds.length - a.adds.length || a.places - b.places || (a.marking < b.marking ? -1 : 1));
}

/** The worlds in which all of `places` are seen. */
function meet({ width, words }: Worlds, places: readonly number[]): Worlds {
  const met = new Uint32Array(width).fill(0xffffffff);
  for (const place of places)
    for (let word = 0; word < width; word += 1)
      met[word] = (met[word] ?? 0) & (words[place * width + word] ?? 0);
  return { width, words: met };
}
