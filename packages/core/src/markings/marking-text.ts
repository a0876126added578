// Markings as text, both ways (formats/marked-text.abnf): the portion form `S - REL TO FVEY` and the banner form
// `UK SECRET - REL TO FVEY`, in the syntax of each policy. Invariant: a marking has exactly one spelling in each form; every
// other spelling is refused with the column and what was expected there, so that parsing and printing are each other's
// inverse.
import { InputError } from "../encoding/index.ts";
import { BETWEEN_PARTS, parseDashes, printDashes } from "./dashes-text.ts";
import { canonicalMarking, compareText, listKey } from "./join.ts";
import type { Marking, MarkingTerm, Policy, PolicyLevel } from "./marking.ts";
import { BETWEEN_BLOCKS, parseSlashes, printSlashes } from "./slashes-text.ts";
import { reduceWord, refuse, refuseToPrint, split } from "./text-pieces.ts";
import type { Form, Piece } from "./text-pieces.ts";

const BETWEEN_TERMS = " && ";
/** How a US portion mark names the owner of another state's classification: `//NS`, `//GBR S`. */
const OWNERS: Readonly<Record<string, string>> = { nato: "", uk: "GBR " };

/** In a portion the policy of the document stands first in `policies`. */
interface Reading {
  readonly form: Form;
  readonly policies: readonly Policy[];
}

/**
 * Reads a portion mark without its brackets, `OS` or `S - REL TO FVEY && NR`, in a document whose bare marks are of the
 * policy `policyId`. A level of another policy that has the same short name is written in full there.
 * @throws InputError MARKING_SYNTAX with line 1, the column and the expectation; MARKING_UNKNOWN for an unknown `policyId`.
 */
export function parseMark(text: string, policyId: string, policies: readonly Policy[]): Marking {
  return parse(text, { form: "portion", policies: putFirst(policyId, policies) });
}

/**
 * Reads a banner, `UK SECRET - WALL - REL TO DEU, FRA` or `SECRET//NOFORN`.
 * @throws InputError MARKING_SYNTAX as {@link parseMark}.
 */
export function parseBanner(text: string, policies: readonly Policy[]): Marking {
  return parse(text, { form: "banner", policies });
}

/**
 * The portion form without brackets, as it stands in a document whose bare marks are of the policy `policyId`.
 * @throws InputError MARKING_UNKNOWN when the marking has no term, a policy or level not in `policies`, or a name that
 * cannot be written.
 */
export function printMark(marking: Marking, policyId: string, policies: readonly Policy[]): string {
  return print(marking, { form: "portion", policies: putFirst(policyId, policies) });
}

/** The banner form. @throws InputError MARKING_UNKNOWN as {@link printMark}. */
export function printBanner(marking: Marking, policies: readonly Policy[]): string {
  return print(marking, { form: "banner", policies });
}

function print(marking: Marking, reading: Reading): string {
  const canonical = canonicalMarking(marking, reading.policies);
  if (canonical === null) return refuseToPrint("A marking without a policy cannot be written");
  return canonical.terms.flatMap((term) => printTerm(term, reading)).join(BETWEEN_TERMS);
}

/** One mark for the term; in the slashes syntax, where a mark holds one list, one for each list. */
function printTerm(term: MarkingTerm, reading: Reading): readonly string[] {
  const policy = reading.policies.find(({ id }) => id === term.policy);
  const level = policy?.levels.find(({ name }) => name === term.level);
  if (policy === undefined || level === undefined)
    return refuseToPrint(`The level "${term.level}" of the policy "${term.policy}" is not known here`);
  const context = { policy, level, form: reading.form };
  const head = spellLevel(policy, level, reading);
  if (policy.syntax === "dashes") return [[head, ...printDashes(term, context)].join(BETWEEN_PARTS)];
  const [first, ...others] = term.releasableTo;
  const bare = { ...term, caveats: [], oneOf: [], notes: [] };
  return [
    { ...term, releasableTo: first === undefined ? [] : [first] },
    ...others.map((list) => ({ ...bare, releasableTo: [list] })),
  ].map((one) => [head, ...printSlashes(one, context)].join(BETWEEN_BLOCKS));
}

function parse(text: string, reading: Reading): Marking {
  const terms: MarkingTerm[] = [];
  for (const piece of split({ text, at: 0 }, BETWEEN_TERMS)) {
    const { term, policy } = parseTerm(piece, reading);
    const before = terms.at(-1);
    if (before?.policy === term.policy) {
      terms[terms.length - 1] = addList(before, term, policy, piece);
      continue;
    }
    if (before !== undefined && before.policy > term.policy)
      refuse(piece.at, `policies in alphabetical order, "${term.policy}" before "${before.policy}"`);
    terms.push(term);
  }
  return { terms };
}

/** A further mark of the same policy adds one list, in the slashes syntax only. */
function addList(before: MarkingTerm, term: MarkingTerm, policy: Policy, piece: Piece): MarkingTerm {
  if (policy.syntax === "dashes")
    return refuse(piece.at, `one term for each policy, and "${term.policy}" has one already`);
  const [list] = term.releasableTo;
  const last = before.releasableTo.at(-1);
  const adds =
    list !== undefined &&
    list.length > 0 &&
    last !== undefined &&
    last.length > 0 &&
    term.level === before.level &&
    term.caveats.length + term.oneOf.length + term.notes.length === 0;
  if (!adds || compareText(listKey(last), listKey(list)) >= 0)
    return refuse(
      piece.at,
      `a further mark of the policy "${term.policy}" to have the same level and one more list in plain order, and nothing else`,
      piece.text,
    );
  return { ...before, releasableTo: [...before.releasableTo, list] };
}

function parseTerm(piece: Piece, reading: Reading): { term: MarkingTerm; policy: Policy } {
  const head = headOf(piece.text);
  for (const policy of reading.policies) {
    const level = policy.levels.find((one) => spellLevel(policy, one, reading) === head);
    if (level === undefined) continue;
    const context = { policy, level, form: reading.form };
    const rest = { text: piece.text.slice(head.length), at: piece.at + head.length };
    const separator = policy.syntax === "dashes" ? BETWEEN_PARTS : BETWEEN_BLOCKS;
    if (rest.text !== "" && !rest.text.startsWith(separator))
      refuse(rest.at, `"${separator}" between the parts of a mark of the policy "${policy.id}"`);
    const [, ...parts] = split(rest, separator);
    const term =
      policy.syntax === "dashes" ? parseDashes(parts, context) : parseSlashes(piece, head, parts, context);
    return { term, policy };
  }
  return refuseLevel({ text: head, at: piece.at }, reading);
}

/** Up to the first separator of either syntax; the slashes a foreign mark begins with belong to it. */
function headOf(text: string): string {
  const from = text.startsWith(BETWEEN_BLOCKS) ? BETWEEN_BLOCKS.length : 0;
  const ends = [text.indexOf(BETWEEN_PARTS, from), text.indexOf(BETWEEN_BLOCKS, from)].filter(
    (at) => at >= 0,
  );
  return text.slice(0, Math.min(text.length, ...ends));
}

/** A level as it stands here: its short name in a portion, unless a policy before it has the same one. */
function spellLevel(policy: Policy, level: PolicyLevel, { form, policies }: Reading): string {
  if (form === "banner") return policy.prefix + level.name;
  const owner = Object.hasOwn(OWNERS, policy.id) ? OWNERS[policy.id] : undefined;
  if (policies[0]?.syntax === "slashes" && policies[0] !== policy && owner !== undefined)
    return `${BETWEEN_BLOCKS}${owner}${level.short}`;
  const before = policies.slice(0, policies.indexOf(policy));
  const taken = before.some(({ levels }) => levels.some(({ short }) => short === level.short));
  return taken ? policy.prefix + level.name : level.short;
}

function refuseLevel(head: Piece, reading: Reading): never {
  const { text, at } = head;
  if (/^\/\/JOINT\b/.test(text))
    refuse(
      at,
      "the mark of one owner: joint classifications are not supported, so mark each owner's part",
      text,
    );
  const spellings = reading.policies.flatMap((policy) =>
    policy.levels.map((level) => ({
      spelt: spellLevel(policy, level, reading),
      names: [level.name, level.short, policy.prefix + level.name],
    })),
  );
  const wanted = reduceWord(text);
  const same = spellings.filter(({ spelt }) => reduceWord(spelt) === wanted);
  const close =
    same.length > 0
      ? same
      : spellings.filter(({ names }) => names.some((name) => reduceWord(name) === wanted));
  if (close.length > 0) refuse(at, close.map(({ spelt }) => `"${spelt}"`).join(" or "), text);
  if (text.startsWith(BETWEEN_BLOCKS))
    refuse(
      at,
      "a level of a scheme this community uses: another state's classification needs its scheme in the community file",
      text,
    );
  return refuse(at, `one of ${spellings.map(({ spelt }) => spelt).join(", ")}`, text);
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
