// Questions about a case's open pledges over HTTP: asked in the words of the command line, answered in figures.
import { Type } from "typebox";

const Text = Type.String();
const Count = Type.Integer();
const Strict = { additionalProperties: false } as const;
const Words = Type.String({ maxLength: 2000 });
const Lines = Type.Array(Words, { maxItems: 200 });

/** `HUN,SRB`, `HUN: 2 expulsions` or `POL: 3` (a level) to join or to raise; bare names to withdraw. */
export const ChangesBody = Type.Object({ joins: Lines, raises: Lines, withdraws: Lines }, Strict);
/** `20`, `100 expulsions` or `DEU,FRA`. */
export const TargetQuery = Type.Object({ target: Type.Optional(Words) }, Strict);
export const RobustnessBody = Type.Object(
  { target: Words, staying: Words, effort: Type.Integer({ minimum: 0, maximum: 300_000 }) },
  Strict,
);
/** Costs as `DEU=3,FRA=2`, levels as `POL=2`; 1 and the first level where nothing is said. */
export const PersuadeBody = Type.Object(
  { target: Words, costs: Words, levels: Words, also: Lines, never: Words },
  Strict,
);

const Move = Type.Object({ member: Text, from: Count, to: Count });
const Standing = Type.Object({ acting: Count, totals: Type.Record(Text, Count) });
const Measures = Type.Array(Type.Object({ kind: Text, count: Count }));
const Change = Type.Union([
  Type.Object({ kind: Type.Literal("acts"), member: Text, level: Count }),
  Type.Object({ kind: Type.Literal("offers"), member: Text, measures: Measures }),
  Type.Object({ kind: Type.Literal("withdraws"), member: Text }),
]);
const Target = Type.Union([
  Type.Object({ kind: Type.Literal("acting"), atLeast: Count }),
  Type.Object({ kind: Type.Literal("total"), measure: Text, atLeast: Count }),
  Type.Object({ kind: Type.Literal("named"), members: Type.Array(Text) }),
]);
const Difference = {
  ...{ before: Standing, after: Standing, changed: Type.Array(Move), followed: Type.Array(Move) },
};
/** Beside every answer: what it is about, and how measures are said. */
const Footing = {
  limits: Text,
  kinds: Type.Array(Type.Object({ id: Text, one: Text, many: Text, counted: Type.Boolean() })),
};

export const EachSchema = Type.Object({
  acting: Count,
  answers: Type.Array(Type.Object({ change: Change, acting: Count, followed: Type.Array(Move) })),
  ...Footing,
});
export const WhatIfSchema = Type.Object({ changes: Type.Array(Change), ...Difference, ...Footing });
export const KeystonesSchema = Type.Object({
  target: Type.Union([Target, Type.Null()]),
  ...{ acting: Count, value: Count, needed: Count },
  keystones: Type.Array(
    Type.Object({
      ...{ member: Text, acting: Count, value: Count, collapses: Type.Boolean() },
      followed: Type.Array(Move),
    }),
  ),
  ...Footing,
});
export const RobustnessSchema = Type.Object({
  ...{ target: Target, value: Count, needed: Count, kind: Type.Enum(["below", "bears", "falls"]) },
  ...{ withdrawals: Type.Array(Text), atLeast: Count, exact: Type.Boolean(), resolutions: Count },
  outcome: Type.Object(Difference),
  ...Footing,
});
export const PersuasionSchema = Type.Object({
  ...{ target: Target, now: Count, most: Count, needed: Count, open: Count },
  method: Type.Enum(["exact", "greedy", "impossible"]),
  persuaded: Type.Array(Type.Object({ member: Text, level: Count, measures: Measures, cost: Count })),
  ...{ cost: Count, atLeast: Count, outcome: Type.Object(Difference) },
  ...Footing,
});
