// npm run check: everything that must hold beside the tests. Each check is one command; all are run, and all must pass.
import { spawnSync } from "node:child_process";

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const node = [process.execPath, "--conditions=source", "--disable-warning=ExperimentalWarning"];
const tool = (path: string, ...args: string[]): readonly string[] => [
  ...node,
  `node_modules/${path}`,
  ...args,
];

const checks: readonly Check[] = [
  { name: "types", command: tool("typescript/bin/tsc", "-b") },
  { name: "lint", command: tool("eslint/bin/eslint.js", "--max-warnings=0", ".") },
  {
    name: "boundaries",
    command: tool(
      "dependency-cruiser/bin/dependency-cruiser.mjs",
      "--config",
      ".dependency-cruiser.mjs",
      "packages",
    ),
  },
  { name: "format", command: tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", ".") },
  { name: "unused", command: tool("knip/bin/knip.js") },
  { name: "generated files", command: [...node, "scripts/generate.ts", "--check"] },
  { name: "error codes", command: [...node, "scripts/check-errors.ts"] },
  { name: "routes", command: [...node, "scripts/check-routes.ts"] },
  { name: "supply", command: [...node, "scripts/check-supply.ts"] },
  { name: "file lengths", command: [...node, "scripts/check-lengths.ts"] },
];

let failed = 0;
for (const { name, command } of checks) {
  const started = performance.now();
  const [program = "", ...args] = command;
  const result = spawnSync(program, args, { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = result.status === 0;
  process.stdout.write(`${passed ? "ok  " : "FAIL"}  ${name}  ${seconds} s\n`);
  if (!passed) {
    failed += 1;
    process.stdout.write(`${result.stdout}${result.stderr}\n`);
  }
}
process.stdout.write(`${checks.length - failed} of ${checks.length} checks passed\n`);
process.exit(failed === 0 ? 0 : 1);
