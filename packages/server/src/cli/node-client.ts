// How a command asks a node: over HTTP with a token, or in the data folder, where the node's own routes are asked in this
// process. Both are the same API; in the data folder whoever asks is the control of its exercises and plays a seat.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { readSeat } from "../access/index.ts";
import { openClient, openHttpTransport } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { createApp, identifyExerciseControl, openInProcess } from "../http/index.ts";
import { openExerciseNode } from "../node.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

export interface ClientOptions {
  /** Of the node asked over HTTP; without it the data folder is asked. */
  readonly node?: string;
  readonly tokenFile?: string;
  readonly data?: string;
  /** The office an exercise's control plays. */
  readonly seat?: string;
  /** The exercise's time at which it acts. */
  readonly at?: string;
}

/** The options by which a command finds its node. */
export function addClientOptions(command: Command): Command {
  return command
    .option("--seat <seat>", "in an exercise: the office you play, such as GBR/drafter")
    .option("--node <url>", "ask the node at this address instead of a data folder")
    .option("--token-file <file>", "file with the token of your seat on that node")
    .option(...DATA_OPTION);
}

/**
 * Asks a node. What it refuses is thrown with the node's own code.
 * @throws ServerError REQUEST_INVALID for options that contradict each other, NOT_FOUND where there is no node.
 */
export async function withClient<T>(
  { node: address, tokenFile, data, seat: office, at: moment }: ClientOptions,
  terminal: Terminal,
  work: (client: NodeClient) => Promise<T>,
): Promise<T> {
  const seat = office === undefined ? null : readSeat(office).id;
  const at = moment ?? null;
  if (address !== undefined) {
    if (data !== undefined)
      throw new ServerError("REQUEST_INVALID", "Give --node or --data: a command asks one node.");
    const token = tokenFile === undefined ? null : (await readFile(tokenFile, "utf8")).trim();
    return work(openClient({ transport: openHttpTransport({ node: address, token }), seat, at }));
  }
  if (tokenFile !== undefined)
    throw new ServerError("REQUEST_INVALID", "A token is for a node's address. Give --node URL with it.");
  return withNode({ data, terminal, open: openExerciseNode }, async (node) => {
    const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
    try {
      return await work(openClient({ transport: openInProcess(app), seat, at }));
    } finally {
      await app.close();
    }
  });
}
