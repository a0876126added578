// What leaves the node about a case: the response schema is the outgoing filter, so what is not named here stays inside.
import { Type } from "typebox";

const Text = Type.String();
const Count = Type.Integer();
const Maybe = <
  Schema extends
    ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer> | ReturnType<typeof Type.Number>,
>(
  schema: Schema,
) => Type.Union([schema, Type.Null()]);

export const CaseListSchema = Type.Object({
  /** `lead` is the id of the member whose case it is. */
  cases: Type.Array(Type.Object({ slug: Text, title: Text, exercise: Type.Boolean(), lead: Text })),
});

const FigureSchema = Type.Object({
  count: Maybe(Count),
  announced: Maybe(Text),
  sources: Type.Array(Text),
  confidence: Text,
});

const ConflictSchema = Type.Object({
  id: Text,
  actor: Text,
  taken: FigureSchema,
  others: Type.Array(FigureSchema),
  why: Text,
});

const TallySchema = Type.Object({
  kind: Text,
  persons: Maybe(Count),
  states: Count,
  organisations: Type.Array(Text),
  rule: Text,
  ruleText: Text,
  asOf: Text,
  byActor: Type.Record(Text, Count),
  said: Text,
  conflicts: Type.Array(ConflictSchema),
});

const KindSchema = Type.Object({ id: Text, one: Text, many: Text, counted: Type.Boolean() });

const ReciprocalSchema = Type.Object({
  persons: Maybe(Count),
  actors: Type.Array(Text),
  byTarget: Type.Record(Text, Count),
  ruleText: Text,
  asOf: Text,
  said: Text,
});

const QuestionsSchema = Type.Object({
  asked: Count,
  answered: Count,
  open: Type.Array(
    Type.Object({
      member: Text,
      text: Text,
      askedAt: Text,
      due: Text,
      late: Type.Boolean(),
      place: Maybe(Text),
    }),
  ),
});

const MemberSchema = Type.Object({
  id: Text,
  name: Text,
  kind: Text,
  position: Text,
  standing: Text,
  evidence: Type.Union([Type.Object({ says: Text, at: Text, seat: Maybe(Text), what: Text }), Type.Null()]),
  answerBy: Maybe(Text),
  timeZone: Maybe(Text),
  questions: Type.Object({ asked: Count, open: Count }),
  pledged: Maybe(Text),
  acting: Type.Boolean(),
  alone: Type.Boolean(),
  explain: Maybe(Text),
  measures: Type.Array(
    Type.Object({ kind: Text, count: Maybe(Count), announced: Maybe(Text), detail: Text, said: Text }),
  ),
});

const TZeroSchema = Type.Object({
  instant: Text,
  state: Text,
  opened: Maybe(Text),
  dueAt: Text,
  dueBecause: Maybe(Text),
  lateSeconds: Maybe(Type.Number()),
  packages: Count,
  widthSeconds: Maybe(Type.Number()),
  readiness: Type.Object({
    asked: Count,
    ready: Count,
    open: Type.Array(Type.Object({ item: Text, members: Type.Array(Text) })),
  }),
  holdRule: Text,
  done: Type.Union([
    Type.Object({
      rule: Text,
      asOf: Text,
      done: Count,
      part: Count,
      nothing: Count,
      widthDays: Maybe(Count),
      reminders: Type.Array(Type.Object({ member: Text, text: Text })),
    }),
    Type.Null(),
  ]),
});

export const CutSchema = Type.Object({
  id: Text,
  document: Text,
  documentTitle: Text,
  recipient: Text,
  recipientName: Text,
  banner: Text,
  released: Count,
  bytes: Count,
  sha256: Text,
  json: Text,
  page: Text,
});

export const CaseOverviewSchema = Type.Object({
  slug: Text,
  title: Text,
  exercise: Type.Boolean(),
  sentence: Text,
  banner: Type.Object({ text: Text, colour: Text, ink: Text }),
  lead: Type.Object({ id: Text, name: Text }),
  incident: Type.Object({ date: Text, place: Text, attributedTo: Maybe(Text) }),
  now: Text,
  clocks: Type.Array(Type.Object({ name: Text, label: Text, at: Maybe(Text), days: Maybe(Type.Number()) })),
  answerBy: Maybe(Text),
  kinds: Type.Array(KindSchema),
  tallies: Type.Array(TallySchema),
  reciprocal: ReciprocalSchema,
  curves: Type.Array(
    Type.Object({
      slug: Text,
      title: Text,
      current: Type.Boolean(),
      points: Type.Array(Type.Object({ day: Type.Number(), members: Count, persons: Count })),
    }),
  ),
  members: Type.Array(MemberSchema),
  questions: QuestionsSchema,
  whoCanSeeSealed: Text,
  funnel: Type.Array(Type.Object({ stage: Text, count: Count })),
  resolution: Type.Union([Type.Object({ acting: Count, alone: Count }), Type.Null()]),
  tZero: Type.Union([TZeroSchema, Type.Null()]),
  documents: Type.Array(
    Type.Object({ id: Text, title: Text, banner: Text, portions: Count, classes: Count }),
  ),
  cuts: Type.Array(CutSchema),
  record: Type.Union([Type.Object({ href: Text, publishedAt: Text, files: Count }), Type.Null()]),
});
