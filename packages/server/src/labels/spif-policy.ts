// A policy file (SPIF) made into a policy of ours, and a list of everything in it that ours cannot hold. Invariant: a word
// that is not carried over makes labels with it unreadable here, never readable by more; equivalences are not taken over
// at all, because they belong to the community's own table. Rules that only say which labels are well made are reported.
import { InputError } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { builtInPolicies, readPolicy } from "@entente/core/markings";
import type { Caveat, LabelTag, Policy, PolicyLevel } from "@entente/core/markings";
import { displayClassification, qualifierOf, replacesPolicy } from "./label-display.ts";
import type { Spif, SpifCategory, SpifClassification, SpifTag } from "./spif.ts";

/** Permissive tags whose values are members and groups; all others are caveats of which one must be held. */
const RELEASE_TAGS = ["Releasable To", "Only"];

const COLOURS: Readonly<Record<string, string>> = {
  white: "#ffffff",
  silver: "#c0c0c0",
  gray: "#808080",
  black: "#000000",
  red: "#ff0000",
  maroon: "#800000",
  yellow: "#ffff00",
  olive: "#808000",
  lime: "#00ff00",
  green: "#008000",
  aqua: "#00ffff",
  teal: "#008080",
  blue: "#0000ff",
  navy: "#000080",
  fuchsia: "#ff00ff",
  // As the schema of these files spells it.
  fuschia: "#ff00ff",
  purple: "#800080",
  orange: "#ffa500",
};
const NO_COLOUR = "#4a4a4a";

export interface ImportedPolicy {
  readonly policy: Policy;
  /** One sentence for each rule, word or phrase of the file that the policy does not hold. */
  readonly notCarried: readonly string[];
}

interface Word {
  readonly tag: SpifTag;
  readonly part: LabelTag["part"];
  readonly category: SpifCategory;
  readonly word: string;
  readonly levels: readonly string[] | null;
}

/** @throws InputError SPIF_INVALID when nothing usable remains, or a name cannot be written in a mark. */
export function importSpif(spif: Spif): ImportedPolicy {
  const notCarried: string[] = [...spif.unread];
  const levels = makeLevels(spif, notCarried);
  if (qualifierOf(spif.display, "suffix", "") !== null)
    notCarried.push("The file puts words after every marking; marks here do not.");
  const frame: Policy = {
    id: idFor(spif.name),
    name: spif.name,
    levels: levels.map(({ level }) => level),
    publicLevel: null,
    syntax: "dashes",
    prefix: "",
    caveats: [],
    openCaveats: false,
    eyesOnly: [],
    releasePhrase: releasePhraseOf(spif),
    alwaysListed: [],
    rollUp: "intersection",
    identifier: null,
  };
  check(frame);
  const words = tellApart(findWords(spif, levels, notCarried)).filter((word) => {
    if (word.part === "releasableTo" || isCarriable(word, frame)) return true;
    notCarried.push(`${describe(word)} would read as something else in a mark and was left out.`);
    return false;
  });
  noteChanges(spif, words, notCarried);
  for (const word of words) {
    const caveat = word.part === "releasableTo" ? null : makeCaveat(word, frame).levels;
    if (word.part !== "releasableTo" && word.levels !== null && word.levels.length !== caveat?.length)
      notCarried.push(
        `${describe(word)} stands with some levels in labels, as the file says, and also with ${caveat === null ? "all others" : `those up to ${caveat.at(-1) ?? ""}`} in marks.`,
      );
  }
  const policy = check({
    ...frame,
    caveats: words.filter(({ part }) => part !== "releasableTo").map((word) => makeCaveat(word, frame)),
    identifier: {
      name: spif.name,
      uri: `urn:oid:${spif.oid}`,
      classifications: levels.map(({ classification, level }) => ({
        level: level.name,
        value: classification.name,
      })),
      tags: makeTags(words),
      context: null,
    },
  });
  return { policy, notCarried };
}

function noteChanges(spif: Spif, words: readonly Word[], notCarried: string[]): void {
  for (const word of words)
    if (word.word !== word.category.name)
      notCarried.push(`${describe(word)} is written ${word.word} in marks.`);
  const limited = words.filter(({ part, levels }) => part === "releasableTo" && levels !== null);
  for (const name of new Set(limited.map(({ tag }) => tag.setName)))
    notCarried.push(
      `Some members and groups of "${name}" may stand with some levels only; labels are checked for that, marks are not.`,
    );
  const displays = [
    spif,
    ...spif.classifications,
    ...spif.tags,
    ...spif.tags.flatMap(({ categories }) => categories),
  ];
  if (displays.some(({ display }) => display.data.length > 0 || display.qualifiers.length > 0))
    notCarried.push(
      "Phrases, prefixes and separators of the file are used to show labels; marks are written in the form they have here.",
    );
}

interface LevelOf {
  readonly classification: SpifClassification;
  readonly level: PolicyLevel;
}

function makeLevels(spif: Spif, notCarried: string[]): readonly LevelOf[] {
  const live = spif.classifications.filter(({ name, obsolete }) => {
    if (obsolete) notCarried.push(`The classification "${name}" is obsolete and was left out.`);
    return !obsolete;
  });
  return live
    .toSorted((a, b) => a.hierarchy - b.hierarchy)
    .map((classification) => {
      const shown = displayClassification(spif, classification);
      const name = shown.toUpperCase();
      if (name !== shown)
        notCarried.push(`The classification shown as "${shown}" is written ${name} in marks.`);
      return { classification, level: makeLevel(name, classification.colour) };
    });
}

function findWords(spif: Spif, levels: readonly LevelOf[], notCarried: string[]): readonly Word[] {
  return spif.tags.flatMap((tag) => {
    const part = partOf(tag);
    return tag.categories.flatMap((category): Word[] => {
      const unknown = category.excludedClasses.find(
        (name) => !spif.classifications.some((classification) => classification.name === name),
      );
      if (unknown !== undefined)
        refuse(
          `The category "${category.name}" excludes the classification "${unknown}", which is not there`,
        );
      const allowed = levels.filter(
        ({ classification }) => !category.excludedClasses.includes(classification.name),
      );
      const word = wordFor(category.name, part);
      const why = category.obsolete
        ? "is obsolete"
        : category.isFilledIn
          ? "is filled in by people"
          : word === null
            ? "cannot be written in a mark"
            : allowed.length === 0
              ? "stands with no classification"
              : null;
      if (why !== null || word === null) {
        notCarried.push(`${describe({ tag, category })} ${why ?? ""} and was left out.`);
        return [];
      }
      if (replacesPolicy(category.display, "") !== null && part !== "releasableTo")
        notCarried.push(
          `${describe({ tag, category })} is shown in the policy's name; in marks it stands after the level.`,
        );
      const names = allowed.length === levels.length ? null : allowed.map(({ level }) => level.name);
      return [{ tag, part, category, word, levels: names }];
    });
  });
}

/** A built-in policy keeps its id: an imported one must not pass for it. */
function idFor(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return builtInPolicies.some((known) => known.id === id) ? `${id}-spif` : id;
}

/** Through the one reader of policies, so that nothing enters here that a policy file of ours could not hold. */
function check(policy: Policy): Policy {
  try {
    return readPolicy(JSON.parse(JSON.stringify({ format: "entente-policy/1", ...policy })) as JsonValue);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError("SPIF_INVALID", `As a policy here it does not hold: ${cause.message}`, null, {
      cause,
    });
  }
}

function isCarriable(word: Word, frame: Policy): boolean {
  try {
    check({ ...frame, caveats: [makeCaveat(word, frame)] });
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function describe({ tag, category }: Pick<Word, "tag" | "category">): string {
  return `The category "${category.name}" of "${tag.setName}"`;
}

function makeLevel(name: string, colour: string | null): PolicyLevel {
  const found = colour === null ? NO_COLOUR : (COLOURS[colour.toLowerCase()] ?? colour);
  const known = /^#[0-9a-f]{6}$/i.test(found) ? found.toLowerCase() : NO_COLOUR;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(known.slice(at, at + 2), 16));
  const isLight = red * 0.299 + green * 0.587 + blue * 0.114 > 140;
  return { name, short: name, colour: known, ink: isLight ? "#000000" : "#ffffff", unlisted: null };
}

function makeCaveat({ tag, part, category, word, levels }: Word, frame: Policy): Caveat {
  const kinds = {
    caveats: "restrictive",
    oneOf: "permissive",
    notes: "informative",
    releasableTo: "permissive",
  } as const;
  return {
    name: word,
    short: word,
    explanation: `${category.name}, of ${tag.setName}`,
    kind: kinds[part],
    tag: tag.setName,
    levels: levels === null ? null : caveatLevels(levels, part, frame),
  };
}

/** Levels as marks need them: without a gap, and up to the highest for a word that no join may drop. */
function caveatLevels(
  allowed: readonly string[],
  part: Word["part"],
  frame: Policy,
): readonly string[] | null {
  const all = frame.levels.map(({ name }) => name);
  const ranks = allowed.map((name) => all.indexOf(name));
  const last = part === "notes" ? Math.max(...ranks) : all.length - 1;
  const held = all.slice(Math.min(...ranks), last + 1);
  return held.length === all.length ? null : held;
}

function makeTags(words: readonly Word[]): readonly LabelTag[] {
  const tags = new Map<string, { name: string; uri: string; part: LabelTag["part"]; words: Word[] }>();
  for (const word of words) {
    const key = `${word.tag.setName}\n${word.part}`;
    const known = tags.get(key) ?? {
      name: word.tag.setName,
      uri: `urn:oid:${word.tag.oid}`,
      part: word.part,
      words: [],
    };
    known.words.push(word);
    tags.set(key, known);
  }
  return [...tags.values()].map(({ name, uri, part, words: held }) => ({
    name,
    uri,
    part,
    values: held.map(({ category, word, levels }) => ({ value: category.name, word, levels })),
  }));
}

function partOf({ type, setName }: SpifTag): LabelTag["part"] {
  if (type === "restrictive") return "caveats";
  if (type === "informative") return "notes";
  return RELEASE_TAGS.includes(setName) ? "releasableTo" : "oneOf";
}

/** The name in capitals, as marks are written; null for one that has letters of its own. */
function wordFor(name: string, part: LabelTag["part"]): string | null {
  const between = part === "releasableTo" ? "-" : " ";
  const word = name
    .toUpperCase()
    .replace(/[^\p{L}\p{N}-]+/gu, between)
    .replace(/^[ -]+|[ -]+$/g, "");
  return /^[A-Z][A-Z0-9]*(?:[ -][A-Z0-9]+)*$/.test(word) ? word : null;
}

/** Caveats of a policy have different names: where two tags use one name, both take the tag's before it. */
function tellApart(words: readonly Word[]): readonly Word[] {
  const space = ({ part, tag }: Word): string => (part === "releasableTo" ? tag.setName : "");
  const apart = words.map((word) => {
    const alone =
      words.filter((other) => other.word === word.word && space(other) === space(word)).length === 1;
    return alone ? word : { ...word, word: wordFor(`${word.tag.name} ${word.word}`, word.part) ?? word.word };
  });
  for (const word of apart)
    if (apart.some((other) => other !== word && other.word === word.word && space(other) === space(word)))
      refuse(`Two categories would both be written ${word.word}`);
  return apart;
}

function releasePhraseOf(spif: Spif): string {
  const tag = spif.tags.find(({ setName }) => setName === RELEASE_TAGS[0]);
  const phrase =
    (tag === undefined ? null : qualifierOf(tag.display, "prefix", ""))?.trim().toUpperCase() ?? "";
  return /^[A-Z]+(?: [A-Z]+)* TO$/.test(phrase) ? phrase : "REL TO";
}

function refuse(why: string): never {
  throw new InputError("SPIF_INVALID", `${why}: ask the keeper of the policy file`);
}
