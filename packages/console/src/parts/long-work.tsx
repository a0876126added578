// Work that takes long: how far it is, as a count where there is one, and a way to end it. Nothing comes of work that is ended.
import { useCallback, useEffect, useRef, useState } from "react";
import { NodeProblem, toProblem } from "../api/read-node.ts";
import type { Problem } from "../api/read-node.ts";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

export type Work<T> =
  | { readonly state: "idle" }
  | { readonly state: "busy"; readonly cancel: () => void }
  | { readonly state: "done"; readonly value: T }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly problem: Problem };

/** Starts work that can be ended; leaving the desk ends it too. */
export function useWork<T>(): {
  readonly work: Work<T>;
  readonly start: (run: (signal: AbortSignal) => Promise<T>) => void;
} {
  const [work, setWork] = useState<Work<T>>({ state: "idle" });
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const start = useCallback((run: (signal: AbortSignal) => Promise<T>) => {
    control.current?.abort();
    const own = new AbortController();
    control.current = own;
    const cancel = () => {
      own.abort();
      setWork({ state: "cancelled" });
    };
    setWork({ state: "busy", cancel });
    run(own.signal).then(
      (value) => {
        if (!own.signal.aborted) setWork({ state: "done", value });
      },
      (error: unknown) => {
        if (own.signal.aborted) return;
        const problem = error instanceof NodeProblem ? error.problem : toProblem(0, null);
        setWork({ state: "failed", problem });
      },
    );
  }, []);
  return { work, start };
}

export interface WorkLineProps {
  /** What is being done, in the present: `Looking for the cheapest members`. */
  readonly what: string;
  /** Null where nobody can say how much there is. */
  readonly count: { readonly done: number; readonly all: number } | null;
  readonly onCancel: () => void;
}

export function WorkLine({ what, count, onCancel }: WorkLineProps) {
  const say = useWords(shellWords);
  return (
    <div className="work-line" role="status">
      <span>{what}</span>
      {count === null ? (
        <progress aria-label={what} />
      ) : (
        <progress aria-label={what} value={count.done} max={count.all} />
      )}
      {count !== null && <span>{say("work.of", count)}</span>}
      <button type="button" className="button small" onClick={onCancel}>
        {say("work.cancel")}
      </button>
    </div>
  );
}
