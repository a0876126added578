// The rows of pledges, their lock and what was resolved, as the program sees them; all of them need a view.
import type { ColumnType } from "kysely";
import type { Authority } from "@entente/core/arrangements";
import type { Instant, JsonObject, JsonValue } from "@entente/core/encoding";

type Json<Value extends JsonValue = JsonValue> = ColumnType<Value, string, string>;

export interface PledgeTables {
  pledge_version: {
    case_id: string;
    member: string;
    number: number;
    levels: Json | null;
    authority: Authority | null;
    valid_until: Instant | null;
    placed_by: string;
    placed_at: Instant;
    leaf_index: number;
  };
  sealed_pledge: {
    case_id: string;
    member: string;
    round: number;
    number: number;
    ciphertext: Uint8Array | null;
    placed_by: string;
    placed_at: Instant;
    leaf_index: number;
  };
  pledge_lock: {
    case_id: string;
    round: number;
    resolution_id: string;
    locked_by: string;
    locked_at: Instant;
    released_by: string | null;
    released_at: Instant | null;
  };
  resolution: {
    id: string;
    case_id: string;
    resolved_by: string;
    resolved_at: Instant;
    final: boolean;
    leaf_index: number | null;
  };
  resolution_member: {
    resolution_id: string;
    case_id: string;
    member: string;
    level: number;
    alone: boolean;
    explanation: string;
    measures: Json<readonly { readonly kind: string; readonly count: number }[]> | null;
    authority: Authority | null;
    valid_until: Instant | null;
  };
  resolution_set: {
    resolution_id: string;
    case_id: string;
    pledges: Json<JsonObject>;
    certificate: Json<JsonObject> | null;
  };
}
