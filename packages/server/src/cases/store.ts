import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Community } from "@entente/core/markings";
import { sql } from "kysely";
import { askOnceUnder } from "../access/index.ts";
import { askOnce, keepRecent, noteChange } from "../storage/index.ts";
import type { CaseIdentity, View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface CaseRow extends CaseIdentity {
  readonly slug: string;
  readonly title: string;
  readonly community: JsonObject;
  /** The coalition file; null: the closed rules hold. */
  readonly coalition: JsonObject | null;
  /** The case file without its measures: incident, timeline, sources. */
  readonly frame: JsonObject;
  readonly openedAt: Instant;
  readonly clock: Instant;
}

export async function insertCase(tx: Transactor, row: CaseRow): Promise<void> {
  // Nobody listens to it yet: the list of cases is another one.
  noteChange(tx, "");
  await tx
    .insertInto("case_file")
    .values({
      id: row.id,
      slug: row.slug,
      title: row.title,
      lead: row.lead,
      exercise: row.exercise,
      community: JSON.stringify(row.community),
      coalition: row.coalition === null ? null : JSON.stringify(row.coalition),
      frame: JSON.stringify(row.frame),
      opened_at: row.openedAt,
      clock: row.clock,
    })
    .execute();
}

/**
 * Writes down whom the case concerns and what each may see, as rows the database can decide with by itself. Once, in the
 * transaction of the first of them: the database takes no later addition.
 */
export async function insertCommunity(tx: Transactor, caseId: string, community: Community): Promise<void> {
  const { policies, members, groups, equivalences } = community;
  const of = { case_id: caseId };
  await tx.insertInto("community").values(of).execute();
  const levels = policies.flatMap((policy) =>
    policy.levels.map(({ name, unlisted }, rank) => ({
      ...{ ...of, policy: policy.id, level: name, rank },
      unlisted: unlisted === null ? null : [...unlisted],
    })),
  );
  if (levels.length > 0) await tx.insertInto("policy_level").values(levels).execute();
  const caveats = policies.flatMap((policy) =>
    policy.caveats.map(({ name, kind }) => ({ ...of, policy: policy.id, caveat: name, kind })),
  );
  if (caveats.length > 0) await tx.insertInto("policy_caveat").values(caveats).execute();
  const rows = equivalences.map(({ held, reads }) => ({
    ...of,
    ...{ held_policy: held.policy, held_level: held.level },
    ...{ reads_policy: reads.policy, reads_level: reads.level },
  }));
  if (rows.length > 0) {
    await tx
      .insertInto("equivalence")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await insertMembers(tx, caseId, members);
  if (groups.length > 0)
    await tx
      .insertInto("member_group")
      .values(groups.map(({ id }) => ({ ...of, code: id })))
      .execute();
  const belonging = groups.flatMap((group) =>
    group.members.map((member) => ({ ...of, code: group.id, member })),
  );
  if (belonging.length > 0) await tx.insertInto("group_member").values(belonging).execute();
}

async function insertMembers(tx: Transactor, caseId: string, members: Community["members"]): Promise<void> {
  if (members.length === 0) return;
  await tx
    .insertInto("member")
    .values(members.map(({ id }) => ({ case_id: caseId, member: id })))
    .execute();
  const held = members.flatMap(({ id, clearances }) =>
    Object.entries(clearances).map(([policy, { upTo, caveats }]) => ({ member: id, policy, upTo, caveats })),
  );
  if (held.length === 0) return;
  await tx
    .insertInto("clearance")
    .values(held.map(({ member, policy, upTo }) => ({ case_id: caseId, member, policy, up_to: upTo })))
    .execute();
  const caveats = held.flatMap(({ member, policy, caveats: names }) =>
    [...new Set(names)].map((caveat) => ({ case_id: caseId, member, policy, caveat })),
  );
  if (caveats.length > 0) await tx.insertInto("caveat_held").values(caveats).execute();
}

/** Slugs of the cases of which the database does not know yet whom they concern: those of an older schema. */
export async function listWithoutCommunity(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom("case_file")
    .leftJoin("community", "community.case_id", "case_file.id")
    .select("case_file.slug")
    .where("community.case_id", "is", null)
    .orderBy("case_file.opened_at")
    .execute();
  return rows.map(({ slug }) => slug);
}

// Cases as they were last read, by the version of their row: what a case holds is long, and is sent and parsed again only when
// the row is another one. Who may see it is asked before, each time.
const kept = keepRecent<CaseRow>(64, () => 1);
const version = sql<string>`case_file.xmin::text || ' ' || case_file.ctid::text`;

/** What of a case is light, whatever it holds; null where there is none. */
function findVersion(
  reader: Reader,
  slug: string,
): Promise<(CaseIdentity & { readonly version: string }) | null> {
  return askOnce(reader, JSON.stringify(["case", slug]), async () => {
    const row = await reader
      .selectFrom("case_file")
      .select(["id", "lead", "exercise", version.as("version")])
      .where("slug", "=", slug)
      .executeTakeFirst();
    return row ?? null;
  });
}

/** The case of that slug; null where there is none. */
export async function findCase(reader: Reader, slug: string): Promise<CaseRow | null> {
  const found = await findCaseToAdmit(reader, slug);
  return found === null ? null : found.readRow();
}

/**
 * What an access decision needs of the case of that slug, and the way to the rest for whoever was admitted; null where there
 * is no such case.
 */
export async function findCaseToAdmit(
  reader: Reader,
  slug: string,
): Promise<{ readonly of: CaseIdentity; readonly readRow: () => Promise<CaseRow | null> } | null> {
  const found = await findVersion(reader, slug);
  if (found === null) return null;
  const { version: at, ...of } = found;
  const known = kept.get(`${of.id} ${at}`);
  return { of, readRow: () => (known === undefined ? readCase(reader, slug) : Promise.resolve(known)) };
}

async function readCase(reader: Reader, slug: string): Promise<CaseRow | null> {
  const row = await reader
    .selectFrom("case_file")
    .selectAll()
    .select(version.as("version"))
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, title, lead, exercise, community, coalition, frame, clock } = row;
  const written = { community, coalition, frame };
  const read = { id, slug: row.slug, title, lead, exercise, ...written, openedAt: row.opened_at, clock };
  kept.set(`${id} ${row.version}`, read);
  return read;
}

/** What an access decision needs of a case, by its slug; null where there is none. Light, whatever the case holds. */
export async function findCaseIdentity(reader: Reader, slug: string): Promise<CaseIdentity | null> {
  return (await findCaseToAdmit(reader, slug))?.of ?? null;
}

/** What an access decision needs of every case of this node, or of those named; for whoever then decides on each. */
export async function listCaseIdentities(
  reader: Reader,
  only: readonly string[] | null,
): Promise<readonly (CaseIdentity & Pick<CaseRow, "slug" | "clock">)[]> {
  if (only?.length === 0) return [];
  const all = reader
    .selectFrom("case_file")
    .select(["id", "slug", "lead", "exercise", "clock"])
    .orderBy("opened_at");
  return (only === null ? all : all.where("id", "in", only)).execute();
}

/** The slugs of cases, by id. */
export async function listSlugs(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.selectFrom("case_file").select(["id", "slug"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** Whether anything in the case was made for the view's member: to a member it has not reached, a case does not exist. */
export function isConcerned(reader: Reader, view: View): Promise<boolean> {
  return askOnceUnder(reader, view, {
    what: ["concerned"],
    ask: async (labelled) => {
      const approaches = labelled
        .selectFrom("approach")
        .select("case_id")
        .where("case_id", "=", view.caseId)
        .where("member", "=", view.member);
      // Whoever was sent a cut may have it from a file, and answers for what it was sent.
      const cuts = labelled
        .selectFrom("cut")
        .select("case_id")
        .where("case_id", "=", view.caseId)
        .where("recipient", "=", view.member);
      const { concerned } = await labelled
        .selectNoFrom((of) => of.or([of.exists(approaches), of.exists(cuts)]).as("concerned"))
        .executeTakeFirstOrThrow();
      return Boolean(concerned);
    },
  });
}

/** The case of that id; null where there is none. For work that was wanted in it. */
export async function findCaseById(reader: Reader, id: string): Promise<CaseRow | null> {
  const row = await reader.selectFrom("case_file").select("slug").where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : findCase(reader, row.slug);
}

/** Slugs of the cases whose record is public, oldest first: anyone may know of them. */
export async function listPublished(reader: Reader): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom("case_file")
    .innerJoin("publication", "publication.case_id", "case_file.id")
    .select("case_file.slug")
    .where("publication.edition", "=", 1)
    .orderBy("case_file.opened_at")
    .execute();
  return rows.map(({ slug }) => slug);
}

/** Exercises on this node, oldest first. Real cases are not listed to anyone without a seat. */
export async function listExercises(
  reader: Reader,
): Promise<readonly (CaseIdentity & { slug: string; title: string })[]> {
  return reader
    .selectFrom("case_file")
    .select(["id", "slug", "title", "lead", "exercise"])
    .where("exercise", "=", true)
    .orderBy("opened_at", "desc")
    .execute();
}

/** What a curve of each exercise on this node is drawn from beside its measures, the latest opened first. */
export async function listExerciseFrames(
  reader: Reader,
): Promise<readonly (CaseIdentity & Pick<CaseRow, "slug" | "title" | "frame">)[]> {
  return reader
    .selectFrom("case_file")
    .select(["id", "slug", "title", "lead", "exercise", "frame"])
    .where("exercise", "=", true)
    .orderBy("opened_at", "desc")
    .execute();
}

/** Every real case of this node, for what the node does by itself: it is asked by nobody, and shows none of it. */
export async function listRealCases(reader: Reader): Promise<readonly CaseRow[]> {
  const rows = await reader
    .selectFrom("case_file")
    .select("slug")
    .where("exercise", "=", false)
    .orderBy("opened_at")
    .execute();
  const cases = await Promise.all(rows.map(({ slug }) => findCase(reader, slug)));
  return cases.filter((row) => row !== null);
}

/** Moves the case's clock; it never goes back. */
export async function advanceClock(tx: Transactor, caseId: string, at: Instant): Promise<void> {
  noteChange(tx, caseId);
  await tx
    .updateTable("case_file")
    .set({ clock: at })
    .where("id", "=", caseId)
    .where("clock", "<", at)
    .execute();
}
