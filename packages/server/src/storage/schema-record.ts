// Rows of the public record and of what is checked before it is in one, as the program sees them.
import type { Instant } from "@entente/core/encoding";

/** Public. */
export interface OpenRecordTables {
  publication: {
    case_id: string;
    edition: number;
    why: string | null;
    published_by: string;
    published_at: Instant;
    manifest_digest: string;
    leaf_index: number;
  };
  record_file: { case_id: string; edition: number; path: string; bytes: Uint8Array };
}

/** Of persons who are not named in public yet. */
export interface RecordTables {
  exposure: {
    case_id: string;
    name: string;
    version: number;
    content: string;
    digest: string;
    drafted_by: string;
    drafted_person: string;
    drafted_at: Instant;
  };
  exposure_act: {
    case_id: string;
    name: string;
    version: number;
    digest: string;
    kind: "validation" | "legal-check" | "withdrawal";
    seat: string;
    person: string;
    at: Instant;
    note: string;
  };
}
