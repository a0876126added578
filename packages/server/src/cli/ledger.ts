// `entente ledger`: what this node committed to, proofs of it, its files, and witnesses. Works on the data folder of a
// node that is not running.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { encodeHex, utf8 } from "@entente/core/encoding";
import { openCheckpoint, readNoteKey, writeAddCheckpoint } from "@entente/core/ledger";
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
  setPolicy,
} from "../ledger/index.ts";
import type { Node } from "../node.ts";
import { JSON_OPTION, onNode, requireHead } from "./ledger-node.ts";
import type { NodeOptions } from "./ledger-node.ts";
import { addWitnessCommand } from "./ledger-witness.ts";
import { DATA_OPTION } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

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
  addWitnessCommand(ledger, terminal);
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
