// Kills a node, its database, or both with SIGKILL at random moments of the exercise, again and again, and expects the
// exercise to come to the very result it comes to when nobody interferes.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ProofOptions, ProofResult } from "./contract.ts";
import { findPostmaster, killProcess } from "./kill-processes.ts";
import { createRandom } from "./random.ts";

const SCENARIO = "scenarios/salisbury-2018";
const victims = ["node", "database", "both"] as const;

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly output: string;
    readonly complaints: string;
  }>;
}

function startRun(folder: string): Run {
  const args = [
    "--conditions=source",
    "--disable-warning=ExperimentalWarning",
    resolve("packages/server/src/cli/main.ts"),
  ];
  const child = spawn(
    process.execPath,
    [
      ...args,
      "exercise",
      "run",
      SCENARIO,
      "--data",
      join(folder, "data"),
      "--out",
      join(folder, "out"),
      "--json",
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const chunks: Record<"output" | "complaints", string> = { output: "", complaints: "" };
  child.stdout.on("data", (chunk: Buffer) => (chunks.output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (chunks.complaints += chunk.toString()));
  return { child, ended: new Promise((done) => child.on("close", (code) => done({ code, ...chunks }))) };
}

/** Everything that must come out the same: all but how long it took and where it was written. */
function readResult(output: string): unknown {
  const {
    elapsedMs: _,
    record,
    ...rest
  } = JSON.parse(output) as { elapsedMs: number; record: { verified: boolean } | null };
  return { ...rest, recordVerified: record?.verified ?? null };
}

/** Runs the exercise with kills until so many were made. */
export async function killExercise({ cases, seed, report }: ProofOptions): Promise<ProofResult> {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), "entente-kill-"));
  // Passable, so that a node run by root keeps its database in here and all of it goes away with the folder.
  await chmod(folder, 0o711);
  let failures = 0;
  let counterExample: unknown = null;
  const fail = (example: unknown): void => {
    failures += 1;
    counterExample ??= example;
    report(`not the same: ${JSON.stringify(example)}`);
  };
  try {
    const started = performance.now();
    const undisturbed = await startRun(join(folder, "reference")).ended;
    if (undisturbed.code !== 0) return { cases: 0, failures: 1, counterExample: undisturbed };
    const length = performance.now() - started;
    const expected = JSON.stringify(readResult(undisturbed.output));
    let kills = 0;
    for (let round = 0; kills < cases; round += 1) {
      const home = join(folder, `round-${round}`);
      const moments: string[] = [];
      // A few kills a round, so that most moments of the exercise are met and the round comes to an end.
      for (let planned = Math.min(1 + Math.floor(random() * 5), cases - kills); ; planned -= 1) {
        const run = startRun(home);
        if (planned > 0) {
          const moment = Math.round(random() * length);
          const victim = victims[Math.floor(random() * victims.length)] ?? "both";
          await Promise.race([pause(moment), run.ended]);
          const pid = run.child.pid;
          if (run.child.exitCode === null && pid !== undefined) {
            const postmaster = victim === "node" ? null : await findPostmaster(pid);
            killProcess(postmaster);
            if (victim !== "database") killProcess(pid);
            kills += 1;
            moments.push(`${victim} after ${moment} ms`);
            report(`${kills}/${cases}  ${victim} killed after ${moment} ms`);
          }
        }
        const { code, output, complaints } = await run.ended;
        if (code === null) continue;
        if (code !== 0) fail({ moments, code, complaints });
        else if (JSON.stringify(readResult(output)) !== expected)
          fail({ moments, got: readResult(output), expected: JSON.parse(expected) as unknown });
        break;
      }
      await rm(home, { recursive: true, force: true });
    }
    return { cases: kills, failures, counterExample };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
