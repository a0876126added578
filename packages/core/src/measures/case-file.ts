// The public facts of a case, format `coalition-case/1`, and what is counted from them.

/** One measure taken (or knowingly not taken). */
export interface Measure {
  readonly id: string;
  readonly actor: string;
  /** `state`, or any other word for what is not a state. */
  readonly actorType: string;
  readonly kind: string;
  readonly target: string | null;
  readonly count: number | null;
  /** Local date of announcement: a day, a month where the day is unknown, or null. */
  readonly announced: string | null;
  readonly inTally: boolean;
  readonly detail: string;
  readonly sources: readonly string[];
  readonly confidence: "high" | "medium" | "low";
  /** False: must not be used as truth. */
  readonly verified: boolean;
}

export interface CaseFile {
  readonly id: string;
  readonly title: string;
  readonly incident: {
    readonly date: string;
    readonly place: string;
    readonly host: string;
    readonly attributedTo: string | null;
  };
  /** Member whose case it is; the state the act was done in. */
  readonly lead: string;
  readonly measures: readonly Measure[];
}

/** Which measures a tally counts. Each has a sentence that is printed with every figure. */
export type CountingRule = "all" | "without-lead" | "without-organisations" | "states-without-lead";

export interface Uncounted {
  readonly id: string;
  readonly reason: string;
}

export interface Tally {
  readonly kind: string;
  readonly persons: number;
  readonly states: number;
  readonly organisations: readonly string[];
  readonly rule: CountingRule;
  /** The rule in a sentence. */
  readonly ruleText: string;
  /** YYYY-MM-DD; the day of the last counted or considered measure when none was asked for. */
  readonly asOf: string;
  readonly byActor: Readonly<Record<string, number>>;
  readonly notCounted: readonly Uncounted[];
}
