// What an import gives: plain data, so that it can be shown, written to files or stored as it is.
import type { ParsedDocument } from "@entente/core/documents";
import type { Policy } from "@entente/core/markings";
import type { NetworkBound } from "./confinement.ts";
import type { ImportForm } from "./recognise.ts";

export interface ImportResult {
  readonly form: ImportForm;
  readonly original: ImportedOriginal;
  /** Unmarked, but for marked text. */
  readonly parsed: ParsedDocument;
  /** Text of the source that is no running text, in source order: nothing is lost, and nothing of it is in the document. */
  readonly asides: readonly ImportedAside[];
  readonly attachments: readonly ImportedAttachment[];
  readonly process: ImportedProcess;
}

/** The file as it came; its bytes stay with the caller. */
export interface ImportedOriginal {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

export const ASIDE_KINDS = [
  "header",
  "footer",
  "comment",
  "deleted",
  "inserted",
  "moved",
  "hidden",
  "covered",
  "annotation",
  "property",
  "object",
] as const;

export interface ImportedAside {
  readonly kind: (typeof ASIDE_KINDS)[number];
  /** Line of the problem that names it: ordinal of the paragraph in DOCX, page in PDF. */
  readonly line: number;
  /** Who made it, where the source says so; no proof of it. */
  readonly author: string | null;
  readonly text: string;
}

/** A file that came inside the source: a picture the document shows. */
export interface ImportedAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface ImportedProcess {
  readonly milliseconds: number;
  /** Most memory seen; null where the platform does not say. */
  readonly peakBytes: number | null;
  readonly network: NetworkBound;
}

export interface ImportProgress {
  readonly done: number;
  /** 0 where the total is not known. */
  readonly total: number;
  readonly unit: "page" | "part" | "byte";
}

/** What a reader inside the process hands out. */
export interface ReadSource {
  readonly parsed: ParsedDocument;
  readonly asides: readonly ImportedAside[];
  readonly attachments: readonly Omit<ImportedAttachment, "sha256">[];
}

/** What a reader is told beside the bytes. */
export interface ReadingContext {
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly report: (progress: ImportProgress) => void;
}
