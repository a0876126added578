// Every class of report by which PostgreSQL speaks of a fault of itself or of the machine under it, planted in a statement, in
// a commit and in the last words on a connection, and the file system's own: each has a code, and says what is known of the
// change.
import { sql } from "kysely";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeFailure } from "../cli/failure.ts";
import { describeProblem } from "../http/problems.ts";
import { createDatabase } from "./database.ts";
import { createScratch, migrations } from "./fixtures/servers.ts";
import { openStorage, readRows } from "./index.ts";
import type { Storage } from "./index.ts";

const FAULTS = [
  ["53000", "DATABASE_FULL"],
  ["53100", "DATABASE_FULL"],
  ["53200", "DATABASE_FULL"],
  ["53400", "DATABASE_FULL"],
  ["58000", "DATABASE_DISK_FAILED"],
  ["58030", "DATABASE_DISK_FAILED"],
  ["58P01", "DATABASE_DISK_FAILED"],
  ["58P02", "DATABASE_DISK_FAILED"],
  ["F0000", "DATABASE_DISK_FAILED"],
  ["F0001", "DATABASE_DISK_FAILED"],
  ["XX000", "DATABASE_DAMAGED"],
  ["XX001", "DATABASE_DAMAGED"],
  ["XX002", "DATABASE_DAMAGED"],
] as const;
const LOST = ["57P01", "57P02", "57P03", "57P04", "57P05", "08003", "08006", "53300"] as const;

/** What a server would have said, as the client library gives it. */
function report(state: string, severity: string): pg.DatabaseError {
  const error = new pg.DatabaseError("could not fdatasync file", 1, "error");
  return Object.assign(error, { code: state, severity });
}

const refuse = (state: string) =>
  sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'a planted fault' USING ERRCODE = '${state}'; END $$`);

describe("a fault that the database reports", () => {
  const scratch = createScratch();
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage({
      dataFolder: join(scratch.folder, "data"),
      databaseUrl: null,
      migrations,
      note: () => undefined,
    });
  });
  afterAll(async () => {
    await storage.close();
    scratch.remove();
  });

  const rows = () =>
    storage.database.read((reader) => readRows(reader, sql`SELECT state FROM refused_at_commit`));

  it.each(FAULTS)("%s in a change is %s, once, and nothing was changed", async (state, code) => {
    let attempts = 0;
    const attempt = storage.database.transact(async (tx) => {
      attempts += 1;
      await refuse(state).execute(tx);
    });
    await expect(attempt).rejects.toMatchObject({
      code,
      message: expect.stringContaining("Nothing was changed.") as string,
    });
    expect(attempts).toBe(1);
  });

  it.each(FAULTS)("%s in a read is %s", async (state, code) => {
    await expect(storage.database.read((reader) => readRows(reader, refuse(state)))).rejects.toMatchObject({
      code,
    });
  });

  it.each(FAULTS)("%s in answer to the commit is %s, and the change is not there", async (state, code) => {
    const attempt = storage.database.transact((tx) =>
      sql`INSERT INTO refused_at_commit VALUES (${state})`.execute(tx),
    );
    await expect(attempt).rejects.toMatchObject({
      code,
      message: expect.stringContaining("Nothing was changed.") as string,
    });
    expect(await rows()).toEqual([]);
  });
});

/** A database whose server answers a statement in this way, once. */
function answering(statement: RegExp, error: Error) {
  const seen: string[] = [];
  let struck = false;
  const query = (asked: string | { readonly text: string }) => {
    const text = typeof asked === "string" ? asked : asked.text;
    seen.push(text);
    if (!struck && statement.test(text)) {
      struck = true;
      return Promise.reject(error);
    }
    return Promise.resolve({ command: "SELECT", rowCount: 0, rows: [] });
  };
  const client = { query, release: () => undefined };
  const pool = { connect: () => Promise.resolve(client), end: () => Promise.resolve() };
  return { seen, database: createDatabase(pool as unknown as pg.Pool, () => null) };
}

describe("a server that gives up with its report", () => {
  // A server that speaks another language is taken at its worst.
  it.each(FAULTS.flatMap(([state]) => ["PANIC", "FATAL", "PANIK"].map((severity) => [state, severity])))(
    "%s, %s, at the commit: nobody knows, and it is not done again",
    async (state = "", severity = "") => {
      const { database, seen } = answering(/^commit/i, report(state, severity));
      await expect(database.transact(() => Promise.resolve())).rejects.toMatchObject({
        code: "DATABASE_OUTCOME_UNKNOWN",
      });
      expect(seen.filter((text) => /^commit/i.test(text))).toHaveLength(1);
    },
  );

  it.each(FAULTS)("%s before the commit: done again, as after any lost connection", async (state) => {
    const { database, seen } = answering(/work/, report(state, "PANIC"));
    await database.transact((tx) => sql`SELECT 'work'`.execute(tx));
    expect(seen.filter((text) => text.includes("work"))).toHaveLength(2);
  });
});

describe("a report that nothing on its way has explained", () => {
  it.each(FAULTS)("%s is %s where it is shown", (state, code) => {
    for (const severity of ["ERROR", "PANIC"]) {
      const known = severity === "ERROR" ? "Nothing was changed." : "may or may not have been done";
      const failure = describeFailure(report(state, severity));
      expect(failure).toMatchObject({ code, exit: 2 });
      expect(failure.message).toContain(known);
      expect(failure.message).toContain(`The database says: could not fdatasync file (SQLSTATE ${state}).`);
      const problem = describeProblem(report(state, severity));
      expect(problem).toMatchObject({ code, status: 503 });
      expect(problem.detail).toContain(known);
      // Whoever asks over the network does not learn the names of files.
      expect(problem.detail).not.toContain("fdatasync");
    }
  });

  it.each([
    ...LOST.map((state) => report(state, "FATAL")),
    new Error("Connection terminated unexpectedly"),
    new Error("Client has encountered a connection error and is not queryable"),
  ])("a lost connection, %s, leaves in doubt what was asked for", (error) => {
    expect(describeFailure(error).code).toBe("DATABASE_OUTCOME_UNKNOWN");
    expect(describeProblem(error)).toMatchObject({ code: "DATABASE_OUTCOME_UNKNOWN", status: 503 });
  });

  it.each(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM"])(
    "%s of the file system is DISK_FAILED, with a name or without",
    (code) => {
      // A call on an open file names none.
      for (const named of [{}, { path: "/data/files/ab" }]) {
        const error = Object.assign(new Error(`${code}: planted, fsync /data/files/ab`), {
          ...{ code, syscall: "fsync" },
          ...named,
        });
        const failure = describeFailure(error);
        expect(failure).toMatchObject({ code: "DISK_FAILED", exit: 2 });
        expect(failure.message).toContain(`The system says: ${code}: planted`);
        const problem = describeProblem(error);
        expect(problem).toMatchObject({ code: "DISK_FAILED", status: 503 });
        expect(problem.detail).not.toContain("/data");
      }
    },
  );

  it.each(["23505", "42703", "22P02", "25006"])("%s is a fault of ours, and stays one", (state) => {
    expect(describeFailure(report(state, "ERROR")).code).toBe("INTERNAL");
    expect(describeProblem(report(state, "ERROR"))).toMatchObject({ code: "INTERNAL", status: 500 });
  });
});
