// The commands: a file for each group of them.
import { Command, CommanderError } from "commander";
import { addAdminCommands } from "./admin.ts";
import { addApproachCommands } from "./approach.ts";
import { addBackupCommand } from "./backup.ts";
import { addBundleCommands } from "./bundle.ts";
import { addCaseCommands } from "./case.ts";
import { addCommunityCommands } from "./community.ts";
import { addDocumentCommands } from "./document.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addExerciseCommands } from "./exercise.ts";
import { describeFailure, EXIT_DONE } from "./failure.ts";
import { addFsckCommand } from "./fsck.ts";
import { addKeyCommands } from "./key.ts";
import { addLedgerCommands } from "./ledger.ts";
import { addMarkingCommands } from "./marking.ts";
import { addMigrateCommands } from "./migrate.ts";
import { addMispCommands } from "./misp.ts";
import { addPeerCommands } from "./peer.ts";
import { addPledgeCommands } from "./pledge.ts";
import { addMeasureCommands } from "./measure.ts";
import { addPositionCommands } from "./position.ts";
import { addRecordCommands } from "./record.ts";
import { addReleaseCommands } from "./release.ts";
import { addResolveCommand } from "./resolve.ts";
import { addRestoreCommands } from "./restore.ts";
import { addSeatCommands } from "./seat.ts";
import { addServeCommand } from "./serve.ts";
import { addStixCommands } from "./stix.ts";
import { openTerminal } from "./terminal.ts";
import { addTokenCommands } from "./token.ts";
import { addTZeroCommands } from "./tzero.ts";
import { addWhatIfCommands } from "./whatif.ts";

const terminal = openTerminal(process.stdout, process.stderr);

const program = new Command("entente")
  .description(
    "Turns evidence into collective action: cuts for each ally, pledges, one instant, a record anyone can check.",
  )
  // What is wrong with a command line is said once, below, in the form of every other error.
  .configureOutput({ outputError: () => undefined })
  .exitOverride();
addExerciseCommands(program, terminal);
addCaseCommands(program, terminal);
addDocumentCommands(program, terminal);
addMarkingCommands(program, terminal);
addMeasureCommands(program, terminal);
addReleaseCommands(program, terminal);
addRecordCommands(program, terminal);
addCommunityCommands(program, terminal);
addApproachCommands(program, terminal);
addPositionCommands(program, terminal);
addWhatIfCommands(program, terminal);
addPeerCommands(program, terminal);
addPledgeCommands(program, terminal);
addResolveCommand(program, terminal);
addSeatCommands(program, terminal);
addTokenCommands(program, terminal);
addAdminCommands(program, terminal);
addStixCommands(program, terminal);
addTZeroCommands(program, terminal);
addKeyCommands(program, terminal);
addLedgerCommands(program, terminal);
addBundleCommands(program, terminal);
addFsckCommand(program, terminal);
addServeCommand(program, terminal);
addBackupCommand(program, terminal);
addRestoreCommands(program, terminal);
addDoctorCommand(program, terminal);
addMigrateCommands(program, terminal);
addMispCommands(program, terminal);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // Help and version are answers: they were printed, and end well.
  const answered = error instanceof CommanderError && error.exitCode === 0;
  const failure = describeFailure(error);
  if (!answered) terminal.note(`entente: ${failure.code}: ${failure.message}`);
  process.exitCode = answered ? EXIT_DONE : failure.exit;
}
