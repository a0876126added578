import { sql } from "kysely";
import type { KyselyPlugin } from "kysely";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  encodeEntry,
  hashLeaf,
  hashTree,
  planTiles,
  verifyConsistency,
  verifyProof,
} from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { writeJournal } from "../access/index.ts";
import { openExerciseKeystore, setUpNode } from "../keys/index.ts";
import { createScratch, KINDS } from "../storage/fixtures/servers.ts";
import type { ForeignServer } from "../storage/fixtures/servers.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Reader, Storage, Transactor } from "../storage/index.ts";
import { AT, commitSome, openEmptyCase } from "./ledger.fixture.ts";
import {
  findLedgerFile,
  listLedgerFiles,
  openHead,
  openLedgerSigner,
  readHead,
  readLedgerEntries,
  requireOwnLedger,
  signHead,
} from "./index.ts";
import type { LedgerSigner } from "./index.ts";

const ORIGIN = "entente.example/test";
const APPEND_ONLY = ["ledger_leaf", "commitment", "ledger_checkpoint", "ledger_cosignature"];

describe.each(KINDS)("the ledger on $kind", ({ absent, start }) => {
  const scratch = createScratch();
  let server: ForeignServer | null = null;
  let storage: Storage;
  let ledger: LedgerSigner;
  let caseId = "";
  let places = 0;

  const open = async (migrations = migrationsFolder): Promise<Storage> =>
    openStorage({
      dataFolder: join(scratch.folder, `data-${++places}`),
      databaseUrl: server === null ? null : await server.createDatabase(),
      migrations,
      note: () => undefined,
    });
  const commit = (name: string, count: number): Promise<void> =>
    storage.database.transact(async (tx) => {
      await commitSome(tx, caseId, { name, count });
      await signHead(tx, ledger, AT);
    });

  beforeAll(async () => {
    if (absent) return;
    server = start === null ? null : await start();
    storage = await open();
    const keystore = openExerciseKeystore(join(scratch.folder, "keys"));
    await storage.database.transact((tx) => setUpNode(tx, keystore));
    ledger = await openLedgerSigner(keystore, ORIGIN);
    caseId = await openEmptyCase(storage.database);
  });
  afterAll(async () => {
    if (absent) return;
    await storage.close();
    await server?.stop();
    scratch.remove();
  });

  describe.skipIf(absent)("appending", () => {
    it("gives the tiles that follow from the entries, at every width on the way", async () => {
      for (const count of [1, 4, 250, 1, 44, 300]) {
        await commit(`widths ${count}`, count);
        const { files, entries, size } = await storage.database.read(readFiles);
        expect(size).toBe(entries.length);
        for (const [path, bytes] of planTiles(entries, nodePrimitives))
          expect(Buffer.from(files.get(path) ?? []).equals(bytes), path).toBe(true);
      }
    });

    it("serves the partial tiles of every checkpoint until the full one is there, and nothing beyond the last", async () => {
      const { files } = await storage.database.read(readFiles);
      // 600 leaves so far, with checkpoints at 1, 5, 255, 256, 300 and 600.
      expect([...files.keys()].filter((path) => path.includes(".p/")).sort()).toEqual(
        ["tile/0/002.p/88", "tile/1/000.p/1", "tile/1/000.p/2", "tile/entries/002.p/88"].sort(),
      );
      await storage.database.transact((tx) => commitSome(tx, caseId, { name: "unsigned", count: 1 }));
      const beyond = await storage.database.read(async (reader) => [
        await findLedgerFile(reader, "tile/0/002.p/89"),
        await findLedgerFile(reader, "tile/entries/002.p/89"),
        await findLedgerFile(reader, "tile/0/002"),
        await findLedgerFile(reader, "tile/0/002.p/088"),
        await findLedgerFile(reader, "tile/0/../../checkpoint"),
        await findLedgerFile(reader, ""),
      ]);
      expect(beyond).toEqual([null, null, null, null, null, null]);
    });

    it("proves every leaf and every older head against the signed head", async () => {
      const { note, size } = await storage.database.transact((tx) => signHead(tx, ledger, AT));
      await storage.database.read(async (reader) => {
        const head = openHead(reader, size, note);
        const entries = await readLedgerEntries(reader);
        for (const index of [0, 1, 255, 256, 299, 511, 512, size - 1]) {
          const entry = entries[index] ?? new Uint8Array();
          const text = await head.proveLeaf(index);
          const checked = { text, entry, identity: ledger.identity, policy: null };
          expect(verifyProof(checked, nodePrimitives)).toMatchObject({ index, size });
        }
        const { root: toRoot } = verifyProof(
          {
            text: await head.proveLeaf(0),
            entry: entries[0] ?? new Uint8Array(),
            identity: ledger.identity,
            policy: null,
          },
          nodePrimitives,
        ).checkpoint;
        for (const from of [1, 255, 256, 257, 512, size]) {
          const fromRoot = rootOf(entries.slice(0, from));
          const claim = { from, to: size, fromRoot, toRoot, proof: await head.proveSince(from) };
          expect(verifyConsistency(claim, nodePrimitives), String(from)).toBe(true);
        }
      });
    });

    it("signs one checkpoint for one size, whoever asks", async () => {
      const [one, other] = [
        await storage.database.transact((tx) => signHead(tx, ledger, AT)),
        await storage.database.transact((tx) => signHead(tx, ledger, AT)),
      ];
      expect(other.note).toBe(one.note);
      expect(one.note.match(/^— /gm)).toHaveLength(2);
    });

    it("reads a few tiles, not the ledger, however long that is", async () => {
      const rowsRead = async (): Promise<number> => {
        let rows = 0;
        await storage.database.transact(async (tx) => {
          const watched = tx.withPlugin(watch((seen) => Promise.resolve(void (rows += seen))));
          await commitSome(watched, caseId, { name: "short", count: 1 });
          const head = await signHead(watched, ledger, AT);
          await head.proveLeaf(0);
        });
        return rows;
      };
      const before = await rowsRead();
      await commit("many", 5000);
      const after = await rowsRead();
      expect(after).toBeLessThanOrEqual(before + 4);
      expect(after).toBeLessThan(20);
    });

    it("gives places without gaps to changes that are made at once", async () => {
      const before = (await storage.database.read(readLedgerEntries)).length;
      await Promise.all(Array.from({ length: 12 }, (_, index) => commit(`at once ${index}`, 30)));
      const { entries, files } = await storage.database.read(readFiles);
      expect(entries.length).toBe(before + 360);
      for (const [path, bytes] of planTiles(entries, nodePrimitives))
        expect(Buffer.from(files.get(path) ?? []).equals(bytes), path).toBe(true);
    });
  });

  describe.skipIf(absent)("a change whose connection is cut", () => {
    const stateOf = (reader: Reader) => describeState(reader);

    it("leaves neither leaf, tile, checkpoint nor journal row, at whichever statement it is cut", async () => {
      const before = await storage.database.read(stateOf);
      let statements = 0;
      for (let cutAt = 1; ; cutAt += 1) {
        let seen = 0;
        let attempts = 0;
        const attempt = storage.database.transact(async (tx) => {
          attempts += 1;
          // The crash is the end of the process: nothing comes back to try again.
          if (attempts > 1) throw new Error("crashed");
          const pid = await pidOf(tx);
          const watched = tx.withPlugin(
            watch(async () => {
              seen += 1;
              if (seen === cutAt) await cut(storage, pid);
            }),
          );
          await change(watched, caseId, ledger);
          if (seen < cutAt) throw new Error("through");
        });
        const failure = await attempt.then(() => "made", String);
        expect(await storage.database.read(stateOf), `cut at statement ${cutAt}`).toEqual(before);
        if (failure.includes("through")) break;
        // After the last statement only the commit is left, whose answer is what gets lost then.
        expect(failure).toMatch(/crashed|DATABASE_OUTCOME_UNKNOWN|lost while a change was being committed/);
        statements = cutAt;
      }
      expect(statements).toBeGreaterThan(7);
    });

    it("leaves neither when it is cut in the commit itself", async () => {
      const before = await storage.database.read(stateOf);
      const owner = await storage.connectOwner();
      await owner.query(`
        CREATE FUNCTION entente.cut_in_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER cut_in_commit AFTER INSERT ON entente.ledger_checkpoint
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entente.cut_in_commit()`);
      try {
        await expect(storage.database.transact((tx) => change(tx, caseId, ledger))).rejects.toMatchObject({
          code: "DATABASE_OUTCOME_UNKNOWN",
        });
      } finally {
        await owner.query(
          "DROP TRIGGER cut_in_commit ON entente.ledger_checkpoint; DROP FUNCTION entente.cut_in_commit()",
        );
        await owner.end();
      }
      expect(await storage.database.read(stateOf)).toEqual(before);
      await storage.database.transact((tx) => change(tx, caseId, ledger));
      const after = await storage.database.read(stateOf);
      expect(after.leaves).toBe(before.leaves + 3);
      expect(after.journal).toBe(before.journal + 1);
    });
  });

  describe.skipIf(absent)("rewriting", () => {
    it.each(APPEND_ONLY.concat("ledger_tile", "witnessed_log"))(
      "is refused by the database, to its owner as well: %s",
      async (table) => {
        const owner = await storage.connectOwner();
        try {
          for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
            await expect(owner.query(statement), statement).rejects.toMatchObject({ code: "42501" });
        } finally {
          await owner.end();
        }
        await expect(
          storage.database.transact((tx) => sql`DELETE FROM ${sql.table(table)}`.execute(tx)),
        ).rejects.toMatchObject({ code: "42501" });
      },
    );

    it.each([
      ["ledger_leaf", "entry = '\\x00'"],
      ["commitment", "salt = 'x'"],
      ["ledger_checkpoint", "note = 'x'"],
      ["ledger_cosignature", "line = 'x'"],
      ["ledger_tile", "hashes = substring(hashes FROM 1 FOR 32)"],
      ["ledger_tile", "hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)"],
      ["ledger_tile", "number = number + 1000"],
    ])("of %s by SET %s is refused", async (table, set) => {
      const owner = await storage.connectOwner();
      try {
        await expect(owner.query(`UPDATE ${table} SET ${set}`)).rejects.toMatchObject({ code: "42501" });
      } finally {
        await owner.end();
      }
      const attempt = storage.database.transact((tx) =>
        sql`UPDATE ${sql.table(table)} SET ${sql.raw(set)}`.execute(tx),
      );
      await expect(attempt).rejects.toMatchObject({ code: "42501" });
    });

    it("that went past the database is noticed before anything is added", async () => {
      const before = await storage.database.read(describeState);
      const owner = await storage.connectOwner();
      const flip = `
        ALTER TABLE ledger_tile DISABLE TRIGGER USER;
        UPDATE ledger_tile SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1)
          WHERE level = 0 AND number = (SELECT max(number) FROM ledger_tile WHERE level = 0);
        ALTER TABLE ledger_tile ENABLE TRIGGER USER`;
      await owner.query(flip);
      try {
        await expect(commit("after the flip", 1)).rejects.toMatchObject({ code: "LEDGER_DAMAGED" });
      } finally {
        await owner.query(flip);
        await owner.end();
      }
      expect(await storage.database.read(describeState)).toEqual(before);
      await commit("mended", 1);
    });
  });

  describe.skipIf(absent)("a ledger from before there were tiles", () => {
    it("gets them from its leaves", async () => {
      const folder = join(scratch.folder, `migrations-${++places}`);
      mkdirSync(folder);
      for (const name of readdirSync(migrationsFolder).filter((one) => /^000[12]/.test(one)))
        cpSync(join(migrationsFolder, name), join(folder, name));
      const place = {
        dataFolder: join(scratch.folder, `data-${++places}`),
        databaseUrl: server === null ? null : await server.createDatabase(),
        note: () => undefined,
      };
      const old = await openStorage({ ...place, migrations: folder });
      const entries = Array.from({ length: start === null ? 66_000 : 700 }, (_, index) => entryOf(index));
      const owner = await old.connectOwner();
      await owner.query(
        `INSERT INTO ledger_leaf (index, at, entry, leaf_hash)
         SELECT n - 1, now(), e, decode(h, 'hex') FROM unnest($1::bytea[], $2::text[]) WITH ORDINALITY AS t(e, h, n)`,
        [
          entries.map((entry) => Buffer.from(entry)),
          entries.map((entry) => Buffer.from(hashLeaf(entry, nodePrimitives)).toString("hex")),
        ],
      );
      await owner.end();
      await old.close();
      const now = await openStorage({ ...place, migrations: migrationsFolder });
      try {
        await now.database.transact((tx) => signHead(tx, ledger, AT));
        const planned = planTiles(entries, nodePrimitives);
        await now.database.read(async (reader) => {
          for (const [path, bytes] of planned)
            expect(Buffer.from((await findLedgerFile(reader, path)) ?? []).equals(bytes), path).toBe(true);
        });
        await now.database.read((reader) => requireOwnLedger(reader, ledger));
      } finally {
        await now.close();
      }
    });
  });
});

async function readFiles(reader: Reader) {
  const files = new Map<string, Uint8Array>();
  for (const path of await listLedgerFiles(reader)) {
    const bytes = await findLedgerFile(reader, path);
    if (bytes !== null) files.set(path, bytes);
  }
  const head = await readHead(reader);
  return { files, entries: await readLedgerEntries(reader), size: head?.size ?? 0 };
}

/** What a change of the ledger touches, so that two states can be compared; the journal under the lead's view. */
async function describeState(reader: Reader) {
  await sql`SELECT set_config('entente.case', id::text, true), set_config('entente.member', lead, true),
    set_config('entente.reach', 'case', true) FROM case_file ORDER BY slug LIMIT 1`.execute(
    reader as Transactor,
  );
  const [leaves, commitments, tiles, checkpoints, journal] = await Promise.all(
    [
      "SELECT count(*) AS n FROM ledger_leaf",
      "SELECT count(*) AS n FROM commitment",
      "SELECT coalesce(md5(string_agg(level || '/' || number || encode(hashes, 'hex'), ' ' ORDER BY level, number)), '') AS n FROM ledger_tile",
      "SELECT count(*) AS n FROM ledger_checkpoint",
      "SELECT count(*) AS n FROM journal",
    ].map(async (query) => {
      const { rows } = await sql.raw<{ n: number | string }>(query).execute(reader as Transactor);
      return rows[0]?.n ?? 0;
    }),
  );
  return { leaves: Number(leaves), commitments, tiles, checkpoints, journal: Number(journal) };
}

async function change(tx: Transactor, caseId: string, ledger: LedgerSigner): Promise<void> {
  await commitSome(tx, caseId, { name: "a change", count: 3 });
  await signHead(tx, ledger, AT);
  await writeJournal(tx, { caseId, at: AT, seat: "GBR/desk", action: "test", subject: "", detail: {} });
}

/** Calls `seen` with the number of rows after each statement's answer. */
function watch(seen: (rows: number) => Promise<void>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      await seen(result.rows.length);
      return result;
    },
  };
}

async function pidOf(tx: Transactor): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
  return rows[0]?.pid ?? 0;
}

async function cut(storage: Storage, pid: number): Promise<void> {
  const owner = await storage.connectOwner();
  await owner.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
  await owner.end();
}

function rootOf(entries: readonly Uint8Array[]): Uint8Array {
  const hashes = entries.map((entry) => hashLeaf(entry, nodePrimitives));
  return hashTree(hashes, nodePrimitives);
}

function entryOf(index: number): Uint8Array {
  const digest = Buffer.from(nodePrimitives.sha256(Buffer.from(`leaf ${index}`))).toString("base64url");
  return encodeEntry({ kind: "pledge", digest, salt: digest, at: AT }, nodePrimitives);
}
