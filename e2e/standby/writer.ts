// One writer of the standby proof: `node writer.ts DATA-FOLDER CASE NAME`, working beside the node's processes on the
// database in DATABASE_URL. Writes rows of the journal, each with a name of its own, and says of each what
// came of it. A line on its input ends it.
import { readInstant } from "@entente/core/encoding";
import { recordDisclosure } from "../../packages/server/src/access/index.ts";
import { describeFailure } from "../../packages/server/src/cli/failure.ts";
import { openExerciseNode } from "../../packages/server/src/node.ts";
import { ACTION } from "./writes.ts";
import type { Written } from "./writes.ts";

const [dataFolder = "", caseId = "", name = ""] = process.argv.slice(2);
const LANES = 4;
const node = await openExerciseNode({
  dataFolder,
  databaseUrl: process.env["DATABASE_URL"] ?? null,
  tell: () => undefined,
});
let ending = false;
process.stdin.once("data", () => (ending = true));

async function write(subject: string): Promise<void> {
  const at = readInstant(new Date().toISOString());
  const row = { caseId, at, seat: "GBR/drafter", action: ACTION, subject, detail: {} };
  await recordDisclosure(node.database, row);
}

async function run(lane: number): Promise<void> {
  for (let round = 0; !ending; round += 1) {
    const subject = `${name}-${lane}-${round}`;
    const begun = Date.now();
    const code = await write(subject).then(
      () => null,
      (error: unknown) => describeFailure(error).code,
    );
    const written: Written = { subject, code, begun, ended: Date.now() };
    process.stdout.write(`${JSON.stringify(written)}\n`);
  }
}

process.stdout.write("open\n");
await Promise.all(Array.from({ length: LANES }, (_, lane) => run(lane)));
await node.close();
process.exit(0);
