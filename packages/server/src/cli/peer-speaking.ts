// What the commands share by which a member speaks in a case that another node leads: a letter to it, and what is said of it.
import { readInstant } from "@entente/core/encoding";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { openOwnNode, sayToLead } from "../peers/index.ts";
import type { Saying, Speaking } from "../peers/index.ts";
import { withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

export interface CaseOptions {
  readonly data?: string;
  readonly json?: true;
}

export function reportLetter(options: CaseOptions, terminal: Terminal, letter: number): void {
  if (options.json === true) terminal.printJson({ letter });
  else
    terminal.print(
      `Letter ${letter} waits for the lead's node. A node that serves brings it by itself; else: entente peer sync`,
    );
}

export async function speakingOf(
  node: Node,
  { member, name }: Pick<Speaking, "member" | "name">,
): Promise<Speaking> {
  return { own: await openOwnNode(node), at: readInstant(new Date().toISOString()), member, name };
}

export async function sayFrom(
  node: Node,
  of: Pick<Speaking, "member" | "name">,
  saying: Saying,
): Promise<number> {
  const speaking = await speakingOf(node, of);
  return node.database.transact((tx) => sayToLead(tx, speaking, saying));
}

export const onPeerNode = (
  options: CaseOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data: options.data, terminal, open: openExerciseNode }, work);
