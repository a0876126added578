// Who is to be reminded: members whose answer is due within a day or past due, the lead of questions it left waiting, and
// members that have not done what they pledged. Pure; once for each thing and day.
import { dayOf, epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { ReminderRow } from "../jobs/index.ts";

const AHEAD_MS = 24 * 3_600_000;

export interface WhatIsDue {
  readonly lead: string;
  readonly now: Instant;
  readonly approaches: readonly {
    readonly id: string;
    readonly member: string;
    readonly deliveredAt: Instant | null;
    readonly answerBy: Instant;
    readonly stated: string | null;
    readonly waits: boolean;
  }[];
  readonly questions: readonly {
    readonly id: string;
    readonly due: Instant;
    readonly answer: object | null;
  }[];
  /** Pledged and not done, once T-0 has opened. */
  readonly missing: readonly { readonly member: string; readonly kind: string }[];
  readonly openedAt: Instant | null;
}

export function findReminders(due: WhatIsDue): readonly ReminderRow[] {
  const { lead, now, openedAt } = due;
  const day = dayOf(now);
  const soon = (at: Instant): boolean => epochMilliseconds(at) - epochMilliseconds(now) <= AHEAD_MS;
  return [
    ...due.approaches
      // Who waits for an answer of ours is not reminded of its own.
      .filter(
        ({ deliveredAt, stated, waits, answerBy }) =>
          deliveredAt !== null && stated === null && !waits && soon(answerBy),
      )
      .map(({ id, member, answerBy }) => ({
        member,
        kind: "answer-by" as const,
        subject: id,
        day,
        due: answerBy,
      })),
    ...due.questions
      .filter((question) => question.answer === null && question.due <= now)
      .map(({ id, due: at }) => ({ member: lead, kind: "question" as const, subject: id, day, due: at })),
    ...due.missing.map(({ member, kind }) => ({
      ...{ member, kind: "measure" as const, subject: kind, day, due: openedAt ?? now },
    })),
  ];
}
