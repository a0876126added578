// What a witness answers, https://c2sp.org/tlog-witness: pure, from the request and what the witness has recorded.
import type { Primitives } from "../keys/index.ts";
import type { AddCheckpointRequest, Cosigner, WitnessAnswer, WitnessedLog } from "./ledger.ts";

/** The body of an add-checkpoint request. @throws InputError WITNESS_REQUEST_SYNTAX, PROOF_SYNTAX when it cannot be one. */
export function writeAddCheckpoint(_request: {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}): string {
  throw new Error("unwritten");
}

/** @throws InputError WITNESS_REQUEST_SYNTAX, NOTE_SYNTAX, CHECKPOINT_SYNTAX. */
export function readAddCheckpoint(_body: string): AddCheckpointRequest {
  throw new Error("unwritten");
}

/**
 * Decides one add-checkpoint request: every status of the protocol, a malformed body included. Where `update` is not null,
 * it must be stored in one step with the check that the head is still `update.oldSize`, before the answer leaves.
 * `logs` needs to hold only the log the request is of; `time` is POSIX seconds.
 */
export function planWitness(
  _request: {
    readonly body: string;
    readonly logs: readonly WitnessedLog[];
    readonly cosigners: readonly Cosigner[];
    readonly time: number;
  },
  _primitives: Primitives,
): WitnessAnswer {
  throw new Error("unwritten");
}
