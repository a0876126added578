// Pledges at a node: placing, lowering, withdrawing, validity, the lock and its release, receipts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCertificate } from "@entente/core/coalition";
import { readInstant } from "@entente/core/encoding";
import { openResolverView, readUnder, writeUnder } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import {
  checkReceipt,
  findFinalResolution,
  findOwnPledge,
  listVersions,
  lockPledges,
  placePledge,
  readOpenPledges,
} from "./index.ts";
import { NOON, openPledgeTable, SEALED } from "./pledges.fixture.ts";
import type { PledgeTable, World } from "./pledges.fixture.ts";
import { seal, unseal } from "./sealing.ts";

let table: PledgeTable;
let count = 0;
const open = (): Promise<World> => table.open(`case-${(count += 1)}`);
const refused = { code: "TRANSITION_REFUSED" };

beforeAll(async () => {
  table = await openPledgeTable();
});
afterAll(() => table.close());

describe("an open pledge", () => {
  test("is read from words, kept in every version, and the last one counts", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions if FRA acts");
    const { leaf } = await world.place("DEU", "2 expulsions always", { authority: "cabinet" });
    await world.place("FRA", "1 expulsion if DEU acts");
    await table.node.database.read(async (reader) => {
      const versions = await listVersions(reader, world.view("GBR"));
      expect(versions.map(({ member, number, authority }) => [member, number, authority])).toEqual([
        ["DEU", 1, "minister"],
        ["DEU", 2, "cabinet"],
        ["FRA", 1, "minister"],
      ]);
      expect(new Set(versions.map(({ leafIndex }) => leafIndex)).size).toBe(3);
      const own = await findOwnPledge(reader, world.view("DEU"), world.context);
      expect(own).toMatchObject({ open: { authority: "cabinet", leaf }, sealed: null, locked: null });
      expect(own.open?.levels).toEqual([
        { measures: [{ kind: "expulsion", count: 2 }], condition: { kind: "always" } },
      ]);
    });
    expect((await world.trial()).resolution.acting).toEqual(["DEU", "FRA"]);
  });

  test("withdrawn counts no more, and can be placed again", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions always");
    await world.withdraw("DEU");
    expect((await world.trial()).set.pledges).toEqual([]);
    await expect(world.withdraw("DEU")).rejects.toMatchObject(refused);
    await world.place("DEU", "1 expulsion always");
    expect((await world.lock()).acting).toMatchObject([
      { member: "DEU", measures: [{ kind: "expulsion", count: 1 }], authority: "minister", validUntil: null },
    ]);
  });

  test("that is over does not stand before a sealed one: the sealed one is withdrawn, and leaves no note", async () => {
    const world = await open();
    const validUntil = readInstant("2018-03-20T13:00:00Z");
    await world.place("DEU", "4 expulsions always", { validUntil });
    await world.place("DEU", "2 expulsions always", { sealed: SEALED, at: "2018-03-20T14:00:00Z" });
    const notes = () =>
      table.node.database.read(async (reader) => {
        const labelled = await readUnder(reader, world.view("GBR"));
        return readRows(
          labelled,
          sql`SELECT action FROM journal WHERE case_id = ${world.row.id} ORDER BY id`,
        );
      });
    const before = await notes();
    await world.withdraw("DEU", "2018-03-20T14:30:00Z");
    expect(await notes()).toEqual(before);
    expect((await world.lock("2018-03-20T15:00:00Z")).acting).toEqual([]);
  });

  test("and a sealed one, both counting by a clock that went back: the open one counts, the other leaves no trace", async () => {
    const world = await open();
    const validUntil = readInstant("2018-03-20T13:00:00Z");
    await world.place("DEU", "4 expulsions always", { validUntil });
    await world.place("DEU", "2 expulsions always", { sealed: SEALED, at: "2018-03-20T13:00:01Z" });
    expect((await world.lock("2018-03-20T12:59:59Z")).acting).toMatchObject([
      { member: "DEU", level: 1, measures: [{ kind: "expulsion", count: 4 }] },
    ]);
  });

  test("counts up to its last instant and not after it", async () => {
    const world = await open();
    const until = readInstant("2018-03-20T13:00:00Z");
    await world.place("DEU", "4 expulsions always", { validUntil: until });
    await world.place("FRA", "1 expulsion if DEU acts");
    expect((await world.trial("2018-03-20T13:00:00Z")).resolution.acting).toEqual(["DEU", "FRA"]);
    expect((await world.trial("2018-03-20T13:00:00.001Z")).resolution.acting).toEqual([]);
    expect((await world.lock("2018-03-20T13:00:00.001Z")).acting).toEqual([]);
    await expect(
      world.place("EST", "1 expulsion always", { validUntil: until, at: "2018-03-20T14:00:00Z" }),
    ).rejects.toMatchObject(refused);
  });

  test.each([
    ["3 expulsions if at most 4 others act", "PLEDGE_NOT_MONOTONE"],
    ["3 expulsions if XYZ acts", "PLEDGE_INVALID"],
    ["3 expulsions if PUBLIC acts", "PLEDGE_INVALID"],
  ])("of %s is refused with its place", async (text, code) => {
    const world = await open();
    await expect(world.place("DEU", text)).rejects.toMatchObject({ code, position: { line: 1 } });
  });

  test("of levels is asked for the same names as one in words", async () => {
    const world = await open();
    const levels = [{ measures: [{ kind: "expulsion", count: 1 }], condition: { named: ["XYZ"] } }];
    await expect(world.place("DEU", "", { source: { levels } })).rejects.toMatchObject({
      code: "PLEDGE_INVALID",
    });
  });

  test("is its member's alone to place, and seen by the lead and by nobody else", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions always");
    await expect(
      table.node.database.transact((tx) =>
        placePledge(tx, world.act("DEU/drafter"), {
          ...{ source: { text: "1 expulsion always" }, authority: "desk", validUntil: null, sealed: null },
          ...world.context,
        }),
      ),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const seen = (member: string): Promise<number> =>
      table.node.database.read(
        async (reader) => (await readOpenPledges(reader, world.view(member), world.context)).pledges.length,
      );
    expect([await seen("GBR"), await seen("DEU"), await seen("FRA")]).toEqual([1, 1, 0]);
  });
});

describe("the lock", () => {
  test("lets no pledge change, and its release does", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions always");
    const { id, set } = await world.lock();
    for (const change of [
      () => world.place("DEU", "1 expulsion always"),
      () => world.place("FRA", "1 expulsion always", { sealed: SEALED }),
      () => world.withdraw("DEU"),
      () => world.trial(),
      () => world.lock(),
    ])
      await expect(change()).rejects.toMatchObject(refused);
    // The database refuses by itself what the program would not have asked.
    for (const name of ["pledge_version", "sealed_pledge"] as const) {
      const forced = table.node.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, world.view("DEU"));
        const own = { case_id: world.row.id, member: "DEU", number: 9, placed_by: "DEU/desk" };
        const at = { placed_at: readInstant(NOON), leaf_index: 0 };
        if (name === "pledge_version")
          await labelled
            .insertInto(name)
            .values({ ...own, ...at, levels: null, authority: null, valid_until: null })
            .execute();
        else
          await labelled
            .insertInto(name)
            .values({ ...own, ...at, round: 1, ciphertext: null })
            .execute();
      });
      await expect(forced).rejects.toMatchObject({ code: "42501", message: "pledges are locked" });
    }
    const found = await table.node.database.read((reader) => findFinalResolution(reader, world.view("GBR")));
    expect(found).toMatchObject({ id, set, lockedBy: "GBR/release-authority" });
    await world.release();
    await expect(world.release()).rejects.toMatchObject(refused);
    expect(
      await table.node.database.read((reader) => findFinalResolution(reader, world.view("GBR"))),
    ).toBeNull();
    await world.place("DEU", "1 expulsion always");
    expect((await world.lock()).acting).toMatchObject([{ measures: [{ count: 1 }] }]);
  });

  test("is the release authority's, and its outcome is the lead's to read", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions always");
    for (const seat of ["GBR/desk", "DEU/release-authority"])
      await expect(
        table.node.database.transact((tx) => lockPledges(tx, world.act(seat), world.context)),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await world.lock();
    expect(
      await table.node.database.read((reader) => findFinalResolution(reader, world.view("DEU"))),
    ).toBeNull();
  });

  test("and a withdrawal at one moment: either it counts and stands, or it is gone and was withdrawn", async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const world = await open();
      await world.place("DEU", "4 expulsions always");
      await world.place("FRA", "1 expulsion if DEU acts", { sealed: SEALED });
      const [withdrawn, locked] = await Promise.allSettled([world.withdraw("DEU"), world.lock()]);
      if (locked.status === "rejected") throw locked.reason;
      const acting = locked.value.acting.map(({ member }) => member);
      expect(acting).toEqual(withdrawn.status === "fulfilled" ? [] : ["DEU", "FRA"]);
    }
  });
});

describe("a sealed pledge", () => {
  test("counts when pledges are locked, with the level that holds and nothing of the others", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions if FRA acts");
    await world.place("FRA", "1 expulsion if DEU acts; 9 expulsions if at least 30 others act", {
      ...{ sealed: SEALED, authority: "cabinet", validUntil: readInstant("2018-03-21T12:00:00Z") },
    });
    expect((await world.trial()).resolution.acting).toEqual([]);
    const final = await world.lock();
    expect(final.acting.map(({ member, level, measures }) => [member, level, measures[0]?.count])).toEqual([
      ["DEU", 1, 4],
      ["FRA", 1, 1],
    ]);
    expect(final.acting[1]).toMatchObject({ authority: "cabinet", validUntil: "2018-03-21T12:00:00.000Z" });
    expect(JSON.stringify(final)).not.toContain('"atLeast":30');
    expect(final.set.pledges.map(({ levels }) => levels.length)).toEqual([1, 1]);
    if (final.certificate === null) throw new Error("there is no certificate");
    expect(checkCertificate(final.set, final.certificate)).toBeNull();
    const found = await table.node.database.read((reader) => findFinalResolution(reader, world.view("GBR")));
    expect(found).toEqual(final);
  });

  test("can be replaced and withdrawn by its member, who has one pledge of the one sort or the other", async () => {
    const world = await open();
    await world.place("DEU", "4 expulsions always", { sealed: SEALED });
    await expect(world.place("DEU", "1 expulsion always")).rejects.toMatchObject(refused);
    await world.place("DEU", "2 expulsions always", { sealed: SEALED });
    await world.place("FRA", "2 expulsions always", { sealed: SEALED });
    await world.withdraw("FRA");
    await world.place("EST", "1 expulsion always");
    await expect(world.place("EST", "1 expulsion always", { sealed: SEALED })).rejects.toMatchObject(refused);
    const final = await world.lock();
    expect(final.acting.map(({ member, measures }) => [member, measures[0]?.count])).toEqual([
      ["DEU", 2],
      ["EST", 1],
    ]);
  });

  test("lapses when the lock is released, so that locking again is no way to try it", async () => {
    const world = await open();
    await world.place("FRA", "1 expulsion if DEU acts", { sealed: SEALED });
    expect((await world.lock()).acting).toEqual([]);
    await world.release();
    await world.place("DEU", "1 expulsion always");
    expect((await world.lock()).acting.map(({ member }) => member)).toEqual(["DEU"]);
    await world.release();
    await world.place("FRA", "1 expulsion if DEU acts", { sealed: SEALED });
    expect((await world.lock()).acting.map(({ member }) => member)).toEqual(["DEU", "FRA"]);
  });

  test("that is over when pledges are locked does not count", async () => {
    const world = await open();
    await world.place("FRA", "1 expulsion always", {
      ...{ sealed: SEALED, validUntil: readInstant("2018-03-20T12:30:00Z") },
    });
    expect((await world.lock("2018-03-20T13:00:00Z")).acting).toEqual([]);
  });

  test("gives its member a receipt that shows later what was sealed, and shows nothing else", async () => {
    const world = await open();
    const { receipt } = await world.place("FRA", "1 expulsion if DEU acts", { sealed: SEALED });
    if (receipt === null) throw new Error("there is no receipt");
    const holds = (given: typeof receipt): Promise<boolean> =>
      table.node.database.read((reader) => checkReceipt(reader, given));
    expect(await holds(receipt)).toBe(true);
    const { pledge, opening } = receipt;
    expect(await holds({ ...receipt, pledge: { ...pledge, member: "DEU" } })).toBe(false);
    expect(
      await holds({ ...receipt, pledge: { ...pledge, validUntil: readInstant("2019-01-01T00:00:00Z") } }),
    ).toBe(false);
    expect(await holds({ ...receipt, leaf: receipt.leaf - 1 })).toBe(false);
    expect(await holds({ ...receipt, leaf: 1_000_000 })).toBe(false);
    expect(await holds({ ...receipt, opening: { ...opening, salt: opening.digest } })).toBe(false);
    expect(await holds({ ...receipt, opening: { ...opening, salt: "short" } })).toBe(false);
  });

  test("is encrypted at rest: neither rows nor what opens the leaf hold any of it", async () => {
    const world = await open();
    const { receipt } = await world.place("FRA", "1 expulsion if DEU acts", { sealed: SEALED });
    await world.place("EST", `1 expulsion if ${"DEU acts and ".repeat(60)}FRA acts`, { sealed: SEALED });
    const own = await table.node.database.read(async (reader) => {
      const labelled = await readUnder(
        reader,
        openResolverView(world.act("GBR/release-authority").seat, world.row),
      );
      return labelled.selectFrom("sealed_pledge").select("ciphertext").orderBy("member").execute();
    });
    // EST, then FRA. Lengths are those of a few steps, whatever is sealed: what age adds is the same for all.
    const [long = 0, short = 0] = own.map(({ ciphertext }) => ciphertext?.length ?? 0);
    expect(long - short).toBe(2048 - 1024);
    const openings = await table.node.database.read((reader) =>
      readRows(reader, sql`SELECT * FROM commitment WHERE salt = ${receipt?.opening.salt ?? ""}`),
    );
    expect(openings).toEqual([]);
  });

  test("sealed to another key, or not what was committed, keeps everything from being locked and names nobody", async () => {
    const world = await open();
    const { leaf } = await world.place("EST", "1 expulsion always");
    const { receipt } = await world.place("FRA", "1 expulsion always", { sealed: SEALED });
    if (receipt === null) throw new Error("there is no receipt");
    const { keystore } = world.context;
    await keystore.makeFirst({ purpose: "resolver", member: "FRA" });
    const chief = world.act("GBR/release-authority");
    const lockWith = (keys: typeof keystore): Promise<unknown> =>
      table.node.database
        .transact((tx) => lockPledges(tx, chief, { ...world.context, keystore: keys }))
        .catch((cause: unknown) => cause);
    const strange = { ...keystore, openResolver: () => keystore.openResolver("FRA") };
    const otherKey = await lockWith(strange);
    // Somebody puts another member's sealed pledge, and the leaf of another commitment, into a row of DEU.
    const ciphertext = Buffer.from(await seal(receipt, await keystore.openResolver("GBR")));
    await table.node.database.transact(async (tx) => {
      const labelled = await writeUnder(tx, world.view("DEU"));
      await labelled
        .insertInto("sealed_pledge")
        .values({
          ...{ case_id: world.row.id, member: "DEU", round: 1, number: 1, ciphertext },
          ...{ placed_by: "DEU/desk", placed_at: readInstant(NOON), leaf_index: leaf },
        })
        .execute();
    });
    for (const error of [otherKey, await lockWith(keystore)]) {
      expect(error).toMatchObject({ code: "SEALED_UNREADABLE" });
      expect((error as Error).message).not.toMatch(/FRA|DEU|expulsion/);
    }
    expect(
      await table.node.database.read((reader) => findFinalResolution(reader, world.view("GBR"))),
    ).toBeNull();
  });

  test("opens only with the key it was sealed to", async () => {
    const world = await open();
    const { receipt } = await world.place("FRA", "1 expulsion always", { sealed: SEALED });
    if (receipt === null) throw new Error("there is no receipt");
    const { openResolver, makeFirst } = world.context.keystore;
    await makeFirst({ purpose: "resolver", member: "FRA" });
    const [right, wrong] = [await openResolver("GBR"), await openResolver("FRA")];
    const { pledge, opening } = receipt;
    expect(await unseal(await seal(receipt, right), right)).toEqual({ pledge, opening });
    for (const ciphertext of [await seal(receipt, wrong), new Uint8Array(0), new Uint8Array(2000).fill(7)])
      await expect(unseal(ciphertext, right)).rejects.toMatchObject({ code: "SEALED_UNREADABLE" });
    const folder = join(table.node.folder, "keys", "exercise");
    expect(readFileSync(join(folder, "resolver-GBR.json"), "utf8")).toContain('"crv":"X25519"');
    expect(readdirSync(folder).filter((name) => name.startsWith("resolver-"))).toHaveLength(2);
  });
});
