// Taking a letter: what its kind means here. A member's letters do in a case of this node what a seat of that member would,
// by the same functions and under the same view; a lead's letters are kept and change nothing but what is known of its case.
import type { Transactor } from "../storage/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";
import { takeFromLead } from "./taking-from-lead.ts";
import { takeFromMember } from "./taking-from-member.ts";

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
