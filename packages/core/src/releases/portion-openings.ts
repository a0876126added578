// From the portions of a document to their openings. Each portion is one element of the pool; what may be withheld by
// itself (stricter spans, references, what a judgement rests on, mark, grading and number) is disclosed inside it.
// What is signed calls portions by fresh random ids: the source's own, `t1r5`, would count what is withheld before them.
import { canonicalize, InputError, PolicyError } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Grading, MarkedDocument, PlainSpan, Portion, Span } from "../documents/index.ts";
import { joinMarkings, printBanner, printMark } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { drawNames, mixIn } from "./choices.ts";
import type { Choices } from "./choices.ts";
import { LEAST_RUN, LEAST_SUPPORTS } from "./release-format.ts";
import { writePolicies } from "./release-policies.ts";
import type { Opening } from "./release.ts";
import { elementOf } from "./sd-jwt.ts";
import type { Discloser, Made } from "./sd-jwt.ts";

/** What is at hand while one document is committed to. */
export interface Desk {
  readonly document: MarkedDocument;
  readonly policies: readonly Policy[];
  readonly disclose: Discloser;
  readonly choices: Choices;
  /** The release's id of a portion, by the source's; always the same, and random also for what there is not. */
  readonly nameOf: (id: string) => string;
  /** An id that stands for nothing. */
  readonly drawName: () => string;
  /** The source's id of a footnote or source, by its label. */
  readonly noteOf: (kind: "footnote" | "source", label: string) => string;
  /** Canonical JSON of what each distinct marking says, by itself as JSON and by the object it was read into. */
  readonly marks: Map<string | Marking, string>;
}

/** Something committed to: its digest, and the openings of all that is in it, in the order in which a cut lists them. */
export interface Committed {
  readonly digest: string;
  readonly openings: readonly Opening[];
}

/** Names for the portions of `document`, drawn as they are asked for. */
export function openNames(
  { footnotes }: MarkedDocument,
  randomBytes: (length: number) => Uint8Array,
): Pick<Desk, "nameOf" | "noteOf" | "drawName"> {
  const drawName = drawNames(randomBytes);
  const names = new Map<string, string>();
  const labels = new Map<string, string>();
  for (const { id, kind, number } of footnotes) {
    const label = `${kind} ${number ?? id}`;
    if (!labels.has(label)) labels.set(label, id);
  }
  return {
    drawName,
    nameOf: (id) => {
      const known = names.get(id);
      if (known !== undefined) return known;
      const name = drawName();
      names.set(id, name);
      return name;
    },
    // A label without its note stands for what nobody is ever shown, under a name that no portion can have.
    noteOf: (kind, label) => labels.get(`${kind} ${label}`) ?? `#${kind} ${label}`,
  };
}

/** The portion's own opening is written as text, member by member in canonical order: there is one for every portion. */
export function commitPortion(portion: Portion, desk: Desk): Committed {
  const { id, kind, number, depth, parent, marking, judgement, file, origin } = portion;
  const needs = [id];
  const inside: Opening[] = [];
  const supports = judgement === null ? null : commitSupports(id, judgement.supports, desk, inside);
  const spans = commitSpans(portion.spans, { place: id, marking }, desk, inside);
  const digests = commitAttributes(portion, needs, desk, inside);
  let json = `{"_sd":["${digests.join('","')}"],"depth":${canonicalize(depth)}`;
  if (file !== null)
    json += `,"file":${canonicalize({ mediaType: file.mediaType, name: file.name, sha256: file.sha256 })}`;
  json += `,"id":"${desk.nameOf(id)}","judgement":`;
  json +=
    judgement === null || supports === null
      ? "null"
      : canonicalize({
          confidence: judgement.confidence,
          scale: judgement.scale,
          supports,
          term: judgement.term,
        });
  json += `,"kind":${canonicalize(kind)},"numbered":${number !== null}`;
  if (origin !== null)
    json += `,"origin":${canonicalize({ member: origin.member, portion: origin.portion, release: origin.release })}`;
  if (parent !== null) json += `,"parent":"${desk.nameOf(parent)}"`;
  const { digest, text } = desk.disclose.elementText(`${json},"spans":${canonicalize(spans)}}`);
  return { digest, openings: [{ place: id, needs, text }, ...inside] };
}

/**
 * Mark, grading and number as members of their own. Where there is no grading, a digest that opens nothing hides that.
 * Gives the digests in order, which is random; the openings follow in it.
 */
function commitAttributes(
  { id, number, marking, grading }: Portion,
  needs: readonly string[],
  desk: Desk,
  inside: Opening[],
): readonly string[] {
  const { disclose } = desk;
  const places = new Map<string, Opening>();
  const digests: string[] = [];
  const add = (name: string, { digest, text }: Made): void => {
    places.set(digest, { place: `${id}#${name}`, needs, text });
    digests.push(digest);
  };
  add("marking", disclose.memberText("marking", describeMarking(marking, desk)));
  if (grading === null) digests.push(disclose.decoy());
  else add("grading", disclose.member("grading", writeGrading(grading)));
  if (number !== null) add("number", disclose.member("number", number));
  digests.sort();
  for (const digest of digests) {
    const opening = places.get(digest);
    if (opening !== undefined) inside.push(opening);
  }
  return digests;
}

function writeGrading({ credibility, reliability }: Grading): JsonObject {
  return { credibility, reliability };
}

/** What a judgement rests on, each opened with the portion it names, among digests that open nothing. */
function commitSupports(
  id: string,
  supports: readonly string[],
  { disclose, choices, nameOf }: Desk,
  inside: Opening[],
): readonly JsonValue[] {
  return mixIn([...new Set(supports)], LEAST_SUPPORTS, choices).map((target) => {
    if (target === null) return elementOf(disclose.decoy());
    const { digest, text } = disclose.element(nameOf(target));
    inside.push({ place: `${id}#support`, needs: [id, target], text });
    return elementOf(digest);
  });
}

interface Around {
  readonly place: string;
  readonly marking: Marking | null;
}

function commitSpans(
  spans: readonly Span[],
  around: Around,
  desk: Desk,
  inside: Opening[],
): readonly JsonValue[] {
  const written: JsonValue[] = [];
  let run: Part[] = [];
  const close = (): void => {
    if (run.length > 0) written.push(...commitRun(run, around, desk, inside));
    run = [];
  };
  for (const [index, span] of spans.entries()) {
    if (span.kind === "restricted" || span.kind === "cross-reference") {
      run.push({ span, place: `${around.place}/${index}` });
      continue;
    }
    close();
    written.push(writePlain(span, desk));
  }
  close();
  return written;
}

interface Part {
  readonly span: Span & { readonly kind: "restricted" | "cross-reference" };
  readonly place: string;
}

/**
 * Parts that may be withheld and stand side by side. They are mixed with fillers, which say nothing and are opened where
 * nothing of the run is withheld: so neither how many are withheld shows, nor which of a run.
 */
function commitRun(
  run: readonly Part[],
  around: Around,
  desk: Desk,
  inside: Opening[],
): readonly JsonObject[] {
  const needs = run.map(({ place }) => place);
  return mixIn(run, LEAST_RUN, desk.choices).map((part) => {
    if (part !== null) return elementOf(commitPart(part, around, desk, inside));
    const { digest, text } = desk.disclose.element(null);
    inside.push({ place: `${around.place}#filler`, needs, text });
    return elementOf(digest);
  });
}

function commitPart({ span, place }: Part, around: Around, desk: Desk, inside: Opening[]): string {
  if (span.kind === "cross-reference") {
    const { digest, text } = desk.disclose.element({ kind: span.kind, target: desk.nameOf(span.target) });
    inside.push({ place, needs: [place], text });
    return digest;
  }
  const { policies, document } = desk;
  const both = requireMarking(joinMarkings(around.marking, span.marking, policies));
  const schemes = writePolicies(both, policies);
  const within: Opening[] = [];
  const spans = commitSpans(span.spans, { place, marking: both }, desk, within);
  const { digest, text } = desk.disclose.element({
    banner: printBanner(both, policies),
    kind: span.kind,
    mark: printMark(span.marking, document.policy, policies),
    ...(schemes === null ? {} : { policies: schemes }),
    spans,
  });
  inside.push({ place, needs: [place], text }, ...within);
  return digest;
}

function writePlain(span: Exclude<PlainSpan, { kind: "cross-reference" }>, desk: Desk): JsonObject {
  switch (span.kind) {
    case "text":
      return { kind: span.kind, text: span.text };
    case "note-reference":
      return { kind: span.kind, note: desk.nameOf(desk.noteOf("footnote", span.note)) };
    case "source-reference":
      return { kind: span.kind, source: desk.nameOf(desk.noteOf("source", span.source)) };
    case "withheld-at-source":
    case "cell-break":
      return { kind: span.kind };
  }
}

/** Canonical JSON of what a portion's mark says, written once for each distinct marking. */
function describeMarking(marking: Marking | null, desk: Desk): string {
  const { marks } = desk;
  const own = requireMarking(marking);
  const told = marks.get(own);
  if (told !== undefined) return told;
  const key = JSON.stringify(own);
  const json = marks.get(key) ?? writeMarking(own, desk);
  marks.set(key, json).set(own, json);
  return json;
}

function writeMarking(marking: Marking, { document, policies }: Desk): string {
  const schemes = writePolicies(marking, policies);
  return canonicalize({
    banner: printBanner(marking, policies),
    mark: printMark(marking, document.policy, policies),
    ...(schemes === null ? {} : { policies: schemes }),
  });
}

function requireMarking(marking: Marking | null): Marking {
  if (marking === null) throw new PolicyError("RELEASE_UNMARKED", "A part of this document is unmarked");
  return marking;
}

/** Refuses ids that stand twice, or that a place could not be told by. @throws InputError DOCUMENT_INVALID. */
export function requireIds(portions: readonly Portion[]): void {
  const seen = new Set<string>();
  for (const { id } of portions) {
    if (seen.has(id))
      throw new InputError("DOCUMENT_INVALID", `Two portions are called ${id}: the drafter has to renumber`);
    if (id === "" || /[/#]/.test(id))
      throw new InputError(
        "DOCUMENT_INVALID",
        `A portion cannot be called "${id}": the drafter has to renumber`,
      );
    seen.add(id);
  }
}
