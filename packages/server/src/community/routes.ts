import { Type } from "typebox";
import { readInstant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { CaseParams, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { planSteps, showCommunity, showMembers } from "./members.ts";

const Text = Type.String();
const Count = Type.Integer();
const Moment = Type.Optional(Type.String({ maxLength: 40 }));
const whoReads = {
  lead: ["drafter", "release-authority", "desk", "publisher"],
  allies: ["release-authority", "desk"],
} as const;

const LegalStep = { step: Text, by: Text, leadDays: Count };
const MemberSchema = {
  id: Text,
  name: Text,
  kind: Text,
  groups: Type.Array(Text),
  clearances: Type.Union([
    Type.Record(Text, Type.Object({ upTo: Text, caveats: Type.Array(Text) })),
    Type.Null(),
  ]),
  capacity: Type.Union([
    Type.Object({
      reach: Type.Union([
        Type.Literal("node"),
        Type.Literal("hosted"),
        Type.Literal("mail"),
        Type.Literal("print"),
      ]),
      languages: Type.Array(Text),
      timeZone: Text,
      hours: Type.Union([Type.Object({ from: Text, to: Text, days: Type.Array(Count) }), Type.Null()]),
      steps: Type.Record(Text, Type.Array(Type.Object(LegalStep))),
    }),
    Type.Null(),
  ]),
  described: Type.Boolean(),
};
const StepsSchema = Type.Object({
  answer: Text,
  tZero: Text,
  plans: Type.Array(
    Type.Object({
      kind: Text,
      outcome: Text,
      steps: Type.Array(Type.Object({ ...LegalStep, doneAt: Text, inTime: Type.Boolean() })),
      authority: Type.Union([Text, Type.Null()]),
      answerAtLatest: Type.Union([Text, Type.Null()]),
      said: Text,
    }),
  ),
});

/** Who a case concerns. */
export const communityRoutes = [
  defineRead({
    ...{ id: "community.show", method: "GET", path: "/api/cases/:case/community" },
    summary: "The members and groups of a case's community, as they were on a day.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: {
      params: CaseParams,
      query: Type.Object(
        { asOf: Type.Optional(Type.String({ maxLength: 40 })) },
        { additionalProperties: false },
      ),
      body: NoBody,
    },
    answer: Type.Object({
      name: Text,
      exercise: Type.Boolean(),
      asOf: Text,
      members: Type.Array(Type.Object({ id: Text, name: Text, kind: Text })),
      groups: Type.Array(
        Type.Object({
          id: Text,
          name: Text,
          members: Type.Array(Text),
          changes: Type.Array(Type.Object({ member: Text, day: Text, change: Text })),
        }),
      ),
    }),
    read: (_reader, { query, row }) => Promise.resolve(showCommunity(row, query.asOf ?? null)),
  }),
  defineRead({
    ...{ id: "community.file", method: "GET", path: "/api/cases/:case/community/file" },
    summary: "The community as its file says it, for the lead's desks to work out markings by.",
    ...{ who: { ...whoReads, allies: [] }, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    /** An `entente-community/1` file, to be read by its own reader. */
    answer: Type.Object({ file: Text }),
    read: (_reader, { row }) => Promise.resolve({ file: JSON.stringify(row.community) }),
  }),
  defineRead({
    ...{ id: "member.list", method: "GET", path: "/api/cases/:case/members" },
    summary:
      "The members of a case; what is known of each for the lead, what is known of itself for a member.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({ members: Type.Array(Type.Object(MemberSchema)) }),
    read: (_reader, { row, view }) => Promise.resolve({ members: showMembers(row, view) }),
  }),
  defineRead({
    ...{ id: "member.show", method: "GET", path: "/api/cases/:case/members/:member" },
    summary: "One member, and which steps of its law can still be done before T-0.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, member: Type.String({ maxLength: 64 }) },
        { additionalProperties: false },
      ),
      query: Type.Object({ answer: Moment, tZero: Moment }, { additionalProperties: false }),
      body: NoBody,
    },
    answer: Type.Object({ ...MemberSchema, steps: Type.Union([StepsSchema, Type.Null()]) }),
    read: async (reader, { params, query, row, view, at }) => {
      const shown = showMembers(row, view).find(({ id }) => id === params.member);
      if (shown === undefined)
        throw new ServerError("NOT_FOUND", `${params.member} is no member of this community.`);
      const asked = {
        answer: query.answer === undefined ? null : readInstant(query.answer),
        tZero: query.tZero === undefined ? null : readInstant(query.tZero),
      };
      const steps =
        shown.capacity === null
          ? null
          : await planSteps(reader, view, { row, member: shown.id, at, ...asked });
      return { ...shown, steps };
    },
  }),
];
