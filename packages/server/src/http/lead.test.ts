// What the lead's seats do and read over HTTP: documents, plans, the record, the ledger; and which office may do which.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson } from "@entente/core/encoding";
import { readProofIndex } from "@entente/core/ledger";
import { readCommunity } from "@entente/core/markings";
import { openAsking } from "./two-worlds.fixture.ts";
import type { Asking } from "./two-worlds.fixture.ts";
import { routes } from "./registry.ts";

const head = "---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n";
const TEXT = `${head}
1. (OPR) The bridge was closed at noon. {(S - REL TO DEU): A caller had warned of it.}

2. (S - REL TO DEU, EST) Two officers were seen there.

3. (S - WALL) The tunnel.
`;
const at = "/api/cases/world-a";
let asking: Asking;

beforeAll(async () => {
  asking = await openAsking();
  await asking.openWorld("world-a");
  await asking.release("world-a", "bridge", TEXT, ["DEU", "EST", "PUBLIC"]);
}, 120_000);
afterAll(() => asking.close());

const draft = (seat: string, name: string, body: object) =>
  asking.ask(seat, `${at}/documents/${name}/versions`, body);
const typed = (source: string) => ({ source, original: null, attachments: [] });

describe("documents", () => {
  test("are listed, read and drafted on", async () => {
    expect((await asking.ask("GBR/desk", `${at}/documents`)).json()).toMatchObject({
      documents: [{ name: "bridge", title: "Strelsau", portions: 4 }],
    });
    const next = await draft("GBR/drafter", "bridge", typed(`${TEXT}\n4. (OPR) It reopened at two.\n`));
    expect(next.json()).toMatchObject({ name: "bridge", version: 2, draftedBy: "GBR/drafter" });
    const source = await asking.ask("GBR/desk", `${at}/documents/bridge/versions/2/source`);
    expect(source.json<{ source: string }>().source).toContain("It reopened at two.");
    expect((await asking.ask("GBR/desk", `${at}/documents/bridge/versions/9/source`)).statusCode).toBe(404);
  });

  test("come with the file they were made from and their pictures, byte for byte", async () => {
    const bytes = Buffer.from("%PDF-1.7 as it came");
    const original = { name: "report.pdf", mediaType: "application/pdf", base64: bytes.toString("base64") };
    const text = `${head}\n1. (OPR) Typed from a report.\n`;
    expect((await draft("GBR/drafter", "report", { ...typed(text), original })).statusCode).toBe(200);
    const custody = await asking.ask("GBR/desk", `${at}/documents/report/custody`);
    expect(custody.json()).toMatchObject({ originals: [{ name: "report.pdf", size: bytes.length }] });
    const back = await asking.ask("GBR/desk", `${at}/documents/report/versions/1/original`);
    expect(back.body).toBe(bytes.toString());
  });

  test.each([
    ["a path for a name", "..%2Fbridge", typed(TEXT)],
    ["a hidden file for a name", ".bridge", typed(TEXT)],
    [
      "a file in another folder",
      "other",
      { ...typed(TEXT), original: { name: "../a", mediaType: "a/b", base64: "" } },
    ],
    [
      "bytes that are no base64",
      "other",
      { ...typed(TEXT), original: { name: "a", mediaType: "a/b", base64: "!" } },
    ],
    ["a field nobody knows", "other", { ...typed(TEXT), draftedBy: "GBR/desk" }],
    ["a portion without a mark", "other", typed(`${head}\n1. Unmarked.\n`)],
  ])("refuse %s", async (_what, name, body) => {
    expect((await draft("GBR/drafter", name, body)).statusCode).toBe(400);
  });

  test("say who may see which place, and why the others may not", async () => {
    const shown = await asking.ask("GBR/desk", `${at}/documents/bridge/versions/1/visibility`);
    const { places, markings } = shown.json<{
      places: { place: string; marking: number }[];
      markings: { audience: string[]; excluded: { member: string; reason: string }[] }[];
    }>();
    expect(places.map(({ place }) => place)).toEqual(["title", "p1", "p1/1", "p2", "p3"]);
    const of = (place: string) => markings[places.find((one) => one.place === place)?.marking ?? -1];
    expect(of("p1/1")?.audience).toContain("DEU");
    expect(of("p1/1")?.audience).not.toContain("EST");
    expect(of("p2")?.audience).toContain("EST");
    expect(of("p3")?.excluded.find(({ member }) => member === "EST")?.reason).toContain("WALL");
  });

  test("are marked by the community as its file says it, which the lead alone is given", async () => {
    const { file } = (await asking.ask("GBR/drafter", `${at}/community/file`)).json<{ file: string }>();
    const { members, policies } = readCommunity(parseJson(file));
    expect(members.map(({ id }) => id)).toContain("EST");
    expect(policies.map(({ id }) => id)).toContain("uk");
    expect((await asking.ask("EST/desk", `${at}/community/file`)).statusCode).toBe(404);
  });

  test("as a member would read them may be framed by the console, and by no page of anybody else", async () => {
    const shown = await asking.ask("GBR/desk", `${at}/documents/bridge/versions/1/read-as/EST.html`);
    expect(shown.headers["content-security-policy"]).toMatch(/^default-src 'none'.*frame-ancestors 'self'$/);
    const cut = await asking.ask("GBR/desk", "/verify");
    expect(cut.headers["content-security-policy"]).toMatch(/frame-ancestors 'none'$/);
  });

  test("are read as a member would read them, in every form, without what it would not see", async () => {
    const as = (member: string, form: string) =>
      asking.ask("GBR/desk", `${at}/documents/bridge/versions/1/read-as/${member}.${form}`);
    expect((await as("EST", "txt")).body).toContain("Two officers were seen there.");
    expect((await as("EST", "txt")).body).not.toContain("caller");
    expect((await as("DEU", "html")).body).toContain("A caller had warned of it.");
    for (const form of ["html", "pdf", "docx", "json"])
      expect((await as("EST", form)).statusCode, form).toBe(200);
    expect((await as("XYZ", "txt")).statusCode).toBe(400);
  });
});

describe("what was done", () => {
  interface Page {
    readonly items: readonly {
      readonly at: string;
      readonly by: string;
      readonly action: string;
      readonly subject: string;
    }[];
    readonly next: string | null;
  }
  const read = async (query: string, seat = "GBR/desk") => asking.ask(seat, `${at}/history${query}`);

  test("is read page by page, each act once, by whoever was given the cursor and nobody else", async () => {
    const whole: Page["items"][number][] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const cursor: string = next === null ? "" : `&cursor=${encodeURIComponent(next)}`;
      const page = (await read(`?limit=7${cursor}`)).json<Page>();
      expect(page.items.length).toBeLessThanOrEqual(7);
      whole.push(...page.items);
      next = page.next;
      pages += 1;
      // Reading is written down as well, so the end moves on while it is read.
    } while (next !== null && pages < 100);
    const all = (await read("?limit=200")).json<Page>();
    expect(pages).toBeGreaterThan(2);
    expect(whole).toEqual(all.items.slice(0, whole.length));
    const first = (await read("?limit=1")).json<Page>();
    expect((await read(`?cursor=${first.next ?? ""}`, "GBR/drafter")).statusCode).toBe(400);
    for (const odd of ["?after=3", "?limit=0", "?limit=201", "?cursor=3"])
      expect((await read(odd)).statusCode).toBe(400);
    expect((await read("", "EST/desk")).statusCode).toBe(404);
  });
});

describe("the record", () => {
  test("is previewed by the lead, published by its publisher, once, and then listed to anyone", async () => {
    const preview = await asking.ask("GBR/desk", `${at}/record`);
    expect(preview.json()).toMatchObject({ published: null, documents: [{ name: "bridge" }] });
    expect(preview.json<{ page: string }>().page).toContain("EXERCISE");
    expect((await asking.ask("GBR/drafter", `${at}/record`, { why: null, exposures: [] })).statusCode).toBe(
      404,
    );
    expect((await asking.ask("GBR/desk", "/api/records")).json()).toEqual({ records: [] });
    const first = { why: null, exposures: [] };
    const published = await asking.ask("GBR/publisher", `${at}/record`, first);
    expect(published.json()).toEqual({ record: "/records/world-a/index.html", edition: 1 });
    expect((await asking.ask("GBR/publisher", `${at}/record`, first)).json()).toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    expect((await asking.ask("GBR/desk", "/api/records")).json()).toMatchObject({
      records: [{ case: "world-a", href: "/records/world-a/index.html" }],
    });
    expect((await asking.ask("GBR/desk", "/records/world-a/index.html")).statusCode).toBe(200);
  });
});

describe("the ledger", () => {
  test("proves any leaf up to its latest checkpoint, and has none beyond", async () => {
    const checkpoint = await asking.ask("EST/desk", "/ledger/checkpoint");
    const size = Number(checkpoint.body.split("\n")[1]);
    const proof = await asking.ask("EST/desk", `/ledger/proof/${size - 1}`);
    expect(readProofIndex(proof.body)).toBe(size - 1);
    expect((await asking.ask("EST/desk", `/ledger/proof/${size}`)).statusCode).toBe(404);
    for (const odd of ["-1", "01", "1.5", "x"])
      expect((await asking.ask("EST/desk", `/ledger/proof/${odd}`)).statusCode).toBe(400);
  });
});

describe("offices", () => {
  const LEAD = ["drafter", "release-authority", "desk", "publisher", "auditor", "administrator"];
  /** Who of the lead may do what; everything else is for those who read. */
  const DOES: Readonly<Record<string, readonly string[]>> = {
    "document.draft": ["drafter"],
    "release.plan": ["drafter"],
    "release.approve": ["release-authority"],
    "release.issue": ["drafter", "release-authority"],
    "unsealing.plan": ["drafter"],
    "unsealing.approve": ["release-authority"],
    "unsealing.issue": ["drafter", "release-authority"],
    "notice.send": ["release-authority"],
    "notice.acknowledge": [],
    "consent.answer": ["release-authority", "desk"],
    "record.publish": ["publisher"],
    "exposure.draft": ["drafter"],
    "exposure.validate": ["release-authority", "desk", "publisher"],
    "exposure.check-in-law": ["release-authority", "publisher"],
    "exposure.withdraw": ["drafter", "release-authority", "publisher"],
  };
  const ROOMS = /^(document|release|unsealing|notice|consent|record|exposure|community|member|search)\./;

  test("are let do what is theirs and no more", () => {
    for (const { id, who } of routes.filter((one) => ROOMS.test(one.id) && typeof one.who === "object")) {
      if (!(typeof who === "object" && "lead" in who)) throw new Error(id);
      const expected = DOES[id] ?? ["drafter", "release-authority", "desk", "publisher"];
      expect(
        LEAD.filter((role) => who.lead.includes(role as never)),
        id,
      ).toEqual(expected);
      expect(
        who.allies.filter((role) => !["desk", "release-authority"].includes(role)),
        id,
      ).toEqual([]);
    }
  });

  test("are asked for a passkey where something is approved, issued or published", () => {
    const signed = routes.filter(({ id, stepUp }) => ROOMS.test(id) && stepUp).map(({ id }) => id);
    expect(signed.sort()).toEqual([
      ...["record.publish", "release.approve", "release.issue", "unsealing.approve", "unsealing.issue"],
    ]);
  });
});
