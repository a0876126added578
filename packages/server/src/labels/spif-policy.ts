// A policy file (SPIF) made into a policy of ours, and a list of everything in it that ours cannot hold. Invariant: what is
// not carried over can only make a label unreadable here, never readable by more; equivalences are not taken over at all,
// because they belong to the community's own table.
import { InputError } from "@entente/core/encoding";
import { parseBanner, printBanner } from "@entente/core/markings";
import type { Caveat, LabelTag, MarkingTerm, Policy, PolicyLevel } from "@entente/core/markings";
import { displayClassification, qualifierOf, replacesPolicy } from "./label-display.ts";
import type { Spif, SpifCategory, SpifTag } from "./spif.ts";

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
  const id = spif.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (!/^[a-z]/.test(id)) refuse(`The policy name "${spif.name}" gives no id`);
  const live = spif.classifications.filter(({ name, obsolete }) => {
    if (obsolete) notCarried.push(`The classification "${name}" is obsolete and was left out.`);
    return !obsolete;
  });
  const classifications = live
    .toSorted((a, b) => a.hierarchy - b.hierarchy)
    .map((classification) => ({ classification, level: displayClassification(spif, classification) }));
  const levels = classifications.map(({ classification, level }) => makeLevel(level, classification.colour));
  if (levels.length === 0) refuse("There is no classification that is not obsolete");
  if (new Set(levels.map(({ name }) => name)).size < levels.length)
    refuse("Two classifications are shown alike");
  if (qualifierOf(spif.display, "suffix", "") !== null)
    notCarried.push("The file puts words after every marking; marks here do not.");
  const levelsWithout = (excluded: readonly string[]): readonly string[] | null =>
    excluded.length === 0
      ? null
      : classifications
          .filter(({ classification }) => !excluded.includes(classification.name))
          .map(({ level }) => level);

  const words = spif.tags.flatMap((tag) => {
    const part = partOf(tag);
    return tag.categories.flatMap((category): Word[] => {
      const what = `The category "${category.name}" of "${tag.setName}"`;
      const unknown = category.excludedClasses.find(
        (name) => !spif.classifications.some((classification) => classification.name === name),
      );
      if (unknown !== undefined)
        refuse(`${what} excludes the classification "${unknown}", which is not there`);
      const word = wordFor(category.name, part);
      const why = category.obsolete
        ? "is obsolete"
        : category.isFilledIn
          ? "is filled in by people"
          : word === null
            ? "cannot be written in a mark"
            : levelsWithout(category.excludedClasses)?.length === 0
              ? "stands with no classification"
              : null;
      if (why !== null || word === null) {
        notCarried.push(`${what} ${why ?? ""} and was left out.`);
        return [];
      }
      if (replacesPolicy(category.display, "") !== null && part !== "releasableTo")
        notCarried.push(`${what} is shown in the policy's name; here it stands after the level.`);
      return [{ tag, part, category, word, levels: levelsWithout(category.excludedClasses) }];
    });
  });

  const distinct = tellApart(words);
  const policy: Policy = {
    id,
    name: spif.name,
    levels,
    publicLevel: null,
    syntax: "dashes",
    prefix: "",
    caveats: distinct.filter(({ part }) => part !== "releasableTo").map(makeCaveat),
    openCaveats: false,
    eyesOnly: [],
    releasePhrase: releasePhraseOf(spif),
    alwaysListed: [],
    rollUp: "intersection",
    identifier: {
      name: spif.name,
      uri: `urn:oid:${spif.oid}`,
      classifications: classifications.map(({ classification, level }) => ({
        level,
        value: classification.name,
      })),
      tags: makeTags(distinct),
      context: null,
    },
  };
  return withWritableWords(policy, notCarried);
}

function makeLevel(name: string, colour: string | null): PolicyLevel {
  if (/^\s|\s$|\s\s| - | && |\/\//.test(name))
    refuse(`The classification shown as "${name}" cannot be written in a mark`);
  const found = colour === null ? NO_COLOUR : (COLOURS[colour.toLowerCase()] ?? colour);
  const known = /^#[0-9a-f]{6}$/i.test(found) ? found.toLowerCase() : NO_COLOUR;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(known.slice(at, at + 2), 16));
  const isLight = red * 0.299 + green * 0.587 + blue * 0.114 > 140;
  return { name, short: name, colour: known, ink: isLight ? "#000000" : "#ffffff", unlisted: null };
}

function makeCaveat({ tag, part, category, word, levels }: Word): Caveat {
  const kinds = { caveats: "restrictive", oneOf: "permissive", notes: "informative" } as const;
  return {
    name: word,
    short: word,
    explanation: `${category.name}, of ${tag.setName}`,
    kind: kinds[part === "releasableTo" ? "oneOf" : part],
    tag: tag.setName,
    levels,
  };
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

/** Leaves out words that would be read back as something else, such as one that begins as a list does. */
function withWritableWords(policy: Policy, notCarried: readonly string[]): ImportedPolicy {
  const unwritable = [
    ...policy.caveats.filter((caveat) => !isWritable(caveat, policy)).map(({ name }) => name),
  ];
  return {
    policy: {
      ...policy,
      caveats: policy.caveats.filter(({ name }) => !unwritable.includes(name)),
    },
    notCarried: [
      ...notCarried,
      ...unwritable.map((name) => `The category "${name}" would read as a list in a mark and was left out.`),
    ],
  };
}

function isWritable(caveat: Caveat, policy: Policy): boolean {
  const bare: MarkingTerm = {
    policy: policy.id,
    level: caveat.levels?.[0] ?? policy.levels[0]?.name ?? "",
    caveats: [],
    oneOf: [],
    notes: [],
    releasableTo: [],
  };
  const term = {
    restrictive: { ...bare, caveats: [caveat.name] },
    permissive: { ...bare, oneOf: [[caveat.name]] },
    informative: { ...bare, notes: [caveat.name] },
  }[caveat.kind];
  try {
    const text = printBanner({ terms: [term] }, [policy]);
    return printBanner(parseBanner(text, [policy]), [policy]) === text;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function refuse(why: string): never {
  throw new InputError("SPIF_INVALID", `${why}: ask the keeper of the policy file`);
}
