// Earlier cases that come with the program, for precedents.
import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EarlierCase } from "@entente/core/arrangements";
import { parseJson } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";

const SCENARIOS = fileURLToPath(new URL("../../../../scenarios/", import.meta.url));

export async function readBuiltInCases(): Promise<readonly EarlierCase[]> {
  const folders = await readdir(SCENARIOS).catch(() => []);
  const files = folders.map((name) => join(SCENARIOS, name, "case.json")).filter((file) => existsSync(file));
  return Promise.all(files.map(async (file) => readCaseFile(parseJson(await readFile(file, "utf8")))));
}
