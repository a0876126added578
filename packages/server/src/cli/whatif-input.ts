// What `entente whatif` is asked: pledges from a file or from a case, changes, targets and prices, each read strictly.
import { InputError, parseJson } from "@entente/core/encoding";
import type { Change, Offer, Target } from "@entente/core/coalition";
import { builtInKinds } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { parsePledge, readPledges } from "@entente/core/pledges";
import type { Condition, PledgedMeasure, PledgeSet } from "@entente/core/pledges";
import { CommanderError } from "commander";
import { readFile } from "node:fs/promises";
import { openSeatView, requireRole } from "../access/index.ts";
import { arrangementsOf, findCase } from "../cases/index.ts";
import { readOpenPledges } from "../pledges/index.ts";
import { actInCase, readList } from "./case-node.ts";
import type { Terminal } from "./terminal.ts";

export interface WhatIfOptions {
  readonly file?: string;
  readonly case?: string;
  readonly seat?: string;
  readonly data?: string;
  readonly json?: true;
}

/** The pledges asked about, how their measures are said, and whom they know. */
export interface Asked {
  readonly set: PledgeSet;
  readonly kinds: readonly MeasureKind[];
  readonly known: ReadonlySet<string>;
  /** What is to be said beside every answer; nothing where the file is all there is. */
  readonly limits: string | null;
}

const OPEN_ONLY =
  "Of open pledges that are valid now; sealed ones take no part, and whether there are any does not show.";

/**
 * The open pledges of a file, or of a case as the lead's seat may see them. Sealed pledges are in neither, so that no
 * question can be put to them.
 */
export async function readAsked(options: WhatIfOptions, terminal: Terminal): Promise<Asked> {
  const { file, case: slug, seat, data } = options;
  if (file !== undefined && (slug ?? seat ?? data) !== undefined)
    throw usage("--file goes without --case, --seat and --data");
  if (file !== undefined) return readAskedFile(file);
  if (slug === undefined || seat === undefined) throw usage("give --file, or --case and --seat");
  return actInCase(
    { case: slug, seat, ...(data === undefined ? {} : { data }) },
    terminal,
    async (tx, act, { community }) => {
      requireRole(act.seat, ["desk", "release-authority"], act.of);
      const row = await findCase(tx, slug);
      const kinds = row === null ? builtInKinds : [...builtInKinds, ...arrangementsOf(row).kinds];
      const view = openSeatView(act.seat, act.of);
      const set = await readOpenPledges(tx, view, { community, kinds, at: act.at });
      const known = new Set(community.community.members.map(({ id }) => id));
      return { set, kinds, known, limits: OPEN_ONLY };
    },
  );
}

async function readAskedFile(file: string): Promise<Asked> {
  const set = readPledges(parseJson(await readFile(file, "utf8")));
  const conditions = set.pledges.flatMap(({ levels }) => levels.map(({ condition }) => condition));
  const known = new Set([
    ...set.pledges.map(({ member }) => member),
    ...Object.values(set.context.groups).flat(),
    ...Object.values(set.context.weights).flatMap((weights) => Object.keys(weights)),
    ...conditions.flatMap(listNames),
  ]);
  const measures = set.pledges.flatMap(({ levels }) => levels.flatMap((level) => level.measures));
  const own = new Set(measures.map(({ kind }) => kind));
  for (const { id } of builtInKinds) own.delete(id);
  const kinds = [...builtInKinds, ...[...own].map((id) => ({ id, one: id, many: id, counted: true }))];
  return { set, kinds, known, limits: null };
}

function listNames(condition: Condition): readonly string[] {
  if (condition.kind === "named") return condition.members;
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(listNames) : [];
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
        ? readList(text).map((member) => ({ member, words: null }))
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

export interface ChangeOptions {
  readonly joins?: readonly string[];
  readonly raises?: readonly string[];
  readonly withdraws?: readonly string[];
}

/** The changes asked for, given the level at which each member acts now. */
export function readChangeOptions(
  options: ChangeOptions,
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
    ...readSayings(options.joins ?? [], asked).map(rise(0)),
    ...readSayings(options.raises ?? [], asked).map(rise(1)),
    ...readSayings(options.withdraws ?? [], asked).map(({ member, words }): Change => {
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
export function readNumbers(text: string | undefined, asked: Asked): Readonly<Record<string, number>> {
  const numbers = readList(text).map((word): [string, number] => {
    const [, member = "", number = ""] = /^(.*?)\s*=\s*([0-9]+)$/.exec(word) ?? [];
    if (member === "") throw refuse(`"${word}" must be a member and a whole number, such as DEU=3`);
    if (!asked.known.has(member)) throw refuse(`${member} is nowhere in these pledges: check the id`);
    return [member, Number(number)];
  });
  if (new Set(numbers.map(([member]) => member)).size < numbers.length)
    throw refuse(`"${text ?? ""}" names a member twice`);
  return Object.fromEntries(numbers);
}

/** Members that may be asked for something beyond their pledge. */
export function readOffers(texts: readonly string[] | undefined, asked: Asked): readonly Offer[] {
  return readSayings(texts ?? [], asked).map(({ member, words }) => ({
    member,
    measures: words === null ? [] : readMeasures(words, asked, member),
  }));
}

/** Bare names. */
export function readNames(text: string | undefined, asked: Asked): readonly string[] {
  return readSayings(text === undefined ? [] : [text], asked).map(({ member }) => member);
}

function refuse(message: string): InputError {
  return new InputError("WHAT_IF_INVALID", `${message}.`);
}

/** A refusal of the command line as such. */
export function usage(message: string): CommanderError {
  return new CommanderError(2, "entente.whatif", message);
}
