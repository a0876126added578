// Rows of signing in: passkeys, identities at providers, questions that wait for their answers, and what was signed. They say
// nothing of any case.
import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonObject } from "@entente/core/encoding";

type Json<Value> = ColumnType<Value, string, string>;

/** Under no row security: who has the secret of a row finds it, and nothing in it is about a case. */
export interface CeremonyTables {
  ceremony: {
    digest: string;
    kind: "sign-in" | "passkey" | "outside";
    about: Json<JsonObject>;
    expires_at: Instant;
  };
}

/** A person's own, under row security. */
export interface SignInTables {
  passkey: {
    credential: string;
    handle: string;
    person: string;
    public_key: Uint8Array;
    counter: number;
    device_bound: boolean;
    transports: readonly string[];
    name: string;
    made_at: Generated<Instant>;
    used_at: Instant | null;
  };
  outside_identity: {
    digest: string;
    issuer: string;
    subject: string;
    person: string;
    bound_at: Generated<Instant>;
  };
  step_up: {
    digest: string;
    session: string;
    person: string;
    request: string;
    statement: Json<JsonObject>;
    nonce: string;
    asked_at: Generated<Instant>;
    expires_at: Instant;
    signed_at: Instant | null;
    credential: string | null;
    signature: Json<JsonObject> | null;
    used_at: Instant | null;
  };
}
