// Which words a pledge in plain language is made of, for reading and for printing alike: what has a meaning of its own, what
// can stand bare as a name, and how each kind of measure is called.
import type { MeasureKind } from "../kinds/index.ts";

/** Words of the grammar. Small letters only: `AND` and `NOR` are members. */
const KEYWORDS = new Set(
  (
    "if and or always at least of the total reaches act acts take takes part with other others member members " +
    "among them all any"
  ).split(" "),
);

/** Words that stand behind a kind of measure, so that no kind may contain them. */
const AFTER_A_KIND = new Set(["if", "and", "or", "always", "reaches"]);

/** Words that turn more action by others into a reason to do less. */
const NOT_MONOTONE = new Set(
  (
    "most fewer less below under max maximum unless not no none nobody neither nor never xor exactly precisely equal " +
    "equals without except excluding absent missing otherwise else until"
  ).split(" "),
);

/** `not` and `Not`, while `NOR` is a member. */
export function isNotMonotone(word: string): boolean {
  const [first = "", ...rest] = word;
  return NOT_MONOTONE.has(first.toLowerCase() + rest.join(""));
}

/** A name that stands as it is; every other one stands in quotation marks. */
const BARE = /^\p{L}[\p{L}\p{M}0-9_'’-]*$/u;

/** A member, group or weight: `DEU`, `"if"`, `"a ""b"""`. */
export function printName(name: string): string {
  return BARE.test(name) && !KEYWORDS.has(name) && !isNotMonotone(name) ? name : quote(name);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** What the kinds of measures are called, and which kind a phrase means. */
export interface KindWords {
  /** Words of the longest phrase. */
  readonly longest: number;
  /** The kind a phrase names, words parted by one space; undefined where it names none, or two. */
  readonly find: (phrase: string) => string | undefined;
  readonly knows: (id: string) => boolean;
  /** `expulsion` of one, `expulsions` of any other number; the id in quotation marks where no phrase is the kind's alone. */
  readonly say: (id: string, count: number) => string;
}

const listed = new WeakMap<readonly MeasureKind[], KindWords>();

/** Worked out once for a list of kinds. */
export function listKindWords(kinds: readonly MeasureKind[]): KindWords {
  const known = listed.get(kinds) ?? makeKindWords(kinds);
  listed.set(kinds, known);
  return known;
}

function makeKindWords(kinds: readonly MeasureKind[]): KindWords {
  const named = new Map(kinds.toReversed().map((kind) => [kind.id, kind]));
  const phrases = new Map<string, string | null>();
  for (const kind of kinds)
    for (const phrase of [kind.id, kind.one, kind.many]) {
      if (!isPhrase(phrase)) continue;
      const before = phrases.get(phrase);
      phrases.set(phrase, before === undefined || before === kind.id ? kind.id : null);
    }
  return {
    longest: Math.max(0, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length)),
    find: (phrase) => phrases.get(phrase) ?? undefined,
    knows: (id) => named.has(id),
    say: (id, count) => {
      const kind = named.get(id);
      const phrase = count === 1 ? kind?.one : kind?.many;
      return phrase !== undefined && phrases.get(phrase) === id ? phrase : quote(id);
    },
  };
}

function isPhrase(text: string): boolean {
  return text.split(" ").every((word) => BARE.test(word) && !AFTER_A_KIND.has(word) && !isNotMonotone(word));
}
