// The benches on a larger exercise need one that can be played: every kind of step of the scenario is in it, scaled.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import { writeScaledScenario } from "../bench/scaled-scenario.ts";

test("a scaled exercise plays to its end", { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-scaled-"));
  try {
    await writeScaledScenario("scenarios/salisbury-2018", join(folder, "scenario"), {
      ...{ members: 1.5, documents: 1 },
    });
    const scenario = await readScenario(join(folder, "scenario"));
    const node = await openExerciseNode({
      ...{ dataFolder: join(folder, "data"), databaseUrl: null, tell: () => undefined },
    });
    try {
      const played = await playScenario(scenario, { ...node, report: () => undefined });
      expect(played).toBe(scenario.steps.length);
      expect(new Set(scenario.steps.map(({ seat }) => seat.member)).size).toBeGreaterThan(40);
    } finally {
      await node.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
