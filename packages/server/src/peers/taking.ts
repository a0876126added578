// Taking a letter: what its kind means here. A member's letters do in a case of this node what a seat of that member would,
// by the same functions and under the same view; a lead's letters are kept and change nothing but what is known of its case.
import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Content, Letter, LetterKind } from "@entente/core/letters";
import type { Transactor } from "../storage/index.ts";
import type { OwnNode } from "./own-node.ts";
import type { LetterServices } from "./receiving.ts";
import type { PeerRow } from "./store.ts";
import { takeFromLead } from "./taking-from-lead.ts";
import { takeFromMember } from "./taking-from-member.ts";

export interface Arriving {
  readonly own: OwnNode;
  readonly peer: PeerRow;
  readonly letter: Letter;
  readonly said: Content;
  readonly at: Instant;
}

/** What came of a letter. */
export interface Taken {
  /** Kept beside it: ids of what it became. */
  readonly outcome: JsonObject;
  /** What is written back, in the same transaction. */
  readonly replies: readonly { readonly kind: LetterKind; readonly content: JsonObject }[];
}

/**
 * In the transaction that also writes down that it was taken.
 * @throws InputError, PolicyError, VerificationError, ServerError: why it is refused, as whoever wrote it may be told.
 */
export function takeLetter(tx: Transactor, node: LetterServices, arriving: Arriving): Promise<Taken> {
  switch (arriving.said.kind) {
    case "approach":
    case "answer":
    case "unsealing":
    case "notice":
    case "instant":
    case "package":
    case "witness":
    case "confirmation":
    case "trouble":
      return takeFromLead(tx, arriving, arriving.said);
    case "receipt":
    case "question":
    case "position":
    case "pledge":
    case "withdrawal":
    case "readiness":
    case "done":
    case "acknowledgement":
      return takeFromMember(tx, node, arriving, arriving.said);
  }
}
