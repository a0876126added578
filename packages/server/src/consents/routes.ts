// What originators say of quotations from their releases, each for itself.
import { Type } from "typebox";
import { communityOf } from "../cases/index.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { answerConsent } from "./consents.ts";
import { listConsents } from "./store.ts";

const Text = Type.String();
const Named = Type.String({ minLength: 1, maxLength: 200 });
const AnswerSchema = Type.Object({
  release: Text,
  portion: Text,
  recipient: Text,
  answer: Text,
});

export const consentRoutes = [
  defineRead({
    ...{ id: "consent.list", method: "GET", path: "/api/cases/:case/consents" },
    summary: "The answers your member gave; for the lead, those of every originator.",
    who: {
      lead: ["drafter", "release-authority", "desk", "publisher"],
      allies: ["release-authority", "desk"],
    },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      consents: Type.Array(Type.Object({ origin: Text, ...AnswerSchema.properties })),
    }),
    read: async (reader, { view }) => ({ consents: await listConsents(reader, view) }),
  }),
  defineChange({
    ...{ id: "consent.answer", method: "POST", path: "/api/cases/:case/consents" },
    summary: "Say of a portion of your own release whether a member may read it where another quotes it.",
    who: { lead: ["release-authority", "desk"], allies: ["release-authority", "desk"] },
    ...{ view: "case", takes: "json", stepUp: false },
    input: {
      ...{ params: CaseParams, query: Nothing },
      body: Type.Object(
        {
          /** As your member calls its own release, and the portion in it. */
          release: Named,
          portion: Named,
          recipient: Type.String({ maxLength: 64 }),
          answer: Type.Union([Type.Literal("granted"), Type.Literal("refused")]),
        },
        { additionalProperties: false },
      ),
    },
    answer: AnswerSchema,
    change: async (tx, { body, act, row }) => {
      await answerConsent(tx, act, { ...body, community: communityOf(row) });
      return body;
    },
  }),
];
