// `entente community | member`: who the case concerns, in which groups on which day, and what each is able to do in time.
import type { Command } from "commander";
import { capacityOf, planLegalSteps } from "@entente/core/arrangements";
import type { Capacity, LegalPlan } from "@entente/core/arrangements";
import { readDay, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { findKind } from "@entente/core/kinds";
import { groupsAsOf } from "@entente/core/markings";
import type { Clearance, Member } from "@entente/core/markings";
import { openSeatView, reachesMember } from "../access/index.ts";
import { listApproaches } from "../approaches/index.ts";
import { arrangementsOf, sayInstant } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { findTZero } from "../t-zero/index.ts";
import { actInCase, addCaseOptions } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addCommunityCommands(program: Command, terminal: Terminal): void {
  const community = program.command("community").description("Who a case concerns.");
  addCaseOptions(
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
    .action(async (options: CaseOptions & { readonly asOf?: string }) => {
      const shown = await actInCase(options, terminal, (_tx, _act, { community: compiled }) => {
        const { community: file } = compiled;
        const asOf = readDay(options.asOf ?? file.asOf);
        return Promise.resolve({
          ...{ name: file.name, exercise: file.exercise, asOf },
          members: file.members.map(({ id, name, kind }) => ({ id, name, kind })),
          groups: groupsAsOf(file, asOf).map(({ id, name, members, changes }) => ({
            ...{ id, name, members, changes },
          })),
        });
      });
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

interface MemberShown {
  readonly id: string;
  readonly name: string;
  readonly kind: Member["kind"];
  readonly groups: readonly string[];
  /** Null for a member that is not the seat's own and not the lead's to see. */
  readonly clearances: Readonly<Record<string, Clearance>> | null;
  readonly capacity: Capacity | null;
  /** Whether the coalition file describes it; if not, its capacity is what holds of anybody unknown. */
  readonly described: boolean;
}

function addMemberCommands(program: Command, terminal: Terminal): void {
  const member = program
    .command("member")
    .description("One member: how it is reached, what it can do in time.");
  addCaseOptions(member.command("list").description("List the members of a case with how each is reached."))
    .addHelpText(
      "after",
      `
The lead sees what is known of every member; a member sees that of itself alone.

Example:
  entente member list --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (options: CaseOptions) => {
      const members = (await readMembers(options, terminal)).filter(({ kind }) => kind !== "public");
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
  addCaseOptions(
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
      async (id: string, options: CaseOptions & { readonly answer?: string; readonly tZero?: string }) => {
        const shown = (await readMembers(options, terminal)).find((one) => one.id === id);
        if (shown === undefined)
          throw new ServerError("NOT_FOUND", `${id} is no member of this community: check the id.`);
        const steps = shown.capacity === null ? null : await readSteps(id, options, terminal);
        if (options.json === true) terminal.printJson({ ...shown, steps });
        else for (const line of describeMember(shown, steps)) terminal.print(line);
        if (steps?.plans.some(({ outcome }) => outcome === "too late") === true) process.exitCode = 1;
      },
    );
}

async function readMembers(options: CaseOptions, terminal: Terminal): Promise<readonly MemberShown[]> {
  return actInCase(options, terminal, (_tx, act, { community: { community }, row }) => {
    const view = openSeatView(act.seat, act.of);
    const arrangements = arrangementsOf(row);
    return Promise.resolve(
      community.members.map(({ id, name, kind, clearances }): MemberShown => {
        const reached = reachesMember(view, id);
        return {
          ...{ id, name, kind },
          groups: community.groups.filter(({ members }) => members.includes(id)).map((group) => group.id),
          clearances: reached ? clearances : null,
          capacity: reached ? capacityOf(arrangements, id) : null,
          described: reached && Object.hasOwn(arrangements.capacities, id),
        };
      }),
    );
  });
}

interface Steps {
  readonly answer: Instant;
  readonly tZero: Instant;
  readonly plans: readonly (LegalPlan & { readonly said: string })[];
}

/** The legal steps of every kind that is known of the member; null where no common instant is set or given. */
async function readSteps(
  member: string,
  options: CaseOptions & { readonly answer?: string; readonly tZero?: string },
  terminal: Terminal,
): Promise<Steps | null> {
  return actInCase(options, terminal, async (tx, act, { row }) => {
    const view = openSeatView(act.seat, act.of);
    const set =
      options.tZero === undefined ? (await findTZero(tx, view))?.instant : readInstant(options.tZero);
    if (set === undefined) return null;
    const approach = (await listApproaches(tx, view)).find((one) => one.member === member);
    const due = approach === undefined || approach.answerBy < act.at ? act.at : approach.answerBy;
    const answer = options.answer === undefined ? due : readInstant(options.answer);
    const arrangements = arrangementsOf(row);
    const capacity = capacityOf(arrangements, member);
    const plans = Object.keys(capacity.steps).map((kind) => ({
      ...planLegalSteps(capacity, kind, { answer, tZero: set }),
      said: findKind(arrangements.kinds, kind)?.one ?? kind,
    }));
    return { answer, tZero: set, plans };
  });
}

function describeMember(
  { id, name, groups, capacity, clearances, described }: MemberShown,
  steps: Steps | null,
): string[] {
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
    `  if it answers by ${sayInstant(steps.answer, timeZone)}, before T-0 at ${sayInstant(steps.tZero, timeZone)}:`,
  );
  if (steps.plans.length === 0) lines.push("    nothing is known of what its law asks for");
  for (const { said, outcome, steps: planned, answerAtLatest } of steps.plans) {
    const latest =
      answerAtLatest === null ? "" : `; answer at the latest ${sayInstant(answerAtLatest, timeZone)}`;
    lines.push(`    ${said}: ${outcome}${latest}`);
    for (const { step, by, leadDays, doneAt, inTime } of planned)
      lines.push(
        `      ${inTime ? "in time " : "too late"}  ${step} (${by}, ${leadDays} ${leadDays === 1 ? "day" : "days"}), done ${sayInstant(doneAt, "UTC")}`,
      );
  }
  return lines;
}

const REACHES: Readonly<Record<Capacity["reach"], string>> = {
  node: "at a node of its own",
  hosted: "at seats on another's node",
  mail: "by e-mail; what it says is written down by the lead's desk",
  print: "on paper; what it says is written down by the lead's desk",
};
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
