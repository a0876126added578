// What a history tells its processes to do, and what they answer.

export type Act =
  | "pledge.place"
  | "pledge.withdraw"
  | "pledges.resolve"
  | "pledges.lock"
  | "t-zero.set"
  | "t-zero.arm"
  | "t-zero.hold"
  | "t-zero.resume"
  | "t-zero.open"
  | "t-zero.stand-down";

export interface Order {
  readonly id: number;
  readonly slug: string;
  readonly seat: string;
  readonly do: Act | "case.open" | "look";
  readonly with: object;
  readonly at: string;
}

export interface Answer {
  readonly id: number;
  /** `unknown`: it may have been done or not; nobody was there to say. */
  readonly outcome: "done" | "refused" | "unknown";
  readonly code: string | null;
  readonly value: unknown;
}
