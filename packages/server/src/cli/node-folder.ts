// Which node a command works on: the data folder it names, which must hold one. A command that only looks must not make
// a node of a mistyped name.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readConfig, readEnvironment } from "../config/index.ts";
import type { Node, NodeOptions } from "../node.ts";
import { ServerError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

export const DATA_OPTION = [
  "--data <dir>",
  "data folder of the node, which may be running (default: data in the program's folder)",
] as const;

/** Opens the node of a data folder, beside it where it is running, does the work, and closes it. @throws ServerError NOT_FOUND where there is no node. */
export async function withNode<T, Opened extends Node = Node>(
  {
    data,
    terminal,
    open,
  }: {
    readonly data: string | undefined;
    readonly terminal: Terminal;
    readonly open: (options: NodeOptions) => Promise<Opened>;
  },
  work: (node: Opened) => Promise<T>,
): Promise<T> {
  const config = readConfig(data === undefined ? [] : ["--data", data], readEnvironment());
  requireNode(config.dataFolder);
  const node = await open({ ...config, tell: terminal.note });
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

/** @throws ServerError NOT_FOUND where the folder holds no node. */
export function requireNode(dataFolder: string): void {
  if (!existsSync(join(dataFolder, "entente-node.json")))
    throw new ServerError(
      "NOT_FOUND",
      `There is no node in ${dataFolder}. Name its data folder with --data DIR.`,
    );
}
