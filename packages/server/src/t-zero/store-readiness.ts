// Who was asked to be ready, what each said, and the texts that open at T-0.
import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { ItemState, ReadinessItem } from "./rules.ts";

export async function insertAsked(
  tx: Transactor,
  view: View,
  { round, members }: { readonly round: number; readonly members: readonly string[] },
): Promise<void> {
  if (members.length === 0) return;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("readiness_asked")
    .values(members.map((member) => ({ case_id: view.caseId, round, member })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listAsked(reader: Reader, view: View, round: number): Promise<readonly string[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("readiness_asked")
    .select("member")
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("member")
    .execute();
  return rows.map(({ member }) => member);
}

export interface SaidItem {
  readonly member: string;
  readonly item: ReadinessItem;
  readonly state: ItemState;
}

export async function insertReadiness(
  tx: Transactor,
  view: View,
  {
    round,
    seat,
    at,
    items,
  }: {
    readonly round: number;
    readonly seat: string;
    readonly at: Instant;
    readonly items: readonly SaidItem[];
  },
): Promise<void> {
  if (items.length === 0) return;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("readiness")
    .values(items.map((item) => ({ case_id: view.caseId, round, seat, at, ...item })))
    .execute();
}

/** What was said of readiness in a round, in order. */
export async function listReadiness(reader: Reader, view: View, round: number): Promise<readonly SaidItem[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("readiness")
    .select(["member", "item", "state"])
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("id")
    .execute();
}

export interface PackageText {
  readonly member: string;
  readonly text: string;
  readonly salt: string;
  readonly digest: string;
}

export async function insertText(
  tx: Transactor,
  view: View,
  {
    round,
    seat,
    at,
    text,
  }: { readonly round: number; readonly seat: string; readonly at: Instant; readonly text: PackageText },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  const of = { case_id: view.caseId, round, member: text.member, at };
  await labelled
    .insertInto("package_text")
    .values({ ...of, seat, ...text })
    .execute();
  await labelled
    .insertInto("package_text_digest")
    .values({ ...of, digest: text.digest })
    .execute();
}

/** Texts of a round that the view reaches: its own, newest last, and those that are open. */
export async function listTexts(reader: Reader, view: View, round: number): Promise<readonly PackageText[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("package_text")
    .select(["member", "text", "salt", "digest"])
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("member")
    .orderBy("id")
    .execute();
}

/** The digest of each member's newest text, by member. */
export async function readTextDigests(
  reader: Reader,
  view: View,
  round: number,
): Promise<ReadonlyMap<string, string>> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("package_text_digest")
    .select(["member", "digest"])
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("id")
    .execute();
  return new Map(rows.map(({ member, digest }) => [member, digest]));
}
