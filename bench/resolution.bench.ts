// Resolution: linear from 10³ to 10⁶ members, beside clingo with the same answers, and beside a plain pass over the same
// arrays. Each set is resolved in a process of its own; clingo is asked first for the largest set and given a minute, then
// for smaller ones. Compiling reads and checks the pledges and counts as ours wherever clingo reads and grounds. Everything
// is run once before it is timed, and timed by its least disturbed repetition, ours and theirs alike.
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import type { Bench, BenchRow } from "./contract.ts";
import type { ClingoTime } from "./resolution/clingo-process.ts";
import type { EntenteTimes } from "./resolution/entente-process.ts";

const SEED = "2018";
const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const CLINGO_SIZES = [10_000, 5_000, 2_000, 1_000] as const;
const CLINGO_LIMIT = 60_000;

type Kind = "counts" | "weighted";

async function run<Answer>(script: string, args: readonly string[], limit: number): Promise<Answer> {
  const path = new URL(`resolution/${script}`, import.meta.url).pathname;
  // Millions of small objects are there to stay: room enough spares moving them about.
  const memory = ["--max-old-space-size=6144", "--max-semi-space-size=128"];
  const flags = ["--conditions=source", "--disable-warning=ExperimentalWarning", ...memory];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, ...args], {
    timeout: limit,
  });
  return JSON.parse(stdout) as Answer;
}

function resolve(members: number, kind: Kind, collapsing: boolean): Promise<EntenteTimes> {
  const repetitions = members >= 1_000_000 ? 12 : members >= 100_000 ? 25 : 60;
  const what = collapsing ? "collapsing" : "standing";
  return run("entente-process.ts", [String(members), SEED, kind, what, String(repetitions)], 600_000);
}

const least = (times: readonly number[]): number => Math.min(...times);
const inWords = (members: number): string => members.toLocaleString("en-GB");

export const bench: Bench = {
  name: "resolution",
  claim: "Resolution costs what reading its arrays costs, whoever waits for whom.",
  run: async (report) => {
    const times = new Map<number, EntenteTimes>();
    for (const members of SIZES) {
      const one = await resolve(members, "counts", false);
      times.set(members, one);
      report(
        `${inWords(members)} members, ${inWords(one.entries)} edges, ${inWords(one.acting)} act: compiled in ` +
          `${least(one.compile).toFixed(1)} ms, solved in ${least(one.solve).toFixed(2)} ms, plain pass ${least(one.plain).toFixed(2)} ms`,
      );
    }
    const collapse = await resolve(1_000_000, "counts", true);
    report(`collapsing: ${inWords(collapse.acting)} act, solved in ${least(collapse.solve).toFixed(1)} ms`);
    return [
      ...compareSizes(times),
      ...comparePasses(times.get(1_000_000), collapse),
      ...(await compareClingo("wasm", "counts", report)),
      ...(await compareClingo("wasm", "weighted", report)),
      ...(await compareClingo("native", "counts", report)),
      ...(await compareClingo("native", "weighted", report)),
    ];
  },
};

const total = ({ compile, solve }: EntenteTimes): number => least(compile) + least(solve);

/** What a doubling costs, from what ten times as many members cost. */
function compareSizes(times: ReadonlyMap<number, EntenteTimes>): BenchRow[] {
  return SIZES.slice(1).flatMap((members) => {
    const [more, less] = [times.get(members), times.get(members / 10)];
    if (more === undefined || less === undefined) return [];
    const rowOf = (what: string, timeOf: (times: EntenteTimes) => number): BenchRow => {
      const ratio = (timeOf(more) / timeOf(less)) ** (1 / Math.log2(10));
      return {
        what: `${what} ${inWords(members)} members, per doubling`,
        against: `${inWords(members / 10)} members`,
        ratio,
        goal: "at most 2.3",
        met: ratio <= 2.3,
        ours: timeOf(more),
        theirs: timeOf(less),
        unit: "ms",
        repetitions: more.solve.length,
      };
    };
    return [rowOf("solving", ({ solve }) => least(solve)), rowOf("compiling and solving", total)];
  });
}

function comparePasses(times: EntenteTimes | undefined, collapse: EntenteTimes): BenchRow[] {
  if (times === undefined) return [];
  const rowOf = ({ solve, plain, acting, entries }: EntenteTimes): Omit<BenchRow, "goal" | "met"> => ({
    what: `solving 1,000,000 members, ${inWords(entries)} edges, of whom ${inWords(1_000_000 - acting)} fall`,
    against: "a plain pass over every array of the graph, once",
    ratio: least(solve) / least(plain),
    ours: least(solve),
    theirs: least(plain),
    unit: "ms",
    repetitions: solve.length,
  });
  const information = { met: null, goal: "none" } as const;
  return [
    ...[times, collapse].map((one): BenchRow => {
      const row = rowOf(one);
      return { ...row, goal: "at most 2.5", met: (row.ratio ?? Infinity) <= 2.5 };
    }),
    {
      ...rowOf(times),
      what: "compiling 1,000,000 members: checking, naming, adding up and sorting, once",
      ratio: least(times.compile) / least(times.plain),
      ours: least(times.compile),
      ...information,
      reason: "for information: what solving does not do again",
    },
  ];
}

async function compareClingo(
  which: "wasm" | "native",
  kind: Kind,
  report: (text: string) => void,
): Promise<BenchRow[]> {
  const title = which === "wasm" ? "clingo in WebAssembly 0.6" : "clingo on this machine";
  const goal = kind === "weighted" ? 1_000 : 200;
  const row = {
    what: `resolution ${kind === "weighted" ? "with weighted totals" : "with numbers of members"}`,
    against: title,
    goal: `at least ${inWords(goal)} times as fast`,
    unit: "ms",
    repetitions: 3,
  };
  const undecided = { ...row, ratio: null, met: null, ours: null, theirs: null };
  if (which === "native" && spawnSync("clingo", ["--version"]).error !== undefined)
    return [{ ...undecided, reason: "there is no clingo on this machine's PATH" }];
  for (const members of CLINGO_SIZES) {
    let theirs: ClingoTime;
    try {
      theirs = await run("clingo-process.ts", [String(members), SEED, kind, which], CLINGO_LIMIT);
    } catch {
      report(`${title} does not answer for ${inWords(members)} members, ${kind}, in a minute and its memory`);
      continue;
    }
    const own = await resolve(members, kind, false);
    const ratio = least(theirs.milliseconds) / total(own);
    const equal = theirs.digest === own.digest;
    report(`${title}, ${inWords(members)} members, ${kind}: ${least(theirs.milliseconds).toFixed(0)} ms`);
    return [
      {
        ...row,
        what: `${row.what}, ${inWords(members)} members, compiled and solved`,
        ratio,
        met: equal && ratio >= goal,
        ours: total(own),
        theirs: least(theirs.milliseconds),
        repetitions: theirs.milliseconds.length,
        ...(equal ? {} : { reason: "the answers differ" }),
      },
    ];
  }
  return [{ ...undecided, reason: "it does not answer in a minute for any of these sizes" }];
}
