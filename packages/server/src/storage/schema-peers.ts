// The rows of nodes that this one is paired with, and of letters from and to them. Letters are under row security: a
// transaction sees those of one node.
import type { ColumnType, GeneratedAlways } from "kysely";
import type { Instant, JsonObject } from "@entente/core/encoding";

/** Set once, later, or again and again. */
type Later<Value> = ColumnType<Value | null, never, Value | null>;
type Count = ColumnType<number, never, number>;

/** Of the node itself, and shown to those who run it. */
export interface OpenPeerTables {
  peer: {
    fingerprint: string;
    member: string;
    card: ColumnType<string, string, string>;
    address: ColumnType<string | null, string | null, string | null>;
    address_ours: ColumnType<boolean, boolean, boolean>;
    added_at: Instant;
    added_by: string;
    paired_at: Later<Instant>;
    paired_by: Later<string>;
    answered_at: Later<Instant>;
    heard_at: Later<Instant>;
    ended_at: Later<Instant>;
    stopped_at: Later<Instant>;
    stopped_code: Later<string>;
    stopped_said: Later<string>;
    written: Count;
    acknowledged: Count;
    taken: Count;
    told: Count;
    tries: Count;
    next_try_at: Later<Instant>;
    trouble_at: Later<Instant>;
    trouble_code: Later<string>;
    trouble_said: Later<string>;
    kit_case: ColumnType<string | null, string | null, never>;
    card_before: Later<string>;
    keys_told: ColumnType<number, number, number>;
  };
  peering_keys: { number: number; anew: boolean; made_at: Instant; made_by: string };
  kit_reply: { peer: string; digest: string; heard_at: Instant; heard_by: string };
  peer_nonce: { peer: string; nonce: string; until: Instant };
}

export interface PeerTables {
  letter_out: {
    peer: string;
    number: number;
    subject: string;
    case_name: string | null;
    kind: string;
    letter: string;
    digest: string;
    written_at: Instant;
  };
  letter_in: {
    peer: string;
    number: number;
    case_name: string | null;
    kind: string;
    letter: string;
    digest: string;
    before: string | null;
    received_at: Instant;
    state: ColumnType<"held" | "taken" | "refused", "held", "taken" | "refused">;
    outcome: ColumnType<JsonObject | null, never, string>;
    ended_at: Later<Instant>;
  };
  letter_file: { peer: string; digest: string; bytes: Uint8Array };
  letter_trouble: {
    id: GeneratedAlways<number>;
    peer: string;
    case_name: string | null;
    code: string;
    said: string;
    side: "here" | "there";
    at: Instant;
  };
  embargo: {
    peer: string;
    digest: string;
    case_name: string;
    instant: Instant;
    bytes: Uint8Array;
    card: string;
    taken_at: Instant;
    opened_at: Later<Instant>;
    tried_with: Count;
  };
  embargo_share: {
    peer: string;
    embargo: string;
    member: string;
    sealed: ColumnType<Uint8Array | null, Uint8Array | null, Uint8Array>;
    text: ColumnType<string | null, string | null, string>;
    let_go_at: ColumnType<Instant | null, Instant | null, Instant>;
  };
}
