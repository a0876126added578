// The program of the thread in which a search runs: a question in, one answer out.
import { parentPort, workerData } from "node:worker_threads";
import { findRobustness } from "@entente/core/coalition";
import { InputError } from "@entente/core/encoding";
import { findCheapestPersuasion } from "./persuasion.ts";
import type { Said, Search } from "./search.ts";

const say = (said: Said): void => parentPort?.postMessage(said);
const asked = workerData as Search;
try {
  say({
    found:
      asked.kind === "persuasion"
        ? await findCheapestPersuasion(asked.set, asked.question)
        : findRobustness(asked.set, asked.target, asked.limits),
  });
} catch (error) {
  if (error instanceof InputError) say({ refused: { code: error.code, message: error.message } });
  else say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
