// npm run prove -- import-fuzz: parsers of what others wrote, each with changed true texts, strung-together signs and noise. None may
// throw anything but a coded error, take long, or lose a planted word. `--cases` counts for each parser.
import type { Proof } from "./contract.ts";
import { shrink } from "./fuzz-input.ts";
import { targets } from "./import-targets.ts";
import type { FuzzTarget } from "./import-targets.ts";
import { createRandom } from "./random.ts";

const REPORT_EVERY = 50_000;
/** Longest time for one input, most of them of a few hundred bytes, some of a hundred kilobytes. */
const MOST_MILLISECONDS = 1_000;

export const proof: Proof = {
  name: "import-fuzz",
  claim: "No input makes a parser fail without a code, hang, or lose a word of the text.",
  smallCases: 300,
  defaultCases: 1_000_000,
  run: ({ cases, seed, report }) => {
    let [ran, failures] = [0, 0];
    let counterExample: unknown = null;
    targets.forEach((target, index) => {
      const random = createRandom(seed + index);
      const started = performance.now();
      const before = failures;
      for (let count = 1; count <= cases; count++) {
        const bytes = target.generate((bound) => Math.floor(random() * bound));
        const outcome = judge(target, bytes);
        ran += 1;
        if (outcome !== null) {
          if (failures === before) {
            const example = describe(target, { bytes, outcome, count });
            report(JSON.stringify(example));
            counterExample ??= example;
          }
          failures += 1;
        }
        if (count % REPORT_EVERY === 0)
          report(`${target.name}: ${count} of ${cases}, ${failures - before} failures`);
      }
      const seconds = (performance.now() - started) / 1000;
      report(
        `${target.name}: ${cases} inputs, ${failures - before} failures, ${Math.round(cases / seconds)} inputs/s`,
      );
    });
    return Promise.resolve({ cases: ran, failures, counterExample });
  },
};

/** Null when the parser does with the input what it must. */
function judge(target: FuzzTarget, bytes: Uint8Array): string | null {
  const started = performance.now();
  try {
    const outcome = target.check(bytes);
    if (outcome !== null || performance.now() - started < MOST_MILLISECONDS) return outcome;
    // The machine may have been busy: a second run, counted in processor time.
    const used = process.cpuUsage();
    target.check(bytes);
    const took = Math.round(process.cpuUsage(used).user / 1000);
    return took < MOST_MILLISECONDS ? null : `took ${took} ms`;
  } catch (error) {
    return `not a coded error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function describe(
  target: FuzzTarget,
  { bytes, outcome, count }: { readonly bytes: Uint8Array; readonly outcome: string; readonly count: number },
): object {
  const kind = outcome.split(" ")[0] ?? "";
  const small = shrink(bytes, (shorter) => judge(target, shorter)?.startsWith(kind) === true);
  return {
    ...{ parser: target.name, case: count, outcome: judge(target, small) ?? outcome },
    ...{ text: new TextDecoder().decode(small), base64: Buffer.from(small).toString("base64") },
  };
}
