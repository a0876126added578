// Keeps one answer of the node fresh while the page is looked at.
import { useCallback, useEffect, useState } from "react";
import { NodeProblem, nextAfterFailure, readNode, toProblem } from "./read-node.ts";
import type { Answer } from "./read-node.ts";

const REFRESH_MS = 20_000;

/** Reads `path` now, again every 20 s while visible, and when `refresh` is called. A null path asks nothing. */
export function useAnswer<T>(path: string | null): { answer: Answer<T>; refresh: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  const refresh = useCallback(() => setTurn((n) => n + 1), []);

  useEffect(() => {
    if (path === null) return;
    const control = new AbortController();
    const ask = () => {
      readNode<T>(path, control.signal).then(
        (value) => setAnswer({ state: "ready", value, at: Date.now() }),
        (error: unknown) => {
          if (control.signal.aborted) return;
          const problem = error instanceof NodeProblem ? error.problem : toProblem(0, null);
          setAnswer((previous) => nextAfterFailure(previous, problem));
        },
      );
    };
    ask();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") ask();
    }, REFRESH_MS);
    return () => {
      clearInterval(timer);
      control.abort();
    };
  }, [path, turn]);

  return { answer, refresh };
}
