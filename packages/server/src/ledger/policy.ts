// The policy file of a node, https://c2sp.org/tlog-policy: its own ledger, the witnesses it asks, and how many of them are
// enough. One text file in the data folder, which a person can read and hand on.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseLedgerPolicy } from "@entente/core/ledger";
import type { LedgerPolicy } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { LedgerSigner } from "./ledger.ts";

const FILE = "ledger-policy";

export interface NodePolicy {
  readonly text: string;
  readonly policy: LedgerPolicy;
}

/** The policy of the node of this data folder; null where none was set. @throws InputError LEDGER_POLICY_SYNTAX. */
export async function findPolicy(folder: string): Promise<NodePolicy | null> {
  const text = await readFile(join(folder, FILE), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : { text, policy: parseLedgerPolicy(text, nodePrimitives) };
}

/**
 * Makes `text` the policy of the node, in place of the one before.
 * @throws InputError LEDGER_POLICY_SYNTAX; ServerError LEDGER_POLICY_FOREIGN when it does not name this node's ledger.
 */
export async function setPolicy(
  folder: string,
  text: string,
  { identity }: LedgerSigner,
): Promise<NodePolicy> {
  const policy = parseLedgerPolicy(text, nodePrimitives);
  if (!policy.logs.some(({ key }) => key.vkey === identity.vkey))
    throw new ServerError(
      "LEDGER_POLICY_FOREIGN",
      `The policy does not name this node's ledger, so nobody could check it with that policy. Add the line: log ${identity.vkey}`,
    );
  const path = join(folder, FILE);
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, path);
  return { text, policy };
}
