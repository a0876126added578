// `entente measure add | list | kinds`: what was done, recorded and read.
import { builtInKinds } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { printAnswer } from "./answers.ts";
import { addAskOptions, askInCase, sayWhere } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { formatMeasures } from "./case-text.ts";
import { addClientOptions } from "./node-client.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface AddOptions extends AskOptions {
  readonly kind?: string;
  readonly actor?: string;
  readonly actorType: string;
  readonly target?: string;
  readonly count?: string;
  readonly announced?: string;
  readonly source?: readonly string[];
  readonly confidence: string;
  readonly detail: string;
  readonly outsideTally?: true;
  readonly reciprocal?: true;
  readonly beside?: string;
}

interface ListOptions extends AskOptions {
  readonly kind?: string;
}

const MONTH_OR_DAY = "local day of announcement, or its month where the day is unknown";

export function addMeasureCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("measure")
    .description("What was done, as facts with sources and confidence.");

  addAskOptions(group.command("add"))
    .description("Record one measure, or with --beside what other sources say of a recorded one.")
    .option("--kind <kind>", 'what was done; "entente measure kinds" lists them')
    .option("--actor <id>", "who did it: a state or organisation by its id")
    .option("--actor-type <word>", "state, or another word for what is not one", "state")
    .option("--target <id>", "against whom")
    .option("--count <number>", "how many; leave it out where it is unknown or means nothing")
    .option("--announced <date>", MONTH_OR_DAY)
    .option("--source <key-or-address...>", "who says so: keys of the case's sources, or https:// addresses")
    .option("--confidence <word>", "high, medium or low", "low")
    .option("--detail <text>", "one sentence; with --beside a note on the figure", "")
    .option("--outside-tally", "keep it out of the count of its kind")
    .option("--reciprocal", "it was done in answer to the response")
    .option("--beside <measure>", "the recorded measure these sources contradict")
    .addHelpText(
      "after",
      `
The lead's desk, drafter and publisher record what anybody did; another member's what their own member did.

Examples:
  entente measure add --case salisbury-2018 --seat GBR/desk --kind expulsion --actor DEU --target RUS \\
    --count 4 --announced 2018-03-26 --source ctv --confidence high
  entente measure add --case salisbury-2018 --seat GBR/desk --beside salisbury-2018/m025 --count 1 \\
    --source https://example.org/list --confidence medium
  entente measure add --case salisbury-2018 --seat GBR/desk --reciprocal --kind expulsion --actor RUS \\
    --target GBR --count 23 --announced 2018-03-17 --source yahoo17 --confidence high`,
    )
    .action(async (options: AddOptions) => {
      const { beside } = options;
      const measure = await askInCase(options, terminal, (client, path) =>
        beside === undefined
          ? answerOf(
              client.POST("/api/cases/{case}/measures", {
                params: { path },
                body: { measure: readRow(options), reciprocal: options.reciprocal === true },
              }),
            )
          : answerOf(
              client.POST("/api/cases/{case}/measures/figures", {
                params: { path },
                body: { measure: beside, figure: readFigure(options) },
              }),
            ),
      );
      printAnswer(options, terminal, {
        value: measure,
        lines: [
          beside === undefined
            ? `Recorded ${measure.id}.`
            : `Recorded beside ${measure.id}: it now has ${measure.alternatives.length + 1} figures.`,
          `Next: entente measure list${sayWhere(options, options.seat ?? "")}`,
        ],
      });
    });

  addAskOptions(group.command("list"))
    .description("What is recorded of a case; what was done in answer apart.")
    .option("--kind <kind>", "only measures of this kind")
    .addHelpText(
      "after",
      "\nExample:\n  entente measure list --case salisbury-2018 --seat GBR/desk --kind expulsion",
    )
    .action(async (options: ListOptions) => {
      const query = options.kind === undefined ? {} : { kind: options.kind };
      const { measures, reciprocal, kinds } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/measures", { params: { path, query } })),
      );
      const lines = formatList(measures, reciprocal, kinds);
      printAnswer(options, terminal, { value: { measures, reciprocal }, lines });
    });

  addClientOptions(group.command("kinds"))
    .description("The kinds of measures: the built-in ones, and with --case those of its community.")
    .option("--case <slug>", "a case on the node, for the kinds its community adds")
    .option("--json", "print the kinds as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  entente measure kinds\n  entente measure kinds --case salisbury-2018 --seat GBR/desk --json",
    )
    .action(async (options: Partial<AskOptions>) => {
      const kinds = await readKindsOf(options, terminal);
      if (options.json === true) terminal.printJson(kinds);
      else
        for (const line of formatTable([
          ["kind", "one", "many", "counted"],
          ...kinds.map(({ id, one, many, counted }) => [id, one, many, counted ? "persons" : "who took it"]),
        ]))
          terminal.print(line);
    });
}

async function readKindsOf(
  { case: slug, ...rest }: Partial<AskOptions>,
  terminal: Terminal,
): Promise<readonly MeasureKind[]> {
  if (slug === undefined && rest.seat === undefined) return builtInKinds;
  if (slug === undefined || (rest.seat === undefined && rest.node === undefined))
    throw new ServerError("REQUEST_INVALID", "Give --case and --seat together, or neither.");
  const { kinds } = await askInCase({ case: slug, ...rest }, terminal, (client, path) =>
    answerOf(client.GET("/api/cases/{case}/measures", { params: { path, query: {} } })),
  );
  return kinds;
}

function readRow(options: AddOptions) {
  const { kind, actor, target = null } = options;
  if (kind === undefined || actor === undefined)
    throw new ServerError("REQUEST_INVALID", "Say what was done and by whom: --kind and --actor.");
  return {
    actor,
    actor_type: options.actorType,
    kind,
    target,
    in_tally: options.reciprocal !== true && options.outsideTally !== true,
    detail: options.detail,
    ...readSaid(options),
  };
}

function readFigure(options: AddOptions) {
  const stray = (["kind", "actor", "target", "reciprocal", "outsideTally"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (stray !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      `--beside is of a measure that is recorded; leave out --${stray === "outsideTally" ? "outside-tally" : stray}.`,
    );
  if (options.count === undefined && options.announced === undefined)
    throw new ServerError("REQUEST_INVALID", "Say what these sources say otherwise: --count or --announced.");
  return { ...readSaid(options), note: options.detail };
}

function readSaid({ count, announced, source = [], confidence }: AddOptions) {
  if (count !== undefined && !/^\d{1,15}$/.test(count))
    throw new ServerError("REQUEST_INVALID", `--count ${count} is not a whole number.`);
  return {
    count: count === undefined ? null : Number(count),
    announced: announced ?? null,
    sources: [...source],
    confidence,
  };
}

function formatList(
  done: Parameters<typeof formatMeasures>[0],
  answers: Parameters<typeof formatMeasures>[0],
  kinds: readonly MeasureKind[],
): readonly string[] {
  return [
    ...(done.length === 0 ? ["No measure is recorded.", ""] : formatMeasures(done, kinds)),
    ...(answers.length === 0 ? [] : ["In answer, counted apart:", ...formatMeasures(answers, kinds)]),
    `${done.length} ${done.length === 1 ? "measure" : "measures"}, ${answers.length} in answer.`,
  ];
}
