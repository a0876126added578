// The words of the ledger. Formats are C2SP's: signed-note, tlog-checkpoint, tlog-tiles, tlog-proof; hashing is RFC 6962.

declare const keyIdBrand: unique symbol;
declare const lineBrand: unique symbol;
declare const pathBrand: unique symbol;
declare const witnessBrand: unique symbol;

/** Eight hex digits that, with the key's name, tell which key a line is of. They identify; they protect nothing. */
export type KeyId = string & { readonly [keyIdBrand]: true };
/** One signature line of a note with its newline: `— <name> <base64>\n`. */
export type SignatureLine = string & { readonly [lineBrand]: true };
/** Where a tile or bundle is, relative to the log's prefix: `tile/0/x001/234.p/5`. */
export type TilePath = string & { readonly [pathBrand]: true };
/** What a policy file calls a witness. It means nothing outside of that file. */
export type WitnessName = string & { readonly [witnessBrand]: true };

/** What a commitment stands for. The kind is inside the commitment, so the ledger shows nobody which it is. */
export const commitmentKinds = [
  "release",
  "cut",
  "pledge",
  "publication",
  "unsealing",
  "notice",
  "approval",
  "resolution",
  "package",
  "opening",
  "key",
] as const;

export type CommitmentKind = (typeof commitmentKinds)[number];

/** The opening of a commitment: with it anyone can recompute the leaf. */
export interface CommitmentOpening {
  readonly kind: CommitmentKind;
  /** base64url SHA-256 of what was committed. */
  readonly digest: string;
  /** base64url, 32 random bytes. */
  readonly salt: string;
  /** When it was committed; it stands in the leaf in clear. */
  readonly at: string;
}

/** A log's public identity: where its checkpoints come from, and the key that signs them. */
export interface LedgerIdentity {
  /** Schema-less URL-like name, `entente.example/gbr-exercise`. */
  readonly origin: string;
  /** C2SP vkey line, `<origin>+<8 hex>+<base64>`. */
  readonly vkey: string;
}

export interface Checkpoint {
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** A checkpoint as it was read. Extension lines are opaque: the log says them, and no cosigner vouches for them. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly extensions: readonly string[];
}

/** One signature line, taken apart. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: KeyId;
  /** What stands behind the key id: a signature, or a timestamp and a signature. */
  readonly blob: Uint8Array;
}

export interface SignedNote {
  readonly text: string;
  /** In the order of the lines. Nothing is verified yet. */
  readonly signatures: readonly NoteSignature[];
}

/** A key that checks lines of notes, from its vkey. */
export interface NoteKey {
  readonly vkey: string;
  readonly name: string;
  readonly keyId: KeyId;
  /** What the signature-type byte stands for; "other" keys are read and cannot be checked here. */
  readonly type: "ed25519" | "ed25519-cosignature" | "ml-dsa-44-cosignature" | "other";
  readonly publicKey: Uint8Array;
}

/** Holds a key that cosigns checkpoints: a witness's, or the ML-DSA-44 key of a log. */
export interface Cosigner {
  readonly name: string;
  readonly vkey: string;
  /** The line for a checkpoint's text at `time`, POSIX seconds. Says nothing of consistency: that is the caller's to know. */
  readonly sign: (text: string, time: number) => SignatureLine;
}

/** What to accept of a ledger: which logs, and which witnesses together are enough. From a tlog-policy file. */
export interface LedgerPolicy {
  readonly logs: readonly { readonly key: NoteKey; readonly url: string | null }[];
  readonly witnesses: readonly {
    readonly name: WitnessName;
    readonly key: NoteKey;
    readonly url: string | null;
  }[];
  /** In the order of definition: a member stands before its group. */
  readonly groups: readonly {
    readonly name: string;
    readonly threshold: number;
    readonly members: readonly string[];
  }[];
  /** The name of a witness or group; null where the file says `quorum none`. */
  readonly quorum: string | null;
}

/** A checkpoint that one of a policy's logs signed, and the witnesses of that policy whose cosignatures hold. */
export interface WitnessedCheckpoint {
  readonly checkpoint: OpenedCheckpoint;
  readonly log: NoteKey;
  readonly witnesses: readonly WitnessName[];
  /** Names on lines whose keys are not known here. Nothing was checked of them, and their bytes are outside the proof. */
  readonly unchecked: readonly string[];
}

/** A proof that holds. */
export interface VerifiedProof {
  readonly index: number;
  readonly size: number;
  readonly checkpoint: OpenedCheckpoint;
  /** Witnesses of the policy that cosigned the checkpoint, in the policy's order; none without a policy. */
  readonly witnesses: readonly WitnessName[];
  /** As in {@link WitnessedCheckpoint}. */
  readonly unchecked: readonly string[];
}

/** A log that a witness watches, and how far it has followed it. */
export interface WitnessedLog {
  readonly origin: string;
  /** The keys it signs its checkpoints with; one valid signature is enough. */
  readonly keys: readonly NoteKey[];
  /** The latest checkpoint cosigned; null before the first. */
  readonly known: { readonly size: number; readonly root: Uint8Array } | null;
}

export interface AddCheckpointRequest {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint with its signatures. */
  readonly note: string;
  readonly origin: string;
}

/** What a witness answers, and what it must have stored, atomically with the check of the old size, before it does. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: "text/plain; charset=utf-8" | "text/x.tlog.size";
  readonly body: string;
  readonly update: {
    readonly origin: string;
    /** The size the stored head must still have; 0 where there is none. */
    readonly oldSize: number;
    readonly size: number;
    readonly root: Uint8Array;
    /** The checkpoint for monitors: lines of the log's keys that were verified, and our cosignatures. */
    readonly note: string;
  } | null;
}

/** The right edge of a tree: all that appending needs, at most 255 hashes for each 256-fold of size. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
  /** From level 0 up: the hashes of the tile that is not full yet, end to end; empty where the level ends with a full one. */
  readonly edges: readonly Uint8Array[];
}

/** What to prove from tiles. */
export type ProofClaim =
  | { readonly kind: "inclusion"; readonly index: number; readonly size: number }
  | { readonly kind: "consistency"; readonly from: number; readonly size: number };

/** Files by their path. Where a partial tile is asked for, the full one does too. */
export type TileFiles = ReadonlyMap<string, Uint8Array>;
