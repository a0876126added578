// What `entente whatif` is asked: pledges from a file or from a case, changes, targets and prices, each read strictly.
import { parseJson } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { readPledges } from "@entente/core/pledges";
import type { Condition } from "@entente/core/pledges";
import { CommanderError } from "commander";
import { readFile } from "node:fs/promises";
import { openSeatView, requireRole } from "../access/index.ts";
import { arrangementsOf, findCase } from "../cases/index.ts";
import { OPEN_ONLY } from "../persuasion/index.ts";
import type { Asked } from "../persuasion/index.ts";
import { readOpenPledges } from "../pledges/index.ts";
import { actInCase } from "./case-node.ts";
import type { Terminal } from "./terminal.ts";

export interface WhatIfOptions {
  readonly file?: string;
  readonly case?: string;
  readonly seat?: string;
  readonly data?: string;
  readonly json?: true;
}

export interface AskedWithLimits extends Asked {
  /** What is to be said beside every answer; nothing where the file is all there is. */
  readonly limits: string | null;
}

/**
 * The open pledges of a file, or of a case as the lead's seat may see them. Sealed pledges are in neither, so that no
 * question can be put to them.
 */
export async function readAsked(options: WhatIfOptions, terminal: Terminal): Promise<AskedWithLimits> {
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

async function readAskedFile(file: string): Promise<AskedWithLimits> {
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

/** A refusal of the command line as such. */
export function usage(message: string): CommanderError {
  return new CommanderError(2, "entente.whatif", message);
}

export interface ChangeOptions {
  readonly joins?: readonly string[];
  readonly raises?: readonly string[];
  readonly withdraws?: readonly string[];
}
