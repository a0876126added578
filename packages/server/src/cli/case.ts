// `entente case`: figures of a case from its public facts alone, which needs no node and no network; and opening one.
import {
  compareCases,
  computeClocks,
  countingRules,
  curveOf,
  describeRule,
  explainPressCounts,
  measureBreadth,
  readCountingRule,
  tallyMeasures,
  tallyReciprocal,
} from "@entente/core/measures";
import type { CountingRule, GroupsAsOf } from "@entente/core/measures";
import { findKind } from "@entente/core/kinds";
import { groupsAsOf } from "@entente/core/markings";
import { readDay } from "@entente/core/encoding";
import type { Day } from "@entente/core/encoding";
import type { Command } from "commander";
import { ServerError } from "../errors.ts";
import { addCaseOpenCommand } from "./case-open.ts";
import { readAsOf, readBuiltInCases, readCase } from "./case-file.ts";
import type { FoundCase } from "./case-file.ts";
import {
  formatBreadth,
  formatCase,
  formatClocks,
  formatComparison,
  formatCurve,
  formatPressCounts,
  formatReciprocal,
  formatTally,
} from "./case-text.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly kind: string;
  readonly rule: string;
  readonly asOf?: string;
  readonly breadth?: true;
  readonly reciprocal?: true;
  readonly addKind?: readonly string[];
  readonly json?: true;
}

const PLACE = "a coalition-case/1 file, or the name of a built-in case such as salisbury-2018";
const nothingKnown = {
  firstRelease: null,
  firstOpened: null,
  firstPosition: null,
  tZero: null,
  openings: null,
};

export function addCaseCommands(program: Command, terminal: Terminal): void {
  const group = program.commands.find((command) => command.name() === "case") ?? program.command("case");
  group.description(
    "Figures of cases from their public facts, each with its counting rule and its day; and opening one on a node.",
  );
  addCaseOpenCommand(group, terminal);
  const answer = (json: true | undefined, value: unknown, lines: () => readonly string[]): void => {
    if (json === true) terminal.printJson(value);
    else for (const line of lines()) terminal.print(line);
  };

  group
    .command("list")
    .description("The built-in cases.")
    .option("--json", "print the list as JSON")
    .addHelpText("after", examples(["list", "list --json"]))
    .action(async (options: Options) => {
      const cases = (await readBuiltInCases()).map(
        ({ name, caseFile: { title, incident, lead, measures, reciprocal } }) => ({
          name,
          title,
          act: incident.date,
          lead,
          measures: measures.length,
          reciprocal: reciprocal.length,
        }),
      );
      answer(options.json, cases, () => [
        ...formatTable([
          ["case", "act", "lead", "measures", "in answer", "title"],
          ...cases.map((one) => [one.name, one.act, one.lead, one.measures, one.reciprocal, one.title]),
        ]),
        "",
        "Next: entente case show NAME",
      ]);
    });

  group
    .command("show")
    .description("The facts of a case: measures with sources and confidence, and what was done in answer.")
    .argument("<file-or-case>", PLACE)
    .option("--json", "print the facts as JSON")
    .addHelpText("after", examples(["show salisbury-2018", "show ./case.json --json"]))
    .action(async (place: string, options: Options) => {
      const { caseFile } = await readCase(place);
      const tally = tallyMeasures({ caseFile, kind: "expulsion", rule: "all", groups: null, asOf: null });
      const { sources, ...rest } = caseFile;
      answer(options.json, { ...rest, sources: Object.fromEntries(sources) }, () =>
        formatCase({ caseFile, tally }),
      );
    });

  addCounting(group.command("tally"))
    .description("Count the measures of a case under a stated rule, and list what was not counted and why.")
    .option("--breadth", "also say how much of the community took part, by groups and weights")
    .option("--reciprocal", "count what was done in answer instead; the rule does not matter then")
    .addHelpText(
      "after",
      examples([
        "tally scenarios/salisbury-2018/case.json",
        "tally salisbury-2018 --as-of 2018-03-26",
        "tally salisbury-2018 --rule without-lead --json",
        "tally salisbury-2018 --rule all,with=accreditation-denied",
        "tally salisbury-2018 --rule all,among=EU --breadth",
        "tally salisbury-2018 --kind ambassador-recalled",
        "tally salisbury-2018 --reciprocal",
      ]),
    )
    .action(async (place: string, options: Options) => {
      readCountingRule(options.rule);
      const asOf = readAsOf(options.asOf);
      const found = await readCase(place);
      const { caseFile } = found;
      requireKind(options.kind, [caseFile]);
      if (options.reciprocal === true) {
        const tally = tallyReciprocal({ caseFile, kind: options.kind, asOf });
        answer(options.json, tally, () => formatReciprocal(tally, caseFile.kinds));
        return;
      }
      const tally = tallyMeasures({ ...countingOf(found, options, asOf), asOf });
      if (options.breadth !== true) {
        answer(options.json, tally, () => formatTally(tally, caseFile.kinds));
        return;
      }
      const { kind, rule } = options;
      const breadth = measureBreadth({
        caseFile,
        kind,
        rule,
        asOf,
        community: requireCommunity(found, place),
      });
      answer(options.json, { ...tally, breadth }, () => [
        ...formatTally(tally, caseFile.kinds),
        "",
        ...formatBreadth(breadth),
      ]);
    });

  addCounting(group.command("clocks"), false)
    .description("When things first happened, in days since the act.")
    .addHelpText("after", examples(["clocks salisbury-2018", "clocks litvinenko-2006 --json"]))
    .action(async (place: string, options: Options) => {
      const found = await readCase(place);
      requireKind(options.kind, [found.caseFile]);
      const counting = countingOf(found, options, null);
      const clocks = computeClocks({ ...counting, moments: nothingKnown });
      answer(options.json, { kind: options.kind, rule: options.rule, clocks }, () =>
        formatClocks(
          clocks,
          `${sayFooting(counting)} A case file knows measures only; a node's board has the other clocks.`,
        ),
      );
    });

  addCounting(group.command("curve"), false)
    .description("Members and persons by day since the act.")
    .addHelpText(
      "after",
      examples(["curve salisbury-2018", "curve salisbury-2018 --rule without-lead --json"]),
    )
    .action(async (place: string, options: Options) => {
      const found = await readCase(place);
      requireKind(options.kind, [found.caseFile]);
      const counting = countingOf(found, options, null);
      const curve = curveOf(counting);
      answer(
        options.json,
        { kind: options.kind, rule: options.rule, ruleText: sayRule(counting), curve },
        () => formatCurve(curve, sayFooting(counting)),
      );
    });

  group
    .command("compare")
    .description("Cases side by side under one kind and one rule. Without names: all built-in ones.")
    .argument("[files-or-cases...]", PLACE)
    .option("--kind <kind>", "the kind of measure to count", "expulsion")
    .option("--rule <rule>", sayRules(), "all")
    .option("--json", "print the comparison as JSON")
    .addHelpText(
      "after",
      examples(["compare", "compare salisbury-2018 litvinenko-2006 ./case.json --rule without-lead"]),
    )
    .action(async (places: readonly string[], options: Options) => {
      const found =
        places.length === 0
          ? await readBuiltInCases()
          : await Promise.all(places.map((place) => readCase(place)));
      const { kind, rule } = options;
      const caseFiles = found.map(({ caseFile }) => caseFile);
      requireKind(kind, caseFiles);
      if (readCountingRule(rule).among !== null)
        throw new ServerError(
          "REQUEST_INVALID",
          "Cases have communities of their own, so a comparison cannot count among a group. Leave out ,among=.",
        );
      const cases = compareCases({
        caseFiles,
        kind,
        rule,
        groups: null,
      });
      answer(options.json, cases, () => formatComparison(cases, kind));
    });

  group
    .command("counts")
    .description("Every published count of a case with the rule that gives it, or why none does.")
    .argument("<file-or-case>", PLACE)
    .option("--kind <kind>", "the kind of measure to count", "expulsion")
    .option("--add-kind <kind...>", "kinds a count may have added, tried one at a time", [
      "accreditation-denied",
    ])
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      examples(["counts salisbury-2018", "counts salisbury-2018 --add-kind entry-ban mission-cap"]),
    )
    .action(async (place: string, options: Options) => {
      const { caseFile, community } = await readCase(place);
      const { kind, addKind = [] } = options;
      for (const one of [kind, ...addKind]) requireKind(one, [caseFile]);
      const counts = explainPressCounts({ caseFile, kind, addedKinds: addKind, community });
      answer(options.json, counts, () => formatPressCounts(counts));
    });
}

/** A count of what nobody described would be 0 of a mistyped word. */
function requireKind(kind: string, caseFiles: readonly FoundCase["caseFile"][]): void {
  if (caseFiles.some(({ kinds }) => findKind(kinds, kind) !== null)) return;
  throw new ServerError(
    "REQUEST_INVALID",
    `No kind of measure is called "${kind}" here, so there is nothing to count. "entente measure kinds" lists the built-in ones; a case file adds its own.`,
  );
}

interface Counting {
  readonly caseFile: FoundCase["caseFile"];
  readonly kind: string;
  readonly rule: CountingRule;
  readonly groups: GroupsAsOf | null;
}

/** Groups are taken as of the day that is asked for, and as of the community's own day where none is. */
function countingOf({ caseFile, community }: FoundCase, { kind, rule }: Options, asOf: Day | null): Counting {
  const day = asOf ?? (community === null ? null : readDay(community.asOf));
  const groups =
    community === null || day === null ? null : { asOf: day, groups: groupsAsOf(community, day) };
  return { caseFile, kind, rule, groups };
}

function requireCommunity({ community }: FoundCase, place: string) {
  if (community !== null) return community;
  throw new ServerError(
    "NOT_FOUND",
    `There is no community.json beside ${place}, and breadth is a part of a community. Put one there.`,
  );
}

function addCounting(command: Command, withDay = true): Command {
  command
    .argument("<file-or-case>", PLACE)
    .option("--kind <kind>", "the kind of measure to count", "expulsion")
    .option("--rule <rule>", sayRules(), "all")
    .option("--json", "print the answer as JSON");
  if (withDay)
    command.option("--as-of <day>", "count what was announced up to this local day, such as 2018-03-26");
  return command;
}

function sayRules(): string {
  return `${countingRules.join(", ")} or another of formats/counting-rule.abnf`;
}

function sayRule({ caseFile, rule, groups }: Counting): string {
  return describeRule(rule, caseFile.lead, groups);
}

function sayFooting(counting: Counting): string {
  const { asOf } = tallyMeasures({ ...counting, asOf: null });
  return `Kind ${counting.kind}. Rule ${counting.rule}: ${sayRule(counting)}. As of ${asOf}.`;
}

function examples(lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  entente case ${line}`)].join("\n");
}
