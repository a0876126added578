// One peer in a process of its own: prepares, warms up, answers the question several times, prints its times and what it
// answered. Arguments: peer, seed, warm-up runs, measured runs.
import { createHash } from "node:crypto";
import { prepareBitsetLoop } from "./bitset-loop.ts";
import { prepareCasbin } from "./casbin.ts";
import { prepareCasl } from "./casl.ts";
import { prepareCedar } from "./cedar.ts";
import { createQuestion } from "./data.ts";
import type { Answer, Question } from "./data.ts";
import { prepareEntente } from "./entente.ts";

const peers: Readonly<Record<string, (question: Question, runs: number) => Answer | Promise<Answer>>> = {
  entente: prepareEntente,
  casl: prepareCasl,
  casbin: prepareCasbin,
  cedar: prepareCedar,
  "bitset-loop": prepareBitsetLoop,
};

const [name = "", seed, warmUps, runs] = process.argv.slice(2);
const prepare = peers[name];
if (prepare === undefined) throw new Error(`no peer ${name}`);
const question = createQuestion(Number(seed));
const all = Number(warmUps) + Number(runs);
const answer = await prepare(question, all);
const times: number[] = [];
const digests = new Set<string>();
for (let run = 0; run < all; run += 1) {
  const started = performance.now();
  const matrix = answer();
  const milliseconds = performance.now() - started;
  if (run >= Number(warmUps)) times.push(milliseconds);
  digests.add(createHash("sha256").update(matrix).digest("hex"));
}
process.stdout.write(`${JSON.stringify({ times, digests: [...digests] })}\n`);
