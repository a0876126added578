// What the commands on a ledger share: the node of a data folder, and its head, signed now if it was not.
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { readHead, signHead } from "../ledger/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

export interface NodeOptions {
  readonly data?: string;
  readonly json?: true;
}

export const JSON_OPTION = ["--json", "print the answer as JSON"] as const;

export const onNode = (
  { data }: NodeOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data, terminal, open: openExerciseNode }, work);

/** The head over every leaf, signed now if it was not, with the cosignatures there are. @throws ServerError LEDGER_EMPTY. */
export async function requireHead({
  database,
  ledger,
}: Node): Promise<{ readonly size: number; readonly note: string }> {
  const signed = await database.transact(async (tx) => {
    const head = await signHead(tx, ledger, now());
    if (head.size === 0) throw empty();
    return readHead(tx);
  });
  if (signed === null) throw empty();
  return signed;
}

function empty(): ServerError {
  return new ServerError(
    "LEDGER_EMPTY",
    "Nothing has been committed to this ledger yet. Come back after the first release or pledge.",
  );
}

export function now(): Instant {
  return readInstant(new Date().toISOString());
}
