// TAXII 2.1 as a client meets it that was written from the specification and knows nothing else of this node.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openExerciseView, readUnder } from "../access/index.ts";
import { viewOfLead } from "../files/index.ts";
import { readRows } from "../storage/index.ts";
import { fileCuts } from "./index.ts";
import { bring, openTaxiiDesk, openToldCase, TYPE } from "./taxii.fixture.ts";
import type { Client, Reply, StixObject, TaxiiDesk } from "./taxii.fixture.ts";

const SLUG = "strelsau";
const ROOT = `/taxii2/${SLUG}`;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const ABSENT = "00000000-0000-4000-8000-000000000000";

const SEEN = { type: "indicator", pattern_type: "stix", valid_from: "2018-03-04T16:15:00.000Z" } as const;

let desk: TaxiiDesk;
let est: Client;
let lva: Client;
let lead: Client;

beforeAll(async () => {
  desk = await openTaxiiDesk();
  await desk.openWorld("empty");
  const tell = await openToldCase(desk, SLUG);
  [est, lva, lead] = [desk.client("EST/desk"), desk.client("LVA/desk"), desk.client("GBR/desk")];
  expect(await fileCuts(desk.node.database, await desk.rowOf(SLUG))).toBe(0);
  await tell("approaches/delivery", { members: ["EST"] });
  expect(await fileCuts(desk.node.database, await desk.rowOf(SLUG))).toBeGreaterThan(3);
}, 60_000);
afterAll(async () => desk.close());

const objectsOf = ({ body }: Reply): readonly StixObject[] => body.objects ?? [];

describe("discovery", () => {
  test("names the cases a seat may know of, each as an API root, and says nothing of the others", async () => {
    const found = await est.get("/taxii2/");
    expect(found.body["api_roots"]).toEqual([`http://localhost:80/taxii2/${SLUG}/`]);
    expect((await lead.get("/taxii2/")).body["api_roots"]).toHaveLength(2);
    const stranger = await desk.client("FRA/desk").get("/taxii2/");
    expect(stranger.status).toBe(200);
    expect(stranger.body).not.toHaveProperty("api_roots");
    expect((await est.get(`${ROOT}/`)).body).toMatchObject({
      ...{ title: expect.stringMatching(/^Exercise: /) as string, versions: [TYPE] },
      max_content_length: 10 * 1024 * 1024,
    });
  });

  test("gives each member its own collections, by id and by alias", async () => {
    const { body } = await est.get(`${ROOT}/collections/`);
    const collections = body["collections"] as readonly Record<string, unknown>[];
    expect(collections.map(({ alias, can_read, can_write }) => [alias, can_read, can_write])).toEqual([
      ["cuts", true, false],
      ["inbox", true, true],
    ]);
    for (const { id, alias } of collections) {
      const byId = await est.get(`${ROOT}/collections/${String(id)}/`);
      expect((await est.get(`${ROOT}/collections/${String(alias)}/`)).body).toEqual(byId.body);
      expect(byId.body["media_types"]).toEqual(["application/stix+json;version=2.1"]);
    }
    const others = (await lva.get(`${ROOT}/collections/`)).body["collections"] as typeof collections;
    for (const { id } of others) expect(collections.map((one) => one["id"])).not.toContain(id);
  });
});

describe("what a member was given", () => {
  test("are the objects of its cut, once it was delivered, in an envelope and no bundle", async () => {
    const page = await est.get(`${ROOT}/collections/cuts/objects/`);
    expect([page.status, page.body.more]).toEqual([200, false]);
    const types = objectsOf(page).map(({ type }) => type);
    expect(types).toContain("report");
    expect(types).not.toContain("bundle");
    expect(page.text).toContain("Two officers of the harbour service");
    expect(page.text).not.toContain("Amaranth");
    expect(page.body).not.toHaveProperty("type");
    const { "x-taxii-date-added-first": first, "x-taxii-date-added-last": last } = page.headers;
    expect([first, last]).toEqual([expect.stringMatching(INSTANT), expect.stringMatching(INSTANT)]);
    expect((await lva.get(`${ROOT}/collections/cuts/objects/`)).text).toBe("{}");
  });

  test("is the same letter by letter whenever it is asked for, and written down each time", async () => {
    const read = async (): Promise<number> => {
      const rows = await desk.node.database.read(async (reader) =>
        (await readUnder(reader, openExerciseView(await desk.rowOf(SLUG))))
          .selectFrom("journal")
          .select(["subject", "seat"])
          .where("action", "=", "taxii.objects")
          .where("seat", "=", "EST/desk")
          .execute(),
      );
      return rows.length;
    };
    const before = await read();
    const [one, two] = [
      await est.get(`${ROOT}/collections/cuts/objects/`),
      await est.get(`${ROOT}/collections/cuts/objects/`),
    ];
    expect(one.text).toBe(two.text);
    expect(await read()).toBe(before + 2);
  });

  test("is filed once, by whoever is first", async () => {
    const row = await desk.rowOf(SLUG);
    expect(await Promise.all([1, 2, 3].map(() => fileCuts(desk.node.database, row)))).toEqual([0, 0, 0]);
  });
});

describe("what must not be there", () => {
  const paths = (collection: string): readonly string[] => [
    `${ROOT}/collections/${collection}/`,
    `${ROOT}/collections/${collection}/manifest/`,
    `${ROOT}/collections/${collection}/objects/`,
    `${ROOT}/collections/${collection}/objects/report--${ABSENT}/`,
    `${ROOT}/collections/${collection}/objects/report--${ABSENT}/versions/`,
  ];

  test("is answered as what never was: another member's collections, a case that is closed, a status of another", async () => {
    const own = (await est.get(`${ROOT}/collections/`)).body["collections"] as readonly { id: string }[];
    for (const [client, others] of [
      [lva, own.map(({ id }) => id)],
      [lead, own.slice(0, 1).map(({ id }) => id)],
      [est, ["inbox-lva", "inbox-est", "CUTS"]],
    ] as const)
      for (const other of others) {
        const [closed, absent] = [paths(other), paths(ABSENT)];
        for (const [at, path] of closed.entries()) {
          const [one, two] = [await client.get(path), await client.get(absent[at] ?? "")];
          expect([path, one.status, one.text]).toEqual([path, 404, two.text]);
        }
      }
    const stranger = desk.client("FRA/desk");
    for (const path of [`${ROOT}/`, `${ROOT}/collections/`, ...paths("inbox"), `${ROOT}/status/${ABSENT}/`]) {
      const [closed, absent] = [await stranger.get(path), await stranger.get(path.replace(SLUG, "nowhere"))];
      expect([path, closed.status, closed.text]).toEqual([path, 404, absent.text]);
    }
    const posted = await est.post(`${ROOT}/collections/inbox/objects/`, { objects: [bring("Harbour")] });
    const status = `${ROOT}/status/${String(posted.body["id"])}/`;
    expect((await est.get(status)).status).toBe(200);
    expect((await lva.get(status)).text).toBe((await lva.get(`${ROOT}/status/${ABSENT}/`)).text);
  });

  test("takes nothing: the cuts of a member, and an inbox of another", async () => {
    for (const [client, collection] of [
      [est, "cuts"],
      [lead, "inbox-est"],
      [desk.client("GBR/publisher"), "inbox"],
    ] as const) {
      const path = `${ROOT}/collections/${collection}/objects/`;
      expect((await client.post(path, { objects: [bring("x")] })).status).toBe(404);
      expect((await client.delete(`${path}identity--${ABSENT}/`)).status).toBe(404);
    }
  });

  test("has no address without its trailing slash, nor by another method", async () => {
    expect((await est.get("/taxii2/collections")).status).toBe(404);
    expect((await est.get(`${ROOT}/collections`)).status).toBe(404);
    expect((await est.post(`${ROOT}/collections/`, {})).status).toBe(404);
  });
});

describe("kinds of content", () => {
  test("are asked for with the version, without it, with spaces, in lists, or not at all", async () => {
    for (const accept of [
      TYPE,
      "application/taxii+json; version=2.1",
      'application/taxii+json; version="2.1"; charset=utf-8',
      "application/taxii+json",
      "text/html, application/taxii+json;version=2.1;q=0.5",
      "application/*",
      "*/*",
      "",
    ])
      expect([accept, (await est.get("/taxii2/", {}, { accept })).status]).toEqual([accept, 200]);
    for (const accept of [
      "application/taxii+json;version=2.0",
      "application/vnd.oasis.taxii+json",
      "application/json",
      "text/html",
      "*/*;q=0",
    ]) {
      const refused = await est.get("/taxii2/", {}, { accept });
      expect([accept, refused.status, refused.body["http_status"]]).toEqual([accept, 406, "406"]);
      expect(refused.body["error_code"]).toBe("ANSWER_TYPE_UNKNOWN");
    }
  });

  test("are taken as TAXII and nothing else", async () => {
    const path = `${ROOT}/collections/inbox/objects/`;
    const post = (type: string): Promise<Reply> =>
      est.post(path, { objects: [bring("Kind")] }, { "content-type": type });
    expect((await post("application/taxii+json; version=2.1")).status).toBe(202);
    expect((await post("application/taxii+json")).status).toBe(202);
    for (const type of ["application/json", "application/taxii+json;version=2.0", "application/stix+json"])
      expect([type, (await post(type)).status]).toEqual([type, 415]);
    const long = await est.post(path, `{"objects":["${"x".repeat(10 * 1024 * 1024)}"]}`);
    expect([long.status, long.body["error_code"]]).toEqual([413, "REQUEST_TOO_LARGE"]);
  });
});

describe("what is brought", () => {
  const path = `${ROOT}/collections/inbox/objects/`;

  test("is kept letter by letter, told of, read back, and seen by the lead", async () => {
    const text = `{ "objects": [ {"type":"note","spec_version":"2.1", "id":"note--${randomUUID()}",
      "created":"2018-03-04T16:15:00.000Z","modified":"2018-03-04T16:15:00.500Z","object_refs":["note--${ABSENT}"],
      "content":"é \\"[{ \\u0000 ","x_big":12345678901234567890.10} ] }`;
    const posted = await est.post(path, text);
    expect([posted.status, posted.body["status"], posted.body["success_count"]]).toEqual([
      202,
      "complete",
      1,
    ]);
    expect(posted.body["request_timestamp"]).toMatch(INSTANT);
    expect(posted.body).not.toHaveProperty("failures");
    const [kept] = posted.body["successes"] as { id: string; version: string }[];
    const { id = "", version } = kept ?? {};
    expect(version).toBe("2018-03-04T16:15:00.500Z");
    expect((await est.get(`${ROOT}/status/${String(posted.body["id"])}/`)).text).toBe(posted.text);
    const written = text.slice(text.indexOf("{", 3), text.lastIndexOf("}", text.length - 2) + 1);
    for (const [client, alias] of [
      [est, "inbox"],
      [lead, "inbox-est"],
    ] as const) {
      const back = await client.get(`${ROOT}/collections/${alias}/objects/${id}/`);
      expect(back.text).toBe(`{"more":false,"objects":[${written}]}`);
    }
  });

  test("is told piece by piece: what is no object is refused, and the rest is kept", async () => {
    const sound = bring("Sound");
    const changed = { ...sound, name: "Changed" };
    const brought = [
      sound,
      7,
      null,
      [{ id: "identity--x" }],
      { ...bring("Own"), type: "report" },
      { ...bring("When"), modified: "yesterday" },
      { type: "bundle", id: `bundle--${randomUUID()}` },
      { ...bring("Which"), spec_version: "3.0" },
      { ...bring("Who"), id: "identity--1" },
      { ...bring("Rule"), type: "malware", id: `malware--${randomUUID()}` },
      { ...bring("Pattern"), ...SEEN, pattern: "[", id: `indicator--${randomUUID()}` },
      sound,
      changed,
    ];
    const { status, body } = await est.post(path, { objects: brought });
    expect(status).toBe(202);
    expect([body["total_count"], body["success_count"], body["failure_count"]]).toEqual([13, 2, 11]);
    const failures = body["failures"] as readonly { id: string; version: string; message: string }[];
    expect(failures.every(({ message, id, version }) => message !== "" && `${id}${version}` !== "")).toBe(
      true,
    );
    const back = await est.get(`${path}${sound.id}/`, { "match[version]": "all" });
    expect(objectsOf(back)).toEqual([sound]);
  });

  test("is refused whole where it is no envelope", async () => {
    const deep = `{"objects":[{"a":${"[".repeat(200)}${"]".repeat(200)}}]}`;
    for (const body of [
      ...["", "{", "[]", "null", '"x"', "{}", '{"objects":{}}', '{"objects":[]}', deep, "\u0000"],
      '{"objects":[{}],"objects":[{}]}',
      '{"objects":[{}],"type":"bundle"}',
    ]) {
      const refused = await est.post(path, body);
      expect([body.slice(0, 40), refused.status, refused.body["http_status"]]).toEqual([
        body.slice(0, 40),
        400,
        "400",
      ]);
    }
  });

  test("that others bring at the same moment is kept whoever of them is refused", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        turn % 3 === 2
          ? est.post(turn % 2 === 0 ? path : path.replace("inbox", "cuts"), "no envelope")
          : est.post(path, { objects: [bring(`Turn ${turn}`)] }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 12 }, (_, turn) => (turn % 3 === 2 ? (turn % 2 === 0 ? 400 : 404) : 202)),
    );
  });

  test("leaves the inbox when it is taken out, and stays as evidence", async () => {
    const one = bring("Old");
    const two = { ...one, modified: "2018-03-05T00:00:00.000Z" };
    await est.post(path, { objects: [one, two] });
    const of = `${path}${one.id}/`;
    expect((await est.get(`${of}versions/`)).body.versions).toEqual([one["modified"], two.modified]);
    expect((await est.delete(of, { "match[version]": two.modified })).status).toBe(200);
    expect(objectsOf(await est.get(of))).toEqual([one]);
    expect((await est.delete(of)).status).toBe(200);
    expect((await est.get(of)).status).toBe(404);
    expect((await est.delete(of)).status).toBe(404);
    const kept = await desk.node.database.read(async (reader) => {
      await readUnder(reader, viewOfLead(await desk.rowOf(SLUG)));
      return readRows(
        reader,
        sql`SELECT removed_by FROM entente.taxii_object WHERE object_id = ${one.id} AND removed_at IS NOT NULL`,
      );
    });
    expect(kept).toEqual([{ removed_by: "EST/desk" }, { removed_by: "EST/desk" }]);
    expect((await est.post(path, { objects: [two] })).body["success_count"]).toBe(1);
    expect(objectsOf(await est.get(of))).toEqual([two]);
  });
});
