// Pieces of a mark and the one way to refuse them: at a column, with what was expected there. Shared by both syntaxes.
import { InputError } from "../encoding/index.ts";
import { compareText, listKey, sortWords } from "./join.ts";
import type { Caveat, MarkingTerm, Policy, PolicyLevel } from "./marking.ts";

/** `portion` writes short names, `banner` full ones. */
export type Form = "portion" | "banner";

export interface Piece {
  readonly text: string;
  /** UTF-16 offset in the whole text. */
  readonly at: number;
}

/** A term's policy and level, and how its words are to be read or written. */
export interface TermContext {
  readonly policy: Policy;
  readonly level: PolicyLevel;
  readonly form: Form;
}

/** What stands for the empty list; never the id of a member or group. */
export const NOBODY = "NOBODY";
/** What begins a list of permissive caveats, `ONLY KFOR, SFOR`. */
export const ONLY = "ONLY";
/** Ids of members and groups, as they stand in releasable-to lists. */
const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
/** Caveat names: capitals and digits, parted by single spaces or hyphens. */
export const CAVEAT = /^[A-Z][A-Z0-9]*(?:[ -][A-Z0-9]+)*$/;

const BETWEEN_CODES = ", ";

export function split(piece: Piece, separator: string): Piece[] {
  let at = piece.at;
  return piece.text.split(separator).map((text) => {
    const part = { text, at };
    at += text.length + separator.length;
    return part;
  });
}

/** @throws InputError MARKING_SYNTAX, always. */
export function refuse(at: number, expected: string, found?: string): never {
  const instead = found === undefined ? "" : found === "" ? ", found nothing" : `, found "${found}"`;
  throw new InputError("MARKING_SYNTAX", `Expected ${expected}${instead}`, { line: 1, column: at + 1 });
}

/** @throws InputError MARKING_UNKNOWN, always. */
export function refuseToPrint(why: string): never {
  throw new InputError("MARKING_UNKNOWN", why);
}

/** The word as the form has it. */
export function spell(caveat: Pick<Caveat, "name" | "short">, form: Form): string {
  return form === "banner" ? caveat.name : caveat.short;
}

/** The canonical spelling of a word that comes close: in other case, or as the other form has it. */
export function suggestWord(text: string, { policy, form }: TermContext): string | null {
  const wanted = reduceWord(text);
  const words = [
    ...policy.caveats.map((caveat) => ({ names: [caveat.name, caveat.short], spelt: spell(caveat, form) })),
    ...policy.eyesOnly.map(({ phrase, short }) => ({
      names: [phrase, short],
      spelt: form === "banner" ? phrase : short,
    })),
  ];
  return words.find(({ names }) => names.some((name) => reduceWord(name) === wanted))?.spelt ?? null;
}

/** Letters and digits alone, in capitals: equal for spellings that differ in nothing a reader would hear. */
export function reduceWord(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}+]/gu, "");
}

/** True when a caveat may be written beside this level. */
export function standsWith(caveat: Caveat, level: PolicyLevel): boolean {
  return caveat.levels === null || caveat.levels.includes(level.name);
}

/** Null when the part is not a releasable-to list at all. */
export function parseList(part: Piece, context: TermContext): readonly string[] | null {
  const { policy, form } = context;
  const ready = policy.eyesOnly.find((list) => part.text === (form === "banner" ? list.phrase : list.short));
  const opening = `${policy.releasePhrase} `;
  if (part.text === policy.releasePhrase) refuse(part.at + part.text.length, "a space and a list of codes");
  if (ready === undefined && !part.text.startsWith(opening)) return null;
  if (policy.alwaysListed.length > 0 && context.level.unlisted === null)
    refuse(part.at, `no list with ${context.level.name}: only classified levels are released by list`);
  if (ready !== undefined) return ready.releasableTo;
  const body = { text: part.text.slice(opening.length), at: part.at + opening.length };
  if (body.text === NOBODY) return [];
  const pieces = split(body, BETWEEN_CODES);
  for (const piece of pieces) {
    if (!isCode(piece.text))
      refuse(piece.at, `the code of a member or group, as in ${opening}DEU, FRA`, piece.text);
  }
  const codes = pieces.map(({ text }) => text);
  policy.alwaysListed.forEach((code, index) => {
    if (codes[index] !== code)
      refuse(pieces[index]?.at ?? part.at + part.text.length, `${code} first in every list`, codes[index]);
  });
  requireCodeOrder(pieces, policy);
  const list = sortWords(codes);
  const same = policy.eyesOnly.find(({ releasableTo }) => listKey(releasableTo) === listKey(list));
  if (same !== undefined)
    refuse(part.at, `this list in its own words, "${form === "banner" ? same.phrase : same.short}"`);
  return list;
}

/** A list in the policy's own words. @throws InputError MARKING_UNKNOWN for a list the scheme cannot write. */
export function printList(list: readonly string[], { policy, level, form }: TermContext): string {
  if (policy.alwaysListed.length > 0 && level.unlisted === null)
    refuseToPrint(`${level.name} of the policy "${policy.id}" cannot be written with a releasable-to list`);
  for (const code of list)
    if (!isCode(code)) refuseToPrint(`"${code}" cannot be written in a releasable-to list`);
  const ready = policy.eyesOnly.find(({ releasableTo }) => listKey(releasableTo) === listKey(list));
  if (ready !== undefined) return form === "banner" ? ready.phrase : ready.short;
  if (list.length === 0) return `${policy.releasePhrase} ${NOBODY}`;
  const missing = policy.alwaysListed.find((code) => !list.includes(code));
  if (missing !== undefined)
    refuseToPrint(`A list of the policy "${policy.id}" cannot be written without ${missing}`);
  return `${policy.releasePhrase} ${orderCodes(list, policy).join(BETWEEN_CODES)}`;
}

/** Null when the part is no list of permissive caveats. */
export function parseOneOf(part: Piece, context: TermContext): readonly string[] | null {
  if (!part.text.startsWith(`${ONLY} `)) return null;
  const body = { text: part.text.slice(ONLY.length + 1), at: part.at + ONLY.length + 1 };
  if (body.text === NOBODY) return [];
  const known = context.policy.caveats.filter(({ kind }) => kind === "permissive");
  const found = split(body, BETWEEN_CODES).map((piece) => {
    const caveat = known.find((one) => spell(one, context.form) === piece.text);
    if (caveat === undefined)
      return refuse(
        piece.at,
        listWords("a caveat of which one must be held", known, context.form),
        piece.text,
      );
    if (!standsWith(caveat, context.level))
      refuse(piece.at, `a level that ${piece.text} stands with: ${caveat.levels?.join(", ") ?? ""}`);
    return { caveat, piece };
  });
  found.forEach(({ caveat, piece }, index) => {
    const before = found[index - 1]?.caveat;
    if (before === undefined) return;
    if (before.tag !== caveat.tag)
      refuse(piece.at, `a caveat of the same kind as ${before.name}: give the other its own ${ONLY}`);
    requireOrder(before.name, caveat.name, piece);
  });
  return found.map(({ caveat }) => caveat.name);
}

/** A list of permissive caveats. @throws InputError MARKING_UNKNOWN for one the policy does not have as such. */
export function printOneOf(names: readonly string[], { policy, level, form }: TermContext): string {
  const tags = new Set<string>();
  const words = names.map((name) => {
    const caveat = policy.caveats.find((one) => one.name === name);
    if (caveat?.kind !== "permissive" || !standsWith(caveat, level))
      return refuseToPrint(`"${name}" cannot be written as a caveat of which one must be held`);
    tags.add(caveat.tag);
    return spell(caveat, form);
  });
  if (tags.size > 1)
    refuseToPrint(`${names.join(", ")} are not of one kind and cannot be written in one list`);
  return `${ONLY} ${words.length === 0 ? NOBODY : words.join(BETWEEN_CODES)}`;
}

/** Notes as the policy orders them. @throws InputError MARKING_UNKNOWN for one that cannot stand with the level. */
export function orderNotes(term: MarkingTerm, { policy, level }: TermContext): readonly Caveat[] {
  const known = policy.caveats.filter(
    ({ name, kind }) => kind === "informative" && term.notes.includes(name),
  );
  const wrong =
    term.notes.find((note) => !known.some(({ name }) => name === note)) ??
    known.find((caveat) => !standsWith(caveat, level))?.name;
  if (wrong !== undefined) refuseToPrint(`"${wrong}" cannot be written as a note with ${level.name}`);
  return known;
}

/** `what`, and the words it may be. */
export function listWords(what: string, words: readonly Caveat[], form: Form): string {
  return words.length === 0
    ? `${what}, and this policy has none`
    : `${what}: ${words.map((word) => spell(word, form)).join(", ")}`;
}

export function isCode(text: string): boolean {
  return CODE.test(text) && text !== NOBODY;
}

/** Codes as they stand in a list: those that must always be there first; in slashes then the three-letter ones. */
export function orderCodes(list: readonly string[], policy: Policy): readonly string[] {
  const others = list.filter((code) => !policy.alwaysListed.includes(code)).sort(compareText);
  return policy.syntax === "dashes"
    ? [...policy.alwaysListed, ...others]
    : [
        ...policy.alwaysListed,
        ...others.filter(({ length }) => length === 3),
        ...others.filter(({ length }) => length !== 3),
      ];
}

function requireCodeOrder(pieces: readonly Piece[], policy: Policy): void {
  const texts = pieces.map(({ text }) => text);
  pieces.forEach((piece, index) => {
    if (texts.indexOf(piece.text) !== index) refuse(piece.at, `no repetition of "${piece.text}"`);
  });
  const ordered = orderCodes(texts, policy);
  pieces.forEach((piece, index) => {
    const before = texts[index - 1];
    if (before === undefined || ordered.indexOf(before) < ordered.indexOf(piece.text)) return;
    const rule =
      policy.syntax === "dashes" ? "alphabetical order" : "states in alphabetical order, then groups";
    refuse(piece.at, `${rule}, "${piece.text}" before "${before}"`);
  });
}

export function requireOrder(before: string | undefined, now: string, piece: Piece): void {
  if (before === undefined || compareText(before, now) < 0) return;
  refuse(
    piece.at,
    before === now ? `no repetition of "${piece.text}"` : `alphabetical order, "${now}" before "${before}"`,
  );
}

export function requireListOrder(
  before: readonly string[] | undefined,
  now: readonly string[],
  piece: Piece,
): void {
  if (before === undefined || compareText(listKey(before), listKey(now)) < 0) return;
  refuse(piece.at, `lists in alphabetical order and none twice`, piece.text);
}
