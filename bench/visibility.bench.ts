// Who may see what: 10,000 portions with 300 distinct markings, 200 recipients. Ours, CASL, casbin, Cedar in WebAssembly and
// a bare loop over bitsets answer the same question, each in a process of its own, in turns. All decide each marking once
// for each recipient and fill in the portions from that; whoever answers differently fails the run.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const REPETITIONS = 5;
/** Warm-up and measured runs in each process; a run of Cedar takes seconds. */
const peers = {
  entente: { title: "ours", warmUps: 60, runs: 60 },
  casl: { title: "CASL 7", warmUps: 3, runs: 5 },
  casbin: { title: "casbin 5", warmUps: 3, runs: 5 },
  cedar: { title: "Cedar in WebAssembly 4", warmUps: 0, runs: 1 },
  "bitset-loop": { title: "a bare bitset loop", warmUps: 60, runs: 60 },
} as const;
type Peer = keyof typeof peers;
const goals: readonly { readonly peer: Peer; readonly least: number | null; readonly most: number | null }[] =
  [
    { peer: "casl", least: 40, most: null },
    { peer: "casbin", least: 100, most: null },
    { peer: "cedar", least: 10_000, most: null },
    { peer: "bitset-loop", least: null, most: 1.5 },
  ];

interface Outcome {
  readonly milliseconds: number;
  readonly digest: string;
}

async function ask(peer: Peer, seed: number): Promise<Outcome> {
  const { warmUps, runs } = peers[peer];
  const script = new URL("visibility/peer-process.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--conditions=source", "--disable-warning=ExperimentalWarning", script],
    ...[peer, String(seed), String(warmUps), String(runs)],
  ]);
  const { times, digests } = JSON.parse(stdout) as { times: number[]; digests: string[] };
  return { milliseconds: median(times), digest: digests.join() };
}

export const bench: Bench = {
  name: "visibility",
  claim:
    "Who may see what is a question of a few words of bits: 10,000 portions, 200 recipients, 300 markings.",
  run: async (report) => {
    const outcomes = new Map<Peer, Outcome[]>();
    const failures = new Map<Peer, string>();
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      for (const peer of Object.keys(peers) as Peer[]) {
        try {
          // Another community, other markings and other portions in every repetition, the same for all peers.
          const outcome = await ask(peer, 2026 + repetition);
          outcomes.set(peer, [...(outcomes.get(peer) ?? []), outcome]);
          report(
            `${repetition + 1}/${REPETITIONS}  ${peers[peer].title}  ${outcome.milliseconds.toFixed(3)} ms`,
          );
        } catch (error) {
          failures.set(peer, error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
        }
      }
    }
    return goals.map((goal) => compare(goal, outcomes, failures));
  },
};

function compare(
  { peer, least, most }: (typeof goals)[number],
  outcomes: ReadonlyMap<Peer, readonly Outcome[]>,
  failures: ReadonlyMap<Peer, string>,
): BenchRow {
  const [own, other] = [outcomes.get("entente") ?? [], outcomes.get(peer) ?? []];
  const row = {
    what: "visibility of 10,000 portions × 200 recipients, 300 markings",
    against: peers[peer].title,
    goal: least === null ? `at most ${most ?? 0} times its time` : `at least ${least} times as fast`,
    unit: "ms",
    repetitions: REPETITIONS,
  };
  const failure = failures.get("entente") ?? failures.get(peer);
  if (failure !== undefined)
    return { ...row, ratio: null, met: null, ours: null, theirs: null, reason: failure };
  const times = (of: readonly Outcome[]): number => median(of.map(({ milliseconds }) => milliseconds));
  const [ours, theirs] = [times(own), times(other)];
  const ratio = least === null ? ours / theirs : theirs / ours;
  if (own.some(({ digest }, index) => digest !== other[index]?.digest))
    return { ...row, ratio, met: false, ours, theirs, reason: "the answers differ" };
  return { ...row, ratio, met: least === null ? ratio <= (most ?? 0) : ratio >= least, ours, theirs };
}
