// What an ally's first screen shows: what is its own, and nothing else.
import { Type } from "typebox";

const Text = Type.String();
const MaybeText = Type.Union([Text, Type.Null()]);
const Count = Type.Integer();

export const OwnBoardSchema = Type.Object({
  ...{ slug: Text, title: Text, exercise: Type.Boolean(), now: Text, member: Text },
  lead: Type.Object({ id: Text, name: Text }),
  approach: Type.Union([
    Type.Object({
      ...{ ask: Text, answerBy: Text, timeZone: Text, said: Text, standing: Text },
      withinHours: Type.Union([Type.Boolean(), Type.Null()]),
      company: Type.Union([Type.Object({ said: Text, at: Text }), Type.Null()]),
    }),
    Type.Null(),
  ]),
  position: Type.Union([Type.Object({ position: Text, statement: Text, by: Text, at: Text }), Type.Null()]),
  questions: Type.Array(
    Type.Object({ id: Text, state: Text, text: Text, askedAt: Text, due: Text, answer: MaybeText }),
  ),
  cuts: Type.Array(
    Type.Object({ id: Text, document: Text, documentTitle: Text, banner: Text, json: Text, page: Text }),
  ),
  pledge: Type.Object({
    open: Type.Union([
      Type.Object({ pledge: Text, authority: Text, validUntil: MaybeText, placedAt: Text }),
      Type.Null(),
    ]),
    sealed: Type.Union([Type.Object({ placedAt: Text, leaf: Count }), Type.Null()]),
    locked: MaybeText,
  }),
  tZero: Type.Union([
    Type.Object({ state: Text, dueAt: Text, secondsLeft: Count, said: Text, openItems: Count }),
    Type.Null(),
  ]),
});

export const ActSchema = Type.Object({ at: Text, by: Text, action: Text, subject: Text });
