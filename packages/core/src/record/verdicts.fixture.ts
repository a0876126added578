// For tests: what is said of a record, and of one that its own publisher made wrong.
import { InputError, PolicyError, VerificationError } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import type { Trust } from "../releases/index.ts";
import { verifyRecord } from "./index.ts";
import { makeParts, planParts, publish, relist } from "./record.fixture.ts";

export const carried: Trust = { kind: "carried" };

export const makePlan = () => {
  const made = makeParts();
  return { made, plan: planParts(made) };
};

/** The code of what is thrown, or `accepted`. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const known = [InputError, VerificationError, PolicyError];
    if (known.some((kind) => error instanceof kind)) return (error as InputError).code;
    throw error;
  }
  return "accepted";
}

export const verify = (some: ReadonlyMap<string, Uint8Array>, trust: Trust = carried) =>
  verifyRecord({ files: some, trust, primitives });
export const verdict = (some: ReadonlyMap<string, Uint8Array>, trust: Trust = carried): string =>
  codeOf(() => verify(some, trust));
export const textOf = (some: ReadonlyMap<string, Uint8Array>, path: string): string =>
  new TextDecoder().decode(some.get(path));

/** Publishes a plan whose files were changed by its own publisher: rightly signed and listed, and wrong inside. */
export function forge(changes: Parameters<typeof relist>[1]): string {
  const { made, plan } = makePlan();
  return verdict(publish(made, relist(plan, changes)));
}
