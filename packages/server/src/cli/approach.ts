// `entente approach`: going to members, and reading what their silence is made of.
import type { Command } from "commander";
import { capacityOf, findQuestionState, sayCompany } from "@entente/core/arrangements";
import type { QuestionState } from "@entente/core/arrangements";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import {
  deliverApproaches,
  describeStanding,
  lapseApproaches,
  listApproaches,
  listCompanyTold,
  listQuestions,
  openApproaches,
  openOwnCut,
  readCopies,
  readTrails,
} from "../approaches/index.ts";
import type { Evidence, Standing } from "../approaches/index.ts";
import { arrangementsOf, isWithinHours, namesOf, sayInstant } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { tellOfCompany } from "../pledges/index.ts";
import type { Reader } from "../storage/index.ts";
import { addSpokenCommands } from "./approach-spoken.ts";
import { actInCase, addCaseOptions, readList } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
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
  addCaseOptions(
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
        options: CaseOptions & {
          readonly documents: string;
          readonly ask: string;
          readonly answerBy: string;
        },
      ) => {
        const ids = readList(members);
        const answerBy = readInstant(options.answerBy);
        const times = await actInCase(options, terminal, async (tx, act, { community, row }) => {
          const { ask } = options;
          await openApproaches(tx, act, {
            ...{ members: ids, documents: readList(options.documents), ask, answerBy, community },
          });
          return ids.map((member) => describeTime(row, member, answerBy));
        });
        if (options.json === true) terminal.printJson({ opened: times });
        else
          for (const { member, said, withinHours } of times)
            terminal.print(
              `Opened: ${member}, answer by ${said}${withinHours === false ? "; its desk is closed then" : ""}.`,
            );
      },
    );
  addCaseOptions(
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
    .action(async (members: string, options: CaseOptions) => {
      const delivered = readList(members);
      await actInCase(options, terminal, (tx, act) => deliverApproaches(tx, act, delivered));
      if (options.json === true) terminal.printJson({ delivered });
      else terminal.print(`Delivered: ${delivered.join(", ")}.`);
    });
  addCaseOptions(
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
    .action(async (options: CaseOptions) => {
      const lapsed = await actInCase(options, terminal, (tx, act) => lapseApproaches(tx, act));
      if (options.json === true) terminal.printJson({ lapsed });
      else terminal.print(lapsed.length === 0 ? "Nothing lapsed." : `Lapsed: ${lapsed.join(", ")}.`);
    });
  addCaseOptions(
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
    .action(async (member: string, options: CaseOptions) => {
      const range = await actInCase(options, terminal, (tx, act, { row, community }) =>
        tellOfCompany(tx, act, { member, community, arrangements: arrangementsOf(row) }),
      );
      if (options.json === true) terminal.printJson({ member, ...range });
      else terminal.print(`Told: ${member} would act with ${sayCompany(range, range.most)}.`);
    });
  addCaseOptions(
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
    .action(async (document: string, options: CaseOptions) => {
      await actInCase(options, terminal, (tx, act) => openOwnCut(tx, act, document));
      if (options.json === true) terminal.printJson({ document, opened: true });
      else terminal.print(`Opened: ${document}. "entente approach points" prints what can be said from it.`);
    });
}

function addReadCommands(approach: Command, terminal: Terminal): void {
  addCaseOptions(
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
    .action(async (options: CaseOptions) => {
      const rows = await actInCase(options, terminal, (tx, act, { row }) => readAll(tx, act, row));
      if (options.json === true) {
        terminal.printJson(rows);
        return;
      }
      for (const line of formatTable(
        rows.map(({ member, name, standing, evidence, questions }) => [
          ...[member, name, standing],
          evidence === null
            ? ""
            : `${sayInstant(evidence.at, "UTC")}, ${evidence.seat ?? "not written down"}`,
          countOpen(questions),
        ]),
      ))
        terminal.print(line);
    });
  addCaseOptions(
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
    .action(async (id: string | undefined, options: CaseOptions) => {
      const shown = await actInCase(options, terminal, async (tx, act, { row }) => {
        const member = id ?? act.seat.member;
        const one = (await readAll(tx, act, row)).find((approached) => approached.member === member);
        if (one === undefined)
          throw new ServerError(
            "NOT_FOUND",
            `${member} was not approached in this case, or you may not see it. Ask the lead's desk.`,
          );
        const copies = (await readCopies(tx, { view: openSeatView(act.seat, row), row }, member)).map(
          ({ points: _, ...copy }) => copy,
        );
        return { ...one, copies };
      });
      if (options.json === true) terminal.printJson(shown);
      else for (const line of describeApproach(shown)) terminal.print(line);
    });
}

interface TimeShown {
  readonly member: string;
  readonly answerBy: Instant;
  readonly timeZone: string;
  readonly said: string;
  /** Whether the member's desk is there then; null where its hours are not known. */
  readonly withinHours: boolean | null;
}

function describeTime(row: CaseRow, member: string, answerBy: Instant): TimeShown {
  const { timeZone, hours } = capacityOf(arrangementsOf(row), member);
  return {
    ...{ member, answerBy, timeZone, said: sayInstant(answerBy, timeZone) },
    withinHours: isWithinHours(hours, timeZone, answerBy),
  };
}

interface QuestionShown {
  readonly id: string;
  readonly state: QuestionState;
  readonly text: string;
  readonly asks: { readonly document: string; readonly place: string; readonly where: string } | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly due: Instant;
  readonly answer: { readonly text: string; readonly by: string; readonly at: Instant } | null;
}

interface ApproachShown extends TimeShown {
  readonly name: string;
  readonly ask: string;
  readonly standing: Standing;
  readonly evidence: Evidence | null;
  readonly trail: readonly Evidence[];
  readonly questions: readonly QuestionShown[];
  readonly company: { readonly said: string; readonly at: Instant } | null;
}

async function readAll(reader: Reader, act: Act, row: CaseRow): Promise<readonly ApproachShown[]> {
  const view = openSeatView(act.seat, act.of);
  const names = namesOf(row);
  const trails = await readTrails(reader, view);
  const questions = Map.groupBy(await listQuestions(reader, view), ({ member }) => member);
  const company = new Map((await listCompanyTold(reader, view)).map((told) => [told.member, told]));
  return (await listApproaches(reader, view)).map(({ member, ask, answerBy }) => {
    const trail = trails.get(member) ?? [];
    const told = company.get(member);
    return {
      ...describeTime(row, member, answerBy),
      ...{ name: names[member] ?? member, ask, trail, ...describeStanding(trail) },
      questions: (questions.get(member) ?? []).map(({ place, answer, ...question }) => ({
        ...{ id: question.id, text: question.text, due: question.due },
        ...{ askedBy: question.askedBy, askedAt: question.askedAt, answer },
        state: findQuestionState({ due: question.due, outcome: answer?.outcome ?? null }, act.at),
        asks: place === null ? null : { document: place.document, place: place.name, where: place.where },
      })),
      company: told === undefined ? null : { said: sayCompany(told, told.most), at: told.at },
    };
  });
}

function countOpen(questions: readonly QuestionShown[]): string {
  const count = (state: QuestionState): number => questions.filter((one) => one.state === state).length;
  const [open, overdue] = [count("open"), count("overdue")];
  if (open + overdue === 0) return "";
  return `${open + overdue} to answer${overdue === 0 ? "" : `, ${overdue} overdue`}`;
}

function describeApproach({
  copies,
  ...shown
}: ApproachShown & {
  readonly copies: readonly Omit<Awaited<ReturnType<typeof readCopies>>[number], "points">[];
}): string[] {
  const { evidence, timeZone, withinHours } = shown;
  const closed = withinHours === false ? "; the desk is closed then" : "";
  return [
    `${shown.member}  ${shown.name}`,
    `  ask         ${shown.ask}`,
    `  answer by   ${shown.said}${closed}`,
    `  stands      ${shown.standing}${evidence === null ? "" : `, by ${sayEvidence(evidence)}`}`,
    ...(shown.company === null
      ? []
      : [`  company     ${shown.company.said}, told ${sayInstant(shown.company.at, timeZone)}`]),
    "  evidence",
    ...formatTable(
      shown.trail.map((one) => [
        ...[sayInstant(one.at, "UTC"), one.says, one.row, one.seat ?? "not written down", one.what],
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
  return `${row} of ${sayInstant(at, "UTC")}, ${seat ?? "not written down"}${what === "" ? "" : `: ${what}`}`;
}

function describeQuestion({ id, state, text, asks, due, answer }: QuestionShown, timeZone: string): string[] {
  const place = asks === null ? "" : ` Asks for ${asks.place}, ${asks.where}, of ${asks.document}.`;
  return [
    `    ${id}  ${state}: ${text}${place}`,
    answer === null
      ? `      answer due ${sayInstant(due, timeZone)}`
      : `      ${answer.text} (${answer.by}, ${sayInstant(answer.at, "UTC")})`,
  ];
}
