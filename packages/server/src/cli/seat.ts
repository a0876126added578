// `entente seat`: giving seats and taking them away at a real node; and in an exercise, which person holds an office, so that
// two offices of one person count as one where two persons are asked.
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { holdSeat } from "../access/index.ts";
import { actInCase, addCaseOptions, readList } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { ServerError } from "../errors.ts";
import { withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

type AskOptions = Required<Pick<ClientOptions, "node" | "tokenFile">> & { readonly json?: true };
type WantedOptions = AskOptions & { readonly cases: string };

export function addSeatCommands(program: Command, terminal: Terminal): void {
  const group = program.command("seat").description("Seats: who has which, giving and withdrawing them.");
  addGiving(group, terminal);
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

function addGiving(group: Command, terminal: Terminal): void {
  askOptions(group.command("list").description("List the seats of your member.")).action(
    (options: AskOptions) =>
      withClient(options, terminal, async (client) => {
        const { seats } = await answerOf(client.GET("/api/seats"));
        if (options.json === true) {
          terminal.printJson({ seats });
          return;
        }
        const rows = seats.map(({ id, seat, cases, grantedBy, grantedAt }) => [
          ...[seat, cases === "all" ? cases : cases.join(","), grantedBy, grantedAt.slice(0, 10), id],
        ]);
        for (const line of formatTable([["seat", "cases", "given by", "on", "id"], ...rows]))
          terminal.print(line);
        for (const { id, seat, withdrawal } of seats)
          if (withdrawal !== null)
            terminal.print(
              `${withdrawal.by} proposed to withdraw ${seat}: entente seat withdraw ${id} if you say so too.`,
            );
      }),
  );
  wantedOptions(
    group
      .command("invite")
      .description("Invite a person who is not here yet. You read the code that is printed to that person.")
      .argument("<seat>", "the seat with the person's name, such as GBR/drafter/anna.k"),
  )
    .addHelpText(
      "after",
      `
Read the code aloud, on the telephone or face to face. The person types it at the node's address under /invitation, and
reads a check code back to you: entente seat confirm. A code lasts a day, and five tries.

Example:
  entente seat invite GBR/drafter/anna.k --cases all --node https://entente.gov.example --token-file chief.token`,
    )
    .action((seat: string, options: WantedOptions) =>
      withClient(options, terminal, async (client) => {
        const body = { seat, cases: readCases(options.cases) };
        const given = await answerOf(client.POST("/api/invitations", { body }));
        if (options.json === true) {
          terminal.printJson(given);
          return;
        }
        terminal.print(`Read this code to ${seat.split("/")[2] ?? seat}: ${given.code}`);
        terminal.print(`Then type what is read back to you: entente seat confirm ${given.id} CHECK`);
      }),
    );
  askOptions(
    group
      .command("confirm")
      .description("Say that the check code the person read back to you is this one.")
      .argument("<invitation>", "the id that was printed with the code")
      .argument("<check>", "the six letters you heard"),
  ).action((id: string, check: string, options: AskOptions) =>
    withClient(options, terminal, async (client) => {
      const { right } = await answerOf(
        client.POST("/api/invitations/{id}/confirmation", { params: { path: { id } }, body: { check } }),
      );
      if (!right)
        throw new ServerError(
          "CHECK_CODE_WRONG",
          "That is not the check code. Ask the person to read it again; if it stays wrong, somebody else took the code: do not go on, and withdraw the invitation.",
        );
      if (options.json === true) terminal.printJson({ confirmed: id });
      else terminal.print("Confirmed. The person can come in now.");
    }),
  );
  wantedOptions(
    group
      .command("give")
      .description("Give a person who is here already one more seat.")
      .argument("<seat>", "the seat with the person's name, such as GBR/desk/anna.k"),
  ).action((seat: string, options: WantedOptions) =>
    withClient(options, terminal, async (client) => {
      const body = { seat, cases: readCases(options.cases) };
      const { id } = await answerOf(client.POST("/api/seats", { body }));
      if (options.json === true) terminal.printJson({ id, seat });
      else terminal.print(`${seat} is given, as ${id}.`);
    }),
  );
  askOptions(
    group
      .command("withdraw")
      .description(
        "Take a seat away, at once, with every session, token and certificate on it. An administrator's takes two.",
      )
      .argument("<id>", "its id, as the list has it"),
  ).action((id: string, options: AskOptions) =>
    withClient(options, terminal, async (client) => {
      const done = await answerOf(client.DELETE("/api/seats/{id}", { params: { path: { id } } }));
      const { seat, state } = done;
      if (options.json === true) terminal.printJson({ id, ...done });
      else if (state === "withdrawn")
        terminal.print(`${seat} is withdrawn. It is refused from the next request on.`);
      else
        terminal.print(
          `Proposed. Within a week another administrator, or the person itself, says so too: entente seat withdraw ${id}`,
        );
    }),
  );
}

function askOptions(command: Command): Command {
  return command
    .requiredOption("--node <url>", "the node's address")
    .requiredOption("--token-file <file>", "file with the token of your administrator's seat there")
    .option("--json", "print the answer as JSON");
}

function wantedOptions(command: Command): Command {
  return askOptions(command).requiredOption(
    "--cases <list>",
    'the cases it is for, by their slugs; or "all"',
  );
}

const readCases = (text: string): "all" | string[] => (text === "all" ? text : [...readList(text)]);
