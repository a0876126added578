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

const ONE = {
  bytes: "set_byte(COLUMN, AT, get_byte(COLUMN, AT) # 1)",
  text: "overlay(COLUMN placing chr(ascii(substr(COLUMN, AT + 1, 1)) # 1) from AT + 1 for 1)",
};

interface Planted {
  readonly table: string;
  readonly column: string;
  readonly kind: keyof typeof ONE;
  /** Which byte to flip, from 0; from the end where it is less. */
  readonly at: number;
  readonly where: string;
  /** Whether the offset can be known. */
  readonly exact: boolean;
}

const planted: readonly Planted[] = [
  { table: "migration", column: "sha256", kind: "text", at: 9, where: "number = 2", exact: true },
  { table: "migration", column: "name", kind: "text", at: 6, where: "number = 1", exact: true },
  { table: "ledger_leaf", column: "entry", kind: "bytes", at: 30, where: "index = 3", exact: true },
  { table: "ledger_leaf", column: "entry", kind: "bytes", at: 0, where: "index = 280", exact: true },
  { table: "commitment", column: "digest", kind: "text", at: 7, where: "leaf_index = 0", exact: true },
  { table: "commitment", column: "kind", kind: "text", at: 1, where: "leaf_index = 1", exact: true },
  { table: "commitment", column: "salt", kind: "text", at: 5, where: "leaf_index = 1", exact: false },
  {
    table: "ledger_tile",
    column: "hashes",
    kind: "bytes",
    at: 8191,
    where: "level = 0 AND number = 0",
    exact: true,
  },
  {
    table: "ledger_tile",
    column: "hashes",
    kind: "bytes",
    at: 0,
    where: "level = 0 AND number = 1",
    exact: true,
  },
  { table: "ledger_tile", column: "hashes", kind: "bytes", at: 31, where: "level = 1", exact: true },
  ...[0, 70, 120, 300].map((at): Planted => ({
    ...{ table: "ledger_checkpoint", column: "note", kind: "text", at },
    ...{ where: "size = (SELECT max(size) FROM ledger_checkpoint)", exact: at < 200 },
  })),
  { table: "ledger_cosignature", column: "line", kind: "text", at: 150, where: "true", exact: false },
  { table: "ledger_cosignature", column: "vkey", kind: "text", at: 130, where: "true", exact: false },
  { table: "witnessed_log", column: "note", kind: "text", at: 3, where: "true", exact: true },
  { table: "witnessed_log", column: "note", kind: "text", at: 400, where: "true", exact: false },
  { table: "witnessed_log", column: "vkey", kind: "text", at: 90, where: "true", exact: false },
  { table: "witnessed_log", column: "root", kind: "bytes", at: 20, where: "true", exact: true },
  { table: "original", column: "bytes", kind: "bytes", at: 100, where: "true", exact: false },
  { table: "original", column: "sha256", kind: "text", at: 10, where: "true", exact: false },
  { table: "document_version", column: "source", kind: "text", at: 200, where: "true", exact: false },
  { table: "document_version", column: "source_digest", kind: "text", at: 20, where: "true", exact: false },
  { table: "cut", column: "file", kind: "text", at: 900, where: "true", exact: false },
  { table: "cut", column: "sha256", kind: "text", at: 3, where: "true", exact: false },
  { table: "release", column: "plan", kind: "text", at: 77, where: "true", exact: false },
  { table: "release", column: "plan_digest", kind: "text", at: 5, where: "true", exact: true },
  { table: "release_preparation", column: "prepared", kind: "text", at: 2000, where: "true", exact: false },
  ...["release_approval", "unsealing_approval"].flatMap((table): Planted[] => [
    ...[10, 150, -9].map((at): Planted => ({
      ...{ table, column: "statement", kind: "text", at, where: "true", exact: false },
    })),
    { table, column: "plan_digest", kind: "text", at: 6, where: "true", exact: true },
    { table, column: "approved_by", kind: "text", at: 5, where: "true", exact: true },
  ]),
  { table: "unsealing", column: "plan", kind: "text", at: 40, where: "true", exact: false },
  {
    table: "unsealing",
    column: "plan_digest",
    kind: "text",
    at: 8,
    where: "id IN (SELECT unsealing_id FROM unsealing_approval)",
    exact: true,
  },
  // Payload and signatures are known by digest alone; disclosures, evidence and framing follow from elsewhere, byte for byte.
  ...[
    [0, true],
    [40, true],
    [700, true],
    [-30, true],
    [-2000, false],
  ].map(([at, exact]): Planted => ({
    ...{ table: "unsealing_issue", column: "file", kind: "text", at: Number(at) },
    ...{ where: "true", exact: exact === true },
  })),
  ...[0, 3, 200, -30, -2000].map((at): Planted => ({
    ...{ table: "unsealing_issue", column: "cut_after", kind: "text", at },
    ...{
      where: "unsealing_id = (SELECT unsealing_id FROM unsealing_issue ORDER BY leaf_index DESC LIMIT 1)",
    },
    exact: false,
  })),
  { table: "unsealing_issue", column: "sha256", kind: "text", at: 11, where: "true", exact: true },
  ...[5, 20, 300].map((at): Planted => ({
    ...{ table: "notice", column: "file", kind: "text", at, where: "true", exact: at < 300 },
  })),
  { table: "notice", column: "file", kind: "text", at: -9, where: "true", exact: false },
  { table: "notice", column: "text", kind: "text", at: 3, where: "true", exact: true },
  { table: "notice", column: "kind", kind: "text", at: 2, where: "true", exact: true },
  { table: "notice", column: "release_name", kind: "text", at: 9, where: "true", exact: true },
  { table: "publication", column: "manifest_digest", kind: "text", at: 8, where: "true", exact: true },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 60,
    where: "path = 'record.json'",
    exact: false,
  },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 60,
    where: "path = 'data/case.json'",
    exact: false,
  },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 9,
    where: "path LIKE 'ledger/tile/0/%'",
    exact: false,
  },
];

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
      const named = { sha256: "original.bytes", source_digest: "document_version.source" }[column];
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

describe("what is missing or too much", () => {
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
