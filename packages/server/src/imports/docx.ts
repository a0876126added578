// DOCX, read by our own mapping: a converter that takes insertions and drops deletions in silence would decide what a document
// says. Everything that is not plain running text is either in the document, or set aside and flagged.
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import { openArchive } from "./archive.ts";
import { DocxBody } from "./docx-body.ts";
import type { BodyBlock } from "./docx-body.ts";
import { DocxNumbering } from "./docx-numbering.ts";
import { DocxPackage } from "./docx-package.ts";
import { NoteLabels, Pictures } from "./docx-context.ts";
import type { DocxContext } from "./docx-context.ts";
import { textOf } from "./docx-paragraph.ts";
import { DocxStyles } from "./docx-styles.ts";
import { Findings, quote } from "./findings.ts";
import type { ReadingContext, ReadSource } from "./import-result.ts";
import { ImportRefusal } from "./refusal.ts";
import { childrenOf, findElements, readXml } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** Reads a DOCX. @throws ImportRefusal. */
export async function readDocx(bytes: Uint8Array, { report, name }: ReadingContext): Promise<ReadSource> {
  const archive = await openArchive(bytes);
  report({ done: 0, total: 0, unit: "part" });
  const source = await DocxPackage.open(archive);
  const findings = new Findings();
  reportParts(source, findings);
  const context: DocxContext = {
    source,
    relations: source.relations,
    styles: new DocxStyles((await source.readRelated("styles"))?.root ?? null),
    numbering: new DocxNumbering((await source.readRelated("numbering"))?.root ?? null),
    comments: readComments((await source.readRelated("comments"))?.root ?? null),
    findings,
    notes: new NoteLabels(),
    pictures: new Pictures(),
  };
  const body = new DocxBody(context);
  const main = await source.read(source.document);
  if (main === null)
    throw new ImportRefusal("IMPORT_DAMAGED", `${name} has no text part: get the file again from its sender`);
  readXml(main, {
    part: source.document,
    container: "w:body",
    take: (element) => body.add(element),
    report: (done, total) => report({ done, total, unit: "byte" }),
  });
  const notes = await readNotes(context);
  await reportHeaders(body, context);
  reportUnplacedComments(context);
  const blocks: ImportedBlock[] = [];
  for (const [index, block] of body.blocks.entries()) {
    const figure = await readFigure(block, context);
    if (figure !== null) blocks.push(figure);
    report({ done: index + 1, total: body.blocks.length, unit: "part" });
  }
  const { problems, asides } = findings;
  return {
    parsed: assembleImport({ title: body.title, blocks, notes, problems }),
    asides,
    attachments: context.pictures.attachments,
  };
}

/** A figure with its picture; other blocks as they are. Null for a picture that cannot be taken. */
async function readFigure(
  block: BodyBlock,
  { source, pictures, findings }: DocxContext,
): Promise<ImportedBlock | null> {
  if (block.kind !== "figure-place") return block;
  const { place, caption } = block;
  const bytes = await source.read(place.part);
  const file = bytes === null ? null : pictures.add(place.part, bytes);
  const at = { line: place.line, column: 1 };
  if (file !== null)
    return { kind: "figure", number: null, caption, renditions: [{ alt: place.alt, file }], page: null, at };
  findings.warn(
    place.line,
    "IMPORT_PICTURE",
    `The picture ${place.part} is no PNG, JPEG or WebP and is not taken${place.alt === "" ? "" : `; it is described as ${quote(place.alt)}`}`,
  );
  const spans: readonly PlainSpan[] =
    caption.length > 0 || place.alt === "" ? caption : [{ kind: "text", text: place.alt }];
  return spans.length === 0 ? null : { kind: "paragraph", depth: 0, number: null, spans, page: null, at };
}

function readComments(root: XmlElement | null): DocxContext["comments"] {
  return new Map(
    childrenOf(root ?? undefined, "w:comment").map((comment) => [
      comment.attributes["w:id"] ?? "",
      {
        author: comment.attributes["w:author"] ?? "somebody",
        text: findElements(comment, "w:p")
          .map((paragraph) => textOf(paragraph, "w:t"))
          .join(" "),
      },
    ]),
  );
}

/** Notes in the order of their labels; those nothing refers to come last. */
async function readNotes(context: DocxContext): Promise<ImportedNote[]> {
  const notes: ImportedNote[] = [];
  for (const kind of ["footnote", "endnote"] as const) {
    const part = await context.source.readRelated(`${kind}s`);
    if (part === null) continue;
    const relations = await context.source.relationsOf(part.name);
    for (const note of childrenOf(part.root, `w:${kind}`)) {
      if (!["normal", undefined].includes(note.attributes["w:type"])) continue;
      const inner = new DocxBody({ ...context, relations });
      note.children.forEach((child) => {
        if (typeof child !== "string") inner.add(child);
      });
      const spans = flatten(inner.blocks);
      const known = context.notes.labels.has(`${kind} ${note.attributes["w:id"] ?? ""}`);
      if (!known && spans.length === 0) continue;
      notes.push({ label: context.notes.label(kind, note.attributes["w:id"] ?? ""), spans, page: null });
    }
  }
  const order = [...context.notes.labels.values()];
  return notes.sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label));
}

/** Blocks of a note in one line. */
function flatten(blocks: readonly BodyBlock[]): readonly PlainSpan[] {
  const spans: PlainSpan[] = [];
  const add = (found: readonly PlainSpan[]): void => {
    if (found.length === 0) return;
    if (spans.length > 0) spans.push({ kind: "text", text: " " });
    spans.push(...found);
  };
  for (const block of blocks) {
    if (block.kind === "figure-place") continue;
    if (block.kind === "table") for (const { cells } of block.rows) cells.forEach((cell) => add(cell));
    else if (block.kind === "figure") add(block.caption);
    else add(block.spans);
  }
  return spans;
}

/** Headers and footers stand around the text and not in it; often they carry the banner. */
async function reportHeaders(body: DocxBody, context: DocxContext): Promise<void> {
  const said = new Set<string>();
  for (const section of body.sections) {
    for (const kind of ["header", "footer"] as const) {
      for (const reference of childrenOf(section, `w:${kind}Reference`)) {
        const relation = context.relations.get(reference.attributes["r:id"] ?? "");
        const bytes = relation === undefined ? null : await context.source.read(relation.target);
        if (relation === undefined || bytes === null || said.has(relation.target)) continue;
        said.add(relation.target);
        const inner = new DocxBody({
          ...context,
          relations: await context.source.relationsOf(relation.target),
        });
        for (const child of readXml(bytes, { part: relation.target }).children)
          if (typeof child !== "string") inner.add(child);
        const text = flatten(inner.blocks)
          .map((span) => (span.kind === "text" ? span.text : span.kind === "withheld-at-source" ? "***" : ""))
          .join("")
          .trim();
        if (text === "" || said.has(`${kind} ${text}`)) continue;
        said.add(`${kind} ${text}`);
        context.findings.setAside(0, kind, text);
        context.findings.warn(0, "IMPORT_SET_ASIDE", `The ${kind} of its pages says ${quote(text)}`);
      }
    }
  }
}

function reportUnplacedComments({ comments, findings }: DocxContext): void {
  const placed = new Set(findings.asides.filter(({ kind }) => kind === "comment").map(({ text }) => text));
  for (const { author, text } of comments.values()) {
    if (text === "" || placed.has(text)) continue;
    findings.setAside(0, "comment", text, author);
    findings.warn(0, "IMPORT_SET_ASIDE", `A comment of ${author}, at no place of the text: ${quote(text)}`);
  }
}

/** Parts that do something, or that hold files of their own. */
function reportParts(source: DocxPackage, findings: Findings): void {
  for (const name of source.names) {
    if (/vbaProject|\.bin$/i.test(name) && /vba/i.test(name))
      findings.warn(
        0,
        "IMPORT_SET_ASIDE",
        `The file holds macros (${name}), which are not run and not taken`,
      );
    else if (
      /(?:^|\/)(?:embeddings|activeX|customXml\/item)/i.test(name) &&
      !/_rels\//.test(name) &&
      !/itemProps/.test(name)
    )
      findings.warn(0, "IMPORT_SET_ASIDE", `The file holds ${name}, which is not opened and not taken`);
  }
}
