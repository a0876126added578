import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import { readConfig, readEnvironment } from "../config/index.ts";
import { claimFolder, writeFolder } from "../exchange/index.ts";
import { playScenario, readScenario, summarizeExercise } from "../exercise/index.ts";
import { openExerciseView } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
import { openRenewal } from "../ledger/index.ts";
import { ServerError } from "../errors.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { readCutFiles } from "../releases/index.ts";
import { printSummary, writeRecordFolder } from "./exercise-report.ts";
import type { ExerciseReport } from "./exercise-report.ts";
import { EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

interface RunOptions {
  readonly out?: string;
  readonly data?: string;
  readonly until?: string;
  readonly json?: true;
}

export function addExerciseCommands(program: Command, terminal: Terminal): void {
  const exercise = program
    .command("exercise")
    .description("Play a case on a simulated clock, with exercise keys.");
  exercise
    .command("run")
    .description("Play a scenario folder from its first step to its record, and say what happened.")
    .argument("<folder>", "scenario folder: community.json, case.json, documents/*.md, script.json")
    .option("--out <dir>", "where to write the cuts and the record (default out/<name of the folder>)")
    .option(
      "--data <dir>",
      "play on the node of this data folder and keep it (default: a node of its own with a database of its own, removed afterwards)",
    )
    .option(
      "--until <instant>",
      "with --data: play no further than this instant of its clock, to go on by hand",
    )
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  npx entente exercise run scenarios/salisbury-2018
  npx entente exercise run scenarios/salisbury-2018 --out /tmp/salisbury --json
  npx entente exercise run scenarios/litvinenko-2006 --data ./my-node     (run again: plays nothing twice)`,
    )
    .action(async (folder: string, options: RunOptions) => runExercise(folder, options, terminal));
}

async function runExercise(folder: string, options: RunOptions, terminal: Terminal): Promise<void> {
  const started = performance.now();
  if (options.until !== undefined && options.data === undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      "To go on by hand after --until there must be a node to go on with: name --data DIR.",
    );
  const scenario = await readScenario(folder);
  const out = resolve(options.out ?? join("out", basename(resolve(folder))));
  await claimFolder(out);
  const dataFolder = options.data ?? (await mkdtemp(join(tmpdir(), "entente-")));
  try {
    // A node that is thrown away takes its keys with it, so it must leave nothing in a database that stays.
    const environment = options.data === undefined ? readEnvironment({}) : readEnvironment();
    const node = await openExerciseNode({
      ...readConfig(["--data", dataFolder], environment),
      tell: terminal.note,
    });
    try {
      const until = options.until === undefined ? null : readInstant(options.until);
      const steps = scenario.steps.filter(({ at }) => until === null || at <= until);
      const played = await playScenario(
        { ...scenario, steps },
        {
          ...node,
          report: (step, done, of) =>
            terminal.progress(`${done}/${of}  ${step.at.slice(0, 10)}  ${step.seat.id}  ${step.action}`),
        },
      );
      if (until !== null) {
        const left = scenario.steps.length - steps.length;
        if (options.json === true) terminal.printJson({ case: scenario.facts.id, played, left, until });
        else
          terminal.print(`Played ${played} steps of ${scenario.facts.id}, up to ${until}; ${left} are left.`);
        return;
      }
      const report = await finishExercise(node, { slug: scenario.facts.id, out, started });
      if (options.json === true) terminal.printJson(report);
      else {
        printSummary(terminal, { ...report, played });
        terminal.print(`  cuts   ${join(out, "cuts")}`);
        terminal.print(
          `Check everything: npx entente-verify ${join(out, "record")} ${join(out, "cuts", "*", "*.json")}`,
        );
      }
      if (report.verified !== report.cuts || report.record?.verified !== true) process.exitCode = EXIT_NO;
    } finally {
      await node.close();
    }
  } finally {
    if (options.data === undefined) await rm(dataFolder, { recursive: true, force: true });
  }
}

async function finishExercise(
  node: Node,
  { slug, out, started }: { readonly slug: string; readonly out: string; readonly started: number },
): Promise<ExerciseReport> {
  const cuts = await node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    if (row === null) return [];
    const renew = await openRenewal(reader, node.folder);
    const files = await readCutFiles(reader, openExerciseView(row));
    return Promise.all(files.map(async (cut) => ({ ...cut, ...(await renew(cut.file)) })));
  });
  await rm(join(out, "cuts"), { recursive: true, force: true });
  await writeFolder(
    join(out, "cuts"),
    new Map(cuts.map(({ recipient, document, file }) => [`${recipient}/${document}.cut.json`, file])),
  );
  const record = await writeRecordFolder(node, slug, join(out, "record"));
  const summary = await node.database.read((reader) => summarizeExercise(reader, slug, node));
  return { ...summary, record, elapsedMs: Math.round(performance.now() - started) };
}
