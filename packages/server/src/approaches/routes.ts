// Going to members and being gone to. The lead's desk speaks to members; a member's desk asks and takes positions for its own
// member, and sees its own approach and nothing of others.
import { dueAt } from "@entente/core/arrangements";
import type { EarlierCase } from "@entente/core/arrangements";
import { readInstant } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
import { Type } from "typebox";
import { answeringRoles, contentRoles } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { arrangementsOf, communityOf } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { readDigestStart } from "../releases/index.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { deliverApproaches, lapseApproaches, openApproaches, openOwnCut } from "./approaches.ts";
import { readBuiltInCases } from "./earlier-cases.ts";
import { readCopies, readPrecedents } from "./persuading.ts";
import {
  AnswerBody,
  ApproachParams,
  ApproachSchema,
  ApproachWithCopiesSchema,
  AskBody,
  DocumentParams,
  MembersBody,
  OpenBody,
  PointsBody,
  PointsSchema,
  PositionBody,
  PositionSchema,
  QuestionSchema,
  RefusalBody,
  TimeSchema,
} from "./schema.ts";
import { describeTime, showApproaches, showPositions, showQuestions } from "./shown.ts";
import { answerQuestion, askQuestion, takePosition } from "./speaking.ts";

const everyone = { lead: contentRoles, allies: answeringRoles };
const speaking = { lead: ["desk", "drafter"], allies: [] } as const;
/** A desk for its own member; the lead's for a member without seats as well. */
const desks = { lead: ["desk"], allies: ["desk"] } as const;
const Text = Type.String();
const Count = Type.Integer();
const reading = { view: "case", takes: "json", stepUp: false, method: "GET" } as const;
const changing = { view: "case", takes: "json", stepUp: false, method: "POST" } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };
const ofApproach = { params: ApproachParams, query: Nothing, body: NoBody };

export const approachRoutes = [
  defineChange({
    ...{ ...changing, id: "approach.open", path: "/api/cases/:case/approaches", who: speaking },
    summary: "Opens approaches: what is asked of which members, with which documents, by when.",
    input: { ...ofCase, body: OpenBody },
    answer: Type.Object({ opened: Type.Array(TimeSchema) }),
    change: async (tx, { act, row, body: { members, documents, ask, answerBy } }) => {
      const by = readInstant(answerBy);
      await openApproaches(tx, act, {
        ...{ members, documents, ask, answerBy: by, community: communityOf(row) },
      });
      return { opened: members.map((member) => describeTime(row, member, by)) };
    },
  }),
  defineChange({
    ...{ ...changing, id: "approach.deliver", path: "/api/cases/:case/approaches/delivery", who: speaking },
    summary: "Delivers approaches: from now on the members see them.",
    input: { ...ofCase, body: MembersBody },
    answer: Type.Object({ delivered: Type.Array(Text) }),
    change: async (tx, { act, body: { members } }) => {
      await deliverApproaches(tx, act, members);
      return { delivered: members };
    },
  }),
  defineChange({
    ...{ ...changing, id: "approach.lapse", path: "/api/cases/:case/approaches/lapse", who: speaking },
    summary: "Writes down silence: what was delivered and not answered by its instant lapses.",
    input: ofCase,
    answer: Type.Object({ lapsed: Type.Array(Text) }),
    change: async (tx, { act }) => ({ lapsed: await lapseApproaches(tx, act) }),
  }),
  defineChange({
    ...{ ...changing, id: "cut.open", path: "/api/cases/:case/copies/:document/opening" },
    summary: "Opens the copy of a document that the seat's member was given, and writes down that it was.",
    who: { lead: [], allies: ["desk"] },
    input: { params: DocumentParams, query: Nothing, body: NoBody },
    answer: Type.Object({ document: Text, opened: Type.Literal(true) }),
    change: async (tx, { act, params: { document } }) => {
      await openOwnCut(tx, act, document);
      return { document, opened: true as const };
    },
  }),
  defineRead({
    ...{ ...reading, id: "approach.list", path: "/api/cases/:case/approaches", who: everyone },
    summary: "Approaches with where each stands and by what evidence; a member sees its own.",
    input: ofCase,
    answer: Type.Object({ approaches: Type.Array(ApproachSchema) }),
    read: async (reader, { view, row, at }) => ({
      approaches: await showApproaches(reader, view, { row, at }),
    }),
  }),
  defineRead({
    ...{ ...reading, id: "approach.show", path: "/api/cases/:case/approaches/:member", who: everyone },
    summary: "One approach: ask, times, evidence, questions with their clocks, and what may be asked for.",
    input: ofApproach,
    answer: ApproachWithCopiesSchema,
    read: async (reader, { view, row, at, params }) => {
      const member = nameMember(view, params.member);
      const approaches = await showApproaches(reader, view, { row, at });
      const shown = approaches.find((one) => one.member === member);
      if (shown === undefined) throw noApproach(member);
      return { ...shown, copies: await readCopies(reader, { view, row }, member) };
    },
  }),
  defineRead({
    ...{ ...reading, id: "approach.points", path: "/api/cases/:case/approaches/:member/points" },
    ...{ method: "POST", who: everyone },
    summary: "Talking points for a member, from its own copies and its own past alone.",
    input: { ...ofApproach, body: PointsBody },
    answer: PointsSchema,
    read: async (reader, { view, row, at, params, body }) => {
      const member = nameMember(view, params.member);
      const copies = await readCopies(reader, { view, row }, member);
      const builtIn: readonly EarlierCase[] = [
        ...(await readBuiltInCases()),
        ...body.history.map((one) => readCaseFile(one)),
      ];
      return {
        ...{ member, copies },
        precedents: await readPrecedents(reader, { view, row, at }, { member, builtIn }),
      };
    },
  }),
  defineChange({
    ...{ ...changing, id: "question.ask", path: "/api/cases/:case/questions", who: desks },
    summary:
      "Asks the lead a question, or for a place the member's copy withholds. The clock starts at once.",
    input: { ...ofCase, body: AskBody },
    answer: Type.Object({
      ...{ id: Text, due: Text },
      place: Type.Union([Type.Object({ name: Text, where: Text }), Type.Null()]),
    }),
    change: async (tx, { act, row, body: { text, place, told } }) => {
      const arrangements = arrangementsOf(row);
      return askQuestion(tx, act, { text, place, told, arrangements });
    },
  }),
  defineRead({
    ...{ ...reading, id: "question.list", path: "/api/cases/:case/questions", who: everyone },
    summary: "Questions with their clocks, oldest first; a member sees its own.",
    input: ofCase,
    answer: Type.Object({
      /** The instant the clocks are read at, and when a question asked now would be due. */
      ...{ now: Text, dueIfAskedNow: Text, open: Count, overdue: Count },
      questions: Type.Array(QuestionSchema),
    }),
    read: async (reader, { view, row, at }) => {
      const questions = await showQuestions(reader, view, at);
      const count = (state: string): number => questions.filter((one) => one.state === state).length;
      return {
        ...{ now: at, dueIfAskedNow: dueAt(arrangementsOf(row).questions, at) },
        ...{ open: count("open"), overdue: count("overdue"), questions },
      };
    },
  }),
  defineChange({
    ...{ ...changing, id: "question.answer", path: "/api/cases/:case/approaches/:member/answer" },
    who: speaking,
    summary: "Answers a member's question in words, or with an unsealing that was issued for it.",
    input: { ...ofApproach, body: AnswerBody },
    answer: Type.Object({ member: Text, outcome: Text }),
    change: async (tx, { act, params: { member }, body: { question, text, unsealing } }) => {
      const answer =
        unsealing === null
          ? ({ outcome: "answered", text } as const)
          : ({ outcome: "unsealed", text, planDigest: readDigestStart(unsealing) } as const);
      await answerQuestion(tx, act, { member, questionId: question, answer });
      return { member, outcome: answer.outcome };
    },
  }),
  defineChange({
    ...{ ...changing, id: "question.refuse", path: "/api/cases/:case/approaches/:member/refusal" },
    who: speaking,
    summary: "Refuses to open a place a member asked for, and says why.",
    input: { ...ofApproach, body: RefusalBody },
    answer: Type.Object({ member: Text, outcome: Text }),
    change: async (tx, { act, params: { member }, body: { question, reason } }) => {
      const answer = { outcome: "refused", text: reason } as const;
      await answerQuestion(tx, act, { member, questionId: question, answer });
      return { member, outcome: answer.outcome };
    },
  }),
  defineChange({
    ...{ ...changing, id: "position.take", path: "/api/cases/:case/positions", who: desks },
    summary: "Takes a position for the seat's member. It can be taken again; every one is kept.",
    input: { ...ofCase, body: PositionBody },
    answer: Type.Object({ member: Text, position: Text }),
    change: async (tx, { act, row, body: { position, statement, told } }) => {
      await takePosition(tx, act, { position, statement, told, arrangements: arrangementsOf(row) });
      return { member: told?.member ?? act.seat.member, position };
    },
  }),
  defineRead({
    ...{ ...reading, id: "position.list", path: "/api/cases/:case/positions", who: everyone },
    summary: "The latest position of each member; a member sees its own.",
    input: ofCase,
    answer: Type.Object({ positions: Type.Array(PositionSchema) }),
    read: async (reader, { view }) => {
      const all = await showPositions(reader, view);
      return { positions: [...new Map(all.map((one) => [one.member, one])).values()] };
    },
  }),
  defineRead({
    ...{ ...reading, id: "position.history", path: "/api/cases/:case/approaches/:member/positions" },
    who: everyone,
    summary: "Every position of one member, in the order in which they were taken.",
    input: ofApproach,
    answer: Type.Object({ positions: Type.Array(PositionSchema) }),
    read: async (reader, { view, params }) => {
      const member = nameMember(view, params.member);
      return { positions: (await showPositions(reader, view)).filter((one) => one.member === member) };
    },
  }),
];

/** Whom the path means: no id of a member is written `own`. */
function nameMember(view: View, named: string): string {
  return named === "own" ? view.member : named;
}

function noApproach(member: string): ServerError {
  return new ServerError(
    "NOT_FOUND",
    `${member} was not approached in this case, or you may not see it. Ask the lead's desk.`,
  );
}
