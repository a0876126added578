// The rows of schema `entente` as the program sees them; the tables themselves are in migrations/. JSON columns are
// written as text (`JSON.stringify`), because the driver would turn a list into a PostgreSQL array.
import type { ColumnType, GeneratedAlways } from "kysely";
import type { Instant, JsonObject, JsonValue } from "@entente/core/encoding";
import type { ApproachTables } from "./schema-approaches.ts";
import type { BackgroundTables, OpenBackgroundTables } from "./schema-background.ts";
import type { EdgeTables } from "./schema-edge.ts";
import type { OpenPeerTables, PeerTables } from "./schema-peers.ts";
import type { PledgeTables } from "./schema-pledges.ts";
import type { ExchangeTables } from "./schema-exchange.ts";
import type { OpenRecordTables, RecordTables } from "./schema-record.ts";
import type { TaxiiTables } from "./schema-taxii.ts";
import type { SeatTables } from "./schema-seats.ts";
import type { CeremonyTables, SignInTables } from "./schema-sign-in.ts";

type Json<Value extends JsonValue = JsonValue> = ColumnType<Value, string, string>;

/** Rows that say nothing of what is written in documents, or are public. */
export interface OpenTables
  extends CeremonyTables, EdgeTables, OpenBackgroundTables, OpenPeerTables, OpenRecordTables {
  migration: { number: number; name: string; sha256: string; applied_at: ColumnType<Instant, never, never> };
  case_file: {
    id: string;
    slug: string;
    title: string;
    lead: string;
    exercise: boolean;
    community: Json<JsonObject>;
    coalition: ColumnType<JsonObject | null, string | null, never>;
    frame: Json<JsonObject>;
    opened_at: Instant;
    clock: Instant;
  };
  community: { case_id: string };
  policy_level: {
    case_id: string;
    policy: string;
    level: string;
    rank: number;
    unlisted: readonly string[] | null;
  };
  policy_caveat: { case_id: string; policy: string; caveat: string; kind: string };
  member: { case_id: string; member: string };
  member_group: { case_id: string; code: string };
  group_member: { case_id: string; code: string; member: string };
  clearance: { case_id: string; member: string; policy: string; up_to: string };
  caveat_held: { case_id: string; member: string; policy: string; caveat: string };
  equivalence: {
    case_id: string;
    held_policy: string;
    held_level: string;
    reads_policy: string;
    reads_level: string;
  };
  marking: { id: GeneratedAlways<number>; case_id: string; digest: string; terms: number };
  marking_term: {
    marking_id: number;
    ordinal: number;
    policy: string;
    level: string;
    caveats: readonly string[];
    one_of: Json<readonly (readonly string[])[]>;
    releasable_to: Json<readonly (readonly string[])[]>;
  };
  epoch: {
    number: number;
    opened_at: Instant;
    backup_made_at: Instant;
    backup_sha256: string;
    ledger_size: number;
    confirmed_at: Instant | null;
    newest_seen: number | null;
    seen_by: readonly string[] | null;
  };
  ledger_leaf: { index: number; at: Instant; entry: Uint8Array };
  ledger_tile: { level: number; number: number; hashes: Uint8Array };
  commitment: { leaf_index: number; case_id: string; kind: string; digest: string; salt: string };
  ledger_checkpoint: { size: number; note: string; signed_at: Instant };
  ledger_cosignature: { size: number; vkey: string; line: string; received_at: Instant };
  witnessed_log: {
    origin: string;
    vkey: string;
    size: ColumnType<number, never>;
    root: ColumnType<Uint8Array | null, never>;
    note: ColumnType<string | null, never>;
    cosigned_at: ColumnType<Instant | null, never>;
  };
  measure: {
    case_id: string;
    id: string;
    ordinal: number;
    actor: string;
    actor_type: string;
    kind: string;
    target: string | null;
    count: number | null;
    announced: string | null;
    in_tally: boolean;
    detail: string;
    sources: Json<readonly string[]>;
    confidence: "high" | "medium" | "low";
    verified: boolean;
    recorded_by: string;
    recorded_at: Instant;
    reciprocal: boolean;
  };
  measure_figure: {
    case_id: string;
    measure_id: string;
    ordinal: number;
    count: number | null;
    announced: string | null;
    sources: Json<readonly string[]>;
    confidence: "high" | "medium" | "low";
    note: string;
    recorded_by: string;
    recorded_at: Instant;
  };
  exercise_run: { case_id: string; scenario_digest: string; steps: number };
  exercise_step: { case_id: string; ordinal: number; action: string; at: Instant };
}

/** Rows under row security: without a view there are none. `access` alone gives the way to them. */
export interface LabelledTables
  extends
    ApproachTables,
    PledgeTables,
    SeatTables,
    SignInTables,
    BackgroundTables,
    PeerTables,
    RecordTables,
    TaxiiTables,
    ExchangeTables {
  journal: {
    id: GeneratedAlways<number>;
    case_id: string;
    at: Instant;
    seat: string;
    action: string;
    subject: string;
    detail: Json<JsonObject>;
  };
  document: { id: string; case_id: string; name: string };
  original: {
    id: string;
    case_id: string;
    document_id: string;
    name: string;
    media_type: string;
    size: number;
    sha256: string;
    /** Null where they are in a file. */
    bytes: Uint8Array | null;
    file_id: string | null;
    received_at: Instant;
    received_by: string;
  };
  document_version: {
    id: string;
    case_id: string;
    document_id: string;
    number: number;
    title: string;
    banner: string;
    source: string;
    source_digest: string;
    original_id: string;
    drafted_by: string;
    drafted_at: Instant;
  };
  attachment: {
    case_id: string;
    document_id: string;
    version_id: string;
    name: string;
    original_id: string;
  };
  custody: {
    id: GeneratedAlways<number>;
    case_id: string;
    document_id: string;
    version_id: string | null;
    original_id: string | null;
    act: "received" | "imported" | "versioned" | "released" | "exported";
    seat: string;
    at: Instant;
  };
  portion: {
    case_id: string;
    document_id: string;
    version_id: string;
    place: string;
    ordinal: number;
    kind: string;
    marking: string;
    marking_id: number;
    content: Json<JsonObject>;
    words: GeneratedAlways<string>;
  };
  release: {
    id: string;
    ordinal: GeneratedAlways<number>;
    case_id: string;
    document_id: string;
    version_id: string;
    recipients: Json<readonly string[]>;
    rules: Json<JsonObject>;
    public_text: string | null;
    source_digest: string;
    plan: string;
    plan_digest: string;
    proposed_by: string;
    proposed_at: Instant;
  };
  release_preparation: { release_id: string; case_id: string; prepared: string };
  release_approval: {
    release_id: string;
    case_id: string;
    plan_digest: string;
    approved_by: string;
    approved_at: Instant;
    statement: string | null;
    leaf_index: number;
  };
  release_issue: {
    release_id: string;
    case_id: string;
    name: string | null;
    issued: string;
    issued_by: string;
    issued_at: Instant;
    leaf_index: number;
  };
  seat_holder: { case_id: string; seat: string; person: string };
  unsealing: {
    id: string;
    ordinal: GeneratedAlways<number>;
    case_id: string;
    release_id: string;
    cut_id: string;
    places: readonly string[];
    reason: string;
    plan: string;
    plan_digest: string;
    proposed_by: string;
    proposed_at: Instant;
  };
  unsealing_approval: {
    unsealing_id: string;
    case_id: string;
    plan_digest: string;
    approved_by: string;
    approved_at: Instant;
    statement: string;
    leaf_index: number;
  };
  unsealing_issue: {
    unsealing_id: string;
    case_id: string;
    cut_id: string;
    file: string;
    cut_after: string;
    sha256: string;
    issued_by: string;
    issued_at: Instant;
    leaf_index: number;
  };
  notice: {
    id: string;
    case_id: string;
    release_id: string;
    release_name: string;
    kind: "correction" | "supersession" | "recall";
    text: string;
    replaced_by: string | null;
    file: string;
    signed_by: string;
    signed_at: Instant;
    leaf_index: number;
  };
  acknowledgement: { notice_id: string; case_id: string; member: string; seat: string; at: Instant };
  consent: {
    id: GeneratedAlways<number>;
    case_id: string;
    origin: string;
    release: string;
    portion: string;
    recipient: string;
    answer: "granted" | "refused";
    seat: string;
    at: Instant;
  };
  t_zero: {
    case_id: string;
    round: number;
    instant: Instant;
    state: "set" | "armed" | "opened" | "stood-down";
    due_at: Instant;
    due_because: "instant" | "embargo" | "lift" | "exit" | "hold";
    resolution_id: string | null;
    set_by: string;
    set_at: Instant;
    armed_by: string | null;
    armed_at: Instant | null;
    opened_by: string | null;
    opened_at: Instant | null;
    late_ms: number | null;
    leaf_index: number | null;
    stood_down_at: Instant | null;
    stood_down_by: string | null;
    stood_down_because: string | null;
  };
  package: {
    case_id: string;
    round: number;
    member: string;
    measures: Json;
    text_digest: string | null;
    digest: string | null;
    leaf_index: number | null;
    left_out: boolean;
    armed_at: Instant;
    opened_at: Instant | null;
  };
  readiness_asked: { case_id: string; round: number; member: string };
  readiness: {
    id: GeneratedAlways<number>;
    case_id: string;
    round: number;
    member: string;
    item: "text-cleared" | "translated" | "note-verbale" | "spokesperson" | "legal-step";
    state: "open" | "done" | "not-needed";
    seat: string;
    at: Instant;
  };
  package_text: {
    id: GeneratedAlways<number>;
    case_id: string;
    round: number;
    member: string;
    text: string;
    salt: string;
    digest: string;
    seat: string;
    at: Instant;
  };
  package_text_digest: {
    id: GeneratedAlways<number>;
    case_id: string;
    round: number;
    member: string;
    digest: string;
    at: Instant;
  };
  t_zero_act: {
    id: GeneratedAlways<number>;
    case_id: string;
    round: number;
    member: string;
    act: "hold" | "resume" | "embargo" | "lift" | "exit";
    until: Instant | null;
    reason: string;
    seat: string;
    at: Instant;
  };
  t_zero_rehearsal: {
    id: GeneratedAlways<number>;
    case_id: string;
    round: number;
    packages: number;
    unready: number;
    first_at: Instant;
    last_at: Instant;
    held_by: string;
    held_at: Instant;
  };
  released_class: { case_id: string; release_id: string; class: string; places: readonly string[] };
  cut: {
    id: string;
    case_id: string;
    document_id: string;
    version_id: string;
    release_id: string;
    recipient: string;
    class: string;
    title: string | null;
    banner: string;
    released: number;
    file: string;
    sha256: string;
    leaf_index: number;
  };
  cut_opening: { cut_id: string; seat: string; opened_at: Instant };
  cut_receipt: { cut_id: string; stage: "delivered" | "verified"; seat: string; received_at: Instant };
}

export type Tables = OpenTables & LabelledTables;
