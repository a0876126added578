// `entente tzero …`: the common instant of a case, from its setting to what came of it.
import { readFile } from "node:fs/promises";
import { capacityOf } from "@entente/core/arrangements";
import type { TZeroRules } from "@entente/core/arrangements";
import { decodeUtf8, epochMilliseconds, readDay, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { Command } from "commander";
import { openSeatView } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { advanceClock, arrangementsOf, communityOf, findCase, sayInstant } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import {
  actOnTZero,
  armTZero,
  findTZero,
  openTZero,
  readAfterwards,
  readinessItems,
  rehearseTZero,
  setTZero,
  showTZero,
  standDownTZero,
  stateReadiness,
} from "../t-zero/index.ts";
import type { ItemState, ReadinessItem, TZeroWish, WhatCame } from "../t-zero/index.ts";
import { actInCase, addCaseOptions, readList } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { describeDone, describeShown, describeWidth, sayLeft } from "./tzero-text.ts";

interface TZeroOptions extends CaseOptions {
  readonly at?: string;
}

interface Place {
  readonly tx: Transactor;
  readonly act: Act;
  readonly row: CaseRow;
  readonly view: View;
  readonly rules: TZeroRules;
}

export function addTZeroCommands(program: Command, terminal: Terminal): void {
  const tzero = program
    .command("tzero")
    .description("The instant at which armed measures and texts open together, all or none.");
  addBefore(tzero, terminal);
  addActs(tzero, terminal);
  addOpening(tzero, terminal);
  addAfter(tzero, terminal);
}

function addBefore(tzero: Command, terminal: Terminal): void {
  command(tzero, "set", "Set the instant, or set it anew while nothing is armed.", "GBR/release-authority")
    .requiredOption("--instant <instant>", "in UTC, such as 2018-03-26T13:00:00Z")
    .option(
      "--members <members>",
      "who is asked to be ready: DEU,FRA; whoever acts by the locked pledges is asked anyway",
    )
    .action(async (options: TZeroOptions & { readonly instant: string; readonly members?: string }) => {
      const instant = readInstant(options.instant);
      const members = readList(options.members);
      await onTZero(options, terminal, ({ tx, act, row }) =>
        setTZero(tx, act, { instant, members, community: communityOf(row) }),
      );
      say(options, terminal, { instant, members }, [`T-0 is set for ${sayInstant(instant, "UTC")}.`]);
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
    .action(async (options: TZeroOptions & ReadyOptions) => {
      const items = readItems(options);
      const text = options.text === undefined ? null : decodeUtf8(await readFile(options.text));
      const own = await onTZero(options, terminal, async ({ tx, act, view }) => {
        await stateReadiness(tx, act, { items, text });
        return (
          (await showTZero(tx, view))?.readiness.find(({ member }) => member === act.seat.member) ?? null
        );
      });
      const lines =
        own === null
          ? []
          : [`${own.member}: ${describeItems(own.items)}; ${own.hasText ? "text in place" : "no text"}.`];
      say(options, terminal, own, lines);
    });
  command(
    tzero,
    "show",
    "Show T-0 as far as your seat sees it: the lead how ready all are, a member its own package.",
    "DEU/desk",
  ).action(async (options: TZeroOptions) => {
    const shown = await onTZero(options, terminal, async ({ tx, view, row, act }) => ({
      ...(await requireShown(tx, view)),
      timeZone: capacityOf(arrangementsOf(row), act.seat.member).timeZone,
    }));
    say(options, terminal, shown, describeShown(shown, shown.timeZone));
  });
  command(
    tzero,
    "arm",
    "Arm: close every package as it is, with the measures of the locked pledges.",
    "GBR/release-authority",
  )
    .option("--open <n>", "how many readiness items of those who act are still open, when there are any", "0")
    .action(async (options: TZeroOptions & { readonly open: string }) => {
      const armed = await onTZero(options, terminal, ({ tx, act }) =>
        armTZero(tx, act, { unreadySeen: Number(options.open) }),
      );
      say(options, terminal, armed, [`Armed: ${armed.packages} packages.`]);
    });
  command(
    tzero,
    "countdown",
    "Say when T-0 is due, in UTC and in your member's time, and how long it is until then.",
    "DEU/desk",
  ).action(async (options: TZeroOptions) => {
    const told = await onTZero(options, terminal, async ({ tx, view, row, act }) => {
      const { state, instant, dueAt } = await requireShown(tx, view);
      const { timeZone } = capacityOf(arrangementsOf(row), act.seat.member);
      const secondsLeft = Math.ceil((epochMilliseconds(dueAt) - epochMilliseconds(act.at)) / 1000);
      return { state, instant, dueAt, now: act.at, secondsLeft, timeZone, said: sayInstant(dueAt, timeZone) };
    });
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
  const acts: readonly (readonly [TZeroWish["act"], string])[] = [
    ["hold", "Hold, as the community's written rule lets your member: for all, or for itself."],
    ["resume", "End your member's hold."],
    ["embargo", "Say that your member keeps silent no longer than until an instant: the shortest wins."],
    ["lift", "End the silence now, as whom the rule names may: everything opens at once."],
    ["exit", "Leave: what that does to the others is the community's rule."],
  ];
  for (const [name, description] of acts) {
    const one = command(tzero, name, description, name === "lift" ? "GBR/release-authority" : "DEU/desk");
    one.requiredOption("--reason <text>", "why, for the journal of the case");
    if (name === "embargo") one.requiredOption("--until <instant>", "the last instant of silence, in UTC");
    one.action(async (options: TZeroOptions & { readonly reason: string; readonly until?: string }) => {
      const until = options.until === undefined ? null : readInstant(options.until);
      const outcome = await onTZero(options, terminal, ({ tx, act, rules }) =>
        actOnTZero(tx, act, { wish: { act: name, until, reason: options.reason }, rules }),
      );
      say(options, terminal, outcome, [
        outcome.state === "armed"
          ? `T-0 is due at ${sayInstant(outcome.dueAt, "UTC")}.`
          : outcome.state === "opened"
            ? `T-0 has opened at ${outcome.opening?.openedAt ?? ""}.`
            : "T-0 is stood down.",
      ]);
    });
  }
  command(
    tzero,
    "stand-down",
    "Stand T-0 down: nothing opens, and pledges are free again.",
    "GBR/release-authority",
  )
    .requiredOption("--reason <text>", "why, for the journal of the case")
    .action(async (options: TZeroOptions & { readonly reason: string }) => {
      await onTZero(options, terminal, ({ tx, act }) => standDownTZero(tx, act, options.reason));
      say(options, terminal, { state: "stood-down" }, [
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
  ).action(async (options: TZeroOptions) => {
    const opening = await onTZero(options, terminal, ({ tx, act, rules }) => openTZero(tx, act, rules));
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
  ).action(async (options: TZeroOptions) => {
    const rehearsed = await onTZero(options, terminal, ({ tx, act }) => rehearseTZero(tx, act));
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
    async (options: TZeroOptions) => {
      const came = await onTZero(options, terminal, (place) => requireOpened(place, undefined));
      const { rule: _, items: __, reminders: ___, ...width } = came;
      say(options, terminal, width, describeWidth(came));
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
    .action(async (options: TZeroOptions & { readonly asOf?: string }) => {
      const { rule, asOf, items, reminders } = await onTZero(options, terminal, (place) =>
        requireOpened(place, options.asOf),
      );
      say(
        options,
        terminal,
        { rule, asOf, items, reminders },
        describeDone({ rule, asOf, items, reminders }),
      );
    });
}

function command(tzero: Command, name: string, description: string, seat: string): Command {
  return addCaseOptions(tzero.command(name).description(description))
    .option("--at <instant>", "in an exercise: when it happens on its clock, which moves there")
    .addHelpText("after", `\nExample:\n  entente tzero ${name} --case salisbury-2018 --seat ${seat} …`);
}

/** Works on the T-0 of a case, at the exercise's own time where `--at` names it. */
async function onTZero<T>(
  options: TZeroOptions,
  terminal: Terminal,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const at = options.at === undefined ? null : readInstant(options.at);
  return actInCase(options, terminal, async (tx, given) => {
    const row = await findCase(tx, options.case);
    if (row === null) throw new RangeError("the case was found a moment ago");
    const act = { ...given, at: at === null ? given.at : moveClock(row, at) };
    if (at !== null) await advanceClock(tx, row.id, at);
    return work({ tx, act, row, view: openSeatView(act.seat, row), rules: arrangementsOf(row).tZero });
  });
}

function moveClock(row: CaseRow, at: Instant): Instant {
  if (!row.exercise)
    throw new ServerError("REQUEST_INVALID", "A real case has no clock to be moved: leave --at out.");
  if (at < row.clock)
    throw new ServerError(
      "REQUEST_INVALID",
      `The clock of this exercise stands at ${row.clock} and does not go back.`,
    );
  return at;
}

async function requireShown(tx: Transactor, view: View) {
  const shown = await showTZero(tx, view);
  if (shown === null)
    throw new ServerError(
      "NOT_FOUND",
      "There is no T-0 in this case, or you may not see it. The lead's desk can say more.",
    );
  return shown;
}

async function requireOpened({ tx, view, act, row }: Place, asOf: string | undefined): Promise<WhatCame> {
  const came = await readAfterwards(tx, view, {
    row,
    now: act.at,
    asOf: asOf === undefined ? null : readDay(asOf),
  });
  if (came !== null) return came;
  const state = (await findTZero(tx, view))?.state ?? "not set, or not yours to see";
  throw new ServerError(
    "NOT_FOUND",
    `T-0 is ${state}: there is nothing to look back on before it has opened.`,
  );
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

function say(options: TZeroOptions, terminal: Terminal, json: unknown, lines: readonly string[]): void {
  if (options.json === true) terminal.printJson(json);
  else for (const line of lines) terminal.print(line);
}
