// What a member's desk can say to persuade its own house, made from that member's cut and from nothing else: what is judged
// and how surely in words and numbers, what it rests on as far as this copy shows it, gradings in words, what is public
// already. Invariant: what stands between quotation marks is in the copy, letter for letter; everything around it is ours and
// is the same for every copy.
import { findTerm, probabilityScales } from "../documents/index.ts";
import type { Grading, Judgement } from "../documents/index.ts";
import { callPortion, flattenSpans } from "../printing/index.ts";
import type { PrintedDocument, PrintedPortion } from "../printing/index.ts";

export interface TalkingPoint {
  readonly about: "judgement" | "support" | "public" | "new";
  /** The sentence; every quotation stands in it between “ and ”. */
  readonly text: string;
  /** What it quotes, letter for letter as the copy shows it. */
  readonly quotes: readonly string[];
}

type Copy = Pick<PrintedDocument, "portions" | "footnotes">;

/** Kinds of portions that say something; a heading or a row alone says nothing. */
const SAYING: ReadonlySet<string> = new Set(["paragraph", "quotation", "judgement"]);

/**
 * The points of a copy, judgements first in reading order, each followed by what it rests on, then what is public already and
 * what is not. What was quoted once is named after that. `publicText` is what everyone may read, null where nothing is public.
 */
export function makeTalkingPoints(copy: Copy, publicText: string | null): readonly TalkingPoint[] {
  const shown = copy.portions.filter((portion) => portion !== null);
  const byId = new Map([...shown, ...copy.footnotes].map((portion) => [portion.id, portion]));
  const quoted = new Set<string>();
  const points: TalkingPoint[] = [];
  for (const portion of shown) {
    if (portion.judgement === null) continue;
    points.push(sayJudged(portion, portion.judgement));
    quoted.add(portion.id);
    points.push(...saySupports(portion.judgement, byId, quoted));
  }
  return [...points, ...saySpread(shown, publicText, byId)];
}

function sayJudged(portion: PrintedPortion, judgement: Judgement): TalkingPoint {
  const quote = flattenSpans(portion.spans).trim();
  return { about: "judgement", text: `“${quote}”: ${sayProbability(judgement)}.`, quotes: [quote] };
}

/** `highly likely, which is 80 to 90 in 100 on the Probability Yardstick, held with high confidence`. */
function sayProbability({ scale, term, confidence }: Judgement): string {
  const range = findTerm(scale, term);
  const numbers =
    range === null
      ? ""
      : `, which is ${range.low === range.high ? range.low : `${range.low} to ${range.high}`} in 100 on the ${nameScale(scale)}`;
  return `${term}${numbers}, held with ${confidence} confidence`;
}

function nameScale(id: Judgement["scale"]): string {
  return probabilityScales.find((scale) => scale.id === id)?.name ?? id;
}

function saySupports(
  { supports }: Judgement,
  byId: ReadonlyMap<string, PrintedPortion>,
  quoted: Set<string>,
): readonly TalkingPoint[] {
  const seen = supports.flatMap((id) => byId.get(id) ?? []);
  const points = seen.map((portion): TalkingPoint => {
    const called = nameWithoutWords(portion, byId);
    if (quoted.has(portion.id))
      return { about: "support", text: `It rests on ${called}, quoted above.`, quotes: [] };
    quoted.add(portion.id);
    const quote = flattenSpans(portion.spans).trim();
    const graded = portion.grading === null ? "" : ` ${sayGrading(portion.grading)}`;
    return { about: "support", text: `It rests on ${called}: “${quote}”${graded}`, quotes: [quote] };
  });
  if (seen.length === supports.length) return points;
  return [...points, { about: "support", text: "It also rests on what your copy withholds.", quotes: [] }];
}

/** `The source is usually reliable (B), and what it says is probably true (2).` */
export function sayGrading({ reliability, credibility }: Grading): string {
  return `The source is ${RELIABILITY[reliability]} (${reliability}), and what it says is ${CREDIBILITY[credibility]} (${credibility}).`;
}

const RELIABILITY: Readonly<Record<Grading["reliability"], string>> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "of a reliability nobody can judge",
};

const CREDIBILITY: Readonly<Record<Grading["credibility"], string>> = {
  1: "confirmed by others",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "of a truth nobody can judge",
};

/** What is public word for word may be said to anyone; of both, all that is said is where it stands. */
function saySpread(
  shown: readonly PrintedPortion[],
  publicText: string | null,
  byId: ReadonlyMap<string, PrintedPortion>,
): readonly TalkingPoint[] {
  const known = publicText === null ? null : squeeze(publicText);
  const [open, rest]: [string[], string[]] = [[], []];
  for (const portion of shown) {
    const words = squeeze(flattenSpans(portion.spans));
    if (!SAYING.has(portion.kind) || words === "") continue;
    (known?.includes(words) === true ? open : rest).push(nameWithoutWords(portion, byId));
  }
  const say = (about: "public" | "new", text: string, names: readonly string[]): readonly TalkingPoint[] =>
    names.length === 0 ? [] : [{ about, text: `${text}: ${[...new Set(names)].join(", ")}.`, quotes: [] }];
  return [
    ...say("public", "Public already, word for word, so you may say it", open),
    ...say("new", "Not public; keep to the marking", rest),
  ];
}

/** What a portion is called, without its words: a name made of its first words would be an unmarked quotation. */
function nameWithoutWords(portion: PrintedPortion, byId: ReadonlyMap<string, PrintedPortion>): string {
  const whole = portion.parent === null ? portion : (byId.get(portion.parent) ?? portion);
  return whole.number === null ? `a ${whole.kind} without a number` : callPortion(portion, byId);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
