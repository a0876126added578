// `entente document import`: a file from outside becomes a document to mark, with its original and its custody trail beside it.
// Works without a node. Nothing that is there is overwritten.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { basename, extname, join } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { plainText, printMarkedText } from "@entente/core/documents";
import type { MarkedDocument, Portion } from "@entente/core/documents";
import { builtInPolicies } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import { IMPORT_FORMS, importFile, MOST_BYTES, printCustody } from "../imports/index.ts";
import type { ImportForm, ImportProgress, ImportResult } from "../imports/index.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** What an import is told beside the file. */
export interface ImportOptions {
  readonly out: string;
  readonly originator?: string;
  readonly policy?: string;
  readonly receivedFrom?: string;
  readonly json?: true;
}

interface Options extends ImportOptions {
  readonly as: ImportForm | "auto";
}

interface PlannedFile {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

/** Adds `import` to the `document` commands. */
export function addDocumentImport(group: Command, terminal: Terminal): void {
  addImportOptions(
    group
      .command("import")
      .description("Make a document to mark out of a DOCX, PDF, HTML, Markdown, STIX, wikitext or text file.")
      .argument("<file>", "the file as it was received")
      .addOption(
        new Option("--as <form>", "what it is (auto: its content and its name must agree)")
          .choices(["auto", ...IMPORT_FORMS])
          .default("auto"),
      ),
  )
    .addHelpText(
      "after",
      `
Writes NAME.md, NAME.custody.json, the pictures of the document, and the file itself byte for byte under originals/.
Nothing in NAME.md is marked: the drafter marks each portion.
Exit code: 0 no errors, 1 imported with errors to look at, 2 not imported.

Examples:
  entente document import report.docx --out drafts --originator GBR --policy uk
  entente document import scan.pdf --out drafts --received-from "Harbour police, by courier" --json`,
    )
    .action((file: string, options: Options) => importDocument(file, options, terminal));
}

/** The options of every import. */
export function addImportOptions(command: Command): Command {
  return command
    .option("--out <folder>", "where the document goes", ".")
    .option("--originator <code>", "member the document comes from")
    .addOption(
      new Option("--policy <id>", "policy its portions will be marked in").choices(
        builtInPolicies.map(({ id }) => id),
      ),
    )
    .option("--received-from <who>", "who handed it over, for the custody trail")
    .option("--json", "print JSON");
}

/** Imports one file, prints what came of it, and sets the exit code. */
export async function importDocument(file: string, options: Options, terminal: Terminal): Promise<void> {
  const { answer, lines, failed } = await importOne(file, options, terminal);
  if (options.json === true) terminal.printJson(answer);
  else for (const line of lines) terminal.print(line);
  process.exitCode = failed ? EXIT_NO : EXIT_DONE;
}

/** What came of importing one file, to be printed. */
export interface ImportedFile {
  readonly answer: object;
  readonly lines: readonly string[];
  /** Whether it has errors to look at. */
  readonly failed: boolean;
}

/** Imports one file and says what came of it. */
export async function importOne(file: string, options: Options, terminal: Terminal): Promise<ImportedFile> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  process.once("SIGINT", cancel);
  try {
    const bytes = readBounded(file);
    const result = await importFile({
      ...{ bytes, name: basename(file), form: options.as, policies: builtInPolicies },
      report: (progress) => terminal.progress(describeProgress(progress)),
      signal: controller.signal,
    });
    terminal.progress("");
    const { name, document, attachments } = nameParts(result, basename(file), options);
    const text = printMarkedText(document, builtInPolicies);
    const originalFile = `originals/${result.original.sha256}${plainEnding(file)}`;
    const written = { file: `${name}.md`, sha256: createHash("sha256").update(text).digest("hex") };
    const trail = printCustody(
      { ...result, attachments },
      {
        ...{ originalFile, document: written, at: new Date().toISOString().replace(/\.\d+Z$/, "Z") },
        ...{ receivedFrom: options.receivedFrom ?? null, toolVersion: readVersion() },
      },
    );
    writeAll(options.out, [
      { path: originalFile, bytes },
      ...attachments.map((attachment) => ({ path: attachment.name, bytes: attachment.bytes })),
      { path: written.file, bytes: text },
      { path: `${name}.custody.json`, bytes: trail },
    ]);
    const answer = {
      ...{ form: result.form, folder: options.out, document: { ...written, ...countPortions(document) } },
      ...{ custody: `${name}.custody.json`, original: { ...result.original, file: originalFile } },
      attachments: attachments.map(({ bytes: content, ...one }) => ({ ...one, size: content.length })),
      ...{ problems: result.parsed.problems, asides: result.asides, process: result.process },
    };
    const failed = result.parsed.problems.some(({ severity }) => severity === "error");
    return { answer, lines: describeAnswer(answer, result), failed };
  } finally {
    process.off("SIGINT", cancel);
  }
}

/** The file, or one byte more than is read of it, so that a disk image does not fill the memory before it is refused. */
function readBounded(file: string): Uint8Array {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    let at = 0;
    for (let count = 1; count > 0 && at < bytes.length; at += count)
      count = readSync(handle, bytes, at, bytes.length - at, null);
    return bytes.subarray(0, at);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} could not be read${code}. Check the name and your rights to it.`,
      { cause },
    );
  } finally {
    closeSync(handle);
  }
}

/** The document under a name that files can have; its pictures are named after it, as folders are shared. */
function nameParts(
  result: ImportResult,
  file: string,
  { originator, policy }: Options,
): { name: string; document: MarkedDocument; attachments: ImportResult["attachments"] } {
  const stem = file.slice(0, file.length - extname(file).length);
  const name =
    stem
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .slice(0, 60) || "document";
  const { document } = result.parsed;
  const rename = (portion: Portion): Portion =>
    portion.file === null
      ? portion
      : { ...portion, file: { ...portion.file, name: `${name}-${portion.file.name}` } };
  return {
    name,
    document: {
      ...document,
      originator: originator ?? document.originator,
      policy: policy ?? document.policy,
      portions: document.portions.map(rename),
    },
    attachments: result.attachments.map((one) => ({ ...one, name: `${name}-${one.name}` })),
  };
}

/** All files or none: an import that finds one of its names taken writes nothing. */
function writeAll(folder: string, files: readonly PlannedFile[]): void {
  mkdirSync(join(folder, "originals"), { recursive: true });
  const fresh = files.filter(({ path, bytes }) => {
    const there = join(folder, path);
    if (!existsSync(there)) return true;
    // An original is named by its digest: the same one is already kept.
    if (path.startsWith("originals/") && Buffer.from(bytes).equals(readFileSync(there))) return false;
    throw new ServerError(
      "OUT_NOT_EMPTY",
      `${there} is already there, and nothing was written. Name another folder, or move the earlier import away.`,
    );
  });
  for (const { path, bytes } of fresh) {
    const temporary = join(folder, `.${process.pid}.importing`);
    writeFileSync(temporary, bytes, { flag: "wx" });
    renameSync(temporary, join(folder, path));
  }
}

function plainEnding(file: string): string {
  const ending = extname(file).toLowerCase();
  return /^\.[a-z0-9]{1,10}$/.test(ending) ? ending : "";
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const { version } = manifest as { readonly version: string };
  return version;
}

function countPortions(
  document: MarkedDocument,
): Readonly<Record<"portions" | "footnotes" | "words", number>> {
  const all = [...document.portions, ...document.footnotes];
  return {
    portions: document.portions.length,
    footnotes: document.footnotes.length,
    words: all.reduce((sum, { spans }) => sum + (plainText(spans).match(/\S+/g)?.length ?? 0), 0),
  };
}

function describeProgress({ done, total, unit }: ImportProgress): string {
  return unit === "byte"
    ? `Reading, ${total === 0 ? 0 : Math.floor((done / total) * 100)} %`
    : `Reading, ${unit} ${done}${total === 0 ? "" : ` of ${total}`}`;
}

function describeAnswer(
  answer: {
    readonly folder: string;
    readonly custody: string;
    readonly document: { readonly file: string; readonly portions: number; readonly footnotes: number };
    readonly original: { readonly file: string; readonly sha256: string };
    readonly attachments: readonly { readonly name: string }[];
  },
  { parsed, asides }: ImportResult,
): string[] {
  const errors = parsed.problems.filter(({ severity }) => severity === "error").length;
  return [
    ...formatTable([
      ["document", join(answer.folder, answer.document.file)],
      ["original", join(answer.folder, answer.original.file)],
      ["custody", join(answer.folder, answer.custody)],
      ...answer.attachments.map(({ name }) => ["picture", join(answer.folder, name)]),
    ]),
    "",
    ...formatTable(
      parsed.problems.map(({ line, severity, code, message }) => [`${line}`, severity, code, message]),
    ),
    "",
    `${answer.document.portions} portions, ${answer.document.footnotes} footnotes, ${asides.length} set aside, ${errors} errors, ${parsed.problems.length - errors} warnings`,
    "Nothing in it is marked yet: mark each portion, then run: entente document inspect",
  ];
}
