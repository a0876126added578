import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrationsFolder, openStorage } from "../storage/index.ts";

test("a backup reads every table that has row security: each has the policy for it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  const owner = await storage.connectOwner();
  try {
    const { rows } = await owner.query<{ name: string; policies: number }>(
      `SELECT c.relname AS name, count(p.polname)::int AS policies
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'whole_for_backup'
       WHERE n.nspname = 'entente' AND c.relkind = 'r' AND c.relrowsecurity GROUP BY c.relname`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ policies }) => policies !== 1).map(({ name }) => name)).toEqual([]);
  } finally {
    await owner.end();
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  }
});
