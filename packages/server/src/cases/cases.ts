import { randomUUID } from "node:crypto";
import { closedArrangements, readArrangements } from "@entente/core/arrangements";
import type { Arrangements } from "@entente/core/arrangements";
import { InputError, PolicyError } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { readCaseFile } from "@entente/core/measures";
import { admitToCase, requireRole, writeJournal } from "../access/index.ts";
import type { Caller, CaseSeats, Seat, SeatCaller, View } from "../access/index.ts";
import { setUpLead } from "../keys/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { isTimeZone } from "./local-time.ts";
import {
  findCase,
  insertCase,
  insertCommunity,
  isConcerned,
  listCaseIdentities,
  listRealCases,
} from "./store.ts";
import type { CaseRow } from "./store.ts";

export interface NewCase {
  readonly seat: Seat;
  readonly at: Instant;
  /** A `coalition-case/1` file as JSON; its measures are recorded later, as they happen. */
  readonly factsJson: JsonObject;
  /** The community file as JSON; checked here before it is stored. */
  readonly community: JsonObject;
  /** Where the lead's keys are made when it has none yet. */
  readonly keystore: Keystore;
  /** The coalition file as JSON, checked here before it is stored; null: the closed rules hold. */
  readonly coalition: JsonObject | null;
}

/**
 * Opens a case in the lead's name.
 * @throws InputError COMMUNITY_INVALID, COALITION_INVALID or MEMBER_UNKNOWN; PolicyError TRANSITION_REFUSED where there is one
 * of that id; ServerError FORBIDDEN.
 */
export async function openCase(
  tx: Transactor,
  { seat, at, factsJson, community, coalition, keystore }: NewCase,
): Promise<CaseRow> {
  const read = readCommunity(community);
  if (coalition !== null) requireTimeZones(readArrangements(coalition, read));
  const facts = readCaseFile(factsJson);
  // Measures and what is done in answer to them are recorded as they happen.
  const { measures: _, reciprocal: __, ...frame } = factsJson;
  const row: CaseRow = {
    id: randomUUID(),
    slug: facts.id,
    title: facts.title,
    lead: facts.lead,
    exercise: read.exercise,
    community,
    coalition,
    frame,
    openedAt: at,
    clock: at,
  };
  requireRole(seat, ["drafter"], row);
  compileCommunity(read).indexOf(row.lead);
  // Only the member that runs a node opens cases on it, so this tells nobody of another's.
  if ((await findCase(tx, row.slug)) !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `There is a case ${row.slug} on this node. Give the new one another id in its file.`,
    );
  await insertCase(tx, row);
  await insertCommunity(tx, row.id, read);
  await setUpLead(tx, keystore, row.lead);
  await writeJournal(tx, {
    caseId: row.id,
    at,
    seat: seat.id,
    action: "case.open",
    subject: row.slug,
    detail: {},
  });
  return row;
}

/** A time zone nobody can print in is found when the case is opened, not on the day. */
function requireTimeZones({ capacities }: Arrangements): void {
  for (const [member, { timeZone }] of Object.entries(capacities))
    if (!isTimeZone(timeZone))
      throw new InputError(
        "COALITION_INVALID",
        `$.capacities.${member}.timeZone names "${timeZone}", which is no time zone this node knows. Correct the coalition file.`,
      );
}

/** The real cases a seat may know of, oldest first: those it leads, and those that concern its member. */
export async function listCasesOf(
  reader: Reader,
  { who, caller }: { readonly who: CaseSeats; readonly caller: SeatCaller },
): Promise<readonly Pick<CaseRow, "slug" | "title" | "exercise" | "lead">[]> {
  const known: Pick<CaseRow, "slug" | "title" | "exercise" | "lead">[] = [];
  for (const row of await listRealCases(reader)) {
    const view = admitToCase(who, caller, row)?.view;
    if (view === undefined) continue;
    if (view.reach === "case" || (await isConcerned(reader, view)))
      known.push({ slug: row.slug, title: row.title, exercise: row.exercise, lead: row.lead });
  }
  return known;
}

/** A case that is there for somebody, with what they may see of it. */
export interface AdmittedCase {
  readonly id: string;
  readonly slug: string;
  readonly view: View;
  /** What the journal calls who asks. */
  readonly by: string;
  /** The time it is in an exercise; null for a real case, in which it is what it is. */
  readonly clock: Instant | null;
}

/** The cases that are there for a caller, oldest first, of all or of those named. */
export async function listAdmitted(
  reader: Reader,
  {
    who,
    caller,
    only,
  }: { readonly who: CaseSeats; readonly caller: Caller; readonly only: readonly string[] | null },
): Promise<readonly AdmittedCase[]> {
  const admitted: AdmittedCase[] = [];
  for (const of of await listCaseIdentities(reader, only)) {
    const admission = admitToCase(who, caller, of);
    if (admission === null) continue;
    const { view, by } = admission;
    if (view.reach === "case" || (await isConcerned(reader, view)))
      admitted.push({ id: of.id, slug: of.slug, view, by, clock: of.exercise ? of.clock : null });
  }
  return admitted;
}

const compiled = new WeakMap<JsonObject, CompiledCommunity>();

/** The case's community, compiled once per row. */
export function communityOf(row: CaseRow): CompiledCommunity {
  const known = compiled.get(row.community);
  if (known !== undefined) return known;
  const fresh = compileCommunity(readCommunity(row.community));
  compiled.set(row.community, fresh);
  return fresh;
}

const arranged = new WeakMap<JsonObject, Arrangements>();

/** What the case's community has arranged, read once per row. */
export function arrangementsOf(row: CaseRow): Arrangements {
  if (row.coalition === null) return closedArrangements;
  const known = arranged.get(row.coalition);
  if (known !== undefined) return known;
  const fresh = readArrangements(row.coalition, communityOf(row).community);
  arranged.set(row.coalition, fresh);
  return fresh;
}

const named = new WeakMap<CompiledCommunity, Readonly<Record<string, string>>>();

/** Names of the case's members by id. */
export function namesOf(row: CaseRow): Readonly<Record<string, string>> {
  const community = communityOf(row);
  const known = named.get(community);
  if (known !== undefined) return known;
  const fresh = Object.fromEntries(community.community.members.map(({ id, name }) => [id, name]));
  named.set(community, fresh);
  return fresh;
}
