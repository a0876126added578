// Every error code has a line in docs/errors.md, every line a code, and every code is named by at least one test.
import { globSync, readFileSync } from "node:fs";

/** A code two programs share, such as FILE_UNREADABLE, means the same in both and has one line. */
const declared = [
  ...new Set(
    [
      "packages/core/src/encoding/errors.ts",
      "packages/core/src/documents/document.ts",
      "packages/server/src/errors.ts",
      "packages/verifier/src/errors.ts",
      "packages/console/src/api/codes.ts",
    ].flatMap((file) => readCodes(file)),
  ),
];

/** The members of every union type of the file whose name ends in `Code`. */
function readCodes(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const unions = [...text.matchAll(/^export type \w*Code =([^;]+);/gm)].map((match) => match[1] ?? "");
  return unions.flatMap((union) => [...union.matchAll(/"([A-Z0-9_]+)"/g)].map((match) => match[1] ?? ""));
}

const documented = [...readFileSync("docs/errors.md", "utf8").matchAll(/^\| `([A-Z0-9_]+)` +\|/gm)].map(
  (match) => match[1] ?? "",
);
const tests = globSync([
  "packages/*/src/**/*.test.ts",
  "e2e/**/*.test.ts",
  "scripts/**/*.test.ts",
  "vectors/**/*.json",
])
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

const complaints = [
  ...declared
    .filter((code) => !documented.includes(code))
    .map((code) => `${code} has no line in docs/errors.md`),
  ...documented
    .filter((code) => !declared.includes(code))
    .map((code) => `docs/errors.md has ${code}, which no code declares`),
  ...documented
    .filter((code, index) => documented.indexOf(code) !== index)
    .map((code) => `${code} has two lines in docs/errors.md`),
  ...declared
    .filter((code) => !new RegExp(`\\b${code}\\b`).test(tests))
    .map((code) => `${code} is named by no test`),
];
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.stdout.write(`${declared.length} codes, ${complaints.length} complaints\n`);
process.exit(complaints.length === 0 ? 0 : 1);
