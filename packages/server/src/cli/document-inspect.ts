// `entente document inspect`: what a document holds, how it is marked, and what of it was not understood.
import { extname } from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import {
  countWithheldAtSource,
  findTerm,
  listMarkings,
  parseMarkedText,
  parsePlainText,
  parseWikitext,
  plainText,
} from "@entente/core/documents";
import type { Judgement, ParsedDocument, Portion, PortionKind, PortionOrigin } from "@entente/core/documents";
import { joinMarkings, printBanner, rollUp } from "@entente/core/markings";
import type { Marking, Policy } from "@entente/core/markings";
import { clip, count, readDocumentText, readSchemes, showProblem, withSchemes } from "./document-source.ts";
import type { SchemeOptions, Schemes, ShownProblem } from "./document-source.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const FORMS = ["marked", "wikitext", "text"] as const;
type Form = (typeof FORMS)[number];

/** What `document inspect --json` prints: a contract, names and meanings stay. */
interface Inspection {
  /** Null when the source names none. */
  readonly title: string | null;
  readonly portions: readonly InspectedPortion[];
  readonly footnotes: readonly InspectedPortion[];
  /** Banner of the whole document; null when something is unmarked. */
  readonly banner: string | null;
  readonly problems: readonly ShownProblem[];
  /** Frame of a ProofreadPage page; null for other sources. */
  readonly page: ParsedDocument["page"];
  readonly tables: readonly InspectedTable[];
  readonly figures: readonly InspectedFigure[];
  /** Source descriptors; they are among the footnotes too. */
  readonly sources: readonly {
    readonly id: string;
    readonly label: string;
    readonly grading: string | null;
  }[];
  readonly judgements: readonly InspectedJudgement[];
}

interface InspectedPortion {
  readonly id: string;
  readonly number: string | null;
  readonly marking: string | null;
  readonly text: string;
  readonly withheldAtSource: number;
  readonly kind: PortionKind;
  readonly depth: number;
  /** Id of the table or figure it is part of. */
  readonly parent: string | null;
  /** As in {grading: B2}. */
  readonly grading: string | null;
  readonly page: string | null;
  /** Whose release it is quoted from; null for the drafter's own. */
  readonly origin: PortionOrigin | null;
}

interface InspectedTable {
  readonly id: string;
  readonly number: string | null;
  readonly rows: readonly {
    readonly id: string;
    readonly heading: boolean;
    readonly cells: readonly string[];
  }[];
}

interface InspectedFigure {
  readonly id: string;
  readonly number: string | null;
  readonly renditions: readonly { readonly id: string; readonly file: Portion["file"] }[];
}

interface InspectedJudgement extends Judgement {
  readonly id: string;
  /** What the term means on its scale, in percent; null for a term the scale does not have. */
  readonly percent: { readonly low: number; readonly high: number } | null;
}

interface InspectOptions extends SchemeOptions {
  readonly as?: Form;
  readonly json?: true;
}

export function addInspectCommand(group: Command, terminal: Terminal): void {
  withSchemes(
    group
      .command("inspect")
      .description("Read a document and list its portions, marks, and what was not understood.")
      .argument("<file>", "marked text, a wikitext page or plain text")
      .addOption(new Option("--as <form>", "how to read it (default: by the file's ending)").choices(FORMS)),
  )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Endings: .md is marked text, .wikitext and .wiki are wikitext, all others are plain text.
Exit code: 0 no errors, 1 the document has errors, 2 the file cannot be read.

Examples:
  entente document inspect scenarios/salisbury-2018/documents/assessment.md
  entente document inspect note.md --community our-community.json --json
  entente document inspect page-045.wikitext --json
  entente document inspect scan.ocr --as text`,
    )
    .action((file: string, options: InspectOptions) => {
      const schemes = readSchemes(options);
      const inspection = inspectDocument(readDocumentText(file), options.as ?? formOf(file), schemes);
      if (options.json === true) terminal.printJson(inspection);
      else for (const line of describeInspection(inspection)) terminal.print(line);
      const failed = inspection.problems.some(({ severity }) => severity === "error");
      process.exitCode = failed ? EXIT_NO : EXIT_DONE;
    });
}

function formOf(file: string): Form {
  const ending = extname(file).toLowerCase();
  if (ending === ".md") return "marked";
  return ending === ".wikitext" || ending === ".wiki" ? "wikitext" : "text";
}

function inspectDocument(text: string, form: Form, schemes: Schemes): Inspection {
  const { policies } = schemes;
  const parsed =
    form === "marked"
      ? parseMarkedText(text, policies)
      : form === "wikitext"
        ? parseWikitext(text)
        : parsePlainText(text);
  const { document, problems, page } = parsed;
  const { portions, footnotes } = document;
  const partsOf = (whole: Portion): readonly Portion[] =>
    portions.filter(({ parent }) => parent === whole.id);
  const inspect = (portion: Portion): InspectedPortion => inspectPortion(portion, policies);
  return {
    title: document.title === "" ? null : document.title,
    portions: portions.map(inspect),
    footnotes: footnotes.map(inspect),
    banner: printOrNull(findBanner(parsed, schemes), policies),
    problems: problems.map(showProblem),
    page,
    tables: portions
      .filter(({ kind }) => kind === "table")
      .map((table) => ({
        id: table.id,
        number: table.number,
        rows: partsOf(table).map((row) => ({ id: row.id, heading: row.depth === 1, cells: listCells(row) })),
      })),
    figures: portions
      .filter(({ kind }) => kind === "figure")
      .map((figure) => ({
        id: figure.id,
        number: figure.number,
        renditions: partsOf(figure).map(({ id, file }) => ({ id, file })),
      })),
    sources: footnotes
      .filter(({ kind }) => kind === "source")
      .map((source) => ({ id: source.id, label: source.number ?? "", grading: printGrading(source) })),
    judgements: portions.flatMap(({ id, judgement }) =>
      judgement === null ? [] : [inspectJudgement(id, judgement)],
    ),
  };
}

function findBanner({ document }: ParsedDocument, { policies, community }: Schemes): Marking | null {
  const [first = null, ...rest] = listMarkings(document, policies);
  if (community !== null) return rollUp([first, ...rest], community);
  return rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
}

function inspectPortion(portion: Portion, policies: readonly Policy[]): InspectedPortion {
  const { id, number, kind, depth, parent, page, origin } = portion;
  return {
    id,
    number,
    marking: printOrNull(portion.marking, policies),
    text: plainText(portion.spans),
    withheldAtSource: countWithheldAtSource(portion.spans),
    ...{ kind, depth, parent },
    grading: printGrading(portion),
    ...{ page, origin },
  };
}

function inspectJudgement(id: string, judgement: Judgement): InspectedJudgement {
  const term = findTerm(judgement.scale, judgement.term);
  return { id, ...judgement, percent: term === null ? null : { low: term.low, high: term.high } };
}

function listCells(row: Portion): readonly string[] {
  const cells = [""];
  for (const span of row.spans) {
    if (span.kind === "cell-break") cells.push("");
    else cells[cells.length - 1] = `${cells.at(-1) ?? ""}${plainText([span])}`;
  }
  return cells;
}

function printGrading({ grading }: Portion): string | null {
  return grading === null ? null : `${grading.reliability}${grading.credibility}`;
}

function printOrNull(marking: Marking | null, policies: readonly Policy[]): string | null {
  return marking === null ? null : printBanner(marking, policies);
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
    ...(problems.length === 0 ? [] : [...describeProblems(problems), ""]),
    `${count(portions.length, "portion")}, ${count(footnotes.length, "footnote")}, ${withheld} withheld at source, ${count(errors, "error")}, ${count(problems.length - errors, "warning")}`,
  ];
}

function describeProblems(problems: readonly ShownProblem[]): string[] {
  return formatTable(
    problems.map(({ line, column, severity, code, message }) => [
      `${line}:${column}`,
      severity,
      code,
      message,
    ]),
  );
}
