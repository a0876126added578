// The words of the ledger. Formats are C2SP's: signed-note, tlog-checkpoint, tlog-tiles, tlog-proof; hashing is RFC 6962.

/** What a commitment stands for. The kind is inside the commitment, so the ledger shows nobody which it is. */
export type CommitmentKind = "release" | "cut" | "pledge" | "publication";

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
