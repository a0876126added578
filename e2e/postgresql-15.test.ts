// The oldest PostgreSQL the SQL keeps to, Debian's 15: every migration, a whole exercise, and everything derived again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { inspectNode } from "../packages/server/src/fsck/index.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import { migrationsFolder } from "../packages/server/src/storage/index.ts";
import { startForeignServer } from "../packages/server/src/storage/fixtures/servers.ts";
import { findPrograms } from "./standby/packages.ts";

const PLACE = "usr/lib/postgresql/15/bin";
const found = await findPrograms(["postgresql-15"], [`${PLACE}/postgres`]);
if ("missing" in found) process.stderr.write(`\nNOT RUN: the test on PostgreSQL 15: ${found.missing}\n\n`);

test.skipIf("missing" in found)(
  "an exercise is played and checked on PostgreSQL 15",
  async () => {
    if ("missing" in found) return;
    const { find } = found.programs;
    const server = await startForeignServer({
      initdb: find(`${PLACE}/initdb`),
      postgres: find(`${PLACE}/postgres`),
    });
    const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
    try {
      const databaseUrl = await server.createDatabase();
      const node = await openExerciseNode({ dataFolder: folder, databaseUrl, tell: () => undefined });
      try {
        await playScenario(await readScenario("scenarios/litvinenko-2006"), {
          ...node,
          report: () => undefined,
        });
        const { findings, checked } = await inspectNode({
          ...{ ...node, migrations: migrationsFolder },
          progress: () => undefined,
        });
        expect(findings).toEqual([]);
        expect(checked["leaves"]).toBeGreaterThan(0);
      } finally {
        await node.close();
      }
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);
