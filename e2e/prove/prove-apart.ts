// A proof run by its own command, in a network of its own where the machine gives one. A browser lets go of every request it has
// under way when an interface of its machine comes or goes, so a proof that makes interfaces would break the pages of whatever
// test runs beside it.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { ProofResult } from "./contract.ts";

const command = fileURLToPath(new URL("main.ts", import.meta.url));
const APART = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"] as const;

/** Whether a network of its own can be had here; where it cannot, neither can a proof make interfaces. */
const canBeApart = (): boolean => process.getuid?.() === 0 && runs([...APART, "true"]);

function runs([program = "", ...rest]: readonly string[]): boolean {
  return spawnSync(program, rest, { stdio: "ignore" }).status === 0;
}

/** Runs proof `name`. @param told everything the proof reported. @throws Error with what it said, where it gave no result. */
export async function proveApart(
  name: string,
  { cases, seed }: { readonly cases: number; readonly seed: number },
  tell: (told: string) => void,
): Promise<Pick<ProofResult, "cases" | "failures" | "counterExample">> {
  const line = [
    ...(canBeApart() ? APART : []),
    ...[process.execPath, "--conditions=source", "--disable-warning=ExperimentalWarning", command, name],
    ...["--cases", String(cases), "--seed", String(seed), "--json"],
  ];
  const [program = "", ...rest] = line;
  const child = spawn(program, rest, { stdio: ["ignore", "pipe", "pipe"] });
  const [answer, told] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  tell(told);
  if (answer.trim() === "") throw new Error(`${name} gave no result:\n${told}`);
  const result = JSON.parse(answer) as ProofResult;
  return { cases: result.cases, failures: result.failures, counterExample: result.counterExample };
}
