import type { FastifyRequest } from "fastify";
import { explainFault, quoteFault } from "../machine-faults.ts";
import type { Problem } from "./problems.ts";
import { openRefusals } from "./refusals.ts";

const refusals = openRefusals({
  say: (line) => void process.stderr.write(`${line}\n`),
  now: () => Date.now(),
});

/**
 * Prints, for whoever runs the node, what an answer does not say: who was refused, where a fault of the program was, and what
 * a machine said.
 */
export function reportFault(error: unknown, { status, code }: Problem, request: FastifyRequest): void {
  refusals.note(request, code);
  const at = new Date().toISOString();
  if (status === 500)
    process.stderr.write(
      `entente: INTERNAL at ${at}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  const said = quoteFault(explainFault(error) ?? error);
  if (said !== null) process.stderr.write(`entente: ${code} at ${at}: ${said}\n`);
}
