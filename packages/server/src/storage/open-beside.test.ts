// Commands beside a node that is running: a node reduced to its storage, in a process of its own, and what opens beside it.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { compiledOnce } from "../compiled.fixture.ts";
import { createScratch, migrations } from "./fixtures/servers.ts";
import { openStorage, openStorageBeside, openStorageBesideAsItIs, readRows } from "./index.ts";
import type { Storage } from "./index.ts";
import { identifyProcess } from "./process-identity.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function scratchFolder(): string {
  const scratch = createScratch();
  cleanUp.push(scratch.remove);
  return scratch.folder;
}

interface NodeUnderTest {
  readonly child: ChildProcess;
  readonly databasePid: number;
  readonly ended: Promise<number | null>;
}

async function startNode(folder: string): Promise<NodeUnderTest> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", join(import.meta.dirname, "fixtures/node.ts"), folder],
    { stdio: ["ignore", "pipe", "inherit"], env: { PATH: "/usr/bin:/bin", ...compiledOnce } },
  );
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  cleanUp.push(() => {
    child.kill("SIGKILL");
    return ended;
  });
  const databasePid = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const value = JSON.parse(line) as number | { readonly databasePid?: number };
      if (typeof value === "number") return;
      if (value.databasePid === undefined) reject(new Error(line));
      else resolve(value.databasePid);
    });
  });
  return { child, databasePid, ended };
}

async function openBeside(
  dataFolder: string,
  options: { readonly migrations?: string; readonly databaseUrl?: string } = {},
): Promise<Storage> {
  const place = { dataFolder, databaseUrl: options.databaseUrl ?? null, note: () => undefined };
  const storage = await openStorageBeside({ ...place, migrations: options.migrations ?? migrations });
  cleanUp.push(storage.close);
  return storage;
}

const count = (storage: Storage): Promise<number> =>
  storage.database.read(async (reader) => {
    const rows = await readRows(reader, sql<{ n: number }>`SELECT count(*) AS n FROM sample`);
    return rows[0]?.n ?? -1;
  });

const add = (storage: Storage, id: number): Promise<unknown> =>
  storage.database.transact((tx) => sql`INSERT INTO sample (id) VALUES (${id})`.execute(tx));

/** The program's migrations changed in one way. */
function otherMigrations(change: (folder: string) => void): string {
  const folder = join(scratchFolder(), "migrations");
  cpSync(migrations, folder, { recursive: true });
  change(folder);
  return folder;
}

describe("beside a node that is running", () => {
  it("a command reads and changes, and the node goes on as if nothing were", async () => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder);
    const before = readdirSync(folder).sort();
    const storage = await openBeside(folder);
    expect(storage.beside).toBe(true);
    await add(storage, 1_000_000);
    expect(await count(storage)).toBeGreaterThan(0);
    const asItIs = await openStorageBesideAsItIs({
      dataFolder: folder,
      databaseUrl: null,
      note: () => undefined,
    });
    expect(await count(asItIs)).toBeGreaterThan(0);
    await asItIs.close();
    await storage.close();
    expect(identifyProcess(node.databasePid)).not.toBeNull();
    expect(readdirSync(folder).sort()).toEqual(before);
    // Still the one node of the folder, and still counting.
    const open = openStorage({ dataFolder: folder, databaseUrl: null, migrations, note: () => undefined });
    await expect(open).rejects.toMatchObject({ code: "START_DATA_IN_USE" });
    node.child.kill("SIGTERM");
    expect(await node.ended).toBe(0);
    const alone = await openBeside(folder);
    expect(alone.beside).toBe(false);
    expect(alone.databasePid()).not.toBeNull();
    expect(await count(alone)).toBeGreaterThan(1);
  });

  it("four commands at once are no more than the server takes", async () => {
    const folder = join(scratchFolder(), "data");
    await startNode(folder);
    const storages = await Promise.all([1, 2, 3, 4].map(() => openBeside(folder)));
    await Promise.all(
      storages.flatMap((storage, one) =>
        [1, 2, 3, 4, 5, 6].map((two) => add(storage, 1_000_000 + one * 10 + two)),
      ),
    );
  });

  it.each([["SIGTERM"], ["SIGKILL"]] as const)("that is ended by %s: the command says so", async (signal) => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder);
    const storage = await openBeside(folder);
    let attempts = 0;
    const working = storage.database.transact(async (tx) => {
      attempts += 1;
      await sql`INSERT INTO sample (id) VALUES (2000000)`.execute(tx);
      node.child.kill(signal);
      await node.ended;
      await expect.poll(() => identifyProcess(node.databasePid), { timeout: 20_000 }).toBeNull();
      await sql`INSERT INTO sample (id) VALUES (2000001)`.execute(tx);
    });
    await expect(working).rejects.toMatchObject({ code: "NODE_STOPPED" });
    expect(attempts).toBe(1);
    await expect(count(storage)).rejects.toMatchObject({ code: "NODE_STOPPED" });
    const alone = await openBeside(folder);
    expect(alone.beside).toBe(false);
    expect(
      await alone.database.read((reader) => readRows(reader, sql`SELECT id FROM sample WHERE id >= 2000000`)),
    ).toEqual([]);
  });

  it("another node that was started meanwhile is not taken for the one that stopped", async () => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder);
    const storage = await openBeside(folder);
    node.child.kill("SIGTERM");
    await node.ended;
    await startNode(folder);
    await expect(add(storage, 1_000_000)).rejects.toMatchObject({ code: "NODE_STOPPED" });
  });

  it.each([
    [
      "SCHEMA_OLDER",
      (folder: string) => writeFileSync(join(folder, "0003-more.sql"), "CREATE TABLE more (id int);"),
    ],
    [
      "SCHEMA_CHANGED",
      (folder: string) => appendFileSync(join(folder, "0001-first-tables.sql"), "-- another text\n"),
    ],
  ])("with another schema than the program's own it is refused: %s", async (code, change) => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder);
    const request = openBeside(folder, { migrations: otherMigrations(change) });
    await expect(request).rejects.toMatchObject({ code });
    // Nothing was migrated and nothing was stopped.
    expect(identifyProcess(node.databasePid)).not.toBeNull();
    expect(await count(await openBeside(folder))).toBeGreaterThan(0);
  });

  it("a database of a newer program is refused", async () => {
    const folder = join(scratchFolder(), "data");
    const more = otherMigrations((place) => writeFileSync(join(place, "0003-more.sql"), "SELECT 1;"));
    const first = await openStorage({
      dataFolder: folder,
      databaseUrl: null,
      migrations: more,
      note: () => undefined,
    });
    cleanUp.push(first.close);
    first.announce();
    await expect(openBeside(folder)).rejects.toMatchObject({ code: "SCHEMA_NEWER" });
  });

  it("is refused when it is told another database than the node", async () => {
    const folder = join(scratchFolder(), "data");
    await startNode(folder);
    await expect(openBeside(folder, { databaseUrl: "postgres://127.0.0.1:1/none" })).rejects.toMatchObject({
      code: "START_OPTION_INVALID",
    });
  });
});

describe("beside what is no open node", () => {
  it("another command, or a node that is opening, is waited for", async () => {
    const folder = join(scratchFolder(), "data");
    const first = await openStorage({
      dataFolder: folder,
      databaseUrl: null,
      migrations,
      note: () => undefined,
    });
    let open = true;
    const closing = pause(600).then(async () => {
      await first.close();
      open = false;
    });
    const second = await openBeside(folder);
    expect(open).toBe(false);
    expect(second.beside).toBe(false);
    await closing;
  });

  it("a lock whose words are damaged lets nobody in beside it", async () => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder);
    const [lock = ""] = readdirSync(folder).filter((name) => name.startsWith("node-lock."));
    const path = join(folder, lock);
    const told = JSON.parse(readFileSync(path, "utf8")) as { serving: { socketFolder: string } };
    expect(existsSync(told.serving.socketFolder)).toBe(true);
    writeFileSync(path, JSON.stringify({ ...told, serving: { socketFolder: "relative" } }));
    const opening = openBeside(folder);
    await pause(300);
    node.child.kill("SIGTERM");
    expect((await opening).beside).toBe(false);
  });
});
