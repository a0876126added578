// The checks of many cuts: one at a time, counted, and stopped at once when the reader says so. The core and its
// cryptography load with the first check, not with the page.
import { useCallback, useEffect, useRef, useState } from "react";
import type { OverviewCut } from "../../api/case-overview.ts";
import type { ConsoleCode } from "../../api/codes.ts";
import type { CutCheck } from "./check-cut.ts";

export interface Run {
  readonly done: number;
  readonly total: number;
  readonly broken: number;
  readonly state: "running" | "finished" | "stopped";
}

export interface Checks {
  readonly results: ReadonlyMap<string, CutCheck>;
  /** The last "check all", or null. */
  readonly run: Run | null;
  readonly checkOne: (cut: OverviewCut) => void;
  readonly checkAll: (cuts: readonly OverviewCut[]) => void;
  readonly stop: () => void;
}

/** Loads the check and runs it; null when the reader stopped it. Never throws. */
export async function checkWith(
  load: () => Promise<{ readonly checkCut: (cut: OverviewCut, signal: AbortSignal) => Promise<CutCheck> }>,
  cut: OverviewCut,
  signal: AbortSignal,
): Promise<CutCheck | null> {
  try {
    const { checkCut } = await load();
    return await checkCut(cut, signal);
  } catch {
    if (signal.aborted) return null;
    return {
      state: "broken",
      code: "CHECK_UNAVAILABLE" satisfies ConsoleCode,
      reason: "The checking code could not be loaded. Reload this page, or use entente-verify.",
    };
  }
}

export function useChecks(): Checks {
  const [results, setResults] = useState<ReadonlyMap<string, CutCheck>>(new Map());
  const [run, setRun] = useState<Run | null>(null);
  const control = useRef<AbortController | null>(null);

  useEffect(() => () => control.current?.abort(), []);

  const put = useCallback((id: string, check: CutCheck | null) => {
    setResults((before) => {
      const after = new Map(before);
      if (check === null) after.delete(id);
      else after.set(id, check);
      return after;
    });
  }, []);

  const check = useCallback(
    async (cut: OverviewCut, signal: AbortSignal): Promise<CutCheck | null> => {
      put(cut.id, { state: "checking" });
      const result = await checkWith(() => import("./check-cut.ts"), cut, signal);
      put(cut.id, result);
      return result;
    },
    [put],
  );

  const checkOne = useCallback((cut: OverviewCut) => void check(cut, new AbortController().signal), [check]);

  const checkAll = useCallback(
    (cuts: readonly OverviewCut[]) => {
      control.current?.abort();
      const own = new AbortController();
      control.current = own;
      const count = async () => {
        let broken = 0;
        setRun({ done: 0, total: cuts.length, broken, state: "running" });
        for (const [index, cut] of cuts.entries()) {
          const result = await check(cut, own.signal);
          if (own.signal.aborted) return;
          if (result?.state !== "holds") broken += 1;
          const done = index + 1;
          setRun({ done, total: cuts.length, broken, state: done === cuts.length ? "finished" : "running" });
          // Lets the page paint and the stop button be pressed between two cuts.
          await new Promise((resolve) => setTimeout(resolve));
        }
      };
      void count();
    },
    [check],
  );

  const stop = useCallback(() => {
    control.current?.abort();
    setRun((before) => (before === null ? null : { ...before, state: "stopped" }));
  }, []);

  return { results, run, checkOne, checkAll, stop };
}
