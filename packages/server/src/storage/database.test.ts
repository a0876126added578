import { sql } from "kysely";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScratch, KINDS, migrations } from "./fixtures/servers.ts";
import type { ForeignServer } from "./fixtures/servers.ts";
import { askOnce, dumpSchema, migrationsFolder, openStorage, readRows } from "./index.ts";
import type { Database, Reader, Storage, Transactor } from "./index.ts";
import { ServerError } from "../errors.ts";
import { checkServerVersion } from "./roles.ts";

interface Place {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
}

const dumps = new Map<string, string>();

describe.each(KINDS)("storage on $kind", ({ kind, absent, start }) => {
  const scratch = createScratch();
  let server: ForeignServer | null = null;
  let storage: Storage;
  let count = 0;

  const createPlace = async (): Promise<Place> => ({
    dataFolder: join(scratch.folder, `data-${++count}`),
    databaseUrl: server === null ? null : await server.createDatabase(),
  });
  const open = (place: Place, folder = migrations): Promise<Storage> =>
    openStorage({ ...place, migrations: folder, note: () => undefined });

  beforeAll(async () => {
    if (absent) return;
    server = start === null ? null : await start();
    storage = await open(await createPlace());
  });
  afterAll(async () => {
    if (absent) return;
    await storage.close();
    await server?.stop();
    scratch.remove();
  });

  describe.skipIf(absent)("reads and changes", () => {
    it("gives back what was stored, in our own types", async () => {
      await storage.database.transact((transactor) =>
        sql`INSERT INTO sample VALUES (7, ${new Uint8Array([0, 255, 7])}, ${"2018-03-26T13:00:00.123Z"}, ${"2018-03-26"}, ${JSON.stringify({ b: [1] })}, ${"ünïcödé"})`.execute(
          transactor,
        ),
      );
      expect(await select(storage.database, "SELECT * FROM sample WHERE id = 7")).toEqual([
        {
          id: 7,
          bytes: new Uint8Array([0, 255, 7]),
          at: "2018-03-26T13:00:00.123Z",
          day: "2018-03-26",
          data: { b: [1] },
          note: "ünïcödé",
        },
      ]);
      expect(
        await select(storage.database, "SELECT count(*) AS n, array[1::bigint, 2] AS list FROM sample"),
      ).toEqual([{ n: 1, list: [1, 2] }]);
    });

    it("refuses a number it could not count with, instead of rounding it", async () => {
      await expect(select(storage.database, "SELECT 9007199254740993::bigint")).rejects.toThrow(/too large/);
    });

    it("sees one state of the database during one read", async () => {
      await change(storage.database, "INSERT INTO counter VALUES ('seen', 1)");
      const seen = await storage.database.read(async (reader) => {
        const query = sql<{ value: number }>`SELECT value FROM counter WHERE name = 'seen'`;
        const before = (await readRows(reader, query))[0]?.value;
        await change(storage.database, "UPDATE counter SET value = 2 WHERE name = 'seen'");
        return [before, (await readRows(reader, query))[0]?.value];
      });
      expect(seen).toEqual([1, 1]);
    });

    it("reads together in one state of the database, each its own, and asks once what is the same", async () => {
      const { database } = storage;
      let asked = 0;
      const now = sql<{ seen: string; own: number }>;
      const read = (own: number): Promise<readonly [string | undefined, string, number | undefined]> =>
        database.readTogether(async (reader) => {
          const [row] = await readRows(
            reader,
            now`SELECT pg_current_snapshot()::text AS seen, ${own}::int AS own`,
          );
          const shared = await askOnce(reader, "shared", () => Promise.resolve(`asked ${(asked += 1)}`));
          return [row?.seen, shared, row?.own];
        });
      const answers = await Promise.all([1, 2, 3, 4, 5].map(read));
      expect(answers.map(([, , own]) => own)).toEqual([1, 2, 3, 4, 5]);
      expect(new Set(answers.map(([seen, shared]) => `${seen ?? ""} ${shared}`)).size).toBe(1);
      expect(asked).toBe(1);
      // What is asked later is asked again, and so is what is asked inside a change.
      expect((await read(6))[1]).toBe("asked 2");
      const changing = await database.transact(async (tx) => [
        await askOnce(tx, "shared", () => Promise.resolve((asked += 1))),
        await askOnce(tx, "shared", () => Promise.resolve((asked += 1))),
      ]);
      expect(changing).toEqual([3, 4]);
    });

    it("answers the others when one of those that read together is refused, by us or by the server", async () => {
      const one = (n: number): Promise<number | undefined> =>
        storage.database.readTogether(async (reader) => {
          if (n % 4 === 1) throw new ServerError("NOT_FOUND", "There is nothing here.");
          const divisor = n % 4 === 2 ? 0 : 1;
          const rows = await readRows(
            reader,
            sql<{ value: number }>`SELECT ${n}::int / ${divisor}::int AS value`,
          );
          return rows[0]?.value;
        });
      const answers = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7].map(one));
      expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "refused"))).toEqual([
        ...[0, "refused", "refused", 3, 4, "refused", "refused", 7],
      ]);
      expect(answers[1]).toMatchObject({ reason: { code: "NOT_FOUND" } });
      expect(answers[2]).toMatchObject({ reason: { code: "22012" } });
    });

    it("lets those that read together change nothing", async () => {
      const attempt = storage.database.readTogether((reader) =>
        sql`INSERT INTO sample (id) VALUES (98)`.execute(reader as Transactor),
      );
      await expect(attempt).rejects.toMatchObject({ code: "25006" });
    });

    it("gives no answer that was asked behind a setting the server refused", async () => {
      for (const way of ["read", "readTogether", "transact"] as const) {
        const attempt = storage.database[way](async (reader: Reader) => {
          await readRows(reader, sql`SELECT set_config('no_such_setting', 'x', true)`);
          return readRows(reader, sql`SELECT 1 AS one`);
        });
        await expect(attempt).rejects.toMatchObject({ code: "42704" });
      }
      expect(await select(storage.database, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    });

    it("prepares what it says again, and names nothing that it says once", async () => {
      // Names are those of the process: each server is told of texts of its own.
      const own = sql.id(`on_${kind}`);
      const prepared = await storage.database.read(async (reader) => {
        const again = sql`SELECT ${7}::int AS again, 1 AS ${own}`;
        for (let times = 0; times < 3; times += 1) await readRows(reader, again);
        await readRows(reader, sql`SELECT ${7}::int AS once, 1 AS ${own}`);
        return readRows(
          reader,
          sql<{
            statement: string;
          }>`SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int AS %'`,
        );
      });
      expect(prepared.map(({ statement }) => statement)).toEqual([
        `SELECT $1::int AS again, 1 AS "on_${kind}"`,
      ]);
    });

    it("appends rows that are there when it returns", async () => {
      await storage.database.append(sql`INSERT INTO sample (id) VALUES (97)`);
      expect(await select(storage.database, "SELECT id FROM sample WHERE id = 97")).toEqual([{ id: 97 }]);
      await expect(storage.database.append(sql`INSERT INTO sample (id) VALUES (97)`)).rejects.toMatchObject({
        code: "23505",
      });
    });

    it("lets a reader change nothing, also when its type is cast away", async () => {
      const attempt = storage.database.read((reader) =>
        sql`INSERT INTO sample (id) VALUES (99)`.execute(reader as Transactor),
      );
      await expect(attempt).rejects.toMatchObject({ code: "25006" });
    });

    it("keeps nothing of a change that throws", async () => {
      const attempt = storage.database.transact(async (transactor) => {
        await sql`INSERT INTO sample (id) VALUES (100)`.execute(transactor);
        throw new Error("changed my mind");
      });
      await expect(attempt).rejects.toThrow("changed my mind");
      expect(await select(storage.database, "SELECT id FROM sample WHERE id = 100")).toEqual([]);
    });

    it("does not report a change as made when a statement in it failed and was ignored", async () => {
      const attempt = storage.database.transact(async (transactor) => {
        await sql`INSERT INTO sample (id) VALUES (101)`.execute(transactor);
        await sql`SELECT 1 / 0`.execute(transactor).catch(() => undefined);
      });
      await expect(attempt).rejects.toThrow();
      expect(await select(storage.database, "SELECT id FROM sample WHERE id = 101")).toEqual([]);
    });

    it("repeats changes that collide until each was made exactly once", async () => {
      await change(storage.database, "INSERT INTO counter VALUES ('shared', 0)");
      let attempts = 0;
      const increment = (): Promise<void> =>
        storage.database.transact(async (transactor) => {
          attempts += 1;
          const query = sql<{ value: number }>`SELECT value FROM counter WHERE name = 'shared'`;
          const value = (await query.execute(transactor)).rows[0]?.value ?? Number.NaN;
          await sql`UPDATE counter SET value = ${value + 1} WHERE name = 'shared'`.execute(transactor);
        });
      await Promise.all(Array.from({ length: 12 }, increment));
      expect(await select(storage.database, "SELECT value FROM counter WHERE name = 'shared'")).toEqual([
        { value: 12 },
      ]);
      expect(attempts).toBeGreaterThan(12);
    });

    it("gives up on a change that always collides, with a code and without having made it", async () => {
      const attempt = storage.database.transact((transactor) =>
        sql`DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$`.execute(transactor),
      );
      await expect(attempt).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    });

    it("repeats a change whose connection was cut before the commit", async () => {
      let attempts = 0;
      await storage.database.transact(async (transactor) => {
        attempts += 1;
        await sql`INSERT INTO sample (id) VALUES (${200 + attempts})`.execute(transactor);
        if (attempts === 1) await sql`SELECT cut_connection()`.execute(transactor);
      });
      expect(attempts).toBe(2);
      expect(await select(storage.database, "SELECT id FROM sample WHERE id BETWEEN 200 AND 210")).toEqual([
        { id: 202 },
      ]);
    });

    it("says so when the connection is cut during the commit, and does not repeat the change", async () => {
      let attempts = 0;
      const attempt = storage.database.transact(async (transactor) => {
        attempts += 1;
        await sql`INSERT INTO cut_at_commit VALUES (1)`.execute(transactor);
      });
      await expect(attempt).rejects.toMatchObject({ code: "DATABASE_OUTCOME_UNKNOWN" });
      expect(attempts).toBe(1);
      // The pool is not the poorer for it.
      await Promise.all(Array.from({ length: 20 }, () => select(storage.database, "SELECT pg_sleep(0.01)")));
    });
  });

  describe.skipIf(absent)("a read whose connection is cut", () => {
    const cut = async (reader: Reader): Promise<void> => {
      const pid = (await readRows(reader, sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`))[0]?.pid;
      const owner = await storage.connectOwner();
      await owner.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
      await owner.end();
    };

    it.each([
      ["before its query is repeated and answers", 2],
      ["after its last query, when only the commit is left, has its answer: nothing about it is in doubt", 1],
    ])("%s", async (moment, tries) => {
      let attempts = 0;
      const answer = await storage.database.read(async (reader) => {
        attempts += 1;
        if (attempts === 1 && moment.startsWith("before")) await cut(reader);
        const rows = await readRows(reader, sql<{ value: number }>`SELECT 7 AS value`);
        if (attempts === 1 && moment.startsWith("after")) await cut(reader);
        return rows;
      });
      expect(answer).toEqual([{ value: 7 }]);
      expect(attempts).toBe(tries);
      // The pool is not the poorer for it.
      await Promise.all(Array.from({ length: 20 }, () => select(storage.database, "SELECT pg_sleep(0.01)")));
    });
  });

  describe.skipIf(absent)("the application's role", () => {
    it("is no superuser, bypasses no row security, creates no roles and owns nothing", async () => {
      const rows = await select(
        storage.database,
        `SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
         FROM pg_roles r WHERE rolname = current_user`,
      );
      expect(rows).toEqual([
        {
          name: "entente_app",
          rolsuper: false,
          rolbypassrls: false,
          rolcreaterole: false,
          rolcreatedb: false,
          owned: 0,
        },
      ]);
    });

    it.each([
      ["read a table it was not given", "SELECT * FROM secret"],
      ["read what has been migrated", "SELECT * FROM migration"],
      ["delete where it may only add", "DELETE FROM sample"],
      ["make a table", "CREATE TABLE mine (id integer)"],
      ["make a table elsewhere", "CREATE TABLE public.mine (id integer)"],
      ["switch row security off", "ALTER TABLE guarded DISABLE ROW LEVEL SECURITY"],
    ])("may not %s", async (_what, statement) => {
      await expect(change(storage.database, statement)).rejects.toMatchObject({ code: "42501" });
    });

    it("is bound by row security", async () => {
      expect(await select(storage.database, "SELECT id FROM guarded")).toEqual([{ id: 1 }]);
    });
  });

  describe.skipIf(absent)("the schema", () => {
    it("is the same by its manifest on every server", async () => {
      const client = await storage.connectOwner();
      try {
        dumps.set(kind, await dumpSchema(client));
      } finally {
        await client.end();
      }
      expect(new Set(dumps.values()).size).toBe(1);
      expect(dumps.get(kind)).toContain(
        "policy visible_rows permissive for select to entente_app using (visible)",
      );
      expect(dumps.get(kind)).toContain("grant insert, select, update to entente_app");
    });

    it("is brought up once, and keeps its data when opened again", async () => {
      const place = await createPlace();
      const first = await open(place);
      await change(first.database, "INSERT INTO sample (id) VALUES (1)");
      await first.close();
      const second = await open(place);
      expect(await select(second.database, "SELECT id FROM sample")).toEqual([{ id: 1 }]);
      await second.close();
      await second.close();
    });

    it("is refused when a landed file has another text, and accepted again when it is restored", async () => {
      const place = await createPlace();
      await (await open(place)).close();
      const folder = copyMigrations(scratch.folder, `changed-${++count}`);
      const file = join(folder, "0001-first-tables.sql");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, `${text}\n-- edited`);
      await expect(open(place, folder)).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
      writeFileSync(file, text.replaceAll("\n", "\r\n"));
      await (await open(place, folder)).close();
    });

    it("is refused when a newer program has been there", async () => {
      const place = await createPlace();
      const folder = copyMigrations(scratch.folder, `newer-${++count}`);
      writeFileSync(join(folder, "0003-later.sql"), "CREATE TABLE later (id integer)");
      await (await open(place, folder)).close();
      await expect(open(place)).rejects.toMatchObject({ code: "SCHEMA_NEWER" });
    });

    it("keeps nothing of a migration that fails halfway, and takes the corrected one", async () => {
      const place = await createPlace();
      const folder = copyMigrations(scratch.folder, `broken-${++count}`);
      const file = join(folder, "0003-later.sql");
      writeFileSync(file, "CREATE TABLE later (id integer); SELECT 1 / 0;");
      await expect(open(place, folder)).rejects.toMatchObject({
        code: "START_DATABASE_FAILED",
        message: expect.stringContaining("0003-later.sql") as string,
      });
      writeFileSync(file, "CREATE TABLE later (id integer);");
      await (await open(place, folder)).close();
    });

    it.each([["0004-gap.sql"], ["0002-twice.sql"], ["0003-Loud.sql"], ["3-short.sql"]])(
      "is refused when the folder holds %s out of order",
      async (name) => {
        const place = await createPlace();
        const folder = copyMigrations(scratch.folder, `order-${++count}`);
        writeFileSync(join(folder, name), "SELECT 1");
        await expect(open(place, folder)).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
      },
    );
  });

  const describeNamed = start === null ? (): void => undefined : describe.skipIf(absent);
  describeNamed("an existing server", () => {
    it("is used by two nodes that start at the same moment", async () => {
      const first = await createPlace();
      const second = { ...(await createPlace()), databaseUrl: first.databaseUrl };
      const both = await Promise.all([open(first), open(second)]);
      await Promise.all(both.map((one) => one.close()));
    });

    it("is refused, with what to ask for, when the role that signs in may not act as ours", async () => {
      const place = await createPlace();
      const url = new URL(place.databaseUrl ?? "");
      await server?.administer(
        `CREATE ROLE plain LOGIN PASSWORD 'plain-of-tests'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO plain`,
      );
      url.username = "plain";
      url.password = "plain-of-tests";
      const plain = { ...place, databaseUrl: url.href };
      await expect(open(plain)).rejects.toMatchObject({
        code: "DATABASE_ROLE_UNFIT",
        message: expect.stringContaining("GRANT entente_app TO") as string,
      });
      await server?.administer("GRANT entente_app TO plain");
      const opened = await open(plain);
      expect(await select(opened.database, "SELECT current_user AS name")).toEqual([{ name: "entente_app" }]);
      await opened.close();
    });

    it("is refused when our role was given too much", async () => {
      const place = await createPlace();
      await server?.administer("ALTER ROLE entente_app BYPASSRLS");
      await expect(open(place)).rejects.toMatchObject({ code: "DATABASE_ROLE_UNFIT" });
      await server?.administer("ALTER ROLE entente_app NOBYPASSRLS");
      await (await open(place)).close();
    });

    it("does not give the password away when it does not answer", async () => {
      const place = await createPlace();
      const wrong = (place.databaseUrl ?? "").replace("operator-of-tests", "a-wrong-password");
      const refused = await open({ ...place, databaseUrl: wrong }).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "DATABASE_UNREACHABLE" });
      expect(String(refused)).not.toContain("a-wrong-password");
      const nobody = await open({ ...place, databaseUrl: "postgres://a:b-secret@127.0.0.1:1/c" }).catch(
        (error: unknown) => error,
      );
      expect(nobody).toMatchObject({ code: "DATABASE_UNREACHABLE" });
      expect(String(nobody)).not.toContain("b-secret");
    });
  });
});

describe("versions", () => {
  it("refuses a server older than 15 and takes 15 and later", () => {
    expect(() => checkServerVersion(140_021)).toThrow(
      expect.objectContaining({ code: "DATABASE_TOO_OLD" }) as Error,
    );
    expect(() => checkServerVersion(150_000)).not.toThrow();
    expect(() => checkServerVersion(180_004)).not.toThrow();
  });
});

describe("the program's own migrations", () => {
  it("are where the program looks for them", () => {
    expect(readFileSync(join(migrationsFolder, "README.md"), "utf8")).toContain("# Migrations");
  });
});

function select(database: Database, query: string): Promise<unknown[]> {
  return database.read((reader) => readRows(reader, sql.raw(query)));
}

async function change(database: Database, statement: string): Promise<void> {
  await database.transact((transactor) => sql.raw(statement).execute(transactor));
}

function copyMigrations(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  cpSync(migrations, folder, { recursive: true });
  return folder;
}
