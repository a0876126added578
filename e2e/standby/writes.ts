// What a writer of the standby proof says of each write, and what must be so of all of them afterwards.

export interface Written {
  readonly subject: string;
  /** Null when it was acknowledged, else the code of the failure. */
  readonly code: string | null;
  /** Milliseconds of the machine's clock. */
  readonly begun: number;
  readonly ended: number;
}

/** There was no answer, or none that could be read. */
export const UNANSWERED = "UNANSWERED";
/** After these nobody can say whether it was done. */
const UNKNOWN: readonly (string | null)[] = ["DATABASE_OUTCOME_UNKNOWN", UNANSWERED];

export interface Verdict {
  readonly acknowledged: number;
  readonly unknown: number;
  /** Refused: nothing was done, and the writer was told so. */
  readonly refused: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  /** Said to be refused and there all the same. */
  readonly revived: readonly string[];
  /** Longest time between two acknowledgements, in milliseconds: how long nobody could write. */
  readonly stillMs: number;
}

/** Compares what was said with what is there: how often each subject stands in the database. */
export function judgeWrites(said: readonly Written[], there: ReadonlyMap<string, number>): Verdict {
  const done = said.filter(({ code }) => code === null);
  const refused = said.filter(({ code }) => code !== null && !UNKNOWN.includes(code));
  const times = done.map(({ ended }) => ended).sort((a, b) => a - b);
  const gaps = times.map((time, index) => time - (times[index - 1] ?? time));
  const count = ({ subject }: Written): number => there.get(subject) ?? 0;
  const names = (list: readonly Written[]): string[] => list.map(({ subject }) => subject);
  return {
    acknowledged: done.length,
    unknown: said.length - done.length - refused.length,
    refused: refused.length,
    lost: names(done.filter((written) => count(written) === 0)),
    twice: names(said.filter((written) => count(written) > 1)),
    revived: names(refused.filter((written) => count(written) > 0)),
    stillMs: gaps.reduce((longest, gap) => Math.max(longest, gap), 0),
  };
}
