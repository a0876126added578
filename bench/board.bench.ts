// The first screen of a case with 121 members and 500 messages, over HTTP from a node with its own PostgreSQL. The peer
// reads the same rows from the same database, one plain select for each table, and sends them as they are.
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { Type } from "typebox";
import { closedArrangements } from "../packages/core/src/arrangements/index.ts";
import { openSeatView, readSeat, readUnder } from "../packages/server/src/access/index.ts";
import {
  answerQuestion,
  askQuestion,
  listApproaches,
  listQuestions,
} from "../packages/server/src/approaches/index.ts";
import { findCase } from "../packages/server/src/cases/index.ts";
import type { CaseRow } from "../packages/server/src/cases/index.ts";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { createApp, createServer } from "../packages/server/src/http/app.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { readRows } from "../packages/server/src/storage/index.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";
import { writeScaledScenario } from "./scaled-scenario.ts";

const SOURCE = "scenarios/salisbury-2018";
/** 48 members beside the lead, two and a half times, and the lead: 121. */
const MEMBERS = 121;
const QUESTIONS = 250;
const WARM_UPS = 30;
const REPETITIONS = 200;
const GOAL = 3;

export const bench: Bench = {
  name: "board",
  claim: "The first screen of a large case costs about as much as reading its rows.",
  run: async (report) => {
    const folder = await mkdtemp(join(tmpdir(), "entente-bench-"));
    await writeScaledScenario(SOURCE, join(folder, "scenario"), { members: 2.5, documents: 1 });
    const scenario = await readScenario(join(folder, "scenario"));
    const options = { dataFolder: join(folder, "data"), databaseUrl: null, tell: () => undefined };
    const node = await openExerciseNode(options);
    try {
      await playScenario(scenario, { ...node, report: () => undefined });
      const row = await node.database.read((reader) => findCase(reader, scenario.facts.id));
      if (row === null) throw new Error("the case is not there after it was played");
      await fillWithMessages(node, row);
      return [await compare(node, row, report)];
    } finally {
      await node.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Questions until there are 250, an answer to each. */
async function fillWithMessages({ database }: Node, row: CaseRow): Promise<void> {
  const desk = { of: row, seat: readSeat(`${row.lead}/desk`), at: row.clock };
  const view = openSeatView(desk.seat, row);
  const approaches = (await database.read((reader) => listApproaches(reader, view))).filter(
    ({ deliveredAt }) => deliveredAt !== null,
  );
  const questions = await database.read((reader) => listQuestions(reader, view));
  const open = questions.filter(({ answer }) => answer === null).map(({ member }) => member);
  for (const member of open)
    await database.transact((tx) =>
      answerQuestion(tx, desk, { member, questionId: null, answer: { outcome: "answered", text: "Noted." } }),
    );
  for (let index = questions.length; index < QUESTIONS; index += 1) {
    const member = approaches[index % approaches.length]?.member ?? "";
    const seat = readSeat(`${member}/desk`);
    const text = `Question ${index + 1}: which paragraph may be quoted to parliament, and from when?`;
    await database.transact(async (tx) => {
      await askQuestion(
        tx,
        { ...desk, seat },
        { text, place: null, told: null, arrangements: closedArrangements },
      );
      const answer = { outcome: "answered", text: "Paragraph 3, from the common instant." } as const;
      await answerQuestion(tx, desk, { member, questionId: null, answer });
    });
  }
}

/** The rows the board is made of, one select for each table, and nothing made of them. */
const TABLES: Readonly<Record<string, string>> = {
  case_file: "SELECT * FROM entente.case_file WHERE id = $case",
  publication: "SELECT * FROM entente.publication WHERE case_id = $case",
  measure: "SELECT * FROM entente.measure WHERE case_id = $case",
  measure_figure: "SELECT * FROM entente.measure_figure WHERE case_id = $case",
  approach: "SELECT * FROM entente.approach WHERE case_id = $case",
  approach_document:
    "SELECT d.* FROM entente.approach_document d JOIN entente.approach a ON a.id = d.approach_id WHERE a.case_id = $case",
  question:
    "SELECT q.* FROM entente.question q JOIN entente.approach a ON a.id = q.approach_id WHERE a.case_id = $case",
  question_answer:
    "SELECT n.* FROM entente.question_answer n JOIN entente.question q ON q.id = n.question_id JOIN entente.approach a ON a.id = q.approach_id WHERE a.case_id = $case",
  position:
    "SELECT p.* FROM entente.position p JOIN entente.approach a ON a.id = p.approach_id WHERE a.case_id = $case",
  cut: "SELECT id, recipient, class, banner, released, octet_length(file) AS bytes, sha256, leaf_index, document_id, version_id, title FROM entente.cut WHERE case_id = $case",
  cut_opening:
    "SELECT o.* FROM entente.cut_opening o JOIN entente.cut c ON c.id = o.cut_id WHERE c.case_id = $case",
  document: "SELECT * FROM entente.document WHERE case_id = $case",
  document_version:
    "SELECT id, document_id, number, title, banner, drafted_at FROM entente.document_version WHERE case_id = $case",
  portion:
    "SELECT version_id, count(*) AS portions FROM entente.portion WHERE case_id = $case GROUP BY version_id",
  release: "SELECT id, document_id, version_id FROM entente.release WHERE case_id = $case",
  release_issue: "SELECT release_id, issued_at FROM entente.release_issue WHERE case_id = $case",
  pledge_version: "SELECT * FROM entente.pledge_version WHERE case_id = $case",
  resolution: "SELECT * FROM entente.resolution WHERE case_id = $case",
  resolution_member:
    "SELECT m.* FROM entente.resolution_member m JOIN entente.resolution r ON r.id = m.resolution_id WHERE r.case_id = $case",
  t_zero: "SELECT * FROM entente.t_zero WHERE case_id = $case",
  package: "SELECT * FROM entente.package WHERE case_id = $case",
};

async function readPlainly(
  { database }: Node,
  row: CaseRow,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const view = openSeatView(readSeat(`${row.lead}/desk`), row);
  return database.read(async (reader) => {
    await readUnder(reader, view);
    const read: Record<string, readonly unknown[]> = {};
    for (const [table, text] of Object.entries(TABLES))
      read[table] = await readRows(reader, sql.raw(text.replace("$case", `'${row.id}'`)));
    return read;
  });
}

async function compare(node: Node, row: CaseRow, report: (text: string) => void): Promise<BenchRow> {
  const [board, plain] = [await createApp({ ...node, site: null }), await createServer()];
  plain.get("/rows", { schema: { response: { 200: Type.Any() } } }, () => readPlainly(node, row));
  try {
    for (const app of [board, plain]) await app.listen({ host: "127.0.0.1", port: 0 });
    const addressOf = ({ server }: typeof board): string =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = { ours: `${addressOf(board)}/api/cases/${row.slug}`, theirs: `${addressOf(plain)}/rows` };
    const rows = await readPlainly(node, row);
    const shown = (await (await fetch(urls.ours)).json()) as { members: readonly unknown[] };
    const messages = (rows["question"]?.length ?? 0) + (rows["question_answer"]?.length ?? 0);
    if (shown.members.length !== MEMBERS || messages !== 2 * QUESTIONS)
      throw new Error(`the board shows ${shown.members.length} members, and there are ${messages} messages`);
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < WARM_UPS + REPETITIONS; round += 1)
      for (const side of ["ours", "theirs"] as const) {
        const started = performance.now();
        const answer = await fetch(urls[side]);
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${side} answers ${answer.status}`);
        if (round >= WARM_UPS) times[side].push(performance.now() - started);
      }
    const [ours, theirs] = [median(times.ours), median(times.theirs)];
    const count = Object.values(rows).reduce((sum, table) => sum + table.length, 0);
    report(`board ${ours.toFixed(2)} ms, plain read of ${count} rows ${theirs.toFixed(2)} ms`);
    return {
      what: `the board of a case, ${MEMBERS} members, ${messages} messages`,
      against: `a plain read of its ${count} rows over HTTP`,
      ratio: ours / theirs,
      goal: `at most ${GOAL} times its time`,
      met: ours / theirs <= GOAL,
      ours,
      theirs,
      unit: "ms",
      repetitions: REPETITIONS,
    };
  } finally {
    await board.close();
    await plain.close();
  }
}
