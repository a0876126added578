// Reading from the node: one answer per key for the whole console, read again when the node says that something changed.
// Whatever happens to a request, the desk gets one of the closed states of an Answer.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { answerOf } from "./ask-node.ts";
import { NodeProblem, nextAfterFailure, toProblem } from "./read-node.ts";
import type { Answer, Problem } from "./read-node.ts";

/** Without a live stream, what is looked at is read again this often. */
const REFRESH_MS = 20_000;

type Asked<T> = Parameters<typeof answerOf<T>>[0];

/**
 * Reads now, and again when the case changes. `key` begins with the case's slug, or "node" for what is of no case.
 * @param ask is given the signal of the request; null asks nothing and stays loading.
 */
export function useRead<T>(
  key: readonly [string, ...unknown[]],
  ask: ((signal: AbortSignal) => Asked<T>) | null,
): { readonly answer: Answer<T>; readonly refresh: () => void } {
  const { data, dataUpdatedAt, error, refetch } = useQuery<T, Error>({
    queryKey: key,
    enabled: ask !== null,
    queryFn: ({ signal }) =>
      ask === null ? Promise.reject(new Error("nothing is asked")) : answerOf(ask(signal)),
    refetchInterval: REFRESH_MS,
  });
  const refresh = useCallback(() => void refetch(), [refetch]);
  const problem = error === null ? null : problemOf(error);
  return { answer: toAnswer(data, dataUpdatedAt, problem), refresh };
}

/** What went wrong, of anything thrown. */
export const problemOf = (error: unknown): Problem =>
  error instanceof NodeProblem ? error.problem : toProblem(0, null);

function toAnswer<T>(data: T | undefined, at: number, problem: Problem | null): Answer<T> {
  const known: Answer<T> = data === undefined ? { state: "loading" } : { state: "ready", value: data, at };
  return problem === null ? known : nextAfterFailure(known, problem);
}

/** After an act: everything of the case, or of the node, is read again. */
export function useReadAgain(): (first: string) => Promise<void> {
  const client = useQueryClient();
  return useCallback((first) => client.invalidateQueries({ queryKey: [first] }), [client]);
}
