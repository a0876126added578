// One thing at a time: while it is under way its button waits, and what went wrong is kept to be shown.
import { useCallback, useState } from "react";
import { NodeProblem, toProblem } from "../api/read-node.ts";
import type { Problem } from "../api/read-node.ts";

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Does `work`; a failure of it ends up in `problem`. */
  readonly run: (work: () => Promise<void>) => void;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback((work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    work()
      .catch((error: unknown) =>
        setProblem(error instanceof NodeProblem ? error.problem : toProblem(0, null)),
      )
      .finally(() => setBusy(false));
  }, []);
  return { busy, problem, run };
}
