// What is said of approaches, questions and positions over HTTP. What an answer's schema does not name stays inside.
import { Type } from "typebox";
import { CaseParams, FileForm } from "../routing/index.ts";
import { statedPositions } from "./rules.ts";

const Text = Type.String();
const MaybeText = Type.Union([Text, Type.Null()]);
export const Id = Type.String({ minLength: 1, maxLength: 100 });
export const InstantText = Type.String({ maxLength: 40 });
/** What a person writes: an ask, a question, a statement. */
export const Prose = Type.String({ maxLength: 20_000 });
export const Members = Type.Array(Id, { maxItems: 500 });

/** An approach of the case: a member's id, or `own` for the approach to the member of the seat. */
export const ApproachParams = Type.Object(
  { ...CaseParams.properties, member: Id },
  { additionalProperties: false },
);
export const DocumentParams = Type.Object(
  { ...CaseParams.properties, document: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
);

/** For a member without seats the lead's desk says what it was told, and how; null: the seat speaks for its own. */
export const ToldSchema = Type.Union([
  Type.Null(),
  Type.Object({ member: Id, how: Type.String({ maxLength: 500 }) }, { additionalProperties: false }),
]);

export const OpenBody = Type.Object(
  {
    members: Members,
    /** The document it is about, then its annexes. */
    documents: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
    ask: Prose,
    answerBy: InstantText,
  },
  { additionalProperties: false },
);
export const MembersBody = Type.Object({ members: Members }, { additionalProperties: false });

export const AskBody = Type.Object(
  {
    text: Prose,
    /** A withheld place of a document, by the name the member's copy gives it. */
    place: Type.Union([
      Type.Null(),
      Type.Object(
        { document: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 200 }) },
        { additionalProperties: false },
      ),
    ]),
    told: ToldSchema,
  },
  { additionalProperties: false },
);

/** Which question of the member is meant, or how its id begins; null: the oldest open one. */
const Meant = Type.Union([Type.Null(), Type.String({ maxLength: 36 })]);

export const AnswerBody = Type.Object(
  {
    question: Meant,
    text: Prose,
    /** The digest of an unsealing issued for it, or how it begins; null for an answer in words alone. */
    unsealing: Type.Union([Type.Null(), Type.String({ maxLength: 64 })]),
  },
  { additionalProperties: false },
);
export const RefusalBody = Type.Object({ question: Meant, reason: Prose }, { additionalProperties: false });

export const PositionBody = Type.Object(
  {
    position: Type.Enum(statedPositions),
    statement: Prose,
    told: ToldSchema,
  },
  { additionalProperties: false },
);

/** Further earlier cases to look for precedents in (`coalition-case/1`), beside those the node knows. */
export const PointsBody = Type.Object(
  { history: Type.Array(FileForm("coalition-case/1"), { maxItems: 20 }) },
  { additionalProperties: false },
);

export const TimeSchema = Type.Object({
  member: Text,
  answerBy: Text,
  timeZone: Text,
  said: Text,
  withinHours: Type.Union([Type.Boolean(), Type.Null()]),
});

export const EvidenceSchema = Type.Object({
  says: Text,
  row: Text,
  at: Text,
  seat: MaybeText,
  what: Text,
});

export const QuestionSchema = Type.Object({
  id: Text,
  member: Text,
  state: Type.Enum(["open", "overdue", "answered", "unsealed", "refused"]),
  text: Text,
  asks: Type.Union([Type.Object({ document: Text, place: Text, where: Text }), Type.Null()]),
  askedBy: Text,
  askedAt: Text,
  due: Text,
  told: MaybeText,
  answer: Type.Union([Type.Object({ outcome: Text, text: Text, by: Text, at: Text }), Type.Null()]),
});

export const ApproachSchema = Type.Object({
  ...TimeSchema.properties,
  name: Text,
  ask: Text,
  standing: Text,
  evidence: Type.Union([EvidenceSchema, Type.Null()]),
  trail: Type.Array(EvidenceSchema),
  questions: Type.Array(QuestionSchema),
  company: Type.Union([Type.Object({ said: Text, at: Text }), Type.Null()]),
});

export const CopySchema = Type.Object({
  document: Text,
  annex: Type.Boolean(),
  title: MaybeText,
  banner: Text,
  withheld: Type.Array(Type.Object({ name: Text, where: Text })),
});

export const ApproachWithCopiesSchema = Type.Object({
  ...ApproachSchema.properties,
  copies: Type.Array(CopySchema),
});

export const PointsSchema = Type.Object({
  member: Text,
  copies: Type.Array(
    Type.Object({
      document: Text,
      title: MaybeText,
      banner: Text,
      points: Type.Array(Type.Object({ about: Text, text: Text, quotes: Type.Array(Text) })),
    }),
  ),
  precedents: Type.Array(Type.Object({ case: Text, year: Text, text: Text })),
});

export const PositionSchema = Type.Object({
  member: Text,
  position: Text,
  statement: Text,
  by: Text,
  at: Text,
  told: MaybeText,
});
