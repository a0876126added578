// STIX 2.1 reports, groupings, notes and opinions, alone or in a bundle. Their prose becomes paragraphs, their properties a
// table, the objects they are about another, their references footnotes. What marks the source is said and never applied: a
// person marks the portions.
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import { canonicalize, InputError, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue, SourcePosition } from "@entente/core/encoding";
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
 * Reads STIX 2.1. Nothing in it is marked, so nobody may read it yet.
 * @throws InputError JSON_SYNTAX or JSON_DUPLICATE_KEY with line and column, JSON_UNSUPPORTED, SHAPE_INVALID when there is no
 * report, grouping, note or opinion in it.
 */
export function readStix(text: string): ReadSource {
  const source = text.replace(/^\uFEFF/, "");
  const value = parseJson(source);
  // Refuses halves of characters, and nesting that later steps would have to follow down.
  canonicalize(value);
  const objects = listObjects(value);
  const texts = objects.filter(({ type }) => typeof type === "string" && Object.hasOwn(TEXTS, type));
  if (texts.length === 0)
    throw new InputError(
      "SHAPE_INVALID",
      "This is no STIX 2.1 report, grouping, note or opinion, and no bundle that holds one",
    );
  const reader = new StixReader(source, objects);
  for (const object of texts) reader.addText(object, texts.length > 1);
  reader.setAsideOthers(value, objects, texts);
  return reader.finish(texts);
}

/** The objects of a bundle, or the one object there is. */
function listObjects(value: JsonValue): readonly JsonObject[] {
  if (!isObject(value)) return [];
  const inside = value["objects"];
  return value["type"] === "bundle" && isList(inside) ? inside.filter(isObject) : [value];
}

class StixReader {
  readonly #findings = new TextFindings();
  readonly #byId = new Map<string, JsonObject>();
  readonly #blocks: ImportedBlock[] = [];
  readonly #notes: ImportedNote[] = [];
  readonly #numbers = new ParagraphBook();
  /** Where each id is defined, from one walk over the text. */
  readonly #places = new Map<string, SourcePosition>();

  constructor(source: string, objects: readonly JsonObject[]) {
    source.split("\n").forEach((line, index) => {
      for (const { 1: id = "", index: offset } of line.matchAll(/"id"\s{0,20}:\s{0,20}"([^"\\]{1,200})"/g))
        if (!this.#places.has(id)) this.#places.set(id, { line: index + 1, column: offset + 1 });
    });
    for (const object of objects) {
      const id = object["id"];
      if (typeof id !== "string") continue;
      const known = this.#byId.get(id);
      if (known !== undefined && typeof object["type"] === "string" && Object.hasOwn(TEXTS, object["type"]))
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
    this.#blocks.push({
      ...{ kind: "table", number: null, caption: [], page: null, at },
      rows: [
        { heading: true, cells: ["type", "name", "id"].map(textSpan) },
        ...ids.map((id) => {
          const shown = showPlain(id);
          const type = shown.split("--")[0] ?? "";
          const cells = [
            textSpan(type),
            this.#findings.readText(this.#nameOf(shown) ?? "", at),
            textSpan(shown),
          ];
          return { heading: false, cells };
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

  /** Objects that hold no prose, and what the bundle says about itself: counted, and kept whole beside the document. */
  setAsideOthers(value: JsonValue, objects: readonly JsonObject[], texts: readonly JsonObject[]): void {
    const counts = new Map<string, number>();
    const prose = new Set(texts);
    const bundle = isObject(value) && value["type"] === "bundle" ? value : null;
    const inside = bundle === null ? [] : isList(bundle["objects"]) ? bundle["objects"] : [];
    const strange = inside.filter((item) => !isObject(item));
    for (const object of [...objects.filter((one) => !prose.has(one)), ...strange]) {
      const type = isObject(object) ? showPlain(object["type"] ?? "an object without a type") : "no object";
      counts.set(type, (counts.get(type) ?? 0) + 1);
      this.#findings.setAside(
        isObject(object) ? this.#positionOf(object).line : 1,
        "object",
        canonicalize(object),
      );
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (total > 0) {
      const list = [...counts].map(([type, count]) => `${count} ${type}`).join(", ");
      this.#findings.warnAt(
        { line: 1, column: 1 },
        "IMPORT_SET_ASIDE",
        `${total} objects of this bundle hold no prose and are no part of the document: ${list}`,
      );
    }
    if (bundle !== null) {
      const { objects: _, ...rest } = bundle;
      this.#findings.setAside(1, "property", canonicalize(rest));
      if (rest["spec_version"] !== undefined && rest["spec_version"] !== "2.1")
        this.#reportVersion(rest["spec_version"]);
    }
    for (const object of texts)
      if (object["spec_version"] !== undefined && object["spec_version"] !== "2.1")
        this.#reportVersion(object["spec_version"], this.#positionOf(object));
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

  #reportVersion(version: JsonValue, at: SourcePosition = { line: 1, column: 1 }): void {
    this.#findings.warnAt(
      at,
      "IMPORT_KEPT_AS_TEXT",
      `This is STIX ${showPlain(version)}, and is read as 2.1: check it`,
    );
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
