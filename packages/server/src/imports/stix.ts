// STIX reports, groupings, notes and opinions, alone or in a bundle. Their prose becomes paragraphs, their properties a
// table, the objects they are about another, their references footnotes. What marks the source is said and never applied: a
// person marks the portions. What is read is what the room of STIX reads; objects without prose are kept as the file has them.
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import { canonicalize, decodeUtf8, InputError } from "@entente/core/encoding";
import type { JsonObject, JsonValue, SourcePosition } from "@entente/core/encoding";
import { readStixBundle } from "../stix/index.ts";
import type { ReadStixBundle, ReadStixObject } from "../stix/index.ts";
import type { ReadSource } from "./import-result.ts";
import { describeMarking } from "./stix-markings.ts";
import { ParagraphBook, TextFindings } from "./text-source.ts";

/** The objects that hold prose, and the properties it stands in: the heading, then the text. */
const TEXTS: Readonly<Record<string, { readonly heading: string | null; readonly text: readonly string[] }>> =
  {
    report: { heading: "name", text: ["description"] },
    grouping: { heading: "name", text: ["description"] },
    note: { heading: "abstract", text: ["content"] },
    opinion: { heading: null, text: ["explanation"] },
  };
/** Properties with a place of their own. */
const PLACED = new Set(["object_refs", "object_marking_refs", "granular_markings", "external_references"]);

/**
 * Reads STIX 2.0 or 2.1. Nothing in it is marked, so nobody may read it yet.
 * @throws InputError as `readStixBundle`; SHAPE_INVALID when no object in it is of a type of STIX.
 */
export function readStix(bytes: Uint8Array): ReadSource {
  const bundle = readStixBundle(bytes);
  // Refuses nesting and halves of characters that later steps would trip over.
  canonicalize(bundle.value);
  const texts = bundle.objects.filter(({ type }) => Object.hasOwn(TEXTS, type));
  if (!bundle.objects.some(({ isKnown }) => isKnown))
    throw new InputError("SHAPE_INVALID", "There is no STIX object in this file");
  const reader = new StixReader(bytes, bundle.objects);
  if (texts.length === 0) reader.addOverview(bundle.objects);
  for (const { value } of texts) reader.addText(value, texts.length > 1);
  reader.reportFaults(texts);
  reader.setAsideOthers(bundle);
  return reader.finish(texts.map(({ value }) => value));
}

class StixReader {
  readonly #findings = new TextFindings();
  readonly #byId = new Map<string, JsonObject>();
  readonly #blocks: ImportedBlock[] = [];
  readonly #notes: ImportedNote[] = [];
  readonly #numbers = new ParagraphBook();
  /** Where each id is defined, from one walk over the text. */
  readonly #places = new Map<string, SourcePosition>();

  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, objects: readonly ReadStixObject[]) {
    this.#bytes = bytes;
    const source = decodeUtf8(bytes).replace(/^\uFEFF/, "");
    source.split("\n").forEach((line, index) => {
      for (const { 1: id = "", index: offset } of line.matchAll(/"id"\s{0,20}:\s{0,20}"([^"\\]{1,200})"/g))
        if (!this.#places.has(id)) this.#places.set(id, { line: index + 1, column: offset + 1 });
    });
    for (const { id, type, value: object } of objects) {
      if (id === "") continue;
      if (this.#byId.has(id) && Object.hasOwn(TEXTS, type))
        this.#findings.warnAt(
          this.#positionOf(object),
          "IMPORT_STRUCTURE_FLATTENED",
          `There are several versions of ${id}: all of them are taken, in the order of the file`,
        );
      this.#byId.set(id, object);
    }
  }

  addText(object: JsonObject, headed: boolean): void {
    const at = this.#positionOf(object);
    const form = TEXTS[showPlain(object["type"] ?? "")] ?? { heading: null, text: [] };
    const heading = form.heading === null ? null : object[form.heading];
    const taken = new Set<string>(PLACED);
    const place = { page: null, at };
    if (headed && form.heading !== null && typeof heading === "string") {
      taken.add(form.heading);
      const spans = this.#findings.readText(heading, at);
      this.#blocks.push({ kind: "heading", depth: 1, number: null, spans, ...place });
    } else if (form.heading !== null && typeof heading === "string") {
      taken.add(form.heading);
    }
    for (const name of form.text) {
      const prose = object[name];
      if (typeof prose !== "string") continue;
      taken.add(name);
      for (const paragraph of prose.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)) {
        const spans = this.#findings.readText(paragraph, at);
        this.#blocks.push({ kind: "paragraph", depth: 0, ...this.#numbers.read(spans), ...place });
      }
    }
    this.#addProperties(object, taken, at);
    this.#addSubjects(object, at);
    this.#reportMarkings(object, at);
  }

  /** Everything else the object says, each property as the source spells it. */
  #addProperties(object: JsonObject, taken: ReadonlySet<string>, at: SourcePosition): void {
    const rows = Object.entries(object)
      .filter(([name]) => !taken.has(name))
      .map(([name, value]) => ({
        heading: false,
        cells: [textSpan(name), this.#readProperty(name, value, at)],
      }));
    const references = object["external_references"];
    if (references !== undefined) {
      const cell = (isList(references) ? references : [references]).map((reference): PlainSpan => {
        const label = String(this.#notes.length + 1);
        this.#notes.push({
          label,
          spans: this.#findings.readText(describeReference(reference), at),
          page: null,
          at,
        });
        return { kind: "note-reference", note: label };
      });
      rows.push({ heading: false, cells: [textSpan("external_references"), cell] });
    }
    this.#blocks.push({ kind: "table", number: null, caption: [], rows, page: null, at });
  }

  #readProperty(name: string, value: JsonValue, at: SourcePosition): PlainSpan[] {
    const referred = typeof value === "string" && name.endsWith("_ref") ? this.#nameOf(value) : null;
    const text = isList(value) && value.every(isPlain) ? value.map(showPlain).join("; ") : showPlain(value);
    return this.#findings.readText(referred === null ? text : `${referred} (${text})`, at);
  }

  /** The objects it is about, by type, name and id. */
  #addSubjects(object: JsonObject, at: SourcePosition): void {
    const refs = object["object_refs"];
    if (refs === undefined) return;
    const ids = isList(refs) ? refs : [refs];
    const missing = ids.filter((id) => typeof id !== "string" || !this.#byId.has(id)).length;
    if (missing > 0)
      this.#findings.warnAt(
        at,
        "IMPORT_STRUCTURE_FLATTENED",
        `${missing} of the ${ids.length} objects this one is about are not in the file: only their ids are here`,
      );
    this.#listObjects(ids.map(showPlain), at);
  }

  /** What is in a bundle that has no prose. */
  addOverview(objects: readonly ReadStixObject[]): void {
    this.#listObjects(
      objects.map(({ id }) => id),
      { line: 1, column: 1 },
    );
  }

  #listObjects(ids: readonly string[], at: SourcePosition): void {
    this.#blocks.push({
      ...{ kind: "table", number: null, caption: [], page: null, at },
      rows: [
        { heading: true, cells: ["type", "name", "id"].map(textSpan) },
        ...ids.map((id) => {
          const name = this.#findings.readText(this.#nameOf(id) ?? "", at);
          return { heading: false, cells: [textSpan(id.split("--")[0] ?? ""), name, textSpan(id)] };
        }),
      ],
    });
  }

  #reportMarkings(object: JsonObject, at: SourcePosition): void {
    const name = `This ${showPlain(object["type"] ?? "object")}`;
    const refs = object["object_marking_refs"];
    for (const ref of isList(refs) ? refs : refs === undefined ? [] : [refs]) {
      this.#findings.warnAt(
        at,
        "IMPORT_SOURCE_MARKED",
        `${name} is marked ${this.#describeMarking(ref)}: mark each portion at least as strictly`,
      );
    }
    const granular = object["granular_markings"];
    for (const marking of isList(granular) ? granular : granular === undefined ? [] : [granular]) {
      if (!isObject(marking) || (marking["marking_ref"] === undefined && marking["lang"] !== undefined)) {
        this.#findings.setAsideAt(
          at,
          { kind: "property", text: canonicalize(marking) },
          { code: "IMPORT_SET_ASIDE", what: "A part of it has a note on its language" },
        );
        continue;
      }
      const selectors = isList(marking["selectors"]) ? marking["selectors"] : [];
      this.#findings.warnAt(
        at,
        "IMPORT_SOURCE_MARKED",
        `${name} has its ${selectors.map(showPlain).join(", ")} marked ${this.#describeMarking(marking["marking_ref"])}: mark what comes from there at least as strictly`,
      );
      this.#findings.setAside(at.line, "property", canonicalize(marking));
    }
  }

  #describeMarking(ref: JsonValue | undefined): string {
    const id = showPlain(ref ?? "");
    return describeMarking(id, this.#byId.get(id) ?? null);
  }

  /** Rules of STIX that what is taken breaks; it is evidence all the same. */
  reportFaults(texts: readonly ReadStixObject[]): void {
    for (const { type, value, faults } of texts)
      if (faults.length > 0)
        this.#findings.warnAt(
          this.#positionOf(value),
          "IMPORT_KEPT_AS_TEXT",
          `This ${type} breaks rules of STIX, and is taken as it stands: ${faults.map(({ message }) => message).join("; ")}`,
        );
  }

  /** Objects that hold no prose, and what the bundle says about itself: counted, and kept byte for byte beside the document. */
  setAsideOthers({ kind, value, objects, strange }: ReadStixBundle): void {
    const counts = new Map<string, number>();
    const others = objects.filter(({ type }) => !Object.hasOwn(TEXTS, type));
    for (const { type, value: object, from, to } of others) {
      const said = type === "" ? "an object without a type" : type;
      counts.set(said, (counts.get(said) ?? 0) + 1);
      this.#findings.setAside(
        this.#positionOf(object).line,
        "object",
        decodeUtf8(this.#bytes.subarray(from, to)),
      );
    }
    const { objects: inside = [], ...rest } = kind === "object" ? {} : value;
    if (strange > 0) counts.set("no object", strange);
    for (const item of isList(inside) ? inside : [])
      if (!isObject(item)) this.#findings.setAside(1, "object", canonicalize(item));
    if (counts.size > 0) {
      const total = others.length + strange;
      const list = [...counts].map(([type, count]) => `${count} ${type}`).join(", ");
      this.#findings.warnAt(
        { line: 1, column: 1 },
        "IMPORT_SET_ASIDE",
        `${total} objects of this bundle hold no prose and are no part of the document: ${list}`,
      );
    }
    if (kind !== "object") this.#findings.setAside(1, "property", canonicalize(rest));
  }

  finish(texts: readonly JsonObject[]): ReadSource {
    const [only] = texts;
    const heading = TEXTS[showPlain(only?.["type"] ?? "")]?.heading ?? null;
    const title = texts.length === 1 && heading !== null ? only?.[heading] : null;
    return {
      parsed: assembleImport({
        title: typeof title === "string" ? title : null,
        ...{ blocks: this.#blocks, notes: this.#notes, problems: this.#findings.problems },
      }),
      asides: this.#findings.asides,
      attachments: [],
    };
  }

  #nameOf(id: string): string | null {
    const object = this.#byId.get(id);
    const name = ["name", "abstract", "value", "pattern"].map((key) => object?.[key]).find(isText);
    return name ?? null;
  }

  #positionOf(object: JsonObject): SourcePosition {
    const id = object["id"];
    return (typeof id === "string" ? this.#places.get(id) : undefined) ?? { line: 1, column: 1 };
  }
}

/** A reference on one line: whose, which, what it says, where. */
function describeReference(reference: JsonValue): string {
  if (!isObject(reference)) return showPlain(reference);
  const named = ["source_name", "external_id", "description", "url"];
  const known = named.map((name) => reference[name]).filter(isText);
  const rest = Object.fromEntries(
    Object.entries(reference).filter(([name, value]) => !named.includes(name) || !isText(value)),
  );
  return [...known, ...(Object.keys(rest).length === 0 ? [] : [canonicalize(rest)])].join(", ");
}

function textSpan(text: string): PlainSpan[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

function showPlain(value: JsonValue): string {
  return typeof value === "string" ? value : canonicalize(value);
}

function isPlain(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string";
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}
