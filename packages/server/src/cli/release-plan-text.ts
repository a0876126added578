// A plan as a desk officer reads it: who gets what, each *** with its reason, what no longer holds, what would help, what
// everybody learns together, what is public already, and what the scan found. The same for whoever approves it.
import type { operations } from "../client/index.ts";
import { formatTable } from "./terminal.ts";

/** A plan as a node gives it. */
export type ShownProposal =
  operations["release.show"]["responses"]["200"]["content"]["application/json"]["proposal"];

/** Most lines of one kind that are printed; `--json` has them all. */
const MOST_LINES = 40;

export function describePlan(proposal: ShownProposal, digest: string): readonly string[] {
  const { plan } = proposal;
  const recipients = plan.classes.reduce((sum, of) => sum + of.recipients.length, 0);
  return [
    `PLAN ${digest}`,
    `${proposal.document}, version ${proposal.version}: ${plan.banner}`,
    `${recipients} recipients in ${plan.classes.length} classes, ${plan.excluded.length} would see nothing`,
    "",
    ...formatTable(
      plan.classes.map(({ id, recipients: members, released, withheld, counts, gradings }) => [
        id,
        released.length,
        "seen",
        withheld.length,
        "withheld",
        [members.join(", "), counts ? "[counts]" : "", gradings ? "" : "[without gradings]"]
          .filter((word) => word !== "")
          .join(" "),
      ]),
    ),
    ...plan.excluded.map(({ recipient, reason }) => `no cut for ${recipient}: ${reason}`),
    ...plan.classes.flatMap(({ id, withheld }) =>
      section(
        `*** of ${id}`,
        formatTable(withheld.map(({ place, reason, remedy }) => [place, `${reason} ${remedy}`.trim()])),
      ),
    ),
    ...section("Judgements that are no longer carried", describeJudgements(proposal)),
    ...section(
      "Relaxing one marking would let more of them act",
      formatTable(
        plan.marginal.map(({ marking, adds, places }) => [
          marking,
          `${places} places`,
          `adds ${adds.length}: ${adds.join(", ")}`,
        ]),
      ),
    ),
    ...section(
      "What recipients learn from each other's cuts",
      plan.comparison.together.length === 0
        ? []
        : [
            `all together: ${plan.comparison.together.join(", ")}`,
            ...formatTable(
              plan.comparison.pairs.map(({ a, b, gains }) => [
                `${a} + ${b}`,
                `${a} gains ${count(gains.a)}, ${b} gains ${count(gains.b)}`,
              ]),
            ),
          ],
    ),
    ...section(
      "Withheld, and public already",
      formatTable(
        proposal.publicFindings.map(({ place, phrase, from }) => [
          place,
          `"${phrase}"`,
          `from ${from.join(", ")}`,
        ]),
      ),
    ),
    "",
    ...describeScan(proposal),
  ];
}

function describeJudgements({ plan }: ShownProposal): readonly string[] {
  return formatTable(
    plan.sufficiency
      .filter(({ verdict }) => verdict !== "carried")
      .map(({ class: id, judgement, verdict, missing }) => [
        id,
        judgement,
        missing.length === 0 ? verdict : `${verdict}: without ${missing.join(", ")}`,
      ]),
  );
}

function describeScan({ scan, plan }: ShownProposal): readonly string[] {
  const looked = `${scan.renderings.join(", ")} of ${plan.classes.length} classes`;
  if (scan.findings.length === 0) return [`Leak scan: ${looked}, nothing withheld was found`];
  return section(
    `LEAK SCAN: ${scan.findings.length} findings in ${looked}; to be looked at one by one`,
    formatTable(
      scan.findings.map(({ class: id, rendering, place, encoding, where }) => [
        id,
        rendering,
        place,
        encoding,
        where,
      ]),
    ),
  );
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_LINES;
  return [
    "",
    `${title}:`,
    ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more; --json has them all`] : []),
  ];
}

function count(places: number): string {
  return places === 1 ? "1 place" : `${places} places`;
}
