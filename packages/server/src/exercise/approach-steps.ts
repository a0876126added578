// The steps of going to members: approaches, what they say, and what is opened for them afterwards.
import { readInstant, readObject, readString, readStrings, readWord } from "@entente/core/encoding";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import {
  answerQuestion,
  askQuestion,
  deliverApproaches,
  lapseApproaches,
  openApproaches,
  openOwnCut,
  statedPositions,
  takePosition,
} from "../approaches/index.ts";
import { ServerError } from "../errors.ts";
import { tellOfCompany } from "../pledges/index.ts";
import { listProposals } from "../releases/index.ts";
import type { Reader } from "../storage/index.ts";
import { approveUnsealing, issueUnsealing, listUnsealings, planUnsealing } from "../unsealings/index.ts";
import { documentName } from "./scenario.ts";
import type { Action } from "./scenario.ts";
import type { Perform } from "./stage.ts";

/** The name the cuts of a document's newest issued release carry: a script cannot know it, because it is drawn. */
async function findReleaseName(reader: Reader, act: Act, document: string): Promise<string> {
  const proposals = await listProposals(reader, openSeatView(act.seat, act.of), document);
  const name = proposals.find(({ issued }) => issued !== null)?.issued?.name ?? null;
  if (name === null)
    throw new ServerError(
      "NOT_FOUND",
      `No release of ${document} was issued. The release authority issues one.`,
    );
  return name;
}

/** The unsealing a script means when it names a member: the newest planned for it. */
async function findNewestUnsealing(reader: Reader, act: Act, member: string): Promise<string> {
  const rows = await listUnsealings(reader, openSeatView(act.seat, act.of));
  const newest = rows.find(({ recipient }) => recipient === member);
  if (newest === undefined)
    throw new ServerError("NOT_FOUND", `No unsealing was planned for ${member}. The drafter plans one.`);
  return newest.planDigest;
}

export const approachPerformances = {
  "approach.open": async (tx, act, input, { community }) => {
    const { members, documents, ask, answerBy } = readObject(input, "with", [
      "members",
      "documents",
      "ask",
      "answerBy",
    ]);
    await openApproaches(tx, act, {
      members: readStrings(members, "with.members"),
      documents: readStrings(documents, "with.documents").map(documentName),
      ask: readString(ask, "with.ask"),
      answerBy: readInstant(readString(answerBy, "with.answerBy")),
      community,
    });
  },
  "approach.deliver": async (tx, act, input) =>
    deliverApproaches(
      tx,
      act,
      readStrings(readObject(input, "with", ["members"])["members"], "with.members"),
    ),
  "approach.lapse": async (tx, act, input) => {
    readObject(input, "with", []);
    return lapseApproaches(tx, act);
  },
  "approach.company": async (tx, act, input, { community, arrangements }) => {
    const member = readString(readObject(input, "with", ["member"])["member"], "with.member");
    return tellOfCompany(tx, act, { member, community, arrangements });
  },
  "cut.open": async (tx, act, input) =>
    openOwnCut(
      tx,
      act,
      documentName(readString(readObject(input, "with", ["document"])["document"], "with.document")),
    ),
  "question.ask": async (tx, act, input, { arrangements }) => {
    const asked = readObject(input, "with", ["text"], ["document", "place"]);
    const text = readString(asked["text"], "with.text");
    if (asked["place"] === undefined && asked["document"] === undefined)
      return askQuestion(tx, act, { text, place: null, told: null, arrangements });
    const document = documentName(readString(asked["document"], "with.document"));
    const place = { document, name: readString(asked["place"], "with.place") };
    return askQuestion(tx, act, { text, place, told: null, arrangements });
  },
  "question.answer": async (tx, act, input) => {
    const { member, text } = readObject(input, "with", ["member", "text"]);
    const answer = { outcome: "answered" as const, text: readString(text, "with.text") };
    await answerQuestion(tx, act, { member: readString(member, "with.member"), questionId: null, answer });
  },
  "question.refuse": async (tx, act, input) => {
    const { member, reason } = readObject(input, "with", ["member", "reason"]);
    const answer = { outcome: "refused" as const, text: readString(reason, "with.reason") };
    await answerQuestion(tx, act, { member: readString(member, "with.member"), questionId: null, answer });
  },
  "question.unseal": async (tx, act, input) => {
    const { member, text } = readObject(input, "with", ["member", "text"]);
    const to = readString(member, "with.member");
    const planDigest = await findNewestUnsealing(tx, act, to);
    const answer = { outcome: "unsealed" as const, text: readString(text, "with.text"), planDigest };
    await answerQuestion(tx, act, { member: to, questionId: null, answer });
  },
  "unsealing.plan": async (tx, act, input, { community, keystore, ledger }) => {
    const asked = readObject(input, "with", ["document", "member", "places", "reason"]);
    const recipient = readString(asked["member"], "with.member");
    const document = documentName(readString(asked["document"], "with.document"));
    await planUnsealing(tx, act, {
      ...{ release: await findReleaseName(tx, act, document), recipient },
      places: readStrings(asked["places"], "with.places"),
      reason: readString(asked["reason"], "with.reason"),
      ...{ community, keystore, ledger },
    });
  },
  "unsealing.approve": async (tx, act, input, { community, keystore, ledger }) => {
    const member = readString(readObject(input, "with", ["member"])["member"], "with.member");
    const planDigest = await findNewestUnsealing(tx, act, member);
    await approveUnsealing(tx, act, { planDigest, community, keystore, ledger });
  },
  "unsealing.issue": async (tx, act, input, { community, keystore, ledger }) => {
    const member = readString(readObject(input, "with", ["member"])["member"], "with.member");
    const planDigest = await findNewestUnsealing(tx, act, member);
    await issueUnsealing(tx, act, { planDigest, community, keystore, ledger });
  },
  "position.take": async (tx, act, input, { arrangements }) => {
    const { position, statement } = readObject(input, "with", ["position", "statement"]);
    await takePosition(tx, act, {
      position: readWord(position, "with.position", statedPositions),
      statement: readString(statement, "with.statement"),
      ...{ told: null, arrangements },
    });
  },
} satisfies Partial<Record<Action, Perform>>;
