// `entente document export`: a whole document as a file for its own staff. Nothing is left out, so it goes to nobody else;
// what others get is a release.
import { createHash } from "node:crypto";
import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { parseMarkedText, printMarkedText } from "@entente/core/documents";
import { printDocument } from "@entente/core/printing";
import type { MarkedDocument } from "@entente/core/documents";
import type { PrintedDocument } from "@entente/core/printing";
import { decodeUtf8, InputError, parseJson } from "@entente/core/encoding";
import { builtInPolicies, compileCommunity, readCommunity } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { PICTURE_LIMIT, renderDocx, renderHtml, renderPdf } from "../renderings/index.ts";
import type { PictureFiles } from "../renderings/index.ts";
import type { Terminal } from "./terminal.ts";

const FORMS = ["marked", "html", "docx", "pdf"] as const;
type Form = (typeof FORMS)[number];
const ENDINGS: Readonly<Record<Form, string>> = { marked: ".md", html: ".html", docx: ".docx", pdf: ".pdf" };
const FONT_LIMIT = 64_000_000;

interface ExportOptions {
  readonly to?: Form;
  readonly out?: string;
  readonly community?: string;
  readonly handling?: string;
  readonly font?: readonly string[];
  readonly json?: true;
}

/** What `document export --json` prints: a contract, names and meanings stay. */
interface Exported {
  readonly file: string;
  readonly to: Form;
  readonly bytes: number;
  readonly sha256: string;
  /** As it stands on the file. */
  readonly banner: string;
  /** Portions and footnotes without a mark; with any, nobody but the drafters may read the file. */
  readonly unmarked: number;
}

/** Adds `export` to the `document` commands. */
export function addExportCommand(group: Command, terminal: Terminal): void {
  const command = group
    .command("export")
    .description("Write a whole document as a file for its own staff: nothing is withheld from it.")
    .argument("<file>", "marked text; its pictures lie beside it")
    .addOption(new Option("--to <form>", "what to write (default: by the ending of --out)").choices(FORMS))
    .option("--out <path>", "the file, or a folder to put it in (default: this folder)")
    .option("--community <file>", "community file: its schemes, and lists of readers rolled up into one")
    .option("--handling <text>", "what every page says about handling")
    .option("--font <files...>", "PDF only: fonts for scripts that Source Serif 4 lacks")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Exit code: 0 done, 2 the document has errors or something could not be read or written.
A document with unmarked portions is exported with a banner that says so; other errors stop the export.

Examples:
  entente document export note.md --to pdf
  entente document export note.md --out papers/note.docx --handling "For the drafting team. Do not copy."
  entente document export note.md --to pdf --font NotoSansSC-Regular.ttf`,
    );
  command.action(async (file: string, options: ExportOptions) => {
    const to = options.to ?? FORMS.find((form) => extname(options.out ?? "").toLowerCase() === ENDINGS[form]);
    if (to === undefined)
      return command.error("error: name what to write with --to, or a file ending with --out");
    if (to === "marked" && options.out === undefined)
      return command.error(
        "error: name a file or folder with --out, or the document itself would be written over",
      );
    const exported = await exportDocument(file, to, options, (step) => {
      terminal.progress(step);
    });
    if (options.json === true) terminal.printJson(exported);
    else {
      if (exported.unmarked > 0)
        terminal.note(`${exported.unmarked} without a mark: this file is for its drafters only.`);
      terminal.print(exported.banner);
      terminal.print(`${exported.file}  ${exported.bytes} bytes  sha256 ${exported.sha256}`);
    }
  });
}

async function exportDocument(
  file: string,
  to: Form,
  options: ExportOptions,
  say: (step: string) => void,
): Promise<Exported> {
  const community = await readCommunityFile(options.community);
  const policies = community?.community.policies ?? builtInPolicies;
  say(`reading ${file}`);
  const { document, problems } = parseMarkedText(decodeUtf8(await readFile(file)), policies);
  const first = problems.find(({ severity, code }) => severity === "error" && code !== "PORTION_UNMARKED");
  if (first !== undefined)
    throw new InputError(
      "DOCUMENT_INVALID",
      `${first.code}: ${first.message}. Run "entente document inspect ${file}" to see every problem.`,
      first,
    );
  const printed = printDocument(document, {
    policies,
    community,
    handling: options.handling ?? sayHandling(document),
  });
  const pictures = await readPictures(document, dirname(file));
  say(`writing ${document.portions.length} portions as ${to}`);
  const bytes =
    to === "marked"
      ? Buffer.from(printMarkedText(document, policies))
      : await render(printed, to, { pictures, fonts: await readFonts(options.font ?? []) });
  const target = await placeOf(file, to, options.out);
  await writeFolder(dirname(target), new Map([[basename(target), bytes]]));
  return {
    file: target,
    to,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    banner: printed.banner,
    unmarked: [...document.portions, ...document.footnotes].filter(({ marking }) => marking === null).length,
  };
}

function sayHandling({ originator }: MarkedDocument): string {
  return `Whole document of ${originator === "" ? "its originator" : originator}, for its own staff. Handle as its banner says.`;
}

async function render(
  printed: PrintedDocument,
  to: Exclude<Form, "marked">,
  { pictures, fonts }: { readonly pictures: PictureFiles; readonly fonts: readonly Uint8Array[] },
): Promise<Uint8Array> {
  switch (to) {
    case "html":
      return Buffer.from(renderHtml(printed, { pictures }));
    case "docx":
      return renderDocx(printed, { pictures });
    case "pdf":
      return renderPdf(printed, { pictures, date: printed.date, fonts });
  }
}

async function readCommunityFile(file: string | undefined): Promise<CompiledCommunity | null> {
  if (file === undefined) return null;
  return compileCommunity(readCommunity(parseJson(decodeUtf8(await readFile(file)))));
}

/** The pictures of `document` that lie in `folder`; a picture may be a file there and nothing else, no link and no path. */
async function readPictures(document: MarkedDocument, folder: string): Promise<PictureFiles> {
  const names = new Set(document.portions.flatMap(({ file }) => (file === null ? [] : [file.name])));
  const pictures = new Map<string, Uint8Array>();
  for (const name of names) {
    if (name !== basename(name) || name.startsWith(".") || /[\\\0]/.test(name))
      throw new ServerError(
        "PICTURE_INVALID",
        `"${name}" is not the name of a file beside the document. Put the picture there and name it without folders.`,
      );
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (found === null) continue;
    if (!found.isFile() || found.size > PICTURE_LIMIT)
      throw new ServerError(
        "PICTURE_INVALID",
        `${name} is no ordinary file of at most ${PICTURE_LIMIT / 1_000_000} MB. Put the picture itself beside the document.`,
      );
    pictures.set(name, await readFile(path));
  }
  return pictures;
}

async function readFonts(files: readonly string[]): Promise<readonly Uint8Array[]> {
  const fonts: Uint8Array[] = [];
  for (const file of files) {
    const { size } = await stat(file);
    if (size > FONT_LIMIT)
      throw new ServerError(
        "FONT_INVALID",
        `${file} has more than ${FONT_LIMIT / 1_000_000} MB. Name a .ttf or .otf file that holds one font.`,
      );
    fonts.push(await readFile(file));
  }
  return fonts;
}

/** Where the file goes. The document itself is never written over. */
async function placeOf(file: string, to: Form, out: string | undefined): Promise<string> {
  const name = `${basename(file, extname(file))}${ENDINGS[to]}`;
  const isFolder = out !== undefined && ((await stat(out).catch(() => null))?.isDirectory() ?? false);
  const target = out === undefined ? name : isFolder ? join(out, name) : out;
  const same = await realpath(target).catch(() => resolve(target));
  if (same === (await realpath(file)))
    throw new ServerError("OUT_NOT_EMPTY", `${target} is the document itself. Name another file with --out.`);
  return target;
}
