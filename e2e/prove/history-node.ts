// The node of a history: serves its data folder until it is told to stop. Whoever works beside it uses its database, which
// goes when it goes.
import { openServingNode } from "../../packages/server/src/node.ts";

const [dataFolder = ""] = process.argv.slice(2);
const node = await openServingNode({ dataFolder, databaseUrl: null, tell: () => undefined });
process.once("SIGTERM", () => void node.close().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ id: -1, outcome: "done", code: null, value: process.pid })}\n`);
