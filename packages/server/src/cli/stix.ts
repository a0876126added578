// `entente stix import | export`: STIX in as evidence, cuts out as STIX.
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { printAnswer } from "./answers.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { addImportOptions, importDocument } from "./document-import.ts";
import type { ImportOptions } from "./document-import.ts";
import { addTaxiiCommands } from "./stix-taxii.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface ExportOptions extends AskOptions {
  readonly document?: string;
  readonly recipient?: string;
  readonly out: string;
}

export function addStixCommands(program: Command, terminal: Terminal): void {
  const group = program.command("stix").description("STIX 2.1: evidence in, cuts out.");

  addImportOptions(
    group
      .command("import")
      .description("Make a document to mark out of a STIX 2.0 or 2.1 bundle, a TAXII envelope or one object.")
      .argument("<file>", "the file as it was received"),
  )
    .addHelpText(
      "after",
      `
Writes NAME.md, NAME.custody.json, and the file itself byte for byte under originals/. Nothing in NAME.md is marked.
What breaks a rule of STIX is said and kept; what is hostile (repeated members, too deep, too many) is refused whole.
Exit code: 0 no errors, 1 imported with errors to look at, 2 not imported.

Examples:
  entente stix import bundle.json --out drafts --originator EST --policy tlp
  entente stix import bundle.json --out drafts --received-from "CERT of EST, by TAXII" --json`,
    )
    .action((file: string, options: ImportOptions) =>
      importDocument(file, { ...options, as: "stix" }, terminal),
    );

  addAskOptions(group.command("export"))
    .description("Write the cuts your seat may read as STIX 2.1 bundles, a folder for each recipient.")
    .option("--document <name>", "only cuts of this document")
    .option("--recipient <id>", "only the cuts of this member")
    .requiredOption("--out <dir>", "where the bundles go")
    .addHelpText(
      "after",
      `
Each bundle is a rendering of one cut for one recipient, with the cut itself inside: a note has it in an extension, and
entente-verify checks it. Give each recipient its own file and no other.

Examples:
  entente stix export --case salisbury-2018 --seat GBR/desk --out stix
  entente stix export --case salisbury-2018 --seat DEU/desk --document assessment --out stix --json`,
    )
    .action((options: ExportOptions) => exportStix(options, terminal));
  addTaxiiCommands(group, terminal);
}

async function exportStix(options: ExportOptions, terminal: Terminal): Promise<void> {
  const { document, recipient, out } = options;
  const written = await askInCase(options, terminal, async (client, path) => {
    const { cuts } = await answerOf(client.GET("/api/cases/{case}/cuts", { params: { path } }));
    const asked = cuts.filter(
      (cut) =>
        (document === undefined || cut.document === document) &&
        (recipient === undefined || cut.recipient === recipient),
    );
    if (asked.length === 0)
      throw new ServerError(
        "NOT_FOUND",
        "There are no such cuts in this case, or you may not see them. The lead's desk can say which were issued.",
      );
    const bundles = [];
    for (const { id } of asked)
      bundles.push(
        await answerOf(client.GET("/api/cases/{case}/cuts/{id}/stix", { params: { path: { ...path, id } } })),
      );
    return bundles;
  });
  await writeFolder(out, new Map(written.map(({ path, file }) => [path, file])));
  printAnswer(options, terminal, {
    value: {
      out,
      files: written.map(({ recipient: member, document: name, path }) => ({
        recipient: member,
        document: name,
        path,
      })),
    },
    lines: [
      ...formatTable(written.map(({ recipient: member, document: name, path }) => [member, name, path])),
      `${written.length} bundles in ${out}. Each is for its own recipient and no other.`,
    ],
  });
}
