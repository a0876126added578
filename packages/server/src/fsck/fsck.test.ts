import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { verifyCut } from "@entente/core/releases";
import type { IssuedRelease } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat } from "../access/index.ts";
import { communityOf, findCase } from "../cases/index.ts";
import { playScenario, readScenario } from "../exercise/index.ts";
import { readHead, signHead } from "../ledger/index.ts";
import type { Node } from "../node.ts";
import { AT, commitSome, openEmptyCase } from "../ledger/ledger.fixture.ts";
import { sendNotice } from "../notices/index.ts";
import { findIssued, readCutFiles } from "../releases/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { approveUnsealing, issueUnsealing, planUnsealing } from "../unsealings/index.ts";
import { acceptLog, addCheckpoint } from "../witness/index.ts";
import { writeAddCheckpoint } from "@entente/core/ledger";
import { openExerciseNode } from "../node.ts";
import { inspectNode } from "./index.ts";
import type { Inspection } from "./index.ts";
import { ONE, planted } from "./planted.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const place = { dataFolder: join(folder, "node"), databaseUrl: null };
let node: Node;
let storage: Storage;
let owner: pg.Client;

/** A node that played an exercise, is witnessed by itself under its own rules, and holds more than one tile. */
beforeAll(async () => {
  const player = await openExerciseNode({ ...place, tell: () => undefined });
  await playScenario(await readScenario("scenarios/litvinenko-2006"), { ...player, report: () => undefined });
  const { database, ledger, cosigners } = player;
  await addSequels(player);
  const caseId = await openEmptyCase(database);
  await database.transact(async (tx) => {
    await commitSome(tx, caseId, { name: "more", count: 300 });
    await signHead(tx, ledger, AT);
    await acceptLog(tx, ledger.identity.vkey);
  });
  const head = await database.read(readHead);
  const body = writeAddCheckpoint({ oldSize: 0, proof: [], note: head?.note ?? "" });
  const at = readInstant("2026-03-01T12:00:00.000Z");
  const answer = await addCheckpoint(database, { body, cosigners, at });
  const lines = answer.body.split(/(?<=\n)/);
  await player.close();

  storage = await openStorage({ ...place, migrations: migrationsFolder, note: () => undefined });
  owner = await storage.connectOwner();
  for (const [index, line] of lines.entries())
    await owner.query("INSERT INTO ledger_cosignature VALUES ($1, $2, $3, now())", [
      head?.size,
      cosigners[index]?.vkey,
      line,
    ]);
  // What forbids rewriting is out of the way for whoever owns the database; that is what an inspection is for.
  const { rows } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'entente'::regnamespace AND relkind = 'r'",
  );
  for (const { name } of rows)
    await owner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY`);
  // As an older node kept what it received: in the row.
  await owner.query(
    `INSERT INTO original (id, case_id, document_id, name, media_type, size, sha256, bytes, received_at, received_by)
     SELECT gen_random_uuid(), case_id, document_id, 'older.txt', 'text/plain', length(b), encode(sha256(b), 'hex'), b,
       received_at, received_by
     FROM original CROSS JOIN (SELECT convert_to(repeat('older ', 40), 'UTF8') AS b) AS older LIMIT 1`,
  );
  const { rows: checks } = await owner.query<{ name: string; constraint: string }>(
    "SELECT conrelid::regclass AS name, conname AS constraint FROM pg_constraint WHERE contype = 'c' AND connamespace = 'entente'::regnamespace",
  );
  for (const { name, constraint } of checks)
    await owner.query(`ALTER TABLE ${name} DROP CONSTRAINT ${constraint}`);
  node = {
    ...player,
    database: storage.database,
  };
});

afterAll(async () => {
  await owner.end();
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A cut that was unsealed twice, a corrected release, and a plan nobody approved. */
async function addSequels({ database, keystore, ledger }: Node): Promise<void> {
  await database.transact(async (tx) => {
    const of = await findCase(tx, "litvinenko-2006");
    if (of === null) throw new Error("the exercise has its case");
    const actOf = (seat: string) => ({ of, seat: readSeat(`GBR/${seat}`), at: of.clock });
    const view = openSeatView(actOf("desk").seat, of);
    const context = { community: communityOf(of), keystore, ledger };
    const cut = (await readCutFiles(tx, view)).find(({ recipient }) => recipient === "EST");
    const { document, cut: held } = verifyCut({
      ...{ text: cut?.file ?? "", trust: { kind: "carried" }, primitives: nodePrimitives },
    });
    const { release } = document.header;
    const told = new Set(held.release.signatures[0].header.disclosures);
    const issued = JSON.parse((await findIssued(tx, view, release))?.issued ?? "{}") as IssuedRelease;
    const withheld = issued.openings.filter(({ place, text }) => /^[a-z]\d+$/.test(place) && !told.has(text));
    const asked = { release, recipient: "EST", reason: "It may be read now.", ...context };
    for (const { place } of withheld.slice(0, 2)) {
      const { digest } = await planUnsealing(tx, actOf("drafter"), { ...asked, places: [place] });
      const planned = { planDigest: digest, ...context };
      await approveUnsealing(tx, actOf("release-authority"), planned);
      await issueUnsealing(tx, actOf("release-authority"), planned);
    }
    await planUnsealing(tx, actOf("drafter"), { ...asked, places: [withheld[2]?.place ?? ""] });
    const said = { kind: "correction" as const, release, text: "A word was wrong.", replacedBy: null };
    await sendNotice(tx, actOf("release-authority"), { ...said, ...context });
  });
}

const inspect = (): Promise<Inspection> =>
  inspectNode({ ...node, migrations: migrationsFolder, progress: () => undefined });

/** Does something to the database, inspects, and takes it back. */
async function plant(statement: string, undo: string): Promise<Inspection> {
  await owner.query(statement);
  try {
    return await inspect();
  } finally {
    await owner.query(undo);
  }
}

describe("a whole node", () => {
  it("follows from itself", async () => {
    const { checked, findings } = await inspect();
    expect(findings).toEqual([]);
    expect(checked["leaves"]).toBeGreaterThan(300);
    expect(checked["tiles"]).toBe(3);
    expect(checked["heads"]).toBeGreaterThan(3);
    expect(checked["contents"]).toBeGreaterThan(10);
  });
});

describe("one flipped bit", () => {
  it.each(planted)(
    "in $table $column at $at ($where) is named",
    async ({ table, column, kind, at: from, where, exact }) => {
      const { rows } = await owner.query<{ ctid: string; value: unknown }>(
        `SELECT ctid, ${column} AS value FROM ${table} WHERE ${where} ORDER BY 1 LIMIT 1`,
      );
      expect(rows, "there is a row to damage").toHaveLength(1);
      const value = rows[0]?.value;
      const length = typeof value === "string" ? Array.from(value).length : 0;
      const place = from < 0 ? length + from : from;
      const flip = ONE[kind].replaceAll("COLUMN", column).replaceAll("AT", String(place));
      const changed = await owner.query<{ place: string }>(
        `UPDATE ${table} SET ${column} = ${flip} WHERE ctid = $1 RETURNING ctid::text AS place`,
        [rows[0]?.ctid],
      );
      let inspection: Inspection;
      try {
        inspection = await inspect();
      } finally {
        await owner.query(`UPDATE ${table} SET ${column} = $2 WHERE ctid = $1::tid`, [
          changed.rows[0]?.place,
          value instanceof Uint8Array ? Buffer.from(value) : value,
        ]);
      }
      const [first, ...others] = inspection.findings;
      // The text and its kept digest contradict each other, and nothing third tells which is right.
      const received = where.includes("NOT NULL") ? "original.sha256" : "original.bytes";
      const named = { sha256: received, source_digest: "document_version.source" }[column];
      const expected = table === "original" || table === "document_version" ? named : undefined;
      expect(`${first?.table}.${first?.column}`).toBe(expected ?? `${table}.${column}`);
      // Characters were counted where a text was damaged; findings count bytes.
      if (exact)
        expect(first?.offset).toBe(
          typeof value === "string" ? Buffer.byteLength(value.slice(0, place)) : place,
        );
      expect(first?.found).not.toBe(first?.expected);
      expect(first?.why).toMatch(/^[a-z].{10,}[^.]$/);
      expect(others.map((one) => `${one.table}.${one.column} ${one.why}`)).toEqual([]);
    },
  );

  it("in what is not text or bytes is named as well", async () => {
    const at = await plant(
      "UPDATE ledger_leaf SET at = at + interval '1 ms' WHERE index = 2",
      "UPDATE ledger_leaf SET at = at - interval '1 ms' WHERE index = 2",
    );
    expect(at.findings[0]).toMatchObject({ table: "ledger_leaf", row: "2", column: "at" });
    for (const table of ["release_approval", "unsealing_approval"]) {
      const one = `release_id = (SELECT min(release_id::text)::uuid FROM release_approval)`;
      const where = table === "release_approval" ? one : one.replaceAll("release", "unsealing");
      const approved = await plant(
        `UPDATE ${table} SET approved_at = approved_at + interval '1 ms' WHERE ${where}`,
        `UPDATE ${table} SET approved_at = approved_at - interval '1 ms' WHERE ${where}`,
      );
      expect(approved.findings[0]).toMatchObject({ table, column: "approved_at" });
    }
    const signed = await plant(
      "UPDATE notice SET signed_at = signed_at + interval '1 ms'",
      "UPDATE notice SET signed_at = signed_at - interval '1 ms'",
    );
    expect(signed.findings[0]).toMatchObject({ table: "notice", column: "signed_at" });
    for (const [table, column, change, undo] of [
      ["pledge_version", "levels", '"count": 4', '"count": 5'],
      ["pledge_version", "authority", "cabinet", "desk"],
      ["resolution_set", "pledges", '"count": 4', '"count": 5'],
      ["resolution_set", "certificate", '"steps"', '"stepz"'],
    ] as const) {
      const type = column === "authority" ? "text" : "jsonb";
      const swap = (from: string, to: string) =>
        `UPDATE ${table} SET ${column} = replace(${column}::text, '${from}', '${to}')::${type}`;
      const pledged = await plant(swap(change, undo), swap(undo, change));
      expect(pledged.findings[0]).toMatchObject({ table });
    }
    const size = await plant(
      "UPDATE witnessed_log SET size = size + 1",
      "UPDATE witnessed_log SET size = size - 1",
    );
    expect(size.findings[0]).toMatchObject({ table: "witnessed_log", column: "size" });
    for (const path of ["{payload}", "{openings,0,text}"]) {
      const issued = await plant(
        `CREATE TEMP TABLE kept AS SELECT release_id, issued FROM release_issue;
         UPDATE release_issue SET issued = jsonb_set(issued::jsonb, '${path}', '"AAAA"')::text`,
        "UPDATE release_issue r SET issued = kept.issued FROM kept WHERE kept.release_id = r.release_id; DROP TABLE kept",
      );
      expect(issued.findings[0], path).toMatchObject({ table: "release_issue", column: "issued" });
    }
  });
});

describe("a part without its name", () => {
  it.each([
    ["cut", "file", ["release", "signatures", "header", "kb_jwt", "payload"]],
    ["release_issue", "issued", ["payload", "signatures", "openings"]],
    ["unsealing_issue", "cut_after", ["release", "signatures", "header", "disclosures"]],
    ["notice", "file", ["notice"]],
  ])("is named and ends no inspection: %s %s", async (table, column, names) => {
    for (const name of names) {
      const spelled = `x${name.slice(1)}`;
      const rename = (from: string, to: string) =>
        `UPDATE ${table} SET ${column} = replace(${column}, '"${from}":', '"${to}":')`;
      const { findings } = await plant(rename(name, spelled), rename(spelled, name));
      expect(findings[0], name).toMatchObject({ table, column });
    }
  });

  it("is named where a signed header has lost it", async () => {
    const { rows } = await owner.query<{ id: string; issued: string }>(
      "SELECT release_id AS id, issued FROM release_issue WHERE release_id IN (SELECT release_id FROM notice)",
    );
    const [{ id, issued } = expect.fail()] = rows;
    const { payload, ...rest } = JSON.parse(issued) as IssuedRelease;
    const header = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
    for (const key of Object.keys(header)) {
      const left = Object.entries(header).filter(([name]) => name !== key);
      const other = Buffer.from(JSON.stringify(Object.fromEntries(left))).toString("base64url");
      const set = "UPDATE release_issue SET issued = $2 WHERE release_id = $1";
      await owner.query(set, [id, JSON.stringify({ ...rest, payload: other })]);
      try {
        const { findings } = await inspect();
        expect(findings[0], key).toMatchObject({ table: "release_issue", column: "issued" });
      } finally {
        await owner.query(set, [id, issued]);
      }
    }
  });
});

describe("what is missing or too much", () => {
  it("is told of a leaf that is called sealed and is not, and of one whose sealed row is gone", async () => {
    const moved = await plant(
      "UPDATE sealed_pledge SET leaf_index = leaf_index - 1",
      "UPDATE sealed_pledge SET leaf_index = leaf_index + 1",
    );
    expect(moved.findings).toMatchObject([{ table: "commitment", why: "the leaf's opening is missing" }]);
  });

  it.each([
    [
      "a tile",
      "CREATE TEMP TABLE kept AS SELECT * FROM ledger_tile WHERE level = 1; DELETE FROM ledger_tile WHERE level = 1",
      "INSERT INTO ledger_tile SELECT * FROM kept; DROP TABLE kept",
      { table: "ledger_tile", row: "1/0", found: null },
    ],
    [
      "a tile nobody made",
      "INSERT INTO ledger_tile VALUES (2, 0, decode(repeat('00', 32), 'hex'))",
      "DELETE FROM ledger_tile WHERE level = 2",
      { table: "ledger_tile", row: "2/0", expected: null },
    ],
    [
      "an opening",
      "CREATE TEMP TABLE kept AS SELECT * FROM commitment WHERE leaf_index = 290; DELETE FROM commitment WHERE leaf_index = 290",
      "INSERT INTO commitment SELECT * FROM kept; DROP TABLE kept",
      { table: "commitment", row: "290", found: null },
    ],
    [
      "a checkpoint over leaves that are not there",
      "INSERT INTO ledger_checkpoint VALUES (100000, 'x', now())",
      "DELETE FROM ledger_checkpoint WHERE size = 100000",
      { table: "ledger_checkpoint", row: "100000" },
    ],
    [
      "a file of the record",
      "CREATE TEMP TABLE kept AS SELECT * FROM record_file WHERE path = 'data/clocks.json'; DELETE FROM record_file WHERE path = 'data/clocks.json'",
      "INSERT INTO record_file SELECT * FROM kept; DROP TABLE kept",
      { table: "record_file", found: null },
    ],
  ])("is named: %s", async (_what, statement, undo, finding) => {
    expect((await plant(statement, undo)).findings[0]).toMatchObject(finding);
  });
});
