// Going to members with documents, an ask and an answer-by instant; opening what one was given; silence that lapses.
import { randomUUID } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { findDocument } from "../documents/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { hasLapsed } from "./rules.ts";
import { insertPosition } from "./spoken/store.ts";
import {
  findApproachId,
  insertApproaches,
  insertOpening,
  insertReceipt,
  listApproaches,
  listHeldCuts,
  markDelivered,
} from "./store.ts";

export interface NewApproaches {
  readonly members: readonly string[];
  /** Names of documents: the one the approach is about, then its annexes. */
  readonly documents: readonly string[];
  readonly ask: string;
  readonly answerBy: Instant;
  readonly community: CompiledCommunity;
}

/** @throws InputError MEMBER_UNKNOWN; ServerError FORBIDDEN, NOT_FOUND, REQUEST_INVALID for a member approached already. */
export async function openApproaches(
  tx: Transactor,
  act: Act,
  { members, documents, ask, answerBy, community }: NewApproaches,
): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  members.forEach((member) => community.indexOf(member));
  const view = openSeatView(act.seat, act.of);
  const known = new Set((await listApproaches(tx, view)).map(({ member }) => member));
  const again = members.find((member, index) => known.has(member) || members.indexOf(member) !== index);
  if (again !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      `${again} is approached in this case already. One approach holds its documents, questions and positions; "entente approach show ${again}" prints them.`,
    );
  const twice = documents.find((name, index) => documents.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ServerError("REQUEST_INVALID", `${twice} is named twice. An approach has each document once.`);
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
    ...{ id: randomUUID(), member, ask, answerBy },
    ...{ openedAt: act.at, openedBy: act.seat.id },
  }));
  await insertApproaches(tx, view, rows, documentIds);
  await note(tx, act, "approach.open", members.join(" "));
}

/**
 * @throws ServerError FORBIDDEN, NOT_FOUND unless every member has an approach that waits for delivery, REQUEST_INVALID
 * where none is named.
 */
export async function deliverApproaches(tx: Transactor, act: Act, members: readonly string[]): Promise<void> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  if (members.length === 0)
    throw new ServerError("REQUEST_INVALID", "Name at least one member, such as DEU,FRA.");
  const delivered = await markDelivered(tx, openSeatView(act.seat, act.of), {
    ...{ members, at: act.at, by: act.seat.id },
  });
  if (delivered !== members.length)
    throw new ServerError(
      "NOT_FOUND",
      `Of ${members.length} members only ${delivered} had an approach waiting for delivery. The desk opens the others first.`,
    );
  await note(tx, act, "approach.deliver", members.join(" "));
}

/** A member's desk opens its cut of a document. @throws ServerError NOT_FOUND when it has none or none was delivered. */
export async function openOwnCut(tx: Transactor, act: Act, document: string): Promise<void> {
  const { cut, view } = await requireOwnCut(tx, act, document);
  await insertOpening(tx, view, { cutId: cut.cutId, seat: act.seat.id, at: act.at });
  await note(tx, act, "cut.open", document);
}

/**
 * The member's node says that a cut came, or that everything in it held. @throws ServerError NOT_FOUND, FORBIDDEN.
 */
export async function receiveOwnCut(
  tx: Transactor,
  act: Act,
  { document, stage }: { readonly document: string; readonly stage: "delivered" | "verified" },
): Promise<void> {
  const { cut, view } = await requireOwnCut(tx, act, document);
  await insertReceipt(tx, view, { cutId: cut.cutId, stage, seat: act.seat.id, at: act.at });
  await note(tx, act, `receipt.${stage}`, document);
}

async function requireOwnCut(tx: Transactor, act: Act, document: string) {
  requireRole(act.seat, ["desk"], null);
  const view = openSeatView(act.seat, act.of);
  const cut = (await listHeldCuts(tx, view, act.seat.member)).find((held) => held.document === document);
  const approached = (await findApproachId(tx, view, act.seat.member)) !== null;
  if (cut === undefined || !approached)
    throw new ServerError(
      "NOT_FOUND",
      `There is no cut of ${document} for ${act.seat.member}. The lead's desk can say why.`,
    );
  return { cut, view };
}

/** Records silence as what it is: approaches past their answer-by instant without an answer lapse. Returns whose did. */
export async function lapseApproaches(tx: Transactor, act: Act): Promise<readonly string[]> {
  requireRole(act.seat, ["desk", "drafter"], act.of);
  const view = openSeatView(act.seat, act.of);
  const approaches = await listApproaches(tx, view);
  const silent = approaches.filter((approach) => hasLapsed(approach, act.at));
  for (const approach of silent) {
    await insertPosition(tx, view, {
      ...{ approachId: approach.id, position: "lapsed", statement: "", told: null },
      ...{ by: act.seat.id, at: act.at },
    });
  }
  const members = silent.map(({ member }) => member);
  await note(tx, act, "approach.lapse", members.join(" "));
  return members;
}

/** The approach to a member. @throws ServerError NOT_FOUND where there is none the view may know of. */
export async function requireApproach(reader: Reader, view: View, member: string): Promise<string> {
  const id = await findApproachId(reader, view, member);
  if (id === null)
    throw new ServerError(
      "NOT_FOUND",
      `${member} was not approached in this case, or you may not see it. Ask the lead's desk.`,
    );
  return id;
}

export async function note(tx: Transactor, act: Act, action: string, subject: string): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
