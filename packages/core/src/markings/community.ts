// The community file, `entente-community/1` (formats/community.schema.json): members, groups, clearances. Read strictly;
// whatever refers to something unknown is refused with its path, so that a slip of the pen never becomes a clearance.
import {
  canonicalize,
  InputError,
  readAnyObject,
  readArray,
  readBoolean,
  readDay,
  readNumber,
  readObject,
  readString,
  readStrings,
  readWord,
} from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { rankOf } from "./join.ts";
import type { Clearance, Community, Equivalence, Member, MemberKind, Policy } from "./marking.ts";
import { builtInPolicies } from "./policies.ts";
import { readCaveat, readPolicyAt, requireNewCaveat, withCode } from "./policy-file.ts";
import { readGroup } from "./group.ts";
import { isCode, NOBODY } from "./text-pieces.ts";

const KINDS: readonly MemberKind[] = ["state", "organisation", "public"];
const PUBLIC = "PUBLIC";

/**
 * Reads a community from parsed JSON. `note`, `caveats`, `equivalences`, `weights`, and `sources` and `changes` of a
 * group may be left out.
 * @throws InputError COMMUNITY_INVALID naming the path: another shape, a repeated or unknown id, an unknown policy, level or
 * caveat, a public member cleared for more than the public, marks with two readings, an equivalence within one policy.
 */
export function readCommunity(value: JsonValue): Community {
  return withCode("COMMUNITY_INVALID", () => read(value));
}

function read(value: JsonValue): Community {
  const file = readObject(
    value,
    "$",
    ["format", "name", "exercise", "asOf", "policies", "members", "groups"],
    ["note", "caveats", "equivalences"],
  );
  readWord(file["format"], "$.format", ["entente-community/1"]);
  if (file["note"] !== undefined) readString(file["note"], "$.note");
  const policies = readPolicies(file["policies"], file["caveats"]);
  const members = readArray(file["members"], "$.members").map((item, index) =>
    readMember(item, `$.members[${index}]`, policies),
  );
  requireDistinct(members, "$.members");
  const memberIds = new Set(members.map(({ id }) => id));
  const asOf = readDay(readString(file["asOf"], "$.asOf"));
  const groups = readArray(file["groups"], "$.groups").map((item, index) =>
    readGroup(item, `$.groups[${index}]`, { memberIds, asOf, readId }),
  );
  requireDistinct(groups, "$.groups");
  return {
    name: readString(file["name"], "$.name"),
    exercise: readBoolean(file["exercise"], "$.exercise"),
    asOf,
    policies,
    equivalences: readEquivalences(file["equivalences"], policies, members),
    members,
    groups,
  };
}

/** Built-in by id, the US scheme with its regime, or a scheme of the community's own; with the caveats it adds. */
function readPolicies(entries: JsonValue | undefined, caveats: JsonValue | undefined): readonly Policy[] {
  const policies = readArray(entries, "$.policies").map((entry, index) =>
    readPolicyEntry(entry, `$.policies[${index}]`),
  );
  requireDistinct(policies, "$.policies");
  requireDistinctSpellings(policies);
  const known = new Map(policies.map((policy) => [policy.id, policy]));
  readArray(caveats ?? [], "$.caveats").forEach((item, index) => {
    const path = `$.caveats[${index}]`;
    const object = readObject(
      item,
      path,
      ["policy", "name", "explanation"],
      ["kind", "short", "tag", "levels"],
    );
    const policy = known.get(readWord(object["policy"], `${path}.policy`, [...known.keys()]));
    if (policy === undefined) return;
    const caveat = readCaveat(object, path, policy);
    requireNewCaveat(caveat, policy.caveats, path);
    known.set(policy.id, { ...policy, caveats: [...policy.caveats, caveat] });
  });
  return [...known.values()];
}

function readPolicyEntry(entry: JsonValue, path: string): Policy {
  const ids = builtInPolicies.map(({ id }) => id);
  if (typeof entry === "string") {
    const policy = builtInPolicies.find(({ id }) => id === entry);
    if (policy === undefined) refuse(path, `must be one of ${ids.join(", ")}, or a policy of your own`);
    if (policy.alwaysListed.length > 0)
      refuse(
        path,
        `must say how lists roll up into a banner: {"use": "${entry}", "rollUp": "ic"} for intelligence, "dod" for other departments`,
      );
    return policy;
  }
  if (!Object.hasOwn(readAnyObject(entry, path), "use")) return readPolicyAt(entry, path);
  const object = readObject(entry, path, ["use", "rollUp"]);
  const use = readWord(object["use"], `${path}.use`, ids);
  const policy = builtInPolicies.find(({ id }) => id === use);
  if (policy === undefined || policy.alwaysListed.length === 0)
    refuse(`${path}.rollUp`, `must be absent: write "${use}" alone, it has one way to roll up`);
  return { ...policy, rollUp: readWord(object["rollUp"], `${path}.rollUp`, ["ic", "dod"] as const) };
}

/** No mark may have two readings: full names are distinct everywhere, short ones wherever a community can choose them. */
function requireDistinctSpellings(policies: readonly Policy[]): void {
  policies.forEach(({ id, levels, prefix }, index) => {
    const builtIn = builtInPolicies.some((known) => known.id === id);
    for (const other of policies.slice(0, index)) {
      const full = new Set(other.levels.map(({ name }) => other.prefix + name));
      const short = new Set(other.levels.map((level) => level.short));
      const bothBuiltIn = builtIn && builtInPolicies.some((known) => known.id === other.id);
      levels.forEach((level, at) => {
        const path = `$.policies[${index}].levels[${at}]`;
        const name = prefix + level.name;
        if (full.has(name) || (short.has(name) && !bothBuiltIn))
          refuse(`${path}.name`, `is "${name}", as in the policy ${other.id}: choose another`);
        if ((short.has(level.short) || full.has(level.short)) && !bothBuiltIn)
          refuse(`${path}.short`, `is "${level.short}", as in the policy ${other.id}: choose another`);
      });
    }
  });
}

function readEquivalences(
  value: JsonValue | undefined,
  policies: readonly Policy[],
  members: readonly Member[],
): readonly Equivalence[] {
  const side = (item: JsonValue | undefined, path: string): Equivalence["held"] => {
    const object = readObject(item, path, ["policy", "level"]);
    const id = readWord(
      object["policy"],
      `${path}.policy`,
      policies.map((policy) => policy.id),
    );
    const levels = policies.find((policy) => policy.id === id)?.levels ?? [];
    return {
      policy: id,
      level: readWord(
        object["level"],
        `${path}.level`,
        levels.map(({ name }) => name),
      ),
    };
  };
  const seen = new Set<string>();
  return readArray(value ?? [], "$.equivalences").map((item, index) => {
    const path = `$.equivalences[${index}]`;
    const object = readObject(item, path, ["held", "reads"]);
    const row = { held: side(object["held"], `${path}.held`), reads: side(object["reads"], `${path}.reads`) };
    if (row.held.policy === row.reads.policy)
      refuse(path, "must be between two policies: within one the order of its levels decides");
    const key = canonicalize({ held: { ...row.held }, reads: { ...row.reads } });
    if (seen.has(key)) refuse(path, "repeats an earlier row");
    seen.add(key);
    requireNotForPublic(row, policies, members, path);
    return row;
  });
}

/** A row must not give the public more than the one level a policy has for it. */
function requireNotForPublic(
  { held, reads }: Equivalence,
  policies: readonly Policy[],
  members: readonly Member[],
  path: string,
): void {
  const find = (id: string): Policy | undefined => policies.find((policy) => policy.id === id);
  const reader = find(reads.policy);
  const within =
    reader?.publicLevel != null && rankOf(reader, reads.level) <= rankOf(reader, reader.publicLevel);
  const publicHolds = members.some(({ kind, clearances }) => {
    const upTo = kind === "public" ? clearances[held.policy]?.upTo : undefined;
    return upTo !== undefined && rankOf(find(held.policy), upTo) >= rankOf(find(held.policy), held.level);
  });
  if (publicHolds && !within) refuse(path, `would let the public read ${reads.level}`);
}

function readMember(value: JsonValue, path: string, policies: readonly Policy[]): Member {
  const object = readObject(value, path, ["id", "name", "kind", "clearances"], ["weights"]);
  const id = readId(object["id"], `${path}.id`);
  const kind = readWord(object["kind"], `${path}.kind`, KINDS);
  if ((kind === "public") !== (id === PUBLIC))
    refuse(`${path}.kind`, `must be "public" for the member ${PUBLIC} and for no other`);
  const clearances = Object.entries(readAnyObject(object["clearances"], `${path}.clearances`)).map(
    ([policyId, clearance]) =>
      [
        policyId,
        readClearance(clearance, `${path}.clearances.${policyId}`, { policyId, kind, policies }),
      ] as const,
  );
  const weights = Object.entries(readAnyObject(object["weights"] ?? {}, `${path}.weights`)).map(
    ([name, weight]) => {
      const number = readNumber(weight, `${path}.weights.${name}`);
      if (!Number.isFinite(number) || number < 0) refuse(`${path}.weights.${name}`, "must not be negative");
      return [name, number] as const;
    },
  );
  return {
    id,
    name: readString(object["name"], `${path}.name`),
    kind,
    clearances: Object.fromEntries(clearances),
    weights: Object.fromEntries(weights),
  };
}

function readClearance(
  value: JsonValue,
  path: string,
  context: { policyId: string; kind: MemberKind; policies: readonly Policy[] },
): Clearance {
  const policy = context.policies.find(({ id }) => id === context.policyId);
  if (policy === undefined) refuse(path, "is for a policy this community does not use");
  const object = readObject(value, path, ["upTo", "caveats"]);
  const upTo = readWord(
    object["upTo"],
    `${path}.upTo`,
    policy.levels.map(({ name }) => name),
  );
  const caveats = readStrings(object["caveats"], `${path}.caveats`);
  caveats.forEach((caveat, index) => {
    if (!policy.caveats.some(({ name }) => name === caveat))
      refuse(
        `${path}.caveats[${index}]`,
        `names "${caveat}", which is no caveat of the policy ${policy.id} here`,
      );
    if (caveats.indexOf(caveat) !== index) refuse(`${path}.caveats[${index}]`, `repeats "${caveat}"`);
  });
  if (context.kind === "public" && (upTo !== policy.publicLevel || caveats.length > 0))
    refuse(path, `must be ${policy.publicLevel ?? "absent"} without caveats: the public holds nothing more`);
  return { upTo, caveats };
}

function readId(value: JsonValue | undefined, path: string): string {
  const id = readString(value, path);
  if (!isCode(id)) refuse(path, `must be a code in capitals such as GBR or OPCW-SP, and not ${NOBODY}`);
  return id;
}

function requireDistinct(items: readonly { readonly id: string }[], path: string): void {
  const seen = new Set<string>();
  items.forEach(({ id }, index) => {
    if (seen.has(id)) refuse(`${path}[${index}].id`, `repeats "${id}"`);
    seen.add(id);
  });
}

function refuse(path: string, what: string): never {
  throw new InputError("COMMUNITY_INVALID", `${path} ${what}`);
}
