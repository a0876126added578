// A node that is written to, in a process of its own: `writing-node.ts DATA-FOLDER`. It serves its data folder, does what it
// is told a line at a time through the functions every act goes through, and answers when the transaction has ended. Who
// keeps the answers is outside. Killed and cut off from outside; it ends when its input does.
import { createInterface } from "node:readline";
import { readInstant } from "@entente/core/encoding";
import { closedArrangements } from "@entente/core/arrangements";
import { readSeat } from "../../packages/server/src/access/index.ts";
import {
  askQuestion,
  deliverApproaches,
  openApproaches,
} from "../../packages/server/src/approaches/index.ts";
import { communityOf, findCase, openCase } from "../../packages/server/src/cases/index.ts";
import type { CaseRow } from "../../packages/server/src/cases/index.ts";
import { describeFailure } from "../../packages/server/src/cli/failure.ts";
import { signHead } from "../../packages/server/src/ledger/index.ts";
import { openServingNode } from "../../packages/server/src/node.ts";
import { placePledge } from "../../packages/server/src/pledges/index.ts";
import { writeCase } from "./history-case.ts";
import { WRITING_CASE, WRITING_MEMBERS } from "./writing-case.ts";
import type { WritingAnswer, WritingOrder } from "./writing-case.ts";

const AT = readInstant("2026-01-05T08:00:00.000Z");
const [dataFolder = ""] = process.argv.slice(2);

function say(answer: WritingAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function open(): Promise<void> {
  const node = await openServingNode({ dataFolder, databaseUrl: null, tell: () => undefined });
  const row = await node.database.transact(async (tx): Promise<CaseRow> => {
    const known = await findCase(tx, WRITING_CASE);
    if (known !== null) return known;
    const files = writeCase({ slug: WRITING_CASE, members: WRITING_MEMBERS });
    const seat = readSeat("GBR/drafter");
    const opened = await openCase(tx, { seat, keystore: node.keystore, at: AT, coalition: null, ...files });
    const desk = { of: opened, seat: readSeat("GBR/desk"), at: AT };
    const members = WRITING_MEMBERS.slice(1);
    await openApproaches(tx, desk, {
      ...{ members, documents: [], ask: "Act with us.", answerBy: AT },
      community: communityOf(opened),
    });
    await deliverApproaches(tx, desk, members);
    return opened;
  });
  const follow = async ({ member, act, text }: WritingOrder): Promise<void> => {
    const of = { of: row, seat: readSeat(`${member}/desk`), at: AT };
    await node.database.transact(async (tx) => {
      if (act === "question")
        await askQuestion(tx, of, { text, place: null, told: null, arrangements: closedArrangements });
      else {
        await placePledge(tx, of, {
          source: { text: `${text} expulsions always` },
          ...{ authority: "desk", validUntil: null, sealed: null, keystore: node.keystore },
          ...{ community: communityOf(row), kinds: closedArrangements.kinds },
        });
        // Signed in the same transaction, so that the key that signed must be on disk before the acknowledgement.
        await signHead(tx, node.ledger, AT);
      }
    });
  };

  say({ id: -1, code: null, message: null });
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line) as WritingOrder;
    void follow(order)
      .then(() => say({ id: order.id, code: null, message: null }))
      .catch((error: unknown) => say({ id: order.id, ...describeFailure(error) }));
  }
  await node.close();
}

process.stdout.on("error", () => undefined);
try {
  await open();
} catch (error) {
  say({ id: -1, ...describeFailure(error) });
  process.exitCode = 2;
}
