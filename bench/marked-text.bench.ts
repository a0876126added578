// Marked text of 2,000 portions with every construct: read and printed by us, only read by remark-parse, and only split into
// lines by nobody in particular. Each in a process of its own, in turns, warmed up.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const REPETITIONS = 5;
/** What the claim is about; a text with errors or much smaller would prove nothing. */
const LEAST_PORTIONS = 1950;
const peers = {
  entente: { title: "ours", warmUps: 30, runs: 30 },
  "entente-parse": { title: "ours, reading alone", warmUps: 30, runs: 30 },
  remark: { title: "remark-parse 11, which only reads", warmUps: 8, runs: 10 },
  lines: { title: "splitting the text into lines", warmUps: 100, runs: 200 },
} as const;
type Peer = keyof typeof peers;

interface Outcome {
  readonly times: readonly number[];
  readonly portions: number;
  readonly errors: number;
  readonly length: number;
}

async function ask(peer: Peer, seed: number): Promise<Outcome> {
  const { warmUps, runs } = peers[peer];
  const script = new URL("marked-text-process.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--conditions=source", "--disable-warning=ExperimentalWarning", script],
    ...[peer, String(warmUps), String(runs), String(seed)],
  ]);
  return JSON.parse(stdout) as Outcome;
}

export const bench: Bench = {
  name: "marked-text",
  claim:
    "Reading and printing a long document of marked text takes no longer than Markdown takes to be read.",
  run: async (report) => {
    const times = new Map<Peer, number[]>();
    let [length, portions] = [0, 0];
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      for (const peer of Object.keys(peers) as Peer[]) {
        const outcome = await ask(peer, 2026 + repetition);
        if (outcome.errors > 0 || outcome.portions < LEAST_PORTIONS)
          throw new Error(
            `a text of ${outcome.portions} portions and ${outcome.errors} errors proves nothing`,
          );
        const time = median(outcome.times);
        times.set(peer, [...(times.get(peer) ?? []), time]);
        [length, portions] = [outcome.length, outcome.portions];
        report(`${repetition + 1}/${REPETITIONS}  ${peers[peer].title}  ${time.toFixed(2)} ms`);
      }
    }
    report(`${portions} portions, ${Math.round(length / 1000)} thousand characters`);
    const middle = (peer: Peer): number => median(times.get(peer) ?? []);
    const row = (what: string, own: Peer, against: Peer): Omit<BenchRow, "ratio" | "goal" | "met"> => ({
      what,
      against: peers[against].title,
      ours: middle(own),
      theirs: middle(against),
      unit: "ms",
      repetitions: REPETITIONS,
    });
    const ratio = middle("remark") / middle("entente");
    return [
      {
        ...row("2,000 portions read and printed", "entente", "remark"),
        ratio,
        goal: "at least as fast",
        met: ratio >= 1,
      },
      {
        ...row("2,000 portions read", "entente-parse", "remark"),
        ratio: middle("remark") / middle("entente-parse"),
        goal: "stated, no goal",
        met: null,
        reason: "beside the same work of the peer",
      },
      {
        ...row("2,000 portions read and printed", "entente", "lines"),
        ratio: middle("entente") / middle("lines"),
        goal: "stated, no goal",
        met: null,
        reason: "a limit to compare with, not a peer to beat",
      },
    ];
  },
};
