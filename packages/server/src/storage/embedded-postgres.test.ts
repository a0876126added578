import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { compiledOnce } from "../compiled.fixture.ts";
import { ServerError } from "../errors.ts";
import { canReach, chooseDatabaseUser, identityOf } from "./database-user.ts";
import { createScratch, migrations, prepareEmbeddedBinaries } from "./fixtures/servers.ts";
import { openStorage, readRows } from "./index.ts";
import type { Storage } from "./index.ts";
import { findPostgresPackage, preparePostgresBinaries } from "./postgres-binaries.ts";
import { identifyProcess, isPostgresOn } from "./process-identity.ts";

const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === "linux";
const databaseUser = chooseDatabaseUser();
const ordinary = isRoot ? { name: "nobody", uid: 65_534, gid: 65_534 } : null;
const ordinaryReaches = canReach(import.meta.dirname, ordinary);

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function scratchFolder(): string {
  const scratch = createScratch();
  cleanUp.push(scratch.remove);
  return scratch.folder;
}

async function open(dataFolder: string, notes: string[] = []): Promise<Storage> {
  const storage = await openStorage({
    dataFolder,
    databaseUrl: null,
    migrations,
    note: (line) => void notes.push(line),
  });
  cleanUp.push(storage.close);
  return storage;
}

function add(storage: Storage, id: number): Promise<unknown> {
  return storage.database.transact((transactor) =>
    sql`INSERT INTO sample (id) VALUES (${id})`.execute(transactor),
  );
}

/** What an idempotent caller does: an unknown outcome is looked at again by doing it again. */
async function addOnce(storage: Storage, id: number): Promise<void> {
  const insert = sql`INSERT INTO sample (id) VALUES (${id}) ON CONFLICT DO NOTHING`;
  for (;;) {
    try {
      await storage.database.transact((transactor) => insert.execute(transactor));
      return;
    } catch (error) {
      if (!(error instanceof ServerError) || error.code !== "DATABASE_OUTCOME_UNKNOWN") throw error;
    }
  }
}

async function ask(storage: Storage, query: string): Promise<unknown[]> {
  return storage.database.read((reader) => readRows(reader, sql.raw(query)));
}

function guardOf(databasePid: number): number {
  const status = spawnSync("ps", ["-o", "ppid=", "-p", String(databasePid)], { encoding: "utf8" });
  return Number(status.stdout.trim());
}

describe("a fresh embedded database", () => {
  it("keeps its promises: durable, checked, private, and never root's", async () => {
    const folder = join(scratchFolder(), "data");
    const storage = await open(folder);
    const settings = await ask(
      storage,
      `SELECT name, setting FROM pg_settings WHERE name IN
         ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'server_encoding', 'max_connections')
       ORDER BY name`,
    );
    expect(settings).toEqual([
      { name: "data_checksums", setting: "on" },
      { name: "fsync", setting: "on" },
      { name: "full_page_writes", setting: "on" },
      { name: "listen_addresses", setting: "" },
      { name: "max_connections", setting: "40" },
      { name: "server_encoding", setting: "UTF8" },
      { name: "synchronous_commit", setting: "on" },
    ]);
    const pid = storage.databasePid() ?? 0;
    const uid = Number(spawnSync("ps", ["-o", "uid=", "-p", String(pid)], { encoding: "utf8" }).stdout);
    expect(uid).toBe(databaseUser?.uid ?? process.getuid?.());
    expect(uid).not.toBe(0);
    expect(statSync(join(folder, "cluster")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "socket")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "database-passwords.json")).mode & 0o777).toBe(0o600);
    // Nobody lists the folder; the database's user may at most pass through.
    expect(statSync(folder).mode & 0o066).toBe(0);
    await storage.close();
    expect(identifyProcess(pid)).toBeNull();
    expect(existsSync(join(folder, "socket"))).toBe(false);
  });

  it("writes nothing of what a failed statement held into its log file", async () => {
    const folder = join(scratchFolder(), "data");
    const storage = await open(folder);
    const attempt = storage.database.transact((transactor) =>
      sql`INSERT INTO counter VALUES (${"the-canary-in-a-parameter"}, -1), ('the-canary-in-the-text', 1)`.execute(
        transactor,
      ),
    );
    await expect(attempt).rejects.toMatchObject({ code: "23514" });
    await storage.close();
    const log = readFileSync(join(folder, "postgres.log"), "utf8");
    expect(log).toContain("counter_value_check");
    expect(log).not.toContain("the-canary");
  });

  it("may be moved together with its folder", async () => {
    const parent = scratchFolder();
    const first = await open(join(parent, "here"));
    await add(first, 1);
    await first.close();
    renameSync(join(parent, "here"), join(parent, "there"));
    expect(await ask(await open(join(parent, "there")), "SELECT count(*) AS n FROM sample")).toEqual([
      { n: 1 },
    ]);
  });

  it("is made anew when the first attempt was cut off in the middle", async () => {
    const folder = join(scratchFolder(), "data");
    const first = await open(folder);
    await first.close();
    rmSync(join(folder, "cluster"), { recursive: true });
    mkdirSync(join(folder, "cluster.new/base"), { recursive: true });
    writeFileSync(join(folder, "cluster.new/PG_VERSION"), "18\n");
    const second = await open(folder);
    await add(second, 1);
    expect(readdirSync(folder).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
  });

  it("puts its socket elsewhere when the folder's path is too long for one", async () => {
    const folder = join(scratchFolder(), "a".repeat(60), "b".repeat(60), "data");
    if (isRoot) mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    const storage = await open(folder);
    await add(storage, 1);
    expect(existsSync(join(folder, "socket"))).toBe(false);
  });

  it("says what to do when its passwords are damaged", async () => {
    const folder = join(scratchFolder(), "data");
    await (await open(folder)).close();
    for (const damaged of ["{}", "[null", ""]) {
      writeFileSync(join(folder, "database-passwords.json"), damaged);
      await expect(open(folder)).rejects.toMatchObject({ code: "START_DATABASE_FAILED" });
    }
  });

  it("says what the server said when it cannot start, and holds nothing afterwards", async () => {
    const folder = join(scratchFolder(), "data");
    await (await open(folder)).close();
    const file = join(folder, "cluster", "postgresql.conf");
    const settings = readFileSync(file);
    appendFileSync(file, "\nno_such_setting = 1\n");
    await expect(open(folder)).rejects.toMatchObject({
      code: "START_DATABASE_FAILED",
      message: expect.stringContaining("postgres.log") as string,
    });
    writeFileSync(file, settings);
    await (await open(folder)).close();
  });
});

describe("a database that dies alone", () => {
  it("is started again after kill -9; callers wait, and look again when a commit was cut", async () => {
    const notes: string[] = [];
    const storage = await open(join(scratchFolder(), "data"), notes);
    for (let round = 1; round <= 3; round += 1) {
      await add(storage, round);
      const pid = storage.databasePid() ?? 0;
      process.kill(pid, "SIGKILL");
      await addOnce(storage, round + 100);
      await expect.poll(() => storage.databasePid(), { timeout: 20_000 }).not.toBe(pid);
    }
    expect(await ask(storage, "SELECT id FROM sample ORDER BY id")).toEqual(
      [1, 2, 3, 101, 102, 103].map((id) => ({ id })),
    );
    expect(notes).toContain("The database ended unexpectedly; starting it again.");
  });

  it("is started again when its guard is killed, and the server left behind is stopped first", async () => {
    const folder = join(scratchFolder(), "data");
    const storage = await open(folder);
    await add(storage, 1);
    const pid = storage.databasePid() ?? 0;
    process.kill(guardOf(pid), "SIGKILL");
    await expect.poll(() => storage.databasePid() !== pid, { timeout: 20_000 }).toBe(true);
    await add(storage, 2);
    expect(isPostgresOn(pid, join(folder, "cluster"))).toBe(false);
    expect(await ask(storage, "SELECT count(*) AS n FROM sample")).toEqual([{ n: 2 }]);
  });

  it("recovers when only one of its workers is killed", async () => {
    const storage = await open(join(scratchFolder(), "data"));
    const [row] = (await ask(storage, "SELECT pg_backend_pid() AS pid")) as { pid: number }[];
    process.kill(row?.pid ?? 0, "SIGKILL");
    await add(storage, 1);
    expect(await ask(storage, "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it("is started again when it is killed while a node is still starting it", async () => {
    const folder = scratchFolder();
    const first = await open(folder);
    await add(first, 1);
    await first.close();
    const pidFile = join(folder, "cluster", "postmaster.pid");
    let kills = 0;
    const killer = setInterval(() => {
      const [pid = "", ...rest] = existsSync(pidFile) ? readFileSync(pidFile, "latin1").split("\n") : [];
      if (kills === 2 || !/^\d+$/.test(pid) || rest[6]?.trim() === "ready") return;
      try {
        process.kill(Number(pid), "SIGKILL");
        kills += 1;
      } catch {
        // It ended by itself in between.
      }
    }, 1);
    cleanUp.push(() => clearInterval(killer));
    const again = await open(folder);
    clearInterval(killer);
    expect(kills).toBeGreaterThan(0);
    expect(await ask(again, "SELECT id FROM sample")).toEqual([{ id: 1 }]);
  });

  it("can be closed while it is down", async () => {
    const storage = await open(join(scratchFolder(), "data"));
    process.kill(storage.databasePid() ?? 0, "SIGKILL");
    await storage.close();
  });
});

describe("a node that dies", () => {
  it("takes its database with it, loses nothing it reported, and starts again at once", async () => {
    const folder = join(scratchFolder(), "data");
    let last = 0;
    for (let round = 0; round < 3; round += 1) {
      const node = await startNode(folder, null);
      // Only the row whose report was on its way may be ahead of what was seen.
      expect(node.opened.last).toBeGreaterThanOrEqual(last);
      expect(node.opened.last).toBeLessThanOrEqual(last + 1);
      await expect.poll(() => node.seen() > node.opened.last + 10, { timeout: 20_000 }).toBe(true);
      node.child.kill("SIGKILL");
      await node.ended;
      last = node.seen();
      // The next start does not wait for the old server to be gone; the last round looks that it goes by itself.
      if (round === 2)
        await expect.poll(() => identifyProcess(node.opened.databasePid), { timeout: 10_000 }).toBeNull();
    }
  });

  it("stops cleanly with exit 0 on a signal, also when it comes twice", async () => {
    const node = await startNode(join(scratchFolder(), "data"), null);
    node.child.kill("SIGINT");
    node.child.kill("SIGINT");
    expect(await node.ended).toBe(0);
    expect(identifyProcess(node.opened.databasePid)).toBeNull();
  });

  it("is not harmed by Ctrl-C during its very first start, which the terminal sends to all", async () => {
    const folder = join(scratchFolder(), "data");
    const starting = startNode(folder, null, { ownGroup: true });
    await expect.poll(() => isBeingMade(folder), { interval: 5, timeout: 20_000 }).toBe(true);
    process.kill(-readLockHolder(folder), "SIGINT");
    const node = await starting;
    expect(await node.ended).toBe(0);
    await (await open(folder)).close();
  });

  it.runIf(onLinux)("begins again when what makes the cluster is killed", async () => {
    const folder = join(scratchFolder(), "data");
    const starting = open(folder);
    await expect.poll(() => isBeingMade(folder), { interval: 5, timeout: 20_000 }).toBe(true);
    const makers = findProcessesNaming(join(folder, "cluster.new-"));
    expect(makers.length).toBeGreaterThan(0);
    for (const pid of makers) process.kill(pid, "SIGKILL");
    const storage = await starting;
    await add(storage, 1);
  });

  it("leaves nothing half-made when it is killed during its very first start", async () => {
    const folder = join(scratchFolder(), "data");
    const starting = startNode(folder, null).catch(() => null);
    await expect.poll(() => isBeingMade(folder), { interval: 5, timeout: 20_000 }).toBe(true);
    process.kill(readLockHolder(folder), "SIGKILL");
    await starting;
    const storage = await open(folder);
    await add(storage, 1);
    expect(await ask(storage, "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it("keeps others out while it lives", async () => {
    const folder = join(scratchFolder(), "data");
    const node = await startNode(folder, null);
    await expect(open(folder)).rejects.toMatchObject({ code: "START_DATA_IN_USE" });
    node.child.kill("SIGTERM");
    await node.ended;
    await (await open(folder)).close();
  });
});

describe("what an earlier run left behind", () => {
  it("a server of ours that is still running is stopped, cleanly", async () => {
    const { folder, cluster } = await createStopped();
    const orphan = await startOrphan(folder, cluster);
    const storage = await open(folder);
    expect(storage.databasePid()).not.toBe(orphan.pid);
    expect(isPostgresOn(orphan.pid ?? 0, cluster)).toBe(false);
    expect(await ask(storage, "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it("a pid file whose number is dead does not matter", async () => {
    const { folder, cluster } = await createStopped();
    const child = spawnSync("true");
    leavePidFile(cluster, child.pid);
    expect(await ask(await open(folder), "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it("a pid file whose number is now somebody else's does not matter, and that process is left alone", async () => {
    const { folder, cluster } = await createStopped();
    // As the database's own user, so that the server itself would take it for another server.
    const stranger = spawn("sleep", ["60"], { ...identityOf(databaseUser), stdio: "ignore" });
    cleanUp.push(() => stranger.kill("SIGKILL"));
    leavePidFile(cluster, stranger.pid ?? 0);
    expect(await ask(await open(folder), "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
    expect(stranger.exitCode).toBeNull();
    expect(identifyProcess(stranger.pid ?? 0)).not.toBeNull();
  });

  it.each([
    ["this node itself", () => process.pid],
    ["the first process of the machine", () => 1],
  ])("a pid file that names %s does not matter", async (_who, pidOf) => {
    const { folder, cluster } = await createStopped();
    leavePidFile(cluster, pidOf());
    expect(await ask(await open(folder), "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it.skipIf(!onLinux)("a pid file that names a zombie does not matter", async () => {
    const { folder, cluster } = await createStopped();
    // The shell starts a child, then becomes a program that never reaps it.
    const parent = spawn("sh", ["-c", "sleep 0.05 & echo $!; exec sleep 60"], {
      ...identityOf(databaseUser),
      stdio: ["ignore", "pipe", "ignore"],
    });
    cleanUp.push(() => parent.kill("SIGKILL"));
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, "latin1").split(" ")[2]).toBe("Z");
    leavePidFile(cluster, pid);
    expect(await ask(await open(folder), "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });

  it.each([
    ["empty", ""],
    ["no number", "not a number\n"],
    ["zero", "0\n"],
  ])("a pid file that is %s does not matter", async (_what, text) => {
    const { folder, cluster } = await createStopped();
    writeFileSync(join(cluster, "postmaster.pid"), text);
    give(join(cluster, "postmaster.pid"));
    expect(await ask(await open(folder), "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
  });
});

describe("whoever starts it", () => {
  it.skipIf(!isRoot)(
    isRoot
      ? "root, with its data under a folder of its own: the database lives where its user can reach it"
      : "root, with its data under a folder of its own (NOT TESTED: these tests do not run as root)",
    async () => {
      const parent = join(scratchFolder(), "root-only");
      mkdirSync(parent, { mode: 0o700 });
      const folder = join(parent, "data");
      const notes: string[] = [];
      const first = await open(folder, notes);
      const home = first.dataFolder.databaseHome() ?? "";
      expect(home).toBe(`/var/lib/entente/${first.dataFolder.id}`);
      cleanUp.push(() => {
        rmSync(home, { recursive: true, force: true });
      });
      await add(first, 1);
      expect(notes.filter((line) => line.includes(home))).toHaveLength(1);
      expect(statSync(folder).mode & 0o777).toBe(0o700);

      const copy = join(parent, "copy");
      cpSync(folder, copy, { recursive: true, filter: (path) => !path.includes("node-lock") });
      await expect(open(copy)).rejects.toMatchObject({ code: "START_DATA_IN_USE" });
      await first.close();

      const again: string[] = [];
      const second = await open(folder, again);
      expect(await ask(second, "SELECT count(*) AS n FROM sample")).toEqual([{ n: 1 }]);
      expect(again).toEqual([]);
      await second.close();
    },
  );

  it.skipIf(!ordinaryReaches)(
    ordinaryReaches
      ? "an ordinary user"
      : "an ordinary user (NOT TESTED: uid 65534 cannot read the project's folder)",
    async () => {
      const folder = join(scratchFolder(), "data");
      mkdirSync(folder, { mode: 0o700 });
      if (ordinary !== null) chownSync(folder, ordinary.uid, ordinary.gid);
      const node = await startNode(folder, ordinary);
      await expect.poll(() => node.seen(), { timeout: 20_000 }).toBeGreaterThan(3);
      expect(node.opened.home).toBeNull();
      node.child.kill("SIGTERM");
      expect(await node.ended).toBe(0);
      const again = await startNode(folder, ordinary);
      expect(again.opened.last).toBe(node.seen());
      again.child.kill("SIGTERM");
      await again.ended;
      // Root may take such a folder over; the database stays its owner's.
      if (isRoot)
        expect(await ask(await open(folder), "SELECT count(*) > 3 AS kept FROM sample")).toEqual([
          { kept: true },
        ]);
    },
  );
});

describe("the database's programs", () => {
  it("get their libraries' links without an installation script", () => {
    const scratch = scratchFolder();
    const packageFolder = copyPackage(scratch, { links: false });
    const home = join(scratch, "home");
    const programs = preparePostgresBinaries({ packageFolder, home, user: databaseUser });
    expect(programs.postgres.startsWith(packageFolder)).toBe(true);
    expect(existsSync(join(home, "binaries"))).toBe(false);
    expect(lstatSync(join(packageFolder, "native/lib/libicui18n.so.60")).isSymbolicLink()).toBe(true);
    // Twice is as good as once.
    expect(preparePostgresBinaries({ packageFolder, home, user: databaseUser })).toEqual(programs);
  });

  it.skipIf(!isRoot)(
    isRoot
      ? "are copied once to where the database's user can run them"
      : "are copied to where the database's user can run them (NOT TESTED: these tests do not run as root)",
    () => {
      const scratch = scratchFolder();
      const packageFolder = copyPackage(scratch, { links: true });
      chmodSync(packageFolder, 0o700);
      const request = { packageFolder, home: join(scratch, "home"), user: databaseUser };
      mkdirSync(request.home);
      // Installed with a strict umask, and cut off once before.
      chmodSync(join(packageFolder, "native/bin/postgres"), 0o700);
      mkdirSync(join(request.home, "binaries"), { mode: 0o700 });
      const programs = preparePostgresBinaries(request);
      expect(programs.postgres.startsWith(request.home)).toBe(true);
      const made = statSync(programs.postgres).ctimeMs;
      expect(preparePostgresBinaries(request)).toEqual(programs);
      expect(statSync(programs.postgres).ctimeMs).toBe(made);
    },
  );

  it("that cannot run are named", () => {
    const scratch = scratchFolder();
    const packageFolder = join(scratch, "package");
    mkdirSync(join(packageFolder, "native/bin"), { recursive: true });
    writeFileSync(join(packageFolder, "package.json"), JSON.stringify({ version: "18.0.0" }));
    for (const name of ["initdb", "postgres"])
      writeFileSync(join(packageFolder, "native/bin", name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const request = { packageFolder, home: join(scratch, "home"), user: databaseUser };
    expect(() => preparePostgresBinaries(request)).toThrow(
      expect.objectContaining({ code: "START_DATABASE_FAILED" }) as Error,
    );
  });
});

/** A data folder with one row, closed. */
async function createStopped(): Promise<{ folder: string; cluster: string }> {
  const folder = join(scratchFolder(), "data");
  const storage = await open(folder);
  await add(storage, 1);
  await storage.close();
  return { folder, cluster: join(folder, "cluster") };
}

/** The file a server that was killed leaves, with another number in it. */
function leavePidFile(cluster: string, pid: number): void {
  const path = join(cluster, "postmaster.pid");
  writeFileSync(
    path,
    [pid, cluster, 1_700_000_000, 5432, "/tmp", "", "  1234567         0", "ready   ", ""].join("\n"),
  );
  give(path);
}

function give(path: string): void {
  if (databaseUser !== null) chownSync(path, databaseUser.uid, databaseUser.gid);
}

/** A server on `cluster` that no node looks after. */
async function startOrphan(folder: string, cluster: string): Promise<ChildProcess> {
  const { postgres } = prepareEmbeddedBinaries(folder);
  const server = spawn(
    postgres,
    ["-D", cluster, "-c", "listen_addresses=", "-c", `unix_socket_directories=${cluster}`],
    { ...identityOf(databaseUser), cwd: "/", env: { LC_ALL: "C" }, stdio: "ignore" },
  );
  cleanUp.push(() => server.kill("SIGKILL"));
  const pidFile = join(cluster, "postmaster.pid");
  await expect
    .poll(() => existsSync(pidFile) && readFileSync(pidFile, "utf8").includes("ready"), { timeout: 20_000 })
    .toBe(true);
  return server;
}

interface NodeUnderTest {
  readonly child: ChildProcess;
  readonly opened: { last: number; databasePid: number; home: string | null };
  /** The last row it reported as committed. */
  readonly seen: () => number;
  readonly ended: Promise<number | null>;
}

/** Whether the first files of a new cluster are being written. */
function isBeingMade(folder: string): boolean {
  const drafts = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.startsWith("cluster.new"))
    : [];
  return drafts.some((name) => readdirSync(join(folder, name)).length > 0);
}

/** Postgres programs (not their guards) with this text in their command lines. */
function findProcessesNaming(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [program = "", ...rest] = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return /(postgres|initdb)$/.test(program) && rest.some((argument) => argument.includes(text));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** The process that holds a data folder. */
function readLockHolder(folder: string): number {
  const name = readdirSync(folder).find((file) => file.startsWith("node-lock.")) ?? "";
  return (JSON.parse(readFileSync(join(folder, name), "utf8")) as { pid: number }).pid;
}

async function startNode(
  folder: string,
  user: typeof ordinary,
  { ownGroup } = { ownGroup: false },
): Promise<NodeUnderTest> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", join(import.meta.dirname, "fixtures/node.ts"), folder],
    {
      ...identityOf(user),
      detached: ownGroup,
      stdio: ["ignore", "pipe", "inherit"],
      env: { PATH: "/usr/bin:/bin", ...compiledOnce },
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  cleanUp.push(() => {
    child.kill("SIGKILL");
    return ended;
  });
  let last = 0;
  const opened = await new Promise<NodeUnderTest["opened"]>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      const value = JSON.parse(line) as number | (NodeUnderTest["opened"] & { refused?: string });
      if (typeof value === "number") last = value;
      else if (value.refused === undefined) resolve(value);
      else reject(new Error(line));
    });
    child.once("exit", () => reject(new Error("the node ended before it was open")));
  });
  last = Math.max(last, opened.last);
  return { child, opened, seen: () => last, ended };
}

function copyPackage(scratch: string, { links }: { links: boolean }): string {
  const folder = join(scratch, "package");
  cpSync(findPostgresPackage(), folder, { recursive: true, verbatimSymlinks: true });
  const libraries = join(folder, "native/lib");
  for (const name of readdirSync(libraries))
    if (!links && lstatSync(join(libraries, name)).isSymbolicLink()) rmSync(join(libraries, name));
  return folder;
}
