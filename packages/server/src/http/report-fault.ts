import { explainFault, quoteFault } from "../machine-faults.ts";
import type { Problem } from "./problems.ts";

/** Prints, for whoever runs the node, what an answer does not say: where a fault of the program was, and what a machine said. */
export function reportFault(error: unknown, { status, code }: Problem): void {
  const at = new Date().toISOString();
  if (status === 500)
    process.stderr.write(
      `entente: INTERNAL at ${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  const said = quoteFault(explainFault(error) ?? error);
  if (said !== null) process.stderr.write(`entente: ${code} at ${at}: ${said}\n`);
}
