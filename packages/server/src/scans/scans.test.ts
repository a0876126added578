// What the scanner says of files: nothing of what is shown, places and never texts, and a code for what it cannot look through.
import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { noRules, planRelease } from "@entente/core/planning";
import { parseMarkedText } from "@entente/core/documents";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import { buildPdf, buildZip, textAt } from "../imports/fixtures/build-files.ts";
import { renderDocx, renderHtml, renderPdf } from "../renderings/index.ts";
import { sample, samplePictures } from "../renderings/renderings.fixture.ts";
import {
  countUnsearchable,
  listWithheld,
  QUICK_ENGINES,
  readFurniture,
  scanFile,
  scanForeignFile,
} from "./index.ts";
import type { Finding, Withheld } from "./index.ts";
import { plantCorpus } from "./planted-corpus.fixture.ts";

const scan = (bytes: string | Uint8Array, withheld: Withheld, name = "a.txt"): Promise<readonly Finding[]> =>
  scanFile({ bytes: Buffer.from(bytes), name, withheld, engines: QUICK_ENGINES });
const search = (...texts: readonly string[]): Withheld => ({
  texts: texts.map((text, index) => ({ place: `p${index + 1}`, text })),
  shown: [],
});

async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error) {
    if (error instanceof ServerError) return error.code;
    throw error;
  }
  return "done";
}

describe("a finding", () => {
  it("names the place, the codings and where, and never the text", async () => {
    const withheld = search("Nothing of this", "The boat was hired by Quessland Shipping.");
    const inner = Buffer.from("was hired by Quessland Shipping").toString("base64");
    const zip = buildZip([{ name: "notes/a.json", data: JSON.stringify({ x: inner }) }]);
    const findings = await scan(zip, withheld, "a.zip");
    expect(findings).toContainEqual({
      place: "p2",
      encoding: "zip, base64, text",
      where: "a.zip: notes/a.json, at 0",
    });
    expect(JSON.stringify(findings)).not.toMatch(/quessland|shipping/i);
  });

  it("is told once for a place and a part, in the plainest coding", async () => {
    const findings = await scan("<p>Quessland &amp; Quessland</p>", search("Quessland"));
    expect(findings).toEqual([{ place: "p1", encoding: "word", where: "a.txt, at 3" }]);
  });

  it("is not given for what is shown, nor for ordinary words of it", async () => {
    const text = "The boat was hired by the harbour master.";
    const shown = ["The boat was seen by the harbour master, and it was hired by someone."];
    expect(await scan(shown[0] ?? "", { ...search(text), shown })).toEqual([]);
    expect(await scan(text, { ...search(text), shown })).toHaveLength(1);
    const stems = { texts: [{ place: "p1", text: "assessments" }], shown: ["assessed"] };
    expect(await scan("assess", stems)).toEqual([]);
    expect(await scan("assessments", stems)).toHaveLength(1);
  });

  it("is given for a short text only where it stands as a whole", async () => {
    expect(await scan("a red lorry, parked", search("Red lorry"))).toHaveLength(1);
    expect(await scan("a red lorrys", search("Red lorry"))).toEqual([]);
    expect(await scan("hundred lorry", search("Red lorry"))).toEqual([]);
    expect(countUnsearchable(search("B2", "Red car", "Red lorry", "…"))).toBe(2);
  });

  it("is not given for words that random bytes spell by chance", async () => {
    const words = Array.from({ length: 500 }, (_, index) => `zq${(index * 7919).toString(26)}word`);
    let state = 1;
    const noise = Buffer.alloc(200_000).map(() => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state >> 16;
    });
    const withheld = search(...words, "Berlin", "Oxford", "Warsaw", "Madrid", "It is so");
    expect(await scan(noise, withheld, "a.bin")).toEqual([]);
    expect(await scan(Buffer.from(noise).toString("base64"), withheld)).toEqual([]);
    expect(await scan(Buffer.from(noise).toString("base64url"), withheld)).toEqual([]);
  });
});

describe("what a shown text nearly spells", () => {
  const letters = fc.string({
    unit: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
    minLength: 1,
    maxLength: 9,
  });
  const words = fc.array(letters, { minLength: 4, maxLength: 12 });
  const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });

  it("is not found where a random number beside it spells the rest, and is found where all of it stands", async () => {
    await fc.assert(
      fc.asyncProperty(
        ...[words, words, words, salt, fc.nat(3), fc.boolean()],
        async (before, between, after, bytes, chance, ends) => {
          const rest = after.join("");
          const random = Buffer.from(bytes).toString("base64url").replace(/[a-j]/gi, "q");
          const [text, shown] = ends
            ? [[...between, ...after].join(" "), [...before, ...between].join(" ")]
            : [[...after, ...between].join(" "), [...between, ...before].join(" ")];
          const withheld = { texts: [{ place: "p1", text }], shown: [shown] };
          const page = ends
            ? `["${shown}.","${rest.slice(0, chance)}${random}"]`
            : `["${random}${rest.slice(rest.length - chance)}","${shown}."]`;
          expect(await scan(page, withheld)).toEqual([]);
          if (rest.length >= 24) expect(await scan(`["${text}"]`, withheld)).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("what a class must not find", () => {
  const community = compileCommunity(
    readCommunity({
      ...{ format: "entente-community/1", name: "x", exercise: true, asOf: "2018-03-26", note: "" },
      policies: ["uk"],
      caveats: [{ policy: "uk", name: "AMBERGRIS", explanation: "Invented." }],
      members: [
        {
          ...{ id: "DEU", name: "Germany", kind: "state", weights: {} },
          clearances: { uk: { upTo: "OFFICIAL", caveats: [] } },
        },
      ],
      groups: [],
    }),
  );
  const source = [
    "---\ntitle: (O) Harbour note\noriginator: DEU\npolicy: uk\n---\n",
    "(O) The boat was seen. {(S): It was hired by Quessland.}\n",
    "{page: folio nineteen}\n(S - AMBERGRIS) The agent is Zorvanek.\n",
  ].join("\n");
  const { document, problems } = parseMarkedText(source, community.community.policies);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const [of] = planRelease({
    ...{ document, community, recipients: ["DEU"], rules: noRules, consents: [] },
  }).classes;
  if (of === undefined) throw new Error("no class");

  it("is every withheld text, the caveats on it and the pages of sources; what is shown is known", () => {
    const { texts, shown } = listWithheld(document, of, { furniture: ["Germany"] });
    const found = texts.map(({ place, text }) => `${place.replace(/^p\d+/, "p")} ${text.trim()}`);
    expect(found).toEqual(
      expect.arrayContaining([
        "p/1 It was hired by Quessland.",
        "p#marking AMBERGRIS",
        "p#page folio nineteen",
      ]),
    );
    expect(found.join("\n")).toContain("The agent is Zorvanek.");
    expect(found.join("\n")).not.toContain("The boat was seen.");
    expect(shown.join("\n")).toContain("The boat was seen.");
    expect(shown).toContain("Germany");
  });
});

describe("clean renderings", () => {
  // Words that stand in markup, properties and style sheets, and so in every file; no word of the sample is among them.
  const ordinary = search(
    "The document has a section, a paragraph, a footnote and a header.",
    "Font, border, content, margin, background, padding and display are words of style sheets.",
    "The producer and creator of metadata, resources, length, filter, catalog, encoding and language.",
    "Relationship, properties, settings, numbering, drawing, default, package, override, application.",
  );
  const options = { pictures: samplePictures };
  const files = async (): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> => [
    { name: "a.html", bytes: Buffer.from(renderHtml(sample, options)) },
    { name: "a.docx", bytes: await renderDocx(sample, options) },
    { name: "a.pdf", bytes: await renderPdf(sample, { ...options, date: "2031-03-01", fonts: [] }) },
  ];

  it("hold nothing when their furniture is known, and a planted word is found in each all the same", async () => {
    const clean = await files();
    const furniture = await readFurniture(clean, QUICK_ENGINES);
    const withheld = { texts: [...ordinary.texts, { place: "p9", text: "Zorvanek" }], shown: furniture };
    for (const { name, bytes } of clean) {
      expect(await scan(bytes, withheld, name), name).toEqual([]);
      expect((await scan(Buffer.concat([bytes, Buffer.from(" Zorvanek")]), withheld, name)).length).toBe(1);
    }
  });
});

describe("hostile files", () => {
  afterEach(() => void vi.restoreAllMocks());
  const withheld = search("Zorvanek hired it.");

  it("that unfold without end are refused", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(await codeOf(scan(bomb, withheld))).toBe("SCAN_TOO_LARGE");
    const many = Array.from({ length: 12 }, (_, index) => ({
      name: `${index}`,
      data: Buffer.alloc(30_000_000, index),
    }));
    expect(await codeOf(scan(buildZip(many), withheld))).toBe("SCAN_TOO_LARGE");
    expect(await codeOf(scan(new Uint8Array(65 * 1024 * 1024), withheld))).toBe("SCAN_TOO_LARGE");
  });

  it("that nest deeper than eight codings end there", async () => {
    let text = "Zorvanek";
    for (let depth = 0; depth < 8; depth++) text = Buffer.from(text).toString("base64");
    expect(await scan(text, withheld)).toHaveLength(1);
    expect(await scan(Buffer.from(text).toString("base64"), withheld)).toEqual([]);
  });

  it("that take too long are refused", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 200_000));
    expect(await codeOf(scan("x", withheld))).toBe("SCAN_TIMEOUT");
  });

  it("that an engine cannot read count as not scanned", async () => {
    const whole = Buffer.from(buildPdf([textAt(72, 700, "x")]));
    expect(await codeOf(scan(whole.subarray(0, 40), withheld, "a.pdf"))).toBe("SCAN_UNREADABLE");
  });

  it("of any damage end in findings or a code", async () => {
    const { plants, withheld: secret } = plantCorpus("damage");
    let state = 7;
    for (const { kind, file, bytes } of plants) {
      const damaged = Buffer.from(bytes);
      for (let turn = 0; turn < 8; turn++) {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        damaged[state % damaged.length] = state >> 20;
      }
      expect(await codeOf(scan(damaged, secret, file)), kind).toMatch(/^(done|SCAN_UNREADABLE)$/);
    }
  });
});

describe("a file of others", () => {
  it("is looked through in a process of its own, with the same findings", async () => {
    const { plants, withheld } = plantCorpus("foreign");
    for (const kind of ["HTML comment", "PDF glyphs with a table"]) {
      const one = plants.find((plant) => plant.kind === kind);
      if (one === undefined) throw new Error(kind);
      const request = { bytes: one.bytes, name: one.file, withheld, engines: QUICK_ENGINES };
      expect(await scanForeignFile(request)).toEqual(await scanFile(request));
    }
  });

  it("is refused with the same codes", async () => {
    const request = { name: "a.bin", withheld: search("Zorvanek hired it."), engines: QUICK_ENGINES };
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(await codeOf(scanForeignFile({ ...request, bytes: bomb }))).toBe("SCAN_TOO_LARGE");
    expect(await codeOf(scanForeignFile({ ...request, bytes: deflateRawSync("x") }))).toBe("done");
    const broken = Buffer.from("%PDF-1.7\nnothing");
    expect(await codeOf(scanForeignFile({ ...request, bytes: broken }))).toBe("SCAN_UNREADABLE");
  });
});
