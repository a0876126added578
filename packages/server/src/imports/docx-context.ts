// What the paragraphs of one part of a DOCX share: its parts, its counters, and what was found so far.
import { createHash } from "node:crypto";
import type { RenditionFile } from "@entente/core/documents";
import { formatCount } from "./docx-numbering.ts";
import type { DocxNumbering } from "./docx-numbering.ts";
import type { DocxPackage, Relationships } from "./docx-package.ts";
import type { DocxStyles } from "./docx-styles.ts";
import type { Findings } from "./findings.ts";
import type { ReadSource } from "./import-result.ts";

/** What is shared by all paragraphs of one part. */
export interface DocxContext {
  readonly source: DocxPackage;
  readonly relations: Relationships;
  readonly styles: DocxStyles;
  readonly numbering: DocxNumbering;
  readonly comments: ReadonlyMap<string, { readonly author: string; readonly text: string }>;
  readonly findings: Findings;
  readonly notes: NoteLabels;
  readonly pictures: Pictures;
}

/** Footnotes and endnotes get their labels in the order in which the text refers to them. */
export class NoteLabels {
  readonly labels = new Map<string, string>();
  readonly #counts = { footnote: 0, endnote: 0 };

  /** Endnotes are counted as word processors print them, i, ii, iii. */
  label(kind: "footnote" | "endnote", id: string): string {
    const key = `${kind} ${id}`;
    const known = this.labels.get(key);
    if (known !== undefined) return known;
    this.#counts[kind] += 1;
    const label = formatCount(this.#counts[kind], kind === "footnote" ? "decimal" : "lowerRoman");
    this.labels.set(key, label);
    return label;
  }
}

/** A picture's place, in the order of the text; its bytes are read when the body is done. */
export interface PicturePlace {
  readonly line: number;
  readonly part: string;
  readonly alt: string;
}

const PICTURE_SIGNS: readonly (readonly [RenditionFile["mediaType"], string, RegExp])[] = [
  // eslint-disable-next-line no-control-regex -- how the files begin
  ["image/png", "png", /^\u0089PNG\r\n\u001a\n/],
  ["image/jpeg", "jpg", /^\u00ff\u00d8\u00ff/],
  ["image/webp", "webp", /^RIFF.{4}WEBP/s],
];

/** Pictures handed out as files, each once. */
export class Pictures {
  readonly attachments: ReadSource["attachments"][number][] = [];
  readonly #known = new Map<string, RenditionFile | null>();

  /** The file of a picture's bytes; null when it is of a kind that a document cannot hold. */
  add(part: string, bytes: Uint8Array): RenditionFile | null {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
    const sign = PICTURE_SIGNS.find(([, , pattern]) => pattern.test(start));
    const file =
      sign === undefined
        ? null
        : {
            name: `picture-${this.attachments.length + 1}.${sign[1]}`,
            mediaType: sign[0],
            sha256: createHash("sha256").update(bytes).digest("hex"),
          };
    if (file !== null) this.attachments.push({ name: file.name, mediaType: file.mediaType, bytes });
    this.#known.set(part, file);
    return file;
  }
}
