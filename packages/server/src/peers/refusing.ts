// What is said of a bundle or a letter that is refused, on both sides by the same sentence: what, why, and who can mend it. What a
// node refuses of one it is paired with is in its own doctor too. What nobody signed is not: whoever found this node's address
// could fill the list, so it is counted in the log alone.
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { LetterKind } from "@entente/core/letters";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { isLive } from "./pairing.ts";
import { lockPeer } from "./store.ts";
import { insertTroubleOnce } from "./store-troubles.ts";

export interface Fault {
  readonly code: string;
  readonly said: string;
}

/** Refusals of this node's own that say something of a letter; every other error is about this node and its machine. */
export const refusalsOfLetters = [
  ...(["REQUEST_INVALID", "FORBIDDEN", "NOT_FOUND", "SEALED_UNREADABLE", "FILE_MISSING"] as const),
  ...([
    "BUNDLE_SEALED_OTHERWISE",
    "WITNESS_REFUSED",
    "WITNESS_ANSWER_INVALID",
    "LEDGER_ROLLED_BACK",
  ] as const),
] as const;

export const isOfLetters = (code: string): boolean => refusalsOfLetters.some((one) => one === code);

/** What a person writes: the desk that wrote it can write it anew. */
const OF_PERSONS: ReadonlySet<string> = new Set<LetterKind>([
  ...(["question", "position", "pledge", "withdrawal", "readiness", "done", "acknowledgement"] as const),
]);

/** Said of the pairing itself, by the doctor's findings or where two histories show. */
const SAID_OTHERWISE: ReadonlySet<string> = new Set([
  ...["PEER_UNPAIRED", "PEER_STOPPED", "LETTER_FORKED", "LETTER_NEVER_SENT"],
]);

/** The sentence of a refusal. What is wrong with bytes names nobody, so whoever wrote them is named here. */
export function sayRefusal(
  error: Error,
  { member, kind }: { readonly member: string; readonly kind: string | null },
): string {
  const what = error.message.replace(/[.:]?$/, ".");
  const byDesk = kind !== null && OF_PERSONS.has(kind);
  // A room says to a seat what to do next; the seat of a letter is the desk of who wrote it.
  const isOfRoom =
    error instanceof ServerError && ["REQUEST_INVALID", "SEALED_UNREADABLE"].includes(error.code);
  if (byDesk && (isOfRoom || error instanceof InputError))
    return `${what} The desk of ${member} corrects it and says it anew.`;
  if (!(error instanceof InputError)) return error.message;
  return `${what} Whoever runs the node of ${member} looks what wrote it, and sends it again.`;
}

/** What is in the way between two nodes; null: it is this node's own machine, which its log tells of. */
export function describeFault(error: unknown): Fault | null {
  if (error instanceof VerificationError || error instanceof InputError || error instanceof PolicyError)
    return { code: error.code, said: error.message };
  if (error instanceof ServerError && !/^(DATABASE|NODE|KEY|DISK)_/.test(error.code))
    return { code: error.code, said: error.message };
  return null;
}

/** Writes down for this node's doctor what was refused of a node that is paired, once an hour for each sentence. */
export async function noteRefused(
  database: Database,
  { fingerprint, error, at }: { readonly fingerprint: string; readonly error: unknown; readonly at: Instant },
): Promise<void> {
  const fault = describeFault(error);
  if (fault === null || SAID_OTHERWISE.has(fault.code)) return;
  await database.transact(async (tx) => {
    const peer = await lockPeer(tx, fingerprint);
    if (peer === null || !isLive(peer)) return;
    await insertTroubleOnce(tx, fingerprint, { caseName: null, ...fault, side: "here", at });
  });
}
