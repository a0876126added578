// `entente seat hold`: which person holds a seat, so that two seats of one person count as one where two persons are asked.
import type { Command } from "commander";
import { holdSeat } from "../access/index.ts";
import { actInCase, addCaseOptions } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import type { Terminal } from "./terminal.ts";

export function addSeatCommands(program: Command, terminal: Terminal): void {
  const group = program.command("seat").description("Who holds which seat.");
  addCaseOptions(
    group
      .command("hold")
      .description("Say which person holds a seat of the lead. It can be said once for each seat.")
      .argument("<held>", "the seat, such as GBR/drafter"),
  )
    .requiredOption("--person <name>", "in small letters, digits, dots and dashes, such as f.tarlenheim")
    .addHelpText(
      "after",
      `
A seat nobody is named for is a person of its own. Naming the same person for two seats makes them one, so that neither
approves what the other proposed; naming different persons changes nothing.

Example:
  entente seat hold GBR/drafter --person f.tarlenheim --case salisbury-2018 --seat GBR/drafter`,
    )
    .action(async (held: string, options: CaseOptions & { readonly person: string }) => {
      const { person } = options;
      await actInCase(options, terminal, (tx, act) => holdSeat(tx, act, { seat: held, person }));
      if (options.json === true) terminal.printJson({ seat: held, person });
      else terminal.print(`${held} is held by ${person}.`);
    });
}
