// The exercise end to end at 1, 2, 4 and 8 times the members, and the documents. Beside it, in the same run and on the same
// database: one durable commit for each step, which nothing that remembers every step can undercut.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playScenario, readScenario, summarizeExercise } from "../packages/server/src/exercise/index.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import { writeJournal } from "../packages/server/src/access/index.ts";
import { findCase } from "../packages/server/src/cases/index.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";
import { writeScaledScenario } from "./scaled-scenario.ts";
import type { Scale } from "./scaled-scenario.ts";

const SOURCE = "scenarios/salisbury-2018";
const REPETITIONS = 3;
const factors = [1, 2, 4, 8];

interface Timing {
  /** Milliseconds to play every step. */
  readonly play: number;
  /** Milliseconds for one durable commit per step. */
  readonly commits: number;
  readonly steps: number;
  readonly cuts: number;
}

async function timeExercise(scale: Scale): Promise<Timing> {
  const folder = await mkdtemp(join(tmpdir(), "entente-bench-"));
  try {
    await writeScaledScenario(SOURCE, join(folder, "scenario"), scale);
    const scenario = await readScenario(join(folder, "scenario"));
    const node = await openExerciseNode({
      dataFolder: join(folder, "data"),
      databaseUrl: null,
      tell: () => undefined,
    });
    try {
      const started = performance.now();
      await playScenario(scenario, { ...node, report: () => undefined });
      const played = performance.now();
      const summary = await node.database.read((reader) =>
        summarizeExercise(reader, scenario.facts.id, node),
      );
      if (summary.verified !== summary.cuts || summary.cuts === 0)
        throw new Error("a cut of the scaled exercise does not verify");
      const row = await node.database.read((reader) => findCase(reader, scenario.facts.id));
      if (row === null) throw new Error("the case is not there after it was played");
      // One row written and committed for each step: the smallest thing that is durable.
      const steps = scenario.steps.length;
      const entry = {
        caseId: row.id,
        at: row.clock,
        seat: "bench",
        action: "bench.commit",
        subject: "",
        detail: {},
      };
      const between = performance.now();
      for (let step = 0; step < steps; step += 1)
        await node.database.transact((tx) => writeJournal(tx, entry));
      return { play: played - started, commits: performance.now() - between, steps, cuts: summary.cuts };
    } finally {
      await node.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  name: "chain",
  claim: "The cost of a whole case grows at most linearly with its members and with its documents.",
  run: async (report) => {
    const timings = new Map<string, Timing[]>();
    const scales = new Map<string, Scale>();
    for (const factor of factors) {
      scales.set(`members ×${factor}`, { members: factor, documents: 1 });
      if (factor > 1) scales.set(`documents ×${factor}`, { members: 1, documents: factor });
    }
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      for (const [name, scale] of scales) {
        const timing = await timeExercise(scale);
        timings.set(name, [...(timings.get(name) ?? []), timing]);
        report(
          `${repetition + 1}/${REPETITIONS}  ${name}  ${timing.steps} steps, ${timing.cuts} cuts, ${Math.round(timing.play)} ms`,
        );
      }
    }
    const middle = (name: string, of: (timing: Timing) => number): number =>
      median((timings.get(name) ?? []).map(of));
    const single = middle("members ×1", ({ play }) => play);
    const rows: BenchRow[] = [];
    for (const [name, scale] of scales) {
      const factor = scale.members * scale.documents;
      const ours = middle(name, ({ play }) => play);
      if (factor > 1) {
        const ratio = ours / (single * factor);
        rows.push({
          what: `exercise, ${name}`,
          against: `${factor} times the exercise as it is`,
          ratio,
          goal: "at most 1",
          met: ratio <= 1,
          ours: Math.round(ours),
          theirs: Math.round(single * factor),
          unit: "ms",
          repetitions: REPETITIONS,
        });
      }
      const limit = middle(name, ({ commits }) => commits);
      rows.push({
        what: `exercise, ${name}`,
        against: "one durable commit for each step",
        ratio: ours / limit,
        goal: "stated, no goal",
        met: null,
        reason: "a limit to compare with, not a peer to beat",
        ours: Math.round(ours),
        theirs: Math.round(limit),
        unit: "ms",
        repetitions: REPETITIONS,
      });
    }
    return rows;
  },
};
