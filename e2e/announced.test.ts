// Whoever listens is told of every change: whatever a transaction writes, by a route, by a step of an exercise, by the timer or
// by work in the background, it is announced with the case it is of. What was written is asked of PostgreSQL itself at the end
// of each transaction, so nothing can be written that this does not see.
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openSeatView, readSeat } from "../packages/server/src/access/index.ts";
import { startBackground } from "../packages/server/src/background/index.ts";
import { findCase } from "../packages/server/src/cases/index.ts";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { routes } from "../packages/server/src/http/registry.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { findJob } from "../packages/server/src/jobs/store.ts";
import { readCutFiles } from "../packages/server/src/releases/index.ts";
import { listNoted, readRows } from "../packages/server/src/storage/index.ts";
import type { Transactor } from "../packages/server/src/storage/index.ts";
import { TABLE } from "./prove/authorisation-table.ts";
import { composeRequest } from "./prove/route-requests.ts";
import { openSecurityWorld } from "./prove/security-world.ts";
import type { Look, SecurityWorld } from "./prove/security-world.ts";

/** Tables of which nobody is told, and why. */
const SILENT: Readonly<Record<string, string>> = {
  journal: "reading writes to it; what it tells of is announced itself",
  node_journal: "the same",
  change_made: "answers the edge keeps for whoever sends a change twice",
  edge_secret: "the edge's own",
  ceremony: "questions of signing in, each for one browser",
  step_up: "questions to one person, who has the answer",
  first_key: "made when a node or a case is set up, which is announced",
  case_key: "made with the first file of a case, which is announced",
  ledger_leaf: "what is committed is announced with what it commits",
  ledger_tile: "the same",
  ledger_checkpoint: "the same",
  commitment: "the same",
  marking: "a marking's words, kept once for all that bear it",
  marking_term: "the same",
  exercise_run: "which script an exercise plays",
  exercise_step: "how far it is; what a step did is announced",
  peer_nonce: "numbers of signed requests, each used once",
  witnessed_log: "what other nodes' ledgers were, for those nodes",
};

interface Seen {
  readonly by: string;
  readonly tables: readonly string[];
  readonly noted: readonly string[];
}

const seen: Seen[] = [];

const writes = sql<{ name: string; rows: number }>`
  SELECT relname AS name, n_tup_ins + n_tup_upd + n_tup_del AS rows FROM pg_stat_xact_user_tables
  WHERE schemaname = 'entente' ORDER BY relname`;

const counts = async (tx: Transactor): Promise<ReadonlyMap<string, number>> =>
  new Map((await readRows(tx, writes)).map(({ name, rows }) => [name, rows]));

/** Two looks at one transaction: what it wrote in between, and what it noted until then. */
function lookAt(by: string): { readonly first: Look; readonly last: Look } {
  // Of a connection's earlier transactions the counts may still be in what it says.
  let before: ReadonlyMap<string, number> = new Map();
  return {
    first: async (tx) => {
      before = await counts(tx);
    },
    last: async (tx) => {
      const after = [...(await counts(tx))].filter(([name, rows]) => rows !== (before.get(name) ?? 0));
      seen.push({ by, tables: after.map(([name]) => name), noted: listNoted(tx) });
    },
  };
}

const told = ({ tables }: Seen): readonly string[] => tables.filter((name) => SILENT[name] === undefined);
const listUntold = (): readonly Seen[] =>
  seen.filter((one) => told(one).length > 0 && one.noted.length === 0);

/** The same database, which looks at every transaction before its end. */
function watch(node: Node, by: string): Node {
  const { transact } = node.database;
  return {
    ...node,
    database: {
      ...node.database,
      transact: (change) =>
        transact(async (tx) => {
          const { first, last } = lookAt(by);
          await first(tx);
          const result = await change(tx);
          await last(tx);
          return result;
        }),
    },
  };
}

/** Between them they may do whatever a route does. */
const SEATS = [
  ...["GBR/drafter", "GBR/desk", "GBR/release-authority", "GBR/administrator", "GBR/auditor"],
  "EST/desk",
];

describe("every route that changes something", () => {
  let world: SecurityWorld;
  beforeAll(async () => {
    world = await openSecurityWorld();
  });
  afterAll(() => world.close());

  test("announces what it wrote, with its case", async () => {
    const changing = routes.filter(({ transaction }) => transaction !== "read");
    expect(changing.length).toBeGreaterThan(60);
    const wrote = new Set<string>();
    for (const route of changing)
      for (const seat of SEATS) {
        const cookie = world.cookies.get(seat) ?? "";
        const [member = ""] = seat.split("/");
        const request = composeRequest(route, world.cases.first, member === "GBR" ? "EST" : member);
        const { method, url, body } = request;
        const before = seen.length;
        const { first, last } = lookAt(route.id);
        await world.ask(
          {
            ...{ method: method, url },
            headers: {
              ...(TABLE[route.id] === "anyone" ? {} : { cookie: `__Host-entente=${cookie}` }),
            },
            ...(body === null ? {} : { payload: body as object }),
          },
          last,
          first,
        );
        for (const one of seen.slice(before)) {
          if (told(one).length === 0) continue;
          wrote.add(route.id);
          const isOfCase = route.view === "case";
          if (isOfCase) expect([route.id, ...one.noted]).toContain(world.rows.first.id);
        }
      }
    expect(listUntold()).toEqual([]);
    // Those that sign before they act only ask here; what they write is seen with the exercise below.
    expect([...wrote].toSorted()).toEqual(
      expect.arrayContaining(["t-zero.ready", "question.ask", "job.deliver"]),
    );
    expect(wrote.size).toBeGreaterThan(15);
  }, 300_000);
});

describe("what happens without a route", () => {
  let folder = "";
  let node: Node;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "entente-announced-"));
    node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  });
  afterAll(async () => {
    await node.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("every step of an exercise announces what it wrote", async () => {
    await playScenario(await readScenario("scenarios/salisbury-2018"), {
      ...watch(node, "exercise"),
      report: () => undefined,
    });
    expect(seen.filter(({ by, noted }) => by === "exercise" && noted.length > 0).length).toBeGreaterThan(30);
    expect(listUntold()).toEqual([]);
  }, 300_000);

  test("work in the background announces what it wrote, and is heard", async () => {
    const heard: (string | null)[] = [];
    const listening = node.database.listen((what) => heard.push(what));
    await vi.waitFor(() => expect(heard).toContain(null), 5_000);
    const of = await node.database.read((reader) => findCase(reader, "salisbury-2018"));
    if (of === null) throw new Error("no case");
    const view = openSeatView(readSeat("GBR/desk"), of);
    const [cut] = await node.database.read((reader) => readCutFiles(reader, view));
    const act = { of, seat: readSeat("GBR/desk"), at: of.clock };
    const wished = await Promise.all(
      (
        [
          { kind: "rendering", cut: cut?.id ?? "", form: "docx" },
          { kind: "delivery", member: "FRA" },
        ] as const
      ).map((wish) => node.database.transact((tx) => node.jobs.want(tx, act, wish))),
    );
    await vi.waitFor(() => expect(heard).toContain(of.id), 5_000);
    heard.length = 0;
    const watched = watch(node, "background");
    const workers = await startBackground({
      ...watched,
      queue: node.openWorkQueue(),
      clock: { wall: () => of.clock, stopwatch: () => performance.now() },
      tell: () => undefined,
    });
    await vi.waitFor(async () => {
      const done = await Promise.all(wished.map((id) => readState(node, id)));
      expect(done).toEqual(["done", "done"]);
    }, 30_000);
    await vi.waitFor(() => expect(heard).toContain(of.id), 5_000);
    await workers.stop();
    listening.close();
    expect(
      seen.filter(({ by, noted }) => by === "background" && noted.includes(of.id)).length,
    ).toBeGreaterThan(3);
    expect(listUntold()).toEqual([]);
  }, 60_000);
});

describe("what is not reached here", () => {
  test("is written by functions that note it as well", () => {
    const silent = new RegExp(`^(${Object.keys(SILENT).join("|")})$`);
    const functions = globSync("packages/server/src/**/store*.ts").flatMap((path) =>
      readFileSync(path, "utf8")
        .split(/^(?=(?:export )?(?:async )?function )/m)
        .map((text) => ({ path, text, name: /function (\w+)/.exec(text)?.[1] ?? "" })),
    );
    const writing = functions.flatMap(({ path, text, name }) => {
      const tables = [...text.matchAll(/\.(?:insertInto|updateTable|deleteFrom)\("(\w+)"/g)].map(
        ([, table = ""]) => table,
      );
      return tables.some((table) => !silent.test(table)) ? [{ path, text, name }] : [];
    });
    expect(writing.length).toBeGreaterThan(50);
    const quiet = writing.filter(({ text }) => !/\b(writeUnder|writePeople|noteChange)\(/.test(text));
    expect(quiet.map(({ path, name }) => `${path} ${name}`).toSorted()).toEqual(QUIET.toSorted());
  });
});

/** Functions that write what nobody is told of, or into what their caller has noted. */
const QUIET: readonly string[] = [
  // With the case they are of, which is announced.
  "packages/server/src/cases/store.ts insertCommunity",
  "packages/server/src/cases/store.ts insertMembers",
  // When something was used last.
  "packages/server/src/seats/machines/store.ts updateMachineUse",
  "packages/server/src/seats/sessions/store.ts updateSessionUse",
];

const readState = (node: Node, id: string): Promise<string | undefined> =>
  node.database.read(async (reader) => {
    const of = await findCase(reader, "salisbury-2018");
    if (of === null) return undefined;
    return (await findJob(reader, openSeatView(readSeat("GBR/desk"), of), id))?.state;
  });
