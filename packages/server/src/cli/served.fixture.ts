// A real node as an administrator runs it, `entente serve` in a process of its own, for tests and measurements.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compiledOnce } from "../compiled.fixture.ts";

export interface ServedProcess {
  readonly child: ChildProcess;
  /** Where it listens. */
  readonly address: string;
  /** Each line it has said so far. */
  readonly said: readonly string[];
  readonly ended: Promise<number | null>;
}

/** What a start that came to nothing said. */
export class NotServed extends Error {}

/** Starts it on a free port and waits until it listens. The caller ends it. @throws NotServed with what it said. */
export async function startServed(
  settings: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<ServedProcess> {
  const words = [
    "--conditions=source",
    "--disable-warning=ExperimentalWarning",
    join(import.meta.dirname, "main.ts"),
  ];
  const chosen = Object.entries({ listen: "127.0.0.1:0", ...settings }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
  const child = spawn(process.execPath, [...words, "serve", ...chosen], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", ...compiledOnce, ...variables },
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const said: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      said.push(line);
      const match = /^Listening on (https?:\S+) for /.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    void ended.then(() => reject(new NotServed(said.join("\n"))));
  });
  return { child, address, said, ended };
}
