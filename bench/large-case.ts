// A case with 121 members and 500 messages, on a node with its own PostgreSQL.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedArrangements } from "../packages/core/src/arrangements/index.ts";
import { openSeatView, readSeat } from "../packages/server/src/access/index.ts";
import {
  answerQuestion,
  askQuestion,
  listApproaches,
  listQuestions,
} from "../packages/server/src/approaches/index.ts";
import { findCase } from "../packages/server/src/cases/index.ts";
import type { CaseRow } from "../packages/server/src/cases/index.ts";
import { playScenario, readScenario } from "../packages/server/src/exercise/index.ts";
import { openExerciseNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { writeScaledScenario } from "./scaled-scenario.ts";

const SOURCE = "scenarios/salisbury-2018";
/** 48 members beside the lead, two and a half times, and the lead: 121. */
export const MEMBERS = 121;
/** Each is answered: 500 messages. */
export const QUESTIONS = 250;

export interface LargeCase {
  readonly node: Node;
  readonly row: CaseRow;
  readonly close: () => Promise<void>;
}

export async function openLargeCase(): Promise<LargeCase> {
  const folder = await mkdtemp(join(tmpdir(), "entente-bench-"));
  await writeScaledScenario(SOURCE, join(folder, "scenario"), { members: 2.5, documents: 1 });
  const scenario = await readScenario(join(folder, "scenario"));
  const options = { dataFolder: join(folder, "data"), databaseUrl: null, tell: () => undefined };
  const node = await openExerciseNode(options);
  const close = async (): Promise<void> => {
    await node.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await playScenario(scenario, { ...node, report: () => undefined });
    const row = await node.database.read((reader) => findCase(reader, scenario.facts.id));
    if (row === null) throw new Error("the case is not there after it was played");
    await fillWithMessages(node, row);
    return { node, row, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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
