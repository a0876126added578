// `entente case open`: begins a case on a node, from the files that say what happened and whom it concerns.
import { readFile } from "node:fs/promises";
import { CommanderError } from "commander";
import type { Command } from "commander";
import { decodeUtf8, parseJson, readAnyObject } from "@entente/core/encoding";
import { answerOf } from "../client/index.ts";
import { addClientOptions, withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import type { Terminal } from "./terminal.ts";

interface OpenOptions extends ClientOptions {
  readonly community: string;
  readonly coalition?: string;
  readonly json?: true;
}

/** Adds `open` to the `case` commands. */
export function addCaseOpenCommand(group: Command, terminal: Terminal): void {
  addClientOptions(
    group
      .command("open")
      .description("Open a case on a node: a real one, or an exercise on a node that plays them.")
      .argument("<file>", "a coalition-case/1 file; its measures are recorded later, as they happen")
      .requiredOption("--community <file>", "community file: whom it concerns, and who is cleared for what")
      .option(
        "--coalition <file>",
        "coalition file: what the community has arranged (default: the closed rules)",
      ),
  )
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
The seat is a drafter of the member that leads, which in a real case is the member that runs the node.

Examples:
  entente case open case.json --community community.json --node https://node.example.org --token-file token
  entente case open case.json --community community.json --seat GBR/drafter --data exercises`,
    )
    .action(async (file: string, options: OpenOptions) => {
      if (options.node === undefined && options.seat === undefined)
        throw new CommanderError(
          1,
          "commander.missingMandatoryOptionValue",
          "error: required option '--seat <seat>' not specified",
        );
      const { coalition } = options;
      const body = {
        facts: decodeUtf8(await readFile(file)),
        community: decodeUtf8(await readFile(options.community)),
        coalition: coalition === undefined ? null : decodeUtf8(await readFile(coalition)),
      };
      const exercise = readAnyObject(parseJson(body.community), "community")["exercise"] === true;
      const opened = await withClient(options, terminal, (client) =>
        exercise
          ? answerOf(client.POST("/api/exercises", { body }))
          : answerOf(client.POST("/api/cases", { body })),
      );
      if (options.json === true) terminal.printJson(opened);
      else
        terminal.print(
          `Opened: ${opened.case}, ${opened.title}. A drafter plans its first release with "entente release plan".`,
        );
    });
}
