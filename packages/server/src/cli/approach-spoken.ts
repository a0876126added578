// `entente approach ask | answer | refuse | points`: what a member asks, what it is told, and what it can say at home.
import type { Command } from "commander";
import type { EarlierCase, Precedent } from "@entente/core/arrangements";
import { parseJson } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSeatView } from "../access/index.ts";
import { answerQuestion, askQuestion, readCopies, readPrecedents } from "../approaches/index.ts";
import type { AnswerToQuestion, ReadCopy } from "../approaches/index.ts";
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
    .action(async (id: string | undefined, options: CaseOptions & { readonly history?: string }) => {
      const files = [...(await listBuiltIn()), ...readList(options.history)];
      const builtIn: EarlierCase[] = [];
      for (const file of files) builtIn.push(readCaseFile(parseJson(await readFile(file, "utf8"))));
      const made = await actInCase(options, terminal, async (tx, act, { row }) => {
        const member = id ?? act.seat.member;
        const copies = await readCopies(tx, { view: openSeatView(act.seat, row), row }, member);
        return {
          member,
          copies: copies.map(({ document, title, banner, points }) => ({ document, title, banner, points })),
          precedents: await readPrecedents(
            tx,
            { view: openSeatView(act.seat, row), row, at: act.at },
            { member, builtIn },
          ),
        };
      });
      if (options.json === true) terminal.printJson(made);
      else for (const line of describePoints(made)) terminal.print(line);
    });
}

const SCENARIOS = fileURLToPath(new URL("../../../../scenarios/", import.meta.url));

/** Case files that come with the program. */
async function listBuiltIn(): Promise<readonly string[]> {
  const folders = await readdir(SCENARIOS).catch(() => []);
  return folders.map((name) => join(SCENARIOS, name, "case.json")).filter((file) => existsSync(file));
}

function describePoints({
  copies,
  precedents,
}: {
  readonly copies: readonly Pick<ReadCopy, "document" | "title" | "banner" | "points">[];
  readonly precedents: readonly Precedent[];
}): string[] {
  return [
    ...copies.flatMap(({ document, title, banner, points }) => [
      `${title ?? document} (${banner})`,
      ...points.map(({ text }) => `  - ${text}`),
    ]),
    ...(precedents.length === 0 ? [] : ["What you did before"]),
    ...precedents.map(({ text }) => `  - ${text}`),
  ];
}
