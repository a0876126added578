// Proving one leaf in the reader's browser, by the core: the node gives the entry, the path and the checkpoint, and is not
// asked whether they are right. Loaded with the first proof.
import { utf8 } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import { formatTilePath, readEntryBundle, readNoteKey, verifyProof } from "@entente/core/ledger";
import { explainFailure } from "../case/check-cut.ts";

export type LeafProof =
  | {
      readonly state: "holds";
      readonly index: number;
      readonly size: number;
      /** What the leaf says in clear; null where it says nothing that is known here. */
      readonly entry: { readonly at: string; readonly commitment: string } | null;
      readonly unchecked: readonly string[];
    }
  | { readonly state: "broken"; readonly code: string; readonly reason: string };

const WIDTH = 256;

/** The tile that holds the entries around a leaf, in a ledger of `size` leaves. */
export function entriesPath(leaf: number, size: number): { readonly path: string; readonly width: number } {
  const tile = Math.floor(leaf / WIDTH);
  const width = Math.min(WIDTH, size - tile * WIDTH);
  return { path: formatTilePath({ level: "entries", tile, width }), width };
}

/** Never throws. */
export function proveLeaf({
  proof,
  bundle,
  leaf,
  width,
  vkey,
}: {
  readonly proof: string;
  readonly bundle: Uint8Array;
  readonly leaf: number;
  readonly width: number;
  readonly vkey: string;
}): LeafProof {
  try {
    const entry = readEntryBundle(bundle, width)[leaf % WIDTH] ?? utf8("");
    const identity = { origin: readNoteKey(vkey, portablePrimitives).name, vkey };
    const { index, size, unchecked } = verifyProof(
      { text: proof, entry, identity, policy: null },
      portablePrimitives,
    );
    if (index !== leaf)
      return { state: "broken", code: "LEDGER_PROOF_INVALID", reason: `The proof is of leaf ${index}.` };
    return { state: "holds", index, size, entry: readEntry(entry), unchecked };
  } catch (error) {
    return explainFailure(error);
  }
}

function readEntry(bytes: Uint8Array): { readonly at: string; readonly commitment: string } | null {
  try {
    const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Record<
      string,
      unknown
    >;
    const { at, commitment } = said;
    return typeof at === "string" && typeof commitment === "string" ? { at, commitment } : null;
  } catch {
    return null;
  }
}
