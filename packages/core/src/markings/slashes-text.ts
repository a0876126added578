// The slashes syntax (DoDM 5200.01 Vol. 2): `TOP SECRET//SI/TK//ORCON/NOFORN`. Blocks are parted by `//`, words of a block
// by `/`; blocks and words stand in the policy's order, dissemination controls in that of the manual's Figure 25.
// Invariant: what was read is written again and must be the same, so that there is one spelling.
import { canonicalMarking, CONCEALED_SOURCE, listKey, sortWords } from "./join.ts";
import type { Caveat, MarkingTerm, Policy } from "./marking.ts";
import {
  isCode,
  ONLY,
  orderCodes,
  orderNotes,
  parseList,
  parseOneOf,
  printList,
  printOneOf,
  refuse,
  refuseToPrint,
  spell,
  split,
  standsWith,
  suggestWord,
} from "./text-pieces.ts";
import type { Piece, TermContext } from "./text-pieces.ts";

export const BETWEEN_BLOCKS = "//";
const BETWEEN_WORDS = "/";
/** The block in which releasable-to lists stand. */
const RELEASE_BLOCK = "dissem";
/** Blocks by the tags of their words; others follow. */
const BLOCKS = ["sci", "sap", "aea", "fgi", RELEASE_BLOCK, "other"];
const FIGURE_25 = ["FOUO", "ORCON", "IMCON", "NOFORN", "PROPIN", "REL TO", "DEA SENSITIVE", "FISA"];

/** Words of the scheme that are refused, and why. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [
    /^REL$/,
    "the whole list: REL alone means the banner's list, and a portion must say by itself who may read it",
  ],
  [
    /^DISPLAY ONLY\b/,
    "another control: showing without handing over is not supported, so mark it with the list of those who may hold it",
  ],
  [
    /^RELIDO$/,
    "another control: RELIDO leaves release to an officer's later decision, so mark it with a list once that is taken",
  ],
  [/^EYES\b|EYES ONLY$/, "a list after REL TO: EYES is an older spelling of it"],
];

/**
 * Reads the blocks after the level; `whole` is the text of the term from its level on.
 * @throws InputError MARKING_SYNTAX.
 */
export function parseSlashes(
  whole: Piece,
  head: string,
  blocks: readonly Piece[],
  context: TermContext,
): MarkingTerm {
  const read: Draft = { caveats: [], oneOf: [], notes: [], releasableTo: [] };
  for (const block of blocks) {
    const words =
      block.text.startsWith(`${ONLY} `) || !block.text.includes(BETWEEN_WORDS)
        ? [block]
        : split(block, BETWEEN_WORDS);
    for (const word of words) readWord(word, context, read);
  }
  const term: MarkingTerm = {
    policy: context.policy.id,
    level: context.level.name,
    caveats: sortWords(read.caveats),
    oneOf: read.oneOf,
    notes: sortWords(read.notes),
    releasableTo: read.releasableTo,
  };
  const [canonical = term] = canonicalMarking({ terms: [term] }, [context.policy])?.terms ?? [];
  requireCanonical(whole, [head, ...printSlashes(canonical, context)].join(BETWEEN_BLOCKS));
  return canonical;
}

/** The blocks after the level; a term has at most one list here. @throws InputError MARKING_UNKNOWN. */
export function printSlashes(term: MarkingTerm, context: TermContext): readonly string[] {
  const { policy, level, form } = context;
  const sources = term.notes.filter((note) => isSource(note, policy));
  const notes = orderNotes({ ...term, notes: term.notes.filter((note) => !sources.includes(note)) }, context);
  const restrictive = term.caveats.map((name) => {
    const known = policy.caveats.find((caveat) => caveat.name === name);
    if (known?.kind !== "restrictive" || !standsWith(known, level))
      return refuseToPrint(`"${name}" cannot be written as a caveat with ${level.name}`);
    return known;
  });
  const tags = [...new Set([...BLOCKS, ...policy.caveats.map(({ tag }) => tag)])];
  const blocks = tags.flatMap((tag) => {
    const words = [...notes, ...restrictive]
      .filter((caveat) => caveat.tag === tag)
      .map((caveat) => ({ rank: rankWord(caveat.name, caveat, policy), text: spell(caveat, form) }));
    if (tag === RELEASE_BLOCK) {
      for (const list of term.releasableTo) {
        const ready = policy.eyesOnly.find(({ releasableTo }) => listKey(releasableTo) === listKey(list));
        words.push({
          rank: rankWord(ready?.phrase ?? policy.releasePhrase, null, policy),
          text: printList(list, context),
        });
      }
    }
    const named = sourceTag(policy) === tag && sources.length > 0 ? [printSources(sources, context)] : [];
    const block = [...named, ...words.sort((a, b) => a.rank - b.rank).map(({ text }) => text)].join(
      BETWEEN_WORDS,
    );
    return block === "" ? [] : [block];
  });
  return [...blocks, ...term.oneOf.map((names) => printOneOf(names, context))];
}

interface Draft {
  readonly caveats: string[];
  readonly oneOf: (readonly string[])[];
  readonly notes: string[];
  readonly releasableTo: (readonly string[])[];
}

function readWord(word: Piece, context: TermContext, read: Draft): void {
  const { policy, level, form } = context;
  const list = parseList(word, context);
  if (list !== null) {
    if (read.releasableTo.length > 0)
      refuse(word.at, "one list in a mark: NOFORN excludes REL TO, and two lists are two marks joined by &&");
    read.releasableTo.push(list);
    return;
  }
  const oneOf = parseOneOf(word, context);
  if (oneOf !== null) {
    read.oneOf.push(oneOf);
    return;
  }
  if (sourceTag(policy) !== null && word.text.startsWith(`${CONCEALED_SOURCE} `)) {
    read.notes.push(...readSources(word, context));
    return;
  }
  const known = policy.caveats.find((caveat) => spell(caveat, form) === word.text);
  if (known === undefined) refuseWord(word, context);
  if (!standsWith(known, level))
    refuse(word.at, `${word.text} only with ${known.levels?.join(", ") ?? ""}, not with ${level.name}`);
  if (known.kind === "permissive")
    refuse(word.at, `"${ONLY} ${word.text}" in a block of its own: of such caveats one must be held`);
  (known.kind === "informative" ? read.notes : read.caveats).push(known.name);
}

function refuseWord(word: Piece, context: TermContext): never {
  const refused = REFUSED.find(([pattern]) => pattern.test(word.text));
  if (refused !== undefined) refuse(word.at, refused[1], word.text);
  const suggestion = suggestWord(word.text, context);
  const others = context.policy.caveats.filter(({ kind }) => kind !== "permissive");
  const words = [...others.map((caveat) => spell(caveat, context.form)), context.policy.releasePhrase];
  return refuse(
    word.at,
    suggestion === null
      ? `one of ${words.join(", ")}: other words come with a community's caveats`
      : `"${suggestion}"`,
    word.text,
  );
}

/** `FGI DEU GBR`: the sources as notes, one each. */
function readSources(word: Piece, { policy, level }: TermContext): readonly string[] {
  const known = policy.caveats.find(({ name }) => name === CONCEALED_SOURCE);
  if (known !== undefined && !standsWith(known, level))
    refuse(
      word.at,
      `${CONCEALED_SOURCE} only with ${known.levels?.join(", ") ?? ""}, not with ${level.name}`,
    );
  const [, ...codes] = split(word, " ");
  return codes.map((code) => {
    if (!isCode(code.text))
      refuse(code.at, "the code of a state or organisation, as in FGI DEU GBR", code.text);
    return `${CONCEALED_SOURCE} ${code.text}`;
  });
}

function printSources(sources: readonly string[], { policy, level }: TermContext): string {
  const codes = sources.map((note) => note.slice(CONCEALED_SOURCE.length + 1));
  const known = policy.caveats.find(({ name }) => name === CONCEALED_SOURCE);
  if (known === undefined || !standsWith(known, level) || !codes.every(isCode))
    refuseToPrint(`"${sources.join(", ")}" cannot be written with ${level.name}`);
  // The scheme's own state never stands first here: it is no foreign source.
  return `${CONCEALED_SOURCE} ${orderCodes(codes, { ...policy, alwaysListed: [] }).join(" ")}`;
}

function isSource(note: string, policy: Policy): boolean {
  return sourceTag(policy) !== null && note.startsWith(`${CONCEALED_SOURCE} `);
}

/** The block of foreign sources, in policies that have one. */
function sourceTag(policy: Policy): string | null {
  const known = policy.caveats.find(({ name }) => name === CONCEALED_SOURCE);
  return known?.kind === "informative" ? known.tag : null;
}

function rankWord(name: string, caveat: Caveat | null, policy: Policy): number {
  const listed = FIGURE_25.indexOf(name);
  if (listed >= 0) return listed;
  return FIGURE_25.length + (caveat === null ? policy.caveats.length : policy.caveats.indexOf(caveat));
}

function requireCanonical(found: Piece, canonical: string): void {
  if (found.text === canonical) return;
  let at = 0;
  while (at < canonical.length && found.text[at] === canonical[at]) at++;
  refuse(found.at + at, `the one order and spelling "${canonical}"`, found.text);
}
