import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { ExposureAct } from "./rules.ts";

export interface ExposureRow {
  readonly name: string;
  readonly version: number;
  /** Canonical JSON. */
  readonly content: string;
  /** Hex SHA-256 of the content. */
  readonly digest: string;
  readonly draftedBy: string;
  readonly draftedPerson: string;
  readonly draftedAt: Instant;
  readonly acts: readonly ExposureAct[];
}

/** Every version of every page about a person, by name and then oldest first, each with what was said of it. */
export async function listExposures(reader: Reader, view: View): Promise<readonly ExposureRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("exposure")
    .select([
      ...(["name", "version", "content", "digest", "drafted_by as draftedBy"] as const),
      ...(["drafted_person as draftedPerson", "drafted_at as draftedAt"] as const),
    ])
    .where("case_id", "=", view.caseId)
    .orderBy("name")
    .orderBy("version")
    .execute();
  const acts = await labelled
    .selectFrom("exposure_act")
    .select(["name", "version", "kind", "seat", "person", "at", "note"])
    .where("case_id", "=", view.caseId)
    .orderBy("at")
    .orderBy("kind")
    .orderBy("person")
    .execute();
  return rows.map((row) => ({
    ...row,
    acts: acts
      .filter(({ name, version }) => name === row.name && version === row.version)
      .map(({ kind, seat, person, at, note }) => ({ kind, seat, person, at, note })),
  }));
}

export async function insertExposure(
  tx: Transactor,
  view: View,
  row: Omit<ExposureRow, "acts">,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("exposure")
    .values({
      ...{ case_id: view.caseId, name: row.name, version: row.version },
      ...{ content: row.content, digest: row.digest },
      ...{ drafted_by: row.draftedBy, drafted_person: row.draftedPerson, drafted_at: row.draftedAt },
    })
    .execute();
}

export async function insertExposureAct(
  tx: Transactor,
  view: View,
  { of, act }: { readonly of: Pick<ExposureRow, "name" | "version" | "digest">; readonly act: ExposureAct },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("exposure_act")
    .values({ case_id: view.caseId, name: of.name, version: of.version, digest: of.digest, ...act })
    .execute();
}
