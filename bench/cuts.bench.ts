// Cuts of a 10,000-portion release for 200 recipients, as bytes: ours from a press, JSON.stringify of each cut, and SHA-256 over
// the bytes that leave. Ours opens the press, digests each class, signs a key binding for each recipient and writes every
// cut; the host's writer is given finished objects. Each in a process of its own, in turns, in processor time.
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const REPETITIONS = 3;
const PORTIONS = 10_000;
const RECIPIENTS = 200;
const peers = {
  entente: "ours",
  stringify: "JSON.stringify for each recipient",
  sha: "SHA-256 over the bytes that leave",
} as const;
type Peer = keyof typeof peers;

interface Outcome {
  readonly times: readonly number[];
  readonly bytes: number;
  readonly cuts: number;
  readonly classes: number;
}

async function ask(peer: Peer, seed: number): Promise<Outcome> {
  const script = new URL("releases/cuts-process.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--conditions=source", "--disable-warning=ExperimentalWarning", script],
    ...[peer, String(PORTIONS), String(RECIPIENTS), String(seed)],
  ]);
  return JSON.parse(stdout) as Outcome;
}

export const bench: Bench = {
  name: "cuts",
  claim: "Many recipients cost what copying their cuts costs: each opening is written once.",
  run: async (report) => {
    const seed = randomInt(2 ** 31);
    const times = new Map<Peer, number[]>();
    let classes = 0;
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1)
      for (const peer of Object.keys(peers) as Peer[]) {
        const outcome = await ask(peer, seed + repetition);
        const time = median(outcome.times);
        times.set(peer, [...(times.get(peer) ?? []), time]);
        classes = outcome.classes;
        const mebibytes = Math.round(outcome.bytes / 2 ** 20);
        report(
          `${repetition + 1}/${REPETITIONS}  ${peers[peer]}  ${time.toFixed(0)} ms  ${outcome.cuts} cuts of ${classes} classes, ${mebibytes} MiB`,
        );
      }
    const middle = (peer: Peer): number => median(times.get(peer) ?? []);
    const row = (against: Peer): Omit<BenchRow, "ratio" | "goal" | "met"> => ({
      what: `cuts of ${PORTIONS.toLocaleString("en")} portions for ${RECIPIENTS} recipients in ${classes} classes`,
      against: peers[against],
      ours: middle("entente"),
      theirs: middle(against),
      unit: "ms of processor time",
      repetitions: REPETITIONS,
    });
    const faster = middle("stringify") / middle("entente");
    const limit = middle("entente") / middle("sha");
    return [
      { ...row("stringify"), ratio: faster, goal: "at least 10", met: faster >= 10 },
      { ...row("sha"), ratio: limit, goal: "at most 1.3", met: limit <= 1.3 },
    ];
  },
};
