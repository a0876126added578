// Telling what an exercise came to, and writing its record where people can look at it.
import { rm } from "node:fs/promises";
import { writeFolder } from "../exchange/index.ts";
import type { ExerciseSummary } from "../exercise/index.ts";
import type { Node } from "../node.ts";
import { pinTrust } from "../exercise/index.ts";
import { findCase } from "../cases/index.ts";
import { readRecordFiles } from "../publication/index.ts";
import { checkFiles, nodePrimitives, readInput } from "@entente/verifier";
import { builtInKinds } from "@entente/core/kinds";
import { sayTally } from "@entente/core/measures";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export interface WrittenRecord {
  readonly path: string;
  readonly verified: boolean;
}

export interface ExerciseReport extends ExerciseSummary {
  readonly record: WrittenRecord | null;
  readonly elapsedMs: number;
}

/** Writes the published record of a case to `folder` and checks what lies there afterwards; null when nothing is published. */
export async function writeRecordFolder(
  node: Node,
  slug: string,
  folder: string,
): Promise<WrittenRecord | null> {
  const { files, lead } = await node.database.read(async (reader) => ({
    files: await readRecordFiles(reader, slug),
    lead: (await findCase(reader, slug))?.lead ?? null,
  }));
  if (files.size === 0 || lead === null) return null;
  // The folder is a copy of what the database holds; whatever else lies in it would make the record fail its own check.
  await rm(folder, { recursive: true, force: true });
  await writeFolder(folder, files);
  const trust = await node.database.read((reader) => pinTrust(reader, node, lead));
  return {
    path: folder,
    verified: checkFiles({
      files: [{ file: folder, input: readInput(folder) }],
      trust,
      primitives: nodePrimitives,
    }).every((report) => report.verified),
  };
}

/** The summary for people: aligned, and the tally as a sentence with its rule. */
export function printSummary(terminal: Terminal, report: ExerciseReport & { readonly played: number }): void {
  const { tally } = report;
  terminal.print(
    `EXERCISE ${report.case}${report.played === 0 ? " (played before; nothing was played again)" : ""}`,
  );
  const rows: [string, number, string][] = [
    ["documents", report.documents, `${report.portions} portions`],
    ["cuts", report.cuts, `in ${report.classes} classes, ${report.verified} verified`],
    [
      "approaches",
      report.approaches,
      Object.entries(report.positions)
        .filter(([, count]) => count > 0)
        .map(([position, count]) => `${count} ${position}`)
        .join(", "),
    ],
    [
      "pledges",
      report.pledges,
      report.resolution === null
        ? "not resolved"
        : `${report.resolution.acting} act together, ${report.resolution.wouldActAlone} would act alone`,
    ],
    [
      "packages",
      report.tZero?.packages ?? 0,
      report.tZero?.opened == null
        ? "T-0 has not opened"
        : `opened ${report.tZero.opened}, ${report.tZero.widthSeconds ?? 0} s wide`,
    ],
  ];
  for (const line of formatTable(rows)) terminal.print(`  ${line}`);
  const first = report.clocks["first-measure"];
  terminal.print(`  ${sayTally(tally, builtInKinds)}, as of ${tally.asOf}: ${tally.ruleText}`);
  if (first?.days != null) terminal.print(`  first expulsion on day ${first.days}`);
  if (report.record !== null)
    terminal.print(
      `  record ${report.record.path} ${report.record.verified ? "verified" : "DOES NOT VERIFY"}`,
    );
}
