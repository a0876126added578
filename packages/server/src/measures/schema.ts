// What is said of measures over HTTP: public facts, to everyone who is in the case.
import { Type } from "typebox";

const Text = Type.String();
const MaybeText = Type.Union([Text, Type.Null()]);
const Count = Type.Integer();
const MaybeCount = Type.Union([Count, Type.Null()]);
const Strict = { additionalProperties: false } as const;
const Word = Type.String({ maxLength: 200 });
const MaybeWord = Type.Union([Word, Type.Null()]);

/** What a source says: how many, when, how sure. */
const Said = {
  count: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000_000_000 }), Type.Null()]),
  announced: Type.Union([Type.String({ maxLength: 10 }), Type.Null()]),
  sources: Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 50 }),
  confidence: Word,
};

/** A row of `coalition-case/1` without the id, which is given by the node. */
export const RowBody = Type.Object(
  {
    reciprocal: Type.Boolean(),
    measure: Type.Object(
      {
        ...{ actor: Word, actor_type: Word, kind: Word, target: MaybeWord, in_tally: Type.Boolean() },
        detail: Type.String({ maxLength: 2000 }),
        ...Said,
      },
      Strict,
    ),
  },
  Strict,
);

/** What other sources say of a measure that is recorded. */
export const FigureBody = Type.Object(
  {
    measure: Word,
    figure: Type.Object({ ...Said, note: Type.String({ maxLength: 2000 }) }, Strict),
  },
  Strict,
);

export const ListQuery = Type.Object({ kind: Type.Optional(Word) }, Strict);
export const TallyQuery = Type.Object(
  {
    kind: Type.Optional(Word),
    rule: Type.Optional(Type.String({ maxLength: 500 })),
    asOf: Type.Optional(Type.String({ maxLength: 10 })),
  },
  Strict,
);

export const KindSchema = Type.Object({ id: Text, one: Text, many: Text, counted: Type.Boolean() });

const FigureFields = {
  ...{ count: MaybeCount, announced: MaybeText, sources: Type.Array(Text) },
  confidence: Type.Enum(["high", "medium", "low"]),
};

export const MeasureSchema = Type.Object({
  ...{ id: Text, actor: Text, actorType: Text, kind: Text, target: MaybeText, ...FigureFields },
  ...{ inTally: Type.Boolean(), detail: Text, verified: Type.Boolean() },
  alternatives: Type.Array(Type.Object({ ...FigureFields, note: Text })),
});

const ConflictSchema = Type.Object({
  ...{ id: Text, actor: Text, taken: Type.Object(FigureFields) },
  others: Type.Array(Type.Object(FigureFields)),
  why: Text,
});

export const TallySchema = Type.Object({
  ...{ kind: Text, persons: MaybeCount, states: Count, organisations: Type.Array(Text) },
  ...{ rule: Text, ruleText: Text, asOf: Text, byActor: Type.Record(Text, Count) },
  conflicts: Type.Array(ConflictSchema),
  notCounted: Type.Array(Type.Object({ id: Text, reason: Text })),
  said: Text,
});
