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
  readCondition,
  writeCondition,
} from "./condition.ts";
import { findScale, toWhole } from "./decimals.ts";
import type { Pledge, PledgedMeasure, PledgeLevel, ResolutionContext } from "./pledge.ts";

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

/** The levels of a pledge in the form `readPledges` reads, the same bytes for the same pledge. */
export function writeLevels({ levels }: Pledge): JsonValue[] {
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

/**
 * Checks pledges and context together.
 * @throws InputError PLEDGE_INVALID naming the path.
 */
export function checkPledges({ pledges, context }: PledgeSet): void {
  for (const [weight, byMember] of Object.entries(context.weights)) {
    checkWeight(weight, byMember);
  }
  const members = new Set<string>();
  const sums = new Map<string, number>();
  pledges.forEach((pledge, index) => {
    const path = `pledges.pledges[${index}]`;
    checkId(pledge.member, `${path}.member`);
    if (members.has(pledge.member))
      throw invalid(`${path}.member repeats ${pledge.member}: put all its levels into one pledge`);
    members.add(pledge.member);
    checkLevels(pledge.levels, `${path}.levels`);
    pledge.levels.forEach(({ condition }, level) => {
      const place = `${path}.levels[${level}].condition`;
      checkCondition(condition, place);
    });
    for (const { kind, count } of pledge.levels.at(-1)?.measures ?? []) {
      const sum = (sums.get(kind) ?? 0) + count;
      if (!Number.isSafeInteger(sum))
        throw invalid(`${path} takes the total of ${kind} beyond exact numbers`);
      sums.set(kind, sum);
    }
  });
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

function checkLevels(levels: readonly PledgeLevel[], path: string): void {
  if (levels.length === 0) throw invalid(`${path} must hold at least one level`);
  let before = new Map<string, number>();
  levels.forEach(({ measures }, index) => {
    const now = new Map<string, number>();
    if (measures.length === 0) throw invalid(`${path}[${index}].measures must hold at least one measure`);
    measures.forEach(({ kind, count }, position) => {
      const place = `${path}[${index}].measures[${position}]`;
      checkId(kind, `${place}.kind`);
      checkCount(count, `${place}.count`, 1);
      if (count > MOST_OF_A_MEASURE) throw invalid(`${place}.count must be at most ${MOST_OF_A_MEASURE}`);
      if (now.has(kind)) throw invalid(`${place}.kind repeats ${kind}: give the sum once`);
      now.set(kind, count);
    });
    const falls = [...before].find(([kind, count]) => (now.get(kind) ?? 0) < count);
    if (falls !== undefined)
      throw invalid(
        `${path}[${index}].measures must contain at least ${falls[1]} ${falls[0]}, as the level before does`,
      );
    if ([...now].every(([kind, count]) => before.get(kind) === count))
      throw invalid(
        `${path}[${index}].measures must be more than the level before; join conditions with "any" instead`,
      );
    before = now;
  });
}
