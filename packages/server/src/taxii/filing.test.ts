// What is filed for a member: what a file of the same cut says, brought up to what it is told, and the same whatever others
// are told, hold or take back.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileCuts } from "./index.ts";
import { openTaxiiDesk } from "./taxii.fixture.ts";
import type { Client, StixObject, TaxiiDesk } from "./taxii.fixture.ts";

const text = (secret: string): string => `---
title: (OPR) What happened in Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon – so the clerk says.

2. (S - REL TO LVA) ${secret}
`;
const MEASURE = {
  ...{ actor: "DEU", actor_type: "state", kind: "expulsion", target: "RUS", in_tally: true, detail: "" },
  ...{ count: 4, announced: "2018-03-04", sources: ["https://example.org/a"], confidence: "high" },
};

let desk: TaxiiDesk;
let est: Client;
beforeAll(async () => {
  desk = await openTaxiiDesk();
  est = desk.client("EST/desk");
}, 60_000);
afterAll(async () => desk.close());

const tell = async (seat: string, path: string, body: object): Promise<void> => {
  const answer = await desk.ask(seat, `/api/cases/${path}`, body);
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`);
};
const file = async (slug: string): Promise<number> => fileCuts(desk.node.database, await desk.rowOf(slug));
const read = async (slug: string, query: Record<string, string> = {}): Promise<readonly StixObject[]> =>
  (await est.get(`/taxii2/${slug}/collections/cuts/objects/`, query)).body.objects ?? [];
const take = (seat: string, slug: string, position: string): Promise<void> =>
  tell(seat, `${slug}/positions`, { position, statement: "As agreed.", told: null });
const notice = (slug: string, release: string, kind: string): Promise<void> =>
  tell("GBR/release-authority", `${slug}/releases/${release}/notices`, {
    ...{ kind, text: "The hour was wrong.", replacedBy: null },
  });
const measure = (slug: string, count: number): Promise<void> =>
  tell("GBR/desk", `${slug}/measures`, { reciprocal: false, measure: { ...MEASURE, count } });

/** A case in which EST was delivered its cut of one release and LVA has another besides; gives their names. */
async function openWorld(slug: string, secret: string): Promise<{ shared: string; other: string }> {
  await desk.openWorld(slug);
  const shared = await desk.release(slug, "assessment", text(secret), ["EST", "LVA"]);
  const other = await desk.release(slug, "annex", text(`${secret} again`), ["LVA"]);
  await tell("GBR/desk", `${slug}/approaches`, {
    ...{ members: ["EST", "LVA"], documents: ["assessment"], ask: "Act.", answerBy: "2018-03-20T12:00:00Z" },
  });
  await tell("GBR/desk", `${slug}/approaches/delivery`, { members: ["EST"] });
  return { shared, other };
}

describe("what a member is told after its cut", () => {
  const slug = "told";
  let release = "";
  beforeAll(async () => {
    release = (await openWorld(slug, "Amaranth")).shared;
    await file(slug);
  }, 60_000);

  test("comes behind what lies there: its position, measures, and nothing of another's", async () => {
    const before = await read(slug);
    await tell("GBR/desk", `${slug}/approaches/delivery`, { members: ["LVA"] });
    await take("EST/desk", slug, "supportive");
    await take("LVA/desk", slug, "declined");
    await measure(slug, 4);
    expect(await file(slug)).toBeGreaterThan(0);
    const after = await read(slug);
    expect(after.slice(0, before.length)).toEqual(before);
    const more = after.slice(before.length);
    expect(more.map(({ type }) => type).toSorted()).toEqual(["course-of-action", "opinion", "relationship"]);
    expect(more.find(({ type }) => type === "opinion")).toMatchObject({ opinion: "agree" });
    expect(JSON.stringify(after)).not.toContain("declined");
  });

  test("is what a file of the same cut says", async () => {
    const cuts = (await desk.ask("EST/desk", `/api/cases/${slug}/cuts`)).json<{ cuts: { id: string }[] }>();
    const { file: bundle } = (
      await desk.ask("EST/desk", `/api/cases/${slug}/cuts/${cuts.cuts[0]?.id ?? ""}/stix`)
    ).json<{ file: string }>();
    const { objects } = JSON.parse(bundle) as { objects: readonly StixObject[] };
    // The proof inside a file may lead to a later checkpoint, and its name is that of its content.
    const comparable = (all: readonly StixObject[]): readonly StixObject[] =>
      all
        .filter(({ abstract }) => abstract !== "How to check this report")
        .toSorted((a, b) => a.id.localeCompare(b.id));
    expect(comparable(await read(slug))).toEqual(comparable(objects));
  });

  test("is a note for a correction, and for a recall a last version of what spoke for the release", async () => {
    await notice(slug, release, "correction");
    await file(slug);
    const corrected = await read(slug);
    expect(corrected.at(-1)).toMatchObject({
      ...{ type: "note", abstract: "Correction of this report", content: "The hour was wrong." },
    });
    expect(JSON.stringify(corrected)).not.toContain("revoked");
    await notice(slug, release, "recall");
    await file(slug);
    const recalled = await read(slug);
    const revoked = recalled.filter((object) => object["revoked"] === true);
    expect(revoked.map(({ type }) => type).toSorted()).toEqual(["note", "opinion", "report"]);
    for (const last of revoked) {
      const versions = await read(slug, { "match[id]": last.id, "match[version]": "all" });
      expect(versions).toHaveLength(2);
      const [first] = versions;
      const { revoked: _, modified, ...rest } = last;
      expect({ ...rest, modified: first?.["modified"] }).toEqual(first);
      expect(JSON.stringify(modified) > JSON.stringify(first?.["modified"])).toBe(true);
    }
    expect(recalled.filter((object) => object["revoked"] !== true).map(({ type }) => type)).toEqual(
      corrected
        .filter(({ id }) => !revoked.some((one) => one.id === id))
        .map(({ type }) => type)
        .concat(["note"]),
    );
    expect(await file(slug)).toBe(0);
  });

  test("is never two contents under one id and version, whoever is told what", async () => {
    const contents = new Map<string, string>();
    for (const client of [est, desk.client("LVA/desk")]) {
      const { body } = await client.get(`/taxii2/${slug}/collections/cuts/objects/`, {
        "match[version]": "all",
      });
      for (const object of body.objects ?? []) {
        const key = `${object.id} ${JSON.stringify(object["modified"])}`;
        const content = JSON.stringify(object);
        expect(contents.get(key) ?? content).toBe(content);
        contents.set(key, content);
      }
    }
    expect(contents.size).toBeGreaterThan(20);
  });
});

describe("two worlds", () => {
  type World = Awaited<ReturnType<typeof openWorld>>;
  /** What EST may know of, and what it may not. */
  const open = {
    position: (slug: string) => take("EST/desk", slug, "committed"),
    measure: (slug: string) => measure(slug, 7),
    correction: (slug: string, { shared }: World) => notice(slug, shared, "correction"),
    recall: (slug: string, { shared }: World) => notice(slug, shared, "recall"),
  };
  const hidden = {
    question: (slug: string) =>
      tell("LVA/desk", `${slug}/questions`, { text: "Who says so?", place: null, told: null }),
    position: (slug: string) => take("LVA/desk", slug, "declined"),
    recall: (slug: string, { other }: World) => notice(slug, other, "recall"),
    correction: (slug: string, { other }: World) => notice(slug, other, "correction"),
    file: (slug: string) => file(slug),
  };

  /** What a list says, with a name for each thing that is drawn by lot or follows from it. */
  async function describeList(slug: string, names: readonly string[]): Promise<string> {
    const { body, headers } = await est.get(`/taxii2/${slug}/collections/cuts/objects/`, {
      "match[version]": "all",
    });
    const manifest = await est.get(`/taxii2/${slug}/collections/cuts/manifest/`, { "match[version]": "all" });
    const seen = new Map<string, string>();
    const said = JSON.stringify([body, headers["x-taxii-date-added-last"], manifest.body], (key, value) =>
      // The file of a cut is drawn by lot from its first byte; that it is withheld there is proven elsewhere.
      key === "cut" ? "a cut" : (value as unknown),
    );
    return names
      .reduce((all, name) => all.replaceAll(name, "a-name"), said)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
        if (!seen.has(id)) seen.set(id, `id-${seen.size}`);
        return seen.get(id) ?? "";
      });
  }

  test("are the same to a member that may not know how they differ: order, ids, versions, counts and dates", async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom("a", "b", " ", "–", "é") }),
        fc.shuffledSubarray(Object.keys(open) as (keyof typeof open)[], { minLength: 2 }),
        fc.array(fc.constantFrom(...(Object.keys(hidden) as (keyof typeof hidden)[])), {
          ...{ minLength: 4, maxLength: 8 },
        }),
        async (secret, shown, withheld) => {
          turn += 1;
          const [here, there] = [`here-${turn}`, `there-${turn}`];
          const [one, two] = [await openWorld(here, "Amaranth"), await openWorld(there, `x${secret}x`)];
          await tell("GBR/desk", `${there}/approaches/delivery`, { members: ["LVA"] });
          for (const [at, step] of shown.entries()) {
            await open[step](here, one);
            await open[step](there, two);
            for (const act of withheld.slice(at * 2, at * 2 + 2)) await hidden[act](there, two);
            await Promise.all([file(here), file(there)]);
            expect(await describeList(there, [there, two.shared])).toBe(
              await describeList(here, [here, one.shared]),
            );
          }
        },
      ),
      { numRuns: 3 },
    );
  }, 120_000);

  test("differ where the member is told of it, so the comparison can fail", async () => {
    const [one, two] = [await openWorld("left", "Amaranth"), await openWorld("right", "Amaranth")];
    await take("EST/desk", "right", "supportive");
    await Promise.all([file("left"), file("right")]);
    expect(await describeList("right", ["right", two.shared])).not.toBe(
      await describeList("left", ["left", one.shared]),
    );
  }, 60_000);
});
