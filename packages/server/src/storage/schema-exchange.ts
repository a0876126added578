// Rows of what members' machines have sent, as the program sees them.
import type { Instant } from "@entente/core/encoding";

/** Under row security. */
export interface ExchangeTables {
  misp_event: {
    case_id: string;
    member: string;
    uuid: string;
    version: number;
    changed: number;
    creator: string | null;
    creator_name: string;
    info: string;
    content: string;
    digest: string;
    received_by: string;
    received_at: Instant;
  };
}
