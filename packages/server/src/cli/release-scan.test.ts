// `entente release scan` as it is typed: exit codes, findings without texts, and its refusals.
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { expect, it } from "vitest";
import { addReleaseCommands } from "./release.ts";

const COMMAND = fileURLToPath(new URL("./main.ts", import.meta.url));

function run(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const words = ["--conditions=source", "--disable-warning=ExperimentalWarning", COMMAND, "release", "scan"];
  return new Promise((resolve) => {
    execFile(process.execPath, [...words, ...args], { cwd: folder }, (error, out, err) =>
      resolve({ exit: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

it("finds texts of a list, ends with 1, and never repeats them; ends with 0 where there is none, with 2 where nothing is asked", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-scan-"));
  await writeFile(join(folder, "names.txt"), "Quessland Shipping\n\nB2\n");
  await writeFile(join(folder, "leaky.txt"), Buffer.from("by Quessland Shipping").toString("base64"));
  await writeFile(join(folder, "clean.txt"), "by someone");
  const leaky = await run(folder, "leaky.txt", "--withheld", "names.txt", "--json");
  expect(leaky.exit).toBe(1);
  expect(JSON.parse(leaky.out)).toMatchObject({
    ...{ searched: 1, unsearchable: 1, bySight: false },
    findings: [{ place: "line 1", encoding: "base64, text", where: "leaky.txt, at 3" }],
  });
  expect(leaky.out).not.toContain("Quessland");
  const clean = await run(folder, "clean.txt", "--withheld", "names.txt");
  expect(clean.exit).toBe(0);
  expect(clean.out).toContain("nothing withheld was found");
  const empty = await run(folder, "clean.txt");
  expect([empty.exit, empty.err]).toEqual([2, expect.stringContaining("SHAPE_INVALID") as string]);
}, 120_000);

it("finds nothing in the page of a cut made of the same document, and what the page shows more than another may see", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-scan-"));
  const scenario = (name: string): string => resolve("scenarios/salisbury-2018", name);
  const of = [scenario("documents/assessment.md"), "--community", scenario("community.json")] as const;
  const page = join(folder, "deu.html");
  const cut = new Command("entente").exitOverride();
  const silent = (): void => undefined;
  addReleaseCommands(cut, {
    print: silent,
    printJson: silent,
    printFile: silent,
    progress: silent,
    note: silent,
  });
  await cut.parseAsync(["release", "cut", ...of, "--for", "DEU", "--out", page], { from: "user" });
  const own = await run(folder, page, "--document", ...of, "--for", "DEU");
  expect([own.exit, own.out]).toEqual([0, expect.stringContaining("nothing withheld was found") as string]);
  const other = await run(folder, page, "--document", ...of, "--for", "PUBLIC", "--json");
  expect(other.exit).toBe(1);
  expect((JSON.parse(other.out) as { findings: unknown[] }).findings.length).toBeGreaterThan(10);
}, 120_000);
