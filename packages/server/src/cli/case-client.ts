// A command that asks a node something about one case: the options such commands have, and how their answers are named. Over
// HTTP the token says who asks; in the data folder it is the control of the exercises, which has to say whose seat it plays.
import { CommanderError } from "commander";
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import { sayInstant } from "../cases/index.ts";
import type { NodeClient, operations } from "../client/index.ts";
import { addClientOptions, withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import type { Terminal } from "./terminal.ts";

export interface CaseClientOptions extends ClientOptions {
  readonly case: string;
  readonly json?: true;
}

/** What a route answers with, by its id. */
export type AnswerTo<Id extends keyof operations> = operations[Id] extends {
  readonly responses: { readonly 200: { readonly content: { readonly "application/json": infer Answer } } };
}
  ? Answer
  : never;

/** The options every such command has. */
export function addCaseClientOptions(command: Command): Command {
  return addClientOptions(command.requiredOption("--case <slug>", "the case, such as salisbury-2018")).option(
    "--json",
    "print the answer as JSON",
  );
}

/** Asks about the case that the options name. `path` is what every address of it begins with. */
export async function askInCase<T>(
  options: CaseClientOptions,
  terminal: Terminal,
  work: (client: NodeClient, path: { readonly case: string }) => Promise<T>,
): Promise<T> {
  if (options.node === undefined && options.seat === undefined)
    throw new CommanderError(2, "commander.missingMandatoryOptionValue", "--seat <seat> is missing");
  return withClient(options, terminal, (client) => work(client, { case: options.case }));
}

/** How the next command finds the same node; nothing where the default was used. */
export function sayNode({ node, tokenFile, data }: ClientOptions): string {
  return [
    node === undefined ? "" : ` --node ${node}`,
    tokenFile === undefined ? "" : ` --token-file ${tokenFile}`,
    data === undefined ? "" : ` --data ${data}`,
  ].join("");
}

/** An instant of an answer, as people read it. */
export function sayTime(instant: string, timeZone: string): string {
  return sayInstant(readInstant(instant), timeZone);
}

/** Prints an answer as JSON, or in lines. */
export function printAnswer(
  { json }: Pick<CaseClientOptions, "json">,
  terminal: Terminal,
  { value, lines }: { readonly value: unknown; readonly lines: readonly string[] },
): void {
  if (json === true) terminal.printJson(value);
  else for (const line of lines) terminal.print(line);
}
