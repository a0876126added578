// An exercise node: opens its data, plays the exercises it has not played, serves, and stops cleanly.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readInstant } from "@entente/core/encoding";
import { describeFailure } from "./failure.ts";
import { serveNode, waitForStop } from "./serving.ts";
import { openTerminal } from "./terminal.ts";
import { printSummary, writeRecordFolder } from "./exercise-report.ts";
import { readConfig, readEnvironment } from "../config/index.ts";
import { countDone, playScenario, readScenario, summarizeExercise } from "../exercise/index.ts";
import { identifyExerciseControl, loopbackEdge } from "../http/index.ts";
import { findPolicy, submitToAll } from "../ledger/index.ts";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { usualPace } from "../peers/index.ts";

const project = fileURLToPath(new URL("../../../../", import.meta.url));
const scenarios = ["litvinenko-2006", "salisbury-2018"];
const terminal = openTerminal(process.stdout, process.stderr);

const stopped = waitForStop();

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

async function run(): Promise<void> {
  const config = readConfig(process.argv.slice(2), readEnvironment());
  const node = await openServingNode({ ...config, tell: terminal.note });
  const served = await serveNode(node, {
    ...{ edge: loopbackEdge, listenAt: config, identify: identifyExerciseControl },
    ...{ pace: usualPace, tell: terminal.note },
  });
  try {
    await Promise.race([playExercises(node).then(() => askWitnesses(node)), stopped]);
    if (config.once) return;
    terminal.note(`Open ${served.address} in a browser. Ctrl-C stops the node.`);
    await stopped;
    terminal.note("Stopping.");
  } finally {
    await served.close();
  }
}

try {
  await run();
} catch (error) {
  const failure = describeFailure(error);
  terminal.note(`entente: ${failure.code}: ${failure.message}`);
  process.exitCode = failure.exit;
}
