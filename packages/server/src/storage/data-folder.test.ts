import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { canReach, identityOf } from "./database-user.ts";
import { createScratch } from "./fixtures/servers.ts";
import { openStorage } from "./index.ts";
import { identifyProcess, identifySelf } from "./process-identity.ts";

const isRoot = process.getuid?.() === 0;
const ordinary = isRoot ? { name: "nobody", uid: 65_534, gid: 65_534 } : null;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function scratchFolder(): string {
  const scratch = createScratch();
  cleanUp.push(scratch.remove);
  return scratch.folder;
}

function coded(code: string): Error {
  return expect.objectContaining({ name: "ServerError", code }) as Error;
}

describe("a data folder", () => {
  it("is created closed to others, marked, and keeps its identity", () => {
    const path = join(scratchFolder(), "a", "data");
    const first = openDataFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(JSON.parse(readFileSync(join(path, "entente-node.json"), "utf8"))).toEqual({
      format: "entente-data/1",
      id: first.id,
      databaseHome: null,
    });
    first.placeDatabase("/somewhere/else");
    expect(first.databaseHome()).toBe("/somewhere/else");
    first.release();
    first.release();
    const second = openDataFolder(path);
    expect(second.id).toBe(first.id);
    expect(second.databaseHome()).toBe("/somewhere/else");
    second.release();
  });

  it("may be an empty folder that exists already, also one a start was cut off in", () => {
    const path = join(scratchFolder(), "data");
    mkdirSync(path, { mode: 0o755 });
    writeFileSync(join(path, "entente-node.json.new"), "{");
    writeFileSync(join(path, ".lock-draft-1-1"), "");
    openDataFolder(path).release();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it.each([
    ["somebody's files", "thesis.txt", "Chapter one"],
    [
      "a marker of another format",
      "entente-node.json",
      JSON.stringify({ format: "entente-data/2", id: "x" }),
    ],
    ["a damaged marker", "entente-node.json", "{"],
    ["a marker with a hostile name", "entente-node.json", '{"format":"entente-data/1","id":"../../etc"}'],
    [
      "a marker that points nowhere",
      "entente-node.json",
      '{"format":"entente-data/1","id":"3b241101-e2bb-4255-8caf-4136c566a962","databaseHome":"here"}',
    ],
  ])("is refused and left as it was when it holds %s", (_what, name, text) => {
    const path = join(scratchFolder(), "data");
    mkdirSync(path, { mode: 0o755 });
    writeFileSync(join(path, name), text);
    expect(() => openDataFolder(path)).toThrow(coded("START_DATA_FOREIGN"));
    expect(readdirSync(path)).toEqual([name]);
    expect(readFileSync(join(path, name), "utf8")).toBe(text);
    expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  it("is refused when it is a file, or below one", () => {
    const file = join(scratchFolder(), "file");
    writeFileSync(file, "");
    expect(() => openDataFolder(file)).toThrow(coded("START_DATA_UNWRITABLE"));
    expect(() => openDataFolder(join(file, "data"))).toThrow(coded("START_DATA_UNWRITABLE"));
  });

  it.skipIf(!canReach(import.meta.dirname, ordinary))(
    "is refused in one sentence when it cannot be written or made",
    () => {
      const parent = scratchFolder();
      const theirs = join(parent, "theirs");
      mkdirSync(theirs);
      chmodSync(theirs, 0o555);
      for (const folder of [theirs, join(theirs, "data")])
        expect(openAsOrdinary(folder)).toMatchObject({ refused: "START_DATA_UNWRITABLE" });
    },
  );

  const mountable = isRoot && canMount();
  it.skipIf(!mountable)(
    mountable
      ? "on a full disk is refused in one sentence, and taken once there is room"
      : "on a full disk is refused (NOT TESTED: needs the right to mount a small disk)",
    async () => {
      const disk = scratchFolder();
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", disk]);
      cleanUp.push(() => execFileSync("umount", ["-l", disk]));
      const request = {
        dataFolder: join(disk, "data"),
        databaseUrl: null,
        migrations: join(import.meta.dirname, "fixtures/migrations"),
        note: () => undefined,
      };
      // Room for the marker, not for a database.
      await expect(openStorage(request)).rejects.toThrow(coded("START_DISK_FULL"));
      // No room at all.
      const ballast = join(disk, "ballast");
      spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64k"], { stdio: "ignore" });
      expect(() => openDataFolder(join(disk, "other"))).toThrow(coded("START_DISK_FULL"));
      rmSync(ballast);
      execFileSync("mount", ["-o", "remount,size=400m", disk]);
      const storage = await openStorage(request);
      await storage.close();
    },
  );
});

describe("the lock of a data folder", () => {
  it("keeps a second opening out, in this process too, until the first is done", () => {
    const path = join(scratchFolder(), "data");
    const first = openDataFolder(path);
    expect(() => openDataFolder(path)).toThrow(coded("START_DATA_IN_USE"));
    first.release();
    openDataFolder(path).release();
  });

  it.each([
    ["a dead process", () => ({ pid: spawnSync("true").pid, started: "x" })],
    ["a number that is now another process", () => ({ ...identifySelf(), started: "another boot/1" })],
    ["the first process, as in a new container", () => ({ pid: 1, started: "another boot/7" })],
    ["nobody, having let go", () => ({ released: true })],
    ["nothing that makes sense", () => ["?"]],
  ])("does not hold when it names %s", (_who, holder) => {
    const path = join(scratchFolder(), "data");
    openDataFolder(path).release();
    for (const name of readdirSync(path)) if (name.startsWith("node-lock")) rmSync(join(path, name));
    writeFileSync(join(path, "node-lock.41.json"), JSON.stringify(holder()));
    const opened = openDataFolder(path);
    expect(readdirSync(path).filter((name) => name.startsWith("node-lock"))).toEqual(["node-lock.42.json"]);
    opened.release();
  });

  it("does not hold when it was cut short by a power cut", () => {
    const path = join(scratchFolder(), "data");
    openDataFolder(path).release();
    writeFileSync(join(path, "node-lock.9.json"), "");
    openDataFolder(path).release();
  });

  it("lets exactly one of many in that come at the same moment after a crash", async () => {
    const path = join(scratchFolder(), "data");
    openDataFolder(path).release();
    writeFileSync(
      join(path, "node-lock.5.json"),
      JSON.stringify({ pid: spawnSync("true").pid, started: "x" }),
    );
    const results = await Promise.all(Array.from({ length: 6 }, () => tryToOpen(path)));
    expect(results.filter((result) => result === "open")).toHaveLength(1);
    expect(results.filter((result) => result === "START_DATA_IN_USE")).toHaveLength(5);
  });
});

describe("a process", () => {
  it("is named by its number and its start, and not once it is dead", () => {
    expect(identifySelf()).toEqual(identifyProcess(process.pid));
    const child = spawn("sleep", ["60"]);
    cleanUp.push(() => child.kill("SIGKILL"));
    expect(identifyProcess(child.pid ?? 0)?.started).not.toBe(identifySelf().started);
    expect(identifyProcess(spawnSync("true").pid)).toBeNull();
    for (const pid of [0, -1, Number.NaN, 1.5]) expect(identifyProcess(pid)).toBeNull();
  });
});

// Opens the folder, says how it went, and stays for a moment so that the openings overlap.
const OPENER = `
import { openDataFolder } from ${JSON.stringify(join(import.meta.dirname, "data-folder.ts"))};
try { openDataFolder(process.argv[1]); console.log("open"); } catch (error) { console.log(error.code ?? String(error)); }
setTimeout(() => undefined, Number(process.argv[2]));
`;
const OPENER_ARGS = ["--conditions=source", "--input-type=module", "-e", OPENER];

function tryToOpen(path: string): Promise<string> {
  const child = spawn(process.execPath, [...OPENER_ARGS, path, "3000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.once("close", () => resolve(text.trim())));
}

function openAsOrdinary(path: string): { refused: string } {
  const result = spawnSync(process.execPath, [...OPENER_ARGS, path, "0"], {
    ...identityOf(ordinary),
    cwd: "/",
    encoding: "utf8",
  });
  return { refused: result.stdout.trim() };
}

function canMount(): boolean {
  const scratch = createScratch();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", scratch.folder]).status === 0;
  if (mounted) spawnSync("umount", ["-l", scratch.folder]);
  scratch.remove();
  return mounted;
}
