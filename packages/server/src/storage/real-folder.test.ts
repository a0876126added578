// A data folder is of one kind for good, and several processes of one node share it by name.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDataFolder, openRealFolder, openRealFolderAs } from "./data-folder.ts";
import { readHolders } from "./process-lock.ts";

let folder = "";
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), "entente-test-")), "data")));
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const wish = { host: "GBR", ledger: "gov.example/entente" };
const silent = { host: null, ledger: null };
const real = { kind: "real", ...wish } as const;

describe("what a data folder is", () => {
  test("is said at the first start of a real node, and may be left out later", () => {
    expect(() => openRealFolder(folder, silent)).toThrow(/is new. Say once, and for good/);
    const first = openRealFolder(folder, wish);
    expect(first.nature).toEqual(real);
    first.release();
    const second = openRealFolder(folder, silent);
    expect([second.nature, second.id]).toEqual([real, first.id]);
    second.release();
  });

  test.each([
    { ...wish, host: "DEU" },
    { ...wish, ledger: "other.example/ledger" },
  ])("does not change: %j", (other) => {
    openRealFolder(folder, wish).release();
    const before = readFileSync(join(folder, "entente-node.json"), "utf8");
    expect(() => openRealFolder(folder, other)).toThrow(
      expect.objectContaining({ code: "START_DATA_OTHER_KIND" }) as Error,
    );
    expect(readFileSync(join(folder, "entente-node.json"), "utf8")).toBe(before);
    // Nothing stayed locked.
    openRealFolder(folder, wish).release();
  });

  test("does not change from an exercise's to a real node's", () => {
    openDataFolder(folder).release();
    expect(() => openRealFolder(folder, wish)).toThrow(
      expect.objectContaining({ code: "START_DATA_OTHER_KIND" }) as Error,
    );
    const again = openDataFolder(folder);
    expect(again.nature).toEqual({ kind: "exercise" });
    again.release();
  });

  test("is not taken for an exercise's by a program that knows no other", () => {
    openRealFolder(folder, wish).release();
    const marker = JSON.parse(readFileSync(join(folder, "entente-node.json"), "utf8")) as object;
    expect(marker).toMatchObject({ format: "entente-data/2" });
    writeFileSync(join(folder, "entente-node.json"), JSON.stringify({ ...marker, host: 3 }));
    expect(() => openDataFolder(folder)).toThrow(
      expect.objectContaining({ code: "START_DATA_FOREIGN" }) as Error,
    );
  });
});

describe("several processes on one data folder", () => {
  test("hold it together, begun at the same moment, and each name once", async () => {
    const opened = await Promise.all(["a", "b", "c"].map((name) => openRealFolderAs(folder, wish, name)));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(readHolders(folder)).toHaveLength(3);
    for (const one of opened) one.release();
    expect(readHolders(folder)).toHaveLength(0);
  });

  test("keep out whoever wants it alone, and are kept out by one who has it", async () => {
    const process = await openRealFolderAs(folder, wish, "a");
    const inUse = expect.objectContaining({ code: "START_DATA_IN_USE" }) as Error;
    expect(() => openRealFolder(folder, wish)).toThrow(inUse);
    expect(() => openDataFolder(folder)).toThrow(inUse);
    process.release();
    const alone = openRealFolder(folder, silent);
    const waiting = openRealFolderAs(folder, silent, "a");
    setTimeout(alone.release, 300);
    const begun = await waiting;
    expect(begun.nature).toEqual(real);
    begun.release();
  });

  test("are found by those who work beside them once they say so", async () => {
    const [a, b] = [await openRealFolderAs(folder, wish, "a"), await openRealFolderAs(folder, wish, "b")];
    b.announce({ socketFolder: null });
    expect(readHolders(folder).map(({ serving }) => serving)).toEqual([null, { socketFolder: null }]);
    a.release();
    b.release();
  });
});
