// `entente ledger witness`: have witnesses cosign this node's ledger, and witness the ledgers of others.
import type { Command } from "commander";
import { openWitnessedCheckpoint } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { findPolicy, listAddresses, readHead, submitHead, submitToAll } from "../ledger/index.ts";
import type { WitnessAddress, WitnessOutcome } from "../ledger/index.ts";
import type { Node } from "../node.ts";
import { acceptLog, listLogs } from "../witness/index.ts";
import { describeFailure, EXIT_NO } from "./failure.ts";
import { JSON_OPTION, now, onNode, requireHead } from "./ledger-node.ts";
import type { NodeOptions } from "./ledger-node.ts";
import { DATA_OPTION } from "./node-folder.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addWitnessCommand(ledger: Command, terminal: Terminal): void {
  ledger
    .command("witness")
    .description(
      "Have witnesses cosign the latest checkpoint; or accept another ledger to witness; or, without anything, list what this node witnesses.",
    )
    .argument("[url]", "address of one witness; its key comes from the policy or from --vkey")
    .option("--all", "ask every witness of the policy")
    .option("--vkey <vkey...>", "keys of the witness at URL, where the policy does not name it")
    .option("--accept <vkey>", "witness the ledger with this key from now on")
    .option(...DATA_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  npx entente ledger witness --all
  npx entente ledger witness https://est.example/witness
  npx entente ledger witness --accept 'entente.example/exercise/…+0a1b2c3d+AQ…'`,
    )
    .action((url: string | undefined, options: WitnessOptions) =>
      onNode(options, terminal, (node) => runWitness(node, { ...options, url }, terminal)),
    );
}

interface WitnessOptions extends NodeOptions {
  readonly all?: true;
  readonly vkey?: readonly string[];
  readonly accept?: string;
}

async function runWitness(
  node: Node,
  options: WitnessOptions & { readonly url: string | undefined },
  terminal: Terminal,
): Promise<void> {
  const asked = [options.url, options.all, options.accept].filter((one) => one !== undefined);
  if (asked.length > 1 || (options.vkey !== undefined && options.url === undefined))
    throw new ServerError(
      "REQUEST_INVALID",
      "Name one of a witness's URL, --all and --accept; --vkey goes with a URL.",
    );
  if (options.accept !== undefined) await accept(node, options.accept, options, terminal);
  else if (asked.length === 0) await printWitnessed(node, options, terminal);
  else await askWitnesses(node, options, terminal);
}

async function accept(node: Node, vkey: string, options: NodeOptions, terminal: Terminal): Promise<void> {
  const { origin } = await node.database.transact((tx) => acceptLog(tx, vkey));
  if (options.json === true) terminal.printJson({ origin, vkey });
  else terminal.print(`This node witnesses ${origin} from now on, at /witness/add-checkpoint.`);
}

async function printWitnessed(node: Node, options: NodeOptions, terminal: Terminal): Promise<void> {
  const logs = await node.database.read(listLogs);
  const vkeys = node.cosigners.map(({ vkey }) => vkey);
  if (options.json === true) {
    terminal.printJson({ vkeys, logs: logs.map(({ origin, vkey, size }) => ({ origin, vkey, size })) });
    return;
  }
  for (const line of formatTable([["ledger", "leaves"], ...logs.map(({ origin, size }) => [origin, size])]))
    terminal.print(line);
}

async function askWitnesses(
  node: Node,
  { url, vkey, json }: WitnessOptions & { readonly url: string | undefined },
  terminal: Terminal,
): Promise<void> {
  await requireHead(node);
  const found = await findPolicy(node.folder);
  const { database, ledger } = node;
  const at = now();
  let outcomes: readonly WitnessOutcome[];
  if (url === undefined) {
    if (found === null) throw policyMissing(node);
    outcomes = await submitToAll(database, { ledger, policy: found.policy, at });
  } else {
    const witness = findAddress(url, vkey, found === null ? [] : listAddresses(found.policy), node);
    const submission = await submitHead(database, { ledger, witness, at });
    outcomes = [{ witness: witness.name, submission, failure: null }];
  }
  const quorum = found === null ? null : await meetsQuorum(node, found.policy);
  const failures = outcomes.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  if (json === true)
    terminal.printJson({
      quorum,
      witnesses: outcomes.map(({ witness, submission, failure }) => ({
        witness,
        ...(submission === null
          ? { code: failure.code, message: failure.message }
          : { size: submission.size, cosignatures: submission.cosignatures }),
      })),
    });
  else
    for (const { witness, submission } of outcomes)
      if (submission !== null) terminal.print(`${witness} cosigned ${submission.size} leaves`);
  for (const failure of failures) terminal.note(`entente: ${failure.code}: ${failure.message}`);
  if (quorum === false)
    terminal.note(
      "The witnesses that cosigned are fewer than the policy asks for: readers who use it refuse this checkpoint.",
    );
  if (failures.length > 0 || (url === undefined && quorum === false)) process.exitCode = EXIT_NO;
}

function findAddress(
  url: string,
  vkeys: readonly string[] | undefined,
  known: readonly WitnessAddress[],
  node: Node,
): WitnessAddress {
  if (vkeys !== undefined) return { name: url, url, vkeys };
  const witness = known.find((one) => one.url.replace(/\/+$/, "") === url.replace(/\/+$/, ""));
  if (witness === undefined) throw policyMissing(node);
  return witness;
}

async function meetsQuorum(node: Node, policy: Parameters<typeof listAddresses>[0]): Promise<boolean> {
  const head = await node.database.read(readHead);
  if (head === null) return false;
  try {
    openWitnessedCheckpoint({ note: head.note, policy }, nodePrimitives);
    return true;
  } catch (error) {
    if (describeFailure(error).code === "LEDGER_QUORUM_MISSING") return false;
    throw error;
  }
}

function policyMissing({ ledger }: Node): ServerError {
  return new ServerError(
    "LEDGER_POLICY_MISSING",
    `No policy names this witness. Whoever runs this node writes a file with the lines "log ${ledger.identity.vkey}", "witness NAME VKEY URL" and "quorum NAME", and sets it with: entente ledger policy --set FILE`,
  );
}
