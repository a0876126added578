// Which generation of a key is in use, replaced or revoked: pure, from the statements in the ledger's order.
import { PolicyError } from "@entente/core/encoding";
import type { StatementRow } from "./store.ts";

type Stated = Pick<StatementRow, "kind" | "generation" | "inUse" | "leafIndex">;

export interface GenerationState {
  /** From 1. */
  readonly number: number;
  readonly state: "in use" | "replaced" | "revoked";
  /** The leaf from which it was in use; null for the first. */
  readonly from: number | null;
  /** The leaf that replaced it, and the one that revoked it. */
  readonly replacedAt: number | null;
  readonly revokedAt: number | null;
}

/** The generation in use after these statements. */
export function findInUse(statements: readonly Stated[]): number {
  return statements.reduce((newest, { inUse }) => Math.max(newest, inUse), 1);
}

/** Every generation there was, oldest first. */
export function listGenerations(statements: readonly Stated[]): readonly GenerationState[] {
  const inUse = findInUse(statements);
  return Array.from({ length: inUse }, (_, index) => {
    const number = index + 1;
    const find = (test: (one: Stated) => boolean): number | null => statements.find(test)?.leafIndex ?? null;
    const replacedAt = find((one) => one.kind === "rotation" && one.generation === number);
    const revokedAt = find((one) => one.kind === "revocation" && one.generation === number);
    return {
      ...{ number, replacedAt, revokedAt },
      from: number === 1 ? null : find((one) => one.inUse === number),
      state: revokedAt !== null ? "revoked" : number === inUse ? "in use" : "replaced",
    };
  });
}

/** @throws PolicyError TRANSITION_REFUSED unless the generation is there and not revoked yet. */
export function requireRevocable(statements: readonly Stated[], generation: number): void {
  const found = listGenerations(statements).find(({ number }) => number === generation);
  if (found === undefined || found.state === "revoked")
    throw new PolicyError(
      "TRANSITION_REFUSED",
      found === undefined
        ? `There is no generation ${generation} of this key. "entente key list" shows those there are.`
        : `Generation ${generation} of this key is revoked already, at entry ${found.revokedAt ?? 0} of the ledger.`,
    );
}
