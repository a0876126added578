// Welch's t over two ways of the same thing that are timed in turns. Times are cut at a high quantile of both together: what the
// machine did in between says nothing of the request.
export interface Times {
  readonly one: readonly number[];
  readonly other: readonly number[];
}

/** As much as this is no chance: one of some 150,000 times at which nothing differs. */
export const MOST_T = 4.5;
const KEPT = 0.95;

export function welch({ one, other }: Times): number {
  const both = [...one, ...other].sort((a, b) => a - b);
  const most = both[Math.floor(both.length * KEPT)] ?? Infinity;
  const [a, b] = [one, other].map((times) => describe(times.filter((time) => time <= most))) as [
    Sample,
    Sample,
  ];
  const spread = Math.sqrt(a.variance / a.count + b.variance / b.count);
  return spread === 0 || Number.isNaN(spread) ? 0 : (a.mean - b.mean) / spread;
}

interface Sample {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function describe(times: readonly number[]): Sample {
  const count = times.length;
  const mean = times.reduce((sum, time) => sum + time, 0) / count;
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}
