// What a rendering holds whatever it renders, read off renderings of a document without words: markup, properties, fonts.
import type { CompiledCommunity } from "@entente/core/markings";
import type { PrintedDocument, PrintedPortion } from "@entente/core/printing";
import { renderDocx, renderHtml, renderPdf } from "../renderings/index.ts";
import { QUICK_ENGINES, readFurniture } from "../scans/index.ts";

/** Words of the files of this program that have the kind of `scanned`, and names every reader of the community knows. */
export async function gatherFurniture(
  scanned: Uint8Array,
  { community }: CompiledCommunity,
): Promise<string[]> {
  const head = Buffer.from(scanned.subarray(0, 1024)).toString("latin1");
  const pictures = new Map<string, Uint8Array>();
  const known = [
    ...community.members.flatMap(({ id, name }) => [id, name]),
    ...community.groups.flatMap(({ id, name }) => [id, name]),
    ...community.policies.flatMap(({ name, levels }) => [name, ...levels.map((level) => level.name)]),
  ];
  const file = head.includes("%PDF-")
    ? { name: "blank.pdf", bytes: await renderPdf(blank, { pictures, date: null, fonts: [] }) }
    : head.startsWith("PK")
      ? { name: "blank.docx", bytes: await renderDocx(blank, { pictures }) }
      : { name: "blank.html", bytes: Buffer.from(renderHtml(blank, { pictures })) };
  return [...known, ...(await readFurniture([file], QUICK_ENGINES))];
}

function portion(
  id: string,
  kind: PrintedPortion["kind"],
  more: Partial<PrintedPortion> = {},
): PrintedPortion {
  return {
    ...{ id, kind, number: "1", depth: 0, parent: null, mark: "O", banner: "O" },
    ...{ grading: null, judgement: null, file: null, origin: null, spans: [{ kind: "text", text: "x" }] },
    ...more,
  };
}

/** Something of every kind, with "x" for all words. */
const blank: PrintedDocument = {
  ...{ banner: "O", bands: [{ text: "O", colour: "#000000", ink: "#ffffff" }], title: "x", exercise: true },
  ...{ originator: "x", date: null, handling: "x" },
  portions: [
    portion("title", "title", { number: null }),
    portion("h1", "heading", { number: null, depth: 1 }),
    portion("p1", "paragraph", {
      grading: { reliability: "B", credibility: 2 },
      spans: [
        { kind: "text", text: "x" },
        { kind: "note-reference", note: "1" },
        { kind: "source-reference", source: "S1" },
        { kind: "withheld" },
        { kind: "withheld-at-source" },
        { kind: "cross-reference", target: "t1", called: "table 1" },
        { kind: "restricted", mark: "O", banner: "O", spans: [{ kind: "text", text: "x" }] },
      ],
    }),
    null,
    portion("p2", "paragraph", { depth: 1, number: "1(a)" }),
    portion("p3", "paragraph", { depth: 1, number: null }),
    portion("q1", "quotation", { number: null }),
    portion("j1", "judgement", {
      judgement: { scale: "phia", term: "highly likely", confidence: "moderate", supports: ["p1"] },
    }),
    portion("t1", "table"),
    portion("t1r1", "row", { parent: "t1", depth: 1, number: null }),
    portion("t1r2", "row", { parent: "t1", number: null }),
    null,
    portion("f1", "figure"),
  ],
  footnotes: [portion("n1", "footnote"), portion("s1", "source", { number: "S1" })],
};
