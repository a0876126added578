// What a client asks a list for, and how it comes to the end of it: filters, versions, pages.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { viewOfLead } from "../files/index.ts";
import { addObjects } from "./store.ts";
import { bring, openTaxiiDesk, openToldCase } from "./taxii.fixture.ts";
import type { Client, Reply, StixObject, TaxiiDesk } from "./taxii.fixture.ts";

const SLUG = "strelsau";
const ROOT = `/taxii2/${SLUG}`;

let desk: TaxiiDesk;
let est: Client;
let lva: Client;
let lead: Client;

beforeAll(async () => {
  desk = await openTaxiiDesk();
  await desk.openWorld("empty");
  await openToldCase(desk, SLUG);
  [est, lva, lead] = [desk.client("EST/desk"), desk.client("LVA/desk"), desk.client("GBR/desk")];
}, 60_000);
afterAll(async () => desk.close());

const objectsOf = ({ body }: Reply): readonly StixObject[] => body.objects ?? [];
const idsOf = (objects: readonly StixObject[]): readonly string[] => objects.map(({ id }) => id);

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
