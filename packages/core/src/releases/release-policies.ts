// What a mark means travels with the mark: a place marked by a scheme that is not built in carries the few words of that
// scheme which its own banner uses, so that whoever may see the place can rank and join its banner without the community's
// file, and whoever may not sees no word of it.
// Invariant: a cut holds no level and no caveat of a community's scheme but those of places it shows.
import {
  canonicalize,
  readArray,
  readBoolean,
  readCount,
  readObject,
  readString,
  readStrings,
  readWord,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { builtInPolicies } from "../markings/index.ts";
import type { Marking, MarkingTerm, Policy } from "../markings/index.ts";

type Level = Policy["levels"][number];
type Caveat = Policy["caveats"][number];
/** A word of a scheme and its place in the scheme's own order, which a part of the scheme must keep. */
type Ranked<Word> = Word & { readonly rank: number };
interface Part {
  readonly frame: Omit<Policy, "levels" | "caveats">;
  readonly levels: readonly Ranked<Level>[];
  readonly caveats: readonly Ranked<Caveat>[];
}

/** The parts of schemes that a reader of `marking` needs, one for each that is not built in; null when there is none. */
export function writePolicies(marking: Marking, policies: readonly Policy[]): JsonValue {
  const parts = marking.terms.flatMap((term) => {
    const policy = policies.find(({ id }) => id === term.policy);
    return policy === undefined || isBuiltIn(policy) ? [] : [writePart(policy, term)];
  });
  return parts.length === 0 ? null : parts;
}

/** Reads what {@link writePolicies} wrote. @throws InputError SHAPE_INVALID. */
export function readPolicies(value: JsonValue | undefined, path: string): readonly Part[] {
  return readArray(value, path).map((item, index) => readPart(item, `${path}[${index}]`));
}

export type PolicyPart = Part;

/**
 * The policies that `parts` of a cut's places make up, before those built in: a bare word is first looked for in them.
 * @throws VerificationError MARKING_UNDEFINED when two parts contradict each other.
 */
export function joinPolicies(parts: readonly Part[]): readonly Policy[] {
  const byId = new Map<string, Part[]>();
  for (const part of parts) byId.set(part.frame.id, [...(byId.get(part.frame.id) ?? []), part]);
  const defined = [...byId.values()].map(joinParts);
  return [...defined, ...builtInPolicies.filter(({ id }) => !byId.has(id))];
}

function joinParts(parts: readonly Part[]): Policy {
  const [first] = parts;
  if (first === undefined) throw new RangeError("a policy has at least one part");
  const { frame } = first;
  const same = parts.every((part) => JSON.stringify(part.frame) === JSON.stringify(frame));
  if (!same) contradict(frame.id);
  return {
    ...frame,
    levels: joinWords(
      parts.flatMap(({ levels }) => levels),
      frame.id,
    ),
    caveats: joinWords(
      parts.flatMap(({ caveats }) => caveats),
      frame.id,
    ),
  };
}

/** Words in their scheme's order, each once; one word has one rank and one meaning, and one rank one word. */
function joinWords<Word extends Level | Caveat>(
  words: readonly Ranked<Word>[],
  policy: string,
): readonly Word[] {
  const byName = new Map<string, Ranked<Word>>();
  const byRank = new Map<number, string>();
  for (const word of words) {
    const known = byName.get(word.name);
    if (known !== undefined && canonicalize(wordOf(known)) !== canonicalize(wordOf(word))) contradict(policy);
    if ((byRank.get(word.rank) ?? word.name) !== word.name) contradict(policy);
    byName.set(word.name, word);
    byRank.set(word.rank, word.name);
  }
  return [...byName.values()].sort((a, b) => a.rank - b.rank);
}

function wordOf(word: Ranked<Level | Caveat>): JsonObject {
  return { ...word };
}

function contradict(policy: string): never {
  throw new VerificationError(
    "MARKING_UNDEFINED",
    `Two places of this cut say different things of the marking scheme "${policy}": ask the originator for a release that does not`,
  );
}

/** A caveat that every reader of an open scheme takes the same way, whether or not a community lists it. */
function isPlain({ name, short, kind, tag, levels }: Caveat): boolean {
  return short === name && kind === "restrictive" && tag === "" && levels === null;
}

// A policy is an object that never changes, and is compared once.
const compared = new WeakMap<Policy, boolean>();

function isBuiltIn(policy: Policy): boolean {
  const found = compared.get(policy) ?? equalsBuiltIn(policy);
  compared.set(policy, found);
  return found;
}

function equalsBuiltIn(policy: Policy): boolean {
  const known = builtInPolicies.find(({ id }) => id === policy.id);
  if (known === undefined) return false;
  if (known === policy) return true;
  const listed = new Set(known.caveats.map(({ name }) => name));
  const caveats = policy.openCaveats
    ? policy.caveats.filter((caveat) => listed.has(caveat.name) || !isPlain(caveat))
    : policy.caveats;
  // How lists roll up is decided with the community's file at hand, and the result is what a release carries.
  const alike = { ...policy, caveats, rollUp: known.rollUp };
  return JSON.stringify(sortMembers(alike)) === JSON.stringify(sortMembers(known));
}

/** The same value with the members of every object in one order. */
function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, sortMembers(member)]);
}

function writePart(policy: Policy, term: MarkingTerm): JsonObject {
  const words = [...term.caveats, ...term.oneOf.flat(), ...term.notes];
  const used = policy.caveats.filter(({ name }) =>
    // A word may name something after its caveat, as in `FGI DEU`.
    words.some((word) => word === name || word.startsWith(`${name} `)),
  );
  // What a join drops of a caveat depends on the levels it may stand with.
  const levels = new Set([term.level, ...used.flatMap((caveat) => caveat.levels ?? [])]);
  return {
    ...{ id: policy.id, name: policy.name, syntax: policy.syntax, prefix: policy.prefix },
    ...{ releasePhrase: policy.releasePhrase, alwaysListed: [...policy.alwaysListed], rollUp: policy.rollUp },
    openCaveats: policy.openCaveats,
    eyesOnly: policy.eyesOnly.map(({ phrase, short, releasableTo }) => ({
      ...{ phrase, short, releasableTo: [...releasableTo] },
    })),
    levels: policy.levels.flatMap(({ name, short, colour, ink, unlisted }, rank) =>
      levels.has(name)
        ? [{ rank, name, short, colour, ink, unlisted: unlisted === null ? null : [...unlisted] }]
        : [],
    ),
    // What a caveat is for stays in the community's file: ranking and joining do not need it.
    caveats: used.map(({ name, short, kind, tag, levels: beside }) => ({
      ...{ rank: rankCaveat(name, policy), name, short, kind, tag },
      levels: beside === null ? null : [...beside],
    })),
  };
}

/**
 * A caveat's place in its scheme's order. In slashes a tag stands where its first caveat does, so that the order of tags
 * is kept when that one is left out.
 */
function rankCaveat(name: string, { caveats, syntax }: Policy): number {
  if (syntax === "dashes") return caveats.findIndex((caveat) => caveat.name === name);
  const tags = [...new Set(caveats.map(({ tag }) => tag))];
  const blocks = tags.flatMap((tag) => caveats.filter((caveat) => caveat.tag === tag));
  return blocks.findIndex((caveat) => caveat.name === name);
}

function readPart(value: JsonValue, path: string): Part {
  const object = readObject(value, path, PART_MEMBERS);
  const text = (name: string): string => readString(object[name], `${path}.${name}`);
  return {
    frame: {
      ...{ id: text("id"), name: text("name"), prefix: text("prefix"), releasePhrase: text("releasePhrase") },
      syntax: readWord(object["syntax"], `${path}.syntax`, ["dashes", "slashes"]),
      rollUp: readWord(object["rollUp"], `${path}.rollUp`, ["intersection", "ic", "dod"]),
      alwaysListed: readStrings(object["alwaysListed"], `${path}.alwaysListed`),
      openCaveats: readBoolean(object["openCaveats"], `${path}.openCaveats`),
      eyesOnly: readArray(object["eyesOnly"], `${path}.eyesOnly`).map((item, index) =>
        readEyesOnly(item, `${path}.eyesOnly[${index}]`),
      ),
      // Neither has a say in a banner.
      ...{ publicLevel: null, identifier: null },
    },
    levels: readArray(object["levels"], `${path}.levels`).map((item, index) =>
      readLevel(item, `${path}.levels[${index}]`),
    ),
    caveats: readArray(object["caveats"], `${path}.caveats`).map((item, index) =>
      readCaveat(item, `${path}.caveats[${index}]`),
    ),
  };
}

const PART_MEMBERS = [
  ...["id", "name", "syntax", "prefix", "releasePhrase", "alwaysListed", "rollUp", "openCaveats", "eyesOnly"],
  ...["levels", "caveats"],
];

function readEyesOnly(value: JsonValue, path: string): Policy["eyesOnly"][number] {
  const object = readObject(value, path, ["phrase", "short", "releasableTo"]);
  return {
    phrase: readString(object["phrase"], `${path}.phrase`),
    short: readString(object["short"], `${path}.short`),
    releasableTo: readStrings(object["releasableTo"], `${path}.releasableTo`),
  };
}

function readLevel(value: JsonValue, path: string): Ranked<Level> {
  const object = readObject(value, path, ["rank", "name", "short", "colour", "ink", "unlisted"]);
  return {
    rank: readCount(object["rank"], `${path}.rank`),
    name: readString(object["name"], `${path}.name`),
    short: readString(object["short"], `${path}.short`),
    colour: readString(object["colour"], `${path}.colour`),
    ink: readString(object["ink"], `${path}.ink`),
    unlisted: readStringsOrNull(object["unlisted"], `${path}.unlisted`),
  };
}

function readCaveat(value: JsonValue, path: string): Ranked<Caveat> {
  const object = readObject(value, path, ["rank", "name", "short", "kind", "tag", "levels"]);
  return {
    rank: readCount(object["rank"], `${path}.rank`),
    name: readString(object["name"], `${path}.name`),
    short: readString(object["short"], `${path}.short`),
    explanation: "",
    kind: readWord(object["kind"], `${path}.kind`, ["restrictive", "permissive", "informative"]),
    tag: readString(object["tag"], `${path}.tag`),
    levels: readStringsOrNull(object["levels"], `${path}.levels`),
  };
}

function readStringsOrNull(value: JsonValue | undefined, path: string): readonly string[] | null {
  return value === null ? null : readStrings(value, path);
}
