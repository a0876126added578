// Going to members with a cut, an ask and an answer-by date; their questions and positions.
import { randomUUID } from "node:crypto";
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { findDocument } from "../documents/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { hasLapsed } from "./rules.ts";
import type { StatedPosition } from "./rules.ts";
import {
  answerQuestion,
  findApproachId,
  findOwnCut,
  insertApproaches,
  insertOpening,
  insertPosition,
  insertQuestion,
  listApproaches,
  markDelivered,
} from "./store.ts";

export interface NewApproaches {
  readonly members: readonly string[];
  /** Names of documents. */
  readonly documents: readonly string[];
  readonly ask: string;
  readonly answerBy: Instant;
  readonly community: CompiledCommunity;
}

/** @throws InputError MEMBER_UNKNOWN; ServerError FORBIDDEN, NOT_FOUND. */
export async function openApproaches(
  tx: Transactor,
  act: Act,
  { members, documents, ask, answerBy, community }: NewApproaches,
): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  members.forEach((member) => community.indexOf(member));
  const view = openSeatView(act.seat, act.of);
  const documentIds: string[] = [];
  for (const name of documents) {
    const document = await findDocument(tx, view, name);
    if (document === null)
      throw new ServerError(
        "NOT_FOUND",
        `There is no document ${name} in this case, or you may not see it. Ask the lead's drafter.`,
      );
    documentIds.push(document.id);
  }
  const rows = members.map((member) => ({
    id: randomUUID(),
    caseId: act.of.id,
    member,
    ask,
    answerBy,
    openedAt: act.at,
  }));
  await insertApproaches(tx, rows, documentIds);
  await note(tx, act, "approach.open", members.join(" "));
}

export async function deliverApproaches(tx: Transactor, act: Act, members: readonly string[]): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  const delivered = await markDelivered(tx, openSeatView(act.seat, act.of), members, act.at);
  if (delivered !== members.length)
    throw new ServerError(
      "NOT_FOUND",
      `Of ${members.length} members only ${delivered} had an approach waiting for delivery. The desk opens the others first.`,
    );
  await note(tx, act, "approach.deliver", members.join(" "));
}

/** A member's desk opens its cut of a document. @throws ServerError NOT_FOUND when it has none or none was delivered. */
export async function openOwnCut(tx: Transactor, act: Act, document: string): Promise<void> {
  requireRole(act.seat, ["desk"], null);
  const view = openSeatView(act.seat, act.of);
  const cut = await findOwnCut(tx, view, document);
  if (!cut?.delivered)
    throw new ServerError(
      "NOT_FOUND",
      `There is no cut of ${document} for ${act.seat.member}. The lead's desk can say why.`,
    );
  await insertOpening(tx, view, { cutId: cut.cutId, seat: act.seat.id, at: act.at });
  await note(tx, act, "cut.open", document);
}

export async function takePosition(
  tx: Transactor,
  act: Act,
  { position, statement }: { readonly position: StatedPosition; readonly statement: string },
): Promise<void> {
  requireRole(act.seat, ["desk"], null);
  await insertPosition(tx, {
    approachId: await requireApproach(tx, act, act.seat.member),
    position,
    statement,
    by: act.seat.id,
    at: act.at,
  });
  await note(tx, act, "position.take", position);
}

export async function askQuestion(tx: Transactor, act: Act, text: string): Promise<void> {
  requireRole(act.seat, ["desk"], null);
  await insertQuestion(tx, {
    id: randomUUID(),
    approachId: await requireApproach(tx, act, act.seat.member),
    text,
    by: act.seat.id,
    at: act.at,
  });
  await note(tx, act, "question.ask", act.seat.member);
}

export async function answerMember(
  tx: Transactor,
  act: Act,
  { member, text }: { readonly member: string; readonly text: string },
): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  const answered = await answerQuestion(tx, {
    approachId: await requireApproach(tx, act, member),
    text,
    by: act.seat.id,
    at: act.at,
  });
  if (!answered) throw new PolicyError("TRANSITION_REFUSED", `${member} has no open question to answer.`);
  await note(tx, act, "question.answer", member);
}

/** Records silence as what it is: approaches past their answer-by instant without an answer lapse. Returns how many. */
export async function lapseApproaches(tx: Transactor, act: Act): Promise<number> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  const approaches = await listApproaches(tx, openSeatView(act.seat, act.of));
  const silent = approaches.filter((approach) => hasLapsed(approach, act.at));
  for (const approach of silent) {
    await insertPosition(tx, {
      approachId: approach.id,
      position: "lapsed",
      statement: "",
      by: act.seat.id,
      at: act.at,
    });
  }
  await note(tx, act, "approach.lapse", silent.map((approach) => approach.member).join(" "));
  return silent.length;
}

async function requireApproach(tx: Transactor, act: Act, member: string): Promise<string> {
  const id = await findApproachId(tx, openSeatView(act.seat, act.of), member);
  if (id === null)
    throw new ServerError(
      "NOT_FOUND",
      `${member} was not approached in this case, or you may not see it. Ask the lead's desk.`,
    );
  return id;
}

async function note(tx: Transactor, act: Act, action: string, subject: string): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
