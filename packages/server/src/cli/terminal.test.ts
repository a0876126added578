import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const main = join(import.meta.dirname, "main.ts");

const TALLY = ["case", "tally", "salisbury-2018"];
/** It notes on standard error what is withheld. */
const CUT = [
  ...["release", "cut", "scenarios/salisbury-2018/documents/technical-annex.md"],
  ...["--community", "scenarios/salisbury-2018/community.json", "--for", "DEU"],
];

/** Runs a command with its standard output gone or at a file, and tells how it ended. */
function runInto(
  output: number | "gone",
  command: readonly string[],
  notes: "heard" | "gone",
): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--disable-warning=ExperimentalWarning", main, ...command],
    { stdio: ["ignore", output === "gone" ? "pipe" : output, "pipe"] },
  );
  child.stdout?.destroy();
  if (notes === "gone") child.stderr?.destroy();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, said }));
  });
}

describe("an answer nobody can take", () => {
  it("is no failure when its reader went away, as `| head` does", async () => {
    expect(await runInto("gone", TALLY, "heard")).toEqual({ code: 0, said: "" });
  });

  it("is none either when nobody hears its notes any more, as `2>&1 | head` does", async () => {
    expect(await runInto("gone", CUT, "heard")).toMatchObject({ code: 0 });
    expect(await runInto("gone", CUT, "gone")).toMatchObject({ code: 0 });
  });

  it.runIf(existsSync("/dev/full"))("is one sentence and a failure when the disk is full", async () => {
    const full = openSync("/dev/full", "w");
    try {
      const { code, said } = await runInto(full, TALLY, "heard");
      expect(code).toBe(2);
      expect(said).toMatch(/^(entente: FILE_UNREADABLE: [^\n]+ENOSPC[^\n]+\.\n)+$/);
    } finally {
      closeSync(full);
    }
  });
});
