// The dashes syntax: `UK SECRET - RECIPIENTS ONLY - WALL - ONLY KFOR, SFOR - REL TO DEU, FRA`. After the level stand the
// notes in the policy's order, the caveats in plain order, the permissive lists, the releasable-to lists.
import { sortWords } from "./join.ts";
import type { MarkingTerm, Policy } from "./marking.ts";
import { builtInPolicies } from "./policies.ts";
import {
  CAVEAT,
  ONLY,
  orderNotes,
  parseList,
  parseOneOf,
  printList,
  printOneOf,
  refuse,
  refuseToPrint,
  requireListOrder,
  requireOrder,
  spell,
  standsWith,
  suggestWord,
} from "./text-pieces.ts";
import type { Piece, TermContext } from "./text-pieces.ts";

export const BETWEEN_PARTS = " - ";

/** Blocks in the order in which they stand, and what may still come once one is reached. */
const BLOCKS = ["note", "caveat", "oneOf", "list"] as const;
const STILL = [
  "",
  "a caveat: notes stand before it",
  "a list: caveats stand before it",
  "another list: caveats stand before it",
];

interface ReadPart {
  readonly block: (typeof BLOCKS)[number];
  readonly words: readonly string[];
}

/** Reads what stands after the level. @throws InputError MARKING_SYNTAX. */
export function parseDashes(parts: readonly Piece[], context: TermContext): MarkingTerm {
  const { policy, level } = context;
  const notes: string[] = [];
  const caveats: string[] = [];
  const oneOf: (readonly string[])[] = [];
  const releasableTo: (readonly string[])[] = [];
  let reached = 0;
  for (const part of parts) {
    const { block, words } = readPart(part, context);
    const at = BLOCKS.indexOf(block);
    if (at < reached) refuse(part.at, STILL[reached] ?? "", part.text);
    reached = at;
    const word = words[0] ?? "";
    if (block === "note") {
      requireNoteOrder(notes.at(-1), word, part, context);
      notes.push(word);
    } else if (block === "caveat") {
      requireOrder(caveats.at(-1), word, part);
      caveats.push(word);
    } else if (block === "oneOf") {
      requireListOrder(oneOf.at(-1), words, part);
      oneOf.push(words);
    } else {
      if (releasableTo.some((known) => known.length === 0 || words.length === 0))
        refuse(part.at, `no other releasable-to list beside one for nobody`);
      requireListOrder(releasableTo.at(-1), words, part);
      releasableTo.push(words);
    }
  }
  const last = parts.at(-1);
  if (releasableTo[0]?.length === 0 && last !== undefined && level.unlisted?.length === 0)
    refuse(last.at, `nothing more: ${level.name} without a list is for nobody already`);
  return {
    policy: policy.id,
    level: level.name,
    caveats,
    oneOf,
    notes: sortWords(notes),
    releasableTo,
  };
}

/** What stands after the level, part by part. @throws InputError MARKING_UNKNOWN. */
export function printDashes(term: MarkingTerm, context: TermContext): readonly string[] {
  const { policy, level, form } = context;
  return [
    ...orderNotes(term, context).map((note) => spell(note, form)),
    ...term.caveats.map((name) => {
      const known = policy.caveats.find((caveat) => caveat.name === name);
      if (known === undefined ? !isOpenCaveat(name, policy) : known.kind !== "restrictive")
        refuseToPrint(`"${name}" cannot be written as a caveat`);
      if (known !== undefined && !standsWith(known, level))
        refuseToPrint(`"${name}" cannot be written with ${level.name}`);
      return known === undefined ? name : spell(known, form);
    }),
    ...term.oneOf.map((names) => printOneOf(names, context)),
    ...term.releasableTo.map((list) => printList(list, context)),
  ];
}

/**
 * True for a word the policy does not list that may be read as a restrictive caveat all the same. Never one that begins
 * as a list does, or is a ready-made list of any built-in policy: a list gone wrong must not pass for a code word.
 */
export function isOpenCaveat(text: string, policy: Policy): boolean {
  return (
    policy.openCaveats &&
    CAVEAT.test(text) &&
    !isReserved(text, policy) &&
    policy.caveats.every(({ name, short }) => name !== text && short !== text)
  );
}

/** True for words that lists begin with or are made of. */
export function isReserved(text: string, policy: Policy): boolean {
  return [...builtInPolicies, policy].some(
    ({ releasePhrase, eyesOnly }) =>
      [ONLY, releasePhrase].some((opening) => `${text} `.startsWith(`${opening} `)) ||
      eyesOnly.some(({ phrase, short }) => phrase === text || short === text),
  );
}

function readPart(part: Piece, context: TermContext): ReadPart {
  const { policy, level, form } = context;
  const list = parseList(part, context);
  if (list !== null) return { block: "list", words: list };
  const oneOf = parseOneOf(part, context);
  if (oneOf !== null) return { block: "oneOf", words: oneOf };
  const known = policy.caveats.find((caveat) => spell(caveat, form) === part.text);
  if (known?.kind === "permissive")
    return refuse(part.at, `"${ONLY} ${part.text}": of such caveats one must be held`);
  if (known !== undefined && !standsWith(known, level))
    return refuse(part.at, `${part.text} only with ${known.levels?.join(", ") ?? ""}`);
  if (known !== undefined)
    return { block: known.kind === "informative" ? "note" : "caveat", words: [known.name] };
  if (isOpenCaveat(part.text, policy)) return { block: "caveat", words: [part.text] };
  const suggestion = suggestWord(part.text, context) ?? suggestOpening(part.text, policy);
  return refuse(
    part.at,
    suggestion === null ? `a caveat in capitals, or "${policy.releasePhrase}" and a list` : `"${suggestion}"`,
    part.text,
  );
}

/** A list that begins with the wrong words, in those of the policy. */
function suggestOpening(text: string, policy: Policy): string | null {
  const wrong = /^(?:rel(?:easable)? to|rel) (.+)$/i.exec(text)?.[1];
  if (wrong === undefined) return null;
  return `${policy.releasePhrase} ${wrong.toUpperCase()}`;
}

function requireNoteOrder(
  before: string | undefined,
  now: string,
  part: Piece,
  { policy, form }: TermContext,
): void {
  const names = policy.caveats.map(({ name }) => name);
  if (before === undefined || names.indexOf(before) < names.indexOf(now)) return;
  const earlier = policy.caveats.find(({ name }) => name === before);
  refuse(
    part.at,
    before === now
      ? `no repetition of "${part.text}"`
      : `the policy's order, "${part.text}" before "${earlier === undefined ? before : spell(earlier, form)}"`,
  );
}
