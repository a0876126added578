// Asking a witness: our checkpoint goes out with a proof that it extends what the witness saw last, its cosignature comes
// back, is checked and stored. The witness is somebody else's machine: only the address that was given is asked, without
// redirects, in bounded time, and what it answers is read to a bounded length and believed only where a signature holds.
import type { Instant } from "@entente/core/encoding";
import { readNoteKey, writeAddCheckpoint } from "@entente/core/ledger";
import type { LedgerPolicy } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { destinationOfOperator, openConnection, resolveBySystem } from "../outbound/index.ts";
import type { Database } from "../storage/index.ts";
import { checkCosignatures, proveFrom, rolledBack } from "./cosigning.ts";
import type { LedgerSigner } from "./ledger.ts";
import { findCosignedSize, findLatestCheckpoint, insertCosignatures } from "./store.ts";

/** In place of an address: the witness is asked by letter, through the node of this member. */
const BY_LETTER = "entente-peer:";

const ANSWER_SECONDS = 10;
const ANSWER_LENGTH = 64 * 1024;
// A witness may move on between its answer and our next question, if others submit the same ledger; not for ever.
const MOST_QUESTIONS = 4;

/** A witness to ask: what to call it, where it listens, and the keys it may answer with. */
export interface WitnessAddress {
  readonly name: string;
  /** The submission prefix; `/add-checkpoint` is added. */
  readonly url: string;
  /** vkeys. What is signed with others is left out. */
  readonly vkeys: readonly string[];
}

export interface Submission {
  readonly witness: string;
  /** Leaves of the checkpoint it cosigned. */
  readonly size: number;
  /** How many of its cosignatures hold and are stored now. */
  readonly cosignatures: number;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Submits the latest checkpoint to one witness and stores what it signed.
 * @throws ServerError WITNESS_URL_INVALID, WITNESS_UNREACHABLE, WITNESS_REFUSED, WITNESS_ANSWER_INVALID,
 *   LEDGER_ROLLED_BACK (the witness has seen more of this ledger than there is), LEDGER_EMPTY.
 */
export async function submitHead(
  database: Database,
  {
    ledger,
    witness,
    at,
  }: { readonly ledger: LedgerSigner; readonly witness: WitnessAddress; readonly at: Instant },
): Promise<Submission> {
  const url = readWitnessUrl(witness);
  const keys = witness.vkeys.map((vkey) => readNoteKey(vkey, nodePrimitives));
  const { head, since } = await database.read(async (reader) => {
    const latest = await findLatestCheckpoint(reader);
    const sizes = await Promise.all(witness.vkeys.map((vkey) => findCosignedSize(reader, vkey)));
    return { head: latest, since: Math.max(0, ...sizes) };
  });
  if (head === null)
    throw new ServerError(
      "LEDGER_EMPTY",
      "Nothing has been committed to this ledger yet, so there is nothing to witness. Come back after the first release or pledge.",
    );
  let from = since;
  for (let question = 0; question < MOST_QUESTIONS; question += 1) {
    const proof = await database.read((reader) => proveFrom(reader, { ...head, from }));
    const answer = await post(url, witness, writeAddCheckpoint({ oldSize: from, proof, note: head.note }));
    if (answer.status === 200) {
      const rows = checkCosignatures({ body: answer.body, note: head.note, keys, ledger, witness });
      await database.transact((tx) => insertCosignatures(tx, { size: head.size, rows, at }));
      return { witness: witness.name, size: head.size, cosignatures: rows.length };
    }
    const recorded = answer.status === 409 ? readSize(answer.body) : null;
    if (recorded === null || recorded === from) throw refused(witness, answer, ledger);
    if (recorded > head.size) throw rolledBack(witness, recorded, head.size);
    from = recorded;
  }
  throw new ServerError(
    "WITNESS_REFUSED",
    `${witness.name} keeps recording other heads of this ledger while it is asked. Something else submits the same ledger: stop the other copy of this node, then ask again.`,
  );
}

/** What came of asking one witness. */
export type WitnessOutcome =
  | { readonly witness: string; readonly submission: Submission; readonly failure: null }
  | { readonly witness: string; readonly submission: null; readonly failure: ServerError };

/** The witnesses of a policy that have an address; keys at one address are asked for together. */
export function listAddresses({ witnesses }: LedgerPolicy): readonly WitnessAddress[] {
  const byUrl = Map.groupBy(
    witnesses.flatMap(({ name, key, url }) =>
      url === null || url.startsWith(BY_LETTER) ? [] : [{ name, vkey: key.vkey, url }],
    ),
    ({ url }) => url,
  );
  return [...byUrl].map(([url, of]) => ({
    name: of.map(({ name }) => name).join(", "),
    url,
    vkeys: of.map(({ vkey }) => vkey),
  }));
}

/** The keys of the policy's witnesses that are asked by letter, through a member's node: `entente-peer:EST` for an address. */
export function listPeerKeys({ witnesses }: LedgerPolicy, member: string): readonly string[] {
  return witnesses.flatMap(({ key, url }) => (url === `${BY_LETTER}${member}` ? [key.vkey] : []));
}

/** Asks every witness of the policy, one after the other; that one fails keeps no other from being asked. */
export async function submitToAll(
  database: Database,
  {
    ledger,
    policy,
    at,
  }: { readonly ledger: LedgerSigner; readonly policy: LedgerPolicy; readonly at: Instant },
): Promise<readonly WitnessOutcome[]> {
  const outcomes: WitnessOutcome[] = [];
  for (const witness of listAddresses(policy)) {
    try {
      const submission = await submitHead(database, { ledger, witness, at });
      outcomes.push({ witness: witness.name, submission, failure: null });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      outcomes.push({ witness: witness.name, submission: null, failure: error });
    }
  }
  return outcomes;
}

/** @throws ServerError WITNESS_URL_INVALID unless it is http or https, without a name and password, query or fragment. */
function readWitnessUrl({ name, url }: Pick<WitnessAddress, "name" | "url">): URL {
  const parsed = URL.parse(`${url.replace(/\/+$/, "")}/add-checkpoint`);
  if (
    parsed === null ||
    (parsed.protocol !== "https:" && parsed.protocol !== "http:") ||
    parsed.username !== "" ||
    parsed.password !== "" ||
    url.includes("?") ||
    url.includes("#")
  )
    throw invalidUrl({ name, url });
  return parsed;
}

const invalidUrl = ({ name }: Pick<WitnessAddress, "name" | "url">): ServerError =>
  new ServerError(
    "WITNESS_URL_INVALID",
    `The address of ${name} is not one a witness can have. Write it as https://host/witness, without a password, ? or #; http is for a network of your own.`,
  );

/** Only who runs the node writes the policy, so a witness may stand in a network of one's own. */
async function post(url: URL, witness: WitnessAddress, body: string): Promise<Answer> {
  try {
    const destination = destinationOfOperator({ name: witness.name, address: url.origin });
    await using connection = openConnection({ destination, resolve: resolveBySystem });
    const answer = await connection.send({
      ...{ method: "POST", address: url.href, body },
      headers: { "content-type": "text/plain; charset=utf-8" },
      ...{ mostBytes: ANSWER_LENGTH, seconds: ANSWER_SECONDS },
    });
    return { status: answer.status, body: new TextDecoder("utf-8", { fatal: true }).decode(answer.body) };
  } catch (cause) {
    const code = cause instanceof ServerError ? cause.code : null;
    if (code === "OUTBOUND_ADDRESS_INVALID") throw invalidUrl(witness);
    if (code === "OUTBOUND_REDIRECTED") throw movedOn(witness);
    throw new ServerError(
      "WITNESS_UNREACHABLE",
      `${witness.name} at ${witness.url} does not answer (${sayFault(cause)}). Its operator can say whether it runs; whoever runs this node can check the address in the policy. Nothing was changed.`,
      { cause },
    );
  }
}

const movedOn = ({ name }: WitnessAddress): ServerError =>
  new ServerError(
    "WITNESS_REFUSED",
    `${name} did not cosign: it sends on to another address, which is not followed. Ask its operator for its address and write that into the policy.`,
  );

function sayFault(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  if (!(error instanceof ServerError)) return error.message;
  if (error.code === "OUTBOUND_TOO_SLOW") return `nothing within ${ANSWER_SECONDS} seconds`;
  if (error.code === "OUTBOUND_ANSWER_TOO_LARGE") return `more than ${ANSWER_LENGTH} bytes`;
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.code;
}

function readSize(body: string): number | null {
  const size = Number(/^(0|[1-9][0-9]{0,15})\n$/.exec(body)?.[1] ?? Number.NaN);
  return Number.isSafeInteger(size) ? size : null;
}

function refused({ name }: WitnessAddress, { status }: Answer, { identity }: LedgerSigner): ServerError {
  const reasons: Readonly<Record<number, string>> = {
    400: "it does not understand the request; its operator and whoever runs this node compare their versions",
    403: `it does not accept this ledger's signature; its operator compares the ledger's key, which is ${identity.vkey}`,
    404: `it does not know this ledger; its operator accepts it with: entente ledger witness --accept ${identity.vkey}`,
    409: "it has cosigned another tree of the same size: there are two versions of this ledger; commit nothing more here, and whoever runs this node finds the other copy",
    422: "what it cosigned before is not part of this ledger: there are two versions of it; commit nothing more here, and whoever runs this node finds the other copy",
  };
  const reason = reasons[status] ?? `it answers with HTTP status ${status}; its operator can say why`;
  return new ServerError("WITNESS_REFUSED", `${name} did not cosign: ${reason}.`);
}
