// `entente bundle`: letters that travel as files. For whoever has the node's data folder: it needs the node's keys, and no seat.
import type { Command } from "commander";
import { join } from "node:path";
import { utf8 } from "@entente/core/encoding";
import {
  exportBundle,
  importBundle,
  listBundleFiles,
  makeKit,
  nameBundle,
  nameKit,
  readBundleFile,
  writeBundleFile,
} from "../bundles/index.ts";
import { ServerError } from "../errors.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { describeFailure, EXIT_NO } from "./failure.ts";
import { now } from "./ledger-node.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface BundleOptions {
  readonly data?: string;
  readonly json?: true;
}
type ExportOptions = BundleOptions & { readonly out: string };
type KitOptions = BundleOptions & { readonly case: string; readonly out: string; readonly renewed?: true };
type ImportOptions = BundleOptions & { readonly heard?: string };

export function addBundleCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("bundle")
    .description("Letters as files, for members that no network reaches: on a stick, or by mail.");
  const add = (name: string, description: string): Command =>
    group
      .command(name)
      .description(description)
      .option(...DATA_OPTION)
      .option("--json", "print the answer as JSON");

  add(
    "export",
    "Write all that the node of a member has not acknowledged yet into one file that only it can read.",
  )
    .argument("<member>", "whose node it is for, such as EST")
    .requiredOption("--out <folder>", "the stick; the file gets a name of its own there")
    .addHelpText(
      "after",
      `
The same letters are in the next file too, until an acknowledgement comes back: give it twice, lose it, it does not matter.

Example:
  npx entente bundle export EST --out /media/stick`,
    )
    .action((member: string, options: ExportOptions) =>
      onNode(options, terminal, (node) => runExport(node, member, options, terminal)),
    );

  add("kit", "Make the page by which a member without a node reads what was brought to it, and answers.")
    .argument("<member>", "whom it is for, such as EST")
    .requiredOption("--case <slug>", "the case, such as salisbury-2018")
    .requiredOption("--out <folder>", "the stick; the page gets a name of its own there")
    .option("--renewed", "end the kit there is, and begin another with a key of its own")
    .addHelpText(
      "after",
      `
It opens from the stick in any current browser and needs no network. Whoever holds it can write an answer, so an answer
counts only after you typed the words that are read to you: entente bundle import FILE --heard "...".

Example:
  npx entente bundle kit EST --case salisbury-2018 --out /media/stick`,
    )
    .action((member: string, options: KitOptions) =>
      onNode(options, terminal, (node) => runKit(node, member, options, terminal)),
    );

  add("import", "Take what a stick brings. What was taken before changes nothing.")
    .argument("<path>", "a bundle, or the folder of a stick, whose bundles are all taken")
    .option("--heard <words>", "for the reply of a kit: the six words that were read to you on the telephone")
    .addHelpText(
      "after",
      `
Examples:
  npx entente bundle import /media/stick
  npx entente bundle import /media/stick/reply-EST.bundle --heard "arrow lamp seven wagon tide moral"`,
    )
    .action((path: string, options: ImportOptions) =>
      onNode(options, terminal, (node) => runImport(node, path, options, terminal)),
    );
}

const onNode = (
  { data }: BundleOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data, terminal, open: openExerciseNode }, work);

async function runExport(
  node: Node,
  member: string,
  { out, json }: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  const made = await exportBundle({ ...node, now }, member);
  const file = join(out, nameBundle(made, now()));
  await writeBundleFile(file, made.bytes);
  const { bytes: _bytes, ...said } = made;
  if (json === true) terminal.printJson({ ...said, file });
  else {
    terminal.print(
      `${file}: ${made.letters} letters to ${made.member}, and that its own were taken up to ${made.acknowledges}.`,
    );
    if (made.waiting > 0)
      terminal.print(
        `${made.waiting} letters wait until these are acknowledged: export again when a file came back.`,
      );
  }
}

async function runKit(
  node: Node,
  member: string,
  { case: caseName, out, renewed, json }: KitOptions,
  terminal: Terminal,
): Promise<void> {
  const at = now();
  const wish = { member, caseName, renewed: renewed === true, by: "node", at };
  const made = await makeKit({ ...node, now }, wish);
  const { html, ...said } = made;
  const file = join(out, nameKit(wish, made, at));
  await writeBundleFile(file, utf8(html));
  if (json === true) terminal.printJson({ ...said, file });
  else
    terminal.print(
      `${file}: ${said.letters} letters to ${member}. Whoever holds it can write an answer: keep it as you keep what is in it.`,
    );
}

async function runImport(
  node: Node,
  path: string,
  { heard, json }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const files = await listBundleFiles(path);
  if (files.length === 0) throw new ServerError("FILE_UNREADABLE", `There is no bundle in ${path}.`);
  if (heard !== undefined && files.length > 1)
    throw new ServerError("REQUEST_INVALID", "Words are of one reply. Name its file with --heard.");
  const results: object[] = [];
  for (const file of files)
    try {
      const bytes = await readBundleFile(file);
      const taken = await importBundle({ ...node, now }, bytes, {
        heard: heard ?? null,
        by: "node",
        at: now(),
      });
      results.push({ file, ...taken });
      if (json !== true)
        terminal.print(
          `${file}: ${taken.fresh} new letters of ${taken.member}, ${taken.known} known; taken up to ${taken.taken}.`,
        );
    } catch (error) {
      // A stick holds files for others, and older ones: each is said, and the rest is taken.
      const { code, message } = describeFailure(error);
      results.push({ file, code, message });
      terminal.note(`entente: ${code}: ${file}: ${message}`);
      process.exitCode = EXIT_NO;
    }
  if (json === true) terminal.printJson({ files: results });
}
