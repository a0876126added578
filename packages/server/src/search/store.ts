import { sql } from "kysely";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import type { Reader } from "../storage/index.ts";

/** A place that holds what is searched for. */
export interface FoundPlace {
  /** The document's name. */
  readonly document: string;
  /** The member's newest cut that shows it; null for the lead, who searches documents. */
  readonly cut: string | null;
  /** `p7`, or `p7/2` for its third span; null for a member, whose copy has no such names. */
  readonly place: string | null;
  readonly rank: number;
  /** The words around what was found, of this place alone. */
  readonly excerpt: string;
}

/**
 * Places the view may read that hold what is asked for, best first; of equal ones in the order of documents and their text.
 * Row security leaves out every other row before anything is matched, and a rank comes from one row's words alone, so what
 * may not be read moves nothing. The lead searches the newest versions, a member what its cuts released to it.
 */
export async function findPlaces(
  reader: Reader,
  view: View,
  { query, most }: { readonly query: string; readonly most: number },
): Promise<readonly FoundPlace[]> {
  await readUnder(reader, view);
  const readable =
    view.reach === "case"
      ? sql`SELECT d.name AS document, 0::bigint AS age, NULL::uuid AS cut, p.place, p.ordinal, p.words, p.content
          FROM portion p
          JOIN document d ON d.id = p.document_id
          JOIN document_version v ON v.id = p.version_id
          WHERE p.case_id = ${view.caseId}
            AND v.number = (SELECT max(n.number) FROM document_version n WHERE n.document_id = v.document_id)`
      : sql`SELECT DISTINCT ON (p.version_id, p.place) d.name AS document, -c.leaf_index AS age, c.id AS cut,
            NULL::text AS place, p.ordinal, p.words, p.content
          FROM portion p
          JOIN document d ON d.id = p.document_id
          JOIN cut c ON c.version_id = p.version_id AND c.case_id = p.case_id AND c.recipient = ${view.member}
          JOIN released_class k ON k.release_id = c.release_id AND k.class = c.class AND p.place = ANY (k.places)
          WHERE p.case_id = ${view.caseId}
          ORDER BY p.version_id, p.place, c.leaf_index DESC`;
  return readRows<FoundPlace>(
    reader,
    sql`WITH readable AS MATERIALIZED (${readable}),
        asked AS (SELECT websearch_to_tsquery('pg_catalog.english', ${query}) AS query)
      SELECT r.document, r.cut, r.place, ts_rank_cd(r.words, a.query)::float8 AS rank,
        ts_headline('pg_catalog.english', portion_words(r.content), a.query,
          'StartSel="", StopSel="", MaxFragments=2, MaxWords=30, MinWords=10, FragmentDelimiter=" … "') AS excerpt
      FROM readable r CROSS JOIN asked a
      WHERE r.words @@ a.query
      ORDER BY rank DESC, r.document, r.age, r.ordinal
      LIMIT ${most}`,
  );
}
