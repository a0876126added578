// `entente approach ask | answer | refuse | points`: what a member asks, what it is told, and what it can say at home.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { parseJson } from "@entente/core/encoding";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { printAnswer, sayTime } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase, readList, sayWhere } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { addToldOptions, readTold } from "./position.ts";
import type { ToldOptions } from "./position.ts";
import type { Terminal } from "./terminal.ts";

export function addSpokenCommands(approach: Command, terminal: Terminal): void {
  addAskCommand(approach, terminal);
  addAnswerCommands(approach, terminal);
  addPointsCommand(approach, terminal);
}

interface QuestionOptions extends AskOptions, ToldOptions {
  readonly document?: string;
  readonly place?: string;
}

function addAskCommand(approach: Command, terminal: Terminal): void {
  const command = addAskOptions(
    approach
      .command("ask")
      .description("Ask the lead a question, or for one tear further down: a place your copy withholds.")
      .argument("<text>", "what you need, and why"),
  );
  addToldOptions(command)
    .option("--document <name>", "the document the place is in")
    .option("--place <name>", "the place, as approach show names it: gap-2, stars-1, note-3")
    .addHelpText(
      "after",
      `
The clock of the answer starts at once; "approach show" prints when it is due. A place is named by what your own copy shows,
so that asking for it teaches you nothing of what stands there.

Examples:
  entente approach ask "May we quote paragraph 2?" --case salisbury-2018 --seat EST/desk
  entente approach ask "Our minister must know how sure this is." --document assessment --place gap-1 --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (text: string, options: QuestionOptions) => {
      if ((options.place === undefined) !== (options.document === undefined))
        throw new ServerError("REQUEST_INVALID", "Give --document and --place together, or neither.");
      const place =
        options.place === undefined || options.document === undefined
          ? null
          : { document: options.document, name: options.place };
      const body = { text, place, told: readTold(options) };
      const asked = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/questions", { params: { path }, body })),
      );
      printAnswer(options, terminal, {
        value: { id: asked.id, due: asked.due, place: asked.place?.name ?? null },
        lines: [
          `Asked: ${asked.id}${asked.place === null ? "" : `, for what stands ${asked.place.where}`}. An answer is due ${sayTime(asked.due, "UTC")}.`,
        ],
      });
    });
}

interface AnswerOptions extends AskOptions {
  readonly question?: string;
}

function addAnswerCommands(approach: Command, terminal: Terminal): void {
  addAskOptions(
    approach
      .command("answer")
      .description("Answer a member's question in words, or with an unsealing that was issued for it.")
      .argument("<member>", "who asked")
      .argument("<text>", "the answer, or what was opened"),
  )
    .option("--question <id>", "the question, or how its id begins (default: the oldest open one)")
    .option("--unsealing <digest>", "the digest of an issued unsealing, or its first twelve characters")
    .addHelpText(
      "after",
      `
An unsealing answers only if the member's copy now shows more at the very place it asked for.
Exit code: 0 answered, 1 a rule refuses, 2 it could not be done.

Examples:
  entente approach answer EST "Yes, all of it." --case salisbury-2018 --seat GBR/desk
  entente approach answer EST "Paragraph 20 is open to you now." --unsealing 5Jx0b1q2Wc3d --case salisbury-2018 --seat GBR/desk`,
    )
    .action(
      async (member: string, text: string, options: AnswerOptions & { readonly unsealing?: string }) => {
        const body = { question: options.question ?? null, text, unsealing: options.unsealing ?? null };
        const answer = await askInCase(options, terminal, (client, path) =>
          answerOf(
            client.POST("/api/cases/{case}/approaches/{member}/answer", {
              params: { path: { ...path, member } },
              body,
            }),
          ),
        );
        printStored(answer, options, terminal);
      },
    );
  addAskOptions(
    approach
      .command("refuse")
      .description("Refuse to open a place a member asked for, and say why.")
      .argument("<member>", "who asked")
      .argument("<reason>", "why not, in words that may be shown to the member"),
  )
    .option("--question <id>", "the question, or how its id begins (default: the oldest open one)")
    .addHelpText(
      "after",
      `
Exit code: 0 refused, 1 a rule refuses, 2 it could not be done.

Example:
  entente approach refuse EST "It would name somebody who helped us." --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (member: string, reason: string, options: AnswerOptions) => {
      const body = { question: options.question ?? null, reason };
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.POST("/api/cases/{case}/approaches/{member}/refusal", {
            params: { path: { ...path, member } },
            body,
          }),
        ),
      );
      printStored(answer, options, terminal);
    });
}

function printStored(answer: AnswerTo<"question.answer">, options: AnswerOptions, terminal: Terminal): void {
  const { member, outcome } = answer;
  const lines = [
    `Stored: ${outcome}. ${member} sees it with:  entente approach show${sayWhere(options, `${member}/desk`)}`,
  ];
  printAnswer(options, terminal, { value: answer, lines });
}

function addPointsCommand(approach: Command, terminal: Terminal): void {
  addAskOptions(
    approach
      .command("points")
      .description("Print talking points for a member, made from its own copies and its own past alone.")
      .argument("[member]", "its id (default: the seat's own)"),
  )
    .option("--history <files>", "further earlier cases (coalition-case/1) to look for precedents in, A,B")
    .addHelpText(
      "after",
      `
What stands in quotation marks is in the member's copy, letter for letter; numbers beside words of probability are those of
the scale the document uses. Precedents are looked for in the cases that come with the program, in cases of this node whose
record is public, and in the files given.

Examples:
  entente approach points --case salisbury-2018 --seat EST/desk
  entente approach points EST --history older/case.json --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (id: string | undefined, options: AskOptions & { readonly history?: string }) => {
      const history: unknown[] = [];
      for (const file of readList(options.history)) history.push(parseJson(await readFile(file, "utf8")));
      const made = await askInCase(options, terminal, (client, path) =>
        answerOf(
          client.POST("/api/cases/{case}/approaches/{member}/points", {
            params: { path: { ...path, member: id ?? "own" } },
            body: { history },
          }),
        ),
      );
      printAnswer(options, terminal, { value: made, lines: describePoints(made) });
    });
}

function describePoints({ copies, precedents }: AnswerTo<"approach.points">): string[] {
  return [
    ...copies.flatMap(({ document, title, banner, points }) => [
      `${title ?? document} (${banner})`,
      ...points.map(({ text }) => `  - ${text}`),
    ]),
    ...(precedents.length === 0 ? [] : ["What you did before"]),
    ...precedents.map(({ text }) => `  - ${text}`),
  ];
}
