// An upgrade that is cut off anywhere goes on where it was: nothing twice, nothing by half.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpSchema } from "./dump-schema.ts";
import { migrate, migrateAsFar, readMigrations, readSchemaState } from "./migrate.ts";
import { migrationsFolder } from "./open-storage.ts";
import { startForeignServer } from "./fixtures/servers.ts";
import type { ForeignServer } from "./fixtures/servers.ts";

const TRIALS = 24;
const known = readMigrations(migrationsFolder);
let server: ForeignServer;
let whole = "";

beforeAll(async () => {
  server = await startForeignServer(null);
  await server.administer("CREATE ROLE entente_app NOLOGIN; GRANT entente_app TO operator");
  const client = await connect(await server.createDatabase());
  await migrate(client, migrationsFolder);
  whole = await dumpSchema(client);
  await client.end();
});

afterAll(() => server.stop());

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function cutOff(client: pg.Client, after: number): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const work = migrate(client, migrationsFolder).then(
    () => false,
    () => true,
  );
  await new Promise((resume) => setTimeout(resume, after));
  await server.administer(`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0})`);
  const cut = await work;
  await client.end().catch(() => undefined);
  return cut;
}

describe("an upgrade", () => {
  it(
    `that is cut off at a random moment goes on when it is run again (${TRIALS} trials)`,
    { timeout: 120_000 },
    async () => {
      let cuts = 0;
      const reached = new Set<number>();
      for (let trial = 0; trial < TRIALS; trial += 1) {
        const url = await server.createDatabase();
        const first = await connect(url);
        // From any older version, with a row of that version in it.
        await migrateAsFar(first, migrationsFolder, known.slice(0, 1 + (trial % (known.length - 1))));
        await first.query(
          `INSERT INTO entente.case_file (id, slug, title, lead, exercise, community, frame, opened_at, clock)
         VALUES (gen_random_uuid(), 'kept', 'Kept', 'GBR', true, '{}', '{}', now(), now())`,
        );
        if (await cutOff(first, Math.random() * 120)) cuts += 1;
        const again = await connect(url);
        const { applied } = await readSchemaState(again, migrationsFolder);
        reached.add(applied.length);
        // What was applied is a beginning of what there is, whole.
        expect(applied.map(({ name }) => name)).toEqual(
          known.slice(0, applied.length).map(({ name }) => name),
        );
        await migrate(again, migrationsFolder);
        expect(await dumpSchema(again)).toBe(whole);
        const { rows } = await again.query<{ count: string }>("SELECT count(*) FROM entente.case_file");
        expect(Number(rows[0]?.count)).toBe(1);
        await again.end();
      }
      process.stdout.write(
        `migrations: ${TRIALS} trials, ${cuts} cut off, ${reached.size} different places\n`,
      );
      expect(cuts).toBeGreaterThan(0);
    },
  );

  it("is refused by an older program, which changes nothing", async () => {
    const client = await connect(await server.createDatabase());
    await migrate(client, migrationsFolder);
    await client.query(
      `INSERT INTO entente.migration (number, name, sha256) VALUES (${known.length + 1}, '${String(known.length + 1).padStart(4, "0")}-from-the-future.sql', 'x')`,
    );
    await expect(migrate(client, migrationsFolder)).rejects.toMatchObject({ code: "SCHEMA_NEWER" });
    expect(await dumpSchema(client)).toBe(whole);
    await client.end();
  });
});
