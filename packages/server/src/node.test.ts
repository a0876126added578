import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { playScenario, readScenario } from "./exercise/index.ts";
import { openExerciseNode } from "./node.ts";

test("a node whose keys are not those of the ledger in its database does not start", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const options = { dataFolder, databaseUrl: null, tell: () => undefined };
  try {
    const node = await openExerciseNode(options);
    await playScenario(await readScenario("scenarios/litvinenko-2006"), { ...node, report: () => undefined });
    await node.close();
    await (await openExerciseNode(options)).close();
    await rm(join(dataFolder, "keys"), { recursive: true });
    await expect(openExerciseNode(options)).rejects.toMatchObject({ code: "DATABASE_OF_ANOTHER_NODE" });
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
