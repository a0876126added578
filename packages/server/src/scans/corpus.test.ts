// The scanner against its corpus: every planted leak is found, and what each way of looking is needed for is written down.
import { afterAll, describe, expect, it } from "vitest";
import { ALL_ENGINES, closeSight, QUICK_ENGINES, scanFile } from "./index.ts";
import type { Engine } from "./index.ts";
import { plantCorpus } from "./planted-corpus.fixture.ts";
import { plantInSight } from "./planted-sight.fixture.ts";
import { drawFrom, HARMLESS, makeSecret } from "./planted.fixture.ts";
import type { Plant } from "./planted.fixture.ts";
import type { Withheld } from "./withheld.ts";

const seed = String(Date.now());
const corpus = plantCorpus(seed);

async function listMissed(
  plants: readonly Plant[],
  withheld: Withheld,
  engines: readonly Engine[],
): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const { kind, file, bytes } of plants)
    if ((await scanFile({ bytes, name: file, withheld, engines })).length === 0) missed.push(kind);
  return missed;
}

const without = (...off: readonly Engine[]): readonly Engine[] =>
  QUICK_ENGINES.filter((engine) => !off.includes(engine));
const kindsOf = (start: string): readonly string[] =>
  corpus.plants.map(({ kind }) => kind).filter((kind) => kind.startsWith(start));

describe("the corpus of planted leaks", () => {
  afterAll(closeSight);

  it("has more than sixty kinds, none twice", () => {
    const kinds = corpus.plants.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.length).toBeGreaterThanOrEqual(160);
  });

  it("is found whole", async () => {
    expect(await listMissed(corpus.plants, corpus.withheld, QUICK_ENGINES), `seed ${seed}`).toEqual([]);
  });

  it("gives no finding for a name that none of it holds", async () => {
    const texts = [{ place: "p7", text: makeSecret(drawFrom("another")).name }];
    const withheld = { texts, shown: [] };
    for (const { kind, file, bytes } of plantCorpus("one").plants)
      expect(await scanFile({ bytes, name: file, withheld, engines: QUICK_ENGINES }), kind).toEqual([]);
  });

  it.each<readonly [Engine[], readonly string[]]>([
    [
      ["packed"],
      [
        ...kindsOf("DOCX ").filter((kind) => kind !== "DOCX name of a part"),
        ...["gzip", "gzip behind other bytes", "zlib", "zlib cut short", "raw deflate", "brotli", "zstd"],
        ...["ZIP", "ZIP in ZIP in ZIP in ZIP", "entry in no directory", "six packings in each other"],
        ...["gzip as base64 in JSON", "PNG packed text"],
      ],
    ],
    [["digests"], [...kindsOf("sha256"), ...kindsOf("md5")]],
    [["markup"], ["HTML one letter an element", "HTML word over two elements", "DOCX word over two runs"]],
    [["pdf-objects"], ["PDF LZW", "PDF ASCII85 of Flate"]],
    [["pdfjs"], ["PDF locked with no password"]],
    [["pdfium"], []],
    [
      ["pdfjs", "pdfium"],
      ["PDF glyphs by name", "PDF locked with no password"],
    ],
    [["pixels"], kindsOf("PNG low bits")],
  ])("without %j misses what only that finds", async (off, expected) => {
    const missed = await listMissed(corpus.plants, corpus.withheld, without(...off));
    expect([...missed].sort(), `seed ${seed}`).toEqual([...expected].sort());
  });

  it("without looking at text misses most", async () => {
    const missed = await listMissed(corpus.plants, corpus.withheld, without("text"));
    expect(missed.length).toBeGreaterThan(100);
  });

  it("finds words that are nothing but pixels by sight, and only so", async () => {
    const secret = makeSecret(drawFrom("sight"));
    const withheld = { texts: [{ place: "p7", text: secret.text }], shown: [HARMLESS] };
    const plants = await plantInSight(secret);
    expect(await listMissed(plants, withheld, ALL_ENGINES)).toEqual([]);
    expect(await listMissed(plants, withheld, QUICK_ENGINES)).toEqual(plants.map(({ kind }) => kind));
  });
});
