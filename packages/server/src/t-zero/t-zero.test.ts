// T-0 in an exercise, whose clock is ours: readiness, arming, holds, embargoes, exits, the opening, and who sees what.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instantAt, readInstant } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { openSeatView, readSeat, readUnder, writeUnder } from "../access/index.ts";
import { communityOf, findCase } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { findFinalResolution } from "../pledges/index.ts";
import { readRows } from "../storage/index.ts";
import {
  actOnTZero,
  armTZero,
  openTZero,
  readAfterwards,
  rehearseTZero,
  setTZero,
  showTZero,
} from "./index.ts";
import { standDownTZero, stateReadiness } from "./index.ts";
import type { ShownTZero, TZeroWish } from "./index.ts";
import { arrangementsOf } from "../cases/index.ts";
import { actAs, armTestCase, LEAD, openTestCase, TEXTS } from "./t-zero.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const at = (time: string): Instant => readInstant(`2026-03-26T${time}:00Z`);
const INSTANT = at("13:00");
let node: Node;
let count = 0;

beforeAll(async () => {
  node = await openExerciseNode({
    dataFolder: join(folder, "data"),
    databaseUrl: null,
    tell: () => undefined,
  });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

async function armed(
  tZero: JsonObject | null = null,
  options: Partial<Parameters<typeof armTestCase>[1]> = {},
): Promise<string> {
  count += 1;
  const slug = `case-${count}`;
  await openTestCase(node, { slug, exercise: true, tZero, at: at("08:00") });
  await armTestCase(node, { slug, at: () => at("09:00"), instant: () => INSTANT, ...options });
  return slug;
}

const act = (
  slug: string,
  seat: string,
  time: string,
  what: TZeroWish["act"],
  until: Instant | null = null,
) =>
  actAs(node, { slug, seat, at: at(time) }, (tx, on, row) =>
    actOnTZero(tx, on, {
      wish: { act: what, until, reason: "a test" },
      rules: arrangementsOf(row).tZero,
      jobs: node.jobs,
    }),
  );
const open = (slug: string, time: string) =>
  actAs(node, { slug, seat: LEAD, at: at(time) }, (tx, on, row) =>
    openTZero(tx, on, arrangementsOf(row).tZero),
  );
const show = (slug: string, seat: string): Promise<ShownTZero | null> =>
  node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    return row === null ? null : showTZero(reader, openSeatView(readSeat(seat), row));
  });
const refused = (code: string) => expect.objectContaining({ code }) as Error;

const HOLD = { who: ["lead", "any-armed"], effect: "pauses-all", longestMinutes: 60 };
const EMBARGO = { liftedBy: ["DEU"], loneExit: "leaves-out-the-one", several: "shortest-wins" };

describe("arming", () => {
  test("takes the locked pledges, the number of open items, and commits every package to the ledger", async () => {
    const slug = await armed();
    const shown = await show(slug, LEAD);
    expect(shown?.packages.map(({ member, measures }) => [member, measures])).toEqual([
      ["DEU", [{ kind: "expulsion", count: 3 }]],
      ["EST", [{ kind: "expulsion", count: 1 }]],
      ["FRA", [{ kind: "expulsion", count: 4 }]],
    ]);
    expect(new Set(shown?.packages.map(({ leaf }) => leaf)).size).toBe(3);
    expect(shown?.readiness.every(({ items, hasText }) => items["text-cleared"] === "done" && hasText)).toBe(
      true,
    );
    for (const change of [
      () =>
        actAs(node, { slug, seat: LEAD, at: at("10:00") }, (tx, on) =>
          armTZero(tx, on, { unreadySeen: 12, jobs: node.jobs }),
        ),
      () =>
        actAs(node, { slug, seat: LEAD, at: at("10:00") }, (tx, on, row) =>
          setTZero(tx, on, { instant: INSTANT, members: [], community: communityOf(row) }),
        ),
      () =>
        actAs(node, { slug, seat: "DEU/desk", at: at("10:00") }, (tx, on) =>
          stateReadiness(tx, on, { items: [], text: "Anders." }),
        ),
    ])
      await expect(change()).rejects.toEqual(refused("TRANSITION_REFUSED"));
  });

  test("is refused without a lock, with items unseen, for a past instant, by anybody but the release authority", async () => {
    const slug = `case-${++count}`;
    await openTestCase(node, { slug, exercise: true, tZero: null, at: at("08:00") });
    const set = (instant: Instant, seat = LEAD, member = "DEU") =>
      actAs(node, { slug, seat, at: at("09:00") }, (tx, on, row) =>
        setTZero(tx, on, { instant, members: [member], community: communityOf(row) }),
      );
    const arm = (unreadySeen: number) =>
      actAs(node, { slug, seat: LEAD, at: at("10:00") }, (tx, on) =>
        armTZero(tx, on, { unreadySeen, jobs: node.jobs }),
      );
    await expect(set(at("09:00"))).rejects.toEqual(refused("TRANSITION_REFUSED"));
    await expect(set(INSTANT, "GBR/desk")).rejects.toEqual(refused("FORBIDDEN"));
    await expect(set(INSTANT, "DEU/release-authority")).rejects.toEqual(refused("FORBIDDEN"));
    for (const nobody of ["XYZ", "__proto__", ""])
      await expect(set(INSTANT, LEAD, nobody)).rejects.toEqual(refused("MEMBER_UNKNOWN"));
    await set(INSTANT);
    await expect(arm(0)).rejects.toEqual(refused("TRANSITION_REFUSED"));
    const ready = (seat: string) =>
      actAs(node, { slug, seat, at: at("09:30") }, (tx, on) =>
        stateReadiness(tx, on, { items: [{ item: "spokesperson", state: "done" }], text: null }),
      );
    await ready("DEU/desk");
    await expect(ready("FRA/desk")).rejects.toEqual(refused("NOT_FOUND"));
    for (const text of ["", " \n", "Berlin\u0000", "x".repeat(100_001)])
      await expect(
        actAs(node, { slug, seat: "DEU/desk", at: at("09:30") }, (tx, on) =>
          stateReadiness(tx, on, { items: [], text }),
        ),
      ).rejects.toEqual(refused("REQUEST_INVALID"));
    // Locked, and nobody said how many items are open.
    const unseen = armTestCase(node, { slug, at: () => at("10:00"), instant: () => INSTANT, pledges: {} });
    await expect(unseen.then(() => arm(0))).rejects.toEqual(refused("TRANSITION_REFUSED"));
  });

  test("a pledge that runs out before T-0 is not armed", async () => {
    await expect(armed(null, { validUntil: { DEU: at("12:00") } })).rejects.toEqual(
      refused("TRANSITION_REFUSED"),
    );
  });
});

describe("the opening", () => {
  test("is not a millisecond early, opens all at once, and once", async () => {
    const slug = await armed();
    const early = instantAt(Date.parse(INSTANT) - 1);
    await expect(
      actAs(node, { slug, seat: LEAD, at: early }, (tx, on, row) =>
        openTZero(tx, on, arrangementsOf(row).tZero),
      ),
    ).rejects.toEqual(refused("TRANSITION_REFUSED"));
    expect(await open(slug, "13:00")).toMatchObject({
      outcome: "opened",
      packages: 3,
      lateMs: 0,
      openedAt: INSTANT,
    });
    expect(await open(slug, "13:05")).toMatchObject({
      outcome: "opened-before",
      packages: 3,
      openedAt: INSTANT,
    });
    const shown = await show(slug, "EST/desk");
    expect(shown?.packages.map(({ text }) => text)).toEqual(Object.values(TEXTS));
    // Nothing follows an opening.
    await expect(
      actAs(node, { slug, seat: LEAD, at: at("14:00") }, (tx, on) => standDownTZero(tx, on, "too late")),
    ).rejects.toEqual(refused("TRANSITION_REFUSED"));
    await expect(
      actAs(node, { slug, seat: LEAD, at: at("14:00") }, (tx, on, row) =>
        setTZero(tx, on, { instant: at("18:00"), members: [], community: communityOf(row) }),
      ),
    ).rejects.toEqual(refused("TRANSITION_REFUSED"));
  });

  test("late is measured", async () => {
    expect(await open(await armed(), "13:07")).toMatchObject({ outcome: "opened", lateMs: 420_000 });
  });

  test("a pledge that ran out while it was held does not act, nor does who relied on it", async () => {
    const slug = await armed({ hold: HOLD, embargo: EMBARGO }, { validUntil: { EST: at("13:10") } });
    await act(slug, "DEU/desk", "12:50", "hold");
    expect(await open(slug, "13:50")).toMatchObject({ outcome: "opened", packages: 2, leftOut: ["EST"] });
    const other = await armed({ hold: HOLD, embargo: EMBARGO }, { validUntil: { DEU: at("13:10") } });
    await act(other, "EST/desk", "12:50", "hold");
    expect(await open(other, "13:50")).toMatchObject({
      ...{ outcome: "stood-down", packages: 0 },
      because: expect.stringContaining("condition of EST, FRA") as string,
    });
  });
});

describe("standing down", () => {
  test("opens nothing, frees the pledges, and lets a new round begin", async () => {
    const slug = await armed();
    await actAs(node, { slug, seat: LEAD, at: at("12:00") }, (tx, on) =>
      standDownTZero(tx, on, "more talks"),
    );
    await expect(open(slug, "13:00")).rejects.toEqual(refused("TRANSITION_REFUSED"));
    expect(await show(slug, LEAD)).toMatchObject({ state: "stood-down", stoodDownBecause: "more talks" });
    const final = await node.database.read(async (reader) => {
      const row = await findCase(reader, slug);
      return row === null ? null : findFinalResolution(reader, openSeatView(readSeat(LEAD), row));
    });
    expect(final).toBeNull();
    await armTestCase(node, { slug, at: () => at("14:00"), instant: () => at("18:00") });
    expect(await open(slug, "18:00")).toMatchObject({ outcome: "opened", packages: 3 });
    expect(await show(slug, LEAD)).toMatchObject({ round: 2, state: "opened" });
  });
});

describe("a hold", () => {
  test("over the instant puts it off for all until it is resumed, and no longer than its longest time", async () => {
    const slug = await armed({ hold: HOLD, embargo: EMBARGO });
    expect(await act(slug, "DEU/desk", "12:50", "hold")).toMatchObject({
      state: "armed",
      dueAt: at("13:50"),
    });
    await expect(open(slug, "13:00")).rejects.toEqual(refused("TRANSITION_REFUSED"));
    expect(await act(slug, "DEU/desk", "13:20", "resume")).toMatchObject({
      state: "opened",
      dueAt: at("13:20"),
    });
    const left = await armed({ hold: HOLD, embargo: EMBARGO });
    await act(left, "GBR/desk", "12:50", "hold");
    await expect(open(left, "13:49")).rejects.toEqual(refused("TRANSITION_REFUSED"));
    expect(await open(left, "13:50")).toMatchObject({ outcome: "opened", dueAt: at("13:50"), lateMs: 0 });
  });

  test("by the closed rule is the lead's alone", async () => {
    const slug = await armed();
    await expect(act(slug, "DEU/desk", "12:00", "hold")).rejects.toEqual(refused("T_ZERO_RULE_REFUSED"));
    // Who sees no T-0 is not told that there is one.
    await expect(act(slug, "ITA/desk", "12:00", "hold")).rejects.toEqual(refused("NOT_FOUND"));
    expect(await act(slug, LEAD, "12:00", "hold")).toMatchObject({ state: "armed", dueAt: at("14:00") });
  });

  test("that leaves out the one: the others open, if their conditions still hold", async () => {
    const tZero = { hold: { ...HOLD, effect: "leaves-out-the-one" }, embargo: EMBARGO };
    const slug = await armed(tZero);
    await act(slug, "EST/desk", "12:50", "hold");
    expect(await open(slug, "13:00")).toMatchObject({ outcome: "opened", packages: 2, leftOut: ["EST"] });
    const texts = (await show(slug, "FRA/desk"))?.packages.map(({ member }) => member);
    expect(texts).toEqual(["DEU", "FRA"]);
    const other = await armed(tZero);
    await act(other, "DEU/desk", "12:50", "hold");
    expect(await open(other, "13:00")).toMatchObject({
      ...{ outcome: "stood-down", packages: 0, leftOut: ["DEU"] },
      because: expect.stringContaining("condition of EST, FRA") as string,
    });
  });
});

describe("an embargo", () => {
  test("the shortest wins, and whom the rule names lifts it at once", async () => {
    const slug = await armed({ hold: HOLD, embargo: EMBARGO });
    expect(await act(slug, "FRA/desk", "10:00", "embargo", at("12:30"))).toMatchObject({
      dueAt: at("12:30"),
    });
    expect(await act(slug, "EST/desk", "10:00", "embargo", at("12:45"))).toMatchObject({
      dueAt: at("12:30"),
    });
    await expect(act(slug, "FRA/desk", "11:00", "lift")).rejects.toEqual(refused("T_ZERO_RULE_REFUSED"));
    await expect(act(slug, LEAD, "11:00", "lift")).rejects.toEqual(refused("T_ZERO_RULE_REFUSED"));
    expect(await act(slug, "DEU/desk", "11:00", "lift")).toMatchObject({
      state: "opened",
      dueAt: at("11:00"),
    });
    expect(await show(slug, LEAD)).toMatchObject({
      state: "opened",
      dueBecause: "lift",
      openedAt: at("11:00"),
    });
  });
});

describe("a lone exit", () => {
  const rule = (loneExit: string): JsonObject => ({ hold: HOLD, embargo: { ...EMBARGO, loneExit } });
  test("leaves out the one, where the others' conditions hold without it", async () => {
    const slug = await armed(rule("leaves-out-the-one"));
    expect(await act(slug, "EST/desk", "12:00", "exit")).toMatchObject({ state: "armed", dueAt: INSTANT });
    expect(await open(slug, "13:00")).toMatchObject({ outcome: "opened", leftOut: ["EST"], packages: 2 });
    expect((await show(slug, LEAD))?.packages.find(({ member }) => member === "EST")?.text).toBeNull();
    const other = await armed(rule("leaves-out-the-one"));
    expect(await act(other, "DEU/desk", "12:00", "exit")).toMatchObject({ state: "stood-down" });
    expect((await show(other, LEAD))?.stoodDownBecause).toContain("condition of EST, FRA");
  });

  test("opens all", async () => {
    const slug = await armed(rule("opens-all"));
    expect(await act(slug, "EST/desk", "12:00", "exit")).toMatchObject({
      state: "opened",
      dueAt: at("12:00"),
    });
    expect((await show(slug, "FRA/desk"))?.packages.map(({ member }) => member)).toEqual([
      "DEU",
      "EST",
      "FRA",
    ]);
  });

  test("stands all down", async () => {
    const slug = await armed(rule("stands-down-all"));
    expect(await act(slug, "EST/desk", "12:00", "exit")).toMatchObject({
      state: "stood-down",
      opening: null,
    });
    await expect(open(slug, "13:00")).rejects.toEqual(refused("TRANSITION_REFUSED"));
  });
});

describe("a rehearsal", () => {
  test("says that it is one, opens nothing and leaves its own width", async () => {
    const slug = await armed();
    const rehearsed = await actAs(node, { slug, seat: LEAD, at: at("11:00") }, rehearseTZero);
    expect(rehearsed).toMatchObject({
      rehearsal: true,
      packages: 3,
      unready: 12,
      withoutText: [],
      damaged: [],
    });
    expect(rehearsed.widthMs).toBeGreaterThanOrEqual(0);
    const shown = await show(slug, "DEU/desk");
    expect(shown).toMatchObject({ state: "armed", openedAt: null, rehearsals: [] });
    expect(shown?.packages.map(({ member }) => member)).toEqual(["DEU"]);
    await open(slug, "13:00");
    const came = await node.database.read(async (reader) => {
      const row = await findCase(reader, slug);
      if (row === null) throw new Error("no case");
      return readAfterwards(reader, openSeatView(readSeat(LEAD), row), { row, now: at("14:00"), asOf: null });
    });
    expect(came).toMatchObject({
      packages: 3,
      openedWidthMs: 0,
      rehearsedWidthMs: [rehearsed.widthMs],
      done: null,
    });
    expect(came?.items.map(({ member, outcome }) => `${member} ${outcome}`)).toEqual([
      ...["DEU nothing", "EST nothing", "FRA nothing"],
    ]);
  });
});

describe("who sees what", () => {
  test("two worlds: what other members have in hand, do and are changes nothing a member sees before the opening", async () => {
    const rules = { hold: { ...HOLD, effect: "leaves-out-the-one" }, embargo: EMBARGO };
    const quiet = await armed(rules);
    const loud = await armed(rules, {
      pledges: {
        DEU: "3 expulsions always",
        EST: "1 expulsion if at least 2 members act",
        FRA: "9 expulsions and 1 consulate closure if DEU acts",
      },
    });
    await act(loud, "FRA/desk", "10:00", "hold");
    await actAs(node, { slug: loud, seat: LEAD, at: at("10:30") }, rehearseTZero);
    const seen = async (slug: string) => {
      const shown = await show(slug, "EST/desk");
      // Digest and leaf hold the case's own id and place.
      return JSON.stringify({
        ...shown,
        packages: shown?.packages.map(({ digest: _, leaf: __, ...item }) => item),
      });
    };
    expect(await seen(loud)).toBe(await seen(quiet));
    expect(await seen(quiet)).toContain("Hallrüpe");
    expect(await show(quiet, "ITA/desk")).toBeNull();
    expect(await show(quiet, "PUBLIC/desk")).toBeNull();
  });

  test("before the opening no text is anywhere for another member, the lead and plain SQL included", async () => {
    const slug = await armed();
    const words = { DEU: "Zobelpfeffer", EST: "Hallrüpe", FRA: "Gentiane" };
    const row = await node.database.read((reader) => findCase(reader, slug));
    if (row === null) throw new Error("no case");
    const dump = (seat: string): Promise<string> =>
      node.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, openSeatView(readSeat(seat), row));
        const tables = await readRows(
          tx,
          sql<{ name: string }>`SELECT c.relname AS name FROM pg_class c
            WHERE c.relnamespace = 'entente'::regnamespace AND c.relkind = 'r'
              AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`,
        );
        const texts: string[] = [];
        for (const { name } of tables) {
          const rows = await readRows(
            labelled,
            sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(name)} t`,
          );
          texts.push(...rows.map(({ text }) => text));
        }
        return texts.join("\n");
      });
    for (const seat of ["DEU/desk", "EST/desk", "FRA/desk", "ITA/desk", LEAD]) {
      const told = await dump(seat);
      for (const [member, word] of Object.entries(words))
        expect({ seat, member, seen: told.includes(word) }).toEqual({
          seat,
          member,
          seen: seat.startsWith(member),
        });
    }
    await open(slug, "13:00");
    for (const seat of ["DEU/desk", "EST/desk", LEAD])
      for (const word of Object.values(words)) expect((await dump(seat)).includes(word)).toBe(true);
    for (const seat of ["ITA/desk", "PUBLIC/desk"])
      expect((await dump(seat)).includes("Gentiane")).toBe(false);
  });

  test("the database opens nothing by itself that the program would not", async () => {
    const slug = await armed();
    const row = await node.database.read((reader) => findCase(reader, slug));
    if (row === null) throw new Error("no case");
    const asLead = (query: string): Promise<unknown> =>
      node.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, openSeatView(readSeat(LEAD), row));
        return readRows(labelled, sql.raw(query));
      });
    const of = `WHERE case_id = '${row.id}'`;
    const refusals = [
      `UPDATE package SET opened_at = now() ${of}`,
      `UPDATE package SET left_out = true ${of}`,
      // Opened without its packages.
      `UPDATE t_zero SET state = 'opened', opened_at = due_at, late_ms = 0, opened_by = 'x' ${of}`,
      // Opened before it was due.
      `UPDATE t_zero SET state = 'opened', opened_at = due_at - interval '1 ms', late_ms = 0, opened_by = 'x' ${of}`,
      `DELETE FROM package ${of}`,
      // Disarmed, so that it could be set anew behind the packages.
      `UPDATE t_zero SET state = 'set' ${of}`,
      // A package that was not there when it was armed, or that is open from the start.
      `INSERT INTO package (case_id, round, member, measures, armed_at, left_out) VALUES ('${row.id}', 1, 'ITA', '[]', now(), false)`,
      `INSERT INTO package (case_id, round, member, measures, armed_at, opened_at, left_out) VALUES ('${row.id}', 1, 'ITA', '[]', now(), now(), false)`,
      `UPDATE package_text SET text = 'other' ${of}`,
      `INSERT INTO t_zero_act (case_id, round, member, act, reason, seat, at) VALUES ('${row.id}', 1, 'DEU', 'hold', 'x', 'DEU/desk', now())`,
    ];
    for (const query of refusals) await expect(asLead(query)).rejects.toThrow();
    await open(slug, "13:00");
    await expect(asLead(`UPDATE t_zero SET state = 'armed' ${of}`)).rejects.toThrow(/T-0 is over/);
    await expect(
      asLead(`INSERT INTO t_zero (case_id, round, instant, state, due_at, due_because, set_by, set_at)
        VALUES ('${row.id}', 2, now(), 'set', now(), 'instant', 'x', now())`),
    ).rejects.toThrow(/one_t_zero_stands/);
    // A round begins by being set, and in no other state.
    const other = `case-${++count}`;
    const { id } = await openTestCase(node, { slug: other, exercise: true, tZero: null, at: at("08:00") });
    const insert = (state: string, more: string): Promise<unknown> =>
      node.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, openSeatView(readSeat(LEAD), { ...row, id }));
        return readRows(
          labelled,
          sql.raw(`INSERT INTO t_zero (case_id, round, instant, state, due_at, due_because, set_by, set_at, armed_at, opened_at,
            opened_by, late_ms) VALUES ('${id}', 1, now(), '${state}', now(), 'instant', 'x', now(), ${more})`),
        );
      });
    await expect(insert("armed", "now(), NULL, NULL, NULL")).rejects.toThrow(/begins by being set/);
    await expect(insert("opened", "now(), now(), 'x', 0")).rejects.toThrow(/begins by being set/);
    const shown = await node.database.read(async (reader) => {
      const labelled = await readUnder(reader, openSeatView(readSeat("ITA/desk"), row));
      return readRows(labelled, sql<{ n: number }>`SELECT count(*) AS n FROM t_zero`);
    });
    expect(shown).toEqual([{ n: 0 }]);
  });
});
