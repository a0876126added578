// A command that works on one case, from a seat: it asks a node, the one at an address or that of a data folder, which is
// opened for it (beside the one that is running, or alone) and closed again.
import { CommanderError } from "commander";
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import type { MeasureKind } from "@entente/core/kinds";
import { readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { arrangementsOf, communityOf, findCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readConfig, readEnvironment } from "../config/index.ts";
import { ServerError } from "../errors.ts";
import { openExerciseNode } from "../node.ts";
import type { ReleaseContext } from "../releases/index.ts";
import type { Transactor } from "../storage/index.ts";
import type { NodeClient } from "../client/index.ts";
import { addClientOptions, withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import type { Terminal } from "./terminal.ts";

export interface CaseOptions {
  readonly case: string;
  readonly seat: string;
  readonly data?: string;
  readonly json?: true;
}

export interface AskOptions extends ClientOptions {
  readonly case: string;
  readonly json?: true;
}

/** What a command on a case gets beside the transaction and who acts. */
export interface CaseContext extends ReleaseContext {
  readonly row: CaseRow;
  readonly kinds: readonly MeasureKind[];
  /** The node's data folder. */
  readonly folder: string;
}

/** The options every command on a case has. */
export function addCaseOptions(command: Command): Command {
  return command
    .requiredOption("--case <slug>", "the case, such as salisbury-2018")
    .requiredOption("--seat <seat>", "who does it, such as GBR/drafter")
    .option("--data <dir>", "data folder of the node (default: the one npm start uses)")
    .option("--json", "print the answer as JSON");
}

/**
 * Does something in a case, all of it or nothing.
 * @throws ServerError NOT_FOUND for a case that is not on this node, and what `work` throws.
 */
export async function actInCase<T>(
  options: CaseOptions,
  terminal: Terminal,
  work: (tx: Transactor, act: Act, context: CaseContext) => Promise<T>,
): Promise<T> {
  const seat = readSeat(options.seat);
  const config = readConfig(options.data === undefined ? [] : ["--data", options.data], readEnvironment());
  const node = await openExerciseNode({ ...config, tell: terminal.note });
  try {
    return await node.database.transact(async (tx) => {
      const of = await findCase(tx, options.case);
      if (of === null)
        throw new ServerError(
          "NOT_FOUND",
          `There is no case ${options.case} in ${config.dataFolder}, or you may not see it. Check --case and --data; "npm start" plays the exercises into its own folder.`,
        );
      // An exercise has its own clock, which stands where its script ended.
      const at = of.exercise ? of.clock : readInstant(new Date().toISOString());
      const { keystore, ledger, folder } = node;
      const context = { row: of, community: communityOf(of), kinds: arrangementsOf(of).kinds };
      return work(tx, { of, seat, at }, { ...context, keystore, ledger, folder });
    });
  } finally {
    await node.close();
  }
}

/** The options every command on a case has that asks a node. */
export function addAskOptions(command: Command): Command {
  return addClientOptions(command.requiredOption("--case <slug>", "the case, such as salisbury-2018")).option(
    "--json",
    "print the answer as JSON",
  );
}

/**
 * Asks a node about a case.
 * @throws CommanderError where nobody is said to ask: a data folder has no seats of its own, so one is played.
 */
export async function askInCase<T>(
  options: AskOptions,
  terminal: Terminal,
  work: (client: NodeClient, of: { readonly case: string }) => Promise<T>,
): Promise<T> {
  if (options.node === undefined && options.seat === undefined)
    throw new CommanderError(
      1,
      "commander.missingMandatoryOptionValue",
      "error: required option '--seat <seat>' not specified",
    );
  return withClient(options, terminal, (client) => work(client, { case: options.case }));
}

/** How the next command finds the same node and case, after its own words. */
export function sayWhere({ case: slug, node, tokenFile, data }: AskOptions, seat: string): string {
  const asks = node === undefined ? ` --seat ${seat}` : ` --node ${node}`;
  const token = tokenFile === undefined ? "" : " --token-file FILE";
  return ` --case ${slug}${asks}${token}${data === undefined ? "" : ` --data ${data}`}`;
}

/** `A,B` as a list without blanks; none is an empty one. */
export function readList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
