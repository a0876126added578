// TAXII 2.1 as a client meets it that was written from the specification and knows nothing else of this node.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { openExerciseView, readUnder } from "../access/index.ts";
import { viewOfLead } from "../files/index.ts";
import { readRows } from "../storage/index.ts";
import { fileCuts } from "./index.ts";
import { addObjects } from "./store.ts";
import { bring, openTaxiiDesk, TYPE } from "./taxii.fixture.ts";
import type { Client, Reply, StixObject, TaxiiDesk } from "./taxii.fixture.ts";

const SLUG = "strelsau";
const ROOT = `/taxii2/${SLUG}`;
const TEXT = `---
title: (OPR) What happened in Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon – so the clerk says.

2. (S - REL TO EST, LVA) Two officers of the harbour service were seen there.

3. (S - WALL) Nobody but the lead reads of Amaranth.
`;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const ABSENT = "00000000-0000-4000-8000-000000000000";

const SEEN = { type: "indicator", pattern_type: "stix", valid_from: "2018-03-04T16:15:00.000Z" } as const;

let desk: TaxiiDesk;
let est: Client;
let lva: Client;
let lead: Client;

beforeAll(async () => {
  desk = await openTaxiiDesk();
  await desk.openWorld(SLUG);
  await desk.openWorld("empty");
  await desk.release(SLUG, "assessment", TEXT, ["EST", "LVA"]);
  const tell = async (path: string, body: object): Promise<void> => {
    const answer = await desk.ask("GBR/desk", `/api/cases/${SLUG}/${path}`, body);
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };
  await tell("approaches", {
    ...{ members: ["EST", "LVA"], documents: ["assessment"], ask: "Act with us." },
    answerBy: "2018-03-20T12:00:00Z",
  });
  [est, lva, lead] = [desk.client("EST/desk"), desk.client("LVA/desk"), desk.client("GBR/desk")];
  expect(await fileCuts(desk.node.database, await desk.rowOf(SLUG))).toBe(0);
  await tell("approaches/delivery", { members: ["EST"] });
  expect(await fileCuts(desk.node.database, await desk.rowOf(SLUG))).toBeGreaterThan(3);
}, 60_000);
afterAll(async () => desk.close());

const objectsOf = ({ body }: Reply): readonly StixObject[] => body.objects ?? [];
const idsOf = (objects: readonly StixObject[]): readonly string[] => objects.map(({ id }) => id);

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

describe("a filter", () => {
  const inbox = `${ROOT}/collections/inbox`;
  const id = `indicator--${randomUUID()}`;
  const at = (day: number): string => `2017-0${day}-01T00:00:00.000Z`;
  const seen = {
    pattern: "[a:b = 1]",
    valid_from: at(1),
    labels: ["benign"],
    created: at(1),
    type: "indicator",
    id,
  };
  const versions = [3, 1, 2].map((day) =>
    bring(`v${day}`, { ...seen, pattern_type: "stix", modified: at(day) }),
  );
  const { spec_version: _, ...old } = bring("2.0", { ...seen, modified: at(5) });
  const observable = { type: "ipv4-addr", id: `ipv4-addr--${randomUUID()}`, value: "198.51.100.3" };
  const ask = async (query: Record<string, string>): Promise<unknown> =>
    objectsOf(await lva.get(`${inbox}/objects/`, query)).map(({ name, value }) => name ?? value);

  beforeAll(async () => {
    await lva.post(`${inbox}/objects/`, { objects: [...versions, old, observable] });
  });

  test("chooses versions: the last unless others are named", async () => {
    const of = { "match[id]": id };
    expect(await ask(of)).toEqual(["v3"]);
    expect(await ask({ ...of, "match[version]": "last" })).toEqual(["v3"]);
    expect(await ask({ ...of, "match[version]": "first" })).toEqual(["v1"]);
    expect(await ask({ ...of, "match[version]": "first,last" })).toEqual(["v3", "v1"]);
    expect(await ask({ ...of, "match[version]": "all" })).toEqual(["v3", "v1", "v2"]);
    expect(await ask({ ...of, "match[version]": `2017-02-01T00:00:00Z,first` })).toEqual(["v1", "v2"]);
    expect(await ask({ ...of, "match[version]": "2016-01-01T00:00:00Z" })).toEqual([]);
  });

  test("chooses by id, type and specification: commas are or, several filters and", async () => {
    expect(await ask({})).toEqual(["v3", "198.51.100.3"]);
    expect(await ask({ "match[type]": "ipv4-addr" })).toEqual(["198.51.100.3"]);
    expect(await ask({ "match[type]": "indicator,ipv4-addr" })).toEqual(["v3", "198.51.100.3"]);
    expect(await ask({ "match[type]": "ipv4-addr", "match[id]": id })).toEqual([]);
    expect(await ask({ "match[spec_version]": "2.0" })).toEqual(["2.0"]);
    expect(await ask({ "match[spec_version]": "2.0,2.1" })).toEqual(["v3", "2.0", "198.51.100.3"]);
  });

  test("holds for the manifest as for the objects", async () => {
    const { body, headers } = await lva.get(`${inbox}/manifest/`, { "match[version]": "all" });
    const rows = body.objects as unknown as readonly Record<string, string>[];
    expect(rows.map(({ version }) => version)).toEqual([at(3), at(1), at(2), "1970-01-01T00:00:00.000000Z"]);
    expect(rows[0]).toEqual({
      ...{ id, version: at(3), media_type: "application/stix+json;version=2.1" },
      date_added: headers["x-taxii-date-added-first"],
    });
    expect(new Set(rows.map((row) => row["date_added"])).size).toBe(rows.length);
  });

  test("takes an instant with any number of digits, and what was added at it is behind it", async () => {
    const { headers } = await lva.get(`${inbox}/objects/`, { limit: 1 });
    const first = String(headers["x-taxii-date-added-first"]);
    expect(await ask({ added_after: first })).toEqual(["198.51.100.3"]);
    expect(await ask({ added_after: "2016-01-01T00:00:00Z" })).toHaveLength(2);
    expect(await ask({ added_after: first.replace("Z", "000Z") })).toEqual(["198.51.100.3"]);
    expect(await ask({ added_after: "2030-01-01T00:00:00.1Z" })).toEqual([]);
  });

  test("that is none is refused in the protocol's form", async () => {
    for (const query of [
      ...["0", "-1", "x", "1.5", "", "1e3"].map((limit) => ({ limit })),
      ...["yesterday", "2018-02-30T00:00:00Z", "2018-01-01", "2018-01-01T00:00:00+01:00", ""].map((when) => ({
        added_after: when,
      })),
      ...["", ",", "a,,b"].map((ids) => ({ "match[id]": ids })),
      { "match[version]": "newest" },
      { "match[colour]": "red" },
      { next: "x" },
    ] as Record<string, string>[]) {
      const refused = await lva.get(`${inbox}/objects/`, query);
      expect([query, refused.status, refused.body["http_status"]]).toEqual([query, 400, "400"]);
      expect(refused.body["title"]).not.toBe("");
    }
    expect((await lva.get(`${inbox}/objects/${id}/versions/`, { "match[version]": "all" })).status).toBe(400);
    expect((await lva.delete(`${inbox}/objects/${id}/`, { limit: 1 })).status).toBe(400);
  });

  test("that said where to begin may be left out with a next, or said again, and leads no further back", async () => {
    const began = { added_after: "2016-01-01T00:00:00Z", limit: 1 };
    const next = (await lva.get(`${inbox}/objects/`, began)).body.next ?? "";
    for (const query of [{ next }, { next, limit: 1 }, { next, ...began }])
      expect(objectsOf(await lva.get(`${inbox}/objects/`, query))).toEqual([observable]);
  });

  test("is part of what a next is for, as is whose it is and the list", async () => {
    const { body } = await lva.get(`${inbox}/objects/`, { limit: 1 });
    const next = body.next ?? "";
    expect(next).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(objectsOf(await lva.get(`${inbox}/objects/`, { next }))).toEqual([observable]);
    for (const [client, path, query] of [
      [lva, `${inbox}/objects/`, { next, "match[type]": "indicator" }],
      [lva, `${inbox}/manifest/`, { next }],
      [est, `${inbox}/objects/`, { next }],
    ] as const)
      expect((await client.get(path, query)).status).toBe(400);
  });
});

describe("5,000 objects of one timestamp", () => {
  test("come page by page of 50, none lost and none twice, while more arrive", async () => {
    const view = viewOfLead(await desk.rowOf("empty"));
    const list = { caseId: view.caseId, box: "inbox", member: "GBR" } as const;
    const at = readInstant("2018-03-05T09:00:00.000Z");
    const make = (count: number): readonly StixObject[] =>
      Array.from({ length: count }, (_, turn) => bring(`o${turn}`));
    const keep = (objects: readonly StixObject[]) =>
      desk.node.database.transact((tx) =>
        addObjects(tx, view, {
          ...{ list, at, by: "GBR/desk", cutId: null },
          objects: objects.map((object) => ({
            ...{ id: object.id, type: "identity", specVersion: "2.1", version: "2018-03-04T16:15:00.000Z" },
            ...{ versionAt: 0, text: JSON.stringify(object) },
          })),
        }),
      );
    const there = make(5_000);
    await keep(there);
    const arriving: StixObject[] = [];
    const arrive = async (): Promise<void> => {
      for (let turn = 0; turn < 15; turn += 1) {
        const some = make(7);
        await keep(some);
        arriving.push(...some);
      }
    };
    const more = Promise.all([arrive(), arrive()]);
    const path = "/taxii2/empty/collections/inbox/objects/";
    const [byNext, byHeader] = await Promise.all([
      lead.poll(path, "next", { limit: 50 }),
      lead.poll(path, "header", { limit: 50 }),
    ]);
    await more;
    for (const seen of [byNext, byHeader]) {
      expect(new Set(idsOf(seen)).size).toBe(seen.length);
      expect(idsOf(seen.slice(0, 5_000))).toEqual(idsOf(there));
      // What arrived meanwhile follows in the order in which it arrived, without a gap.
      expect(idsOf(seen.slice(5_000)).every((id) => arriving.some((one) => one.id === id))).toBe(true);
    }
    const all = await lead.poll(path, "header", { limit: 1000 });
    expect(idsOf(all).slice(0, byNext.length)).toEqual(idsOf(byNext));
    expect(all).toHaveLength(5_000 + arriving.length);
  }, 60_000);
});
