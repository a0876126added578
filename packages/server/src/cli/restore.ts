// `entente restore`: a backup into an empty folder, and the confirmation without which the node serves nobody.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { readConfig, readEnvironment } from "../config/index.ts";
import { confirmRestore, listRestoredRights, restoreBackup } from "../continuity/index.ts";
import type { BroughtAlong } from "../continuity/index.ts";
import { ServerError } from "../errors.ts";
import { openTendedNode } from "../node.ts";
import { migrationsFolder } from "../storage/index.ts";
import { readIdentities } from "./backup.ts";
import { reserveFile } from "./reserved-file.ts";
import { now } from "./ledger-node.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface RestoreOptions {
  readonly data: string;
  readonly keys: string;
  readonly identity?: string;
  readonly json?: true;
}

interface ConfirmOptions {
  readonly data?: string;
  readonly checkpoint?: string;
  readonly rights?: string;
  readonly nobodySaw?: true;
  readonly json?: true;
}

export function addRestoreCommands(program: Command, terminal: Terminal): void {
  const restore = program.command("restore").description("Bring a node back from its backup.");
  restore
    .command("from")
    .description("Restore a backup into a new or empty folder. It compares every row and the ledger's root.")
    .argument("<backup>", "the file that entente backup wrote")
    .requiredOption("--keys <file>", "the file that entente backup --keys wrote")
    .requiredOption("--data <dir>", "the new data folder; it must be empty or not be there")
    .option("--identity <file>", "the age identity the backup was encrypted for")
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Everything that was given out is void afterwards: sessions, tokens, invitations. A T-0 that was set or armed has stood down.
The node serves nobody until "entente restore confirm".

Example:
  npx entente restore from node.backup --keys keys.backup --identity key.txt --data ./restored`,
    )
    .action((backup: string, options: RestoreOptions) => runRestore(backup, options, terminal));
  restore
    .command("confirm")
    .description("Ask who saw this node's ledger whether the backup holds all of it, and let the node go on.")
    .option(...DATA_OPTION)
    .option("--checkpoint <file>", "the newest checkpoint of this ledger that an ally or a mirror holds")
    .option("--rights <file>", "the list of rights that go on standing, from entente restore rights")
    .option("--nobody-saw", "say that the ledger has no witness and nobody holds a checkpoint of it")
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  npx entente restore confirm --data ./restored --rights rights.txt
  npx entente restore confirm --data ./restored --rights rights.txt --checkpoint newest-checkpoint.txt`,
    )
    .action((options: ConfirmOptions) => runConfirm(options, terminal));
  restore
    .command("rights")
    .description(
      "List the seats, passkeys and identities that stood when the backup was made, to go through.",
    )
    .requiredOption("--out <file>", "where the list goes; nothing is written over")
    .option(...DATA_OPTION)
    .addHelpText(
      "after",
      `
Example:
  npx entente restore rights --data ./restored --out rights.txt`,
    )
    .action((options: { readonly data?: string; readonly out: string }) => runRights(options, terminal));
}

async function runRights(
  { data, out }: { readonly data?: string; readonly out: string },
  terminal: Terminal,
): Promise<void> {
  await withNode({ data, terminal, open: openTendedNode }, async (node) => {
    const list = await reserveFile(out);
    await list.write(await listRestoredRights(node));
  });
  terminal.print(`${out}: take out what ended since, and give it to "entente restore confirm --rights".`);
}

async function runRestore(backup: string, options: RestoreOptions, terminal: Terminal): Promise<void> {
  const config = readConfig(["--data", options.data], readEnvironment());
  const restored = await restoreBackup({
    ...{ backup: resolve(backup), keys: resolve(options.keys), dataFolder: config.dataFolder },
    ...{ databaseUrl: config.databaseUrl, migrations: migrationsFolder, at: now() },
    ...{
      identities: await readIdentities(options.identity),
      note: terminal.note,
      progress: terminal.progress,
    },
  });
  if (options.json === true) {
    terminal.printJson(restored);
    return;
  }
  const { madeAt, rows, tables, files, ledger, epoch, ended } = restored;
  terminal.print(
    `Restored as of ${madeAt}: ${rows} rows of ${tables} tables and ${files} files, each compared.`,
  );
  terminal.print(`Ledger: ${ledger.size} leaves, root ${ledger.root}.`);
  const gone = Object.entries(ended).filter(([, count]) => count > 0);
  if (gone.length > 0)
    terminal.print(`Ended: ${gone.map(([name, count]) => `${count} of ${name}`).join(", ")}.`);
  terminal.print(
    `Epoch ${epoch}. Look at it with "entente fsck --data ${options.data}", then "entente restore confirm --data ${options.data}".`,
  );
}

async function runConfirm(options: ConfirmOptions, terminal: Terminal): Promise<void> {
  const brought = await readBrought(options);
  const rights = options.rights === undefined ? null : await readFile(options.rights, "utf8");
  await withNode({ data: options.data, terminal, open: openTendedNode }, async (node) => {
    const confirmed = await confirmRestore(node, { brought, rights, at: now() });
    if (options.json === true) terminal.printJson(confirmed);
    else
      terminal.print(
        `Epoch ${confirmed.epoch} is confirmed: the ledger holds ${confirmed.ledgerSize} leaves, and ${confirmed.newestSeen} were seen by ${confirmed.seenBy.join(", ")}. ${confirmed.rights.stand} rights stand, ${confirmed.rights.ended} ended. The node may serve again.`,
      );
  });
}

async function readBrought({ checkpoint, nobodySaw }: ConfirmOptions): Promise<BroughtAlong> {
  if (checkpoint !== undefined && nobodySaw === true)
    throw new ServerError(
      "REQUEST_INVALID",
      "Either somebody holds a checkpoint or nobody does: name one of the two.",
    );
  if (checkpoint !== undefined) return { kind: "checkpoint", note: await readFile(checkpoint, "utf8") };
  return { kind: nobodySaw === true ? "nobody-saw" : "nothing" };
}
