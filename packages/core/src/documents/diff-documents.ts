// What a new version changes, portion by portion. Invariant: a document differs from itself in nothing, and every portion
// that differs in anything is named.
import { joinMarkings } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { carryIds } from "./carry-ids.ts";
import type { MarkedDocument, Portion } from "./document.ts";

/** What of a portion changed. `moved`: it stands in another order among those that are in both versions. */
export type ChangedAspect =
  | "kind"
  | "number"
  | "depth"
  | "parent"
  | "text"
  | "marking"
  | "grading"
  | "judgement"
  | "file"
  | "origin"
  | "page"
  | "moved";

export interface PortionChange {
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
  /** Null for an added portion. */
  readonly before: Portion | null;
  /** Null for a removed portion. Its id, and those it refers to, are those of the earlier version where that has them. */
  readonly after: Portion | null;
  /** Empty unless `changed`. */
  readonly aspects: readonly ChangedAspect[];
  /** How a changed mark compares; null when the mark did not change. `other`: neither has all readers of the other. */
  readonly marking: "stricter" | "wider" | "other" | null;
}

type HeaderField = "originator" | "policy" | "caseSlug" | "date" | "exercise";

export interface DocumentDiff {
  /** Front matter; the title is a portion. */
  readonly header: readonly {
    readonly field: HeaderField;
    readonly before: string | boolean | null;
    readonly after: string | boolean | null;
  }[];
  /** In reading order of the later version; what was removed stands after what it stood after. Unchanged portions are not here. */
  readonly portions: readonly PortionChange[];
}

const FIELDS: readonly HeaderField[] = ["originator", "policy", "caseSlug", "date", "exercise"];

/** Compares two versions. Ids are carried first ({@link carryIds}), so `next` may come as it was typed. */
export function diffDocuments(
  previous: MarkedDocument,
  next: MarkedDocument,
  policies: readonly Policy[],
): DocumentDiff {
  const carried = carryIds(previous, next, []);
  const before = [...previous.portions, ...previous.footnotes];
  const after = [...carried.portions, ...carried.footnotes];
  const earlier = new Map(before.map((portion) => [portion.id, portion]));
  const kept = new Set(after.map(({ id }) => id).filter((id) => earlier.has(id)));
  const moved = findMoved(before, after, kept);
  const removed = groupRemoved(before, kept);
  const portions: PortionChange[] = [...(removed.get(null) ?? [])];
  for (const portion of after) {
    const old = earlier.get(portion.id) ?? null;
    if (old === null) portions.push(describe("added", null, portion));
    else {
      const aspects = compareAspects(old, portion, moved);
      if (aspects.length > 0)
        portions.push({
          ...describe("changed", old, portion),
          aspects,
          marking: aspects.includes("marking")
            ? compareMarkings(old.marking, portion.marking, policies)
            : null,
        });
    }
    portions.push(...(removed.get(portion.id) ?? []));
  }
  return {
    header: FIELDS.filter((field) => previous[field] !== next[field]).map((field) => ({
      field,
      before: previous[field],
      after: next[field],
    })),
    portions,
  };
}

function describe(
  change: PortionChange["change"],
  before: Portion | null,
  after: Portion | null,
): PortionChange {
  return { id: (after ?? before)?.id ?? "", change, before, after, aspects: [], marking: null };
}

/** Removed portions by the kept portion they stood after, null for those before all. */
function groupRemoved(
  before: readonly Portion[],
  kept: ReadonlySet<string>,
): ReadonlyMap<string | null, readonly PortionChange[]> {
  const groups = new Map<string | null, PortionChange[]>();
  let anchor: string | null = null;
  for (const portion of before) {
    if (kept.has(portion.id)) anchor = portion.id;
    else groups.set(anchor, [...(groups.get(anchor) ?? []), describe("removed", portion, null)]);
  }
  return groups;
}

function compareAspects(a: Portion, b: Portion, moved: ReadonlySet<string>): readonly ChangedAspect[] {
  const aspects: ChangedAspect[] = [];
  const add = (aspect: ChangedAspect, changed: boolean): void => {
    if (changed) aspects.push(aspect);
  };
  add("kind", a.kind !== b.kind);
  add("number", a.number !== b.number);
  add("depth", a.depth !== b.depth);
  add("parent", a.parent !== b.parent);
  add("text", differs(a.spans, b.spans));
  add("marking", differs(a.marking, b.marking));
  add("grading", differs(a.grading, b.grading));
  add("judgement", differs(a.judgement, b.judgement));
  add("file", differs(a.file, b.file));
  add("origin", differs(a.origin, b.origin));
  add("page", a.page !== b.page);
  add("moved", moved.has(b.id));
  return aspects;
}

/** Both sides are made by the same parser or reader, so their members stand in the same order. */
function differs(a: unknown, b: unknown): boolean {
  return a !== b && JSON.stringify(a) !== JSON.stringify(b);
}

function compareMarkings(
  before: Marking | null,
  after: Marking | null,
  policies: readonly Policy[],
): PortionChange["marking"] {
  if (after === null) return "stricter";
  if (before === null) return "wider";
  const joined = joinMarkings(before, after, policies);
  if (!differs(joined, after)) return "stricter";
  return differs(joined, before) ? "other" : "wider";
}

/** Kept portions that must have moved: all but the longest row of them that is in order in both versions, group by group. */
function findMoved(
  before: readonly Portion[],
  after: readonly Portion[],
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const order = new Map(before.map(({ id }, at) => [id, at]));
  const groups = new Map<string, string[]>();
  for (const { id, parent, kind } of after) {
    if (!kept.has(id)) continue;
    const key = parent ?? (kind === "footnote" || kind === "source" ? "[notes]" : "[body]");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [id]);
    else group.push(id);
  }
  const moved = new Set<string>();
  for (const group of groups.values()) {
    const stays = findLongestRising(group.map((id) => order.get(id) ?? 0));
    group.forEach((id, at) => {
      if (!stays.has(at)) moved.add(id);
    });
  }
  return moved;
}

/** Places of a longest rising row of numbers, in n log n (patience sorting). */
function findLongestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const before: number[] = [];
  numbers.forEach((number, at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = at;
  });
  const places = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) places.add(at);
  return places;
}
