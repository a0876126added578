// Approaches, questions and positions as a view is shown them. A member is told of another's acts by the office that did
// them, never by the person.
import { capacityOf, findQuestionState, sayCompany } from "@entente/core/arrangements";
import type { QuestionState } from "@entente/core/arrangements";
import type { Instant } from "@entente/core/encoding";
import { tellSeat } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { arrangementsOf, isWithinHours, namesOf, sayInstant } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Reader } from "../storage/index.ts";
import { describeStanding } from "./rules.ts";
import type { Evidence, Standing } from "./rules.ts";
import { listCompanyTold, listPositions, listQuestions } from "./spoken/store.ts";
import type { PositionRow, QuestionRow } from "./spoken/store.ts";
import { listApproaches, readTrails } from "./store.ts";

/** An answer-by instant, as the member's desk reads it. */
export interface TimeShown {
  readonly member: string;
  readonly answerBy: Instant;
  readonly timeZone: string;
  readonly said: string;
  /** Whether the member's desk is there then; null where its hours are not known. */
  readonly withinHours: boolean | null;
}

export interface QuestionShown {
  readonly id: string;
  readonly member: string;
  readonly state: QuestionState;
  readonly text: string;
  readonly asks: { readonly document: string; readonly place: string; readonly where: string } | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly due: Instant;
  /** How the lead was told, where the member has no seats; null otherwise. */
  readonly told: string | null;
  readonly answer: {
    readonly outcome: "answered" | "unsealed" | "refused";
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

export interface ApproachShown extends TimeShown {
  readonly name: string;
  readonly ask: string;
  readonly standing: Standing;
  readonly evidence: Evidence | null;
  readonly trail: readonly Evidence[];
  readonly questions: readonly QuestionShown[];
  readonly company: { readonly said: string; readonly at: Instant } | null;
}

export function describeTime(row: CaseRow, member: string, answerBy: Instant): TimeShown {
  const { timeZone, hours } = capacityOf(arrangementsOf(row), member);
  return {
    ...{ member, answerBy, timeZone, said: sayInstant(answerBy, timeZone) },
    withinHours: isWithinHours(hours, timeZone, answerBy),
  };
}

interface Looking {
  readonly row: CaseRow;
  readonly at: Instant;
}

/** Approaches the view may know of, with where each stands: all of the case for the lead, its own for a member. */
export async function showApproaches(
  reader: Reader,
  view: View,
  { row, at }: Looking,
): Promise<readonly ApproachShown[]> {
  const names = namesOf(row);
  const trails = await readTrails(reader, view);
  const questions = Map.groupBy(await showQuestions(reader, view, at), ({ member }) => member);
  const company = new Map((await listCompanyTold(reader, view)).map((told) => [told.member, told]));
  return (await listApproaches(reader, view)).map(({ member, ask, answerBy }) => {
    const trail = trails.get(member) ?? [];
    const told = company.get(member);
    return {
      ...describeTime(row, member, answerBy),
      ...{ name: names[member] ?? member, ask, trail, ...describeStanding(trail) },
      questions: questions.get(member) ?? [],
      company: told === undefined ? null : { said: sayCompany(told, told.most), at: told.at },
    };
  });
}

/** Questions the view may know of, oldest first, each with its clock. */
export async function showQuestions(
  reader: Reader,
  view: View,
  at: Instant,
): Promise<readonly QuestionShown[]> {
  return (await listQuestions(reader, view)).map((question) => showQuestion(view, question, at));
}

function showQuestion(view: View, { place, answer, ...question }: QuestionRow, at: Instant): QuestionShown {
  return {
    ...question,
    askedBy: tellSeat(view, question.askedBy),
    answer: answer === null ? null : { ...answer, by: tellSeat(view, answer.by) },
    state: findQuestionState({ due: question.due, outcome: answer?.outcome ?? null }, at),
    asks: place === null ? null : { document: place.document, place: place.name, where: place.where },
  };
}

/** Positions the view may know of, by member and then in order. */
export async function showPositions(reader: Reader, view: View): Promise<readonly PositionRow[]> {
  return (await listPositions(reader, view)).map((row) => ({ ...row, by: tellSeat(view, row.by) }));
}
