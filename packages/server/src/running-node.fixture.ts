// A node as `npm start` runs it, in a process of its own, for tests of what happens beside it and when it is killed.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compiledOnce } from "./compiled.fixture.ts";

export interface RunningNode {
  readonly child: ChildProcess;
  /** Where it listens. */
  readonly address: string;
  readonly ended: Promise<number | null>;
}

/** Starts it on a free port and waits until it takes requests. The caller ends it. */
export async function startRunningNode(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningNode> {
  const program = join(import.meta.dirname, "main.ts");
  const words = ["--conditions=source", "--disable-warning=ExperimentalWarning", program];
  const child = spawn(process.execPath, [...words, "--data", dataFolder, "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", ...compiledOnce, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const said: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      said.push(line);
      const match = /^Open (http:\S+) in a browser/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.once("exit", () => reject(new Error(`the node ended before it was open:\n${said.join("\n")}`)));
  });
  return { child, address, ended };
}
