// npm run bench -- NAME [--json]: runs one benchmark and prints its rows with ratios and goals.
import { readdir } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import type { Bench } from "./contract.ts";

const here = new URL(".", import.meta.url);
const names = (await readdir(here))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const name = positionals[0] ?? "";
if (!names.includes(name)) {
  process.stderr.write(
    `bench: USAGE: say which: ${names.join(", ")}. Example: npm run bench -- ${names[0] ?? "chain"} --json\n`,
  );
  process.exit(2);
}
const { bench } = (await import(new URL(`${name}.bench.ts`, here).href)) as { bench: Bench };
const rows = await bench.run((text) => process.stderr.write(`${text}\n`));
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
};
if (values.json) process.stdout.write(`${JSON.stringify({ name, machine, rows }, null, 2)}\n`);
else {
  process.stdout.write(`${bench.claim}\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}\n`);
  for (const row of rows) {
    const verdict = row.met === null ? `not decided: ${row.reason ?? ""}` : row.met ? "met" : "NOT MET";
    const ratio = row.ratio === null ? "-" : row.ratio.toFixed(2);
    process.stdout.write(
      `${row.what} against ${row.against}: ${ratio} (goal ${row.goal}; ${verdict}) ours ${row.ours ?? "-"} ${row.unit}, theirs ${row.theirs ?? "-"} ${row.unit}, ${row.repetitions} repetitions\n`,
    );
  }
}
process.exit(rows.some((row) => row.met === false) ? 1 : 0);
