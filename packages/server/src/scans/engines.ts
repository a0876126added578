// The ways to get texts out of a file. Each finds what the others do not, which the corpus of planted leaks shows one by one.

export type Engine =
  /** The bytes as text in every character set, and codings such as base64 and hexadecimal undone. */
  | "text"
  /** Unpacked: zlib, gzip, ZIP, brotli, zstd, LZW, ASCII85. */
  | "packed"
  /** SHA-256 and MD5 of what is withheld. */
  | "digests"
  /** The text of HTML and XML without its tags, as one run. */
  | "markup"
  /** PDF by a walk over every object and stream of every revision, reachable or not. */
  | "pdf-objects"
  /** PDF as pdf.js reads it. */
  | "pdfjs"
  /** PDF as PDFium reads it. */
  | "pdfium"
  /** The lowest bits and the alpha channel of pictures. */
  | "pixels"
  /** Rendered pages and pictures at 150 and 300 dpi, read by sight. Seconds per page. */
  | "ocr";

/** Everything but reading by sight: what every plan of a release goes through. */
export const QUICK_ENGINES: readonly Engine[] = [
  ...(["text", "packed", "digests", "markup"] as const),
  ...(["pdf-objects", "pdfjs", "pdfium", "pixels"] as const),
];

export const ALL_ENGINES: readonly Engine[] = [...QUICK_ENGINES, "ocr"];
