// The facts of a record as tables for programs and spreadsheets: RFC 4180, every text in quotation marks. A cell that a
// spreadsheet would take for a formula begins with an apostrophe, which says that it is text.
import { readCurve } from "./drawings.ts";
import type { RecordSite } from "./site.ts";

type Cell = string | number | boolean | null;

/** Path to text, all under data/. */
export function writeTables(site: RecordSite): ReadonlyMap<string, string> {
  const { caseFile, tallies } = site;
  const measures = [
    ...caseFile.measures.map((measure) => ({ measure, reciprocal: false })),
    ...caseFile.reciprocal.map((measure) => ({ measure, reciprocal: true })),
  ];
  return new Map([
    [
      "data/measures.csv",
      writeTable(
        [
          ...["id", "reciprocal", "actor", "actor_type", "kind", "target", "count", "announced"],
          ...["in_tally", "confidence", "verified", "detail", "sources"],
        ],
        measures.map(({ measure: one, reciprocal }) => [
          ...[one.id, reciprocal, one.actor, one.actorType, one.kind, one.target, one.count, one.announced],
          ...[one.inTally, one.confidence, one.verified, one.detail, one.sources.join(" ")],
        ]),
      ),
    ],
    [
      "data/sources.csv",
      writeTable(
        ["key", "publisher", "title", "date", "url"],
        [...caseFile.sources].map(([key, one]) => [key, one.publisher, one.title, one.date, one.url]),
      ),
    ],
    [
      "data/tallies.csv",
      writeTable(
        ["kind", "rule", "rule_text", "persons", "states", "organisations", "as_of"],
        tallies.map((one) => [
          ...[one.kind, one.rule, one.ruleText, one.persons, one.states],
          ...[one.organisations.join(" "), one.asOf],
        ]),
      ),
    ],
    [
      "data/timeline.csv",
      writeTable(
        ["date", "days_since_the_act", "members", "persons"],
        readCurve(site).map(({ date, day, members, persons }) => [date, day, members, persons]),
      ),
    ],
  ]);
}

function writeTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
