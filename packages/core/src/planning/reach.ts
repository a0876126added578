// Which places a reader sees, given which gates are open to it: a part needs its whole, a note or source a reference that is
// seen, a cross-reference what it refers to.
// The same question is answered for many worlds at once, one bit for each: the world as it is (bit 0), and for each distinct
// marking the one in which everybody may read what is under it. So what relaxing a marking would do is decided by the very
// rules that decide what is released.
import { InputError } from "../encoding/index.ts";
import type { Place } from "./places.ts";

const NONE = -1;

/** Places as numbers, in document order. */
export interface Layout {
  readonly count: number;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly parents: Int32Array;
  readonly targets: Int32Array;
  readonly entries: Int32Array;
  /** Entries referred to right at a place. */
  readonly references: readonly (readonly number[])[];
  /** For each entry the places that make it up. */
  readonly placesOfEntry: readonly (readonly number[])[];
}

/** What a place without a target has, and one whose target is not in the document. */
const NO_TARGET = -1;
const NOWHERE = -2;

/** @throws InputError DOCUMENT_INVALID where two portions have one id. */
export function layOutPlaces(places: readonly Place[]): Layout {
  const indexOf = new Map<string, number>();
  const entryIndices = new Map<string, number>();
  const placesOfEntry: number[][] = [];
  const entries = new Int32Array(places.length).fill(NONE);
  for (const [index, { name, entry }] of places.entries()) {
    if (indexOf.has(name))
      throw new InputError(
        "DOCUMENT_INVALID",
        `Two portions are called ${name}: the drafter has to renumber them`,
      );
    indexOf.set(name, index);
    if (entry === null) continue;
    const number = entryIndices.get(entry) ?? placesOfEntry.push([]) - 1;
    entryIndices.set(entry, number);
    placesOfEntry[number]?.push(index);
    entries[index] = number;
  }
  const find = (name: string | null): number => (name === null ? NONE : (indexOf.get(name) ?? NONE));
  return {
    count: places.length,
    ...{ indexOf, entries, placesOfEntry },
    parents: Int32Array.from(places, ({ parent }) => find(parent)),
    targets: Int32Array.from(places, ({ target }) =>
      target === null ? NO_TARGET : (indexOf.get(target) ?? NOWHERE),
    ),
    references: places.map(({ references }) =>
      references.map((entry) => entryIndices.get(entry) ?? NONE).filter((entry) => entry !== NONE),
    ),
  };
}

/** Bits of worlds for each of many things: thing n has words n * width to (n + 1) * width. */
export interface Worlds {
  readonly width: number;
  readonly words: Uint32Array;
}

export function createWorlds(things: number, worlds: number): Worlds {
  const width = Math.ceil(worlds / 32);
  return { width, words: new Uint32Array(things * width) };
}

export function holdsInWorld({ width, words }: Worlds, thing: number, world: number): boolean {
  return (((words[thing * width + (world >>> 5)] ?? 0) >>> (world & 31)) & 1) === 1;
}

/**
 * For every place the worlds in which it is seen, given for every place the worlds in which its own gate is open.
 * An entry is gone through again whenever it is reached in a further world, which is at most once per world.
 */
export function reachPlaces(
  layout: Layout,
  open: { readonly gates: Worlds; readonly of: readonly number[] },
): Worlds {
  const { width } = open.gates;
  const seen: Worlds = { width, words: new Uint32Array(layout.count * width) };
  const reached = new Uint32Array(layout.placesOfEntry.length * width);
  const queue: number[] = [];
  const visit = (place: number): void => {
    const gate = open.of[place] ?? NONE;
    const parent = layout.parents[place] ?? NONE;
    const entry = layout.entries[place] ?? NONE;
    for (let word = 0; word < width; word += 1) {
      let bits = open.gates.words[gate * width + word] ?? 0;
      if (parent !== NONE) bits &= seen.words[parent * width + word] ?? 0;
      if (entry !== NONE) bits &= reached[entry * width + word] ?? 0;
      seen.words[place * width + word] = bits;
    }
    for (const other of layout.references[place] ?? []) {
      let grew = false;
      for (let word = 0; word < width; word += 1) {
        const at = other * width + word;
        const before = reached[at] ?? 0;
        const after = (before | (seen.words[place * width + word] ?? 0)) >>> 0;
        if (after === before) continue;
        reached[at] = after;
        grew = true;
      }
      if (grew) queue.push(other);
    }
  };
  for (let place = 0; place < layout.count; place += 1) if (layout.entries[place] === NONE) visit(place);
  for (let next = 0; next < queue.length; next += 1)
    for (const place of layout.placesOfEntry[queue[next] ?? NONE] ?? []) visit(place);
  for (let place = 0; place < layout.count; place += 1) {
    const target = layout.targets[place] ?? NO_TARGET;
    if (target === NO_TARGET) continue;
    for (let word = 0; word < width; word += 1) {
      const at = place * width + word;
      seen.words[at] =
        (seen.words[at] ?? 0) & (target === NOWHERE ? 0 : (seen.words[target * width + word] ?? 0));
    }
  }
  return seen;
}
