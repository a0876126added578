// Letters that are sound in form and say what their writer has no business to say, each with the code it is to be refused by.
import { utf8 } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject, JsonValue } from "../../packages/core/src/encoding/index.ts";
import { DIGEST } from "./misbehaviours.ts";
import type { Misbehaviour } from "./misbehaviours.ts";

const wrong = "SHAPE_INVALID";
const letter = (name: string, code: string, change: JsonObject, file?: Uint8Array): Misbehaviour => ({
  ...{ name, code, letter: change },
  ...(file === undefined ? {} : { file }),
});
const says = (
  name: string,
  code: string,
  kind: string,
  content: JsonObject,
  file?: Uint8Array,
): Misbehaviour => letter(name, code, { kind, content }, file);

/** Contents that are right in form, by kind, as members write them. */
const SOUND: Readonly<Record<string, JsonObject>> = {
  question: { text: "Who?", place: null },
  position: { position: "supportive", statement: "" },
  pledge: { levels: [], authority: "minister", validUntil: null },
  withdrawal: {},
  readiness: { items: [], text: null },
  receipt: { stage: "opened", document: "assessment" },
  acknowledgement: { release: "abc" },
  done: {
    ...{ actorType: "state", kind: "expulsion", target: null, count: 1, announced: "2018-03-01", detail: "" },
    ...{ inTally: true, sources: ["https://mfa.example/note"], confidence: "high" },
  },
};

const DONE = SOUND["done"] as JsonObject;

/** Letters to a lead: other cases, other members' things, what was never there. */
export function listOfMemberLetters(): readonly Misbehaviour[] {
  const level = (change: JsonObject): JsonObject => ({
    ...{ measures: [{ kind: "expulsion", count: 1 }], condition: { always: true } },
    ...change,
  });
  const pledge = (levels: JsonValue, change: JsonObject = {}): JsonObject => ({
    ...{ levels, authority: "minister", validUntil: null },
    ...change,
  });
  return [
    ...Object.entries(SOUND).flatMap(([kind, content]) => [
      letter(`${kind} in a case that is not there`, "NOT_FOUND", { kind, content, case: "no-such-case" }),
      letter(`${kind} in a case of others`, "NOT_FOUND", { kind, content, case: "other-case" }),
      letter(`${kind} in no case`, "NOT_FOUND", { kind, content, case: null }),
      says(`${kind} with more`, wrong, kind, { ...content, seat: "GBR/release-authority" }),
      says(`${kind} for another member`, wrong, kind, { ...content, member: "DEU" }),
    ]),
    says("a question of nothing", "REQUEST_INVALID", "question", { text: " ", place: null }),
    says("a question without end", wrong, "question", { text: "a".repeat(20_001), place: null }),
    ...["p1", "gap-99", "n7", "../p1"].map((name) =>
      says(`a question about the place ${name}`, "NOT_FOUND", "question", {
        ...{ text: "What?", place: { document: "assessment", name } },
      }),
    ),
    ...["secret", "annex", "assessment-deu"].map((document) =>
      says(`a question about ${document}`, "NOT_FOUND", "question", {
        text: "?",
        place: { document, name: "gap-1" },
      }),
    ),
    ...["undecided", "delivered", "lapsed", "opened", "SUPPORTIVE", "supportive "].map((position) =>
      says(`the position "${position}"`, wrong, "position", { position, statement: "" }),
    ),
    says("a pledge of no level", "PLEDGE_INVALID", "pledge", pledge([])),
    says("a pledge for DEU", "PLEDGE_INVALID", "pledge", pledge([level({ member: "DEU" })])),
    says(
      "a pledge of what nobody can do",
      "PLEDGE_INVALID",
      "pledge",
      pledge([level({ measures: [{ kind: "war", count: 1 }] })]),
    ),
    says(
      "a pledge of less than nothing",
      "PLEDGE_INVALID",
      "pledge",
      pledge([level({ measures: [{ kind: "expulsion", count: -1 }] })]),
    ),
    says("a pledge unless", "PLEDGE_NOT_MONOTONE", "pledge", pledge([level({ condition: { atMost: 3 } })])),
    says(
      "a pledge over before it begins",
      "TRANSITION_REFUSED",
      "pledge",
      pledge([level({})], { validUntil: "2001-01-01T00:00:00.000Z" }),
    ),
    says("a pledge by nobody", wrong, "pledge", pledge([level({})], { authority: "king" })),
    ...["AAAA", "YWdlLWVuY3J5cHRpb24ub3JnL3Yx", "A".repeat(4000)].map((sealed, index) =>
      says(`a sealed pledge of rubbish (${index})`, "SEALED_UNREADABLE", "pledge", { sealed }),
    ),
    says("a sealed pledge that is none", wrong, "pledge", { sealed: "!" }),
    says("a withdrawal of nothing", "TRANSITION_REFUSED", "withdrawal", {}),
    ...["secret", "annex", "salisbury", ""].map((document) =>
      says(`opened "${document}", never sent`, document === "" ? wrong : "NOT_FOUND", "receipt", {
        stage: "opened",
        document,
      }),
    ),
    says("verified what was never sent", "NOT_FOUND", "receipt", { stage: "verified", document: "secret" }),
    says("a receipt of burning", wrong, "receipt", { stage: "burnt", document: "assessment" }),
    says("ready for nothing", "NOT_FOUND", "readiness", { items: [], text: "Ready." }),
    says("ready by a word of its own", wrong, "readiness", {
      items: [{ item: "armed", state: "done" }],
      text: null,
    }),
    says("an acknowledgement of nothing", "NOT_FOUND", "acknowledgement", { release: "A".repeat(22) }),
    says("what another member did", wrong, "done", { ...DONE, actor: "DEU" }),
    says("what was done in answer to the response", wrong, "done", { ...DONE, reciprocal: true }),
    says("what was done, by no source", wrong, "done", { ...DONE, sources: [] }),
    says("what was done, by a rumour", "REQUEST_INVALID", "done", { ...DONE, sources: ["a rumour"] }),
    says("what will be done", "REQUEST_INVALID", "done", { ...DONE, announced: "2030-01-01" }),
    says("a kind of measure of its own", "REQUEST_INVALID", "done", { ...DONE, kind: "war" }),
    says("less than nothing done", wrong, "done", { ...DONE, count: -1 }),
    ...listOfLeadLetters(),
  ];
}

/** Letters as a lead writes them, from whoever leads nothing or brought nothing. */
export function listOfLeadLetters(): readonly Misbehaviour[] {
  const file = utf8("no cut at all\n");
  const at = "2018-03-06T09:00:00.000Z";
  const approach = (change: JsonObject): JsonObject => ({
    ...{ title: "A case", exercise: false, id: "1", ask: "Act.", answerBy: at, resolver: null },
    ...{ cuts: [{ document: "assessment", title: "Assessment", file: DIGEST }], ...change },
  });
  const brought = { document: "never-brought", file: DIGEST };
  return [
    says("an approach with no cut in its file", "JSON_SYNTAX", "approach", approach({}), file),
    says("an approach with a file it does not enclose", wrong, "approach", approach({})),
    says(
      "an approach with a resolver of its own make",
      wrong,
      "approach",
      approach({ resolver: "age1" }),
      file,
    ),
    says("an answer to what was never asked", "NOT_FOUND", "answer", {
      question: 99,
      outcome: "answered",
      text: "No.",
    }),
    says("an unsealing of what was never brought", "NOT_FOUND", "unsealing", brought, file),
    says("a recall of what was never brought", "NOT_FOUND", "notice", brought, file),
    says("a T-0 of no case", "NOT_FOUND", "instant", { round: 1, state: "armed", instant: at, dueAt: at }),
    says("a package that is none", "EMBARGO_INVALID", "package", { file: DIGEST }, file),
    says("a share of three bytes", wrong, "share", {
      embargo: DIGEST,
      member: "EST",
      share: "AAAA",
      salt: DIGEST,
    }),
    says("a cosignature without a line", wrong, "cosignature", { letter: 1, size: 1, lines: "" }),
    says("keys without a card", wrong, "keys", { replaces: DIGEST, card: {}, old: {}, fresh: {} }),
    says("a confirmation of what was never written", "NOT_FOUND", "confirmation", {
      letter: 99,
      said: "Done.",
      leaf: null,
      at,
    }),
    says("trouble with what was never written", "NOT_FOUND", "trouble", {
      letter: 99,
      code: "NOT_FOUND",
      said: ".",
    }),
    says("trouble by a code of its own spelling", wrong, "trouble", {
      letter: null,
      code: "oops",
      said: ".",
    }),
  ];
}
