// `entente whatif`: what a coalition would come to if members did otherwise, who holds it up, and whom to persuade. Nothing
// is stored and nobody is told; sealed pledges take no part.
import {
  askAboutEach,
  askWhatIf,
  findKeystones,
  findRobustness,
  resolvePledges,
} from "@entente/core/coalition";
import type { Command } from "commander";
import {
  findCheapestPersuasion,
  readChanges,
  readNames,
  readNumbers,
  readOffers,
  readTarget,
} from "../persuasion/index.ts";
import { EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { readAsked, usage } from "./whatif-input.ts";
import type { AskedWithLimits, ChangeOptions, WhatIfOptions } from "./whatif-input.ts";
import {
  formatEach,
  formatKeystones,
  formatPersuasion,
  formatRobustness,
  formatWhatIf,
} from "./whatif-text.ts";

const DEFAULT_EFFORT = 300_000;

export function addWhatIfCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("whatif")
    .description("What if a member joins, raises or withdraws; who holds a coalition up; whom to persuade.");
  addAsk(group, terminal);
  addKeystones(group, terminal);
  addRobustness(group, terminal);
  addPersuade(group, terminal);
}

function addAsk(group: Command, terminal: Terminal): void {
  // The default, so that `entente whatif --withdraws ITA` is a whole question.
  addSourceOptions(group.command("ask", { isDefault: true }))
    .description("What changes come to; without any, what each member's own change would.")
    .option(
      "--joins <members>",
      'members that act without condition: HUN,SRB or "HUN: 2 expulsions"',
      collect,
    )
    .option(
      "--raises <members>",
      'members that do more: POL, "POL: 3" (a level) or "POL: 6 expulsions"',
      collect,
    )
    .option("--withdraws <members>", "members whose pledges are gone: ITA,FRA", collect)
    .addHelpText(
      "after",
      `
Examples:
  entente whatif --file pledges.json --withdraws ITA
  entente whatif --file pledges.json --joins "HUN: 2 expulsions" --raises POL
  entente whatif --case salisbury-2018 --seat GBR/desk
  entente whatif keystones --file pledges.json --target 20
  entente whatif persuade --file pledges.json --target "150 expulsions"`,
    )
    .action(async (options: WhatIfOptions & ChangeOptions) => {
      const asked = await readAsked(options, terminal);
      const now = resolvePledges(asked.set);
      const changes = readChanges(
        { joins: options.joins ?? [], raises: options.raises ?? [], withdraws: options.withdraws ?? [] },
        asked,
        now.levels,
      );
      if (changes.length === 0) {
        const answers = askAboutEach(asked.set);
        print({ options, terminal, asked }, { acting: now.acting.length, answers }, () =>
          formatEach(answers, now.acting.length),
        );
        return;
      }
      const answer = askWhatIf(asked.set, changes);
      print({ options, terminal, asked }, { changes, ...answer }, () =>
        formatWhatIf(changes, answer, asked.kinds),
      );
    });
}

function addKeystones(group: Command, terminal: Terminal): void {
  addSourceOptions(group.command("keystones"))
    .description("The members without which the coalition shrinks most, the heaviest loss first.")
    .option("--target <target>", 'say who alone takes it below: 20, "100 expulsions" or DEU,FRA')
    .addHelpText("after", "\nExample:\n  entente whatif keystones --file pledges.json --target 20")
    .action(async (options: WhatIfOptions & { readonly target?: string }) => {
      const asked = await readAsked(options, terminal);
      const target = options.target === undefined ? null : readTarget(options.target, asked);
      // Without a target the question is whether anybody is left.
      const found = findKeystones(asked.set, target ?? { kind: "acting", atLeast: 1 });
      print({ options, terminal, asked }, { target, ...found }, () =>
        formatKeystones(found, target, asked.kinds),
      );
    });
}

function addRobustness(group: Command, terminal: Terminal): void {
  addSourceOptions(group.command("robustness"))
    .description("How many withdrawals take the coalition below a target, and whose.")
    .requiredOption("--target <target>", 'what it is to stay at: 20, "100 expulsions" or DEU,FRA')
    .option("--staying <members>", "who does not withdraw, such as the lead: GBR")
    .option("--effort <resolutions>", `how many resolutions to search with (default: ${DEFAULT_EFFORT})`)
    .addHelpText("after", "\nExample:\n  entente whatif robustness --file pledges.json --target 20")
    .action(
      async (
        options: WhatIfOptions & {
          readonly target: string;
          readonly effort?: string;
          readonly staying?: string;
        },
      ) => {
        const asked = await readAsked(options, terminal);
        const target = readTarget(options.target, asked);
        const found = findRobustness(asked.set, target, {
          effort: readEffort(options.effort),
          staying: readNames(options.staying ?? "", asked),
        });
        print({ options, terminal, asked }, { target, ...found }, () =>
          formatRobustness(found, target, asked.kinds),
        );
      },
    );
}

function addPersuade(group: Command, terminal: Terminal): void {
  addSourceOptions(group.command("persuade"))
    .description(
      "The cheapest members to persuade so that a target is reached, each to act without condition.",
    )
    .requiredOption("--target <target>", 'what is to be reached: 20, "100 expulsions" or DEU,FRA')
    .option("--costs <costs>", "what persuading costs, 1 where nothing is said: DEU=3,FRA=2")
    .option("--levels <levels>", "the level a member is persuaded to, its first where nothing is said: POL=2")
    .option(
      "--also <members>",
      'who may be asked for more than it pledged: HUN,SRB or "HUN: 2 expulsions"',
      collect,
    )
    .option("--never <members>", "who is not to be asked: ITA,GRC")
    .addHelpText(
      "after",
      `
Up to 100 members whose level is open the answer is exact unless the solver runs out of time; beyond that it is greedy, and
says what it is known not to fall short of.

Examples:
  entente whatif persuade --file pledges.json --target 25
  entente whatif persuade --file pledges.json --target "150 expulsions" --costs DEU=3,FRA=2 --also HUN`,
    )
    .action(
      async (
        options: WhatIfOptions & {
          readonly target: string;
          readonly costs?: string;
          readonly levels?: string;
          readonly also?: readonly string[];
          readonly never?: string;
        },
      ) => {
        const asked = await readAsked(options, terminal);
        const target = readTarget(options.target, asked);
        const found = await findCheapestPersuasion(asked.set, {
          target,
          costs: readNumbers(options.costs ?? "", asked),
          levels: readNumbers(options.levels ?? "", asked),
          offers: readOffers(options.also ?? [], asked),
          never: readNames(options.never ?? "", asked),
        });
        print({ options, terminal, asked }, { target, ...found }, () =>
          formatPersuasion(found, target, asked.kinds),
        );
        if (found.method === "impossible") process.exitCode = EXIT_NO;
      },
    );
}

function addSourceOptions(command: Command): Command {
  return command
    .option("--file <file>", "an entente-pledges/1 file")
    .option("--case <slug>", "a case on a node, such as salisbury-2018")
    .option("--seat <seat>", "who asks, such as GBR/desk")
    .option("--data <dir>", "data folder of the node (default: the one npm start uses)")
    .option("--json", "print the answer as JSON");
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function readEffort(text: string | undefined): number {
  const effort = text === undefined ? DEFAULT_EFFORT : Number(text);
  if (!Number.isSafeInteger(effort) || effort < 0) throw usage("--effort must be a whole number");
  return effort;
}

interface Asking {
  readonly options: WhatIfOptions;
  readonly terminal: Terminal;
  readonly asked: AskedWithLimits;
}

function print({ options, terminal, asked }: Asking, answer: object, format: () => readonly string[]): void {
  if (options.json === true) {
    terminal.printJson({ ...answer, limits: asked.limits });
    return;
  }
  for (const line of format()) terminal.print(line);
  if (asked.limits !== null) terminal.print(asked.limits);
}
