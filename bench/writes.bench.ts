// Acknowledged acts a second, 50 writers at once: a question asked over HTTP (admitted, checked, with its journal row, kept so
// that it is made once) against plain `pg` inserting the same two rows durably, in one run on one database, alternating.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { chmod } from "node:fs/promises";
import pg from "pg";
import { closedArrangements } from "@entente/core/arrangements";
import { readInstant } from "@entente/core/encoding";
import { readSeat } from "../packages/server/src/access/index.ts";
import { askQuestion, deliverApproaches, openApproaches } from "../packages/server/src/approaches/index.ts";
import { communityOf, openCase } from "../packages/server/src/cases/index.ts";
import type { CaseRow } from "../packages/server/src/cases/index.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifyExerciseControl } from "../packages/server/src/http/identify.ts";
import { listen } from "../packages/server/src/http/listen.ts";
import { openServingNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { openStorageBesideAsItIs } from "../packages/server/src/storage/index.ts";
import { writeCase } from "../e2e/prove/history-case.ts";
import { WRITING_CASE, WRITING_MEMBERS } from "../e2e/prove/writing-case.ts";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { countStatements } from "./statements.ts";
import type { Said } from "./statements.ts";

const WRITERS = 50;
const ROUNDS = 3;
const ROUND_MS = 2000;
const WARM_MS = 800;
const AT = readInstant("2026-01-05T08:00:00.000Z");
const members = WRITING_MEMBERS.slice(1);
const run = promisify(execFile);

export const bench: Bench = {
  name: "writes",
  claim: "50 writers at once get at least half of what plain pg does with the same rows.",
  run: async (report) => {
    const said = countStatements();
    const folder = await mkdtemp(join(tmpdir(), "entente-writes-"));
    await chmod(folder, 0o711);
    const dataFolder = join(folder, "data");
    const node = await openServingNode({ dataFolder, databaseUrl: null, tell: () => undefined });
    const row = await prepare(node);
    const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
    const address = await listen(app, { host: "127.0.0.1", port: 0 });
    const pool = await openPool(dataFolder);
    try {
      const overHttp = (ms: number): Promise<number> => writeOverHttp(address, ms);
      const inProcess = (ms: number): Promise<number> => writeInProcess(node, row, ms);
      const plain = (ms: number): Promise<number> => writePlain(pool, row, ms);
      const rates: Record<"http" | "process" | "plain", number[]> = { http: [], process: [], plain: [] };
      for (const warm of [overHttp, inProcess, plain]) await warm(WARM_MS);
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.plain.push((await plain(ROUND_MS)) / (ROUND_MS / 1000));
        said.take();
        const sent = await overHttp(ROUND_MS);
        const overWire = per(said.take(), sent);
        const done = await inProcess(ROUND_MS);
        const within = per(said.take(), done);
        rates.http.push(sent / (ROUND_MS / 1000));
        rates.process.push(done / (ROUND_MS / 1000));
        report(
          `${round + 1}/${ROUNDS}  plain ${rates.plain.at(-1)?.toFixed(0)}/s  over HTTP ${rates.http.at(-1)?.toFixed(0)}/s, ${overWire}  in the process ${rates.process.at(-1)?.toFixed(0)}/s, ${within}`,
        );
      }
      return [
        compare("questions asked over HTTP, 50 writers", rates.http, rates.plain),
        compare("questions asked in the process, 50 writers", rates.process, rates.plain),
      ];
    } finally {
      await pool.end();
      await app.close();
      await node.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function per({ statements, messages }: Said, acts: number): string {
  return `${(statements / acts).toFixed(1)} statements in ${(messages / acts).toFixed(1)} messages each`;
}

function compare(what: string, ours: readonly number[], theirs: readonly number[]): BenchRow {
  const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
  return {
    ...{ what, against: "plain pg, the same two rows in one transaction", ratio, goal: "at least 0.5" },
    ...{ met: ratio >= 0.5, ours: Math.round(median(ours)), theirs: Math.round(median(theirs)) },
    ...{ unit: "acts/s", repetitions: ROUNDS },
  };
}

async function prepare({ database, keystore }: Node): Promise<CaseRow> {
  return database.transact(async (tx) => {
    const files = writeCase({ slug: WRITING_CASE, members: WRITING_MEMBERS });
    const of = await openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore,
      at: AT,
      coalition: null,
      ...files,
    });
    const desk = { of, seat: readSeat("GBR/desk"), at: AT };
    await openApproaches(tx, desk, {
      ...{ members, documents: [], ask: "Act with us.", answerBy: AT, community: communityOf(of) },
    });
    await deliverApproaches(tx, desk, members);
    return of;
  });
}

async function writeOverHttp(address: string, ms: number): Promise<number> {
  const program = resolve("bench/writes-load.ts");
  const { stdout } = await run(process.execPath, [
    ...["--conditions=source", "--disable-warning=ExperimentalWarning", program],
    ...[address, WRITING_CASE, String(ms), String(WRITERS), ...members],
  ]);
  const { acknowledged, refused } = JSON.parse(stdout) as { acknowledged: number; refused: string | null };
  if (refused !== null) throw new Error(`a question was refused: ${refused}`);
  return acknowledged;
}

async function writeInProcess({ database }: Node, row: CaseRow, ms: number): Promise<number> {
  return countWriters(ms, (member) =>
    database.transact((tx) =>
      askQuestion(
        tx,
        { of: row, seat: readSeat(`${member}/desk`), at: AT },
        { text: randomUUID(), place: null, told: null, arrangements: closedArrangements },
      ),
    ),
  );
}

async function writePlain(pool: pg.Pool, row: CaseRow, ms: number): Promise<number> {
  const { rows } = await pool.query<{ member: string; id: string }>(
    "SELECT member, id FROM entente.approach WHERE case_id = $1",
    [row.id],
  );
  const approaches = new Map(rows.map(({ member, id }) => [member, id]));
  return countWriters(ms, async (member) => {
    const client = await pool.connect();
    try {
      const seat = `${member}/desk`;
      await client.query("BEGIN");
      await client.query({
        name: "question",
        text: `INSERT INTO entente.question (id, approach_id, text, asked_by, asked_at, due)
               VALUES ($1, $2, $3, $4, $5, $5)`,
        values: [randomUUID(), approaches.get(member), randomUUID(), seat, AT],
      });
      await client.query({
        name: "journal",
        text: `INSERT INTO entente.journal (case_id, at, seat, action, subject, detail) VALUES ($1, $2, $3, $4, $5, '{}')`,
        values: [row.id, AT, seat, "question.ask", member],
      });
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  });
}

async function countWriters(ms: number, write: (member: string) => Promise<unknown>): Promise<number> {
  const until = performance.now() + ms;
  let acknowledged = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const member = members[writer % members.length] ?? "";
      while (performance.now() < until) {
        await write(member);
        acknowledged += 1;
      }
    }),
  );
  return acknowledged;
}

/** As the owner, with as many connections as the node has. */
async function openPool(dataFolder: string): Promise<pg.Pool> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl: null, note: () => undefined });
  const owner = await storage.connectOwner();
  const { host, port, user, database } = owner;
  const { password } = owner;
  await owner.end();
  await storage.close();
  const pool = new pg.Pool({
    host,
    port,
    max: 16,
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    ...(password == null ? {} : { password }),
  });
  // Idle connections end with the server.
  pool.on("error", () => undefined);
  return pool;
}
