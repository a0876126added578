// Conditions: reading, checking, printing. Invariant: every condition that gets through is monotone, which is decided here
// by form alone: there is no way to write one that more action by others could make fail.
import { InputError, readArray, readBoolean, readCount, readNumber } from "../encoding/index.ts";
import { readObject, readString, readStrings } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Condition } from "./pledge.ts";

const MAX_DEPTH = 32;
const FORMS = ["always", "members", "total", "named", "share", "all", "any"] as const;

/** Words, without spaces, marks and capitals, that turn more action by others into a reason to do less. */
const NOT_MONOTONE = new Set(
  (
    "atmost most fewer fewerthan less lessthan below under lt lte max maximum nomorethan notmorethan upto unless not isnot " +
    "notall ifnot onlyifnot no none noneof nobody noone neither nor nand xor oneof onlyone exactly equal equals equalto " +
    "without except excluding absent missing otherwise else"
  ).split(" "),
);

/**
 * Reads a condition in its JSON form. `path` is named in errors.
 * @throws InputError PLEDGE_NOT_MONOTONE for forms such as "at most" or "unless", PLEDGE_INVALID for all else.
 */
export function readCondition(value: JsonValue, path: string): Condition {
  return asPledgeError(() => {
    const condition = readForm(value, path, 0);
    checkCondition(condition, () => path);
    return condition;
  });
}

/** The JSON form of a condition, which `readCondition` reads back as the same. */
export function writeCondition(condition: Condition): JsonObject {
  switch (condition.kind) {
    case "always":
      return { always: true };
    case "members": {
      const { atLeast, of, doing } = condition;
      return {
        members: { atLeast, ...(of === null ? {} : { of: [...of] }), ...(doing === null ? {} : { doing }) },
      };
    }
    case "total":
      return { total: { measure: condition.measure, atLeast: condition.atLeast } };
    case "named":
      return { named: [...condition.members] };
    case "share":
      return { share: { weight: condition.weight, atLeast: condition.atLeast } };
    case "all":
    case "any":
      return { [condition.kind]: condition.of.map(writeCondition) };
  }
}

/** Runs a reader, and gives its refusals of shape the code of this module. */
export function asPledgeError<Read>(reader: () => Read): Read {
  try {
    return reader();
  } catch (error) {
    if (error instanceof InputError && error.code === "SHAPE_INVALID")
      throw invalid(
        `${error.message}. Correct the pledge; formats/pledges.schema.json says what it holds`,
        error,
      );
    throw error;
  }
}

export function invalid(message: string, cause?: unknown): InputError {
  return new InputError("PLEDGE_INVALID", `${message}.`, null, { cause });
}

function readForm(value: JsonValue | undefined, path: string, depth: number): Condition {
  if (depth > MAX_DEPTH) throw invalid(`${path} is nested deeper than ${MAX_DEPTH}: write it flatter`);
  refuseNonMonotone(value, path);
  const object = readObject(value, path, [], FORMS);
  const [form, another] = Object.keys(object) as (typeof FORMS)[number][];
  if (form === undefined || another !== undefined)
    throw invalid(`${path} must have exactly one of ${FORMS.join(", ")}; join several with "all" or "any"`);
  const inner = `${path}.${form}`;
  switch (form) {
    case "always":
      if (!readBoolean(object["always"], inner))
        throw invalid(`${inner} can only be true: leave out a level that shall never hold`);
      return { kind: "always" };
    case "members": {
      const members = readInner(object["members"], inner, ["atLeast"], ["of", "doing"]);
      return {
        kind: "members",
        atLeast: readCount(members["atLeast"], `${inner}.atLeast`, 1),
        of: members["of"] === undefined ? null : readStrings(members["of"], `${inner}.of`),
        doing: members["doing"] === undefined ? null : readString(members["doing"], `${inner}.doing`),
      };
    }
    case "total": {
      const total = readInner(object["total"], inner, ["measure", "atLeast"]);
      const measure = readString(total["measure"], `${inner}.measure`);
      return { kind: "total", measure, atLeast: readCount(total["atLeast"], `${inner}.atLeast`, 1) };
    }
    case "named":
      return { kind: "named", members: readStrings(object["named"], inner) };
    case "share": {
      const share = readInner(object["share"], inner, ["weight", "atLeast"]);
      const weight = readString(share["weight"], `${inner}.weight`);
      return { kind: "share", weight, atLeast: readNumber(share["atLeast"], `${inner}.atLeast`) };
    }
    case "all":
    case "any": {
      const parts = readArray(object[form], inner);
      return { kind: form, of: parts.map((part, index) => readForm(part, `${inner}[${index}]`, depth + 1)) };
    }
  }
}

function readInner(
  value: JsonValue | undefined,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  refuseNonMonotone(value, path);
  return readObject(value, path, required, optional);
}

function refuseNonMonotone(value: JsonValue | undefined, path: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const found = Object.keys(value).find((key) => NOT_MONOTONE.has(key.toLowerCase().replace(/[^a-z]/g, "")));
  if (found !== undefined)
    throw new InputError(
      "PLEDGE_NOT_MONOTONE",
      `${path}.${found} would let more action by others make this pledge fail, and then there is no unique answer: of two ` +
        "members that each act unless the other does, either may act but never both, and nothing says which; a member that " +
        "acts only while its own followers do not has no answer at all. " +
        "Say what must be there instead: at least so many members, a total, named members, a share.",
    );
}

/** Where something stands, in words; only made when something is wrong. */
type Place = () => string;

/**
 * What the types do not say. Empty lists are refused because "all of nothing" would hold for everyone.
 * @throws InputError PLEDGE_INVALID.
 */
export function checkCondition(condition: Condition, place: Place, depth = 0): void {
  if (depth > MAX_DEPTH) throw invalid(`${place()} is nested deeper than ${MAX_DEPTH}: write it flatter`);
  switch (condition.kind) {
    case "always":
      return;
    case "members": {
      const { atLeast, of, doing } = condition;
      if (!isCount(atLeast, 1)) checkCount(atLeast, `${place()}.members.atLeast`, 1);
      if (of !== null && !isOneId(of)) checkIds(of, `${place()}.members.of`);
      if (doing !== null && !isId(doing)) checkId(doing, `${place()}.members.doing`);
      return;
    }
    case "total":
      if (!isId(condition.measure)) checkId(condition.measure, `${place()}.total.measure`);
      if (!isCount(condition.atLeast, 1)) checkCount(condition.atLeast, `${place()}.total.atLeast`, 1);
      return;
    case "named":
      if (!isOneId(condition.members)) checkIds(condition.members, `${place()}.named`);
      return;
    case "share":
      if (!isId(condition.weight)) checkId(condition.weight, `${place()}.share.weight`);
      if (!(condition.atLeast > 0 && condition.atLeast <= 1))
        throw invalid(`${place()}.share.atLeast must be above 0 and at most 1, such as 0.5`);
      return;
    case "all":
    case "any":
      if (condition.of.length === 0)
        throw invalid(`${place()}.${condition.kind} must hold at least one condition`);
      condition.of.forEach((part, index) => {
        checkCondition(part, () => `${place()}.${condition.kind}[${index}]`, depth + 1);
      });
  }
}

/** A list of one id, of which most conditions are made: it cannot repeat anything. */
function isOneId(ids: readonly string[]): boolean {
  return ids.length === 1 && isId(ids[0] ?? "");
}

/** A non-empty list without repetitions. @throws InputError PLEDGE_INVALID. */
export function checkIds(ids: readonly string[], path: string): void {
  if (ids.length === 0) throw invalid(`${path} must name at least one member`);
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    checkId(id, `${path}[${index}]`);
    if (seen.has(id)) throw invalid(`${path}[${index}] repeats ${id}`);
    seen.add(id);
  });
}

/** Ids and names are printed in sentences and on terminals. @throws InputError PLEDGE_INVALID. */
export function checkId(id: string, path: string): void {
  if (isId(id)) return;
  if (id.trim() === "") throw invalid(`${path} must not be empty`);
  throw invalid(`${path} must be plain text on one line, without spaces around it`);
}

/** Not empty, plain text on one line, without spaces around it. */
export function isId(id: string): boolean {
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    // Letters, digits and marks of ASCII are what nearly all ids are made of; the rest is for Unicode to say.
    if (code <= 0x20 || code >= 0x7f) return id.trim() === id && !/[\p{C}\p{Zl}\p{Zp}]/u.test(id);
  }
  return id.length > 0;
}

export function checkCount(count: number, path: string, least = 0): void {
  if (!isCount(count, least)) throw invalid(`${path} must be a whole number of at least ${least}`);
}

export function isCount(count: number, least: number): boolean {
  return Number.isSafeInteger(count) && count >= least;
}
