import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playScenario, readScenario } from "./exercise/index.ts";
import { openExerciseNode, openTendedNode } from "./node.ts";
import { openAuthority, openIssuer } from "./rotations/index.ts";

let dataFolder: string;
const open = () => openExerciseNode({ dataFolder, databaseUrl: null, tell: () => undefined });
const keyOf = (name: string): string => join(dataFolder, "keys", "exercise", `${name}.json`);

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const node = await open();
  await playScenario(await readScenario("scenarios/litvinenko-2006"), { ...node, report: () => undefined });
  await node.close();
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

test("a node over keys older than its database refuses what it lacks, and makes no other key", async () => {
  await rm(keyOf("issuer-GBR"));
  await rm(keyOf("resolver-GBR"));
  const node = await open();
  try {
    const { database, keystore } = node;
    await expect(database.read((reader) => openIssuer(reader, keystore, "GBR"))).rejects.toMatchObject({
      code: "KEY_MISSING",
    });
    await expect(keystore.openResolver("GBR")).rejects.toMatchObject({ code: "KEY_MISSING" });
    await database.read((reader) => openAuthority(reader, keystore, "GBR"));
    expect(existsSync(keyOf("issuer-GBR"))).toBe(false);
  } finally {
    await node.close();
  }
});

test("a key that an older program never came to use is made at the next start", async () => {
  const tended = await openTendedNode({ dataFolder, databaseUrl: null, tell: () => undefined });
  const owner = await tended.connectOwner();
  await owner.query("DELETE FROM entente.first_key WHERE purpose = 'resolver'");
  await owner.end();
  await tended.close();
  const node = await open();
  try {
    await node.keystore.openResolver("GBR");
  } finally {
    await node.close();
  }
});

test("a node whose keys are not those of the ledger in its database does not start", async () => {
  await rm(join(dataFolder, "keys"), { recursive: true });
  await expect(open()).rejects.toMatchObject({ code: "DATABASE_OF_ANOTHER_NODE" });
  expect(existsSync(keyOf("ledger-node"))).toBe(false);
});
