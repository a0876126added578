import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAsking } from "../http/two-worlds.fixture.ts";
import type { Answer, Asking } from "../http/two-worlds.fixture.ts";

let asking: Asking;
beforeAll(async () => {
  asking = await openAsking();
  for (const slug of ["world-a", "world-b"]) await asking.openWorld(slug);
}, 120_000);
afterAll(() => asking.close());

const find = (seat: string, slug: string, query: string, most = 50): Promise<Answer> =>
  asking.ask(seat, `/api/cases/${slug}/search`, { query, most });

interface Found {
  readonly hits: readonly {
    readonly document: string;
    readonly cut: string | null;
    readonly place: string | null;
    readonly rank: number;
    readonly excerpt: string;
  }[];
  readonly more: boolean;
}

const WORDS = ["bridge", "harbour", "closed", "caller", "officers", "tunnel", "noon", "services"];

/** Portions with a mark of their own; `S - WALL` is the lead's alone, `S - REL TO DEU` not for EST. */
function write(portions: readonly (readonly [mark: string, words: readonly string[]])[]): string {
  const body = portions.map(([mark, words], index) => `${index + 1}. (${mark}) ${words.join(" ")}.`);
  return `---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n\n${body.join("\n\n")}\n`;
}

/** What a reader gets, without the random ids of cuts. */
const withoutIds = (answer: Answer): unknown => ({
  status: answer.statusCode,
  found: {
    ...answer.json<Found>(),
    hits: answer.json<Found>().hits.map(({ cut, ...hit }) => ({ ...hit, cut: cut !== null })),
  },
});

describe("searching in two worlds that differ in what a reader may not see", () => {
  test("gives it the same hits, ranks, excerpts and counts, whatever the others hold", async () => {
    const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 });
    const shown = fc.tuple(fc.constantFrom("OPR", "S - REL TO EST", "S - REL TO DEU, EST"), words);
    const hidden = fc.tuple(fc.constantFrom("S - REL TO DEU", "S - WALL", "TS"), words);
    const mixed = fc.array(fc.tuple(shown, hidden, hidden), { minLength: 3, maxLength: 8 });
    const queries = fc.array(
      fc.array(fc.constantFrom(...WORDS, "or", "-noon"), { minLength: 1, maxLength: 3 }),
      {
        ...{ minLength: 12, maxLength: 12 },
      },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(mixed, queries, async (portions, asked) => {
        run += 1;
        const name = `paper-${run}`;
        const of = (which: 1 | 2) => write(portions.flatMap((all) => [all[0], all[which]]));
        await asking.release("world-a", name, of(1), ["DEU", "EST"]);
        await asking.release("world-b", name, of(2), ["EST"]);
        let hits = 0;
        for (const query of asked.map((some) => some.join(" "))) {
          const [a, b] = [await find("EST/desk", "world-a", query), await find("EST/desk", "world-b", query)];
          expect(withoutIds(a), query).toEqual(withoutIds(b));
          hits += a.json<Found>().hits.length;
        }
        fc.pre(hits > 0);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 180_000);

  test("finds nothing of a word that stands only in what is withheld, as of one that stands nowhere", async () => {
    const text = write([
      ["OPR", ["the", "quay"]],
      ["S - WALL", ["zanzibar"]],
      ["S - REL TO DEU", ["the", "quay", "zanzibar"]],
    ]);
    for (const slug of ["world-a", "world-b"]) await asking.release(slug, "quay", text, ["DEU", "EST"]);
    const [withheld, nowhere] = [
      await find("EST/desk", "world-a", "zanzibar"),
      await find("EST/desk", "world-a", "xylophone"),
    ];
    expect(withheld).toMatchObject({ statusCode: nowhere.statusCode, body: nowhere.body });
    expect((await find("EST/desk", "world-a", "quay -zanzibar")).json<Found>().hits).toHaveLength(1);
    expect((await find("DEU/desk", "world-a", "zanzibar")).json<Found>().hits).toHaveLength(1);
    expect((await find("GBR/desk", "world-a", "zanzibar")).json<Found>().hits).toHaveLength(2);
  });
});

describe("searching", () => {
  test("names places to the lead, and to a member only the cut that shows it", async () => {
    await asking.release("world-a", "ferry", write([["OPR", ["the", "ferry", "was", "expelled"]]]), ["EST"]);
    const [mine] = (await find("GBR/desk", "world-a", "expel ferry")).json<Found>().hits;
    expect(mine).toMatchObject({ document: "ferry", cut: null, place: "p1" });
    const [theirs] = (await find("EST/desk", "world-a", "expel ferry")).json<Found>().hits;
    expect(theirs).toMatchObject({ document: "ferry", place: null, excerpt: "ferry was expelled" });
    const cut = await asking.ask("EST/desk", `/api/cases/world-a/cuts/${theirs?.cut ?? ""}.txt`);
    expect(cut.body).toContain("the ferry was expelled");
  });

  test("leaves a stricter span out of the words around it", async () => {
    const text = write([["OPR", ["The", "gate", "{(S - WALL): of sandstone}", "fell"]]]);
    await asking.release("world-a", "gate", text, ["EST"]);
    expect((await find("EST/desk", "world-a", "sandstone")).json<Found>().hits).toEqual([]);
    const [hit] = (await find("EST/desk", "world-a", "gate fell")).json<Found>().hits;
    expect(hit?.excerpt).not.toContain("sandstone");
    expect((await find("GBR/desk", "world-a", "sandstone")).json<Found>().hits).toMatchObject([
      { place: expect.stringMatching(/^p1\//) as string },
    ]);
  });

  test.each(["", "   ", '"', "((((", "a & | ! <->", "'; DROP TABLE entente.portion --", "\\", "☃"])(
    "answers odd words with what they match, which is little: %j",
    async (query) => {
      expect(await find("EST/desk", "world-a", query)).toMatchObject({ statusCode: 200 });
    },
  );

  test("says whether more matches, and takes no more than it says", async () => {
    const many = write(WORDS.map((word) => ["OPR", ["lighthouse", word]] as const));
    await asking.release("world-a", "lights", many, ["EST"]);
    expect((await find("EST/desk", "world-a", "lighthouse", 3)).json<Found>()).toMatchObject({ more: true });
    expect((await find("EST/desk", "world-a", "lighthouse", 8)).json<Found>()).toMatchObject({ more: false });
    for (const most of [0, 101, 1.5])
      expect((await find("EST/desk", "world-a", "a", most)).statusCode).toBe(400);
    expect((await find("EST/desk", "world-a", "a".repeat(201))).statusCode).toBe(400);
  });

  test("is for those who read: to every other seat the case is not there", async () => {
    const absent = await find("EST/desk", "no-such-case", "quay");
    for (const seat of ["SWE/desk", "EST/drafter", "EST/publisher", "GBR/auditor", "GBR/administrator"])
      expect(await find(seat, "world-a", "quay"), seat).toMatchObject({ statusCode: 404, body: absent.body });
  });
});
