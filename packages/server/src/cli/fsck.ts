// `entente fsck`: derives everything a node holds again and names the first wrong byte. It looks at one point of the
// node's history, running or not, and changes nothing.
import type { Command } from "commander";
import { inspectNode } from "../fsck/index.ts";
import type { Finding, Inspection } from "../fsck/index.ts";
import { openNodeAsItIs } from "../node.ts";
import { migrationsFolder } from "../storage/index.ts";
import { EXIT_NO } from "./failure.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface FsckOptions {
  readonly data?: string;
  readonly json?: true;
}

export function addFsckCommand(program: Command, terminal: Terminal): void {
  program
    .command("fsck")
    .description(
      "Derive everything this node holds again (leaves, tiles, checkpoints, signatures, releases, cuts, originals, records) and name the first wrong byte. Exit code 1 when something is wrong.",
    )
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  npx entente fsck
  npx entente fsck --data ./my-node
  npx entente fsck --json > fsck.json || echo "something is wrong"`,
    )
    .action((options: FsckOptions) =>
      withNode({ data: options.data, terminal, open: openNodeAsItIs }, async (node) => {
        const inspection = await inspectNode({
          ...node,
          migrations: migrationsFolder,
          progress: (what, done, of) => terminal.progress(`${what}  ${done}/${of}`),
        });
        if (options.json === true) terminal.printJson(inspection);
        else printInspection(inspection, terminal);
        if (inspection.findings.length > 0) process.exitCode = EXIT_NO;
      }),
    );
}

function printInspection({ checked, findings }: Inspection, terminal: Terminal): void {
  const [first, ...others] = findings;
  if (first !== undefined) {
    terminal.print(`First wrong: ${describe(first)}`);
    terminal.print(`  ${first.why}`);
    for (const line of formatTable([
      ["  expected", first.expected ?? "unknown"],
      ["  found", first.found ?? "nothing"],
    ]))
      terminal.print(line);
    for (const finding of others) terminal.print(`Also wrong: ${describe(finding)}: ${finding.why}`);
    terminal.note(
      "Nothing was changed. Keep a copy of this node as it is, then restore from a backup that fsck finds whole.",
    );
  }
  for (const line of formatTable(Object.entries(checked))) terminal.print(line);
  terminal.print(
    first === undefined ? "Everything follows from everything else." : `${findings.length} wrong.`,
  );
}

/** `ledger_tile 0/12 hashes, byte 37`. */
function describe({ table, row, column, offset }: Finding): string {
  return `${table} ${row} ${column}${offset === null ? "" : `, byte ${offset}`}`;
}
