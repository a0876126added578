// The contract of `npm run bench -- NAME [--json]`: ours, the peer and the physical limit in one run, alternating.

export interface BenchRow {
  /** What was measured, `issue, 1,000 portions`. */
  readonly what: string;
  /** What it is compared with. */
  readonly against: string;
  /** ours against theirs in the sense the goal is stated; null when the peer could not run. */
  readonly ratio: number | null;
  /** The goal in words, `at least 8`. */
  readonly goal: string;
  /** Null when it could not be decided; then `reason` says why. */
  readonly met: boolean | null;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly unit: string;
  readonly repetitions: number;
  readonly reason?: string;
}

export interface Bench {
  readonly name: string;
  readonly claim: string;
  readonly run: (report: (text: string) => void) => Promise<readonly BenchRow[]>;
}

/** Median of a non-empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
