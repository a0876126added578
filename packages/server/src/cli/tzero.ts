// `entente tzero …`: the common instant of a case, from its setting to what came of it.
import { readFile } from "node:fs/promises";
import { decodeUtf8, readInstant } from "@entente/core/encoding";
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { readinessItems } from "../t-zero/index.ts";
import type { ItemState, ReadinessItem } from "../t-zero/index.ts";
import { printAnswer, sayTime } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase, readList } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { addSharedCommands } from "./tzero-shared.ts";
import { describeDone, describeShown, describeWidth, sayLeft } from "./tzero-text.ts";

export function addTZeroCommands(program: Command, terminal: Terminal): void {
  const tzero = program
    .command("tzero")
    .description("The instant at which armed measures and texts open together, all or none.");
  addBefore(tzero, terminal);
  addActs(tzero, terminal);
  addOpening(tzero, terminal);
  addAfter(tzero, terminal);
  addSharedCommands(tzero, terminal);
}

function addBefore(tzero: Command, terminal: Terminal): void {
  command(tzero, "set", "Set the instant, or set it anew while nothing is armed.", "GBR/release-authority")
    .requiredOption("--instant <instant>", "in UTC, such as 2018-03-26T13:00:00Z")
    .option(
      "--members <members>",
      "who is asked to be ready: DEU,FRA; whoever acts by the locked pledges is asked anyway",
    )
    .action(async (options: AskOptions & { readonly instant: string; readonly members?: string }) => {
      const instant = readInstant(options.instant);
      const members = readList(options.members);
      const body = { instant, members: [...members] };
      const set = await onTZero(options, terminal, (client, params) =>
        answerOf(client.POST("/api/cases/{case}/t-zero", { params, body })),
      );
      say(options, terminal, set, [`T-0 is set for ${sayTime(set.instant, "UTC")}.`]);
    });
  command(
    tzero,
    "ready",
    "Say how ready your member is, and put the text in place that opens at T-0.",
    "DEU/desk",
  )
    .option("--done <items>", `items that are done: ${readinessItems.join(",")}`)
    .option("--not-needed <items>", "items that your member does not need")
    .option("--open <items>", "items that are open again")
    .option("--text <file>", "the text; until T-0 nobody but your member reads it, the lead included")
    .action(async (options: AskOptions & ReadyOptions) => {
      const items = readItems(options);
      const text = options.text === undefined ? null : decodeUtf8(await readFile(options.text));
      const own = await onTZero(options, terminal, (client, params) =>
        answerOf(client.POST("/api/cases/{case}/t-zero/readiness", { params, body: { items, text } })),
      );
      say(options, terminal, own, [
        `${own.member}: ${describeItems(own.items)}; ${own.hasText ? "text in place" : "no text"}.`,
      ]);
    });
  command(
    tzero,
    "show",
    "Show T-0 as far as your seat sees it: the lead how ready all are, a member its own package.",
    "DEU/desk",
  ).action(async (options: AskOptions) => {
    const shown = await onTZero(options, terminal, (client, params) =>
      answerOf(client.GET("/api/cases/{case}/t-zero", { params })),
    );
    say(options, terminal, shown, describeShown(shown));
  });
  command(
    tzero,
    "arm",
    "Arm: close every package as it is, with the measures of the locked pledges.",
    "GBR/release-authority",
  )
    .option("--open <n>", "how many readiness items of those who act are still open, when there are any", "0")
    .action(async (options: AskOptions & { readonly open: string }) => {
      const body = { unreadySeen: Number(options.open) };
      const armed = await onTZero(options, terminal, (client, params) =>
        answerOf(client.POST("/api/cases/{case}/t-zero/arming", { params, body })),
      );
      say(options, terminal, armed, [`Armed: ${armed.packages} packages.`]);
    });
  command(
    tzero,
    "countdown",
    "Say when T-0 is due, in UTC and in your member's time, and how long it is until then.",
    "DEU/desk",
  ).action(async (options: AskOptions) => {
    const told = await onTZero(options, terminal, (client, params) =>
      answerOf(client.GET("/api/cases/{case}/t-zero/countdown", { params })),
    );
    say(options, terminal, told, [`T-0 is ${told.state}, due at ${told.said}.`, sayLeft(told.secondsLeft)]);
  });
}

interface ReadyOptions {
  readonly done?: string;
  readonly notNeeded?: string;
  readonly open?: string;
  readonly text?: string;
}

function addActs(tzero: Command, terminal: Terminal): void {
  const acts = [
    [
      "hold",
      "Hold, as the community's written rule lets your member: for all, or for itself.",
      "/api/cases/{case}/t-zero/hold",
    ],
    ["resume", "End your member's hold.", "/api/cases/{case}/t-zero/resumption"],
    [
      "lift",
      "End the silence now, as whom the rule names may: everything opens at once.",
      "/api/cases/{case}/t-zero/lift",
    ],
    ["exit", "Leave: what that does to the others is the community's rule.", "/api/cases/{case}/t-zero/exit"],
  ] as const;
  for (const [name, description, address] of acts)
    command(tzero, name, description, name === "lift" ? "GBR/release-authority" : "DEU/desk")
      .requiredOption("--reason <text>", "why, for the journal of the case")
      .action(async (options: AskOptions & { readonly reason: string }) => {
        const { reason } = options;
        const outcome = await onTZero(options, terminal, (client, params) =>
          answerOf(client.POST(address, { params, body: { reason } })),
        );
        sayOutcome(options, terminal, outcome);
      });
  command(
    tzero,
    "embargo",
    "Say that your member keeps silent no longer than until an instant: the shortest wins.",
    "DEU/desk",
  )
    .requiredOption("--reason <text>", "why, for the journal of the case")
    .requiredOption("--until <instant>", "the last instant of silence, in UTC")
    .action(async (options: AskOptions & { readonly reason: string; readonly until: string }) => {
      const body = { reason: options.reason, until: readInstant(options.until) };
      const outcome = await onTZero(options, terminal, (client, params) =>
        answerOf(client.POST("/api/cases/{case}/t-zero/embargo", { params, body })),
      );
      sayOutcome(options, terminal, outcome);
    });
  command(
    tzero,
    "stand-down",
    "Stand T-0 down: nothing opens, and pledges are free again.",
    "GBR/release-authority",
  )
    .requiredOption("--reason <text>", "why, for the journal of the case")
    .action(async (options: AskOptions & { readonly reason: string }) => {
      const body = { reason: options.reason };
      const answer = await onTZero(options, terminal, (client, params) =>
        answerOf(client.POST("/api/cases/{case}/t-zero/stand-down", { params, body })),
      );
      say(options, terminal, answer, [
        "T-0 is stood down. Pledges are free again; sealed ones have lapsed and are placed anew.",
      ]);
    });
}

function addOpening(tzero: Command, terminal: Terminal): void {
  command(
    tzero,
    "open",
    "Open what is due. A running node does it by itself in a real case; an exercise is opened by whoever moves its clock.",
    "GBR/release-authority",
  ).action(async (options: AskOptions) => {
    const opening = await onTZero(options, terminal, (client, params) =>
      answerOf(client.POST("/api/cases/{case}/t-zero/opening", { params })),
    );
    if (opening.outcome === "stood-down") process.exitCode = EXIT_NO;
    const { openedAt, lateMs, packages, leftOut } = opening;
    say(options, terminal, opening, [
      opening.outcome === "stood-down"
        ? `Nothing opened, and T-0 is stood down: ${opening.because ?? ""}`
        : `${packages} packages ${opening.outcome === "opened" ? "opened" : "had opened already"} at ${openedAt ?? ""}, ${lateMs ?? 0} ms after they were due${leftOut.length === 0 ? "" : `; left out: ${leftOut.join(", ")}`}.`,
    ]);
  });
  command(
    tzero,
    "rehearse",
    "Rehearse the opening in an exercise: every package is gone through, and nothing opens.",
    "GBR/release-authority",
  ).action(async (options: AskOptions) => {
    const rehearsed = await onTZero(options, terminal, (client, params) =>
      answerOf(client.POST("/api/cases/{case}/t-zero/rehearsal", { params })),
    );
    const { packages, widthMs, unready, withoutText, damaged } = rehearsed;
    if (damaged.length > 0) process.exitCode = EXIT_NO;
    say(options, terminal, rehearsed, [
      "REHEARSAL. Nothing was opened.",
      `${packages} packages gone through, ${widthMs} ms from the first to the last.`,
      `${unready} readiness items open; without a text: ${withoutText.length === 0 ? "none" : withoutText.join(", ")}.`,
      ...(damaged.length === 0 ? [] : [`Not what was committed: ${damaged.join(", ")}. Run "entente fsck".`]),
    ]);
  });
}

function addAfter(tzero: Command, terminal: Terminal): void {
  command(tzero, "width", "Say how wide T-0 was: opened, and announced.", "GBR/desk").action(
    async (options: AskOptions) => {
      const came = await onTZero(options, terminal, (client, params) =>
        answerOf(client.GET("/api/cases/{case}/t-zero/width", { params })),
      );
      say(options, terminal, came, describeWidth(came));
    },
  );
  command(
    tzero,
    "done",
    "Pledged against done, from the recorded measures, and who is to be reminded.",
    "GBR/desk",
  )
    .option(
      "--as-of <day>",
      "count what was announced up to this day (default: today, or the exercise's day)",
    )
    .action(async (options: AskOptions & { readonly asOf?: string }) => {
      const query = options.asOf === undefined ? {} : { asOf: options.asOf };
      const done = await onTZero(options, terminal, (client, params) =>
        answerOf(client.GET("/api/cases/{case}/t-zero/done", { params: { ...params, query } })),
      );
      say(options, terminal, done, describeDone(done));
    });
}

function command(tzero: Command, name: string, description: string, seat: string): Command {
  return addAskOptions(tzero.command(name).description(description))
    .option("--at <instant>", "in an exercise: when it happens on its clock, which moves there")
    .addHelpText("after", `\nExample:\n  entente tzero ${name} --case salisbury-2018 --seat ${seat} …`);
}

/** Asks about the T-0 of a case, at the exercise's own time where `--at` names it. */
async function onTZero<T>(
  { at, ...options }: AskOptions,
  terminal: Terminal,
  work: (client: NodeClient, params: { readonly path: { readonly case: string } }) => Promise<T>,
): Promise<T> {
  const moment = at === undefined ? {} : { at: readInstant(at) };
  return askInCase({ ...options, ...moment }, terminal, (client, path) => work(client, { path }));
}

function sayOutcome(options: AskOptions, terminal: Terminal, outcome: AnswerTo<"t-zero.hold">): void {
  const { state, dueAt, opening } = outcome;
  say(options, terminal, outcome, [
    state === "armed"
      ? `T-0 is due at ${sayTime(dueAt, "UTC")}.`
      : state === "opened"
        ? `T-0 has opened at ${opening?.openedAt ?? ""}.`
        : "T-0 is stood down.",
  ]);
}

function readItems({ done, notNeeded, open }: ReadyOptions) {
  const named: readonly (readonly [string | undefined, ItemState])[] = [
    [done, "done"],
    [notNeeded, "not-needed"],
    [open, "open"],
  ];
  return named.flatMap(([list, state]) =>
    readList(list).map((word) => {
      const item = readinessItems.find((one) => one === word);
      if (item === undefined)
        throw new ServerError(
          "REQUEST_INVALID",
          `"${word}" is no readiness item; they are ${readinessItems.join(", ")}.`,
        );
      return { item, state };
    }),
  );
}

function describeItems(items: Readonly<Record<ReadinessItem, ItemState>>): string {
  return readinessItems.map((item) => `${item} ${items[item]}`).join(", ");
}

function say(options: AskOptions, terminal: Terminal, value: unknown, lines: readonly string[]): void {
  printAnswer(options, terminal, { value, lines });
}
