// Feeding parsers of what others wrote: each its own inputs, changed true texts, strung-together signs and noise. The proofs
// `import-fuzz` and `exchange-fuzz` are this loop over a list of parsers each. A new parser is one entry of such a list.
import type { ProofOptions, ProofResult } from "./contract.ts";
import { shrink } from "./fuzz-input.ts";
import type { Choose } from "./fuzz-input.ts";
import { createRandom } from "./random.ts";

export interface FuzzTarget {
  readonly name: string;
  /** A short run gives a slow parser this many times fewer inputs. */
  readonly cost: number;
  /** Milliseconds one input may take; most are a few hundred bytes long, some a hundred kilobytes. */
  readonly slowest: number;
  readonly generate: (pick: Choose) => Uint8Array;
  /** Null when all is well; else what is wrong. Coded refusals are well, and any other exception is not caught here. */
  readonly check: (bytes: Uint8Array) => string | null | Promise<string | null>;
}

const REPORT_EVERY = 50_000;
/** Up to so many inputs for each parser, slow ones get fewer. */
const SHORT_RUN = 1_000;

/** How many inputs a run of `cases` gives in all. */
export function countInputs(targets: readonly FuzzTarget[], cases: number): number {
  return targets.reduce((sum, target) => sum + inputsOf(target, cases), 0);
}

function inputsOf({ cost }: FuzzTarget, cases: number): number {
  return cases > SHORT_RUN ? cases : Math.ceil(cases / cost);
}

export async function fuzzParsers(
  targets: readonly FuzzTarget[],
  { cases, seed, report }: ProofOptions,
): Promise<ProofResult> {
  // Where a library gives up on a part of a file that nobody waits for, the reading process refuses the file with a code
  // (packages/server/src/imports/import-process.ts). Here it must not end the run.
  const passOver = (): void => undefined;
  process.on("unhandledRejection", passOver);
  let [ran, failures] = [0, 0];
  let counterExample: unknown = null;
  for (const [index, target] of targets.entries()) {
    const random = createRandom(seed + index);
    const started = performance.now();
    const before = failures;
    const wanted = inputsOf(target, cases);
    for (let count = 1; count <= wanted; count++) {
      const bytes = target.generate((bound) => Math.floor(random() * bound));
      const outcome = await judge(target, bytes);
      ran += 1;
      if (outcome !== null) {
        if (failures === before) {
          const example = await describe(target, { bytes, outcome, count });
          report(JSON.stringify(example));
          counterExample ??= example;
        }
        failures += 1;
      }
      if (count % REPORT_EVERY === 0)
        report(`${target.name}: ${count} of ${wanted}, ${failures - before} failures`);
    }
    const seconds = (performance.now() - started) / 1000;
    report(
      `${target.name}: ${wanted} inputs, ${failures - before} failures, ${Math.round(wanted / seconds)} inputs/s`,
    );
  }
  process.off("unhandledRejection", passOver);
  return { cases: ran, failures, counterExample };
}

/** Null when the parser does with the input what it must. */
async function judge(target: FuzzTarget, bytes: Uint8Array): Promise<string | null> {
  const started = performance.now();
  try {
    const outcome = await target.check(bytes);
    if (outcome !== null || performance.now() - started < target.slowest) return outcome;
    // The machine may have been busy: a second run, counted in processor time.
    const used = process.cpuUsage();
    await target.check(bytes);
    const took = Math.round(process.cpuUsage(used).user / 1000);
    return took < target.slowest ? null : `took ${took} ms`;
  } catch (error) {
    return `not a coded error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

async function describe(
  target: FuzzTarget,
  { bytes, outcome, count }: { readonly bytes: Uint8Array; readonly outcome: string; readonly count: number },
): Promise<object> {
  const kind = outcome.split(" ")[0] ?? "";
  const small = await shrink(
    bytes,
    async (shorter) => (await judge(target, shorter))?.startsWith(kind) === true,
  );
  return {
    ...{ parser: target.name, case: count, outcome: (await judge(target, small)) ?? outcome },
    ...{ text: new TextDecoder().decode(small), base64: Buffer.from(small).toString("base64") },
  };
}
