// The file `entente-pledges/1` (formats/pledges.schema.json), and what must be true of pledges however they came: the same
// checks guard a file, a script and a database row, because resolution trusts them.
import { readArray, readCount, readNumber, readObject, readAnyObject } from "../encoding/index.ts";
import { readString, readStrings } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import {
  asPledgeError,
  checkCondition,
  checkCount,
  checkId,
  checkIds,
  invalid,
  isCount,
  isId,
  readCondition,
  writeCondition,
} from "./condition.ts";
import { findScale, toWhole } from "./decimals.ts";
import type { Condition, Pledge, PledgedMeasure, PledgeLevel, ResolutionContext } from "./pledge.ts";

/** Pledges, and what resolving them needs. */
export interface PledgeSet {
  readonly pledges: readonly Pledge[];
  readonly context: ResolutionContext;
}

const FORMAT = "entente-pledges/1";
/** So that no pledge alone can take a total, and with it everyone's resolution, beyond exact numbers. */
const MOST_OF_A_MEASURE = 1_000_000_000;

/**
 * Reads a pledge file. Conditions may name members that do not pledge: they can never act.
 * @throws InputError PLEDGE_NOT_MONOTONE, PLEDGE_INVALID naming the path: also for a member that pledges twice and levels
 * that do not rise. A share of a weight the file does not give can never be held.
 */
export function readPledges(value: JsonValue): PledgeSet {
  return asPledgeError(() => {
    const file = readObject(value, "pledges", ["format", "pledges"], ["groups", "weights"]);
    if (file["format"] !== FORMAT) throw invalid(`pledges.format must be "${FORMAT}"`);
    const set: PledgeSet = {
      pledges: readArray(file["pledges"], "pledges.pledges").map((item, index) =>
        readPledge(item, `pledges.pledges[${index}]`),
      ),
      context: {
        groups: readRecord(file["groups"], "pledges.groups", readGroup),
        weights: readRecord(file["weights"], "pledges.weights", (weights, path) =>
          readRecord(weights, path, readNumber),
        ),
      },
    };
    checkPledges(set);
    return set;
  });
}

/** A level as JSON. A type and no interface, so that it is a JsonObject as well. */
type WrittenLevel = {
  readonly measures: readonly { readonly kind: string; readonly count: number }[];
  readonly condition: JsonObject;
};

/** The levels of a pledge in the form `readPledges` reads, the same bytes for the same pledge. */
export function writeLevels({ levels }: Pledge): WrittenLevel[] {
  return levels.map(({ measures, condition }) => ({
    measures: measures.map(({ kind, count }) => ({ kind, count })),
    condition: writeCondition(condition),
  }));
}

/** Pledges and context as a file that `readPledges` reads back as the same. */
export function writePledges({ pledges, context }: PledgeSet): JsonObject {
  return {
    format: FORMAT,
    groups: Object.fromEntries(Object.entries(context.groups).map(([id, of]) => [id, [...of]])),
    weights: Object.fromEntries(Object.entries(context.weights).map(([name, of]) => [name, { ...of }])),
    pledges: pledges.map((pledge) => ({ member: pledge.member, levels: writeLevels(pledge) })),
  };
}

function readPledge(value: JsonValue, path: string): Pledge {
  const pledge = readObject(value, path, ["member", "levels"]);
  return {
    member: readString(pledge["member"], `${path}.member`),
    levels: readArray(pledge["levels"], `${path}.levels`).map((item, index) =>
      readLevel(item, `${path}.levels[${index}]`),
    ),
  };
}

function readLevel(value: JsonValue, path: string): PledgeLevel {
  const level = readObject(value, path, ["measures", "condition"]);
  return {
    measures: readArray(level["measures"], `${path}.measures`).map((item, index) =>
      readMeasure(item, `${path}.measures[${index}]`),
    ),
    condition: readCondition(level["condition"] ?? null, `${path}.condition`),
  };
}

function readMeasure(value: JsonValue, path: string): PledgedMeasure {
  const measure = readObject(value, path, ["kind", "count"]);
  return {
    kind: readString(measure["kind"], `${path}.kind`),
    count: readCount(measure["count"], `${path}.count`, 1),
  };
}

function readGroup(value: JsonValue, path: string): readonly string[] {
  const members = readStrings(value, path);
  checkIds(members, path);
  return members;
}

function readRecord<Item>(
  value: JsonValue | undefined,
  path: string,
  readItem: (item: JsonValue, path: string) => Item,
): Readonly<Record<string, Item>> {
  if (value === undefined) return {};
  const items = Object.entries(readAnyObject(value, path));
  return Object.fromEntries(
    items.map(([key, item]) => {
      checkId(key, path);
      return [key, readItem(item, `${path}.${key}`)];
    }),
  );
}

/** What is known of one kind of measure while pledges are checked. */
interface KindTally {
  /** The level that named it last, in the order of checking, and how many that was. */
  level: number;
  count: number;
  /** Of every pledge's highest level so far. */
  sum: number;
}

/**
 * Checks pledges and context together, and says at which place in the list each member's pledge is. Where something stands
 * is put into words only when it is wrong: there may be millions of places.
 * @throws InputError PLEDGE_INVALID naming the path.
 */
export function checkPledges({ pledges, context }: PledgeSet): ReadonlyMap<string, number> {
  for (const [weight, byMember] of Object.entries(context.weights)) {
    checkWeight(weight, byMember);
  }
  const places = new Map<string, number>();
  const kinds = new Map<string, KindTally>();
  let checked = 0;
  let [atPledge, atLevel] = [0, 0];
  const place = (): string => `${pathOf(atPledge)}.levels[${atLevel}].condition`;
  for (let index = 0; index < pledges.length; index += 1) {
    const { member, levels } = pledges[index] ?? NO_PLEDGE;
    if (!isId(member)) checkId(member, `${pathOf(index)}.member`);
    places.set(member, index);
    if (places.size <= index)
      throw invalid(`${pathOf(index)}.member repeats ${member}: put all its levels into one pledge`);
    // Levels are numbered so that no pledge's first follows another's last.
    checked = checkLevels(levels, kinds, checked + 2, index);
    atPledge = index;
    for (atLevel = 0; atLevel < levels.length; atLevel += 1)
      checkCondition(levels[atLevel]?.condition ?? ALWAYS, place);
    for (const { kind, count } of levels.at(-1)?.measures ?? []) {
      const tally = kinds.get(kind);
      if (tally === undefined) continue;
      tally.sum += count;
      if (!Number.isSafeInteger(tally.sum))
        throw invalid(`${pathOf(index)} takes the total of ${kind} beyond exact numbers`);
    }
  }
  return places;
}

const ALWAYS: Condition = { kind: "always" };
const NO_PLEDGE: Pledge = { member: "", levels: [] };

function measuresOf(pledge: number, level: number): string {
  return `${pathOf(pledge)}.levels[${level}].measures`;
}

function pathOf(pledge: number): string {
  return `pledges.pledges[${pledge}]`;
}

/** Sums are kept exact, and action by one more member never lowers a share: so no infinities and nothing below zero. */
function checkWeight(weight: string, byMember: Readonly<Record<string, number>>): void {
  const path = `pledges.weights.${weight}`;
  const numbers: number[] = [];
  for (const [member, number] of Object.entries(byMember)) {
    if (!Number.isFinite(number) || number < 0)
      throw invalid(`${path}.${member} must be a number of at least 0`);
    numbers.push(number);
  }
  const scale = findScale(numbers);
  // Whole numbers need no long arithmetic: a sum that leaves the exact numbers once stays beyond them.
  const sum =
    scale === 0
      ? numbers.reduce((total, number) => total + number, 0)
      : numbers.reduce((total, number) => total + toWhole(number, scale), 0n);
  if (sum > Number.MAX_SAFE_INTEGER)
    throw invalid(`${path} has more digits than can be added exactly: give it in a larger unit`);
}

/** Checks levels, the first of which gets this number among all that are checked; the number of the last. */
function checkLevels(
  levels: readonly PledgeLevel[],
  kinds: Map<string, KindTally>,
  first: number,
  pledge: number,
): number {
  if (levels.length === 0) throw invalid(`${pathOf(pledge)}.levels must hold at least one level`);
  for (let index = 0; index < levels.length; index += 1) {
    const measures = levels[index]?.measures ?? [];
    const before = levels[index - 1]?.measures ?? [];
    if (measures.length === 0) throw invalid(`${measuresOf(pledge, index)} must hold at least one measure`);
    let kept = 0;
    let more = false;
    for (let position = 0; position < measures.length; position += 1) {
      const { kind, count } = measures[position] ?? { kind: "", count: 0 };
      if (!isId(kind)) checkId(kind, `${measuresOf(pledge, index)}[${position}].kind`);
      if (!isCount(count, 1)) checkCount(count, `${measuresOf(pledge, index)}[${position}].count`, 1);
      if (count > MOST_OF_A_MEASURE)
        throw invalid(`${measuresOf(pledge, index)}[${position}].count must be at most ${MOST_OF_A_MEASURE}`);
      let tally = kinds.get(kind);
      if (tally === undefined) {
        tally = { level: -1, count: 0, sum: 0 };
        kinds.set(kind, tally);
      }
      if (tally.level === first + index)
        throw invalid(`${measuresOf(pledge, index)}[${position}].kind repeats ${kind}: give the sum once`);
      const had = tally.level === first + index - 1 ? tally.count : 0;
      if (had > 0 && count >= had) kept += 1;
      if (count !== had) more = true;
      tally.level = first + index;
      tally.count = count;
    }
    if (kept < before.length) {
      const has = new Map(measures.map(({ kind, count }) => [kind, count]));
      const falls = before.find(({ kind, count }) => (has.get(kind) ?? 0) < count);
      throw invalid(
        `${measuresOf(pledge, index)} must contain at least ${falls?.count ?? 0} ${falls?.kind ?? ""}, as the level before does`,
      );
    }
    if (!more)
      throw invalid(
        `${measuresOf(pledge, index)} must be more than the level before; join conditions with "any" instead`,
      );
  }
  return first + levels.length - 1;
}
