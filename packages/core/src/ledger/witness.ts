// What a witness answers, https://c2sp.org/tlog-witness: pure, from the request and what the witness has recorded. The
// order of the refusals is the specification's, so that a stranger learns the recorded size only by showing the log's
// signature, and a log that shows two histories is refused and never cosigned.
import { decodeBase64, encodeBase64, InputError, VerificationError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { checkLines } from "./checkpoint.ts";
import { hasFittingRoot, parseCheckpoint, readSize } from "./checkpoint-text.ts";
import { readTime } from "./cosignature.ts";
import type {
  AddCheckpointRequest,
  Cosigner,
  NoteKey,
  OpenedCheckpoint,
  SignatureLine,
  WitnessAnswer,
  WitnessedLog,
} from "./ledger.ts";
import { readNote, writeLine } from "./note.ts";
import { verifyConsistency } from "./tree.ts";

// The format's own limit.
const MOST_HASHES = 63;
const OLD_LINE = /^old ([0-9]+)$/;

interface Request {
  readonly body: string;
  /** At least the log the request is of, where the witness watches it. */
  readonly logs: readonly WitnessedLog[];
  readonly cosigners: readonly Cosigner[];
  /** POSIX seconds. */
  readonly time: number;
}

/** The body of an add-checkpoint request. @throws InputError WITNESS_REQUEST_SYNTAX when it cannot be one. */
export function writeAddCheckpoint({
  oldSize,
  proof,
  note,
}: {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}): string {
  const body = `old ${oldSize}\n${proof.map((hash) => `${encodeBase64(hash)}\n`).join("")}\n${note}`;
  readAddCheckpoint(body);
  return body;
}

/** @throws InputError WITNESS_REQUEST_SYNTAX. */
export function readAddCheckpoint(body: string): AddCheckpointRequest {
  const split = body.indexOf("\n\n");
  const [first = "", ...lines] = body.slice(0, Math.max(split, 0)).split("\n");
  const size = OLD_LINE.exec(first)?.[1];
  if (size === undefined || lines.length > MOST_HASHES)
    throw new InputError(
      "WITNESS_REQUEST_SYNTAX",
      `A request is the old size, up to ${MOST_HASHES} hashes, an empty line and a checkpoint`,
    );
  try {
    const note = body.slice(split + 2);
    const { origin } = parseCheckpoint(readNote(note).text);
    return { oldSize: readSize(size), proof: lines.map(decodeHash), note, origin };
  } catch (cause) {
    if (!(cause instanceof InputError) || cause.code === "WITNESS_REQUEST_SYNTAX") throw cause;
    throw new InputError("WITNESS_REQUEST_SYNTAX", `The request is not sound: ${cause.message}`, null, {
      cause,
    });
  }
}

/**
 * Decides one add-checkpoint request: every status of the protocol, a malformed body included. Where `update` is not null,
 * it must be stored in one step with the check that the head is still `update.oldSize`, before the answer leaves.
 * @throws InputError SHAPE_INVALID when there is no cosigner, or `time` is not whole seconds, at least 1.
 */
export function planWitness({ body, logs, cosigners, time }: Request, primitives: Primitives): WitnessAnswer {
  if (cosigners.length === 0)
    throw new InputError("SHAPE_INVALID", "A witness cosigns with at least one key");
  let request: AddCheckpointRequest;
  try {
    request = readAddCheckpoint(body);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refuse(400, error.message);
  }
  const log = logs.find(({ origin }) => origin === request.origin);
  if (log === undefined) return refuse(404, "This witness does not watch this ledger");
  const opened = openSigned({ note: request.note, keys: log.keys }, primitives);
  if (typeof opened === "string") return refuse(403, opened);
  const { text, checkpoint, signers } = opened;
  const recorded = log.known?.size ?? 0;
  if (request.oldSize > checkpoint.size) return refuse(400, "The old size is beyond the checkpoint's");
  if (request.oldSize !== recorded)
    return { status: 409, contentType: "text/x.tlog.size", body: `${recorded}\n`, update: null };
  if (!isConsistent({ request, checkpoint, known: log.known }, primitives))
    return refuse(422, "The proof does not show that the ledger only grew");
  const lines = cosigners.map((cosigner) => cosigner.sign(text, time)).join("");
  const { size, root } = checkpoint;
  const update = { origin: log.origin, oldSize: recorded, size, root, note: `${text}\n${signers}${lines}` };
  return { status: 200, contentType: "text/plain; charset=utf-8", body: lines, update };
}

/**
 * The lines of a witness's answer that are of `keys`, each with the vkey of its key; lines of other keys are ignored.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID when a line of a known key
 *   does not hold or has no time.
 */
export function takeCosignatures(
  { note, body, keys }: { readonly note: string; readonly body: string; readonly keys: readonly NoteKey[] },
  primitives: Primitives,
): readonly { readonly vkey: string; readonly line: SignatureLine }[] {
  const { text } = readNote(note);
  const { known } = checkLines({ note: `${text}\n${body}`, keys }, primitives);
  return known.map(({ key, blob }) => {
    if (key.type === "ed25519" || readTime(blob) === 0n)
      throw new VerificationError(
        "LEDGER_CHECKPOINT_INVALID",
        `The cosignature of "${key.name}" has no time: ask the witness's keeper`,
      );
    return { vkey: key.vkey, line: writeLine(key, blob) };
  });
}

/** The checkpoint and the lines of trusted keys; the sentence of the refusal when none is there or one does not hold. */
function openSigned(
  request: { readonly note: string; readonly keys: readonly NoteKey[] },
  primitives: Primitives,
): { readonly text: string; readonly checkpoint: OpenedCheckpoint; readonly signers: string } | string {
  try {
    const { text, checkpoint, known } = checkLines(request, primitives);
    const signers = known.map(({ key, blob }) => writeLine(key, blob)).join("");
    if (known.length > 0) return { text, checkpoint, signers };
    return "No key that this witness trusts for the ledger signed this checkpoint";
  } catch (error) {
    if (error instanceof VerificationError || error instanceof InputError) return error.message;
    throw error;
  }
}

function isConsistent(
  {
    request,
    checkpoint,
    known,
  }: {
    readonly request: AddCheckpointRequest;
    readonly checkpoint: OpenedCheckpoint;
    readonly known: WitnessedLog["known"];
  },
  primitives: Primitives,
): boolean {
  const { oldSize: from, proof } = request;
  const { size: to, root: toRoot } = checkpoint;
  if (!hasFittingRoot(checkpoint, primitives)) return false;
  if (known === null || from === 0) return proof.length === 0;
  return verifyConsistency({ from, to, fromRoot: known.root, toRoot, proof }, primitives);
}

function refuse(status: 400 | 403 | 404 | 422, message: string): WitnessAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body: `${message}\n`, update: null };
}

function decodeHash(line: string): Uint8Array {
  const hash = decodeBase64(line);
  if (hash.length === 32) return hash;
  throw new InputError("WITNESS_REQUEST_SYNTAX", "A line of the proof is not a hash of 32 bytes");
}
