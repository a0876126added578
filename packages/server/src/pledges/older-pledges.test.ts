// What a node held before pledges had versions and locks: it is kept, says the same, and can be inspected.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { openSeatView, readSeat } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { findFinalResolution, findResolution, listVersions } from "./index.ts";
import { listCommitted } from "./committed.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const place = { dataFolder: join(folder, "data"), databaseUrl: null, note: () => undefined };
const ARMED = "00000000-0000-4000-8000-000000000001";
const OPEN = "00000000-0000-4000-8000-000000000002";
const at = "2018-03-20T12:00:00Z";
let storage: Storage;

const view = (id: string): View => openSeatView(readSeat("GBR/desk"), { id, lead: "GBR", exercise: true });

beforeAll(async () => {
  const before = join(folder, "before");
  mkdirSync(before);
  for (const name of readdirSync(migrationsFolder).filter((any) => /^000[1-5]-/.test(any)))
    copyFileSync(join(migrationsFolder, name), join(before, name));
  const older = await openStorage({ ...place, migrations: before });
  const owner = await older.connectOwner();
  const community = JSON.stringify({
    members: [
      { id: "GBR", weights: { population: 66 } },
      { id: "DEU", weights: { population: 83 } },
      { id: "EST" },
    ],
  });
  const level = (count: number, condition: string): string =>
    `[{"measures":[{"kind":"expulsion","count":${count}}],"condition":${condition}}]`;
  await owner.query("INSERT INTO ledger_leaf SELECT n, $1, '\\x00' FROM generate_series(0, 3) n", [at]);
  for (const [id, state] of [
    [ARMED, "armed"],
    [OPEN, "set"],
  ]) {
    await owner.query(
      "INSERT INTO case_file (id, slug, title, lead, exercise, community, frame, opened_at, clock) VALUES ($1, $2, 'A case', 'GBR', true, $3, '{}', $4, $4)",
      [id, `case-${state}`, community, at],
    );
    await owner.query("INSERT INTO community VALUES ($1)", [id]);
    for (const [index, [member, sealed, levels]] of [
      ["GBR", false, level(23, '{"always":true}')],
      ["DEU", true, level(4, '{"named":["FRA"]}')],
    ].entries())
      await owner.query("INSERT INTO pledge VALUES ($1, $2, $3, $4, $5, $6, $7)", [
        ...[id, member, sealed, levels, `${member}/desk`, at, index],
      ]);
    await owner.query(
      "INSERT INTO t_zero (case_id, instant, state, set_by, set_at, armed_at) VALUES ($1, $2, $3, 'GBR/release-authority', $2, $4)",
      [id, at, state, state === "armed" ? at : null],
    );
    const { rows } = await owner.query<{ id: string }>(
      "INSERT INTO resolution VALUES (gen_random_uuid(), $1, 'GBR/desk', $2) RETURNING id",
      [id, at],
    );
    await owner.query(
      "INSERT INTO resolution_member VALUES ($1, 'GBR', 1, true, 'acts'), ($1, 'DEU', 0, false, 'does not act')",
      [rows[0]?.id],
    );
  }
  await owner.end();
  await older.close();
  storage = await openStorage({ ...place, migrations: migrationsFolder });
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

test("every pledge is its first version, of unknown authority, and lies open as it did", async () => {
  const rows = await storage.database.read((reader) => listVersions(reader, view(OPEN)));
  expect(rows).toMatchObject([
    { member: "DEU", number: 1, authority: null, validUntil: null, placedBy: "DEU/desk", leafIndex: 1 },
    { member: "GBR", number: 1, authority: null, levels: [{ measures: [{ count: 23 }] }] },
  ]);
  const committed = await storage.database.read((reader) => listCommitted(reader, view(ARMED)));
  expect(committed.map(({ table, leafIndex }) => [table, leafIndex])).toEqual([
    ["pledge_version", 1],
    ["pledge_version", 0],
  ]);
  expect(Object.keys(committed[0]?.content ?? {})).toEqual(["member", "levels"]);
});

test("where T-0 was armed the last resolution is final, and elsewhere a trial", async () => {
  await storage.database.read(async (reader) => {
    expect(await findFinalResolution(reader, view(OPEN))).toBeNull();
    expect(await findResolution(reader, view(OPEN))).toHaveLength(2);
    expect(await findFinalResolution(reader, view(ARMED))).toMatchObject({
      ...{ lockedBy: "GBR/desk", lockedAt: readInstant(at), certificate: null },
      acting: [{ member: "GBR", level: 1, measures: [{ kind: "expulsion", count: 23 }], authority: "desk" }],
      set: {
        pledges: [{ member: "DEU" }, { member: "GBR" }],
        context: { groups: {}, weights: { population: { GBR: 66, DEU: 83 } } },
      },
    });
  });
});
