// What `entente whatif` is asked of: the pledges of a file, read here, or those of a case, which its node is asked about.
import { readFile } from "node:fs/promises";
import { parseJson } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { readPledges } from "@entente/core/pledges";
import type { Condition } from "@entente/core/pledges";
import { CommanderError } from "commander";
import type { NodeClient } from "../client/index.ts";
import type { Asked } from "../persuasion/index.ts";
import { askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import type { Terminal } from "./terminal.ts";

export interface WhatIfOptions extends Partial<AskOptions> {
  readonly file?: string;
}

export interface ChangeOptions {
  readonly joins?: readonly string[];
  readonly raises?: readonly string[];
  readonly withdraws?: readonly string[];
}

/** An answer, how its measures are said, and what is to be said beside it: nothing where a file is all there is. */
export interface Answered<T> {
  readonly answer: T;
  readonly kinds: readonly MeasureKind[];
  readonly limits: string | null;
}

interface Footing {
  readonly kinds: readonly MeasureKind[];
  readonly limits: string;
}

/**
 * Answers from a file, or has the node of a case answer.
 * @throws CommanderError for options that contradict each other.
 */
export async function askPledges<T>(
  options: WhatIfOptions,
  terminal: Terminal,
  {
    ofFile,
    ofCase,
  }: {
    readonly ofFile: (asked: Asked) => T | Promise<T>;
    readonly ofCase: (
      client: NodeClient,
      params: { readonly path: { readonly case: string } },
    ) => Promise<T & Footing>;
  },
): Promise<Answered<T>> {
  const { file, case: slug, seat, data, node } = options;
  if (file !== undefined && (slug ?? seat ?? data ?? node) !== undefined)
    throw usage("--file goes without --case, --seat, --node and --data");
  if (file !== undefined) {
    const asked = await readAskedFile(file);
    return { answer: await ofFile(asked), kinds: asked.kinds, limits: null };
  }
  if (slug === undefined || (seat ?? node) === undefined) throw usage("give --file, or --case and --seat");
  const { kinds, limits, ...answer } = await askInCase({ ...options, case: slug }, terminal, (client, path) =>
    ofCase(client, { path }),
  );
  return { answer: answer as unknown as T, kinds, limits };
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
  return { set, kinds, known };
}

function listNames(condition: Condition): readonly string[] {
  if (condition.kind === "named") return condition.members;
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(listNames) : [];
}

/** A refusal of the command line as such. */
export function usage(message: string): CommanderError {
  return new CommanderError(2, "entente.whatif", message);
}
