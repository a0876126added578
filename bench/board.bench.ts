// The first screen of a case with 121 members and 500 messages, over HTTP from a node with its own PostgreSQL. The peer
// reads the same rows from the same database, one plain select for each table, and sends them as they are.
import type { AddressInfo } from "node:net";
import { openSeatView, readSeat, readUnder } from "../packages/server/src/access/index.ts";
import type { CaseRow } from "../packages/server/src/cases/index.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { createServer } from "../packages/server/src/http/server.ts";
import { identifyExerciseControl } from "../packages/server/src/http/identify.ts";
import type { Node } from "../packages/server/src/node.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";
import { MEMBERS, openLargeCase, QUESTIONS } from "./large-case.ts";

const WARM_UPS = 30;
const REPETITIONS = 200;
const GOAL = 3;

export const bench: Bench = {
  name: "board",
  claim: "The first screen of a large case costs about as much as reading its rows.",
  run: async (report) => {
    const { node, row, close } = await openLargeCase();
    try {
      return [await compare(node, row, report)];
    } finally {
      await close();
    }
  },
};

/** The rows the board is made of, one select for each table, and nothing made of them. */
async function readPlainly(
  { database }: Node,
  row: CaseRow,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const view = openSeatView(readSeat(`${row.lead}/desk`), row);
  return database.read(async (reader) => {
    const db = await readUnder(reader, view);
    const approaches = db.selectFrom("approach").select("id").where("case_id", "=", row.id);
    const questions = db.selectFrom("question").select("id").where("approach_id", "in", approaches);
    const cuts = db.selectFrom("cut").select("id").where("case_id", "=", row.id);
    const resolutions = db.selectFrom("resolution").select("id").where("case_id", "=", row.id);
    return {
      case_file: await db.selectFrom("case_file").selectAll().where("id", "=", row.id).execute(),
      publication: await db.selectFrom("publication").selectAll().where("case_id", "=", row.id).execute(),
      measure: await db.selectFrom("measure").selectAll().where("case_id", "=", row.id).execute(),
      measure_figure: await db
        .selectFrom("measure_figure")
        .selectAll()
        .where("case_id", "=", row.id)
        .execute(),
      approach: await db.selectFrom("approach").selectAll().where("case_id", "=", row.id).execute(),
      approach_document: await db
        .selectFrom("approach_document")
        .selectAll()
        .where("approach_id", "in", approaches)
        .execute(),
      question: await db.selectFrom("question").selectAll().where("approach_id", "in", approaches).execute(),
      question_answer: await db
        .selectFrom("question_answer")
        .selectAll()
        .where("question_id", "in", questions)
        .execute(),
      position: await db.selectFrom("position").selectAll().where("approach_id", "in", approaches).execute(),
      cut: await db
        .selectFrom("cut")
        .select([
          "id",
          "recipient",
          "class",
          "banner",
          "released",
          "sha256",
          "leaf_index",
          "document_id",
          "title",
        ])
        .where("case_id", "=", row.id)
        .execute(),
      cut_opening: await db.selectFrom("cut_opening").selectAll().where("cut_id", "in", cuts).execute(),
      document: await db.selectFrom("document").selectAll().where("case_id", "=", row.id).execute(),
      document_version: await db
        .selectFrom("document_version")
        .select(["id", "document_id", "number", "title", "banner", "drafted_at"])
        .where("case_id", "=", row.id)
        .execute(),
      pledge_version: await db
        .selectFrom("pledge_version")
        .selectAll()
        .where("case_id", "=", row.id)
        .execute(),
      resolution: await db.selectFrom("resolution").selectAll().where("case_id", "=", row.id).execute(),
      resolution_member: await db
        .selectFrom("resolution_member")
        .selectAll()
        .where("resolution_id", "in", resolutions)
        .execute(),
      t_zero: await db.selectFrom("t_zero").selectAll().where("case_id", "=", row.id).execute(),
      package: await db.selectFrom("package").selectAll().where("case_id", "=", row.id).execute(),
    };
  });
}

async function compare(node: Node, row: CaseRow, report: (text: string) => void): Promise<BenchRow> {
  const [board, plain] = [
    await createApp({ ...node, site: null, identify: identifyExerciseControl }),
    await createServer(),
  ];
  plain.get("/rows", { schema: { response: { 200: {} } } }, () => readPlainly(node, row));
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
