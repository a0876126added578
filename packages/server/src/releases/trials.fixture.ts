// Releases as far as a test needs them, each of a document of its own.
import { sql } from "kysely";
import type { Act } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import type { Transactor } from "../storage/index.ts";
import { approveRelease, listProposals } from "./index.ts";
import { TEXT } from "./releases.fixture.ts";
import type { ReleaseDesk } from "./releases.fixture.ts";
import type { ProposalRow } from "./store.ts";

export const TO = ["DEU", "EST", "FRA", "PUBLIC"];

export interface Planned {
  readonly document: string;
  readonly planDigest: string;
}

let count = 0;
export function nextName(): string {
  return `document-${(count += 1)}`;
}

export async function planned(desk: ReleaseDesk): Promise<Planned> {
  const document = nextName();
  await desk.draft(document, TEXT);
  return { document, planDigest: await desk.plan(document, TO) };
}

export async function approved(desk: ReleaseDesk): Promise<Planned> {
  const of = await planned(desk);
  await desk.approve(of.document, of.planDigest);
  return of;
}

/** The newest plan of a document, as it is stored. */
export async function findRelease(desk: ReleaseDesk, document: string): Promise<ProposalRow> {
  const [row] = await desk.database.read((reader) => listProposals(reader, desk.lead, document));
  if (row === undefined) throw new Error("nothing was planned");
  return row;
}

export function approveAs(desk: ReleaseDesk, act: Act, of: Planned, findingsSeen = 0): Promise<void> {
  return desk.database.transact((tx) => approveRelease(tx, act, { ...of, findingsSeen, ...desk.context }));
}

export async function issuedOf(desk: ReleaseDesk, document: string): Promise<boolean> {
  const rows = await desk.database.read((reader) => listProposals(reader, desk.lead, document));
  return rows.some(({ issued }) => issued !== null);
}

export async function newestLeaf(tx: Transactor): Promise<number> {
  const [row] = await readRows(tx, sql<{ n: number }>`SELECT coalesce(max(index), 0) AS n FROM ledger_leaf`);
  return row?.n ?? 0;
}
