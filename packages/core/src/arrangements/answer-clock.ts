// The clock of a question: by when it is owed an answer, and how that stands.
import { epochMilliseconds, instantAt } from "../encoding/index.ts";
import type { Instant } from "../encoding/index.ts";
import type { QuestionRule } from "./arrangements.ts";

const HOUR_MS = 3_600_000;

export const questionStates = ["open", "overdue", "answered", "unsealed", "refused"] as const;
export type QuestionState = (typeof questionStates)[number];

/** When an answer to a question asked at `askedAt` is due. */
export function dueAt({ answerWithinHours }: QuestionRule, askedAt: Instant): Instant {
  return instantAt(epochMilliseconds(askedAt) + answerWithinHours * HOUR_MS);
}

/** How a question stands at `now`. At the due instant itself it is not overdue yet. */
export function findQuestionState(
  { due, outcome }: { readonly due: Instant; readonly outcome: "answered" | "unsealed" | "refused" | null },
  now: Instant,
): QuestionState {
  return outcome ?? (now > due ? "overdue" : "open");
}
