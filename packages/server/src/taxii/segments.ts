// What lists hold, in memory as it is sent: runs of objects one behind the other, each with where its objects begin. A page of
// any place and length is cut from them, and no page is kept. They are thrown away, those first that were longest not asked
// for, so that all lists of the process together stay below a number of bytes.
import type { PageEnds } from "./store.ts";

/** Objects of a list that follow each other, and that there is no other between two places. */
export interface Segment {
  /** Nothing at or before this microsecond is in it; everything between it and `to`, inclusive, is. */
  readonly from: number;
  readonly to: number;
  /** The objects' texts, a comma before each. */
  readonly bytes: Buffer;
  /** Microseconds of each. */
  readonly added: Float64Array;
  /** Behind the last byte of each. */
  readonly ends: Uint32Array;
}

/** A page cut from memory. */
export interface Piece extends PageEnds {
  /** The objects' texts with commas between them, in as many pieces as there are. */
  readonly objects: readonly Buffer[];
}

/** Bytes that a segment takes beside its texts: objects of the runtime. */
const FRAME = 400;
const weigh = ({ bytes, added }: Segment): number => FRAME + bytes.length + added.length * 12;

/** Bounds what all lists of a process keep. */
export interface Memory {
  readonly use: (segment: Segment) => void;
  readonly keep: (segment: Segment, drop: () => void) => void;
  readonly forget: (segment: Segment) => void;
  readonly weight: () => number;
}

/** @param most bytes. */
export function openMemory(most: number): Memory {
  const kept = new Map<Segment, () => void>();
  let weight = 0;
  const forget = (segment: Segment): void => {
    if (kept.delete(segment)) weight -= weigh(segment);
  };
  return {
    weight: () => weight,
    forget,
    use: (segment) => {
      const drop = kept.get(segment);
      if (drop === undefined) return;
      kept.delete(segment);
      kept.set(segment, drop);
    },
    keep: (segment, drop) => {
      kept.set(segment, drop);
      weight += weigh(segment);
      for (const [oldest, dropOldest] of kept) {
        if (weight <= most) return;
        forget(oldest);
        dropOldest();
      }
    },
  };
}

/** A segment has so many objects and bytes at most, unless it has one object. */
export const MOST = { objects: 1_024, bytes: 1024 * 1024 } as const;
/** Those that follow each other are made one up to that. */
const JOINED = { objects: 256, bytes: 256 * 1024 } as const;

const isSmall = (one: Segment, other: Segment): boolean =>
  one.added.length + other.added.length <= JOINED.objects &&
  one.bytes.length + other.bytes.length <= JOINED.bytes;

/** Two that follow each other, as one. */
function join(one: Segment, other: Segment): Segment {
  const [count, length] = [one.added.length, one.bytes.length];
  const added = new Float64Array(count + other.added.length);
  added.set(one.added);
  added.set(other.added, count);
  const ends = new Uint32Array(added.length);
  ends.set(one.ends);
  for (const [at, end] of other.ends.entries()) ends[count + at] = end + length;
  return { from: one.from, to: other.to, bytes: Buffer.concat([one.bytes, other.bytes]), added, ends };
}

/** The part of a segment that is behind `from`, and not behind `to`. */
function trim(segment: Segment, from: number, to: number): Segment {
  if (from === segment.from && to === segment.to) return segment;
  const [first, last] = [countUpTo(segment.added, from), countUpTo(segment.added, to)];
  const begin = first === 0 ? 0 : (segment.ends[first - 1] ?? 0);
  const end = last === 0 ? 0 : (segment.ends[last - 1] ?? 0);
  // Copied, so that what is left out is not kept with it.
  const bytes = Buffer.from(segment.bytes.subarray(begin, Math.max(begin, end)));
  const ends = segment.ends.slice(first, last).map((place) => place - begin);
  return { from, to, bytes, added: segment.added.slice(first, last), ends };
}

/** Where the list is not known: what has to be read before a page can be cut. */
export interface Gap {
  readonly from: number;
  /** Nothing behind it is wanted. */
  readonly to: number;
  /** So many objects are wanted of it at most. */
  readonly most: number;
}

/** A page that cannot be cut yet: where something is missing, so many places at once at most. There is one at least. */
export interface Missing {
  readonly missing: readonly Gap[];
}
const MOST_GAPS = 8;

/** The bytes of a page at which it ends early; there is one object in it at least, however long. */
const MOST_PAGE_BYTES = 16 * 1024 * 1024;

/** One list as one generation of it was. */
export interface KnownList {
  /** The generation that all of it is of. */
  generation: number;
  /** Cuts a page from what is known, or says what is missing first. @param last the last microsecond the list gave out. */
  readonly cut: (asked: {
    readonly after: number;
    readonly limit: number;
    readonly last: number;
  }) => Piece | Missing;
  readonly add: (segment: Segment) => void;
  /** Throws away what holds, or should hold, one of these microseconds. */
  readonly drop: (places: readonly number[]) => void;
  readonly clear: () => void;
}

/** A list of which nothing is known. */
export function openList(memory: Memory, generation: number): KnownList {
  // In the order of their places; none overlaps another.
  const segments: Segment[] = [];
  /** The first that ends behind `place`. */
  const indexAfter = (place: number): number => {
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((segments[middle]?.to ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const remove = (segment: Segment): void => {
    const at = indexAfter(segment.from);
    if (segments[at] === segment) segments.splice(at, 1);
  };
  return {
    generation,
    cut: ({ after, limit, last }) => cutFrom(segments, memory, { at: indexAfter(after), after, limit, last }),
    add: (given) => {
      const at = indexAfter(given.from);
      const [before, next, behind] = [segments[at - 1], segments[at], segments[at + 1]];
      // What somebody else has read meanwhile is left as it is.
      const isKnown = next !== undefined && next.from <= given.from;
      const from = isKnown ? next.to : given.from;
      const to = Math.min(given.to, (isKnown ? behind : next)?.from ?? given.to);
      if (from >= to) return;
      const left = isKnown ? next : before;
      const own = trim(given, from, to);
      // What comes object by object is not kept object by object.
      const joins = left?.to === from && isSmall(left, own);
      const segment = joins ? join(left, own) : own;
      if (joins) memory.forget(left);
      segments.splice(indexAfter(from) - (joins ? 1 : 0), joins ? 1 : 0, segment);
      memory.keep(segment, () => {
        remove(segment);
      });
    },
    drop: (places) => {
      for (const place of places) {
        // The end of a segment belongs to it, its beginning to the one before.
        const segment = segments[indexAfter(place - 1)];
        if (segment === undefined || segment.from >= place) continue;
        memory.forget(segment);
        remove(segment);
      }
    },
    clear: () => {
      for (const segment of segments.splice(0)) memory.forget(segment);
    },
  };
}

function cutFrom(
  segments: readonly Segment[],
  memory: Memory,
  { at, after, limit, last }: { at: number; after: number; limit: number; last: number },
): Piece | Missing {
  const objects: Buffer[] = [];
  const missing: Gap[] = [];
  let [count, bytes, place] = [0, 0, after];
  let [first, final]: [number | null, number | null] = [null, null];
  let index = at;
  const end = (more: boolean): Piece | Missing =>
    missing.length > 0 ? { missing } : { objects, count, more, first, last: final };
  for (; place < last; index += 1) {
    const segment = segments[index];
    if (segment === undefined || segment.from > place) {
      const to = segment === undefined ? last : Math.min(segment.from, last);
      missing.push({ from: place, to, most: limit - count + 1 });
      if (segment === undefined || segment.from >= last || missing.length === MOST_GAPS) break;
    }
    memory.use(segment);
    const { added, ends } = segment;
    const start = countUpTo(added, place);
    const begin = start === 0 ? 0 : (ends[start - 1] ?? 0);
    let stop = Math.min(added.length, start + limit - count);
    while (stop > start + 1 && bytes + (ends[stop - 1] ?? 0) - begin > MOST_PAGE_BYTES) stop -= 1;
    if (stop > start && (count === 0 || bytes + (ends[stop - 1] ?? 0) - begin <= MOST_PAGE_BYTES)) {
      const piece = segment.bytes.subarray(count === 0 ? begin + 1 : begin, ends[stop - 1]);
      objects.push(piece);
      bytes += piece.length;
      count += stop - start;
      first ??= added[start] ?? null;
      final = added[stop - 1] ?? null;
    } else stop = start;
    // Something is left of this one, so there is more.
    if (stop < added.length) return end(true);
    place = segment.to;
  }
  return end(false);
}

/** How many of them are not behind `place`. */
function countUpTo(added: Float64Array, place: number): number {
  let [low, high] = [0, added.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((added[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
