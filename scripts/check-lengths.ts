// Length follows depth: a source file over 400 lines must be one auditable unit, listed here with its reason.
import { globSync, readFileSync } from "node:fs";

const allowed: Readonly<Record<string, string>> = {};
const limit = 400;

const long = globSync(["packages/*/src/**/*.{ts,tsx}", "scripts/*.{ts,mjs}", "bench/*.ts", "e2e/**/*.ts"])
  .filter((file) => !file.endsWith(".test.ts") && !(file in allowed))
  .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length }))
  .filter(({ lines }) => lines > limit);
for (const { file, lines } of long)
  process.stdout.write(`${file} has ${lines} lines; split it, or list it with its reason\n`);
process.exit(long.length === 0 ? 0 : 1);
