// The community file, `entente-community/1` (formats/community.schema.json): members, groups, clearances. Read strictly;
// whatever refers to something unknown is refused with its path, so that a slip of the pen never becomes a clearance.
import {
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
import { CODE, isCaveat, NOBODY } from "./marking-text.ts";
import type { Clearance, Community, Group, Member, MemberKind, Policy } from "./marking.ts";
import { builtInPolicies } from "./policies.ts";

const KINDS: readonly MemberKind[] = ["state", "organisation", "public"];
const PUBLIC = "PUBLIC";

/**
 * Reads a community from parsed JSON. `note`, `caveats`, `weights` and a group's `sources` may be left out.
 * @throws InputError COMMUNITY_INVALID naming the path: another shape, a repeated or unknown id, an unknown policy, level or caveat, a
 * public member cleared for more than the public.
 */
export function readCommunity(value: JsonValue): Community {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof InputError && error.code !== "COMMUNITY_INVALID")
      throw new InputError("COMMUNITY_INVALID", error.message, error.position, { cause: error });
    throw error;
  }
}

function read(value: JsonValue): Community {
  const file = readObject(
    value,
    "$",
    ["format", "name", "exercise", "asOf", "policies", "members", "groups"],
    ["note", "caveats"],
  );
  readWord(file["format"], "$.format", ["entente-community/1"]);
  if (file["note"] !== undefined) readString(file["note"], "$.note");
  const policies = readPolicies(file["policies"], file["caveats"]);
  const members = readArray(file["members"], "$.members").map((item, index) =>
    readMember(item, `$.members[${index}]`, policies),
  );
  requireDistinct(members, "$.members");
  const memberIds = new Set(members.map(({ id }) => id));
  const groups = readArray(file["groups"], "$.groups").map((item, index) =>
    readGroup(item, `$.groups[${index}]`, memberIds),
  );
  requireDistinct(groups, "$.groups");
  return {
    name: readString(file["name"], "$.name"),
    exercise: readBoolean(file["exercise"], "$.exercise"),
    asOf: readDay(readString(file["asOf"], "$.asOf")),
    policies,
    equivalences: [],
    members,
    groups,
  };
}

function readPolicies(names: JsonValue | undefined, caveats: JsonValue | undefined): readonly Policy[] {
  const ids = readStrings(names, "$.policies");
  const policies = ids.map((id, index) => {
    if (ids.indexOf(id) !== index) refuse(`$.policies[${index}]`, `repeats "${id}"`);
    const policy = builtInPolicies.find((known) => known.id === id);
    return (
      policy ??
      refuse(`$.policies[${index}]`, `must be one of ${builtInPolicies.map((known) => known.id).join(", ")}`)
    );
  });
  const added = readArray(caveats ?? [], "$.caveats").map((item, index) => {
    const path = `$.caveats[${index}]`;
    const object = readObject(item, path, ["policy", "name", "explanation"]);
    const policy = readWord(object["policy"], `${path}.policy`, ids);
    const name = readString(object["name"], `${path}.name`);
    if (!isCaveat(name))
      refuse(`${path}.name`, "must be a code word in capitals such as WALL, not a release phrase");
    return { policy, name, explanation: readString(object["explanation"], `${path}.explanation`), path };
  });
  added.forEach(({ policy, name, path }, index) => {
    if (added.findIndex((other) => other.policy === policy && other.name === name) !== index)
      refuse(path, `repeats the caveat "${name}"`);
  });
  return policies.map((policy) => ({
    ...policy,
    caveats: [
      ...policy.caveats,
      ...added
        .filter((caveat) => caveat.policy === policy.id)
        .map(({ name, explanation }) => ({
          name,
          short: name,
          explanation,
          kind: "restrictive" as const,
          tag: "",
          levels: null,
        })),
    ],
  }));
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

function readGroup(value: JsonValue, path: string, memberIds: ReadonlySet<string>): Group {
  const object = readObject(value, path, ["id", "name", "members"], ["sources"]);
  if (object["sources"] !== undefined) readStrings(object["sources"], `${path}.sources`);
  const members = readStrings(object["members"], `${path}.members`);
  members.forEach((member, index) => {
    if (!memberIds.has(member)) refuse(`${path}.members[${index}]`, `names "${member}", which is no member`);
    if (members.indexOf(member) !== index) refuse(`${path}.members[${index}]`, `repeats "${member}"`);
  });
  return {
    id: readId(object["id"], `${path}.id`),
    name: readString(object["name"], `${path}.name`),
    members,
  };
}

function readId(value: JsonValue | undefined, path: string): string {
  const id = readString(value, path);
  if (!CODE.test(id) || id === NOBODY)
    refuse(path, `must be a code in capitals such as GBR or OPCW-SP, and not ${NOBODY}`);
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
