// `entente position`: where a member says it stands.
import { Option } from "commander";
import type { Command } from "commander";
import { readWord } from "@entente/core/encoding";
import { openSeatView } from "../access/index.ts";
import { listPositions, statedPositions, takePosition } from "../approaches/index.ts";
import type { Told } from "../approaches/index.ts";
import { arrangementsOf, sayInstant } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { actInCase, addCaseOptions } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export interface ToldOptions {
  readonly for?: string;
  readonly told?: string;
}

/** Options for what a member without seats told the lead's desk. */
export function addToldOptions(command: Command): Command {
  return command
    .addOption(new Option("--for <member>", "the lead writes down what a member by mail or on paper said"))
    .addOption(new Option("--told <how>", "how it said so: note verbale 12/2018, by telephone"));
}

export function readTold({ for: member, told: how }: ToldOptions): Told | null {
  if (member === undefined && how === undefined) return null;
  if (member === undefined || how === undefined)
    throw new ServerError("REQUEST_INVALID", "Give --for and --told together, or neither.");
  return { member, how };
}

export function addPositionCommands(program: Command, terminal: Terminal): void {
  const position = program.command("position").description("Where a member says it stands.");
  const take = addCaseOptions(
    position
      .command("take")
      .description("Take a position for your member. It can be taken again; every one is kept.")
      .argument("<position>", statedPositions.join(", "))
      .argument("[statement]", "what you want said with it", ""),
  );
  addToldOptions(take)
    .addHelpText(
      "after",
      `
The seat is a desk of the member. Nobody else's desk takes a position for it; for a member reached by mail or on paper the
lead's desk writes down what it was told, and how.

Examples:
  entente position take considering "The cabinet meets on Friday." --case salisbury-2018 --seat EST/desk
  entente position take declined --for MLT --told "note verbale 12/2018" --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (word: string, statement: string, options: CaseOptions & ToldOptions) => {
      const taken = readWord(word, "position", statedPositions);
      const told = readTold(options);
      const member = await actInCase(options, terminal, async (tx, act, { row }) => {
        await takePosition(tx, act, {
          ...{ position: taken, statement, told, arrangements: arrangementsOf(row) },
        });
        return told?.member ?? act.seat.member;
      });
      if (options.json === true) terminal.printJson({ member, position: taken });
      else terminal.print(`Stored: ${member} is ${taken}.`);
    });
  for (const [name, description] of [
    ["list", "List the positions you may see, the latest of each member."],
    ["show", "Show every position of one member, with the seat and when."],
  ] as const) {
    const command = addCaseOptions(position.command(name).description(description));
    if (name === "show") command.argument("[member]", "its id (default: the seat's own)");
    command
      .addHelpText(
        "after",
        `
Example:
  entente position ${name === "show" ? "show EST" : "list"} --case salisbury-2018 --seat GBR/desk`,
      )
      .action(async (...given: unknown[]) => {
        const options = (name === "show" ? given[1] : given[0]) as CaseOptions;
        const id = name === "show" ? (given[0] as string | undefined) : undefined;
        const rows = await actInCase(options, terminal, async (tx, act) => {
          const all = await listPositions(tx, openSeatView(act.seat, act.of));
          if (name === "show") return all.filter(({ member }) => member === (id ?? act.seat.member));
          return [...new Map(all.map((row) => [row.member, row])).values()];
        });
        if (options.json === true) terminal.printJson(rows);
        else
          for (const line of formatTable(
            rows.map(({ member, position: taken, at, by, statement, told }) => [
              ...[member, taken, sayInstant(at, "UTC"), by],
              told === null ? statement : `${statement} (told by ${told})`,
            ]),
          ))
            terminal.print(line);
      });
  }
}
