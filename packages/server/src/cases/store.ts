import type { Instant, JsonObject } from "@entente/core/encoding";
import type { CaseIdentity } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface CaseRow extends CaseIdentity {
  readonly slug: string;
  readonly title: string;
  readonly community: JsonObject;
  /** The case file without its measures: incident, timeline, sources. */
  readonly frame: JsonObject;
  readonly openedAt: Instant;
  readonly clock: Instant;
}

export async function insertCase(tx: Transactor, row: CaseRow): Promise<void> {
  await tx
    .insertInto("case_file")
    .values({
      id: row.id,
      slug: row.slug,
      title: row.title,
      lead: row.lead,
      exercise: row.exercise,
      community: JSON.stringify(row.community),
      frame: JSON.stringify(row.frame),
      opened_at: row.openedAt,
      clock: row.clock,
    })
    .execute();
}

/** The case of that slug; null where there is none. */
export async function findCase(reader: Reader, slug: string): Promise<CaseRow | null> {
  const row = await reader.selectFrom("case_file").selectAll().where("slug", "=", slug).executeTakeFirst();
  if (row === undefined) return null;
  const { id, title, lead, exercise, community, frame, clock } = row;
  return { id, slug: row.slug, title, lead, exercise, community, frame, openedAt: row.opened_at, clock };
}

/** Exercises on this node, oldest first. Real cases are not listed to anyone without a seat. */
export async function listExercises(
  reader: Reader,
): Promise<readonly { slug: string; title: string; exercise: boolean }[]> {
  return reader
    .selectFrom("case_file")
    .select(["slug", "title", "exercise"])
    .where("exercise", "=", true)
    .orderBy("opened_at", "desc")
    .execute();
}

/** Moves the case's clock; it never goes back. */
export async function advanceClock(tx: Transactor, caseId: string, at: Instant): Promise<void> {
  await tx
    .updateTable("case_file")
    .set({ clock: at })
    .where("id", "=", caseId)
    .where("clock", "<", at)
    .execute();
}
