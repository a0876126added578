// The second barrier on every database we support, with rows that a node of the first schema left behind. Who may see is
// compared with the core by the proof row-security; here is that nobody gets round it.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeUtf8, parseJson, readAnyObject } from "@entente/core/encoding";
import { openSeatView, readSeat, readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { listQuestions, readTrails } from "../approaches/index.ts";
import { bringUpOlderCases } from "../documents/index.ts";
import { findDocument, listPortions } from "../documents/store.ts";
import { listCustody, moveOriginals, readOriginal } from "../custody/index.ts";
import { findCase } from "../cases/index.ts";
import { openFileStore, openPlace } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import { openExerciseKeystore, setUpNode } from "../keys/index.ts";
import { listCuts } from "../releases/index.ts";
import { createScratch, KINDS } from "./fixtures/servers.ts";
import type { ForeignServer } from "./fixtures/servers.ts";
import { migrationsFolder, openStorage, readRows } from "./index.ts";
import type { Database, Reader, Storage } from "./index.ts";

const PROTECTED = [
  ...["document", "document_version", "original", "attachment", "custody", "portion"],
  ...["release", "released_class", "cut", "cut_opening", "journal"],
  ...["seat_holder", "release_preparation", "release_approval", "release_issue"],
  ...["unsealing", "unsealing_approval", "unsealing_issue", "notice", "acknowledgement", "consent"],
  ...["approach", "approach_document", "question", "question_answer", "position", "company_told"],
  ...["t_zero", "package", "readiness_asked", "readiness", "package_text", "package_text_digest"],
  ...["t_zero_act", "t_zero_rehearsal"],
  ...["person", "seat_grant", "session", "machine_credential", "invitation", "node_journal"],
];
const IDS = {
  case: "00000000-0000-4000-8000-000000000001",
  document: "00000000-0000-4000-8000-000000000002",
  release: "00000000-0000-4000-8000-000000000003",
  estonia: "00000000-0000-4000-8000-000000000004",
  france: "00000000-0000-4000-8000-000000000005",
};
const SOURCE = `---
title: (O) What happened in Strelsau
originator: GBR
policy: uk
exercise: true
---

1. (O) Open, {(S - REL TO EST): for one} and noted.[^1]

2. (S - REL TO EST) Estonia's own.

3. (S - WALL) Nobody's but the lead's.

4. (O) Open, and not released.

[^1]: (O) A note.
`;
const PLAN = {
  classes: [
    { id: "c1", recipients: ["EST"], released: ["title", "p1", "p1/1", "p2", "p3", "n1"], withheld: [] },
    { id: "c2", recipients: ["FRA"], released: ["p1", "n1"], withheld: [] },
  ],
  banner: "",
  excluded: [],
};

describe.each(KINDS)("row security on $kind", ({ absent, start }) => {
  const scratch = createScratch();
  let server: ForeignServer | null = null;
  let storage: Storage;
  let lead: View;
  let estonia: View;
  let france: View;
  let germany: View;
  let versionId = "";
  let files: FileStore;

  beforeAll(async () => {
    if (absent) return;
    server = start === null ? null : await start();
    const place = {
      dataFolder: join(scratch.folder, "data"),
      databaseUrl: server === null ? null : await server.createDatabase(),
      note: () => undefined,
    };
    const first = join(scratch.folder, "first");
    mkdirSync(first);
    copyFileSync(join(migrationsFolder, "0001-node.sql"), join(first, "0001-node.sql"));
    const older = await openStorage({ ...place, migrations: first });
    await leaveRows(older);
    await older.close();
    storage = await openStorage({ ...place, migrations: migrationsFolder });
    await bringUpOlderCases(storage.database);
    const keystore = openExerciseKeystore(join(scratch.folder, "keys"));
    await storage.database.transact((tx) => setUpNode(tx, keystore));
    files = openFileStore({
      database: storage.database,
      keystore,
      blobs: await openPlace(scratch.folder),
    });
    await storage.database.read(async (reader) => {
      const row = await findCase(reader, "older");
      if (row === null) throw new Error("the case is missing");
      lead = openSeatView(readSeat("GBR/desk"), row);
      estonia = openSeatView(readSeat("EST/desk"), row);
      france = openSeatView(readSeat("FRA/desk"), row);
      germany = openSeatView(readSeat("DEU/desk"), row);
      versionId = (await findDocument(reader, lead, "assessment"))?.versionId ?? "";
    });
  });
  afterAll(async () => {
    if (absent) return;
    await storage.close();
    await server?.stop();
    scratch.remove();
  });

  const see = async (view: View): Promise<string[]> =>
    (await storage.database.read((reader) => listPortions(reader, view, versionId))).map(
      ({ place }) => place,
    );

  describe.skipIf(absent)("what an older node left", () => {
    it("is version 1 with its portions, its text as the original, and its trail", async () => {
      expect(await see(lead)).toEqual(["title", "p1", "p1/1", "p2", "p3", "p4", "n1"]);
      await storage.database.read(async (reader) => {
        const document = await findDocument(reader, lead, "assessment");
        expect(document).toMatchObject({ version: 1, source: SOURCE, banner: "UK SECRET" });
        const original = await readOriginal(reader, lead, { id: document?.originalId ?? "", files });
        expect(original).toMatchObject({ name: "assessment.md", mediaType: "text/markdown" });
        expect(decodeUtf8(original?.bytes ?? new Uint8Array())).toBe(SOURCE);
        expect(await listCustody(reader, lead, IDS.document)).toMatchObject([
          { act: "received", version: null, seat: "GBR/drafter" },
          { act: "versioned", version: 1, seat: "GBR/drafter" },
          { act: "released", version: 1, seat: "GBR/release-authority" },
        ]);
        expect(await listCuts(reader, lead)).toMatchObject([
          { recipient: "EST", documentTitle: "What happened in Strelsau" },
          { recipient: "FRA", documentTitle: "assessment" },
        ]);
      });
    });

    it("has its original in the row until that goes into a file, once and for good", async () => {
      const { database } = storage;
      const readPlaces = () =>
        database.read(async (reader) => {
          await readUnder(reader, lead);
          return readRows(reader, sql`SELECT bytes IS NULL AS moved, file_id IS NULL AS kept FROM original`);
        });
      const cases = await database.read(async (reader) => {
        const row = await findCase(reader, "older");
        return row === null ? [] : [row];
      });
      expect(await readPlaces()).toEqual([{ moved: false, kept: true }]);
      const { connectOwner } = storage;
      const moving = { database, files, connectOwner };
      const readFile = async (): Promise<string> => {
        const owner = await connectOwner();
        const { rows } = await owner.query<{ file: string }>(
          "SELECT pg_relation_filenode('entente.original')::text AS file",
        );
        await owner.end();
        return rows[0]?.file ?? "";
      };
      const before = await readFile();
      // Two processes at once move it once.
      const both = ["one", "other"].map(() => moveOriginals(moving, cases));
      expect((await Promise.all(both)).map(({ moved }) => moved).sort()).toEqual([0, 1]);
      // What the row held is gone from the table's file with it: the file is another one, of one row.
      expect(await readFile()).not.toBe(before);
      expect(await readPlaces()).toEqual([{ moved: true, kept: false }]);
      await database.read(async (reader) => {
        const document = await findDocument(reader, lead, "assessment");
        const original = await readOriginal(reader, lead, { id: document?.originalId ?? "", files });
        expect(decodeUtf8(original?.bytes ?? new Uint8Array())).toBe(SOURCE);
      });
      for (const change of ["bytes = ''::bytea, file_id = NULL", "file_id = gen_random_uuid()"]) {
        const back = database.transact(async (tx) => {
          await writeUnder(tx, lead);
          await sql.raw(`UPDATE original SET ${change}`).execute(tx);
        });
        await expect(back).rejects.toMatchObject({ code: "42501" });
      }
      const after = await readFile();
      expect(await moveOriginals(moving, cases)).toEqual({ moved: 0, cleared: true });
      expect(await readFile()).toBe(after);
    });

    it("keeps its approaches, answers and positions, with who delivered where the journal says so", async () => {
      await storage.database.read(async (reader) => {
        const trails = await readTrails(reader, lead);
        expect(trails.get("EST")).toMatchObject([
          { says: "approached", seat: null },
          { says: "delivered", seat: "GBR/desk" },
          { says: "opened", seat: "EST/desk", what: "assessment" },
          { says: "asked", what: "When?" },
          { says: "considering" },
        ]);
        expect(await listQuestions(reader, lead)).toMatchObject([
          { due: "2018-03-13T08:00:00.000Z", answer: { outcome: "answered", text: "Soon.", by: "GBR/desk" } },
        ]);
        expect((await readTrails(reader, estonia)).size).toBe(1);
        // What is not delivered is nothing to the member.
        expect((await readTrails(reader, germany)).size).toBe(0);
      });
    });

    it("is brought up once", async () => {
      await bringUpOlderCases(storage.database);
      expect((await see(lead)).length).toBe(7);
    });
  });

  describe.skipIf(absent)("a member", () => {
    it("sees what it may read of what it was given, and nothing else of the case", async () => {
      // p3 was given by a mistake of the plan, and its marking holds all the same.
      expect(await see(estonia)).toEqual(["title", "p1", "p1/1", "p2", "n1"]);
      expect(await see(france)).toEqual(["p1", "n1"]);
      const counts = await storage.database.read(async (reader) => {
        await readUnder(reader, france);
        return countAll(reader);
      });
      expect(counts).toEqual({
        ...Object.fromEntries(PROTECTED.map((table) => [table, 0])),
        ...{ document: 1, portion: 2, released_class: 1, cut: 1, cut_opening: 1 },
        ...{ approach: 1, approach_document: 1, position: 1 },
      });
    });

    it("finds no text of a stricter span in the portion around it", async () => {
      const rows = await storage.database.read((reader) => listPortions(reader, france, versionId));
      expect(JSON.stringify(rows)).toContain("and noted");
      expect(JSON.stringify(rows)).not.toContain("for one");
    });

    it("writes no row of a document, nor an opening of another's cut", async () => {
      const portion = storage.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, estonia);
        await labelled
          .insertInto("document")
          .values({ id: "00000000-0000-4000-8000-000000000009", case_id: IDS.case, name: "mine" })
          .execute();
      });
      await expect(portion).rejects.toMatchObject({ code: "42501" });
      const opening = storage.database.transact(async (tx) => {
        const labelled = await writeUnder(tx, estonia);
        await labelled
          .insertInto("cut_opening")
          .values({ cut_id: IDS.france, seat: "EST/desk", opened_at: "2018-03-26T13:00:00.000Z" as never })
          .execute();
      });
      await expect(opening).rejects.toMatchObject({ code: "42501" });
    });
  });

  describe.skipIf(absent)("without a view", () => {
    const nothing = Object.fromEntries(PROTECTED.map((table) => [table, 0]));

    it("there is no row, also on connections that had one", async () => {
      await Promise.all(Array.from({ length: 20 }, () => see(lead)));
      const counts = await Promise.all(Array.from({ length: 20 }, () => storage.database.read(countAll)));
      for (const count of counts) expect(count).toEqual(nothing);
    });

    it.each([
      ["empty settings", "", "", ""],
      ["no member", IDS.case, "", "case"],
      ["no reach", IDS.case, "GBR", ""],
      ["an unknown reach", IDS.case, "GBR", "everything"],
      ["a case that is none", "not-a-case", "GBR", "case"],
      ["another case", IDS.release, "GBR", "case"],
      ["a member that is not the lead", IDS.case, "EST", "case"],
      ["an unknown member", IDS.case, "ZZZ", "own"],
      ["a group", IDS.case, "FVEY", "own"],
    ])("nor with %s", async (_what, ofCase, member, reach) => {
      const counts = await storage.database.read(async (reader) => {
        await readRows(
          reader,
          sql`SELECT set_config('entente.case', ${ofCase}, true), set_config('entente.member', ${member}, true), set_config('entente.reach', ${reach}, true)`,
        );
        return countAll(reader);
      });
      expect(counts).toEqual(nothing);
    });
  });

  describe.skipIf(absent)("the application", () => {
    it.each([
      ["switch it off for a table", "ALTER TABLE portion DISABLE ROW LEVEL SECURITY"],
      ["free the owner of it", "ALTER TABLE portion NO FORCE ROW LEVEL SECURITY"],
      ["add a policy", "CREATE POLICY mine ON portion USING (true)"],
      ["change a policy", "ALTER POLICY lead ON portion USING (true)"],
      ["drop a policy", "DROP POLICY lead ON portion"],
      [
        "replace the decision",
        "CREATE OR REPLACE FUNCTION lead_case() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
      ],
      ["become another role", "SET ROLE pg_read_all_data"],
      ["sign in as another", "SET SESSION AUTHORIZATION postgres"],
      ["ask for the rows without it", "SET LOCAL row_security = off; SELECT * FROM portion"],
      ["rewrite the trail", "UPDATE custody SET seat = 'EST/desk'"],
      ["shorten the trail", "DELETE FROM custody"],
      ["empty the trail", "TRUNCATE custody"],
      ["change a portion", "UPDATE portion SET marking_id = 1"],
      ["change an original", "UPDATE original SET name = 'other'"],
      ["change a marking", "UPDATE marking_term SET level = 'OFFICIAL'"],
      ["change what was planned", "UPDATE release SET plan_digest = 'other'"],
      ["change who proposed", "UPDATE release SET proposed_by = 'GBR/desk'"],
      ["change an approval", "UPDATE release_approval SET approved_by = 'GBR/desk'"],
      ["take an approval back", "DELETE FROM release_approval"],
      ["change what was issued", "UPDATE release_issue SET issued = ''"],
      ["change what is prepared", "UPDATE release_preparation SET prepared = ''"],
      ["change what an unsealing opens", "UPDATE unsealing SET places = '{p1}'"],
      ["take a notice back", "DELETE FROM notice"],
      ["rewrite a notice", "UPDATE notice SET text = 'other'"],
      ["take a consent back", "DELETE FROM consent"],
      ["turn a refusal round", "UPDATE consent SET answer = 'granted'"],
      ["change an answer", "UPDATE question_answer SET text = 'other'"],
      ["change a position", "UPDATE position SET position = 'committed'"],
      ["take a position back", "DELETE FROM position"],
      ["move an answer-by instant", "UPDATE approach SET answer_by = now()"],
      ["put a due instant off", "UPDATE question SET due = now()"],
      ["give a person another name", "UPDATE person SET name = 'other'"],
      ["make a seat another one", "UPDATE seat_grant SET role = 'administrator'"],
      ["give a seat for more cases", "UPDATE seat_grant SET cases = NULL"],
      ["make a session last", "UPDATE session SET expires_at = now() + interval '1 year'"],
      ["give a session to another", "UPDATE session SET person_id = gen_random_uuid()"],
      ["widen what a machine may do", "UPDATE machine_credential SET scopes = NULL"],
      ["forget a session", "DELETE FROM session"],
      ["forget an invitation", "DELETE FROM invitation"],
      ["rewrite the node's journal", "UPDATE node_journal SET action = 'other'"],
      ["forget what was done", "DELETE FROM node_journal"],
      ["part the seats of one person", "UPDATE seat_holder SET person = 'another'"],
      ["take the second person out", "ALTER TABLE release_approval DISABLE TRIGGER two_persons"],
      ["switch triggers off", "SET LOCAL session_replication_role = replica"],
      [
        "make everybody another person",
        "CREATE OR REPLACE FUNCTION person_of(of_case uuid, of_seat text) RETURNS text LANGUAGE sql AS 'SELECT gen_random_uuid()::text'",
      ],
      [
        "clear a member later",
        `INSERT INTO clearance VALUES ('${IDS.case}', 'PUBLIC', 'nato', 'NATO SECRET')`,
      ],
      ["put a member into a group later", `INSERT INTO group_member VALUES ('${IDS.case}', 'FVEY', 'EST')`],
    ])("may not %s", async (_what, statement) => {
      await expect(change(storage.database, statement)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|22023|42704)$/) as string,
      });
    });

    it("sees nothing either when it goes back to the role that signed in", async () => {
      const counts = await storage.database.read(async (reader) => {
        await readRows(reader, sql`RESET ROLE`);
        const found = await countAll(reader);
        await readRows(reader, sql`SET ROLE entente_app`);
        return found;
      });
      expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    });

    it("finds no function that runs with its owner's rights", async () => {
      const rows = await storage.database.read((reader) =>
        readRows(
          reader,
          sql`SELECT proname FROM pg_proc WHERE pronamespace = 'entente'::regnamespace AND prosecdef`,
        ),
      );
      expect(rows).toEqual([]);
    });

    it("is not deceived by tables of the same name that a session made", async () => {
      const counts = await storage.database
        .transact(async (tx) => {
          for (const statement of [
            "CREATE TEMP TABLE case_file (id uuid, lead text)",
            `INSERT INTO pg_temp.case_file VALUES ('${IDS.case}', 'EST')`,
            "CREATE TEMP TABLE member (case_id uuid, member text)",
            `INSERT INTO pg_temp.member VALUES ('${IDS.case}', 'ZZZ')`,
            "SET LOCAL search_path = pg_temp, entente",
            `SELECT set_config('entente.case', '${IDS.case}', true), set_config('entente.member', 'EST', true), set_config('entente.reach', 'case', true)`,
          ])
            await sql.raw(statement).execute(tx);
          const found = await countAll(tx);
          throw Object.assign(new Error("rolled back"), { found });
        })
        .catch((error: unknown) => (error as { found: unknown }).found);
      expect(counts).toEqual(Object.fromEntries(PROTECTED.map((table) => [table, 0])));
    });

    it("is told nothing of hidden rows by an error made on purpose", async () => {
      const rows = await storage.database.read(async (reader) => {
        await readUnder(reader, france);
        return readRows(
          reader,
          sql`SELECT place FROM portion WHERE place NOT IN ('p1', 'n1') AND content::text::integer = 1`,
        );
      });
      expect(rows).toEqual([]);
    });
  });
});

async function countAll(reader: Reader): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of PROTECTED) {
    const rows = await readRows(
      reader,
      sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(`entente.${table}`)}`,
    );
    counts[table] = rows[0]?.n ?? Number.NaN;
  }
  return counts;
}

async function change(database: Database, statement: string): Promise<void> {
  await database.transact(async (tx) => {
    for (const one of statement.split("; ")) await sql.raw(one).execute(tx);
  });
}

/** What a node of the first schema would hold of a case with one released document. */
async function leaveRows(storage: Storage): Promise<void> {
  const community = readAnyObject(
    parseJson(readFileSync("scenarios/salisbury-2018/community.json", "utf8")),
    "community",
  );
  const owner = await storage.connectOwner();
  const at = "2018-03-12T08:00:00Z";
  try {
    await owner.query("INSERT INTO case_file VALUES ($1, 'older', '', 'GBR', true, $2, '{}', $3, $3)", [
      IDS.case,
      JSON.stringify(community),
      at,
    ]);
    await owner.query(
      "INSERT INTO document VALUES ($1, $2, 'assessment', 'What happened in Strelsau', 'UK SECRET', $3, 'digest', 'GBR/drafter', $4)",
      [IDS.document, IDS.case, SOURCE, at],
    );
    await owner.query("INSERT INTO portion VALUES ($1, 'p1', 0, 'paragraph', '1', 'UK OFFICIAL')", [
      IDS.document,
    ]);
    await owner.query(
      "INSERT INTO ledger_leaf SELECT n, $1, '', decode(repeat('00', 32), 'hex') FROM generate_series(0, 2) n",
      [at],
    );
    await owner.query(
      "INSERT INTO commitment SELECT n, $1, 'cut', repeat('A', 43), repeat('A', 43) FROM generate_series(0, 2) n",
      [IDS.case],
    );
    await owner.query(
      `INSERT INTO release VALUES ($1, $2, '["EST", "FRA"]', 'digest', $3, 'digest', 'GBR/drafter', $4, 'GBR/release-authority', $4, '{}', 0)`,
      [IDS.release, IDS.document, JSON.stringify(PLAN), at],
    );
    for (const [id, recipient, of, leaf] of [
      [IDS.estonia, "EST", "c1", 1],
      [IDS.france, "FRA", "c2", 2],
    ] as const) {
      await owner.query("INSERT INTO cut VALUES ($1, $2, $3, $4, '', 1, 'file', 'digest', $5)", [
        ...[id, IDS.release, recipient, of, leaf],
      ]);
      await owner.query("INSERT INTO cut_opening VALUES ($1, $2, $3)", [id, `${recipient}/desk`, at]);
    }
    for (const [member, id, delivered] of [
      ["EST", IDS.estonia, at],
      ["FRA", IDS.france, at],
      ["DEU", IDS.release, null],
    ] as const) {
      await owner.query("INSERT INTO approach VALUES ($1, $2, $3, 'Join us.', $4, $4, $5)", [
        ...[id, IDS.case, member, at, delivered],
      ]);
      await owner.query("INSERT INTO approach_document VALUES ($1, $2)", [id, IDS.document]);
      await owner.query(
        "INSERT INTO position (approach_id, position, statement, taken_by, taken_at) VALUES ($1, 'considering', '', $2, $3)",
        [id, `${member}/desk`, at],
      );
    }
    await owner.query(
      "INSERT INTO question VALUES ($1, $2, 'When?', 'EST/desk', $3, 'Soon.', 'GBR/desk', $3)",
      [...[IDS.document, IDS.estonia, at]],
    );
    await owner.query(
      "INSERT INTO journal (case_id, at, seat, action, subject, detail) VALUES ($1, $2, 'GBR/desk', 'approach.deliver', 'EST FRA', '{}')",
      [IDS.case, at],
    );
    await owner.query(
      "INSERT INTO journal (case_id, at, seat, action, subject, detail) VALUES ($1, $2, 'GBR/drafter', 'document.draft', 'assessment', '{}')",
      [IDS.case, at],
    );
  } finally {
    await owner.end();
  }
}
