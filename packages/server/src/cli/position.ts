// `entente position`: where a member says it stands.
import { Option } from "commander";
import type { Command } from "commander";
import { readWord } from "@entente/core/encoding";
import { statedPositions } from "../approaches/index.ts";
import type { Told } from "../approaches/index.ts";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { printAnswer, sayTime } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
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
  const take = addAskOptions(
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
    .action(async (word: string, statement: string, options: AskOptions & ToldOptions) => {
      const taken = readWord(word, "position", statedPositions);
      const body = { position: taken, statement, told: readTold(options) };
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/positions", { params: { path }, body })),
      );
      const lines = [`Stored: ${answer.member} is ${answer.position}.`];
      printAnswer(options, terminal, { value: answer, lines });
    });
  addAskOptions(
    position.command("list").description("List the positions you may see, the latest of each member."),
  )
    .addHelpText("after", example("list"))
    .action(async (options: AskOptions) => {
      const { positions } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/positions", { params: { path } })),
      );
      printAnswer(options, terminal, { value: positions, lines: describe(positions) });
    });
  addAskOptions(
    position
      .command("show")
      .description("Show every position of one member, with the seat and when.")
      .argument("[member]", "its id (default: the seat's own)"),
  )
    .addHelpText("after", example("show EST"))
    .action(async (id: string | undefined, options: AskOptions) => {
      const { positions } = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.GET("/api/cases/{case}/approaches/{member}/positions", {
            params: { path: { ...path, member: id ?? "own" } },
          }),
        ),
      );
      printAnswer(options, terminal, { value: positions, lines: describe(positions) });
    });
}

function example(words: string): string {
  return `\nExample:\n  entente position ${words} --case salisbury-2018 --seat GBR/desk`;
}

function describe(positions: AnswerTo<"position.list">["positions"]): readonly string[] {
  return formatTable(
    positions.map(({ member, position: taken, at, by, statement, told }) => [
      ...[member, taken, sayTime(at, "UTC"), by],
      told === null ? statement : `${statement} (told by ${told})`,
    ]),
  );
}
