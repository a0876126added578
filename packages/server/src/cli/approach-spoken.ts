// `entente approach ask | answer | refuse | points`: what a member asks, what it is told, and what it can say at home.
import type { Command } from "commander";
import { listPrecedents } from "@entente/core/arrangements";
import type { EarlierCase } from "@entente/core/arrangements";
import { parseJson } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
import { readFile } from "node:fs/promises";
import { answerQuestion, askQuestion, readCopies } from "../approaches/index.ts";
import type { AnswerToQuestion } from "../approaches/index.ts";
import { arrangementsOf, sayInstant } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { readDigestStart } from "../releases/index.ts";
import { actInCase, addCaseOptions, readList, sayData } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { addToldOptions, readTold } from "./position.ts";
import type { ToldOptions } from "./position.ts";
import type { Terminal } from "./terminal.ts";

export function addSpokenCommands(approach: Command, terminal: Terminal): void {
  addAskCommand(approach, terminal);
  addAnswerCommands(approach, terminal);
  addPointsCommand(approach, terminal);
}

interface AskOptions extends CaseOptions, ToldOptions {
  readonly document?: string;
  readonly place?: string;
}

function addAskCommand(approach: Command, terminal: Terminal): void {
  const command = addCaseOptions(
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
    .action(async (text: string, options: AskOptions) => {
      if ((options.place === undefined) !== (options.document === undefined))
        throw new ServerError("REQUEST_INVALID", "Give --document and --place together, or neither.");
      const place =
        options.place === undefined || options.document === undefined
          ? null
          : { document: options.document, name: options.place };
      const asked = await actInCase(options, terminal, (tx, act, { row }) =>
        askQuestion(tx, act, { text, place, told: readTold(options), arrangements: arrangementsOf(row) }),
      );
      if (options.json === true)
        terminal.printJson({ id: asked.id, due: asked.due, place: asked.place?.name ?? null });
      else
        terminal.print(
          `Asked: ${asked.id}${asked.place === null ? "" : `, for what stands ${asked.place.where}`}. An answer is due ${sayInstant(asked.due, "UTC")}.`,
        );
    });
}

interface AnswerOptions extends CaseOptions {
  readonly question?: string;
}

function addAnswerCommands(approach: Command, terminal: Terminal): void {
  addCaseOptions(
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
        const answer: AnswerToQuestion =
          options.unsealing === undefined
            ? { outcome: "answered", text }
            : { outcome: "unsealed", text, planDigest: readDigestStart(options.unsealing) };
        await give(member, answer, options, terminal);
      },
    );
  addCaseOptions(
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
    .action(async (member: string, reason: string, options: AnswerOptions) =>
      give(member, { outcome: "refused", text: reason }, options, terminal),
    );
}

async function give(
  member: string,
  answer: AnswerToQuestion,
  options: AnswerOptions,
  terminal: Terminal,
): Promise<void> {
  const questionId = options.question ?? null;
  await actInCase(options, terminal, (tx, act) => answerQuestion(tx, act, { member, questionId, answer }));
  if (options.json === true) terminal.printJson({ member, outcome: answer.outcome });
  else
    terminal.print(
      `Stored: ${answer.outcome}. ${member} sees it with:  entente approach show --case ${options.case} --seat ${member}/desk${sayData(options)}`,
    );
}

function addPointsCommand(approach: Command, terminal: Terminal): void {
  addCaseOptions(
    approach
      .command("points")
      .description("Print talking points for a member, made from its own copies and its own past alone.")
      .argument("[member]", "its id (default: the seat's own)"),
  )
    .option("--history <files>", "earlier cases (coalition-case/1) to look for precedents in, A,B")
    .addHelpText(
      "after",
      `
What stands in quotation marks is in the member's copy, letter for letter; numbers beside words of probability are those of
the scale the document uses.

Examples:
  entente approach points --case salisbury-2018 --seat EST/desk
  entente approach points EST --history scenarios/litvinenko-2006/case.json --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (id: string | undefined, options: CaseOptions & { readonly history?: string }) => {
      const earlier: EarlierCase[] = [];
      for (const file of readList(options.history))
        earlier.push(readCaseFile(parseJson(await readFile(file, "utf8"))));
      const made = await actInCase(options, terminal, async (tx, act, { row }) => {
        const member = id ?? act.seat.member;
        const copies = await readCopies(tx, act, member);
        const precedents = listPrecedents(
          earlier.filter((one) => one.id !== row.slug),
          { member, before: row.clock.slice(0, 10), kinds: arrangementsOf(row).kinds },
        );
        return {
          member,
          copies: copies.map(({ document, title, banner, points }) => ({ document, title, banner, points })),
          precedents,
        };
      });
      if (options.json === true) {
        terminal.printJson(made);
        return;
      }
      for (const { document, title, banner, points } of made.copies) {
        terminal.print(`${title ?? document} (${banner})`);
        for (const { text } of points) terminal.print(`  - ${text}`);
      }
      if (made.precedents.length > 0) terminal.print("What you did before");
      for (const { text } of made.precedents) terminal.print(`  - ${text}`);
    });
}
