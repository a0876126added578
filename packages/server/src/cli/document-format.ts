// `entente document format`: marked text in its one canonical spelling. Nothing a drafter wrote may become something else by
// being formatted, so a document in which something was not understood is left alone.
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { carryIds, parseMarkedText, printMarkedText } from "@entente/core/documents";
import type { MarkedDocument, Problem } from "@entente/core/documents";
import { InputError } from "@entente/core/encoding";
import { count, readMarkedFile, readSchemes, showProblem, withSchemes } from "./document-source.ts";
import type { SchemeOptions, Schemes, ShownProblem } from "./document-source.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

interface FormatOptions extends SchemeOptions {
  readonly check?: true;
  readonly previous?: string;
  readonly earlier?: readonly string[];
  readonly write?: true;
  readonly json?: true;
}

/** What `document format --json` prints: a contract, names and meanings stay. */
interface Formatted {
  readonly file: string;
  /** Whether the file was in its canonical spelling already. */
  readonly canonical: boolean;
  /** First line that differs from it; null when none does. */
  readonly differsAt: number | null;
  /** Whether the file was written. */
  readonly written: boolean;
  readonly text: string;
  readonly problems: readonly ShownProblem[];
}

export function addFormatCommand(group: Command, terminal: Terminal): void {
  withSchemes(
    group
      .command("format")
      .description("Print marked text in its one canonical spelling.")
      .argument("<file>", "marked text")
      .option("--check", "print nothing; end with 1 when the file is spelled otherwise")
      .option("--previous <file>", "keep the ids of this earlier version")
      .option("--earlier <files...>", "with --previous: versions before it, whose ids nothing new gets")
      .option("--write", "write the file instead of printing it"),
  )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
A document in which something was not understood is not formatted: what is kept as text would lose its meaning.
Exit code: 0 done, 1 --check found another spelling, 2 the file cannot be read or formatted.

Examples:
  entente document format note.md --check
  entente document format note.md --write
  entente document format note-2.md --previous note-1.md --write
  entente document format note-3.md --previous note-2.md --earlier note-1.md --write`,
    )
    .action((file: string, options: FormatOptions) => {
      const formatted = formatDocument(file, options);
      if (options.json === true) terminal.printJson(formatted);
      else if (options.check === true) tellCheck(formatted, terminal);
      else if (options.write === true)
        terminal.print(formatted.written ? `${file} written` : `${file} is as it should be`);
      else terminal.printFile(formatted.text);
      if (options.json !== true) noteProblems(formatted, terminal);
      process.exitCode = options.check === true && !formatted.canonical ? EXIT_NO : EXIT_DONE;
    });
}

function listIds({ portions, footnotes }: MarkedDocument): readonly string[] {
  return [...portions, ...footnotes].map(({ id }) => id);
}

/** @throws InputError DOCUMENT_INVALID when something would be lost; errors of the file and of schemes. */
function formatDocument(file: string, options: FormatOptions): Formatted {
  const schemes = readSchemes(options);
  const parsed = readMarkedFile(file, schemes);
  const document =
    options.previous === undefined
      ? parsed.document
      : carryIds(
          readMarkedFile(options.previous, schemes).document,
          parsed.document,
          (options.earlier ?? []).flatMap((earlier) => listIds(readMarkedFile(earlier, schemes).document)),
        );
  const text = printMarkedText(document, schemes.policies);
  requireNothingLost(parsed.problems, text, file, schemes);
  const canonical = text === parsed.text;
  const written = options.write === true && options.check !== true && !canonical;
  if (written) replaceFile(file, text);
  return {
    file,
    canonical,
    differsAt: canonical ? null : findDifference(parsed.text, text),
    written,
    text,
    problems: parsed.problems.map(showProblem),
  };
}

/** What was not understood prints as text, and as text it is no error any more: so the same errors mean that nothing changed. */
function requireNothingLost(
  problems: readonly Problem[],
  text: string,
  file: string,
  { policies }: Schemes,
): void {
  const left = new Map<string, number>();
  for (const { severity, code } of parseMarkedText(text, policies).problems)
    if (severity === "error") left.set(code, (left.get(code) ?? 0) + 1);
  for (const problem of problems) {
    if (problem.severity !== "error") continue;
    const same = left.get(problem.code) ?? 0;
    if (same === 0)
      throw new InputError(
        "DOCUMENT_INVALID",
        `${problem.code}: ${problem.message}. Put this right first, or the formatted text would no longer show it; "entente document inspect ${file}" lists every problem`,
        { line: problem.line, column: problem.column },
      );
    left.set(problem.code, same - 1);
  }
}

/** Replaces the file in one step, so that a full disk or a crash leaves the old one. */
function replaceFile(file: string, text: string): void {
  const target = realpathSync(file);
  const beside = `${target}.${process.pid}.new`;
  try {
    writeFileSync(beside, text, { mode: statSync(target).mode, flag: "wx" });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function findDifference(before: string, after: string): number {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const at = a.findIndex((line, index) => line !== b[index]);
  return (at < 0 ? a.length : at) + 1;
}

function tellCheck({ file, canonical, differsAt }: Formatted, terminal: Terminal): void {
  terminal.print(
    canonical
      ? `${file} is as it should be`
      : `${file}:${differsAt ?? 1} is spelled otherwise: run "entente document format ${file} --write"`,
  );
}

function noteProblems({ problems, file }: Formatted, terminal: Terminal): void {
  if (problems.length === 0) return;
  terminal.note(`${count(problems.length, "problem")}: "entente document inspect ${file}" lists them`);
}
