// How far a MISP event, or a part of it, may go, as its distribution says (MISP core format; levels 0 own organisation, 1 this
// community, 2 connected communities, 3 all, 4 a sharing group, 5 as what it is part of). Invariants: a part reaches no
// further than its whole; every hop reaches no further than the one before; a sharing group is known by its UUID alone, since
// the number beside it means another group on every machine; what is missing or not understood reaches nobody else.
import type { JsonObject, JsonValue } from "@entente/core/encoding";

export interface Reach {
  /** The widest level. */
  readonly level: 0 | 1 | 2 | 3;
  /** UUIDs of sharing groups; who is not in every one of them is not reached. Sorted. */
  readonly groups: readonly string[];
}

/** How an event comes in. Whoever pushes has counted the hop already, so connected communities become this one and no less. */
export type Hop = "pull" | "push";

export const OWN_ONLY: Reach = { level: 0, groups: [] };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (value: JsonValue | undefined): value is string =>
  typeof value === "string" && UUID.test(value);

/** Of an event, which is part of nothing. */
export function readReach(event: JsonObject): Reach {
  return readLevel(event, null);
}

/** Of an attribute, object or report of something that reaches as far as `whole`. */
export function readPartReach(part: JsonObject, whole: Reach): Reach {
  return meet(readLevel(part, whole), whole);
}

function readLevel(of: JsonObject, whole: Reach | null): Reach {
  const { distribution, SharingGroup: group } = of;
  // Those who export feeds leave it out: an event then reaches nobody else, and a part follows its event.
  const level = distribution === undefined && whole !== null ? "5" : showLevel(distribution);
  if (level === "5") return whole ?? OWN_ONLY;
  if (level === "4") {
    const uuid = isObject(group) ? group["uuid"] : undefined;
    return isUuid(uuid) ? { level: 3, groups: [uuid] } : OWN_ONLY;
  }
  const plain = (["0", "1", "2", "3"] as const).findIndex((one) => one === level);
  return plain === -1 ? OWN_ONLY : { level: plain as Reach["level"], groups: [] };
}

/** MISP writes numbers as text; others write numbers. */
function showLevel(value: JsonValue | undefined): string {
  return typeof value === "number" ? String(value) : typeof value === "string" ? value : "";
}

/** Whom both reach. */
export function meet(a: Reach, b: Reach): Reach {
  return {
    level: Math.min(a.level, b.level) as Reach["level"],
    groups: [...new Set([...a.groups, ...b.groups])].sort(),
  };
}

/** Whether `a` reaches nobody whom `b` does not. */
export function isWithin(a: Reach, b: Reach): boolean {
  // A group never reaches beyond itself, and its members are not known here: below it only what names it too, or stays.
  return a.level === 0 || (a.level <= b.level && b.groups.every((group) => a.groups.includes(group)));
}

/** What is left of it after a hop. */
export function afterHop({ level, groups }: Reach, hop: Hop): Reach {
  if (level === 3) return { level, groups };
  const left = level === 2 ? 1 : hop === "push" ? level : 0;
  return { level: left, groups };
}

/** As MISP writes it. What it cannot say, two groups at once say, reaches nobody else. */
export function writeReach({ level, groups }: Reach): {
  readonly distribution: string;
  readonly group: string | null;
} {
  const [only, ...more] = groups;
  if (only === undefined) return { distribution: String(level), group: null };
  return level === 3 && more.length === 0
    ? { distribution: "4", group: only }
    : { distribution: "0", group: null };
}

/** For people. */
export function sayReach({ level, groups }: Reach): string {
  const levels = [
    "your organisation only",
    "this community",
    "this and connected communities",
    "all communities",
  ] as const;
  return groups.length === 0 ? levels[level] : `the sharing group ${groups.join(" and ")}`;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
