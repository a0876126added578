// Commands beside the node that `npm start` runs: as typed, in processes of their own.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiledOnce } from "../compiled.fixture.ts";
import { openExerciseNode, openServingNode } from "../node.ts";
import { startRunningNode } from "../running-node.fixture.ts";
import type { RunningNode } from "../running-node.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "data");
let node: RunningNode;

beforeAll(async () => {
  node = await startRunningNode(data);
}, 120_000);
afterAll(async () => {
  node.child.kill("SIGKILL");
  await node.ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

function entente(...words: string[]): Promise<Said> {
  const program = join(import.meta.dirname, "main.ts");
  const start = ["--conditions=source", "--disable-warning=ExperimentalWarning", program];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...start, ...words, "--data", data],
      { env: { PATH: process.env["PATH"] ?? "", ...compiledOnce } },
      (error, out, err) => resolve({ exit: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

test("commands on a case, on the ledger and fsck work beside the node that is running, which goes on", async () => {
  const [held, checkpoint, inspected] = await Promise.all([
    entente(
      ...["seat", "hold", "GBR/drafter", "--person", "f.tarlenheim"],
      ...["--case", "salisbury-2018", "--seat", "GBR/drafter"],
    ),
    entente("ledger", "checkpoint"),
    entente("fsck"),
  ]);
  expect(held).toMatchObject({ exit: 0, out: "GBR/drafter is held by f.tarlenheim.\n" });
  expect(checkpoint).toMatchObject({ exit: 0, err: "" });
  expect(inspected).toMatchObject({ exit: 0, err: "" });
  expect(inspected.out).toContain("Everything follows from everything else.");
  expect(node.child.exitCode).toBeNull();
  const answer = await fetch(new URL("/ledger/checkpoint", node.address));
  expect(await answer.text()).toBe(checkpoint.out);
});

test("a second node on the folder is refused, and a command says when the node stops under it", async () => {
  const options = { dataFolder: data, databaseUrl: null, tell: () => undefined };
  await expect(openServingNode(options)).rejects.toMatchObject({ code: "START_DATA_IN_USE" });
  const beside = await openExerciseNode(options);
  node.child.kill("SIGTERM");
  expect(await node.ended).toBe(0);
  await expect(beside.database.read(() => Promise.resolve())).rejects.toMatchObject({ code: "NODE_STOPPED" });
  await beside.close();
  expect(await entente("ledger", "checkpoint")).toMatchObject({ exit: 0 });
});
