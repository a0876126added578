// `entente migrate`: what a newer program would change in the database, and doing it while the node is stopped.
import type { Command } from "commander";
import { readConfig, readEnvironment } from "../config/index.ts";
import { ServerError } from "../errors.ts";
import { migrate, migrationsFolder, openStorageBesideAsItIs, readSchemaState } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { EXIT_NO } from "./failure.ts";
import { DATA_OPTION, requireNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface MigrateOptions {
  readonly data?: string;
  readonly json?: true;
}

export function addMigrateCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("migrate")
    .description("The database's schema: what was applied, what waits.");
  group
    .command("status")
    .description(
      "Say what was applied to the database and what this program would apply. Exit code 1 when something waits.",
    )
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .action((options: MigrateOptions) => showStatus(options, terminal));
  group
    .command("apply")
    .description(
      "Bring the database up to this program, each migration whole or not at all. Cut off, it goes on where it was when run again.",
    )
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Starting the node does the same. Make a backup before: no command takes a migration back.

Examples:
  npx entente migrate status --data ./my-node
  npx entente migrate apply --data ./my-node`,
    )
    .action((options: MigrateOptions) => applyMissing(options, terminal));
}

async function showStatus(options: MigrateOptions, terminal: Terminal): Promise<void> {
  const { applied, missing } = await withDatabase(options, terminal, async (owner) =>
    readSchemaState(owner, migrationsFolder),
  );
  const last = applied.at(-1)?.name ?? null;
  if (options.json === true) terminal.printJson({ applied: applied.map(({ name }) => name), missing });
  else {
    terminal.print(
      last === null ? "Nothing was applied yet." : `Applied: ${applied.length}, the last is ${last}.`,
    );
    if (missing.length === 0) terminal.print("Nothing waits.");
    for (const name of missing) terminal.print(`Waits: ${name}`);
  }
  if (missing.length > 0) process.exitCode = EXIT_NO;
}

async function applyMissing(options: MigrateOptions, terminal: Terminal): Promise<void> {
  const { applied } = await withDatabase(options, terminal, (owner, storage) => {
    if (storage.beside)
      throw new ServerError(
        "START_DATA_IN_USE",
        "The node is running, and nobody changes the schema under it. Stop it, then run this again; starting the node does the same.",
      );
    return migrate(owner, migrationsFolder);
  });
  if (options.json === true) terminal.printJson({ applied });
  else terminal.print(applied.length === 0 ? "Nothing waited." : `Applied: ${applied.join(", ")}.`);
}

async function withDatabase<T>(
  { data }: MigrateOptions,
  terminal: Terminal,
  work: (owner: Awaited<ReturnType<Storage["connectOwner"]>>, storage: Storage) => Promise<T>,
): Promise<T> {
  const config = readConfig(data === undefined ? [] : ["--data", data], readEnvironment());
  requireNode(config.dataFolder);
  const storage = await openStorageBesideAsItIs({ ...config, note: terminal.note });
  try {
    const owner = await storage.connectOwner();
    try {
      return await work(owner, storage);
    } finally {
      await owner.end();
    }
  } finally {
    await storage.close();
  }
}
