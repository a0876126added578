// The words of files.

/** A file whose encrypted bytes are kept, and that nothing names yet. */
export interface PutFile {
  /** Random. */
  readonly id: string;
  readonly caseId: string;
  /** Hexadecimal SHA-256 of the bytes in clear. */
  readonly sha256: string;
  /** Bytes in clear. */
  readonly size: number;
}

/** A file as its row names it. */
export interface FileRow extends PutFile {
  /** Whose it is: the lead sees those of all, a member its own. */
  readonly member: string;
  readonly mediaType: string;
}
