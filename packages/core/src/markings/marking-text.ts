// Markings as text, both ways (formats/marked-text.abnf): the portion form `S - REL TO FVEY` and the banner form
// `UK SECRET - REL TO FVEY`. Invariant: a marking has exactly one spelling in each form; every other spelling is refused
// with the column and what was expected there, so that parsing and printing are each other's inverse.
import { InputError } from "../encoding/index.ts";
import { canonicalMarking, compareText, isNamedRecipientsOnly, listKey } from "./join.ts";
import type { Marking, MarkingTerm, Policy } from "./marking.ts";
import { builtInPolicies } from "./policies.ts";

/** What stands for the empty releasable-to list; never the id of a member or group. */
export const NOBODY = "NOBODY";
/** Ids of members and groups, as they stand in releasable-to lists. */
export const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
/** Caveat names: capitals and digits, parted by single spaces or hyphens. */
const CAVEAT = /^[A-Z][A-Z0-9]*(?:[ -][A-Z0-9]+)*$/;

const BETWEEN_TERMS = " && ";
const BETWEEN_PARTS = " - ";
const BETWEEN_CODES = ", ";

type Form = "portion" | "banner";
interface Piece {
  readonly text: string;
  /** UTF-16 offset in the whole text. */
  readonly at: number;
}

/**
 * Reads a portion mark without its brackets, `OS` or `S - REL TO FVEY && NR`. A short level name is looked for in the
 * policy `policyId` first, then in the others.
 * @throws InputError MARKING_SYNTAX with line 1, the column and the expectation; MARKING_UNKNOWN for an unknown `policyId`.
 */
export function parseMark(text: string, policyId: string, policies: readonly Policy[]): Marking {
  return parse(text, "portion", putFirst(policyId, policies));
}

/**
 * Reads a banner, `UK SECRET - WALL - REL TO DEU, FRA`.
 * @throws InputError MARKING_SYNTAX as {@link parseMark}.
 */
export function parseBanner(text: string, policies: readonly Policy[]): Marking {
  return parse(text, "banner", policies);
}

/**
 * The portion form without brackets, as it stands in a document whose bare marks are of the policy `policyId`.
 * @throws InputError MARKING_UNKNOWN when the marking has no term, a policy or level not in `policies`, or a name that cannot be written.
 */
export function printMark(marking: Marking, policyId: string, policies: readonly Policy[]): string {
  return print(marking, "portion", putFirst(policyId, policies));
}

/** The banner form. @throws InputError MARKING_UNKNOWN as {@link printMark}. */
export function printBanner(marking: Marking, policies: readonly Policy[]): string {
  return print(marking, "banner", policies);
}

function print(marking: Marking, form: Form, policies: readonly Policy[]): string {
  const canonical = canonicalMarking(marking, policies);
  if (canonical === null)
    throw new InputError("MARKING_UNKNOWN", "A marking without a policy cannot be written");
  return canonical.terms.map((term) => printTerm(term, form, policies)).join(BETWEEN_TERMS);
}

function printTerm(term: MarkingTerm, form: Form, policies: readonly Policy[]): string {
  const policy = policies.find(({ id }) => id === term.policy);
  const level = policy?.levels.find(({ name }) => name === term.level);
  if (policy === undefined || level === undefined)
    throw new InputError(
      "MARKING_UNKNOWN",
      `The level "${term.level}" of the policy "${term.policy}" is not known here`,
    );
  for (const caveat of term.caveats) {
    if (!isCaveat(caveat))
      throw new InputError("MARKING_UNKNOWN", `"${caveat}" cannot be written as a caveat`);
  }
  for (const code of term.releasableTo.flat()) {
    if (!isCode(code))
      throw new InputError("MARKING_UNKNOWN", `"${code}" cannot be written in a releasable-to list`);
  }
  const head = form === "banner" ? policy.prefix + level.name : level.short;
  return [head, ...term.caveats, ...term.releasableTo.map((list) => printList(list, policy))].join(
    BETWEEN_PARTS,
  );
}

function printList(list: readonly string[], policy: Policy): string {
  const ready = policy.eyesOnly.find(({ releasableTo }) => releasableTo.join() === list.join());
  if (ready !== undefined) return ready.phrase;
  return `${policy.releasePhrase} ${list.length === 0 ? NOBODY : list.join(BETWEEN_CODES)}`;
}

function parse(text: string, form: Form, policies: readonly Policy[]): Marking {
  const terms: MarkingTerm[] = [];
  for (const piece of split({ text, at: 0 }, BETWEEN_TERMS)) {
    const term = parseTerm(piece, form, policies);
    const before = terms.at(-1);
    if (before?.policy === term.policy)
      refuse(piece.at, `one term for each policy, and "${term.policy}" has one already`);
    if (before !== undefined && before.policy > term.policy)
      refuse(piece.at, `policies in alphabetical order, "${term.policy}" before "${before.policy}"`);
    terms.push(term);
  }
  return { terms };
}

function parseTerm(piece: Piece, form: Form, policies: readonly Policy[]): MarkingTerm {
  const [head, ...parts] = split(piece, BETWEEN_PARTS);
  const { policy, level } = findLevel(head ?? piece, form, policies);
  const caveats: string[] = [];
  const lists: (readonly string[])[] = [];
  for (const part of parts) {
    const list = parseList(part, policy);
    if (list !== null) {
      if (lists.some((known) => known.length === 0 || list.length === 0))
        refuse(part.at, `no other releasable-to list beside ${NOBODY}`);
      requireListOrder(lists.at(-1), list, part);
      lists.push(list);
    } else if (lists.length > 0) {
      refuse(part.at, `another "${policy.releasePhrase}" list: caveats stand before it`);
    } else {
      if (!isCaveat(part.text))
        refuse(part.at, `a caveat in capitals, or "${policy.releasePhrase}" and a list`);
      requireOrder(caveats.at(-1), part.text, part);
      caveats.push(part.text);
    }
  }
  const last = parts.at(-1);
  if (
    lists[0]?.length === 0 &&
    last !== undefined &&
    isNamedRecipientsOnly(policy.levels.find(({ name }) => name === level))
  )
    refuse(last.at, `nothing more: ${level} without a list is for nobody already`);
  return { policy: policy.id, level, caveats, oneOf: [], notes: [], releasableTo: lists };
}

function findLevel(head: Piece, form: Form, policies: readonly Policy[]): { policy: Policy; level: string } {
  for (const policy of policies) {
    const found = policy.levels.find(
      ({ name, short }) => head.text === (form === "banner" ? policy.prefix + name : short),
    );
    if (found !== undefined) return { policy, level: found.name };
  }
  const spellings = policies.flatMap(({ levels, prefix }) =>
    levels.map(({ name, short }) => (form === "banner" ? prefix + name : short)),
  );
  return refuse(head.at, `one of ${spellings.join(", ")}`, head.text);
}

/** Null when the part is not a releasable-to list at all. */
function parseList(part: Piece, policy: Policy): readonly string[] | null {
  const ready = policy.eyesOnly.find(({ phrase }) => phrase === part.text);
  if (ready !== undefined) return ready.releasableTo;
  const opening = `${policy.releasePhrase} `;
  if (part.text === policy.releasePhrase) refuse(part.at + part.text.length, "a space and a list of codes");
  if (!part.text.startsWith(opening)) return null;
  const body = { text: part.text.slice(opening.length), at: part.at + opening.length };
  if (body.text === NOBODY) return [];
  const codes: string[] = [];
  for (const piece of split(body, BETWEEN_CODES)) {
    if (!isCode(piece.text))
      refuse(piece.at, `the code of a member or group, as in ${opening}DEU, FRA`, piece.text);
    requireOrder(codes.at(-1), piece.text, piece);
    codes.push(piece.text);
  }
  const same = policy.eyesOnly.find(({ releasableTo }) => releasableTo.join() === codes.join());
  if (same !== undefined) refuse(part.at, `this list in its own words, "${same.phrase}"`);
  return codes;
}

/** True for a name that can be read back as a caveat: no release phrase of any built-in policy, no eyes-only phrase. */
export function isCaveat(text: string): boolean {
  return (
    CAVEAT.test(text) &&
    builtInPolicies.every(
      ({ releasePhrase, eyesOnly }) =>
        !`${text} `.startsWith(`${releasePhrase} `) && eyesOnly.every(({ phrase }) => phrase !== text),
    )
  );
}

function isCode(text: string): boolean {
  return CODE.test(text) && text !== NOBODY;
}

function requireOrder(before: string | undefined, now: string, piece: Piece): void {
  if (before === undefined || compareText(before, now) < 0) return;
  refuse(
    piece.at,
    before === now ? `no repetition of "${piece.text}"` : `alphabetical order, "${now}" before "${before}"`,
  );
}

function requireListOrder(before: readonly string[] | undefined, now: readonly string[], piece: Piece): void {
  if (before === undefined || compareText(listKey(before), listKey(now)) < 0) return;
  refuse(piece.at, `releasable-to lists in alphabetical order and none twice`, piece.text);
}

function split(piece: Piece, separator: string): Piece[] {
  let at = piece.at;
  return piece.text.split(separator).map((text) => {
    const part = { text, at };
    at += text.length + separator.length;
    return part;
  });
}

function refuse(at: number, expected: string, found?: string): never {
  const instead = found === undefined ? "" : found === "" ? ", found nothing" : `, found "${found}"`;
  throw new InputError("MARKING_SYNTAX", `Expected ${expected}${instead}`, { line: 1, column: at + 1 });
}

function putFirst(policyId: string, policies: readonly Policy[]): readonly Policy[] {
  const own = policies.find(({ id }) => id === policyId);
  if (own === undefined)
    throw new InputError(
      "MARKING_UNKNOWN",
      `There is no marking policy "${policyId}" here: name one of ${policies.map(({ id }) => id).join(", ")}`,
    );
  return [own, ...policies.filter((policy) => policy !== own)];
}
