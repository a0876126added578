// The words of background work.
import type { Instant, JsonObject } from "@entente/core/encoding";

/** Work that a seat wants, with the ids of what it is about. */
export const wantedKinds = ["rendering", "delivery", "t-zero"] as const;
export type WantedKind = (typeof wantedKinds)[number];

/** What is wanted: a kind and ids, never content. */
export type JobWish =
  /** A cut as PDF or DOCX, kept as a file. */
  | { readonly kind: "rendering"; readonly cut: string; readonly form: "pdf" | "docx" }
  /** What one member is given of the case, written to the outbox, and its approach marked as delivered. */
  | { readonly kind: "delivery"; readonly member: string }
  /** T-0 of a round is due: the second hand behind the timer, which is more precise. Not looked at before `lookAt`. */
  | {
      readonly kind: "t-zero";
      readonly round: number;
      readonly dueAt: Instant;
      readonly lookAt: Instant;
    };

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** A job as its row has it. */
export interface JobRow {
  readonly id: string;
  readonly caseId: string;
  readonly seat: string;
  readonly kind: WantedKind;
  readonly subject: JsonObject;
  readonly state: JobState;
  /** Steps done, of how many; both 0 before anything is known. */
  readonly done: number;
  readonly steps: number;
  /** How often it was begun. */
  readonly tries: number;
  /** The code of the last failure; null when there was none. */
  readonly failure: string | null;
  /** Ids of what came of it; null before it is done. */
  readonly outcome: JsonObject | null;
  readonly wantedAt: Instant;
  readonly endedAt: Instant | null;
}

export const hasEnded = ({ state }: Pick<JobRow, "state">): boolean =>
  state !== "waiting" && state !== "running";
