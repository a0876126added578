// One process of a history: works beside the node on a data folder, does what it is told line by line, and says how it
// went. Killed, stopped and cut off from outside; never by itself.
import { createInterface } from "node:readline";
import { readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { readSeat } from "../../packages/server/src/access/index.ts";
import { arrangementsOf, communityOf, findCase, openCase } from "../../packages/server/src/cases/index.ts";
import { describeFailure } from "../../packages/server/src/cli/failure.ts";
import { performances } from "../../packages/server/src/exercise/steps.ts";
import type { Stage } from "../../packages/server/src/exercise/stage.ts";
import { openExerciseNode } from "../../packages/server/src/node.ts";
import { writeCase } from "./history-case.ts";
import type { HistoryCase } from "./history-case.ts";
import { readSides } from "./history-sides.ts";
import type { Answer, Order } from "./history-orders.ts";

const [dataFolder = ""] = process.argv.slice(2);
const node = await openExerciseNode({ dataFolder, databaseUrl: null, tell: () => undefined });

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** What was refused was not done; what was lost on the way may have been. */
const UNKNOWN = new Set(["DATABASE_OUTCOME_UNKNOWN", "NODE_STOPPED", "DATABASE_UNREACHABLE"]);

async function follow(order: Order): Promise<Answer> {
  try {
    const value = await node.database.transact(async (tx) => {
      if (order.do === "case.open") {
        const opened = writeCase(order.with as HistoryCase);
        await openCase(tx, {
          keystore: node.keystore,
          ...{ seat: readSeat(order.seat), at: readInstant(order.at), coalition: null },
          ...opened,
        });
        return null;
      }
      const row = await findCase(tx, order.slug);
      if (row === null) throw new Error(`there is no case ${order.slug}`);
      const seat = readSeat(order.seat);
      if (order.do === "look") return readSides(tx, row, seat);
      const { keystore, ledger } = node;
      const stage = { community: communityOf(row), arrangements: arrangementsOf(row), keystore, ledger };
      const at = readInstant(order.at);
      const done = await performances[order.do](
        tx,
        { of: row, seat, at },
        order.with as JsonObject,
        // The acts of a history read nothing of a scenario.
        stage as unknown as Stage,
      );
      return order.do === "t-zero.open" ? done : null;
    });
    return { id: order.id, outcome: "done", code: null, value };
  } catch (error) {
    const { code, message } = describeFailure(error);
    return { id: order.id, outcome: UNKNOWN.has(code) ? "unknown" : "refused", code, value: message };
  }
}

say({ id: -1, outcome: "done", code: null, value: process.pid });
for await (const line of createInterface({ input: process.stdin }))
  void follow(JSON.parse(line) as Order).then(say);
await node.close();
