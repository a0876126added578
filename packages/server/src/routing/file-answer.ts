import type { Readable } from "node:stream";

/** An answer that is a file and not JSON. */
export interface FileAnswer {
  /** A stream is sent as it comes, at the pace of whoever reads it; several pieces one behind the other. */
  readonly bytes: string | Uint8Array | readonly Uint8Array[] | Readable;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}
