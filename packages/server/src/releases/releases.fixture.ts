// A node with one case, for tests of what is done with releases; and the owner's hand, which no program of the node has.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { noRules } from "@entente/core/planning";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { communityOf, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { draftDocument } from "../documents/index.ts";
import { openFileStore, openPlace } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import { openJobs, openQueue } from "../jobs/index.ts";
import type { Jobs } from "../jobs/index.ts";
import { openExerciseKeystore, setUpNode } from "../keys/index.ts";
import { openLedgerSigner } from "../ledger/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Database, Storage } from "../storage/index.ts";
import { approveRelease, issueApproved, planDocument } from "./index.ts";
import type { ReleaseContext } from "./index.ts";

export const TEXT = `---
title: (OPR) What happened in Strelsau
originator: GBR
policy: uk
exercise: true
---

1. (OPR) The bridge was closed at noon. {(S - REL TO EST): A caller had warned of it.}

2. (S - REL TO DEU, EST, FRA) Two officers of the harbour service were seen there.

{judgement: highly likely, confidence: high, supports: 1, 2}
3. (S - REL TO DEU, EST) The harbour service closed it.

4. (S - WALL) Nobody but the lead reads of the tunnel.
`;

export interface ReleaseDesk {
  readonly database: Database;
  /** The node's data folder. */
  readonly folder: string;
  readonly row: CaseRow;
  readonly context: ReleaseContext;
  readonly lead: View;
  /** The act of a seat, at the case's time. */
  readonly actOf: (seat: string) => Act;
  readonly viewOf: (seat: string) => View;
  readonly draft: (name: string, source: string) => Promise<void>;
  /** Plans the newest version of a document by GBR/drafter, and gives the plan's digest. */
  readonly plan: (name: string, to: readonly string[]) => Promise<string>;
  readonly approve: (name: string, planDigest: string) => Promise<void>;
  /** Issues by GBR/release-authority; gives the name the cuts carry. */
  readonly issue: (name: string, planDigest: string) => Promise<string>;
  /** All three. */
  readonly release: (name: string, to: readonly string[]) => Promise<string>;
  readonly files: FileStore;
  readonly jobs: Jobs;
  /** Lets other processes work beside this one. */
  readonly announce: () => void;
  /** Connections as the queue has them. */
  readonly openStatements: Storage["openStatements"];
  readonly connectOwner: Storage["connectOwner"];
  /** Changes rows as the owner of the tables, past row security: what no role of the program can do. */
  readonly tamper: (table: string, statement: string, values?: readonly unknown[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const AT: Instant = readInstant("2018-03-05T09:00:00Z");

export async function openReleaseDesk(): Promise<ReleaseDesk> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  const { database } = storage;
  const keystore = openExerciseKeystore(join(folder, "keys"));
  await database.transact((tx) => setUpNode(tx, keystore));
  const ledger = await openLedgerSigner(keystore, `entente.example/exercise/${storage.dataFolder.id}`);
  const files = openFileStore({ database, keystore, blobs: await openPlace(folder) });
  const queue = openQueue(storage.openStatements(), null, () => undefined);
  const read = async (name: string) =>
    readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community] = [await read("case.json"), await read("community.json")];
  const seat = readSeat("GBR/drafter");
  const row = await database.transact((tx) =>
    openCase(tx, { seat, keystore, at: AT, factsJson, community, coalition: null }),
  );
  const context: ReleaseContext = { community: communityOf(row), keystore, ledger };
  const actOf = (id: string): Act => ({ of: row, seat: readSeat(id), at: AT });
  const viewOf = (id: string): View => openSeatView(readSeat(id), row);
  const plan: ReleaseDesk["plan"] = async (document, recipients) => {
    const rest = { recipients, rules: noRules, publicText: null, renderings: ["txt"] as const };
    const { digest } = await database.transact((tx) =>
      planDocument(tx, actOf("GBR/drafter"), { document, ...rest, ...context }),
    );
    return digest;
  };
  const approve: ReleaseDesk["approve"] = (document, planDigest) =>
    database.transact((tx) =>
      approveRelease(tx, actOf("GBR/release-authority"), {
        ...{ document, planDigest, findingsSeen: 0, ...context },
      }),
    );
  const issue: ReleaseDesk["issue"] = async (document, planDigest) =>
    (
      await database.transact((tx) =>
        issueApproved(tx, actOf("GBR/release-authority"), { document, planDigest, ...context }),
      )
    ).release;
  return {
    ...{ database, folder, row, context, actOf, viewOf, plan, approve, issue },
    lead: viewOf("GBR/desk"),
    ...{
      openStatements: storage.openStatements,
      announce: storage.announce,
      files,
      jobs: openJobs(queue),
    },
    connectOwner: storage.connectOwner,
    draft: async (name, source) => {
      const text = { name, source, original: null, attachments: [], community: context.community, files };
      await database.transact((tx) => draftDocument(tx, actOf("GBR/drafter"), text));
    },
    release: async (name, to) => {
      const digest = await plan(name, to);
      await approve(name, digest);
      return issue(name, digest);
    },
    tamper: async (table, statement, values = []) => {
      const owner = await storage.connectOwner();
      try {
        await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
        await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        const { rowCount } = await owner.query(statement, [...values]);
        if (rowCount !== 1) throw new Error("nothing was tampered with");
      } finally {
        await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
        await owner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
        await owner.end();
      }
    },
    close: async () => {
      await queue.close();
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
