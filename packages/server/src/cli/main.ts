// The `entente` command: one entry, a file per group of commands.
import { Command, CommanderError } from "commander";
import { addCaseCommands } from "./case.ts";
import { addDocumentCommands } from "./document.ts";
import { addExerciseCommands } from "./exercise.ts";
import { describeFailure, EXIT_FAILED } from "./failure.ts";
import { addPledgesCommands } from "./pledges.ts";
import { addReleaseCommands } from "./release.ts";
import { openTerminal } from "./terminal.ts";

const terminal = openTerminal(process.stdout, process.stderr);

const program = new Command("entente")
  .description(
    "Turns evidence into collective action: cuts for each ally, pledges, one instant, a record anyone can check.",
  )
  .showHelpAfterError("Add --help for usage and examples.")
  .exitOverride();
addExerciseCommands(program, terminal);
addCaseCommands(program, terminal);
addDocumentCommands(program, terminal);
addReleaseCommands(program, terminal);
addPledgesCommands(program, terminal);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_FAILED;
  } else {
    const failure = describeFailure(error);
    terminal.note(`entente: ${failure.code}: ${failure.message}`);
    process.exitCode = failure.exit;
  }
}
