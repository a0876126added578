// A marking scheme as a file, `entente-policy/1` (formats/policy.schema.json): what a community defines for itself beside the
// built-in schemes. Read strictly. Whatever would give a mark two readings, or let a stricter mark be read by more, is
// refused with its path.
import {
  InputError,
  readArray,
  readBoolean,
  readObject,
  readString,
  readStrings,
  readWord,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { isReserved } from "./dashes-text.ts";
import { CONCEALED_SOURCE, listKey, sortWords } from "./join.ts";
import type { Caveat, Policy, PolicyLevel } from "./marking.ts";
import { builtInPolicies } from "./policies.ts";
import { readIdentifier } from "./policy-identifier.ts";
import { isCode, NOBODY, ONLY } from "./text-pieces.ts";

const FORMAT = "entente-policy/1";
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Levels, caveats and phrases: capitals and digits of any alphabet that has them, parted by single signs. */
const WORDS = /^[\p{Lu}\p{N}]+(?:[ \-/+:.][\p{Lu}\p{N}]+)*$/u;
const COLOUR = /^#[0-9A-Fa-f]{6}$/;
const LONGEST = 64;
const KINDS: readonly Caveat["kind"][] = ["restrictive", "permissive", "informative"];

type Ranked = Pick<Policy, "levels">;

/**
 * Reads a scheme from parsed JSON. Left out: `prefix`, `short` of a caveat or phrase, `tag`, `levels` of a caveat, colours,
 * and lists that are empty. What decides who may read, `unlisted` of a level and `kind` of a caveat, must be there.
 * @throws InputError POLICY_INVALID naming the path.
 */
export function readPolicy(value: JsonValue): Policy {
  return withCode("POLICY_INVALID", () => readPolicyAt(value, "$"));
}

/** Every bad shape inside `read` as the one code of the file. */
export function withCode<Value>(code: "POLICY_INVALID" | "COMMUNITY_INVALID", read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError && error.code !== code)
      throw new InputError(code, error.message, error.position, { cause: error });
    throw error;
  }
}

/** {@link readPolicy} inside another file. @throws InputError POLICY_INVALID, SHAPE_INVALID. */
export function readPolicyAt(value: JsonValue, path: string): Policy {
  const file = readObject(
    value,
    path,
    ["format", "id", "name", "levels", "releasePhrase"],
    [
      ...["syntax", "prefix", "publicLevel", "caveats", "openCaveats"],
      ...["eyesOnly", "alwaysListed", "rollUp", "identifier"],
    ],
  );
  readWord(file["format"], `${path}.format`, [FORMAT]);
  const alwaysListed = readCodes(file["alwaysListed"] ?? [], `${path}.alwaysListed`);
  const policy: Policy = {
    id: readId(file["id"], `${path}.id`),
    name: readString(file["name"], `${path}.name`),
    syntax: readWord(file["syntax"] ?? "dashes", `${path}.syntax`, ["dashes", "slashes"] as const),
    prefix: readPrefix(file["prefix"] ?? "", `${path}.prefix`),
    levels: readLevels(file["levels"], `${path}.levels`),
    publicLevel: null,
    caveats: [],
    openCaveats: readBoolean(file["openCaveats"] ?? false, `${path}.openCaveats`),
    eyesOnly: readReadyLists(file["eyesOnly"] ?? [], `${path}.eyesOnly`, alwaysListed),
    releasePhrase: readReleasePhrase(file["releasePhrase"], `${path}.releasePhrase`),
    alwaysListed,
    rollUp: readWord(file["rollUp"] ?? "intersection", `${path}.rollUp`, [
      "intersection",
      "ic",
      "dod",
    ] as const),
    identifier: null,
  };
  if (policy.rollUp !== "intersection" && alwaysListed.length === 0)
    refuse(`${path}.rollUp`, "needs `alwaysListed`: the regimes are about one state's own lists");
  if (policy.openCaveats && policy.syntax === "slashes")
    refuse(
      `${path}.openCaveats`,
      "must be false with the syntax of slashes: its words stand in blocks of their own",
    );
  for (const { phrase, short } of policy.eyesOnly)
    if ([phrase, short].some((text) => startsList(text, policy.releasePhrase)))
      refuse(`${path}.eyesOnly`, `holds "${phrase}", which begins as a list does`);
  const caveats = readArray(file["caveats"] ?? [], `${path}.caveats`).map((item, index) => {
    const at = `${path}.caveats[${index}]`;
    const object = readObject(item, at, ["name", "explanation", "kind"], ["short", "tag", "levels"]);
    return { caveat: readCaveat(object, at, policy), at };
  });
  caveats.forEach(({ caveat, at }, index) => {
    requireNewCaveat(
      caveat,
      caveats.slice(0, index).map((earlier) => earlier.caveat),
      at,
    );
  });
  const whole = {
    ...policy,
    publicLevel: readPublicLevel(file["publicLevel"] ?? null, `${path}.publicLevel`, policy),
    caveats: caveats.map(({ caveat }) => caveat),
  };
  return { ...whole, identifier: readIdentifier(file["identifier"] ?? null, `${path}.identifier`, whole) };
}

/**
 * One caveat of a policy or of a community. A restrictive or permissive one is never dropped by a join that lifts it to a
 * higher level, so its levels must reach to the top; those of an informative one must follow each other.
 */
export function readCaveat(object: JsonObject, path: string, policy: Policy): Caveat {
  const name = readWords(object["name"], `${path}.name`, policy);
  const short = object["short"] === undefined ? name : readWords(object["short"], `${path}.short`, policy);
  const kind = readWord(object["kind"] ?? "restrictive", `${path}.kind`, KINDS);
  const tag = readString(object["tag"] ?? "", `${path}.tag`);
  const levels = object["levels"] ?? null;
  for (const [member, text] of Object.entries({ name, short }))
    if (isReserved(text, policy) || (text !== CONCEALED_SOURCE && text.startsWith(`${CONCEALED_SOURCE} `)))
      refuse(
        `${path}.${member}`,
        "must be a code word in capitals such as WALL, not what a list begins with or is",
      );
  return {
    name,
    short,
    explanation: readString(object["explanation"], `${path}.explanation`),
    kind,
    tag,
    levels: levels === null ? null : readCaveatLevels(levels, `${path}.levels`, kind, policy),
  };
}

/** @throws InputError POLICY_INVALID when a name or short name of `caveat` is one of `others` already. */
export function requireNewCaveat(caveat: Caveat, others: readonly Caveat[], path: string): void {
  const taken = new Set(others.flatMap(({ name, short }) => [name, short]));
  if (taken.has(caveat.name)) refuse(path, `repeats the caveat "${caveat.name}"`);
  if (taken.has(caveat.short))
    refuse(`${path}.short`, `repeats "${caveat.short}", which is another caveat's`);
}

function readCaveatLevels(
  value: JsonValue,
  path: string,
  kind: Caveat["kind"],
  { levels }: Ranked,
): readonly string[] {
  const named = readStrings(value, path);
  const ranks = named.map((name, index) => {
    const rank = levels.findIndex((level) => level.name === name);
    return rank < 0 ? refuse(`${path}[${index}]`, `names "${name}", which is no level of the policy`) : rank;
  });
  if (ranks.length === 0) refuse(path, "must name a level, or be left out for all of them");
  ranks.forEach((rank, index) => {
    if (index > 0 && rank !== (ranks[index - 1] ?? 0) + 1)
      refuse(`${path}[${index}]`, "must name levels that follow each other, lowest first");
  });
  if (kind !== "informative" && ranks.at(-1) !== levels.length - 1)
    refuse(path, "must reach up to the highest level: such a caveat stays when a marking gets stricter");
  return named;
}

function readLevels(value: JsonValue | undefined, path: string): readonly PolicyLevel[] {
  const levels = readArray(value, path).map((item, index): PolicyLevel => {
    const at = `${path}[${index}]`;
    const object = readObject(item, at, ["name", "short", "unlisted"], ["colour", "ink"]);
    return {
      name: readWords(object["name"], `${at}.name`),
      short: readWords(object["short"], `${at}.short`),
      colour: readColour(object["colour"] ?? "#1d4f91", `${at}.colour`),
      ink: readColour(object["ink"] ?? "#ffffff", `${at}.ink`),
      unlisted: object["unlisted"] === null ? null : readCodes(object["unlisted"], `${at}.unlisted`),
    };
  });
  if (levels.length === 0) refuse(path, "must hold a level");
  levels.forEach(({ name, short, unlisted }, index) => {
    const before = levels.slice(0, index);
    if (before.some((other) => other.name === name)) refuse(`${path}[${index}].name`, `repeats "${name}"`);
    if (before.some((other) => other.short === short))
      refuse(`${path}[${index}].short`, `repeats "${short}"`);
    const below = before.at(-1)?.unlisted ?? null;
    const narrows =
      below === null || unlisted?.length === 0 || (unlisted !== null && listKey(unlisted) === listKey(below));
    if (!narrows)
      refuse(
        `${path}[${index}].unlisted`,
        "must be that of the level below or [], never for others than there",
      );
  });
  return levels;
}

function readReadyLists(value: JsonValue, path: string, alwaysListed: readonly string[]): Policy["eyesOnly"] {
  const lists = readArray(value, path).map((item, index) => {
    const at = `${path}[${index}]`;
    const object = readObject(item, at, ["phrase", "releasableTo"], ["short"]);
    const phrase = readWords(object["phrase"], `${at}.phrase`);
    const short = object["short"] === undefined ? phrase : readWords(object["short"], `${at}.short`);
    const releasableTo = readCodes(object["releasableTo"], `${at}.releasableTo`);
    if (releasableTo.length === 0) refuse(`${at}.releasableTo`, "must name somebody");
    const missing = alwaysListed.find((code) => !releasableTo.includes(code));
    if (missing !== undefined) refuse(`${at}.releasableTo`, `must hold ${missing}, which every list holds`);
    return { phrase, short, releasableTo };
  });
  lists.forEach(({ phrase, short, releasableTo }, index) => {
    const before = lists.slice(0, index);
    const taken = before.flatMap((other) => [other.phrase, other.short]);
    if (taken.includes(phrase) || taken.includes(short)) refuse(`${path}[${index}]`, `repeats "${phrase}"`);
    if (before.some((other) => listKey(other.releasableTo) === listKey(releasableTo)))
      refuse(`${path}[${index}].releasableTo`, "is another phrase's list already");
  });
  return lists;
}

function readId(value: JsonValue | undefined, path: string): string {
  const id = readString(value, path);
  if (!ID.test(id) || id.length > LONGEST) refuse(path, "must be an id in small letters such as de-vs");
  if (builtInPolicies.some((known) => known.id === id))
    refuse(path, `is "${id}", a built-in policy: name it by its id instead, or give your own another one`);
  return id;
}

function readPrefix(value: JsonValue, path: string): string {
  const prefix = readString(value, path);
  if (prefix !== "" && !(prefix.endsWith(" ") && WORDS.test(prefix.slice(0, -1))))
    refuse(path, "must be empty, or a word in capitals and a space");
  return prefix;
}

function readReleasePhrase(value: JsonValue | undefined, path: string): string {
  const phrase = readWords(value, path);
  if (startsList(phrase, ONLY)) refuse(path, `must not begin with ${ONLY}, which begins a list of caveats`);
  return phrase;
}

function readPublicLevel(value: JsonValue, path: string, { levels }: Ranked): string | null {
  return value === null
    ? null
    : readWord(
        value,
        path,
        levels.map(({ name }) => name),
      );
}

function readWords(value: JsonValue | undefined, path: string, policy?: Pick<Policy, "syntax">): string {
  const words = readString(value, path);
  if (!WORDS.test(words) || words.length > LONGEST || words === NOBODY)
    refuse(path, `must be words in capitals, at most ${LONGEST} characters, and not ${NOBODY}`);
  if (policy?.syntax === "slashes" && words.includes("/")) refuse(path, "must hold no slash in this syntax");
  return words;
}

function readColour(value: JsonValue, path: string): string {
  const colour = readString(value, path);
  return COLOUR.test(colour) ? colour : refuse(path, "must be a colour such as #1d4f91");
}

/** Codes in plain order, none twice, whatever the order in the file. */
function readCodes(value: JsonValue | undefined, path: string): readonly string[] {
  const codes = readStrings(value, path);
  codes.forEach((code, index) => {
    if (!isCode(code)) refuse(`${path}[${index}]`, `must be a code in capitals, and not ${NOBODY}`);
    if (codes.indexOf(code) !== index) refuse(`${path}[${index}]`, `repeats "${code}"`);
  });
  return sortWords(codes);
}

function startsList(text: string, opening: string): boolean {
  return `${text} `.startsWith(`${opening} `);
}

function refuse(path: string, what: string): never {
  throw new InputError("POLICY_INVALID", `${path} ${what}`);
}
