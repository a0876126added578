// For tests: a document with every kind of portion and span, under built-in schemes and one a community defines itself.
// Every text is a word of its own, so that finding one tells which place it came from.
import type { MarkedDocument, PlainSpan, Portion, Span } from "../documents/index.ts";
import { compileCommunity, joinMarkings, parseMark } from "../markings/index.ts";
import type { CompiledCommunity, Marking, Member, Policy } from "../markings/index.ts";
import { community as ukCommunity, portion as ukPortion, text } from "./release.fixture.ts";

/** A scheme no one else has: three levels, a code word that must be held. */
const strelsau: Policy = {
  id: "strelsau",
  name: "Strelsau palace papers",
  levels: [
    { name: "LOW", short: "L", colour: "#225522", ink: "#fff", unlisted: null },
    { name: "HIGH", short: "H", colour: "#552222", ink: "#fff", unlisted: null },
    { name: "HIGHEST", short: "HH", colour: "red;} body{display:none", ink: "#fff", unlisted: null },
  ],
  publicLevel: null,
  syntax: "dashes",
  prefix: "STRELSAU ",
  caveats: [
    {
      ...{ name: "QUINCE", short: "QUINCE", explanation: "Invented.", kind: "restrictive" },
      ...{ tag: "", levels: null },
    },
    {
      ...{ name: "RHUBARB", short: "RHUBARB", explanation: "Invented.", kind: "restrictive" },
      ...{ tag: "", levels: null },
    },
  ],
  openCaveats: false,
  eyesOnly: [],
  releasePhrase: "REL TO",
  alwaysListed: [],
  rollUp: "intersection",
  identifier: null,
};

const cleared: Readonly<Record<string, Member["clearances"]>> = {
  GBR: { strelsau: { upTo: "HIGHEST", caveats: ["QUINCE", "RHUBARB"] } },
  CAN: { strelsau: { upTo: "HIGH", caveats: [] } },
  FRA: { strelsau: { upTo: "LOW", caveats: ["QUINCE"] } },
};

export const kindsCommunity: CompiledCommunity = compileCommunity({
  ...ukCommunity.community,
  policies: [...ukCommunity.community.policies, strelsau],
  members: ukCommunity.community.members.map((member) => ({
    ...member,
    clearances: { ...member.clearances, ...cleared[member.id] },
  })),
});
const { policies } = kindsCommunity.community;

export function kindsMark(mark: string): Marking {
  return parseMark(mark, "uk", policies);
}

export function kindsPortion(
  id: string,
  mark: string,
  spans: readonly Span[],
  more: Partial<Portion> = {},
): Portion {
  return { ...ukPortion(id, null, spans, more), marking: kindsMark(mark) };
}

const BREAK = { kind: "cell-break" } as const;
const see = (target: string): PlainSpan => ({ kind: "cross-reference", target });
const note = (label: string): PlainSpan => ({ kind: "note-reference", note: label });
const source = (label: string): PlainSpan => ({ kind: "source-reference", source: label });
const stricter = (mark: string, ...spans: readonly PlainSpan[]): Span => ({
  ...{ kind: "restricted", marking: kindsMark(mark), spans },
});
/** A row or rendition of `parent`, under the join of both marks. */
const part = (
  parent: Portion,
  id: string,
  mark: string,
  spans: readonly Span[],
  more: Partial<Portion>,
): Portion => ({
  ...kindsPortion(id, mark, spans, { parent: parent.id, ...more }),
  marking: joinMarkings(parent.marking, kindsMark(mark), policies),
});
const table = kindsPortion("t1", "O", [text("Sightings, Tamarind")], { kind: "table", number: "1" });
const row = (id: string, mark: string, ...spans: readonly Span[]): Portion =>
  part(table, id, mark, spans, { kind: "row" });
const figure = kindsPortion("f1", "O", [text("The square, Saffron")], { kind: "figure", number: "1" });
const picture = (id: string, mark: string, words: string, name: string): Portion =>
  part(figure, id, mark, [text(words)], {
    kind: "rendition",
    file: { name, mediaType: "image/png", sha256: "ab".repeat(32) },
  });

export const kinds: MarkedDocument = {
  title: "Report from Strelsau",
  originator: "GBR",
  policy: "uk",
  caseSlug: "strelsau-2018",
  date: "2018-03-14",
  exercise: true,
  portions: [
    kindsPortion("title", "O", [text("Report from Strelsau")], { kind: "title" }),
    kindsPortion("h1", "O", [text("What was seen")], { kind: "heading", depth: 1 }),
    kindsPortion(
      "p1",
      "O",
      [
        text("See "),
        see("t1"),
        text(", "),
        see("p3"),
        text(" and "),
        see("t1r4"),
        text("."),
        stricter("S", text("Alkanet, see "), see("p4"), text(" and "), see("h1")),
        source("S1"),
      ],
      { number: "1" },
    ),
    kindsPortion("p2", "O", [text("A part, Borage.")], { number: "1(a)", depth: 1, page: "17" }),
    kindsPortion("p2b", "S", [text("Another part, Chervil.")], { number: "1(b)", depth: 1 }),
    kindsPortion("p2c", "O", [text("A bullet, Dill.")], { depth: 1 }),
    kindsPortion("q1", "O", [text("“Quoted, Endive.” "), source("S2")], { kind: "quotation" }),
    kindsPortion("p3", "S", [text("Held back, Fennel. "), source("S3")], { number: "2" }),
    table,
    { ...row("t1r1", "O", text("Date"), BREAK, text("Place")), depth: 1 },
    row("t1r2", "O", text("4 March"), BREAK, stricter("S", text("Ginger")), note("1")),
    row("t1r3", "S", text("5 March"), BREAK, text("Horseradish")),
    row("t1r4", "S - REL TO FVEY", text("6 March"), BREAK, text("Indigo")),
    row("t1r5", "O", stricter("S", text("Juniper")), BREAK, text("Kale")),
    row("t1r6", "S", text("8 March"), BREAK, text("Lovage")),
    figure,
    picture("f1a", "O", "A square from afar, Marjoram", "small.png"),
    picture("f1b", "S", "The door in the square, Nettle", "door.png"),
    kindsPortion("j1", "O", [text("It is likely, Oregano. "), see("f1")], {
      kind: "judgement",
      number: "3",
      judgement: { scale: "icd203", term: "likely", confidence: "low", supports: ["p1", "p3", "t1"] },
    }),
    kindsPortion(
      "p4",
      "L && O",
      [text("By the palace, Parsley. "), stricter("HH - QUINCE", text("Radish"))],
      {
        number: "4",
      },
    ),
    kindsPortion("p5", "H - RHUBARB && O", [text("By the tower, Sorrel. "), see("s1")], { number: "5" }),
  ],
  footnotes: [
    kindsPortion("n1", "O", [text("Thyme, see "), see("p4")], { kind: "footnote", number: "1" }),
    kindsPortion("s1", "O", [text("Valerian")], {
      ...{ kind: "source", number: "S1", grading: { reliability: "B", credibility: 2 } },
    }),
    kindsPortion("s2", "S", [text("Woodruff")], { kind: "source", number: "S2" }),
    kindsPortion("s3", "O", [text("Yarrow, whose reference is Fennel's")], { kind: "source", number: "S3" }),
  ],
};
