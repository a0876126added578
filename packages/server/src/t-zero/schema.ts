// What is said of T-0 over HTTP. What an answer's schema does not name stays inside.
import { Type } from "typebox";
import { itemStates, readinessItems } from "./rules.ts";

const Text = Type.String();
const MaybeText = Type.Union([Text, Type.Null()]);
const Count = Type.Integer();
const MaybeCount = Type.Union([Count, Type.Null()]);
const Strict = { additionalProperties: false } as const;
const Reason = Type.String({ maxLength: 2000 });
const InstantText = Type.String({ maxLength: 40 });
const State = Type.Enum(["set", "armed", "opened", "stood-down"]);

export const SetBody = Type.Object(
  {
    instant: InstantText,
    /** Who is asked to be ready beside those who act by the locked pledges. */
    members: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
  },
  Strict,
);

export const ReadyBody = Type.Object(
  {
    items: Type.Array(
      Type.Object({ item: Type.Enum(readinessItems), state: Type.Enum(itemStates) }, Strict),
      {
        maxItems: 50,
      },
    ),
    /** The text that opens at T-0; null leaves the one that is there. */
    text: Type.Union([Type.String({ maxLength: 200_000 }), Type.Null()]),
  },
  Strict,
);

/** How many readiness items of those who act are open: whoever arms has seen it. */
export const ArmBody = Type.Object({ unreadySeen: Type.Integer({ minimum: 0 }) }, Strict);
export const ReasonBody = Type.Object({ reason: Reason }, Strict);
export const EmbargoBody = Type.Object({ reason: Reason, until: InstantText }, Strict);
export const AsOfQuery = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10 })) }, Strict);

const ItemState = Type.Enum(itemStates);

export const ReadinessSchema = Type.Object({
  member: Text,
  items: Type.Object({
    ...{ "text-cleared": ItemState, translated: ItemState, "note-verbale": ItemState },
    ...{ spokesperson: ItemState, "legal-step": ItemState },
  }),
  hasText: Type.Boolean(),
});

/** Measures as they were locked: a kind, and how many. */
const Measures = Type.Array(Type.Object({ kind: Text, count: MaybeCount }));

/** What the community wrote down before: who may hold back or end the silence, and what that does to the others. */
const RulesSchema = Type.Object({
  hold: Type.Object({
    who: Type.Array(Text),
    effect: Type.Enum(["pauses-all", "leaves-out-the-one"]),
    longestMinutes: Count,
  }),
  embargo: Type.Object({
    liftedBy: Type.Array(Text),
    loneExit: Type.Enum(["opens-all", "stands-down-all", "leaves-out-the-one"]),
    several: Type.Enum(["shortest-wins"]),
  }),
});

export const ShownSchema = Type.Object({
  rules: RulesSchema,
  round: Count,
  state: State,
  instant: Text,
  dueAt: Text,
  dueBecause: MaybeText,
  openedAt: MaybeText,
  lateMs: MaybeCount,
  stoodDownAt: MaybeText,
  stoodDownBecause: MaybeText,
  timeZone: Text,
  readiness: Type.Array(ReadinessSchema),
  packages: Type.Array(
    Type.Object({
      ...{ member: Text, measures: Measures, text: MaybeText, digest: MaybeText, leaf: MaybeCount },
      ...{ leftOut: Type.Boolean(), openedAt: MaybeText },
    }),
  ),
  acts: Type.Array(
    Type.Object({
      member: Text,
      act: Type.Enum(["hold", "resume", "embargo", "lift", "exit"]),
      ...{ at: Text, until: MaybeText, reason: Text },
    }),
  ),
  rehearsals: Type.Array(
    Type.Object({ packages: Count, unready: Count, firstAt: Text, lastAt: Text, heldAt: Text }),
  ),
});

export const CountdownSchema = Type.Object({
  ...{ state: State, instant: Text, dueAt: Text, now: Text },
  ...{ secondsLeft: Count, timeZone: Text, said: Text },
});

export const ActedSchema = Type.Object({
  state: State,
  dueAt: Text,
  opening: Type.Union([Type.Object({ openedAt: MaybeText, lateMs: MaybeCount }), Type.Null()]),
});

export const OpeningSchema = Type.Object({
  outcome: Type.Enum(["opened", "opened-before", "stood-down"]),
  ...{ dueAt: Text, openedAt: MaybeText, lateMs: MaybeCount, packages: Count },
  ...{ leftOut: Type.Array(Text), because: MaybeText },
});

export const RehearsedSchema = Type.Object({
  rehearsal: Type.Literal(true),
  ...{ packages: Count, unready: Count, firstAt: Text, lastAt: Text, heldAt: Text },
  ...{ widthMs: Count, withoutText: Type.Array(Text), damaged: Type.Array(Text) },
});

export const WidthSchema = Type.Object({
  ...{ asOf: Text, instant: Text, dueAt: Text, openedAt: Text, lateMs: Count, packages: Count },
  ...{ leftOut: Type.Array(Text), openedWidthMs: Count, rehearsedWidthMs: Type.Array(Count) },
  done: Type.Union([Type.Object({ first: Text, last: Text, days: Count }), Type.Null()]),
});

export const DoneSchema = Type.Object({
  rule: Text,
  asOf: Text,
  items: Type.Array(
    Type.Object({
      ...{ member: Text, kind: Text, pledged: MaybeCount, done: Count, atLeast: Type.Boolean() },
      ...{ outcome: Type.Enum(["done", "part", "nothing"]), measures: Type.Array(Text) },
    }),
  ),
  reminders: Type.Array(Type.Object({ member: Text, kind: Text, missing: Count, daysSince: Count })),
});
