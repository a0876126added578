// Rows of TAXII lists, as the program sees them.
import type { ColumnType } from "kysely";
import type { Instant } from "@entente/core/encoding";

type Flag = ColumnType<boolean, never, boolean>;

export interface TaxiiTables {
  taxii_list: {
    case_id: string;
    box: "cuts" | "inbox";
    member: string;
    last_added: number;
    generation: ColumnType<number, never, number>;
  };
  taxii_object: {
    case_id: string;
    box: "cuts" | "inbox";
    member: string;
    added: number;
    object_id: string;
    type: string;
    spec_version: string;
    version: string;
    version_at: number;
    newest: Flag;
    oldest: Flag;
    current: Flag;
    object: string;
    brought_by: string;
    cut_id: string | null;
    removed_at: Instant | null;
    removed_by: string | null;
    changed: ColumnType<number | null, never, number>;
  };
  taxii_status: { id: string; case_id: string; member: string; status: string };
}
