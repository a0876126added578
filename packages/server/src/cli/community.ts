// `entente community | member`: who the case concerns, in which groups on which day, and what each is able to do in time.
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import { sayInstant } from "../cases/index.ts";
import { answerOf } from "../client/index.ts";
import type { operations } from "../client/index.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

type Shown = operations["member.show"]["responses"]["200"]["content"]["application/json"];

export function addCommunityCommands(program: Command, terminal: Terminal): void {
  const community = program.command("community").description("Who a case concerns.");
  addAskOptions(
    community
      .command("show")
      .description("Show the members and groups of a case's community, as they were on a day."),
  )
    .option("--as-of <day>", "the day the groups are shown for (default: the community's own)")
    .addHelpText(
      "after",
      `
A group has the members its file lists on the community's own day; other days follow from the dated changes in the file.

Examples:
  entente community show --case salisbury-2018 --seat GBR/desk
  entente community show --case salisbury-2018 --seat GBR/desk --as-of 2024-03-07 --json`,
    )
    .action(async (options: AskOptions & { readonly asOf?: string }) => {
      const { asOf } = options;
      const shown = await askInCase(options, terminal, (client, of) =>
        answerOf(
          client.GET("/api/cases/{case}/community", {
            params: { path: of, query: asOf === undefined ? {} : { asOf } },
          }),
        ),
      );
      if (options.json === true) {
        terminal.printJson(shown);
        return;
      }
      terminal.print(`${shown.name}: ${shown.members.length} members`);
      for (const line of formatTable(shown.members.map(({ id, name, kind }) => [id, name, kind])))
        terminal.print(`  ${line}`);
      terminal.print(`Groups on ${shown.asOf}`);
      for (const line of formatTable(
        shown.groups.map(({ id, name, members }) => [id, members.length, name, members.join(" ")]),
      ))
        terminal.print(`  ${line}`);
    });
  addMemberCommands(program, terminal);
}

function addMemberCommands(program: Command, terminal: Terminal): void {
  const member = program
    .command("member")
    .description("One member: how it is reached, what it can do in time.");
  addAskOptions(member.command("list").description("List the members of a case with how each is reached."))
    .addHelpText(
      "after",
      `
The lead sees what is known of every member; a member sees that of itself alone.

Example:
  entente member list --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (options: AskOptions) => {
      const all = await askInCase(options, terminal, (client, of) =>
        answerOf(client.GET("/api/cases/{case}/members", { params: { path: of } })),
      );
      const members = all.members.filter(({ kind }) => kind !== "public");
      if (options.json === true) terminal.printJson(members);
      else
        for (const line of formatTable(
          members.map(({ id, name, capacity, described }) =>
            capacity === null || !described
              ? [id, name, capacity === null ? "" : "not described"]
              : [id, name, capacity.reach, capacity.timeZone, capacity.languages.join(", ")],
          ),
        ))
          terminal.print(line);
    });
  addAskOptions(
    member
      .command("show")
      .description("Show a member, and which steps of its law can still be done before T-0.")
      .argument("<member>", "its id, such as DEU"),
  )
    .option("--answer <instant>", "when it answers (default: its answer-by instant, or now if that is past)")
    .option("--t-zero <instant>", "the common instant (default: the one that is set in the case)")
    .addHelpText(
      "after",
      `
Exit code: 0 shown, 1 a step that is known would be too late, 2 it could not be done.

Examples:
  entente member show DEU --case salisbury-2018 --seat GBR/desk
  entente member show DEU --answer 2018-03-25T12:00:00Z --t-zero 2018-03-26T13:00:00Z --case salisbury-2018 --seat DEU/desk`,
    )
    .action(
      async (id: string, options: AskOptions & { readonly answer?: string; readonly tZero?: string }) => {
        const { answer, tZero } = options;
        const shown = await askInCase(options, terminal, (client, of) =>
          answerOf(
            client.GET("/api/cases/{case}/members/{member}", {
              params: {
                path: { ...of, member: id },
                query: {
                  ...(answer === undefined ? {} : { answer }),
                  ...(tZero === undefined ? {} : { tZero }),
                },
              },
            }),
          ),
        );
        const { steps } = shown;
        if (options.json === true) terminal.printJson(shown);
        else for (const line of describeMember(shown)) terminal.print(line);
        if (steps?.plans.some(({ outcome }) => outcome === "too late") === true) process.exitCode = 1;
      },
    );
}

function describeMember({ id, name, groups, capacity, clearances, described, steps }: Shown): string[] {
  const lines = [`${id}  ${name}${groups.length === 0 ? "" : `, of ${groups.join(", ")}`}`];
  if (capacity === null || clearances === null) return lines;
  const { hours, languages, reach, timeZone } = capacity;
  lines.push(
    `  reached     ${described ? REACHES[reach] : "nobody wrote it down; this is what holds of anybody unknown"}`,
    `  reads       ${languages.join(", ")}`,
    `  hours       ${hours === null ? "not known" : `${hours.from} to ${hours.to}, ${hours.days.map((day) => DAYS[day - 1]).join(" ")}`} (${timeZone})`,
  );
  for (const [policy, { upTo, caveats }] of Object.entries(clearances))
    lines.push(`  cleared     ${policy}: ${[upTo, ...caveats].join(", ")}`);
  if (steps === null) return [...lines, "  steps       no common instant is set; give one with --t-zero"];
  lines.push(
    `  if it answers by ${sayInstant(readInstant(steps.answer), timeZone)}, before T-0 at ${sayInstant(readInstant(steps.tZero), timeZone)}:`,
  );
  if (steps.plans.length === 0) lines.push("    nothing is known of what its law asks for");
  for (const { said, outcome, steps: planned, answerAtLatest } of steps.plans) {
    const latest =
      answerAtLatest === null
        ? ""
        : `; answer at the latest ${sayInstant(readInstant(answerAtLatest), timeZone)}`;
    lines.push(`    ${said}: ${outcome}${latest}`);
    for (const { step, by, leadDays, doneAt, inTime } of planned)
      lines.push(
        `      ${inTime ? "in time " : "too late"}  ${step} (${by}, ${leadDays} ${leadDays === 1 ? "day" : "days"}), done ${sayInstant(readInstant(doneAt), "UTC")}`,
      );
  }
  return lines;
}

const REACHES: Readonly<Record<NonNullable<Shown["capacity"]>["reach"], string>> = {
  node: "at a node of its own",
  hosted: "at seats on another's node",
  mail: "by e-mail; what it says is written down by the lead's desk",
  print: "on paper; what it says is written down by the lead's desk",
};
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
