// `entente document diff`: what a new version of a document changes, portion by portion.
import type { Command } from "commander";
import { diffDocuments, diffWords } from "@entente/core/documents";
import type { DocumentDiff, Portion, PortionChange, Span, WordChange } from "@entente/core/documents";
import { printBanner, printMark } from "@entente/core/markings";
import type { Policy } from "@entente/core/markings";
import { count, makeHarmless, readMarkedFile, readSchemes, withSchemes } from "./document-source.ts";
import type { SchemeOptions } from "./document-source.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** Characters of unchanged text shown on either side of a change. */
const CONTEXT = 40;

interface DiffOptions extends SchemeOptions {
  readonly json?: true;
}

/** What `document diff --json` prints: a contract, names and meanings stay. */
interface ShownDiff {
  readonly header: DocumentDiff["header"];
  readonly portions: readonly ShownChange[];
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

interface ShownChange {
  readonly id: string;
  readonly change: PortionChange["change"];
  readonly aspects: PortionChange["aspects"];
  readonly before: ShownPortion | null;
  readonly after: ShownPortion | null;
  /** How a changed mark compares. */
  readonly marking: PortionChange["marking"];
  /** Words kept, removed and added where the text changed; empty elsewhere. */
  readonly words: readonly WordChange[];
}

interface ShownPortion {
  readonly kind: Portion["kind"];
  readonly number: string | null;
  readonly marking: string | null;
  readonly grading: Portion["grading"];
  readonly judgement: Portion["judgement"];
  readonly page: string | null;
  readonly origin: Portion["origin"];
  /** Running text as it is written, stricter parts in their braces. */
  readonly text: string;
}

export function addDiffCommand(group: Command, terminal: Terminal): void {
  withSchemes(
    group
      .command("diff")
      .description("Show what a new version of a document changes, portion by portion.")
      .argument("<old>", "marked text, the earlier version")
      .argument("<new>", "marked text, the later version"),
  )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Portions are found again by their ids, texts and numbers, wherever they stand now.
Removed words stand in [-…-], added ones in {+…+}.
Exit code: 0 no difference, 1 something differs, 2 a file cannot be read.

Examples:
  entente document diff note-1.md note-2.md
  entente document diff note-1.md note-2.md --json`,
    )
    .action((old: string, next: string, options: DiffOptions) => {
      const schemes = readSchemes(options);
      const [before, after] = [readMarkedFile(old, schemes), readMarkedFile(next, schemes)];
      const diff = diffDocuments(before.document, after.document, schemes.policies);
      const shown = showDiff(diff, [before.document.policy, after.document.policy], schemes.policies);
      if (options.json === true) terminal.printJson(shown);
      else for (const line of describeDiff(shown)) terminal.print(line);
      const same = shown.header.length === 0 && shown.portions.length === 0;
      process.exitCode = same ? EXIT_DONE : EXIT_NO;
    });
}

function showDiff(
  diff: DocumentDiff,
  [oldPolicy, newPolicy]: readonly [string, string],
  policies: readonly Policy[],
): ShownDiff {
  const portions = diff.portions.map((change): ShownChange => {
    const before = change.before && showPortion(change.before, oldPolicy, policies);
    const after = change.after && showPortion(change.after, newPolicy, policies);
    return {
      id: change.id,
      change: change.change,
      aspects: change.aspects,
      before,
      after,
      marking: change.marking,
      words: change.aspects.includes("text") ? diffWords(before?.text ?? "", after?.text ?? "") : [],
    };
  });
  const number = (kind: PortionChange["change"]): number =>
    portions.filter(({ change }) => change === kind).length;
  return {
    header: diff.header,
    portions,
    added: number("added"),
    removed: number("removed"),
    changed: number("changed"),
  };
}

function showPortion(portion: Portion, policy: string, policies: readonly Policy[]): ShownPortion {
  const { kind, number, marking, grading, judgement, page, origin, spans } = portion;
  return {
    kind,
    number,
    marking: marking === null ? null : printBanner(marking, policies),
    ...{ grading, judgement, page, origin },
    text: writeSpans(spans, policy, policies),
  };
}

/** As in marked text, but with nothing escaped: it is read by people. */
function writeSpans(spans: readonly Span[], policy: string, policies: readonly Policy[]): string {
  return spans
    .map((span) => {
      switch (span.kind) {
        case "text":
          return span.text;
        case "withheld-at-source":
          return "***";
        case "note-reference":
          return `[^${span.note}]`;
        case "source-reference":
          return `[@${span.source}]`;
        case "cross-reference":
          return `{see: ${span.target}}`;
        case "cell-break":
          return " | ";
        case "restricted":
          return `{(${printMark(span.marking, policy, policies)}): ${writeSpans(span.spans, policy, policies)}}`;
      }
    })
    .join("");
}

function describeDiff(diff: ShownDiff): string[] {
  const header = diff.header.map(
    ({ field, before, after }) => `${field}: ${String(before ?? "none")} → ${String(after ?? "none")}`,
  );
  const summary = `${count(diff.added, "portion")} added, ${diff.removed} removed, ${diff.changed} changed`;
  return [
    ...header,
    ...(header.length === 0 ? [] : [""]),
    ...diff.portions.flatMap((change) => [...describeChange(change), ""]),
    summary,
  ];
}

function describeChange({ id, change, aspects, before, after, marking, words }: ShownChange): string[] {
  const shown = after ?? before;
  if (shown === null) return [];
  const name = `${id}  ${shown.kind}${shown.number === null ? "" : ` ${shown.number}`}`;
  const text = (sign: string, portion: ShownPortion): string =>
    `  ${sign} ${portion.marking ?? "unmarked"}: ${makeHarmless(portion.text)}`;
  if (before === null || after === null)
    return [`${name}  ${change}`, text(change === "added" ? "+" : "-", shown)];
  const pair = (what: string, a: string, b: string): string[] => (a === b ? [] : [`  ${what}: ${a} → ${b}`]);
  return [
    `${name}  ${change}: ${aspects.join(", ")}`,
    ...(marking === null
      ? []
      : [`  marking: ${before.marking ?? "unmarked"} → ${after.marking ?? "unmarked"} (${marking})`]),
    ...pair("number", before.number ?? "none", after.number ?? "none"),
    ...pair("kind", before.kind, after.kind),
    ...pair("grading", showGrading(before), showGrading(after)),
    ...pair("judgement", showJudgement(before), showJudgement(after)),
    ...pair("origin", showOrigin(before), showOrigin(after)),
    ...pair("page", before.page ?? "none", after.page ?? "none"),
    ...(words.length === 0 ? [] : [`    ${showWords(words)}`]),
  ];
}

function showGrading({ grading }: ShownPortion): string {
  return grading === null ? "none" : `${grading.reliability}${grading.credibility}`;
}

function showOrigin({ origin }: ShownPortion): string {
  return origin === null ? "none" : `${origin.member}, portion ${origin.portion} of ${origin.release}`;
}

function showJudgement({ judgement }: ShownPortion): string {
  if (judgement === null) return "none";
  const { term, scale, confidence, supports } = judgement;
  return `${term} (${scale}), ${confidence} confidence${supports.length === 0 ? "" : `, on ${supports.join(", ")}`}`;
}

function showWords(words: readonly WordChange[]): string {
  return words
    .map(({ change, text }, index) => {
      const safe = makeHarmless(text);
      if (change === "removed") return `[-${safe}-]`;
      if (change === "added") return `{+${safe}+}`;
      return shorten(safe, { first: index === 0, last: index === words.length - 1 });
    })
    .join("");
}

/** Unchanged text, its middle left out where it is long. */
function shorten(text: string, { first, last }: { readonly first: boolean; readonly last: boolean }): string {
  const head = first ? 0 : CONTEXT;
  const tail = last ? 0 : CONTEXT;
  if (text.length <= head + tail + 5) return text;
  return `${text.slice(0, head)} … ${text.slice(text.length - tail)}`;
}
