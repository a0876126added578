// Cases that other nodes lead, for the desk of the member that runs this node: what was brought of each, and what the member
// says in it. Whatever is said is a letter; what became of it stands beside it in the case.
import { authorities } from "@entente/core/arrangements";
import { decodeBase64url, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { Type } from "typebox";
import { writeNodeJournal } from "../access/index.ts";
import type { Caller, SeatCaller } from "../access/index.ts";
import { statedPositions } from "../approaches/index.ts";
import { ServerError } from "../errors.ts";
import { defineChange, defineRead, FileForm, NoBody, Nothing } from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import type { Transactor } from "../storage/index.ts";
import { itemStates, readinessItems, ReadinessSchema } from "../t-zero/index.ts";
import { listForeignCases, pledgeToLead, readForeignCut, sayToLead, showForeignCase } from "./foreign.ts";
import type { Saying } from "./foreign.ts";
import { openOwnNode } from "./own-node.ts";

const Text = Type.String();
const Maybe = Type.Union([Text, Type.Null()]);
const MaybeCount = Type.Union([Type.Integer(), Type.Null()]);
const Strict = { additionalProperties: false } as const;
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Prose = Type.String({ minLength: 1, maxLength: 20_000 });

/** The member that leads a case, and what its node calls it. */
const Named = Type.Object(
  { member: Type.String({ maxLength: 32 }), foreign: Type.String({ maxLength: 200 }) },
  Strict,
);
const NamedDocument = Type.Object({ ...Named.properties, document: Type.String({ maxLength: 200 }) }, Strict);
const CaseSchema = {
  ...{ lead: Text, name: Text, id: Text, title: Text, exercise: Type.Boolean(), ask: Text, answerBy: Text },
  takesSealed: Type.Boolean(),
  cuts: Type.Array(
    Type.Object({
      ...{ document: Text, title: Text, banner: Text },
      ...{ opened: Type.Boolean(), noticed: Type.Boolean() },
    }),
  ),
  position: Maybe,
  tZero: Type.Union([
    Type.Object({
      ...{ round: Type.Integer(), state: Type.Enum(["set", "armed", "opened", "stood-down"]) },
      ...{ instant: Text, dueAt: Text },
    }),
    Type.Null(),
  ]),
  readiness: Type.Union([ReadinessSchema.properties.items, Type.Null()]),
};
const LetterState = Type.Enum(["held", "taken", "refused", "waiting", "delivered", "confirmed"]);
const LetterSchema = Type.Object({
  direction: Type.Enum(["in", "out"]),
  ...{ number: Type.Integer(), kind: Text, at: Text, state: LetterState, said: Text },
  ...{ told: Maybe, leaf: MaybeCount, doneAt: Maybe, answers: MaybeCount },
});
/** The number of the letter that says it. */
const Written = Type.Object({ letter: Type.Integer() });

/** What was done, by the names of the letter that says it: `content.ts` in the core. */
const DoneBody = Type.Object(
  {
    ...{ actorType: Word, kind: Word, target: Type.Union([Word, Type.Null()]) },
    ...{ count: MaybeCount, announced: Type.Union([Word, Type.Null()]), inTally: Type.Boolean() },
    detail: Type.String({ maxLength: 2000 }),
    sources: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), { minItems: 1, maxItems: 20 }),
    confidence: Type.Enum(["high", "medium", "low"]),
  },
  Strict,
);

/** Names for pledges, by the lead's letter; the kinds with those that are built in. */
const Vocabulary = Type.Object({
  ...{ members: Type.Array(Text), groups: Type.Array(Text), weights: Type.Array(Text) },
  kinds: Type.Array(Type.Object({ id: Text, one: Text, many: Text, counted: Type.Boolean() })),
});

const readers = { who: { node: ["desk", "release-authority"] }, view: "none", takes: "json" } as const;
const desk = { who: { node: ["desk"] }, view: "none", takes: "json", method: "POST" } as const;
const saying = { ...desk, stepUp: false } as const;
/** What commits the member is confirmed by a person who was shown it, as in a case of this node. */
const committing = { ...desk, stepUp: true } as const;
const at = (rest: string): string => `/api/foreign-cases/:member/:foreign${rest}`;

export const foreignRoutes = [
  defineRead({
    ...{ ...readers, id: "foreign.list", method: "GET", path: "/api/foreign-cases", stepUp: false },
    summary: "The cases of other nodes that were brought to this one, and how many letters of yours wait.",
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({
      cases: Type.Array(Type.Object({ ...CaseSchema, waiting: Type.Integer(), refused: Type.Integer() })),
    }),
    read: async (reader, { caller }) => {
      requireWhole(caller);
      const cases = await listForeignCases(reader);
      return {
        cases: cases.map(({ letters, ...one }) => {
          const own = letters.filter(({ direction }) => direction === "out");
          const count = (state: string): number => own.filter((letter) => letter.state === state).length;
          return { ...one, waiting: count("waiting"), refused: count("refused") };
        }),
      };
    },
  }),
  defineRead({
    ...{ ...readers, id: "foreign.show", method: "GET", path: at(""), stepUp: false },
    summary: "One case of another node: the ask, its documents, and every letter with what became of it.",
    input: { params: Named, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...CaseSchema,
      letters: Type.Array(LetterSchema),
      vocabulary: Type.Union([Vocabulary, Type.Null()]),
    }),
    read: async (reader, { caller, params }) => {
      requireWhole(caller);
      const { vocabulary, ...shown } = await showForeignCase(reader, {
        ...{ member: params.member, name: params.foreign },
      });
      if (vocabulary === null) return { ...shown, vocabulary };
      const { members, groups, weights, kinds } = vocabulary;
      const names = { members: [...members], groups: [...groups], weights: [...weights] };
      return { ...shown, vocabulary: { ...names, kinds: [...builtInKinds, ...kinds] } };
    },
  }),
  defineChange({
    ...{ ...readers, id: "foreign.open-cut", method: "POST", path: at("/cuts/:document/opening") },
    summary: "Opens your member's cut of a document, and tells the lead once that it was opened.",
    stepUp: false,
    input: { params: NamedDocument, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...{ document: Text, title: Text, letter: Type.Integer(), broughtAt: Text },
      /** The cut first, then what was unsealed and said of it. */
      files: Type.Array(Type.Object({ path: Text, file: Text })),
    }),
    change: async (tx, { caller, params, node, at: now }) => {
      const { member, foreign: name, document } = params;
      const copy = await readForeignCut(tx, { member, name, document });
      await say(
        tx,
        { caller, node, params, at: now },
        { kind: "receipt", content: { stage: "opened", document } },
      );
      return { ...copy, files: copy.files.map(({ path, file }) => ({ path, file })) };
    },
  }),
  defineChange({
    ...{ ...saying, id: "foreign.ask", path: at("/questions") },
    summary: "Asks the lead of another node's case a question, or for a place your copy withholds.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object(
        {
          text: Prose,
          place: Type.Union([
            Type.Null(),
            Type.Object(
              { document: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 200 }) },
              Strict,
            ),
          ]),
        },
        Strict,
      ),
    },
    answer: Written,
    change: (tx, { body, ...call }) => say(tx, call, { kind: "question", content: body }),
  }),
  defineChange({
    ...{ ...saying, id: "foreign.position", path: at("/positions") },
    summary: "Takes a position for your member in another node's case. It can be taken again.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object(
        { position: Type.Enum(statedPositions), statement: Type.String({ maxLength: 20_000 }) },
        Strict,
      ),
    },
    answer: Written,
    change: (tx, { body, ...call }) => say(tx, call, { kind: "position", content: body }),
  }),
  defineChange({
    ...{ ...committing, id: "foreign.pledge", path: at("/pledges") },
    summary: "Places your member's pledge in another node's case, openly or sealed to the lead's resolver.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object(
        {
          levels: Type.Array(FileForm("entente-pledges/1#level"), { minItems: 1, maxItems: 1000 }),
          authority: Type.Enum(authorities),
          validUntil: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
          /** Null: openly. Else 32 random bytes in base64url that you draw and keep. */
          sealed: Type.Union([
            Type.Object({ salt: Type.String({ minLength: 43, maxLength: 43 }) }, Strict),
            Type.Null(),
          ]),
        },
        Strict,
      ),
    },
    answer: Written,
    change: async (tx, { body, ...call }) => {
      const { levels, authority, validUntil, sealed } = body;
      const letter = await pledgeToLead(tx, await speakingOf(call), {
        ...{ levels, authority },
        validUntil: validUntil === null ? null : readInstant(validUntil),
        salt: sealed === null ? null : decodeBase64url(sealed.salt),
      });
      await note(tx, call, "foreign.pledge");
      return { letter };
    },
  }),
  defineChange({
    ...{ ...committing, id: "foreign.withdraw", path: at("/pledges/withdrawal") },
    summary: "Withdraws your member's pledge in another node's case, open or sealed.",
    input: { params: Named, query: Nothing, body: NoBody },
    answer: Written,
    change: (tx, call) => say(tx, call, { kind: "withdrawal", content: {} }),
  }),
  defineChange({
    ...{ ...saying, id: "foreign.ready", path: at("/readiness") },
    summary: "Says how ready your member is for the common instant of another node's case.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object(
        {
          items: Type.Array(
            Type.Object({ item: Type.Enum(readinessItems), state: Type.Enum(itemStates) }, Strict),
            { maxItems: 50 },
          ),
          text: Type.Union([Type.String({ maxLength: 200_000 }), Type.Null()]),
        },
        Strict,
      ),
    },
    answer: Written,
    change: (tx, { body, ...call }) => say(tx, call, { kind: "readiness", content: body }),
  }),
  defineChange({
    ...{ ...saying, id: "foreign.done", path: at("/measures") },
    summary: "Says what your member has done in another node's case, with its sources; the lead records it.",
    input: { ...{ params: Named, query: Nothing }, body: DoneBody },
    answer: Written,
    change: (tx, { body, ...call }) => say(tx, call, { kind: "done", content: body }),
  }),
  defineChange({
    ...{ ...saying, id: "foreign.acknowledge", path: at("/acknowledgements") },
    summary: "Says that your member has read what the lead corrected, replaced or called back.",
    input: {
      ...{ params: Named, query: Nothing },
      body: Type.Object({ release: Type.String({ minLength: 1, maxLength: 100 }) }, Strict),
    },
    answer: Written,
    change: (tx, { body, ...call }) => say(tx, call, { kind: "acknowledgement", content: body }),
  }),
];

interface Speaker {
  readonly caller: Caller;
  readonly node: NodeServices;
  readonly params: { readonly member: string; readonly foreign: string };
  readonly at: Instant;
}

async function say(tx: Transactor, call: Speaker, said: Saying): Promise<{ readonly letter: number }> {
  const letter = await sayToLead(tx, await speakingOf(call), said);
  await note(tx, call, `foreign.${said.kind}`);
  return { letter };
}

async function speakingOf({ caller, node, params, at: now }: Speaker) {
  requireWhole(caller);
  return { own: await openOwnNode(node), at: now, member: params.member, name: params.foreign };
}

/** What a person of the member did is in its trail, whoever leads the case. */
async function note(tx: Transactor, { caller, params }: Speaker, action: string): Promise<void> {
  const { seat } = requireWhole(caller);
  const subject = `${params.member}/${params.foreign}`;
  await writeNodeJournal(tx, { member: seat.member, seat: seat.id, action, subject, detail: {} });
}

/**
 * A case of another node is none that a seat could have been given for, so it takes a seat for all.
 * @throws ServerError NOT_FOUND.
 */
function requireWhole(caller: Caller): SeatCaller {
  if (caller.kind === "seat" && caller.cases === "all") return caller;
  throw new ServerError("NOT_FOUND", "There is nothing here, or you may not see it.");
}
