// `entente backup`: the node in one file, while it goes on, and its keys in another.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { readConfig, readEnvironment } from "../config/index.ts";
import { makeBackup } from "../continuity/index.ts";
import type { BackupMade } from "../continuity/index.ts";
import { ServerError } from "../errors.ts";
import { migrationsFolder, openStorageBesideAsItIs } from "../storage/index.ts";
import { now } from "./ledger-node.ts";
import { DATA_OPTION, requireNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface BackupOptions {
  readonly data?: string;
  readonly out: string;
  readonly keys?: string;
  readonly recipient: readonly string[];
  readonly json?: true;
}

export function addBackupCommand(program: Command, terminal: Terminal): void {
  program
    .command("backup")
    .description("Write everything this node holds into one file, running or not, and its keys into another.")
    .requiredOption("--out <file>", "the backup; nothing is written over")
    .option("--keys <file>", "where the keys go; keep it apart from the backup")
    .option("--recipient <age1...>", "encrypt both to this age recipient; may be said again", collect, [])
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  npx entente backup --out node-2026-11-23.backup --keys keys-2026-11-23.backup --recipient age1...
  npx entente backup --out /mnt/backup/node.backup --data ./my-node

A backup without --recipient can be read by whoever gets the file: sealed pledges stay sealed, all else lies open.`,
    )
    .action((options: BackupOptions) => runBackup(options, terminal));
}

async function runBackup(options: BackupOptions, terminal: Terminal): Promise<void> {
  const out = resolve(options.out);
  const keysOut = options.keys === undefined ? null : resolve(options.keys);
  if (out === keysOut)
    throw new ServerError(
      "REQUEST_INVALID",
      "Keys never go into the same file as what they open. Name another file with --keys.",
    );
  const config = readConfig(options.data === undefined ? [] : ["--data", options.data], readEnvironment());
  requireNode(config.dataFolder);
  const storage = await openStorageBesideAsItIs({ ...config, note: terminal.note });
  let made: BackupMade;
  try {
    made = await makeBackup({
      ...{ storage, migrations: migrationsFolder, out, keysOut, recipients: options.recipient },
      ...{ at: now(), progress: terminal.progress },
    });
  } finally {
    await storage.close();
  }
  if (options.json === true)
    terminal.printJson({ ...made, out, keysOut, encrypted: options.recipient.length > 0 });
  else printMade(made, { out, keysOut }, terminal);
  for (const name of made.leftOut)
    terminal.note(`"${name}" in the data folder is nothing a backup knows, and is not in it.`);
  if (keysOut === null)
    terminal.note(
      "The keys are not in it. Without them no restore can go on: back them up once with --keys FILE.",
    );
  if (options.recipient.length === 0)
    terminal.note("It is not encrypted: keep it where the node's own data may be, or use --recipient.");
}

function printMade(
  { madeAt, tables, rows, files, ledger, manifest, keys }: BackupMade,
  { out, keysOut }: { readonly out: string; readonly keysOut: string | null },
  terminal: Terminal,
): void {
  terminal.print(`${out}: ${rows} rows of ${tables} tables and ${files} files, as of ${madeAt}.`);
  terminal.print(`Ledger: ${ledger.size} leaves, root ${ledger.root}.`);
  terminal.print(`Manifest: ${manifest}.`);
  if (keys !== null && keysOut !== null) terminal.print(`${keysOut}: ${keys} key files.`);
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** The secret keys of an age identity file: its lines but for comments. */
export async function readIdentities(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
