// What is to be in the lists that members read, and what is there.
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import type { KeptObject } from "./envelope.ts";

/** A cut that was delivered to whom it is for. */
export interface DeliveredCut {
  readonly id: string;
  readonly releaseId: string;
  readonly file: string;
}

/** Ids of the cuts that were delivered, by whom they are for, oldest first. */
export async function listDelivered(
  reader: Reader,
  view: View,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await (
    await readUnder(reader, view)
  )
    .selectFrom("cut")
    .innerJoin("approach", (join) =>
      join.onRef("approach.case_id", "=", "cut.case_id").onRef("approach.member", "=", "cut.recipient"),
    )
    .select(["cut.id", "cut.recipient"])
    .where("cut.case_id", "=", view.caseId)
    .where("approach.delivered_at", "is not", null)
    .orderBy("cut.recipient")
    .orderBy("cut.leaf_index")
    .execute();
  const cuts = new Map<string, string[]>();
  for (const { id, recipient } of rows) cuts.set(recipient, [...(cuts.get(recipient) ?? []), id]);
  return cuts;
}

/** The cuts that were delivered to `recipient`, oldest first. */
export async function readDelivered(
  reader: Reader,
  view: View,
  recipient: string,
): Promise<readonly DeliveredCut[]> {
  return (await readUnder(reader, view))
    .selectFrom("cut")
    .innerJoin("approach", (join) =>
      join.onRef("approach.case_id", "=", "cut.case_id").onRef("approach.member", "=", "cut.recipient"),
    )
    .select(["cut.id", "cut.release_id as releaseId", "cut.file"])
    .where("cut.case_id", "=", view.caseId)
    .where("cut.recipient", "=", recipient)
    .where("approach.delivered_at", "is not", null)
    .orderBy("cut.leaf_index")
    .execute();
}

/** What an object and its version are called within a list. */
export const nameFiled = ({ id, versionAt }: Pick<KeptObject, "id" | "versionAt">): string =>
  `${id} ${versionAt}`;

/** The objects and versions in the list of what `member` was given, by name. */
export async function listFiled(reader: Reader, view: View, member: string): Promise<Set<string>> {
  const rows = await (
    await readUnder(reader, view)
  )
    .selectFrom("taxii_object")
    .select(["object_id as id", "version_at as versionAt"])
    .where("case_id", "=", view.caseId)
    .where("box", "=", "cuts")
    .where("member", "=", member)
    .execute();
  return new Set(rows.map(nameFiled));
}
