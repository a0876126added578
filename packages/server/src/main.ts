// The node as `npm start` runs it: opens its data, plays the exercises it has not played, serves, and stops cleanly.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readInstant } from "@entente/core/encoding";
import { describeFailure } from "./cli/failure.ts";
import { openTerminal } from "./cli/terminal.ts";
import { printSummary, writeRecordFolder } from "./cli/exercise-report.ts";
import { readConfig, readEnvironment } from "./config/index.ts";
import { countDone, playScenario, readScenario, summarizeExercise } from "./exercise/index.ts";
import { createApp } from "./http/app.ts";
import { identifyExerciseControl } from "./http/identify.ts";
import { listen } from "./http/listen.ts";
import { findPolicy, submitToAll } from "./ledger/index.ts";
import { openServingNode } from "./node.ts";
import type { Node } from "./node.ts";
import { startTZeroTimer } from "./t-zero/index.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));
const site = join(project, "packages", "console", "dist", "site");
const scenarios = ["litvinenko-2006", "salisbury-2018"];
const terminal = openTerminal(process.stdout, process.stderr);

const machineClock = {
  wall: () => readInstant(new Date().toISOString()),
  stopwatch: () => performance.now(),
};

/** Resolves at the first SIGINT or SIGTERM; a terminal sends one and the launcher forwards another. */
const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
});

async function playExercises(node: Node): Promise<void> {
  for (const name of scenarios) {
    const scenario = await readScenario(join(project, "scenarios", name));
    const started = performance.now();
    const steps = scenario.steps.length - (await countDone(scenario, node.database));
    if (steps > 0) terminal.note(`Playing the exercise ${name}, ${steps} steps.`);
    const played = await playScenario(scenario, {
      ...node,
      report: (step, done, of) =>
        terminal.progress(`${name}  ${done}/${of}  ${step.at.slice(0, 10)}  ${step.seat.id}  ${step.action}`),
    });
    const elapsedMs = Math.round(performance.now() - started);
    const summary = await node.database.read((reader) => summarizeExercise(reader, scenario.facts.id, node));
    const record = await writeRecordFolder(
      node,
      scenario.facts.id,
      join(node.folder, "records", scenario.facts.id),
    );
    printSummary(terminal, { ...summary, record, elapsedMs, played });
  }
}

/** Has the policy's witnesses cosign what was committed. That one of them is away stops nothing here, and is said. */
async function askWitnesses({ folder, database, ledger }: Node): Promise<void> {
  const found = await findPolicy(folder);
  if (found === null) return;
  const at = readInstant(new Date().toISOString());
  for (const { failure } of await submitToAll(database, { ledger, policy: found.policy, at }))
    if (failure !== null) terminal.note(`entente: ${failure.code}: ${failure.message}`);
}

/** Resolves after so many milliseconds, or at once when the signal is given. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);

async function run(): Promise<void> {
  const config = readConfig(process.argv.slice(2), readEnvironment());
  const node = await openServingNode({ ...config, tell: terminal.note });
  // Before anything else: what was due while the node was away opens now.
  const timer = startTZeroTimer({ ...node, clock: machineClock, wait, tell: terminal.note });
  try {
    const app = await createApp({
      ...node,
      site: existsSync(site) ? site : null,
      identify: identifyExerciseControl,
    });
    try {
      const address = await listen(app, config);
      await Promise.race([playExercises(node).then(() => askWitnesses(node)), stopped]);
      if (config.once) return;
      terminal.note(`Open ${address} in a browser. Ctrl-C stops the node.`);
      await stopped;
      terminal.note("Stopping.");
    } finally {
      await app.close();
    }
  } finally {
    await timer.stop();
    await node.close();
  }
}

try {
  await run();
} catch (error) {
  const failure = describeFailure(error);
  terminal.note(`entente: ${failure.code}: ${failure.message}`);
  process.exitCode = failure.exit;
}
