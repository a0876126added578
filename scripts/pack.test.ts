// The program packed twice, from checkouts that differ in everything but what is committed, is the same file.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { packProject } from "./pack.ts";

const scratch: string[] = [];
const environment = { ...process.env };
afterEach(() => {
  process.env = environment;
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  scratch.push(folder);
  return folder;
}

/** A checkout of its own of what is committed here, made under a umask. */
function checkOut(folder: string, umask: number): string {
  const place = join(folder, "project");
  const before = process.umask(umask);
  try {
    execFileSync("git", ["clone", "--quiet", "--shared", resolve("."), place], { stdio: "ignore" });
  } finally {
    process.umask(before);
  }
  return place;
}

test("another path, time, umask, zone and language make no other package, and nothing is packed that is not committed", () => {
  const one = checkOut(makeFolder("entente-pack-one-"), 0o022);
  const first = packProject(one, makeFolder("out-"));
  const two = checkOut(makeFolder("a quite different and longer path "), 0o077);
  process.env = { ...environment, TZ: "Pacific/Chatham", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" };
  for (const name of ["package.json", "README.md"]) utimesSync(join(two, name), 1, 1);
  writeFileSync(join(two, "left-over.txt"), "not committed");
  const before = process.umask(0o077);
  try {
    expect(packProject(two, makeFolder("out-")).sha256).toBe(first.sha256);
    appendFileSync(join(two, "README.md"), "\n");
    expect(() => packProject(two, makeFolder("out-"))).toThrow("what is packed is what is committed");
  } finally {
    process.umask(before);
  }
}, 120_000);
