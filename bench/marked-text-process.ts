// One peer of the benchmark of marked text, alone in its process: PEER WARM-UPS RUNS SEED. Prints what each run took in
// milliseconds, and what came of the text.
import remarkParse from "remark-parse";
import { unified } from "unified";
import { parseMarkedText, printMarkedText } from "../packages/core/src/documents/index.ts";
import { builtInPolicies } from "../packages/core/src/markings/index.ts";
import { writeLongDocument } from "./marked-text-document.ts";

const [peer = "", warmUps = "0", runs = "1", seed = "1"] = process.argv.slice(2);
const text = writeLongDocument(2000, Number(seed));

const peers: Readonly<Record<string, () => number>> = {
  entente: () => {
    const { document } = parseMarkedText(text, builtInPolicies);
    return (
      document.portions.length + document.footnotes.length + printMarkedText(document, builtInPolicies).length
    );
  },
  "entente-parse": () => parseMarkedText(text, builtInPolicies).document.portions.length,
  remark: () => unified().use(remarkParse).parse(text).children.length,
  lines: () => text.split("\n").length,
};
const run = peers[peer];
if (run === undefined) throw new Error(`no peer "${peer}"`);

const { document, problems } = parseMarkedText(text, builtInPolicies);
const portions = document.portions.length + document.footnotes.length;
const times: number[] = [];
let sum = 0;
for (let at = 0; at < Number(warmUps) + Number(runs); at += 1) {
  const started = performance.now();
  sum += run();
  const ended = performance.now();
  if (at >= Number(warmUps)) times.push(ended - started);
}
process.stdout.write(
  JSON.stringify({
    times,
    sum,
    portions,
    errors: problems.filter(({ severity }) => severity === "error").length,
    length: text.length,
  }),
);
