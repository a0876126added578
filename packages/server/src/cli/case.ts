// `entente case`: figures of a case from its public facts alone. Needs no node and no network.
import { InputError, parseJson, readDay } from "@entente/core/encoding";
import type { Day } from "@entente/core/encoding";
import { countingRules, readCaseFile, readCountingRule, tallyMeasures } from "@entente/core/measures";
import type { Tally } from "@entente/core/measures";
import type { Command } from "commander";
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ServerError } from "../errors.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const PROJECT = fileURLToPath(new URL("../../../../", import.meta.url));
/** A case by name is a folder of scenarios/, never a path into another one. */
const CASE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

interface TallyOptions {
  readonly kind: string;
  readonly asOf?: string;
  readonly rule: string;
  readonly json?: boolean;
}

export function addCaseCommands(program: Command, terminal: Terminal): void {
  const group = program.commands.find((command) => command.name() === "case") ?? program.command("case");
  group.description("Figures of a case from its public facts, each with its counting rule.");
  group
    .command("tally")
    .description("Count the measures of a case under a stated rule, and list what was not counted and why.")
    .argument("<file-or-case>", "a coalition-case/1 file, or the name of a scenario such as salisbury-2018")
    .option("--kind <kind>", "the kind of measure to count", "expulsion")
    .option("--as-of <day>", "count what was announced up to this local day, such as 2018-03-26")
    .option("--rule <rule>", `one of ${countingRules.join(", ")}`, "all")
    .option("--json", "print the tally as JSON")
    .addHelpText(
      "after",
      `
Examples:
  entente case tally scenarios/salisbury-2018/case.json
  entente case tally salisbury-2018 --as-of 2018-03-26
  entente case tally salisbury-2018 --rule without-lead --json
  entente case tally salisbury-2018 --kind ambassador-recalled`,
    )
    .action(async (place: string, options: TallyOptions) => {
      const rule = readCountingRule(options.rule);
      const asOf = options.asOf === undefined ? null : readAsOf(options.asOf);
      const caseFile = readCaseFile(parseJson(await readFile(findCaseFile(place), "utf8")));
      const tally = tallyMeasures({ caseFile, kind: options.kind, asOf, rule });
      if (options.json === true) terminal.printJson(tally);
      else for (const line of formatTally(tally)) terminal.print(line);
    });
}

function readAsOf(text: string): Day {
  try {
    return readDay(text);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(
      cause.code,
      `--as-of ${text} is not a day. Write it as year, month and day, such as 2018-03-26.`,
      null,
      { cause },
    );
  }
}

function findCaseFile(place: string): string {
  const named = CASE_NAME.test(place)
    ? [process.cwd(), PROJECT].map((folder) => join(folder, "scenarios", place, "case.json"))
    : [];
  const found = [place, ...named].find(
    (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  );
  if (found !== undefined) return found;
  throw new ServerError(
    "NOT_FOUND",
    `There is no file and no scenario called ${place}. Give the path of a case.json, or a folder name under scenarios/.`,
  );
}

function formatTally(tally: Tally): string[] {
  const lines = [
    `${tally.kind}: ${tally.persons} by ${tally.states} ${tally.states === 1 ? "state" : "states"}` +
      (tally.organisations.length === 0 ? "" : ` and ${tally.organisations.join(", ")}`),
    "",
  ];
  const actors = Object.entries(tally.byActor).sort(
    ([a, first], [b, second]) => second - first || (a < b ? -1 : 1),
  );
  if (actors.length > 0) lines.push(...formatTable([["actor", "count"], ...actors]), "");
  if (tally.notCounted.length > 0)
    lines.push(
      ...formatTable([["not counted", "because"], ...tally.notCounted.map((one) => [one.id, one.reason])]),
      "",
    );
  lines.push(`Rule ${tally.rule}: ${tally.ruleText}. As of ${tally.asOf}.`);
  return lines;
}
