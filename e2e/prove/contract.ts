// The contract of `npm run prove -- NAME [--cases N] [--seed S] [--json]`.

export interface ProofOptions {
  /** How many cases to run. */
  readonly cases: number;
  readonly seed: number;
  /** Progress for people, on standard error. */
  readonly report: (text: string) => void;
}

export interface ProofResult {
  /** Cases really run. */
  readonly cases: number;
  readonly failures: number;
  /** The first counter-example, shrunk where the tool can; null when there is none. */
  readonly counterExample: unknown;
  /**
   * Cases that came right later than the claim promises, and the first of them. The command counts them as failures; a test does
   * not, because how long something takes on a machine it shares says nothing of the program.
   */
  readonly late?: { readonly count: number; readonly first: unknown };
  /** What this machine lacks, where the proof could not run at all. Said loudly, with an exit code of its own. */
  readonly skipped?: string;
}

/** One long run. `npm test` runs `smallCases` of it, the command `defaultCases` unless told. */
export interface Proof {
  readonly name: string;
  readonly claim: string;
  readonly smallCases: number;
  readonly defaultCases: number;
  readonly run: (options: ProofOptions) => Promise<ProofResult>;
}
