// Taking a letter: what its kind means here. A member's letters do in a case of this node what a seat of that member would,
// by the same functions and under the same view; a lead's letters are kept and change nothing but what is known of its case.
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";
import { takePackage, takeShare } from "./embargo-letters.ts";
import { takeKeys } from "./key-letters.ts";
import { takeFromLead } from "./taking-from-lead.ts";
import { takeFromMember } from "./taking-from-member.ts";
import { takeCosignature, takeRequest } from "./witness-letters.ts";

/** What a kit's page can write. */
const ofKits: ReadonlySet<string> = new Set(["receipt", "question", "position", "pledge", "withdrawal"]);

/**
 * In the transaction that also writes down that it was taken.
 * @throws InputError, PolicyError, VerificationError, ServerError: why it is refused, as whoever wrote it may be told.
 */
export async function takeLetter(tx: Transactor, node: LetterServices, arriving: Arriving): Promise<Taken> {
  const { said } = arriving;
  if (arriving.peer.kitCase !== null && !ofKits.has(said.kind))
    throw new ServerError(
      "FORBIDDEN",
      `A kit writes no letters of the kind ${said.kind}. ${arriving.peer.member} does that from a node of its own.`,
    );
  switch (said.kind) {
    case "approach":
    case "answer":
    case "unsealing":
    case "notice":
    case "instant":
    case "vocabulary":
    case "confirmation":
    case "trouble":
      return takeFromLead(tx, arriving, said);
    case "package":
      return takePackage(tx, arriving, said.content);
    case "share":
      return takeShare(tx, node, arriving, said.content);
    case "witness":
      return takeRequest(tx, node, arriving, said.content);
    case "cosignature":
      return takeCosignature(tx, node, arriving, said.content);
    case "keys":
      return takeKeys(tx, arriving, said.content);
    case "receipt":
    case "question":
    case "position":
    case "pledge":
    case "withdrawal":
    case "readiness":
    case "done":
    case "acknowledgement":
      return takeFromMember(tx, node, arriving, said);
  }
}
