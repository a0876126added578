// `entente approach`: going to members, and reading what their silence is made of.
import type { Command } from "commander";
import { sayCompany } from "@entente/core/arrangements";
import { readInstant } from "@entente/core/encoding";
import { answerOf } from "../client/index.ts";
import { printAnswer, sayTime } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase, readList } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { addSpokenCommands } from "./approach-spoken.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addApproachCommands(program: Command, terminal: Terminal): void {
  const approach = program
    .command("approach")
    .description(
      "Going to members with a cut, an ask and an answer-by instant; questions and what came of them.",
    );
  addOpenCommands(approach, terminal);
  addReadCommands(approach, terminal);
  addSpokenCommands(approach, terminal);
}

function addOpenCommands(approach: Command, terminal: Terminal): void {
  addAskOptions(
    approach
      .command("open")
      .description("Open approaches: what is asked of which members, with which documents, by when.")
      .argument("<members>", "ids such as DEU,FRA"),
  )
    .requiredOption(
      "--documents <names>",
      "the document it is about, then annexes: assessment,technical-annex",
    )
    .requiredOption("--ask <text>", "what is asked")
    .requiredOption("--answer-by <instant>", "in UTC, such as 2018-03-23T17:00:00Z")
    .addHelpText(
      "after",
      `
The seat is a desk or drafter of the lead. Nothing reaches a member before "approach deliver".

Example:
  entente approach open DEU,FRA --documents assessment,technical-annex --ask "Act with us on one day." --answer-by 2018-03-23T17:00:00Z --case salisbury-2018 --seat GBR/desk`,
    )
    .action(
      async (
        members: string,
        options: AskOptions & {
          readonly documents: string;
          readonly ask: string;
          readonly answerBy: string;
        },
      ) => {
        const ids = readList(members);
        const answerBy = readInstant(options.answerBy);
        const { ask } = options;
        const body = { members: [...ids], documents: [...readList(options.documents)], ask, answerBy };
        const answer = await askInCase(options, terminal, (client, path) =>
          answerOf(client.POST("/api/cases/{case}/approaches", { params: { path }, body })),
        );
        const lines = answer.opened.map(
          ({ member, said, withinHours }) =>
            `Opened: ${member}, answer by ${said}${withinHours === false ? "; its desk is closed then" : ""}.`,
        );
        printAnswer(options, terminal, { value: answer, lines });
      },
    );
  addAskOptions(
    approach
      .command("deliver")
      .description("Deliver approaches: from now on the members see them.")
      .argument("<members>", "ids such as DEU,FRA"),
  )
    .addHelpText(
      "after",
      `
Example:
  entente approach deliver DEU,FRA --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (members: string, options: AskOptions) => {
      const body = { members: [...readList(members)] };
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/approaches/delivery", { params: { path }, body })),
      );
      const lines = [`Delivered: ${answer.delivered.join(", ")}.`];
      printAnswer(options, terminal, { value: answer, lines });
    });
  addAskOptions(
    approach
      .command("lapse")
      .description("Write down silence: what was delivered and not answered by its instant lapses."),
  )
    .addHelpText(
      "after",
      `
An approach that was never delivered does not lapse, and none does while the member waits for an answer of ours.

Example:
  entente approach lapse --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (options: AskOptions) => {
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/approaches/lapse", { params: { path } })),
      );
      const { lapsed } = answer;
      const lines = [lapsed.length === 0 ? "Nothing lapsed." : `Lapsed: ${lapsed.join(", ")}.`];
      printAnswer(options, terminal, { value: answer, lines });
    });
  addAskOptions(
    approach
      .command("company")
      .description(
        "Tell a member how many others would act if it did, as the range the community's rule allows.",
      )
      .argument("<member>", "who is told"),
  )
    .addHelpText(
      "after",
      `
Counted from open pledges, without the member's own: nothing it pledges moves the answer, and sealed pledges take no part.
The ranges are fixed, so that asking again tells no more.
Exit code: 0 told, 1 the rule allows nothing, 2 it could not be done.

Example:
  entente approach company MDA --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (member: string, options: AskOptions) => {
      const range = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.POST("/api/cases/{case}/approaches/{member}/company", {
            params: { path: { ...path, member } },
          }),
        ),
      );
      const lines = [`Told: ${member} would act with ${sayCompany(range, range.most)}.`];
      printAnswer(options, terminal, { value: range, lines });
    });
  addAskOptions(
    approach
      .command("read")
      .description("Open your member's copy of a document: it is written down that you did.")
      .argument("<document>", "its name, such as assessment"),
  )
    .addHelpText(
      "after",
      `
Example:
  entente approach read assessment --case salisbury-2018 --seat DEU/desk`,
    )
    .action(async (document: string, options: AskOptions) => {
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.POST("/api/cases/{case}/copies/{document}/opening", {
            params: { path: { ...path, document } },
          }),
        ),
      );
      const lines = [`Opened: ${document}. "entente approach points" prints what can be said from it.`];
      printAnswer(options, terminal, { value: answer, lines });
    });
}

function addReadCommands(approach: Command, terminal: Terminal): void {
  addAskOptions(
    approach
      .command("list")
      .description("List approaches with where each stands and by what evidence. A member sees its own."),
  )
    .addHelpText(
      "after",
      `
Examples:
  entente approach list --case salisbury-2018 --seat GBR/desk
  entente approach list --case salisbury-2018 --seat DEU/desk --json`,
    )
    .action(async (options: AskOptions) => {
      const { approaches } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/approaches", { params: { path } })),
      );
      const lines = formatTable(
        approaches.map(({ member, name, standing, evidence, questions }) => [
          ...[member, name, standing],
          evidence === null ? "" : `${sayTime(evidence.at, "UTC")}, ${evidence.seat ?? "not written down"}`,
          countOpen(questions),
        ]),
      );
      printAnswer(options, terminal, { value: approaches, lines });
    });
  addAskOptions(
    approach
      .command("show")
      .description(
        "Show one approach: ask, times, evidence, questions with their clocks, what may be asked for.",
      )
      .argument("[member]", "its id (default: the seat's own)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  entente approach show DEU --case salisbury-2018 --seat GBR/desk
  entente approach show --case salisbury-2018 --seat DEU/desk`,
    )
    .action(async (id: string | undefined, options: AskOptions) => {
      const shown = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.GET("/api/cases/{case}/approaches/{member}", {
            params: { path: { ...path, member: id ?? "own" } },
          }),
        ),
      );
      printAnswer(options, terminal, { value: shown, lines: describeApproach(shown) });
    });
}

type Approach = AnswerTo<"approach.show">;
type Question = Approach["questions"][number];
type Evidence = Approach["trail"][number];

function countOpen(questions: readonly Question[]): string {
  const count = (state: Question["state"]): number => questions.filter((one) => one.state === state).length;
  const [open, overdue] = [count("open"), count("overdue")];
  if (open + overdue === 0) return "";
  return `${open + overdue} to answer${overdue === 0 ? "" : `, ${overdue} overdue`}`;
}

function describeApproach({ copies, ...shown }: Approach): string[] {
  const { evidence, timeZone, withinHours } = shown;
  const closed = withinHours === false ? "; the desk is closed then" : "";
  return [
    `${shown.member}  ${shown.name}`,
    `  ask         ${shown.ask}`,
    `  answer by   ${shown.said}${closed}`,
    `  stands      ${shown.standing}${evidence === null ? "" : `, by ${sayEvidence(evidence)}`}`,
    ...(shown.company === null
      ? []
      : [`  company     ${shown.company.said}, told ${sayTime(shown.company.at, timeZone)}`]),
    "  evidence",
    ...formatTable(
      shown.trail.map((one) => [
        ...[sayTime(one.at, "UTC"), one.says, one.row, one.seat ?? "not written down", one.what],
      ]),
    ).map((line) => `    ${line}`),
    ...(shown.questions.length === 0 ? [] : ["  questions"]),
    ...shown.questions.flatMap((question) => describeQuestion(question, timeZone)),
    ...copies.flatMap(({ document, banner, annex, withheld }) => [
      `  ${annex ? "annex" : "document"}    ${document} (${banner}): ${withheld.length === 0 ? "shows nothing withheld" : "may be asked for"}`,
      ...formatTable(withheld.map(({ name, where }) => [name, where])).map((line) => `    ${line}`),
    ]),
  ];
}

function sayEvidence({ row, at, seat, what }: Evidence): string {
  return `${row} of ${sayTime(at, "UTC")}, ${seat ?? "not written down"}${what === "" ? "" : `: ${what}`}`;
}

function describeQuestion({ id, state, text, asks, due, answer }: Question, timeZone: string): string[] {
  const place = asks === null ? "" : ` Asks for ${asks.place}, ${asks.where}, of ${asks.document}.`;
  return [
    `    ${id}  ${state}: ${text}${place}`,
    answer === null
      ? `      answer due ${sayTime(due, timeZone)}`
      : `      ${answer.text} (${answer.by}, ${sayTime(answer.at, "UTC")})`,
  ];
}
