// `entente document …`: looking at documents before they go anywhere. Works on a file alone, without a node.
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import {
  countWithheldAtSource,
  listMarkings,
  parseMarkedText,
  parsePlainText,
  parseWikitext,
  plainText,
} from "@entente/core/documents";
import type { ParsedDocument, Portion, Problem } from "@entente/core/documents";
import { decodeUtf8 } from "@entente/core/encoding";
import { builtInPolicies, joinMarkings, printBanner } from "@entente/core/markings";
import type { Marking } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import { addExportCommand } from "./document-export.ts";
import { addDocumentImport } from "./document-import.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const FORMS = ["marked", "wikitext", "text"] as const;
type Form = (typeof FORMS)[number];
const TEXT_WIDTH = 72;

/** What `document inspect --json` prints: a contract, names and meanings stay. */
interface Inspection {
  /** Null when the source names none. */
  readonly title: string | null;
  readonly portions: readonly InspectedPortion[];
  readonly footnotes: readonly InspectedPortion[];
  /** Banner of the whole document; null when something is unmarked. */
  readonly banner: string | null;
  readonly problems: readonly Pick<Problem, "line" | "column" | "severity" | "code" | "message">[];
  /** Frame of a ProofreadPage page; null for other sources. */
  readonly page: ParsedDocument["page"];
}

interface InspectedPortion {
  readonly id: string;
  readonly number: string | null;
  readonly marking: string | null;
  readonly text: string;
  readonly withheldAtSource: number;
}

/** Adds the `document` commands to `program`. */
export function addDocumentCommands(program: Command, terminal: Terminal): void {
  const group = program.command("document").description("Look at a document and its marks.");
  addDocumentImport(group, terminal);
  group
    .command("inspect")
    .description("Read a document and list its portions, marks, and what was not understood.")
    .argument("<file>", "marked text, a wikitext page or plain text")
    .addOption(new Option("--as <form>", "how to read it (default: by the file's ending)").choices(FORMS))
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Endings: .md is marked text, .wikitext and .wiki are wikitext, all others are plain text.
Exit code: 0 no errors, 1 the document has errors, 2 the file cannot be read.

Examples:
  entente document inspect scenarios/salisbury-2018/documents/assessment.md
  entente document inspect page-045.wikitext --json
  entente document inspect scan.ocr --as text`,
    )
    .action((file: string, options: { as?: Form; json?: true }) => {
      const inspection = inspectDocument(readDocument(file), options.as ?? formOf(file));
      if (options.json === true) terminal.printJson(inspection);
      else for (const line of describeInspection(inspection)) terminal.print(line);
      const failed = inspection.problems.some(({ severity }) => severity === "error");
      process.exitCode = failed ? EXIT_NO : EXIT_DONE;
    });
  addExportCommand(group, terminal);
}

function readDocument(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} could not be read${code}. Check the name and your rights to it.`,
      {
        cause,
      },
    );
  }
  return decodeUtf8(bytes);
}

function formOf(file: string): Form {
  const ending = extname(file).toLowerCase();
  if (ending === ".md") return "marked";
  return ending === ".wikitext" || ending === ".wiki" ? "wikitext" : "text";
}

function inspectDocument(text: string, form: Form): Inspection {
  const parsed =
    form === "marked"
      ? parseMarkedText(text, builtInPolicies)
      : form === "wikitext"
        ? parseWikitext(text)
        : parsePlainText(text);
  const { document, problems, page } = parsed;
  const [first = null, ...rest] = listMarkings(document, builtInPolicies);
  return {
    title: document.title === "" ? null : document.title,
    portions: document.portions.map(inspectPortion),
    footnotes: document.footnotes.map(inspectPortion),
    banner: printOrNull(
      rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, builtInPolicies), first),
    ),
    problems: problems.map(({ line, column, severity, code, message }) => ({
      line,
      column,
      severity,
      code,
      message,
    })),
    page,
  };
}

function inspectPortion(portion: Portion): InspectedPortion {
  return {
    id: portion.id,
    number: portion.number,
    marking: printOrNull(portion.marking),
    text: plainText(portion.spans),
    withheldAtSource: countWithheldAtSource(portion.spans),
  };
}

function printOrNull(marking: Marking | null): string | null {
  return marking === null ? null : printBanner(marking, builtInPolicies);
}

function describeInspection(inspection: Inspection): string[] {
  const { portions, footnotes, problems, page } = inspection;
  const withheld = [...portions, ...footnotes].reduce((sum, portion) => sum + portion.withheldAtSource, 0);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const rows = [...portions, ...footnotes].map((portion) => [
    portion.id,
    portion.number ?? "",
    portion.marking ?? "unmarked",
    clip(portion.text),
  ]);
  return [
    ...(rows.length === 0
      ? []
      : [inspection.banner ?? "No banner: something here is unmarked, so nobody may read it"]),
    ...(inspection.title === null ? [] : [inspection.title]),
    ...(page === null ? [] : [`Page quality ${page.level}${page.user === null ? "" : `, by ${page.user}`}`]),
    "",
    ...(rows.length === 0 ? ["No text"] : formatTable([["id", "no.", "marking", "text"], ...rows])),
    "",
    ...(problems.length === 0
      ? []
      : [
          ...formatTable(
            problems.map(({ line, column, severity, code, message }) => [
              `${line}:${column}`,
              severity,
              code,
              message,
            ]),
          ),
          "",
        ]),
    `${count(portions.length, "portion")}, ${count(footnotes.length, "footnote")}, ${withheld} withheld at source, ${count(errors, "error")}, ${count(problems.length - errors, "warning")}`,
  ];
}

function clip(text: string): string {
  // eslint-disable-next-line no-control-regex -- a document must not steer the terminal it is shown on
  const shown = text.replace(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g, "\uFFFD");
  return shown.length > TEXT_WIDTH ? `${shown.slice(0, TEXT_WIDTH - 1)}…` : shown;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
