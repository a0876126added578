// `entente doctor`: what an administrator would look at, and what to do about it.
import type { Command } from "commander";
import { examineNode } from "../continuity/index.ts";
import type { Remark } from "../continuity/index.ts";
import { openTendedNode } from "../node.ts";
import { migrationsFolder } from "../storage/index.ts";
import { EXIT_NO } from "./failure.ts";
import { now } from "./ledger-node.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface DoctorOptions {
  readonly data?: string;
  readonly json?: true;
}

const SIGNS = { good: "ok  ", look: "look", bad: "BAD " } as const;

export function addDoctorCommand(program: Command, terminal: Terminal): void {
  program
    .command("doctor")
    .description(
      "Look at everything an administrator would: disk, database, schema, keys, ledger, witnesses, backups. Exit code 1 when something is bad.",
    )
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Examples:
  npx entente doctor
  npx entente doctor --data ./my-node --json`,
    )
    .action((options: DoctorOptions) => runDoctor(options, terminal));
}

async function runDoctor({ data, json }: DoctorOptions, terminal: Terminal): Promise<void> {
  const remarks = await withNode({ data, terminal, open: openTendedNode }, (node) =>
    examineNode({ ...node, migrations: migrationsFolder }, now()),
  );
  if (json === true) terminal.printJson({ remarks });
  else for (const remark of remarks) printRemark(remark, terminal);
  if (remarks.some(({ state }) => state === "bad")) process.exitCode = EXIT_NO;
}

function printRemark({ state, what, remedy }: Remark, terminal: Terminal): void {
  terminal.print(`${SIGNS[state]}  ${what}`);
  if (remedy !== null) terminal.print(`      ${remedy}`);
}
