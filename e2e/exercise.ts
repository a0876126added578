// A node of its own with both exercises played to their end and the built console, for whoever looks at it in a browser.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifyExerciseControl } from "../packages/server/src/http/identify.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";

const project = fileURLToPath(new URL("../", import.meta.url));
const site = join(project, "packages/console/dist/site");
/** What the built console is made of. */
const sources = ["packages/console", "packages/core/src", "package-lock.json", "scripts/build.ts"];

export const scenarios = ["litvinenko-2006", "salisbury-2018"] as const;

export interface PlayedExercise {
  readonly node: Node;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Stops answering, as a node that was switched off; what it holds stays until `close`. */
  readonly stopServing: () => Promise<void>;
  /** Answers again at the same origin. */
  readonly serveAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Builds the console when its sources are newer, plays both exercises in a temporary folder, and serves them. */
export function openPlayedExercise(): Promise<PlayedExercise> {
  return openPlayed(async (node) => {
    for (const name of scenarios) await playScenario(await readScenario(folderOf(name)), players(node));
  });
}

/** The same with one exercise in its middle: only the first `steps` of its script are played. */
export function openExerciseUpTo(name: (typeof scenarios)[number], steps: number): Promise<PlayedExercise> {
  return openPlayed(async (node) => {
    const scenario = await readScenario(folderOf(name));
    await playScenario({ ...scenario, steps: scenario.steps.slice(0, steps) }, players(node));
  });
}

const folderOf = (name: string): string => join(project, "scenarios", name);
const players = (node: Node) => ({ ...node, report: () => undefined });

async function openPlayed(play: (node: Node) => Promise<void>): Promise<PlayedExercise> {
  await buildConsole();
  const folder = mkdtempSync(join(tmpdir(), "entente-e2e-"));
  const node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  let app: Awaited<ReturnType<typeof createApp>> | null = null;
  const serve = async (port: number): Promise<string> => {
    app = await createApp({ ...node, site, identify: identifyExerciseControl });
    return app.listen({ host: "127.0.0.1", port });
  };
  const stopServing = async (): Promise<void> => {
    app?.server.closeAllConnections();
    await app?.close();
    app = null;
  };
  const close = async (): Promise<void> => {
    await stopServing();
    await node.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await play(node);
    const origin = await serve(0);
    return {
      ...{ node, origin, stopServing, close },
      serveAgain: async () => {
        await serve(Number(new URL(origin).port));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Builds the console when its sources are newer. */
export async function buildConsole(): Promise<void> {
  const built = statSync(join(site, "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if ((await newest()) < built) return;
  rmSync(site, { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, [join(project, "scripts/build.ts")], {
    cwd: project,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the console was not built: ${stderr}`);
}

async function newest(): Promise<number> {
  let latest = 0;
  for (const source of sources) {
    const path = join(project, source);
    const below = statSync(path).isDirectory() ? await readdir(path, { recursive: true }) : [""];
    for (const name of below)
      if (!/^(?:dist|node_modules)(?:\/|$)/.test(name)) {
        const { mtimeMs } = statSync(join(path, name));
        latest = Math.max(latest, mtimeMs);
      }
  }
  return latest;
}
