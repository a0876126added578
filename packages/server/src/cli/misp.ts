// `entente misp import | export`: MISP events in as evidence, cuts out as MISP feeds.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { openAddress, openFolder, readFeed } from "../misp/index.ts";
import type { FeedSource } from "../misp/index.ts";
import { openConnection, readDestination, resolveBySystem } from "../outbound/index.ts";
import { printAnswer } from "./answers.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { addImportOptions, importDocument, importOne } from "./document-import.ts";
import type { ImportedFile, ImportOptions } from "./document-import.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface FeedImportOptions extends ImportOptions {
  readonly only?: readonly string[];
  readonly keyFile?: string;
  readonly network: readonly string[];
}

interface ExportOptions extends AskOptions {
  readonly recipient?: string;
  readonly out: string;
}

export function addMispCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("misp")
    .description("MISP: events and feeds in as evidence, cuts out as feeds.");

  addImportOptions(
    group
      .command("import")
      .description("Make documents to mark out of a MISP event, a feed's folder, or a feed at an address.")
      .argument("<source>", "a file, a folder with manifest.json, or https://…"),
  )
    .option("--only <uuid...>", "of a feed: these events and no others")
    .option("--key-file <file>", "of a feed at an address: the key its keeper gave you")
    .option("--network <cidr...>", "a network of your own in which that address may stand, 10.20.0.0/16", [])
    .addHelpText(
      "after",
      `
Writes for each event NAME.md, NAME.custody.json, and its file byte for byte under originals/. Nothing in NAME.md is marked.
How far MISP would let an event go is said there, one hop less than before; so are its tags. Tags that were not to leave the
machine they come from, and its own numbers, are not taken.
Exit code: 0 no errors, 1 imported with errors to look at, 2 not imported.

Examples:
  entente misp import event.json --out drafts --originator EST --policy tlp
  entente misp import ./feed --out drafts --received-from "CERT of EST, on a stick" --json
  entente misp import https://cert.example/feed --only 2f1c9a30-5d1f-4e0b-8a63-0d6f3c1b7e52 --out drafts`,
    )
    .action((source: string, options: FeedImportOptions) => importMisp(source, options, terminal));

  addAskOptions(group.command("export"))
    .description("Write the cuts your seat may read as MISP feeds, a folder for each recipient.")
    .option("--recipient <id>", "only the cuts of this member")
    .requiredOption("--out <dir>", "where the feeds go")
    .addHelpText(
      "after",
      `
Each folder is a feed for one recipient: manifest.json and a file for each event, with the cut itself inside, which
entente-verify checks. hashes.csv is only there where everyone may read all of it. Give each recipient its own folder and
no other.

Examples:
  entente misp export --case salisbury-2018 --seat GBR/desk --out feeds
  entente misp export --case salisbury-2018 --seat DEU/desk --recipient DEU --out feeds --json`,
    )
    .action((options: ExportOptions) => exportMisp(options, terminal));
}

async function importMisp(source: string, options: FeedImportOptions, terminal: Terminal): Promise<void> {
  if (/^https?:/i.test(source)) {
    const destination = readDestination({
      name: source,
      address: source,
      networks: options.network,
      tls: null,
    });
    await using connection = openConnection({ destination, resolve: resolveBySystem });
    const key = options.keyFile === undefined ? null : (await readFile(options.keyFile, "utf8")).trim();
    await importFeed(openAddress(connection, key), options, terminal);
    return;
  }
  const isFolder = (await stat(source).catch(() => null))?.isDirectory() ?? false;
  if (isFolder) return importFeed(openFolder(source), options, terminal);
  return importDocument(source, { ...options, as: "misp" }, terminal);
}

/** Each event as a file of its own, through the same import as any other. */
async function importFeed(source: FeedSource, options: FeedImportOptions, terminal: Terminal): Promise<void> {
  const { only = null } = options;
  const folder = await mkdtemp(join(tmpdir(), "entente-feed-"));
  const imported: ImportedFile[] = [];
  try {
    for await (const { uuid, bytes } of readFeed(source, (entry) => only?.includes(entry.uuid) !== false)) {
      const file = join(folder, `${uuid}.json`);
      await writeFile(file, bytes);
      imported.push(await importOne(file, { ...options, as: "misp" }, terminal));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (imported.length === 0)
    throw new ServerError(
      "NOT_FOUND",
      `${source.name} offers no such event. Its manifest.json says which there are; its keeper can say why.`,
    );
  printAnswer(options, terminal, {
    value: { imported: imported.map(({ answer }) => answer) },
    lines: imported.flatMap(({ lines }) => [...lines, ""]),
  });
  process.exitCode = imported.some(({ failed }) => failed) ? EXIT_NO : EXIT_DONE;
}

async function exportMisp(options: ExportOptions, terminal: Terminal): Promise<void> {
  const { recipient, out } = options;
  const feeds = await askInCase(options, terminal, async (client, path) => {
    const { cuts } = await answerOf(client.GET("/api/cases/{case}/cuts", { params: { path } }));
    const members = [...new Set(cuts.map((cut) => cut.recipient))].filter(
      (member) => recipient === undefined || member === recipient,
    );
    if (members.length === 0)
      throw new ServerError(
        "NOT_FOUND",
        "There are no such cuts in this case, or you may not see them. The lead's desk can say which were issued.",
      );
    const written = [];
    for (const member of members) {
      const params = { path: { ...path, member } };
      const { files } = await answerOf(client.GET("/api/cases/{case}/misp/feeds/{member}", { params }));
      written.push({ member, files });
    }
    return written;
  });
  for (const { member, files } of feeds) {
    // What was for everyone once and is not any more leaves no digests behind.
    await rm(join(out, member, "hashes.csv"), { force: true });
    await writeFolder(join(out, member), new Map(files.map(({ path, file }) => [path, file])));
  }
  const listed = feeds.map(({ member, files }) => ({
    ...{ recipient: member, folder: join(out, member) },
    events: files.filter(({ path }) => path !== "manifest.json" && path !== "hashes.csv").length,
  }));
  printAnswer(options, terminal, {
    value: { out, feeds: listed },
    lines: [
      ...formatTable(
        listed.map(({ recipient: member, folder, events }) => [member, folder, `${events} events`]),
      ),
      "Each folder is for its own recipient and no other.",
    ],
  });
}
