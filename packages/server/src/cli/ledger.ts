// `entente ledger`: what this node committed to, proofs of it, its files, and witnesses. Works on the data folder of a
// node that is not running.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { encodeHex, readInstant, utf8 } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  openCheckpoint,
  openWitnessedCheckpoint,
  readNoteKey,
  writeAddCheckpoint,
} from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { claimFolder, writeFolder } from "../exchange/index.ts";
import {
  findLedgerFile,
  findPolicy,
  listAddresses,
  listLedgerFiles,
  openHead,
  readEntryRange,
  readHead,
  setPolicy,
  signHead,
  submitHead,
  submitToAll,
} from "../ledger/index.ts";
import type { WitnessAddress, WitnessOutcome } from "../ledger/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { acceptLog, listLogs } from "../witness/index.ts";
import { describeFailure, EXIT_NO } from "./failure.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface NodeOptions {
  readonly data?: string;
  readonly json?: true;
}

const JSON_OPTION = ["--json", "print the answer as JSON"] as const;

export function addLedgerCommands(program: Command, terminal: Terminal): void {
  const ledger = program
    .command("ledger")
    .description("What this node committed to: checkpoints, proofs, static files, witnesses.");
  ledger
    .command("checkpoint")
    .description(
      "Print the signed checkpoint over everything committed so far, with the witnesses' cosignatures.",
    )
    .option(...DATA_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  npx entente ledger checkpoint
  npx entente ledger checkpoint --data ./my-node --json`,
    )
    .action((options: NodeOptions) =>
      onNode(options, terminal, (node) => printCheckpoint(node, options, terminal)),
    );
  ledger
    .command("prove")
    .description(
      "Print the proof that a leaf stands in the ledger (c2sp.org/tlog-proof), or that the ledger of fewer leaves is its beginning.",
    )
    .argument("[index]", "the leaf, counted from 0")
    .option("--from <size>", "prove instead that the first SIZE leaves are the beginning of the ledger")
    .option("--out <dir>", "write the leaf and its proof there instead, as entente-verify takes them")
    .option(...DATA_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  npx entente ledger prove 4 > leaf-4.tlog-proof
  npx entente ledger prove 4 --out ./proof && npx entente-verify ./proof/leaf-4.tlog-proof --trust trust.json
  npx entente ledger prove --from 12 --data ./my-node`,
    )
    .action((index: string | undefined, options: ProofOptions) =>
      onNode(options, terminal, (node) => printProof(node, { ...options, index }, terminal)),
    );
  ledger
    .command("tiles")
    .description("Write the ledger as static files any web server can serve (c2sp.org/tlog-tiles).")
    .requiredOption("--out <dir>", "folder to write to; run again, it is brought up to date")
    .option(...DATA_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  npx entente ledger tiles --out ./public/ledger
  npx entente ledger tiles --out ./public/ledger --data ./my-node --json`,
    )
    .action((options: NodeOptions & { readonly out: string }) =>
      onNode(options, terminal, (node) => writeTiles(node, options, terminal)),
    );
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
  ledger
    .command("policy")
    .description(
      "Print this node's keys and its policy: which witnesses it asks and how many are enough (c2sp.org/tlog-policy).",
    )
    .option("--set <file>", "make this file the policy")
    .option(...DATA_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  npx entente ledger policy                      (the lines others need to witness or check this node)
  npx entente ledger policy --set policy.txt`,
    )
    .action((options: NodeOptions & { readonly set?: string }) =>
      onNode(options, terminal, (node) => runPolicy(node, options, terminal)),
    );
}

const onNode = (
  { data }: NodeOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data, terminal, open: openExerciseNode }, work);

/** The head over every leaf, signed now if it was not, with the cosignatures there are. @throws ServerError LEDGER_EMPTY. */
async function requireHead({
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

async function printCheckpoint(node: Node, options: NodeOptions, terminal: Terminal): Promise<void> {
  const { note } = await requireHead(node);
  const { identity } = node.ledger;
  if (options.json !== true) {
    terminal.printFile(note);
    return;
  }
  const { origin, size, root } = openCheckpoint({ note, identity }, nodePrimitives);
  terminal.printJson({ origin, vkey: identity.vkey, size, root: encodeHex(root), note });
}

interface ProofOptions extends NodeOptions {
  readonly from?: string;
  readonly out?: string;
}

async function printProof(
  node: Node,
  { index, from, out, json }: ProofOptions & { readonly index: string | undefined },
  terminal: Terminal,
): Promise<void> {
  const [kind, asked] = index === undefined ? (["from", from] as const) : (["index", index] as const);
  if (
    asked === undefined ||
    (index !== undefined && from !== undefined) ||
    (kind === "from" && out !== undefined)
  )
    throw new ServerError(
      "REQUEST_INVALID",
      "Name the leaf to prove (then --out may stand) or the size to prove --from.",
    );
  const { size, note } = await requireHead(node);
  const number = kind === "from" ? readCount(asked, 1, size) : readCount(asked, 0, size - 1);
  const { proof, entry = new Uint8Array() } = await node.database.read(async (reader) => {
    const head = openHead(reader, size, note);
    if (kind === "from")
      return { proof: writeAddCheckpoint({ oldSize: number, proof: await head.proveSince(number), note }) };
    const [entry] = await readEntryRange(reader, number, number + 1);
    return { proof: await head.proveLeaf(number), entry };
  });
  const name = `leaf-${number}`;
  if (out !== undefined) {
    await claimFolder(out);
    await writeFolder(out, new Map([[name, entry]]).set(`${name}.tlog-proof`, utf8(proof)));
  }
  if (json === true) terminal.printJson({ [kind]: number, size, proof });
  else if (out === undefined) terminal.printFile(proof);
  else terminal.print(`${name} and its proof in ${out}`);
}

function readCount(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || number < least || number > most)
    throw new ServerError(
      "REQUEST_INVALID",
      `"${text}" is not a number from ${least} to ${most}, which is what this ledger has.`,
    );
  return number;
}

async function writeTiles(
  node: Node,
  { out, json }: NodeOptions & { readonly out: string },
  terminal: Terminal,
): Promise<void> {
  const { size } = await requireHead(node);
  await claimFolder(out);
  let files = 0;
  await node.database.read(async (reader) => {
    files = 0;
    for (const path of await listLedgerFiles(reader)) {
      const bytes = await findLedgerFile(reader, path);
      if (bytes === null) throw new RangeError(`${path} is listed and not there`);
      await writeFolder(out, new Map([[path, bytes]]));
      files += 1;
      terminal.progress(`${files} files`);
    }
  });
  if (json === true) terminal.printJson({ out, size, files });
  else terminal.print(`${files} files of a ledger of ${size} leaves in ${out}`);
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

async function runPolicy(
  node: Node,
  { set, json }: NodeOptions & { readonly set?: string },
  terminal: Terminal,
): Promise<void> {
  const found =
    set === undefined
      ? await findPolicy(node.folder)
      : await setPolicy(node.folder, await readFile(set, "utf8"), node.ledger);
  const { vkey } = node.ledger.identity;
  const own = [
    `log ${vkey}`,
    ...node.cosigners.map((cosigner) => `witness ${describeKey(cosigner.vkey)} ${cosigner.vkey} URL`),
  ];
  if (json === true) {
    terminal.printJson({
      vkey,
      witnessVkeys: node.cosigners.map((cosigner) => cosigner.vkey),
      policy: found?.text ?? null,
      witnesses: found === null ? [] : listAddresses(found.policy),
    });
    return;
  }
  if (found === null) {
    for (const line of own) terminal.print(line);
    terminal.note(
      "No policy is set. These lines are this node's own, for the policies of others; as a witness it answers at its address with /witness after it.",
    );
  } else terminal.printFile(found.text);
}

/** A name for a line of a policy: what kind of key it is. */
function describeKey(vkey: string): string {
  return readNoteKey(vkey, nodePrimitives).type.replace("-cosignature", "");
}

function policyMissing({ ledger }: Node): ServerError {
  return new ServerError(
    "LEDGER_POLICY_MISSING",
    `No policy names this witness. Whoever runs this node writes a file with the lines "log ${ledger.identity.vkey}", "witness NAME VKEY URL" and "quorum NAME", and sets it with: entente ledger policy --set FILE`,
  );
}

function empty(): ServerError {
  return new ServerError(
    "LEDGER_EMPTY",
    "Nothing has been committed to this ledger yet. Come back after the first release or pledge.",
  );
}

function now(): Instant {
  return readInstant(new Date().toISOString());
}
