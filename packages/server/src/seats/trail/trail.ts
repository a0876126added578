// The trail of a member's own people, as a file for its security officer.
import type { Instant } from "@entente/core/encoding";
import { openPeopleView, writeNodeJournal } from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import type { Transactor } from "../../storage/index.ts";
import { notHere } from "../rules.ts";
import { listTrail } from "./store.ts";
import type { Period, TrailRow } from "./store.ts";

export type TrailForm = "jsonl" | "csv";

/**
 * What the caller's own people did in a period, oldest first, and writes down that it was taken.
 * @throws ServerError NOT_FOUND for every role but the auditor's.
 */
export async function exportTrail(
  tx: Transactor,
  caller: SeatCaller,
  { form, ...period }: Period & { readonly form: TrailForm },
): Promise<string> {
  if (caller.seat.role !== "auditor") throw notHere();
  const view = openPeopleView(caller.seat);
  const rows = await listTrail(tx, view, period);
  await writeNodeJournal(tx, {
    ...{
      member: caller.seat.member,
      seat: caller.seat.id,
      action: "trail.export",
      subject: caller.seat.member,
    },
    detail: { from: period.from, to: period.to, rows: rows.length },
  });
  const sorted = rows.toSorted((a, b) => compareInstants(a.at, b.at));
  return form === "csv" ? writeCsv(sorted) : sorted.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function compareInstants(one: Instant, other: Instant): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const COLUMNS = ["at", "seat", "action", "case", "subject", "detail"] as const;

/** RFC 4180. A cell that a spreadsheet would calculate begins with an apostrophe, so that it is read and not run. */
function writeCsv(rows: readonly TrailRow[]): string {
  const lines = rows.map((row) =>
    COLUMNS.map((name) => {
      const value = row[name];
      return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
    }),
  );
  return [[...COLUMNS], ...lines].map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
