// Issuing, verifying and presenting half of a long document: ours, @sd-jwt/core on the same claims with the same parts
// hidden, and the SHA-256 and one signature that nobody can avoid. Each in a process of its own, in turns; what is compared
// is processor time, because other work on the machine is not in it.
//
// Two documents. `release` is what our releases are: every portion an element with its mark as a member of its own, a
// reading for each class, digests of nothing, two signatures (Ed25519 and ML-DSA-65), key binding, canonical files, ledger
// proofs, and for verifying everything a reader checks. The other implementation is given these claims and that frame and
// makes and checks one Ed25519 signature and nothing more. `flat` is one array of hidden portions in compact form, where both
// do exactly the same.
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const REPETITIONS = 3;
const kinds = ["release", "flat"] as const;
type Kind = (typeof kinds)[number];
const sizes = [1000, 10_000] as const;
const peers = {
  entente: "ours",
  "sd-jwt-core": "@sd-jwt/core 0.19",
  "sha-each": "SHA-256 of each disclosure by itself and one Ed25519 signature",
  "sha-once": "SHA-256 over all disclosures in one call and one Ed25519 signature",
  "ml-dsa": "ML-DSA-65 alone",
} as const;
type Peer = keyof typeof peers;
const acts = { issue: 8, verify: 12, present: 50 } as const;
type Act = keyof typeof acts;

type Outcome = Readonly<Record<Act, readonly number[]>> & { readonly bytes: number };

async function ask(peer: Peer, kind: Kind, portions: number, seed: number): Promise<Outcome> {
  const script = new URL("releases/peer-process.ts", import.meta.url).pathname;
  const runs = peer === "sd-jwt-core" ? 3 : 7;
  const { stdout } = await promisify(execFile)(process.execPath, [
    // The other implementation passes every name of a long document in one call, for which the usual stack is too small.
    ...["--stack-size=6000", "--conditions=source", "--disable-warning=ExperimentalWarning", script],
    ...[peer, kind, String(portions), String(seed), String(runs)],
  ]);
  return JSON.parse(stdout) as Outcome;
}

export const bench: Bench = {
  name: "release",
  claim: "A release is issued, verified and presented in a few times what its hashes and one signature cost.",
  run: async (report) => {
    const seed = randomInt(2 ** 31);
    report(`seed ${seed}; milliseconds of processor time`);
    const rows: BenchRow[] = [];
    for (const portions of sizes)
      for (const kind of kinds) rows.push(...(await compare(kind, portions, seed, report)));
    return rows;
  },
};

async function compare(
  kind: Kind,
  portions: number,
  seed: number,
  report: (text: string) => void,
): Promise<readonly BenchRow[]> {
  const asked = (Object.keys(peers) as Peer[]).filter((peer) => peer !== "ml-dsa" || kind === "release");
  const outcomes = new Map<Peer, Outcome[]>(asked.map((peer) => [peer, []]));
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1)
    for (const peer of asked) {
      const outcome = await ask(peer, kind, portions, seed + repetition);
      outcomes.get(peer)?.push(outcome);
      const times = (Object.keys(acts) as Act[]).map((act) => `${act} ${median(outcome[act]).toFixed(1)} ms`);
      report(
        `${kind} ${portions}  ${repetition + 1}/${REPETITIONS}  ${peers[peer]}  ${times.join("  ")}  ${outcome.bytes} bytes`,
      );
    }
  const middle = (peer: Peer, act: Act): number =>
    median((outcomes.get(peer) ?? []).map((outcome) => median(outcome[act])));
  const row = (act: Act, against: Peer): Omit<BenchRow, "ratio" | "goal" | "met"> => ({
    what: `${act === "present" ? "present half" : act}, ${kind}, ${portions.toLocaleString("en")} portions`,
    against: peers[against],
    ours: middle("entente", act),
    theirs: middle(against, act),
    unit: "ms of processor time",
    repetitions: REPETITIONS,
  });
  const faster = (Object.keys(acts) as Act[]).map((act): BenchRow => {
    const ratio = middle("sd-jwt-core", act) / middle("entente", act);
    return { ...row(act, "sd-jwt-core"), ratio, goal: `at least ${acts[act]}`, met: ratio >= acts[act] };
  });
  const limits = (["issue", "verify"] as const).flatMap((act): readonly BenchRow[] => {
    const each = middle("entente", act) / middle("sha-each", act);
    const once = middle("entente", act) / middle("sha-once", act);
    const stated = {
      goal: "stated, no goal",
      met: null,
      reason: "one call over all bytes digests no disclosure",
    };
    return [
      { ...row(act, "sha-each"), ratio: each, goal: "at most 5", met: each <= 5 },
      { ...row(act, "sha-once"), ratio: once, ...stated },
    ];
  });
  const alone = (["issue", "verify"] as const).map((act): BenchRow => {
    const ratio = middle("ml-dsa", act) / middle("entente", act);
    const reason = "the part of our time that the second signature takes";
    return { ...row(act, "ml-dsa"), ratio, goal: "stated, no goal", met: null, reason };
  });
  return [...faster, ...limits, ...(kind === "release" ? alone : [])];
}
