// `entente exercise run` as a person meets it: where it plays, and what it leaves behind.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { addExerciseCommands } from "./exercise.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]): Promise<string[]> {
  const lines: string[] = [];
  const program = new Command("entente").exitOverride();
  addExerciseCommands(program, {
    print: (line) => lines.push(line),
    printJson: () => undefined,
    printFile: () => undefined,
    progress: () => undefined,
    note: () => undefined,
  });
  await program.parseAsync(["exercise", "run", ...words], { from: "user" });
  return lines;
}

it("plays on a node of its own, whatever database the environment names, because its keys are thrown away", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere");
  const lines = await run("scenarios/litvinenko-2006", "--out", join(folder, "out"));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}4 expulsions by 1 state, as of /));
  expect(existsSync(join(folder, "out/record/record.json"))).toBe(true);
  expect(process.exitCode).toBeUndefined();
});

it("plays on the database the environment names when the node is one to keep", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere");
  await expect(
    run("scenarios/litvinenko-2006", "--out", join(folder, "out"), "--data", join(folder, "node")),
  ).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
});
