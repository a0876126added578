// Pages that are cut from memory, while others add, change and take out: through the door, against what the database itself
// would have put together.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewOfLead } from "../files/index.ts";
import { readUnder } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import { openList, openMemory } from "./segments.ts";
import type { Segment } from "./segments.ts";
import { bring, openTaxiiDesk } from "./taxii.fixture.ts";
import type { Client, StixObject, TaxiiDesk } from "./taxii.fixture.ts";

const SLUG = "strelsau";
const PATH = `/taxii2/${SLUG}/collections/inbox/objects/`;

let desk: TaxiiDesk;
let est: Client;
beforeAll(async () => {
  desk = await openTaxiiDesk();
  await desk.openWorld(SLUG);
  await desk.release(
    SLUG,
    "assessment",
    "---\ntitle: (OPR) A\noriginator: GBR\npolicy: uk\n---\n\n1. (OPR) B.\n",
    ["EST", "LVA"],
  );
  est = desk.client("EST/desk");
}, 60_000);
afterAll(async () => desk.close());

const at = (second: number): string => `2018-03-04T16:15:${String(second % 60).padStart(2, "0")}.000Z`;

/** What is in the list by the database's own word. */
async function askDatabase(member: string): Promise<readonly unknown[]> {
  const view = viewOfLead(await desk.rowOf(SLUG));
  return desk.node.database.read(async (reader) => {
    await readUnder(reader, view);
    const rows = await readRows(
      reader,
      sql<{
        object: string;
      }>`SELECT object FROM entente.taxii_object WHERE case_id = ${view.caseId} AND box = 'inbox'
        AND member = ${member} AND removed_at IS NULL AND newest AND current ORDER BY added`,
    );
    return rows.map(({ object }) => JSON.parse(object) as unknown);
  });
}

describe("pages while others add, change and take out", () => {
  test("hold what the list holds, in any order of changes, whatever their length", async () => {
    const client = desk.client("LVA/desk");
    const there: StixObject[] = [];
    const step = fc.record({
      kind: fc.constantFrom("add", "add", "change", "older", "remove", "read", "read"),
      which: fc.nat(),
      count: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        for (const { kind, which, count } of steps) {
          const one = there[which % Math.max(1, there.length)];
          if (kind === "add" || one === undefined) {
            const added = Array.from({ length: count }, () => bring("N", { modified: at(30) }));
            await client.post(PATH, { objects: added });
            there.push(...added);
          } else if (kind === "change" || kind === "older") {
            const modified = at(kind === "change" ? 31 + (which % 20) : 15 + (which % 10));
            await client.post(PATH, { objects: [{ ...one, name: `${kind} ${which}`, modified }] });
          } else if (kind === "remove") {
            await client.delete(`${PATH}${one.id}/`);
            there.splice(there.indexOf(one), 1);
          } else {
            const want = await askDatabase("LVA");
            expect(await client.poll(PATH, count % 2 === 0 ? "next" : "header", { limit: count })).toEqual(
              want,
            );
            expect(await client.poll(PATH, "next", { limit: 1000 })).toEqual(want);
          }
        }
      }),
      { numRuns: 12 },
    );
    expect(await client.poll(PATH, "next")).toEqual(await askDatabase("LVA"));
  }, 60_000);

  test("never hold what was taken out once that was answered, and lose and repeat nothing", async () => {
    const removed = new Set<string>();
    const kept: string[] = [];
    let over = false;
    const write = async (): Promise<void> => {
      for (let turn = 0; turn < 12; turn += 1) {
        const [stays, goes] = [bring("stays"), bring("goes")];
        await est.post(PATH, { objects: [stays, goes] });
        kept.push(stays.id);
        expect((await est.delete(`${PATH}${goes.id}/`)).status).toBe(200);
        removed.add(goes.id);
      }
      over = true;
    };
    const read = async (limit: number): Promise<void> => {
      while (!over) {
        const [gone, there] = [new Set(removed), [...kept]];
        const ids = (await est.poll(PATH, "next", { limit })).map(({ id }) => id);
        expect(ids.filter((id) => gone.has(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(there.filter((id) => !ids.includes(id))).toEqual([]);
      }
    };
    await Promise.all([write(), read(1), read(3), read(100)]);
    expect((await est.poll(PATH, "next")).map(({ id }) => id)).toEqual(kept);
  }, 60_000);

  test("that are read for many at once are each what its reader gets alone, also beside who is refused", async () => {
    const members = ["EST", "LVA"] as const;
    for (let round = 0; round < 6; round += 1) {
      for (const member of members)
        await desk.client(`${member}/desk`).post(PATH, {
          objects: Array.from({ length: 5 + round }, (_, n) => bring(`${member} ${round} ${n}`)),
        });
      const want = new Map<string, readonly unknown[]>();
      for (const member of members) want.set(member, await askDatabase(member));
      const asked = [1, 2, 4, 1000].flatMap((limit) =>
        members.flatMap((member) => [
          { seat: `${member}/desk`, path: PATH, limit, member },
          { seat: "GBR/desk", path: PATH.replace("inbox", `inbox-${member.toLowerCase()}`), limit, member },
          { seat: `${member}/desk`, path: PATH.replace("inbox", `inbox-gbr`), limit, member: null },
        ]),
      );
      await Promise.all(
        asked.map(async ({ seat, path, limit, member }) => {
          const { status, body } = await desk.client(seat).get(path, { limit });
          expect(status, `${seat} ${path}`).toBe(member === null ? 404 : 200);
          if (member !== null) expect(body.objects).toEqual(want.get(member)?.slice(0, limit));
        }),
      );
    }
  }, 60_000);

  test("of another member, and of a list that is not, are the same bytes", async () => {
    const inbox = `/taxii2/${SLUG}/collections/`;
    const own = (await est.get(inbox)).body["collections"] as readonly { id: string }[];
    for (const { id } of own) {
      expect((await est.get(`${inbox}${id}/objects/`)).status).toBe(200);
      const [closed, absent] = [
        await desk.client("LVA/desk").get(`${inbox}${id}/objects/`),
        await desk.client("LVA/desk").get(`${inbox}${randomUUID()}/objects/`),
      ];
      expect([closed.status, closed.text]).toEqual([404, absent.text]);
    }
  });
});

describe("the database", () => {
  test("takes no change of what is there that names no further generation", async () => {
    const view = viewOfLead(await desk.rowOf(SLUG));
    await est.post(PATH, { objects: [bring("one")] });
    for (const change of [sql`newest = false`, sql`removed_at = now(), removed_by = 'x'`])
      await expect(
        desk.node.database.transact(async (tx) => {
          await readUnder(tx, view);
          await sql`UPDATE entente.taxii_object SET ${change}`.execute(tx);
        }),
      ).rejects.toThrow(/generation/);
  });
});

describe("segments in memory", () => {
  const segment = (from: number, to: number, places: readonly number[]): Segment => {
    const texts = places.map((place) => `,"${place}"`);
    let end = 0;
    const ends = Uint32Array.from(texts, (text) => (end += text.length));
    return { from, to, bytes: Buffer.from(texts.join("")), added: Float64Array.from(places), ends };
  };

  test("give any page, and ask for exactly what is missing", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 60 }),
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 210 }),
            limit: fc.integer({ min: 1, max: 20 }),
            drop: fc.nat(220),
            // Somebody else has read some of it meanwhile.
            early: fc.nat(3),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        fc.integer({ min: 500, max: 4_000 }),
        (unordered, asked, most) => {
          const places = unordered.toSorted((a, b) => a - b);
          const memory = openMemory(most);
          const list = openList(memory, 0);
          for (const { after, limit, drop, early } of asked) {
            // As far as it is known when the memory is enough for one page: otherwise what was read last goes first.
            const spare = openList(openMemory(Number.POSITIVE_INFINITY), 0);
            for (let use = list, turn = 0; ; turn += 1) {
              const page = use.cut({ after, limit, last: 205 });
              if (!("objects" in page)) {
                if (turn > 60) use = spare;
                expect(page.missing.length).toBeGreaterThan(0);
                for (const gap of page.missing) {
                  const from = Math.max(0, gap.from - early);
                  const found = places.filter((place) => place > from && place <= gap.to).slice(0, 5);
                  use.add(segment(from, found.length === 5 ? (found.at(-1) ?? 0) : gap.to, found));
                }
                continue;
              }
              const behind = places.filter((place) => place > after && after < 205);
              const want = behind.slice(0, limit);
              expect(JSON.parse(`[${Buffer.concat([...page.objects]).toString()}]`)).toEqual(
                want.map(String),
              );
              expect([page.count, page.more]).toEqual([want.length, behind.length > want.length]);
              expect([page.first, page.last]).toEqual([want[0] ?? null, want.at(-1) ?? null]);
              break;
            }
            list.drop([drop]);
            expect(memory.weight()).toBeLessThanOrEqual(most);
          }
          list.clear();
          expect(memory.weight()).toBe(0);
        },
      ),
    );
  });
});
