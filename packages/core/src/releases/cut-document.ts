// What a reader of a cut has, put together from an opened payload: portions in the order of the one reading that is opened,
// gaps in place, and the banner of what is really shown. The banner is worked out from the portions, not believed.
import { InputError, readArray, readCount, readObject, VerificationError } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { flattenSpans, labelNotes, nameTargets, numberPortions, printBands } from "../printing/index.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { builtInPolicies, joinMarkings, parseBanner, printBanner } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { readPortion } from "./opened-portion.ts";
import type { OpenedPortion } from "./opened-portion.ts";
import { readReading } from "./opened-reading.ts";
import { joinPolicies } from "./release-policies.ts";
import type { PolicyPart } from "./release-policies.ts";
import type { CutDocument } from "./release.ts";
import { readElementDigest } from "./sd-jwt.ts";

export type OpenedDocument = Pick<
  CutDocument,
  "banner" | "bands" | "title" | "portions" | "footnotes" | "counts"
>;

/**
 * @throws InputError SHAPE_INVALID for anything the format does not know; VerificationError MARKING_UNDEFINED for a mark
 *   of a scheme that is neither built in nor carried by the place it marks.
 */
export function readOpened(opened: JsonObject): OpenedDocument {
  const places: OpenedPortion[] = [];
  const byId = new Map<string, OpenedPortion>();
  for (const { item, path } of listOpened(opened["portions"], "portions")) {
    const place = readPortion(item, path);
    places.push(place);
    byId.set(place.portion.id, place);
  }
  if (byId.size !== places.length) refuse("two portions have the same id");
  const [reading, ...others] = listOpened(opened["readings"], "readings");
  if (reading === undefined || others.length > 0) refuse("one reading must be opened, and no other");
  const order = readReading(reading.item, reading.path, byId).map((id) =>
    id === null ? null : (byId.get(id) ?? null),
  );
  const read = order.filter((place) => place !== null);
  const carried: PolicyPart[] = [];
  for (const place of read) if (place.policies.length > 0) carried.push(...place.policies);
  const policies = joinPolicies(carried);
  const banner = joinBanners(read, policies);
  const { portions, footnotes } = nameTargets(setOut(order), () =>
    refuse("a reference names a portion that is not shown"),
  );
  const title = portions.find((portion) => portion?.kind === "title") ?? null;
  return {
    banner: printBanner(banner, policies),
    bands: printBands(banner, policies),
    title: title === null ? null : flattenSpans(title.spans),
    portions,
    footnotes,
    counts: readCounts(opened, places.length),
  };
}

function listOpened(
  value: JsonValue | undefined,
  path: string,
): readonly { readonly item: JsonValue; readonly path: string }[] {
  const items = readArray(value, path);
  const listed: { readonly item: JsonValue; readonly path: string }[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as JsonValue;
    if (readElementDigest(item) === null) listed.push({ item, path: `${path}[${index}]` });
  }
  return listed;
}

function readCounts(opened: JsonObject, shown: number): OpenedDocument["counts"] {
  if (!Object.hasOwn(opened, "counts")) return null;
  const { portions } = readObject(opened["counts"], "counts", ["portions"]);
  return { shown, of: readCount(portions, "counts.portions", shown) };
}

type Placed = readonly (OpenedPortion | null)[];
type SetOut = Pick<PrintedDocument, "portions" | "footnotes">;

/** Portions and notes as they are printed: numbered, labelled, each part behind its whole, what judgements rest on in order. */
function setOut(order: Placed): SetOut {
  const numbers = numberAll(order);
  const ranks = new Map<string, number>();
  for (let rank = 0; rank < order.length; rank += 1) {
    const one = order[rank];
    if (one != null) ranks.set(one.portion.id, rank);
  }
  const end = order.findIndex((one) => one !== null && isNote(one));
  const body = end < 0 ? order : order.slice(0, end);
  const notes = (end < 0 ? [] : order.slice(end)).map((one) =>
    one !== null && isNote(one) ? one : refuse("a part of the body stands behind a note"),
  );
  const { labels, labelled } = labelAll(body, notes);
  const set = ({ portion }: OpenedPortion, number: string | null): PrintedPortion => ({
    ...portion,
    number,
    spans: labelSpans(portion.spans, labels),
    judgement: portion.judgement === null ? null : sortSupports(portion.judgement, ranks),
  });
  requireWholes(body);
  return {
    portions: body.map((one) => (one === null ? null : set(one, numbers.get(one.portion.id) ?? null))),
    footnotes: labelled.map((one) => set(one, labels.get(one.portion.id) ?? null)),
  };
}

function isNote({ portion }: OpenedPortion): boolean {
  return portion.kind === "footnote" || portion.kind === "source";
}

/** Own numbers where all are told, else numbers as shown. */
function numberAll(order: Placed): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  let numbered = 0;
  for (const one of order) {
    if (one?.numbered !== true) continue;
    numbered += 1;
    if (one.portion.number !== null) own.set(one.portion.id, one.portion.number);
  }
  if (own.size > 0) {
    if (own.size < numbered) refuse("some portions tell their own number, and others do not");
    return own;
  }
  return numberPortions(
    order.map((one) => (one === null || isNote(one) ? null : { ...one.portion, numbered: one.numbered })),
  );
}

function sortSupports(
  judgement: NonNullable<PrintedPortion["judgement"]>,
  ranks: ReadonlyMap<string, number>,
): PrintedPortion["judgement"] {
  const rankOf = (id: string): number =>
    ranks.get(id) ?? refuse("a judgement rests on a portion that is not shown");
  return { ...judgement, supports: [...judgement.supports].sort((a, b) => rankOf(a) - rankOf(b)) };
}

/** Labels for notes and sources in the order of their first reference, also for those that are withheld. */
function labelAll(
  body: Placed,
  notes: readonly OpenedPortion[],
): { readonly labels: ReadonlyMap<string, string>; readonly labelled: readonly OpenedPortion[] } {
  const byId = new Map(notes.map((note) => [note.portion.id, note]));
  const named = new Map<string, "footnote" | "source">();
  const queue = body.flatMap((one) => (one === null ? [] : listReferences(one.portion.spans)));
  for (let at = 0; at < queue.length; at++) {
    const reference = queue[at];
    if (reference === undefined || named.has(reference.id)) continue;
    const note = byId.get(reference.id);
    if (note !== undefined && note.portion.kind !== reference.kind)
      refuse("a footnote is referred to as a source, or a source as a footnote");
    named.set(reference.id, reference.kind);
    if (note !== undefined) queue.push(...listReferences(note.portion.spans));
  }
  for (const { portion } of notes)
    if (!named.has(portion.id)) named.set(portion.id, portion.kind === "source" ? "source" : "footnote");
  const label = (kind: "footnote" | "source", prefix: string): ReadonlyMap<string, string> =>
    labelNotes(
      [...named]
        .filter(([, one]) => one === kind)
        .map(([id]) => ({ id, own: byId.get(id)?.portion.number ?? null })),
      prefix,
    );
  const labels = new Map([...label("footnote", ""), ...label("source", "S")]);
  return { labels, labelled: [...labels.keys()].flatMap((id) => byId.get(id) ?? []) };
}

const NONE: readonly never[] = [];

/** Whether there is nothing but text, as in most portions: then there is nothing to name in it. */
function isPlainText(spans: readonly PrintedSpan[]): boolean {
  for (const span of spans) if (span.kind !== "text") return false;
  return true;
}

function listReferences(
  spans: readonly PrintedSpan[],
): readonly { readonly kind: "footnote" | "source"; readonly id: string }[] {
  if (isPlainText(spans)) return NONE;
  return spans.flatMap((span) => {
    if (span.kind === "note-reference") return [{ kind: "footnote", id: span.note } as const];
    if (span.kind === "source-reference") return [{ kind: "source", id: span.source } as const];
    return span.kind === "restricted" ? listReferences(span.spans) : [];
  });
}

function labelSpans(
  spans: readonly PrintedSpan[],
  labels: ReadonlyMap<string, string>,
): readonly PrintedSpan[] {
  if (isPlainText(spans)) return spans;
  return spans.map((span) => {
    if (span.kind === "note-reference") return { ...span, note: labels.get(span.note) ?? span.note };
    if (span.kind === "source-reference") return { ...span, source: labels.get(span.source) ?? span.source };
    return span.kind === "restricted" ? { ...span, spans: labelSpans(span.spans, labels) } : span;
  });
}

/** Refuses a part without its whole. */
function requireWholes(body: Placed): void {
  let whole: PrintedPortion | null = null;
  for (const one of body) {
    if (one === null) continue;
    const { kind, parent } = one.portion;
    const wanted = kind === "row" ? "table" : kind === "rendition" ? "figure" : null;
    if (wanted === null) whole = one.portion;
    else if (whole?.kind !== wanted || whole.id !== parent) refuse(`a ${kind} stands without its ${wanted}`);
  }
}

function joinBanners(places: readonly OpenedPortion[], policies: readonly Policy[]): Marking {
  const read = new Map<string, Marking>();
  for (const { portion, policies: carried } of places) {
    // Each place is read by what it carries itself: a scheme that another place defines may spell a level alike.
    const own = carried.length === 0 ? builtInPolicies : joinPolicies(carried);
    const add = (banner: string): void => {
      // No banner starts with a space.
      const key = carried.length === 0 ? banner : ` ${portion.id} ${banner}`;
      if (!read.has(key)) read.set(key, readBanner(banner, own));
    };
    add(portion.banner);
    for (const span of portion.spans) if (span.kind === "restricted") add(span.banner);
  }
  const [first, ...rest] = read.values();
  if (first === undefined) refuse("nothing is shown");
  const joined = rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
  return joined ?? refuse("nothing marked is shown");
}

function readBanner(text: string, policies: readonly Policy[]): Marking {
  try {
    return parseBanner(text, policies);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError(
      "MARKING_UNDEFINED",
      `"${text}" is no banner of a scheme this cut can be read by: ${cause.message}`,
      { cause },
    );
  }
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
