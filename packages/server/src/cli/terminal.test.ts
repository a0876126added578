import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const main = join(import.meta.dirname, "main.ts");

/** Runs a command with its standard output gone or at a file, and tells how it ended. */
function runInto(output: number | "gone"): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--disable-warning=ExperimentalWarning", main, "case", "tally", "salisbury-2018"],
    { stdio: ["ignore", output === "gone" ? "pipe" : output, "pipe"] },
  );
  child.stdout?.destroy();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, said }));
  });
}

describe("an answer nobody can take", () => {
  it("is no failure when its reader went away, as `| head` does", async () => {
    expect(await runInto("gone")).toEqual({ code: 0, said: "" });
  });

  it.runIf(existsSync("/dev/full"))("is one sentence and a failure when the disk is full", async () => {
    const full = openSync("/dev/full", "w");
    try {
      const { code, said } = await runInto(full);
      expect(code).toBe(2);
      expect(said).toMatch(/^(entente: FILE_UNREADABLE: [^\n]+ENOSPC[^\n]+\.\n)+$/);
    } finally {
      closeSync(full);
    }
  });
});
