// What the properties of one STIX object must be to each other (STIX 2.1 sections 3, 4, 6 and 7), beside what each must be
// by itself. Everything here is said of a sound object whose properties have their types.
import { InputError } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { builtInPolicies, readMarkingDefinition } from "@entente/core/markings";
import { slotOf } from "./checks.ts";
import type { Tally } from "./checks.ts";
import { readLine, stixLines } from "./lines.ts";

/** Properties of which the second is not before the first. */
const ORDERED = [
  ["created", "modified"],
  ["valid_from", "valid_until"],
  ["first_seen", "last_seen"],
  ["first_observed", "last_observed"],
  ["start_time", "stop_time"],
] as const;
/** Types of which some property must be there, whichever. */
const SOME: Readonly<Record<string, readonly (readonly string[])[]>> = {
  file: [["hashes"], ["name"]],
  artifact: [["payload_bin"], ["url", "hashes"]],
  location: [["region"], ["country"], ["latitude", "longitude"]],
  "network-traffic": [["src_ref"], ["dst_ref"]],
  "observed-data": [["objects"], ["object_refs"]],
  "marking-definition": [["definition_type", "definition"], ["extensions"]],
  "malware-analysis": [["result"], ["analysis_sco_refs"]],
};
/** Types of which one of two must be there, and not both. */
const EITHER: Readonly<Record<string, readonly [string, string]>> = {
  artifact: ["payload_bin", "url"],
  "observed-data": ["objects", "object_refs"],
};
/** TLP has fixed objects: of TLP 1 in the standard, of TLP 2.0 in the OASIS repository of common objects. */
const FIXED = new Set([
  ...["613f2e26-407d-48c7-9eca-b8e91df99dc9", "34098fce-860f-48ae-8e50-ebd3cc5e41da"],
  ...["f88d31f6-486f-44da-b317-01333bde0b82", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"],
  ...["94868c89-83c2-464b-929b-a1a8aa3c8487", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"],
  ...["55d920b0-5e8b-4f79-9ee9-91f868d9b421", "939a9414-2ddd-4d32-a0cd-375ea402b003"],
  "e828b379-4e03-4974-9ac4-e53a884c97c1",
]);

type Rule = (object: JsonObject, faults: string[], values: Values) => void;
type Values = Tally["values"];

/** Which of these a type has follows from its line, so that nothing is looked for that cannot be there. */
const RULES: ReadonlyMap<string, readonly Rule[]> = new Map(
  stixLines.map(({ type, line }) => {
    const names = new Set(readLine(line).map(({ name }) => name));
    const rules: Rule[] = ORDERED.filter(([first]) => names.has(first)).map(([first, second]) => {
      const [from, to] = [slotOf(first), slotOf(second)];
      return (_, faults, values) => {
        if (!isInOrder(values[from], values[to])) faults.push(`${second} must not be before ${first}`);
      };
    });
    const some = SOME[type];
    if (some !== undefined) rules.push((object, faults) => checkSome(object, some, faults));
    const either = EITHER[type];
    if (either !== undefined)
      rules.push((object, faults) => {
        if (either.every((name) => object[name] !== undefined))
          faults.push(`${either.join(" and ")} cannot both be there`);
      });
    if (type === "malware")
      rules.push((object, faults) => {
        if (object["is_family"] === true && object["name"] === undefined)
          faults.push("a family of malware must have a name");
      });
    if (type === "marking-definition")
      rules.push((object, faults) => void faults.push(...checkFixed(object)));
    return [type, rules];
  }),
);
const NO_RULES: readonly Rule[] = [];

const [ID, CREATOR, MARKINGS, GRANULAR] = [
  slotOf("id"),
  slotOf("created_by_ref"),
  slotOf("object_marking_refs"),
  slotOf("granular_markings"),
];

/** Adds what is wrong with an object as a whole, in words that name the properties. Its shape was checked into the tally. */
export function checkWhole(object: JsonObject, type: string, { faults, values }: Tally): void {
  for (const rule of RULES.get(type) ?? NO_RULES) rule(object, faults, values);
  const granular = values[GRANULAR];
  if (granular !== undefined) faults.push(...checkSelectors(object, granular));
  const creator = values[CREATOR];
  if (typeof creator === "string" && !creator.startsWith("identity--"))
    faults.push("created_by_ref must refer to an identity");
  const markings = values[MARKINGS];
  if (markings !== undefined) checkMarkings(values[ID], markings as readonly string[], faults);
}

function isInOrder(from: JsonValue | undefined, to: JsonValue | undefined): boolean {
  return from === to || typeof from !== "string" || typeof to !== "string" || !isBefore(to, from);
}

function checkSome(object: JsonObject, some: readonly (readonly string[])[], faults: string[]): void {
  if (some.some((names) => names.every((name) => object[name] !== undefined))) return;
  faults.push(`${some.map((names) => names.join(" with ")).join(" or ")} is missing`);
}

function checkMarkings(id: JsonValue | undefined, refs: readonly string[], faults: string[]): void {
  let [strange, circular] = [false, false];
  for (const ref of refs) {
    if (!ref.startsWith("marking-definition--")) strange = true;
    if (ref === id) circular = true;
  }
  if (strange) faults.push("object_marking_refs must refer to marking-definitions");
  if (circular) faults.push("object_marking_refs must not refer to the object itself");
}

/** An object with the id of a colour of TLP and another content would be taken for that colour. */
function checkFixed(object: JsonObject): readonly string[] {
  const { id, spec_version: version = "2.1" } = object;
  if (typeof id !== "string" || !FIXED.has(id.slice("marking-definition--".length))) return [];
  try {
    readMarkingDefinition({ ...object, spec_version: version }, builtInPolicies);
    return [];
  } catch (error) {
    if (error instanceof InputError) return [`it has the id of a colour of TLP and another content`];
    throw error;
  }
}

/** Whether timestamp `a` is before `b`, to any number of digits. */
function isBefore(a: string, b: string): boolean {
  const [first, second] = [a.slice(0, 19), b.slice(0, 19)];
  if (first !== second) return first < second;
  const [own, other] = [a.slice(20, -1), b.slice(20, -1)];
  const digits = Math.max(own.length, other.length);
  return own.padEnd(digits, "0") < other.padEnd(digits, "0");
}

/** A selector that points at nothing would leave its part unmarked. */
function checkSelectors(object: JsonObject, granular: JsonValue): readonly string[] {
  const faults: string[] = [];
  for (const marking of granular as readonly JsonObject[]) {
    const { selectors } = marking;
    if (!Array.isArray(selectors)) continue;
    for (const selector of selectors as readonly JsonValue[])
      if (typeof selector !== "string" || !selects(object, selector))
        faults.push(`the selector ${JSON.stringify(selector)} points at nothing`);
  }
  return faults;
}

function selects(object: JsonObject, selector: string): boolean {
  let at: JsonValue | undefined = object;
  for (const step of selector.split(".")) {
    const index = /^\[(0|[1-9]\d{0,8})\]$/.exec(step)?.[1];
    if (index !== undefined) at = Array.isArray(at) ? (at as readonly JsonValue[])[Number(index)] : undefined;
    else if (typeof at === "object" && at !== null && !Array.isArray(at))
      at = Object.hasOwn(at, step) ? (at as JsonObject)[step] : undefined;
    else return false;
    if (at === undefined) return false;
  }
  return true;
}
