// MISP events as documents: what an event says about itself becomes a table, its attributes another, its objects and reports
// sections of their own, as do what others propose and who saw what. What marks the source, tags and distribution, is said and never applied: a person marks the portions.
// How far MISP would have let it go is worked out as for an event that is pulled, one hop further than where it was.
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedRow, PlainSpan } from "@entente/core/documents";
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { readMispSources, sayReach } from "../misp/index.ts";
import type { MispSource } from "../misp/index.ts";
import type { ReadSource } from "./import-result.ts";
import { TextFindings } from "./text-source.ts";

const START = { line: 1, column: 1 };
const PLACE = { page: null, at: START };
/** Members with a place of their own, or that say nothing once they are read. */
const PLACED = new Set([
  ...["info", "Attribute", "Object", "EventReport", "Tag", "Orgc", "SharingGroup", "distribution", "locked"],
  ...["ObjectReference", "data", "Galaxy", "ShadowAttribute", "Sighting"],
]);
const COLUMNS = ["category", "type", "value", "comment", "first_seen", "last_seen"] as const;
/** Words of attributes that stand in no column and change nothing for a reader. */
const PLAIN = new Set<string>([
  ...COLUMNS,
  ...["uuid", "timestamp", "distribution", "SharingGroup", "Tag", "data", "to_ids", "deleted"],
  ...["disable_correlation", "object_relation", "ShadowAttribute"],
]);
/** Kinds of sighting (MISP core format, Sighting). */
const SIGHTINGS: Readonly<Record<string, string>> = { "0": "seen", "1": "false positive", "2": "expired" };

/**
 * Reads MISP events. Nothing in them is marked, so nobody may read them yet.
 * @throws InputError JSON_SYNTAX or JSON_DUPLICATE_KEY with line and column, JSON_UNSUPPORTED, SHAPE_INVALID.
 */
export function readMisp(text: string): ReadSource {
  const events = readMispSources(text, "pull");
  const reader = new MispReader();
  for (const event of events) reader.addEvent(event, events.length > 1);
  return reader.finish(events.length === 1 ? (events[0]?.info ?? null) : null);
}

class MispReader {
  readonly #findings = new TextFindings();
  readonly #blocks: ImportedBlock[] = [];

  addEvent({ content, info, creator, reach }: MispSource, headed: boolean): void {
    if (headed) this.#addHeading(1, info ?? "Attributes and objects of no event");
    const rows = [
      ["creator", [creator.name, creator.uuid].filter((one) => one !== null && one !== "").join(", ")],
      ["distribution", sayReach(reach)],
      ...Object.entries(content)
        .filter(([name]) => !PLACED.has(name))
        .map(([name, value]) => [name, show(value)]),
    ];
    this.#addTable(null, rows);
    this.#findings.warnAt(
      START,
      "IMPORT_SOURCE_MARKED",
      `MISP would let this event go to ${sayReach(reach)}: mark each portion at least as strictly`,
    );
    this.#sayTags("This event", content);
    this.#addAttributes(content["Attribute"]);
    this.#addGalaxies(content);
    this.#addProposals(content);
    for (const object of listOf(content["Object"])) {
      this.#addHeading(2, show(object["name"] ?? "object"));
      const words = [object["description"], object["comment"]].filter(
        (one) => typeof one === "string" && one !== "",
      );
      for (const word of words) this.#addParagraphs(show(word ?? ""));
      this.#sayTags("An object of it", object);
      this.#addAttributes(object["Attribute"]);
      this.#setAside(object, new Set([...PLACED, "name", "description", "comment"]));
    }
    for (const report of listOf(content["EventReport"])) {
      this.#addHeading(2, show(report["name"] ?? "report"));
      this.#addParagraphs(show(report["content"] ?? ""));
      this.#setAside(report, new Set([...PLACED, "name", "content"]));
    }
  }

  /** Galaxies of an event; their clusters are catalogues, kept beside the document. */
  #addGalaxies(of: JsonObject): void {
    const rows = listOf(of["Galaxy"]).flatMap((galaxy) =>
      listOf(galaxy["GalaxyCluster"]).map((cluster) => [
        show(galaxy["name"] ?? galaxy["type"] ?? ""),
        show(cluster["value"] ?? ""),
        show(cluster["tag_name"] ?? ""),
      ]),
    );
    if (rows.length > 0) this.#addTable(["galaxy", "cluster", "tag"], rows);
    for (const galaxy of listOf(of["Galaxy"])) this.#setAside(galaxy, new Set(["name", "type"]));
  }

  /** What others propose to add or change: their words, which the creator has not taken. */
  #addProposals(of: JsonObject): void {
    const proposals = [...listOf(of["ShadowAttribute"])];
    for (const { ShadowAttribute: one } of listOf(of["Attribute"])) proposals.push(...listOf(one));
    if (proposals.length === 0) return;
    this.#addHeading(2, "Proposals");
    this.#addParagraphs("Proposed by others. Who made the event has not taken them.");
    this.#addAttributes(proposals);
  }

  /** Who saw what, by attribute. */
  #addSightings(attributes: readonly JsonObject[]): void {
    const rows = attributes.flatMap((attribute) =>
      listOf(attribute["Sighting"]).map(({ type, date_sighting: seen, Organisation: by, source }) => [
        show(attribute["value"] ?? ""),
        SIGHTINGS[show(type ?? "0")] ?? show(type ?? ""),
        saySeconds(seen ?? null),
        typeof by === "object" && by !== null && !Array.isArray(by)
          ? show((by as JsonObject)["name"] ?? "")
          : show(source ?? ""),
      ]),
    );
    if (rows.length > 0) this.#addTable(["sighting of", "says", "when", "by"], rows);
  }

  #addAttributes(value: JsonValue | undefined): void {
    const attributes = listOf(value);
    if (attributes.length === 0) return;
    const used = COLUMNS.filter((name) => attributes.some((one) => show(one[name] ?? "") !== ""));
    this.#addTable(
      [...used, "used for detection"],
      attributes.map((one) => [
        ...used.map((name) => show(one[name] ?? "")),
        one["to_ids"] === true || one["to_ids"] === "1" ? "yes" : "no",
      ]),
    );
    this.#addSightings(attributes);
    for (const attribute of attributes) {
      this.#sayTags(`The attribute ${show(attribute["value"] ?? "").slice(0, 80)}`, attribute);
      if (attribute["data"] !== undefined)
        this.#findings.setAsideAt(
          START,
          {
            kind: "object",
            text: canonicalize({ value: attribute["value"] ?? null, data: attribute["data"] }),
          },
          {
            code: "IMPORT_SET_ASIDE",
            what: "A file inside the event is not opened; it is kept in the original",
          },
        );
      this.#setAside(attribute, PLAIN);
    }
  }

  /** What has no place in the document, kept beside it; all the rest of an event is in the original. */
  #setAside(of: JsonObject, known: ReadonlySet<string>): void {
    const rest = Object.fromEntries(Object.entries(of).filter(([name]) => !known.has(name)));
    if (Object.keys(rest).length > 0) this.#findings.setAside(START.line, "property", canonicalize(rest));
  }

  #sayTags(what: string, of: JsonObject): void {
    const tags = listOf(of["Tag"]).map(({ name }) => show(name ?? ""));
    if (tags.length > 0)
      this.#findings.warnAt(
        START,
        "IMPORT_SOURCE_MARKED",
        `${what} is tagged ${tags.join(", ")}: mark what comes from it at least as strictly`,
      );
  }

  #addHeading(depth: number, text: string): void {
    this.#blocks.push({ kind: "heading", depth, number: null, spans: this.#read(text), ...PLACE });
  }

  #addParagraphs(text: string): void {
    for (const paragraph of text.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/))
      this.#blocks.push({
        kind: "paragraph",
        depth: 0,
        number: null,
        spans: this.#read(paragraph),
        ...PLACE,
      });
  }

  #addTable(heads: readonly string[] | null, rows: readonly (readonly string[])[]): void {
    const rowOf = (cells: readonly string[], heading: boolean): ImportedRow => ({
      heading,
      cells: cells.map((cell) => this.#read(cell)),
    });
    this.#blocks.push({
      ...{ kind: "table", number: null, caption: [], ...PLACE },
      rows: [...(heads === null ? [] : [rowOf(heads, true)]), ...rows.map((row) => rowOf(row, false))],
    });
  }

  #read(text: string): PlainSpan[] {
    return this.#findings.readText(text, START);
  }

  finish(title: string | null): ReadSource {
    return {
      parsed: assembleImport({ title, blocks: this.#blocks, notes: [], problems: this.#findings.problems }),
      asides: this.#findings.asides,
      attachments: [],
    };
  }
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

/** Seconds since 1970 as an instant; anything else as it stands. */
function saySeconds(value: JsonValue): string {
  const text = show(value);
  return /^[0-9]{1,10}$/.test(text) ? new Date(Number(text) * 1000).toISOString() : text;
}

function show(value: JsonValue): string {
  if (typeof value === "string") return value;
  return value === null ? "" : canonicalize(value);
}
