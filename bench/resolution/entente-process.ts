// Resolves one large set of pledges in a process of its own, again and again, beside a plain pass over the compiled graph:
// node entente-process.ts MEMBERS SEED weighted|counts collapsing|standing REPETITIONS, JSON on standard output.
import { compilePledges, createState, settleDown } from "../../packages/core/src/coalition/index.ts";
import type { ResolutionGraph } from "../../packages/core/src/coalition/index.ts";
import { digestLevels } from "./digest.ts";
import { createPledges } from "./pledges.ts";

export interface EntenteTimes {
  /** Milliseconds, one for each repetition. */
  readonly compile: number[];
  readonly solve: number[];
  readonly plain: number[];
  readonly digest: string;
  readonly entries: number;
  readonly acting: number;
}

/** Reads every number of every array once, in order: no answer can be had for less. */
function passOver(graph: ResolutionGraph): number {
  let sum = 0;
  for (const array of Object.values(graph)) {
    if (array instanceof Int32Array) sum += addIntegers(array);
    else if (array instanceof Float64Array) sum += addNumbers(array);
    else if (array instanceof Uint8Array) sum += addBytes(array);
  }
  return sum;
}

function addIntegers(array: Int32Array): number {
  let sum = 0;
  for (let index = 0; index < array.length; index += 1) sum = (sum + (array[index] ?? 0)) | 0;
  return sum;
}

function addBytes(array: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < array.length; index += 1) sum = (sum + (array[index] ?? 0)) | 0;
  return sum;
}

function addNumbers(array: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < array.length; index += 1) sum += array[index] ?? 0;
  return sum;
}

const [members = "1000", seed = "1", weighted, collapsing, repetitions = "5"] = process.argv.slice(2);
const set = createPledges({
  members: Number(members),
  seed: Number(seed),
  weighted: weighted === "weighted",
  collapsing: collapsing === "collapsing",
});
const compile: number[] = [];
const solve: number[] = [];
const plain: number[] = [];
let [digest, entries, acting, unused] = ["", 0, 0, 0];
// Everything is done once before it is timed, as the peer's is. The largest sets are compiled a few times only, and solved on
// the last graph as often as the others.
const compilations = Math.max(4, Math.min(Number(repetitions), 500_000 / Number(members)));
let graph = compilePledges(set);
for (let repetition = 0; repetition < compilations; repetition += 1) {
  const start = performance.now();
  graph = compilePledges(set);
  compile.push(performance.now() - start);
}
unused += passOver(graph);
settleDown(createState(graph, "everyone"));
for (let repetition = 0; repetition < Number(repetitions); repetition += 1) {
  const start = performance.now();
  unused += passOver(graph);
  const between = performance.now();
  const state = createState(graph, "everyone");
  settleDown(state);
  solve.push(performance.now() - between);
  plain.push(between - start);
  digest = digestLevels(state.active);
  acting = state.active.reduce((sum, level) => sum + (level > 0 ? 1 : 0), 0);
  entries = graph.entryGauge.length;
}
if (Number.isNaN(unused)) throw new RangeError("a plain pass adds numbers");
const times: EntenteTimes = { compile, solve, plain, digest, entries, acting };
process.stdout.write(JSON.stringify(times));
