// The paper forms of a cut and the minister's sheet: whatever is withheld, and however long it is, they are the same bytes,
// in one revision, with nothing but what a file of ours may hold.
import { inflateSync } from "node:zlib";
import yauzl from "yauzl";
import { describe, expect, it } from "vitest";
import { describeCopy, describeSheet, renderCutText, renderSheetPage } from "@entente/core/pages";
import type { CutCopy } from "@entente/core/pages";
import { spellWords } from "@entente/core/keys";
import { verifyCut } from "@entente/core/releases";
import type { VerifiedCut } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import { portion, sample, sealRelease, text } from "../../../core/src/releases/release.fixture.ts";
import { renderDocx, renderPdf } from "./index.ts";

const LENGTHS = [1, 7, 200, 2_000];
const CANARY = "Quagga";

/** The cut of a document whose withheld portion and span are `length` letters long. */
function cutWith(length: number): VerifiedCut {
  const secret = CANARY.repeat(Math.ceil(length / CANARY.length)).slice(0, length);
  const portions = sample.portions.map((one) =>
    one.id === "p1" || one.id === "p3" || one.id === "p5" ? { ...one, spans: [text(secret)] } : one,
  );
  const sealed = sealRelease({ document: { ...sample, portions }, recipients: ["SWE"] });
  return verifyCut({ text: sealed.cuts.get("SWE") ?? "", trust: sealed.trust, primitives });
}

const worlds = LENGTHS.map(cutWith);
const names = { SWE: "Sweden" };
const pdfOf = ({ document, facts }: CutCopy): Promise<Uint8Array> =>
  renderPdf(document, { pictures: null, date: "2018-03-14", fonts: [], facts });
const docxOf = ({ document, facts }: CutCopy): Promise<Uint8Array> =>
  renderDocx(document, { pictures: null, facts });
const [first] = worlds;
if (first === undefined) throw new RangeError("there is a first world");
const words = spellWords(first.document.keys.issuer, 12);

describe("forms of a cut", () => {
  it("are the same bytes for secrets of 1 to 2,000 characters", async () => {
    for (const render of [
      async (cut: VerifiedCut) => Buffer.from(renderCutText(cut.document)),
      async (cut: VerifiedCut) => Buffer.from(renderSheetPage(describeSheet(cut, names), primitives)),
      (cut: VerifiedCut) => docxOf(describeCopy(cut, names)),
      (cut: VerifiedCut) => docxOf(describeSheet(cut, names)),
      (cut: VerifiedCut) => pdfOf(describeCopy(cut, names)),
    ]) {
      const files = [];
      for (const world of worlds) files.push(Buffer.from(await render(world)).toString("base64"));
      expect(new Set(files).size).toBe(1);
    }
  });

  it("are one revision of a PDF, with no more than a PDF of ours may say", async () => {
    const raw = Buffer.from(await pdfOf(describeCopy(first, names))).toString("latin1");
    expect(raw.match(/%%EOF/g)).toHaveLength(1);
    expect(raw).not.toMatch(
      /\/Prev\b|\/JavaScript|\/JS\b|\/EmbeddedFile|\/OpenAction|\/AA\b|\/Thumb|\/Author|\/PieceInfo/,
    );
    const all = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = ""]) => {
      try {
        return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
      } catch {
        return body;
      }
    });
    expect([raw, ...all].join("\n")).not.toContain(CANARY);
  });

  it("are a DOCX of known parts that says whose it is and nothing of what is withheld", async () => {
    const zip = await yauzl.fromBufferPromise(Buffer.from(await docxOf(describeCopy(first, names))));
    const parts = new Map<string, string>();
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      parts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
    }
    expect(
      [...parts.keys()].filter((name) => /comments|custom|thumbnail|people|media|embeddings/.test(name)),
    ).toEqual([...parts.keys()].filter((name) => name === "docProps/custom.xml"));
    expect(parts.get("word/footer1.xml")).toContain(words);
    for (const [name, xml] of parts) {
      expect([name, xml.includes(CANARY)]).toEqual([name, false]);
      expect([name, /<w:(ins|del|moveFrom|comment)\b|w:rsid|dc:creator|cp:lastModifiedBy/.test(xml)]).toEqual(
        [name, false],
      );
    }
  });
});

describe("a minister's sheet", () => {
  it("says nothing that the cut does not say", () => {
    const shown = new Set(
      first.document.portions
        .flatMap((one) => one?.spans ?? [])
        .flatMap((span) => (span.kind === "text" ? [span.text] : [])),
    );
    const { document } = describeSheet(first, names);
    for (const one of document.portions) {
      if (one === null || one.mark === "") continue;
      for (const span of one.spans) if (span.kind === "text") expect(shown).toContain(span.text);
    }
    expect(document.footnotes).toEqual([]);
    expect(document.banner).toBe(first.document.banner);
    expect(document.portions.map((one) => one?.judgement?.term ?? null)).toContain("highly likely");
  });

  it("is one sheet of paper, whatever the cut says, with its words at the foot", async () => {
    const long = (length: number): string => "A sentence of some length about what was seen. ".repeat(length);
    for (const [count, length] of [
      [40, 1],
      [20, 8],
      [3, 60],
    ] as const) {
      const portions = Array.from({ length: count }, (_, index) =>
        portion(`p${index}`, "O", [text(long(length))], {
          kind: index % 2 === 0 ? "paragraph" : "judgement",
          judgement:
            index % 2 === 0 ? null : { scale: "phia", term: "likely", confidence: "moderate", supports: [] },
          number: String(index + 1),
        }),
      );
      const sealed = sealRelease({ document: { ...sample, portions, footnotes: [] }, recipients: ["SWE"] });
      const cut = verifyCut({ text: sealed.cuts.get("SWE") ?? "", trust: sealed.trust, primitives });
      const raw = Buffer.from(await pdfOf(describeSheet(cut, names))).toString("latin1");
      expect([count, raw.match(/\/Type\s*\/Page\b/g)?.length]).toEqual([count, 1]);
    }
  });
});
