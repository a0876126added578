// The node's processes, the writers beside them, and somebody who keeps asking both: what the standby proof loses leaders
// under.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { compiledOnce } from "../../packages/server/src/compiled.fixture.ts";
import { startServed } from "../../packages/server/src/cli/served.fixture.ts";
import type { ServedProcess } from "../../packages/server/src/cli/served.fixture.ts";
import type { Written } from "./writes.ts";

export interface Writer {
  readonly child: ChildProcess;
  readonly said: readonly Written[];
  /** Lets it finish what it has begun. */
  readonly stop: () => Promise<void>;
}

export async function startWriter(
  [dataFolder, caseId, name]: readonly [dataFolder: string, caseId: string, name: string],
  variables: Readonly<Record<string, string>>,
): Promise<Writer> {
  const program = join(import.meta.dirname, "writer.ts");
  const words = ["--conditions=source", "--disable-warning=ExperimentalWarning", program];
  const child = spawn(process.execPath, [...words, dataFolder, caseId, name], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] ?? "", ...compiledOnce, ...variables },
  });
  const said: Written[] = [];
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line === "open") resolve();
      else said.push(JSON.parse(line) as Written);
    });
    void ended.then(() => reject(new Error(`writer ${name} ended before it was open`)));
  });
  return {
    child,
    said,
    stop: async () => {
      child.stdin.end("end\n");
      await ended;
    },
  };
}

/** A process of the node by its name. */
export function startProcess(
  name: string,
  {
    settings,
    databaseUrl,
  }: { readonly settings: Readonly<Record<string, string>>; readonly databaseUrl: string },
): Promise<ServedProcess> {
  return startServed({ ...settings, process: name }, { DATABASE_URL: databaseUrl });
}

export interface Asker {
  /** Stops asking; resolves to what it was told. */
  readonly stop: () => Promise<{
    readonly answered: number;
    /** How often it was told that it is not signed in. */
    readonly refused: number;
    readonly longestMs: number;
  }>;
}

/** Asks an address again and again, signed in, and notes how long an answer took at most. */
export function keepAsking(url: string, cookie: string): Asker {
  let [answered, refused, longestMs, stopped] = [0, 0, 0, false];
  const asking = (async () => {
    let last = performance.now();
    while (!stopped) {
      const fine = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(60_000) }).then(
        async (answer) => {
          await answer.arrayBuffer();
          if (answer.status === 401) refused += 1;
          return answer.status === 200;
        },
        () => false,
      );
      if (fine) {
        answered += 1;
        longestMs = Math.max(longestMs, performance.now() - last);
        last = performance.now();
      }
      await pause(50);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await asking;
      return { answered, refused, longestMs: Math.round(longestMs) };
    },
  };
}
