// Asks clingo, in WebAssembly or the one on the machine, the same question in a process of its own, so that it can be stopped:
// node clingo-process.ts MEMBERS SEED weighted|counts wasm|native, JSON on standard output. The time is that of reading the
// program, grounding and solving it; writing it and starting up are left out. The whole question is asked once before it is
// timed, as ours is, and then three times, or once where that takes longer than ten seconds.
import clingo from "clingo-wasm";
import { spawnSync } from "node:child_process";
import { readModel, writePledgePrograms } from "../../e2e/prove/clingo-pledges.ts";
import { digestLevels } from "./digest.ts";
import { createPledges } from "./pledges.ts";

export interface ClingoTime {
  /** One for each repetition. */
  readonly milliseconds: number[];
  readonly digest: string;
}

/** The part of clingo's answer that is read; without it, it is an error. */
interface Answer {
  readonly Call?: readonly { readonly Witnesses?: readonly { readonly Value: readonly string[] }[] }[];
}

const [members = "1000", seed = "1", weighted, which] = process.argv.slice(2);
const set = createPledges({
  members: Number(members),
  seed: Number(seed),
  weighted: weighted === "weighted",
  collapsing: false,
});
const { together } = writePledgePrograms(set);
const ask = async (): Promise<Answer> =>
  which === "wasm"
    ? ((await clingo.run(together, 1)) as Answer)
    : (JSON.parse(
        spawnSync("clingo", ["--outf=2", "1", "-"], { input: together, encoding: "utf8", maxBuffer: 2 ** 30 })
          .stdout,
      ) as Answer);
let answer = await ask();
const milliseconds: number[] = [];
while (milliseconds.length === 0 || (milliseconds.length < 3 && (milliseconds[0] ?? 0) < 10_000)) {
  const start = performance.now();
  answer = await ask();
  milliseconds.push(performance.now() - start);
}
const model = answer.Call?.[0]?.Witnesses?.[0];
if (model === undefined) throw new Error(JSON.stringify(answer).slice(0, 200));
const time: ClingoTime = { milliseconds, digest: digestLevels(readModel(model.Value, set, "together")) };
process.stdout.write(JSON.stringify(time));
process.exit(0);
