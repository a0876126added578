// npm run prove -- NAME [--cases N] [--seed S] [--json]: runs one proof for long, prints its counts and seed.
import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Proof } from "./contract.ts";

const here = new URL(".", import.meta.url);

async function listNames(): Promise<string[]> {
  const files = await readdir(here);
  return files.filter((file) => file.endsWith(".proof.ts")).map((file) => file.slice(0, -".proof.ts".length));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: "string" }, seed: { type: "string" }, json: { type: "boolean", default: false } },
});
const names = await listNames();
const name = positionals[0] ?? "";
if (!names.includes(name)) {
  process.stderr.write(
    `prove: USAGE: say which: ${names.join(", ")}. Example: npm run prove -- ${names[0] ?? "kill"} --cases 100 --seed 7 --json\n`,
  );
  process.exit(2);
}
// Programs that a proof starts find here what Node compiled for the one before.
process.env["NODE_COMPILE_CACHE"] ??= resolve("node_modules/.cache/compiled");
const { proof } = (await import(new URL(`${name}.proof.ts`, here).href)) as { proof: Proof };
const cases = Number(values.cases ?? proof.defaultCases);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("prove: USAGE: --cases and --seed take whole numbers, --cases at least 1.\n");
  process.exit(2);
}
const started = performance.now();
const result = await proof.run({ cases, seed, report: (text) => process.stderr.write(`${text}\n`) });
const seconds = Math.round((performance.now() - started) / 10) / 100;
const failures = result.failures + (result.late?.count ?? 0);
const counterExample = result.counterExample ?? result.late?.first ?? null;
const answer = {
  name,
  cases: result.cases,
  failures,
  seed,
  seconds,
  counterExample,
  ...(result.skipped === undefined ? {} : { skipped: result.skipped }),
};
if (values.json) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
else {
  if (result.skipped !== undefined) process.stdout.write(`SKIPPED, NOTHING WAS PROVEN: ${result.skipped}\n`);
  process.stdout.write(
    `${proof.claim}\n${result.cases} cases, ${failures} failures, seed ${seed}, ${seconds} s\n`,
  );
  if (failures > 0) process.stdout.write(`first counter-example: ${JSON.stringify(counterExample)}\n`);
}
// 0 proven, 1 refuted or nothing done, 3 could not be tried on this machine.
if (result.skipped !== undefined) process.exit(3);
process.exit(failures === 0 && result.cases > 0 ? 0 : 1);
