// Searches that may take long, in a thread of their own: the node goes on answering while one runs, and it ends with whoever
// asked. As many at once as keep a small machine answering; the others wait for their turn.
import { Worker } from "node:worker_threads";
import { InputError } from "@entente/core/encoding";
import type { InputCode } from "@entente/core/encoding";
import type { PersuasionQuestion, Robustness, Target } from "@entente/core/coalition";
import type { PledgeSet } from "@entente/core/pledges";
import { ServerError } from "../errors.ts";
import type { PersuasionAnswer } from "./persuasion.ts";

export type Search =
  | { readonly kind: "persuasion"; readonly set: PledgeSet; readonly question: PersuasionQuestion }
  | {
      readonly kind: "robustness";
      readonly set: PledgeSet;
      readonly target: Target;
      readonly limits: { readonly effort: number; readonly staying: readonly string[] };
    };

type Found<S extends Search> = S["kind"] extends "persuasion" ? PersuasionAnswer : Robustness;

/** What the thread says. */
export type Said =
  | { readonly found: unknown }
  | { readonly refused: { readonly code: string; readonly message: string } }
  | { readonly failed: string };

const AT_ONCE = 1;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Searches until it has found, or `signal` is given.
 * @throws InputError as the search itself; ServerError REQUEST_INVALID when it was given up.
 */
export async function search<S extends Search>(asked: S, signal: AbortSignal): Promise<Found<S>> {
  await takeTurn(signal);
  try {
    return (await runInThread(asked, signal)) as Found<S>;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function takeTurn(signal: AbortSignal): Promise<void> {
  while (running >= AT_ONCE)
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(givenUp());
      };
      const go = (): void => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      if (signal.aborted) {
        reject(givenUp());
        return;
      }
      signal.addEventListener("abort", giveUp, { once: true });
      waiting.push(go);
    });
  running += 1;
}

async function runInThread(asked: Search, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) throw givenUp();
  const thread = new Worker(new URL("./search-thread.ts", import.meta.url), {
    workerData: asked,
    execArgv: ["--conditions=source", "--disable-warning=ExperimentalWarning"],
    // A search needs nothing of where the node runs.
    env: {},
  });
  try {
    const said = await new Promise<Said>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(givenUp()), { once: true });
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", () => reject(new Error("the search ended without an answer")));
    });
    if ("found" in said) return said.found;
    if ("refused" in said) throw new InputError(said.refused.code as InputCode, said.refused.message);
    throw new Error(said.failed);
  } finally {
    await thread.terminate();
  }
}

function givenUp(): ServerError {
  return new ServerError("REQUEST_INVALID", "Whoever asked is gone, so the search was ended. Ask again.");
}
