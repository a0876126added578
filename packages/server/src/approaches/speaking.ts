// What a member says: its position and its questions, from its own seats; or, where it has none, to the lead's desk, which
// writes down what it was told and how. A question may ask for a withheld place, by the name the member's copy gives it.
import { hash, randomUUID } from "node:crypto";
import { dueAt, findWithheldPlace, isMoreShown } from "@entente/core/arrangements";
import type { Arrangements } from "@entente/core/arrangements";
import { PolicyError } from "@entente/core/encoding";
import { verifyCut } from "@entente/core/releases";
import type { CutDocument } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { readDigestStart } from "../releases/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { listUnsealings } from "../unsealings/index.ts";
import { note, requireApproach } from "./approaches.ts";
import { chooseQuestion } from "./rules.ts";
import type { StatedPosition } from "./rules.ts";
import { insertAnswer, insertPosition, insertQuestion, listQuestions } from "./spoken/store.ts";
import type { QuestionRow } from "./spoken/store.ts";
import { listHeldCuts } from "./store.ts";
import type { HeldCut } from "./store.ts";

/** For whom something is said: the member of the seat itself, or one without seats that told the lead's desk. */
export interface Told {
  readonly member: string;
  /** How: `note verbale 12/2018`, `by telephone, M. Hentzau`. */
  readonly how: string;
}

export interface Spoken {
  /** Null: the seat speaks for its own member. */
  readonly told: Told | null;
  readonly arrangements: Arrangements;
}

/** @throws ServerError FORBIDDEN, NOT_FOUND, REQUEST_INVALID. */
export async function takePosition(
  tx: Transactor,
  act: Act,
  {
    position,
    statement,
    ...spoken
  }: Spoken & { readonly position: StatedPosition; readonly statement: string },
): Promise<void> {
  const member = requireSpeaker(act, spoken);
  await insertPosition(tx, openSeatView(act.seat, act.of), {
    approachId: await requireApproach(tx, openSeatView(act.seat, act.of), member),
    ...{ position, statement, told: spoken.told?.how ?? null, by: act.seat.id, at: act.at },
  });
  await note(tx, act, "position.take", `${member} ${position}`);
}

/** Where a question points: a document of the approach and a place its copy shows as withheld. */
export interface AskedPlace {
  readonly document: string;
  readonly name: string;
}

/**
 * Asks the lead. The clock of the answer starts now, with the hours the community's rule gives. Returns the question.
 * @throws ServerError FORBIDDEN, NOT_FOUND for a document or place the member's copy does not show, REQUEST_INVALID.
 */
export async function askQuestion(
  tx: Transactor,
  act: Act,
  { text, place, ...spoken }: Spoken & { readonly text: string; readonly place: AskedPlace | null },
): Promise<Pick<QuestionRow, "id" | "due" | "place">> {
  const member = requireSpeaker(act, spoken);
  if (text.trim() === "")
    throw new ServerError("REQUEST_INVALID", "A question says in words what is needed, and for whom.");
  const question = {
    ...{
      id: randomUUID(),
      approachId: await requireApproach(tx, openSeatView(act.seat, act.of), member),
      text,
    },
    ...{ askedBy: act.seat.id, askedAt: act.at, told: spoken.told?.how ?? null },
    due: dueAt(spoken.arrangements.questions, act.at),
    place: place === null ? null : await namePlace(tx, act, member, place),
  };
  await insertQuestion(tx, openSeatView(act.seat, act.of), question);
  await note(tx, act, "question.ask", member);
  return { id: question.id, due: question.due, place: question.place };
}

/** @throws ServerError REQUEST_INVALID unless the seat may speak for the member. */
function requireSpeaker(act: Act, { told, arrangements }: Spoken): string {
  if (told === null) {
    requireRole(act.seat, ["desk"], null);
    return act.seat.member;
  }
  requireRole(act.seat, ["desk"], act.of);
  // Written down in so many words: of a member nobody described, nobody knows that it has no seats.
  const { capacities } = arrangements;
  const reach = Object.hasOwn(capacities, told.member) ? capacities[told.member]?.reach : undefined;
  if (reach !== "mail" && reach !== "print")
    throw new ServerError(
      "REQUEST_INVALID",
      `${told.member} speaks from its own seats. Only for a member that the coalition file says is reached by mail or on paper is it written down here.`,
    );
  if (told.how.trim() === "")
    throw new ServerError("REQUEST_INVALID", "Say how you were told: the letter, or who called.");
  return told.member;
}

async function namePlace(
  reader: Reader,
  act: Act,
  member: string,
  { document, name }: AskedPlace,
): Promise<NonNullable<QuestionRow["place"]>> {
  const cuts = await listHeldCuts(reader, openSeatView(act.seat, act.of), member);
  const cut = cuts.find((held) => held.document === document && held.ordinal !== null);
  const file = cut?.files.at(-1)?.file;
  const place = file === undefined ? null : findWithheldPlace(readCopy(file), name);
  if (cut === undefined || file === undefined || place === null)
    throw new ServerError(
      "NOT_FOUND",
      `The copy of ${document} for ${member} shows no withheld place ${name}. "entente approach show" lists those it shows; what the source itself withheld is not ours to open.`,
    );
  const { cutId } = cut;
  return { cutId, document, cutSha256: hash("sha256", file, "hex"), ...place };
}

/** What the lead does with a question. */
export type AnswerToQuestion =
  | { readonly outcome: "answered" | "refused"; readonly text: string }
  /** `planDigest`: of the unsealing that was issued for it, or its first characters. */
  | { readonly outcome: "unsealed"; readonly text: string; readonly planDigest: string };

/**
 * Answers one question of a member: the one whose id begins so, the oldest open one where `questionId` is null.
 * @throws InputError SHAPE_INVALID for too little of an unsealing's digest; PolicyError TRANSITION_REFUSED when there is none open, or an unsealing does not show more at the place asked for;
 * ServerError FORBIDDEN, NOT_FOUND, REQUEST_INVALID for a refusal or answer without words.
 */
export async function answerQuestion(
  tx: Transactor,
  act: Act,
  {
    member,
    questionId,
    answer,
  }: { readonly member: string; readonly questionId: string | null; readonly answer: AnswerToQuestion },
): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  await requireApproach(tx, openSeatView(act.seat, act.of), member);
  const view = openSeatView(act.seat, act.of);
  if (answer.text.trim() === "")
    throw new ServerError("REQUEST_INVALID", "Say it in words: an answer, what was opened, or why not.");
  const open = (await listQuestions(tx, view)).filter((one) => one.member === member && one.answer === null);
  const question = chooseQuestion(open, questionId);
  if (question === null)
    throw new PolicyError("TRANSITION_REFUSED", `${member} has no such open question to answer.`);
  if (answer.outcome !== "answered" && question.place === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `This question of ${member} asks for no withheld place. Answer it in words.`,
    );
  const unsealingId =
    answer.outcome === "unsealed" ? await requireOpened(tx, act, question, answer.planDigest) : null;
  await insertAnswer(tx, view, {
    ...{ questionId: question.id, outcome: answer.outcome, text: answer.text, unsealingId },
    ...{ by: act.seat.id, at: act.at },
  });
  await note(tx, act, `question.${answer.outcome === "answered" ? "answer" : answer.outcome}`, member);
}

/** The unsealing of that plan, if more is shown by it where the question asked. */
async function requireOpened(
  reader: Reader,
  act: Act,
  { place, member }: QuestionRow,
  planDigest: string,
): Promise<string> {
  const view = openSeatView(act.seat, act.of);
  const start = readDigestStart(planDigest);
  const rows = (await listUnsealings(reader, view)).filter(
    (row) => row.planDigest.startsWith(start) && row.file !== null,
  );
  const row = rows.find(({ cutId }) => cutId === place?.cutId);
  const cut = (await listHeldCuts(reader, view, member)).find(({ cutId }) => cutId === place?.cutId);
  if (row === undefined || cut === undefined || place === null)
    throw new ServerError(
      "NOT_FOUND",
      `No unsealing of that digest was issued for the cut ${member} asked about. "entente release unseal" plans, approves and issues one.`,
    );
  if (!showsMore(cut, place, row.id))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `That unsealing shows nothing more ${place.where} (${place.name}). Unseal a place there, or refuse with a reason.`,
    );
  return row.id;
}

function showsMore(
  { files }: HeldCut,
  { cutSha256, name }: NonNullable<QuestionRow["place"]>,
  unsealingId: string,
): boolean {
  const before = files.find(({ file }) => hash("sha256", file, "hex") === cutSha256);
  const after = files.find((one) => one.unsealingId === unsealingId);
  if (before === undefined || after === undefined) return false;
  return isMoreShown(readCopy(before.file), readCopy(after.file), name);
}

/** A cut of this node as its reader has it. */
export function readCopy(file: string): CutDocument {
  return verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives }).document;
}
