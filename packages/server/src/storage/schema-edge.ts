// The rows of the edge: none of them says anything of a case to whoever reads the table.
import type { ColumnType } from "kysely";
import type { Instant } from "@entente/core/encoding";

export interface EdgeTables {
  change_made: {
    key_hash: string;
    body_hash: string;
    answer: Uint8Array;
    made_at: ColumnType<Instant, never, never>;
    expires_at: Instant;
  };
  edge_secret: { one: ColumnType<boolean, never, never>; secret: Uint8Array };
}
