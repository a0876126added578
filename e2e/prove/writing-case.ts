// The case a node is written to in, and what its writers and the node say to each other, one JSON line at a time.

export const WRITING_CASE = "an-act-that-never-was";

/** The lead first; the others ask and pledge. */
export const WRITING_MEMBERS = ["GBR", "DEU", "EST", "FRA", "LVA", "NLD", "POL", "SWE"];

export interface WritingOrder {
  /** From 1. */
  readonly id: number;
  readonly member: string;
  /** A question is a row and its journal row; a pledge is a version, a leaf with its opening, tiles and a journal row. */
  readonly act: "question" | "pledge";
  /** The question's text; the pledge's number of expulsions. Each is said once. */
  readonly text: string;
}

export interface WritingAnswer {
  /** Of the order; -1 when the node is open, or could not be opened. */
  readonly id: number;
  /** Null: it is done, and kept. */
  readonly code: string | null;
  readonly message: string | null;
}
