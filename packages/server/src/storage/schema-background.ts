// The rows of background work, of files outside the database and of statements about keys, as the program sees them.
import type { ColumnType } from "kysely";
import type { Day, Instant, JsonObject, JsonValue } from "@entente/core/encoding";

type Json<Value extends JsonValue = JsonValue> = ColumnType<Value, string, string>;

/** Public, or meaningless without the keystore. */
export interface OpenBackgroundTables {
  key_statement: {
    leaf_index: number;
    kind: "rotation" | "revocation";
    purpose: "issuer" | "authority";
    member: string;
    generation: number;
    in_use: number;
    in_use_keys: Json<JsonObject>;
    digest: string;
    salt: string;
    at: Instant;
    by: string;
    file: string;
  };
  first_key: {
    purpose: "ledger" | "witness" | "files" | "issuer" | "authority" | "resolver" | "peer";
    member: string;
    made_at: ColumnType<Instant, never, never>;
  };
  case_key: { case_id: string; wrapped: Uint8Array; made_at: ColumnType<Instant, never, never> };
}

export interface BackgroundTables {
  job: {
    id: string;
    case_id: string;
    member: string;
    seat: string;
    kind: "rendering" | "delivery" | "t-zero";
    subject: Json<JsonObject>;
    state: "waiting" | "running" | "done" | "failed" | "cancelled";
    done: number;
    steps: number;
    tries: number;
    failure: string | null;
    outcome: ColumnType<JsonObject | null, string | null, string | null>;
    wanted_at: Instant;
    ended_at: Instant | null;
  };
  reminder: {
    case_id: string;
    member: string;
    kind: "answer-by" | "question" | "measure";
    subject: string;
    day: Day;
    due: Instant;
    at: Instant;
  };
  stored_file: {
    id: string;
    case_id: string;
    member: string;
    media_type: string;
    sha256: string;
    size: number;
  };
}
