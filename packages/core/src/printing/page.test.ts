// A whole document as a page and as the printed model, through the door.
import { describe, expect, it } from "vitest";
import { encodeBase64, encodeHex, utf8 } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { builtInPolicies as policies, parseMark } from "../markings/index.ts";
import { listBlocks, listNotes, printDocument, renderDocumentPage } from "./index.ts";
import type { MarkedDocument, PlainSpan, Portion, Span } from "../documents/index.ts";
import type { PrintedDocument } from "./index.ts";

const picture = utf8("not really a picture");
const text = (value: string): PlainSpan => ({ kind: "text", text: value });

function portion(
  id: string,
  mark: string | null,
  spans: readonly Span[],
  more: Partial<Portion> = {},
): Portion {
  return {
    ...{
      id,
      kind: "paragraph",
      number: null,
      depth: 0,
      parent: null,
      origin: null,
      spans,
      grading: null,
      judgement: null,
    },
    ...{ file: null, page: null, marking: mark === null ? null : parseMark(mark, "uk", policies) },
    ...more,
  };
}

const file = (sha256: string | null) => ({ name: "square.png", mediaType: "image/png", sha256 }) as const;

const whole: MarkedDocument = {
  title: "Of the square",
  originator: "GBR",
  policy: "uk",
  caseSlug: null,
  date: "2018-03-14",
  exercise: true,
  portions: [
    portion("title", "O", [text("Of the square")], { kind: "title" }),
    portion("p1", "O", [
      text("See "),
      { kind: "cross-reference", target: "q1" },
      text(" and "),
      { kind: "cross-reference", target: "p99" },
      {
        kind: "restricted",
        marking: parseMark("S", "uk", policies),
        spans: [text("stricter"), { kind: "note-reference", note: "1" }],
      },
      { kind: "note-reference", note: "1" },
    ]),
    portion("q1", "O", [text("A quotation of more than five words")], { kind: "quotation" }),
    portion("t1", "O", [text("Times")], { kind: "table", number: "1" }),
    portion("t1r1", "O", [text("<b>"), { kind: "cell-break" }, text("b")], {
      kind: "row",
      parent: "t1",
      depth: 1,
    }),
    portion("t1r2", "S", [text("c")], {
      kind: "row",
      parent: "t1",
      grading: { reliability: "C", credibility: 3 },
      origin: { member: "DEU", release: "A".repeat(22), portion: "Q".repeat(22) },
    }),
    portion("f1", "O", [text("The square")], { kind: "figure", number: "1" }),
    portion("f1a", "O", [text("A square")], { kind: "rendition", parent: "f1", file: file(null) }),
  ],
  footnotes: [
    portion("n1", "O", [text("A note")], { kind: "footnote", number: "1" }),
    portion("n2", "O", [text("Referred to by nothing")], { kind: "footnote", number: "2" }),
    portion("s1", "O", [text("A source")], { kind: "source", number: "S1" }),
  ],
};

const print = (document: MarkedDocument): PrintedDocument =>
  printDocument(document, { policies, community: null, handling: "For its own staff only." });
const render = (document: MarkedDocument, pictures: ReadonlyMap<string, Uint8Array> = new Map()): string =>
  renderDocumentPage({ document: print(document), pictures, primitives });

describe("printDocument", () => {
  it("names what references point to, and keeps one that points nowhere as it was typed", () => {
    const [, paragraph] = print(whole).portions;
    expect(paragraph?.spans.slice(0, 4)).toEqual([
      text("See "),
      { kind: "cross-reference", target: "q1", called: "the quotation “A quotation of more than …”" },
      text(" and "),
      { kind: "text", text: "{see: p99}" },
    ]);
  });

  it("has the banner of all that is in it, and says when not all is marked", () => {
    expect(print(whole).banner).toBe("UK SECRET");
    const draft = print({ ...whole, portions: [...whole.portions, portion("p2", null, [text("x")])] });
    expect(draft.bands.map((band) => band.text)).toEqual([
      "UK SECRET",
      "NOT MARKED THROUGHOUT: FOR ITS DRAFTERS ONLY",
    ]);
    expect(draft.portions.at(-1)).toMatchObject({ mark: "unmarked", banner: "unmarked" });
    expect(print({ ...whole, portions: [], footnotes: [] }).bands).toHaveLength(1);
  });

  it("gives tables their rows, figures their renditions, and lists every note", () => {
    const blocks = listBlocks(print(whole));
    expect(blocks.map(({ kind }) => kind)).toEqual(["portion", "portion", "portion", "table", "figure"]);
    expect(blocks[3]).toMatchObject({ columns: 2, rows: [{ id: "t1r1" }, { id: "t1r2" }] });
    expect(listNotes(print(whole)).map(({ label }) => label)).toEqual(["1", "2", "S1"]);
  });
});

describe("renderDocumentPage", () => {
  it("has banner, exercise and handling line top and bottom, and no script or address", () => {
    const page = render(whole);
    expect(page.match(/<p class="level-0">UK SECRET<\/p>/g)).toHaveLength(2);
    expect(page.match(/EXERCISE EXERCISE EXERCISE/g)).toHaveLength(2);
    expect(page.match(/For its own staff only\./g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|\sstyle=|\son\w+=|https?:|url\(|@import/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const digest = encodeBase64(primitives.sha256(utf8(style)));
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${digest}'"`);
    expect(render(whole)).toBe(page);
  });

  it("sets tables as tables, marks where they differ, origins and gradings", () => {
    const page = render(whole);
    expect(page).toContain(`<thead><tr><th scope="col">&lt;b&gt;</th><th scope="col">b</th></tr></thead>`);
    expect(page).toContain(
      `<tr><td><span class="mark">S</span>c</td><td> <span class="aside">From DEU. Graded C3.</span></td></tr>`,
    );
  });

  it("links notes and their references both ways, each reference once", () => {
    const page = render(whole);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    expect(page.match(/href="#note-0"/g)).toHaveLength(2);
    expect(page.match(/class="back"/g)).toHaveLength(2);
  });

  it("shows a picture that is handed in and is what its digest says, and tells any other", () => {
    const pictures = new Map([["square.png", picture]]);
    const shown = `<img src="data:image/png;base64,${encodeBase64(picture)}" alt="">`;
    const told = "a picture that is not in this file.";
    const withDigest = (sha256: string): MarkedDocument => ({
      ...whole,
      portions: whole.portions.map((one) => (one.file === null ? one : { ...one, file: file(sha256) })),
    });
    expect(render(whole, pictures)).toContain(shown);
    expect(render(whole, pictures)).toContain("; img-src data:");
    expect(render(whole)).toContain(told);
    expect(render(withDigest(encodeHex(primitives.sha256(picture))), pictures)).toContain(shown);
    expect(render(withDigest("0".repeat(64)), pictures)).toContain(told);
    expect(render(whole)).not.toContain("img-src");
  });

  it("keeps hostile text text wherever it stands", () => {
    const hostile = `"><img src=x onerror=alert(1)></style><script>`;
    const page = renderDocumentPage({
      document: {
        ...print({
          ...whole,
          title: hostile,
          originator: hostile,
          portions: whole.portions.map((one) => ({
            ...one,
            number: hostile,
            spans: [
              text(hostile),
              { kind: "source-reference", source: hostile },
              { kind: "note-reference", note: hostile },
            ],
            file: one.file === null ? null : { ...one.file, name: hostile },
          })),
          footnotes: whole.footnotes.map((one) => ({ ...one, number: hostile })),
        }),
        handling: hostile,
      },
      pictures: new Map([[hostile, picture]]),
      primitives,
    });
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page).not.toMatch(/<script|<img src=x/);
  });
});
