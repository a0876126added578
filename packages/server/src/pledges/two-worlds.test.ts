// Cases that differ only in what was sealed and did not fire are the same to everybody else, to the byte: on the board, in
// trials, in the final resolution, in the journal, in the inspection, and in every row the database shows to a view.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSeatView, readSeat, readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { composeOverview } from "../board/index.ts";
import { findCase } from "../cases/index.ts";
import { inspectNode } from "../fsck/index.ts";
import { migrationsFolder, readRows } from "../storage/index.ts";
import type { Reader } from "../storage/index.ts";
import {
  findFinalResolution,
  findOwnPledge,
  findResolution,
  readShownPledges,
  listVersions,
  readOpenPledges,
  resolveOpen,
} from "./index.ts";
import { openPledgeTable, SEALED } from "./pledges.fixture.ts";
import type { PledgeTable, World } from "./pledges.fixture.ts";

let table: PledgeTable;
beforeAll(async () => {
  table = await openPledgeTable();
});
afterAll(() => table.close());

/** What SVK, and FRA beyond what fires, had sealed. None of it fires. */
const worlds: Readonly<Record<string, (world: World) => Promise<void>>> = {
  nothing: () => Promise.resolve(),
  "one condition": async (world) => {
    await world.place("SVK", "1 expulsion if AUT acts", { sealed: SEALED });
  },
  "another condition": async (world) => {
    await world.place(
      "SVK",
      "60 expulsions and 3 entry bans if at least 30 others act; 61 expulsions and 3 entry bans if AUT acts",
      {
        sealed: SEALED,
      },
    );
  },
  "withdrawn again": async (world) => {
    await world.place("SVK", "1 expulsion always", { sealed: SEALED });
    await world.withdraw("SVK");
  },
  "a level more of one that fires": async (world) => {
    await world.place("FRA", "2 expulsions if DEU acts; 7 expulsions if AUT acts", { sealed: SEALED });
  },
  several: async (world) => {
    for (const member of ["SVK", "AUT", "PRT", "GRC"])
      await world.place(member, "1 expulsion if NZL acts", { sealed: SEALED });
  },
};

const TABLES = [
  ...["pledge_version", "sealed_pledge", "pledge_lock", "resolution", "resolution_member", "resolution_set"],
  ...["journal", "t_zero", "package", "approach", "measure"],
];

/** Every row a view is shown by the database itself, without ids that are drawn and places in the ledger. */
async function listRows(reader: Reader, view: View): Promise<readonly unknown[]> {
  await readUnder(reader, view);
  const rows = [];
  for (const name of TABLES)
    rows.push(
      name,
      await readRows(
        reader,
        sql`SELECT to_jsonb(t) - 'id' - 'resolution_id' - 'case_id' - 'leaf_index' AS row FROM ${sql.table(name)} t
          ${name === "approach" || name === "measure" || name === "t_zero" || name === "package" ? sql`WHERE case_id = ${view.caseId}` : sql``}
          ORDER BY 1`,
      ),
    );
  return rows;
}

/** Everything everybody but the sealing members can ask, as text without the case's own name and drawn ids. */
async function look(world: World): Promise<string> {
  const { slug, id } = world.row;
  const seen = await table.node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    if (row === null) throw new Error("the case is missing");
    const lead = world.view("GBR");
    const final = await findFinalResolution(reader, lead);
    const members = [];
    for (const member of ["GBR", "DEU", "POL", "PUBLIC"])
      members.push([
        await findOwnPledge(reader, openSeatView(readSeat(`${member}/desk`), row), world.context).then(
          withoutLeaf,
        ),
        await readOpenPledges(reader, world.view(member), world.context),
        await listRows(reader, world.view(member)),
      ]);
    return {
      overview: await composeOverview(reader, lead, row),
      trial: await resolveOpen(reader, lead, world.context),
      resolution: await findResolution(reader, lead),
      final: final === null ? null : { ...final, id: null },
      shown: await readShownPledges(reader, lead, world.context),
      versions: (await listVersions(reader, lead)).map(withoutLeaf),
      members,
    };
  });
  return JSON.stringify(seen).replaceAll(slug, "SLUG").replaceAll(id, "ID");
}

function withoutLeaf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key.startsWith("leaf") ? null : part)));
}

describe("two worlds", () => {
  const pictures = new Map<string, readonly string[]>();

  beforeAll(async () => {
    for (const [index, [name, seal]] of Object.entries(worlds).entries()) {
      const world = await table.open(`world-${index}`);
      await world.place("GBR", "23 expulsions always");
      await world.place("DEU", "2 expulsions if GBR acts; 4 expulsions if FRA and GBR act");
      await world.place("POL", "1 expulsion if at least 3 others act", { authority: "cabinet" });
      await world.place("FRA", "2 expulsions if DEU acts", { sealed: SEALED });
      await seal(world);
      const before = await look(world);
      await world.trial();
      const tried = await look(world);
      await world.lock();
      const locked = await look(world);
      await world.release();
      pictures.set(name, [before, tried, locked, await look(world)]);
    }
  }, 60_000);

  test.each(Object.keys(worlds))("with %s sealed look the same, before and after the lock", (name) => {
    const [first] = pictures.values();
    const own = pictures.get(name) ?? [];
    expect(own).toHaveLength(4);
    own.forEach((picture, step) => {
      expect(picture, `step ${step}`).toBe(first?.[step]);
    });
  });

  test("are told apart where it fires, so that the comparison can fail", async () => {
    const [, , locked] = pictures.get("nothing") ?? [];
    expect(locked).toContain('"POL","level":1');
    const world = await table.open("world-other");
    await world.place("GBR", "23 expulsions always");
    await world.place("SVK", "1 expulsion if GBR acts", { sealed: SEALED });
    const before = await look(world);
    expect(before).not.toContain('"member":"SVK"');
    await world.lock();
    expect(await look(world)).toContain('"member":"SVK","level":1');
  });

  test("leave an inspection nothing to find, and nothing to say of what is sealed", async () => {
    const { findings } = await inspectNode({
      ...{ ...table.node, migrations: migrationsFolder, progress: () => undefined },
    });
    expect(findings).toEqual([]);
  });
});
