// Questions about pledges in words: changes, targets, prices and names, each read strictly. The same words mean the same on a
// command line, of a file, and over HTTP, of a case.
import { InputError } from "@entente/core/encoding";
import type { Change, Offer, Target } from "@entente/core/coalition";
import type { MeasureKind } from "@entente/core/kinds";
import { parsePledge } from "@entente/core/pledges";
import type { PledgedMeasure, PledgeSet } from "@entente/core/pledges";

/** The pledges asked about, how their measures are said, and whom they know. */
export interface Asked {
  readonly set: PledgeSet;
  readonly kinds: readonly MeasureKind[];
  readonly known: ReadonlySet<string>;
}

/** A member and what is said of it: `POL: 3`, `HUN: 2 expulsions`, `HUN`. */
interface Saying {
  readonly member: string;
  readonly words: string | null;
}

/** One saying with words per option, or a list of bare names. */
function readSayings(texts: readonly string[], asked: Asked): readonly Saying[] {
  return texts.flatMap((text) => {
    const colon = text.indexOf(":");
    const sayings: readonly Saying[] =
      colon === -1
        ? listWords(text).map((member) => ({ member, words: null }))
        : [{ member: text.slice(0, colon).trim(), words: text.slice(colon + 1).trim() }];
    for (const { member } of sayings)
      if (!asked.known.has(member))
        throw refuse(
          `${member === "" ? "A member without a name" : member} is nowhere in these pledges: check the id`,
        );
    return sayings;
  });
}

/** `2 expulsions and 1 condemnation`, by the language of pledges. */
function readMeasures(words: string, { kinds }: Asked, member: string): readonly PledgedMeasure[] {
  const vocabulary = { member, kinds, members: [], groups: [], weights: [] };
  return parsePledge(`${words} always`, vocabulary).levels[0]?.measures ?? [];
}

export interface ChangeWords {
  readonly joins: readonly string[];
  readonly raises: readonly string[];
  readonly withdraws: readonly string[];
}

/** The changes asked for, given the level at which each member acts now. */
export function readChanges(
  { joins, raises, withdraws }: ChangeWords,
  asked: Asked,
  levels: Readonly<Record<string, number>>,
): readonly Change[] {
  const pledged = new Map(asked.set.pledges.map(({ member, levels: own }) => [member, own.length]));
  const rise =
    (least: 0 | 1) =>
    ({ member, words }: Saying): Change => {
      if (words !== null && /^[0-9]+$/.test(words)) return { kind: "acts", member, level: Number(words) };
      if (words !== null) return { kind: "offers", member, measures: readMeasures(words, asked, member) };
      const top = pledged.get(member);
      if (top === undefined && least === 0) return { kind: "offers", member, measures: [] };
      const level = Math.max(1, (levels[member] ?? 0) + least);
      if (top !== undefined && level > top)
        throw refuse(
          `${member} acts at the highest level it has pledged: say what more it would do, "${member}: 10 expulsions"`,
        );
      return { kind: "acts", member, level };
    };
  return [
    ...readSayings(joins, asked).map(rise(0)),
    ...readSayings(raises, asked).map(rise(1)),
    ...readSayings(withdraws, asked).map(({ member, words }): Change => {
      if (words !== null) throw refuse(`${member} withdraws as a whole: leave out what follows the colon`);
      return { kind: "withdraws", member };
    }),
  ];
}

/** `25` or `25 members`, `100 expulsions`, `DEU,FRA`. */
export function readTarget(text: string, asked: Asked): Target {
  const [, number, words = ""] = /^\s*([0-9]+)\s*(.*?)\s*$/.exec(text) ?? [];
  if (number === undefined) {
    const members = readSayings([text], asked).map(({ member }) => member);
    return { kind: "named", members };
  }
  if (words === "" || words === "members" || words === "member")
    return { kind: "acting", atLeast: Number(number) };
  const [measure, another] = readMeasures(`${number} ${words}`, asked, "target");
  if (measure === undefined || another !== undefined) throw refuse("A target is a total of one measure");
  return { kind: "total", measure: measure.kind, atLeast: measure.count };
}

/** `DEU=3,FRA=2` as numbers per member. */
export function readNumbers(text: string, asked: Asked): Readonly<Record<string, number>> {
  const numbers = listWords(text).map((word): [string, number] => {
    const [, member = "", number = ""] = /^(.*?)\s*=\s*([0-9]+)$/.exec(word) ?? [];
    if (member === "") throw refuse(`"${word}" must be a member and a whole number, such as DEU=3`);
    if (!asked.known.has(member)) throw refuse(`${member} is nowhere in these pledges: check the id`);
    return [member, Number(number)];
  });
  if (new Set(numbers.map(([member]) => member)).size < numbers.length)
    throw refuse(`"${text}" names a member twice`);
  return Object.fromEntries(numbers);
}

/** Members that may be asked for something beyond their pledge. */
export function readOffers(texts: readonly string[], asked: Asked): readonly Offer[] {
  return readSayings(texts, asked).map(({ member, words }) => ({
    member,
    measures: words === null ? [] : readMeasures(words, asked, member),
  }));
}

/** Bare names. */
export function readNames(text: string, asked: Asked): readonly string[] {
  return readSayings([text], asked).map(({ member }) => member);
}

function refuse(message: string): InputError {
  return new InputError("WHAT_IF_INVALID", `${message}.`);
}

function listWords(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
