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
import { answerOf } from "../client/index.ts";
import {
  DEFAULT_EFFORT,
  findCheapestPersuasion,
  readChanges,
  readNames,
  readNumbers,
  readOffers,
  readTarget,
} from "../persuasion/index.ts";
import { EXIT_NO } from "./failure.ts";
import { addClientOptions } from "./node-client.ts";
import type { Terminal } from "./terminal.ts";
import { askPledges, usage } from "./whatif-input.ts";
import type { Answered, ChangeOptions, WhatIfOptions } from "./whatif-input.ts";
import {
  formatEach,
  formatKeystones,
  formatPersuasion,
  formatRobustness,
  formatWhatIf,
} from "./whatif-text.ts";

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
      const { joins = [], raises = [], withdraws = [] } = options;
      const words = { joins: [...joins], raises: [...raises], withdraws: [...withdraws] };
      if (joins.length + raises.length + withdraws.length === 0) {
        const each = await askPledges(options, terminal, {
          ofFile: ({ set }) => ({ acting: resolvePledges(set).acting.length, answers: askAboutEach(set) }),
          ofCase: (client, params) => answerOf(client.GET("/api/cases/{case}/what-if", { params })),
        });
        const { acting, answers } = each.answer;
        print(options, terminal, each, () => formatEach(answers, acting));
        return;
      }
      const found = await askPledges(options, terminal, {
        ofFile: (asked) => {
          const changes = readChanges(words, asked, resolvePledges(asked.set).levels);
          return { changes, ...askWhatIf(asked.set, changes) };
        },
        ofCase: (client, params) =>
          answerOf(client.POST("/api/cases/{case}/what-if", { params, body: words })),
      });
      const { changes, ...answer } = found.answer;
      print(options, terminal, found, () => formatWhatIf(changes, answer, found.kinds));
    });
}

function addKeystones(group: Command, terminal: Terminal): void {
  addSourceOptions(group.command("keystones"))
    .description("The members without which the coalition shrinks most, the heaviest loss first.")
    .option("--target <target>", 'say who alone takes it below: 20, "100 expulsions" or DEU,FRA')
    .addHelpText("after", "\nExample:\n  entente whatif keystones --file pledges.json --target 20")
    .action(async (options: WhatIfOptions & { readonly target?: string }) => {
      const query = options.target === undefined ? {} : { target: options.target };
      const found = await askPledges(options, terminal, {
        ofFile: (asked) => {
          const target = options.target === undefined ? null : readTarget(options.target, asked);
          // Without a target the question is whether anybody is left.
          return { target, ...findKeystones(asked.set, target ?? { kind: "acting", atLeast: 1 }) };
        },
        ofCase: (client, params) =>
          answerOf(client.GET("/api/cases/{case}/what-if/keystones", { params: { ...params, query } })),
      });
      const { target, ...answer } = found.answer;
      print(options, terminal, found, () => formatKeystones(answer, target, found.kinds));
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
        const { target: words, staying = "" } = options;
        const effort = readEffort(options.effort);
        const found = await askPledges(options, terminal, {
          ofFile: (asked) => {
            const target = readTarget(words, asked);
            const limits = { effort, staying: readNames(staying, asked) };
            return { target, ...findRobustness(asked.set, target, limits) };
          },
          ofCase: (client, params) =>
            answerOf(
              client.POST("/api/cases/{case}/what-if/robustness", {
                ...{ params, body: { target: words, staying, effort } },
              }),
            ),
        });
        const { target, ...answer } = found.answer;
        print(options, terminal, found, () => formatRobustness(answer, target, found.kinds));
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
        const { target: words, costs = "", levels = "", also = [], never = "" } = options;
        const found = await askPledges(options, terminal, {
          ofFile: async (asked) => {
            const target = readTarget(words, asked);
            const answer = await findCheapestPersuasion(asked.set, {
              ...{ target, costs: readNumbers(costs, asked), levels: readNumbers(levels, asked) },
              ...{ offers: readOffers(also, asked), never: readNames(never, asked) },
            });
            return { target, ...answer };
          },
          ofCase: (client, params) =>
            answerOf(
              client.POST("/api/cases/{case}/what-if/persuasion", {
                params,
                body: { target: words, costs, levels, also: [...also], never },
              }),
            ),
        });
        const { target, ...answer } = found.answer;
        print(options, terminal, found, () => formatPersuasion(answer, target, found.kinds));
        if (answer.method === "impossible") process.exitCode = EXIT_NO;
      },
    );
}

function addSourceOptions(command: Command): Command {
  return addClientOptions(command)
    .option("--file <file>", "an entente-pledges/1 file")
    .option("--case <slug>", "a case on a node, such as salisbury-2018")
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

function print(
  options: WhatIfOptions,
  terminal: Terminal,
  { answer, limits }: Answered<object>,
  format: () => readonly string[],
): void {
  if (options.json === true) {
    terminal.printJson({ ...answer, limits });
    return;
  }
  for (const line of format()) terminal.print(line);
  if (limits !== null) terminal.print(limits);
}
