// Random documents, random communities, every recipient: a cut, its page and its text hold everything the recipient may
// read and nothing of what it may not. Who may read what is worked out here a second time, from the plain words of the
// generated case, so that a fault in the markings cannot hide a fault in the cuts.
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { MarkedDocument, Portion, Span } from "../../packages/core/src/documents/index.ts";
import { compileCommunity, parseMark, readCommunity } from "../../packages/core/src/markings/index.ts";
import type { CompiledCommunity } from "../../packages/core/src/markings/index.ts";
import {
  renderCutPage,
  renderCutText,
  verifyCut,
  verifyCutPage,
} from "../../packages/core/src/releases/index.ts";
import type { CutSpan } from "../../packages/core/src/releases/index.ts";
import { sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import type { Proof } from "./contract.ts";
import { findLeak } from "./leak-scan.ts";
import { nativeTools } from "./native-tools.ts";

const LEVELS = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"];
const SHORT = ["O", "OS", "S", "TS"];
const IDS = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
const CAVEATS = ["CORAL", "WALL"];
const GROUP = "GRP";
const { primitives } = nativeTools;

interface MarkCase {
  readonly level: number;
  readonly caveats: readonly string[];
  /** Ids or the group; null: no list. */
  readonly to: readonly string[] | null;
}
interface MemberCase {
  /** Null: no clearance. */
  readonly level: number | null;
  readonly caveats: readonly string[];
}
interface PlaceCase {
  readonly mark: MarkCase;
  readonly references: readonly number[];
  /** Marks of restricted spans, each with the references inside. */
  readonly spans: readonly { readonly mark: MarkCase; readonly references: readonly number[] }[];
}
interface LeakCase {
  readonly members: readonly MemberCase[];
  readonly group: readonly string[];
  readonly portions: readonly PlaceCase[];
  readonly notes: readonly PlaceCase[];
  readonly spice: string;
  readonly salt: number;
}

const markCase: fc.Arbitrary<MarkCase> = fc.record({
  level: fc.nat(3),
  caveats: fc.subarray(CAVEATS, { maxLength: 1 }),
  to: fc.option(fc.subarray([...IDS, GROUP], { minLength: 1 }), { nil: null }),
});
const references = fc.array(fc.nat(3), { maxLength: 2 });
const placeCase: fc.Arbitrary<PlaceCase> = fc.record({
  mark: markCase,
  references,
  spans: fc.array(fc.record({ mark: markCase, references }), { maxLength: 2 }),
});
const leakCase: fc.Arbitrary<LeakCase> = fc.record({
  members: fc.array(
    fc.record({ level: fc.option(fc.nat(3), { nil: null }), caveats: fc.subarray(CAVEATS) }),
    { minLength: IDS.length, maxLength: IDS.length },
  ),
  group: fc.subarray(IDS, { minLength: 1 }),
  portions: fc.array(placeCase, { minLength: 1, maxLength: 10 }),
  notes: fc.array(placeCase, { maxLength: 4 }),
  spice: fc.string({ maxLength: 6 }),
  salt: fc.nat(),
});

function mayRead(one: LeakCase, mark: MarkCase, recipient: string): boolean {
  const member = one.members[IDS.indexOf(recipient)];
  if (member?.level === null || member === undefined || member.level < mark.level) return false;
  if (!mark.caveats.every((caveat) => member.caveats.includes(caveat))) return false;
  if (mark.to === null) return true;
  return mark.to.includes(recipient) || (mark.to.includes(GROUP) && one.group.includes(recipient));
}

/** The words of one place: unlike all others, with characters that every encoding treats differently. */
function wordsOf(one: LeakCase, place: string): string {
  const token = createHash("sha512")
    .update(`${one.salt} ${place}`)
    .digest("base64url")
    .replaceAll(/[-_]/g, "");
  return `${token.slice(0, 12)}"${token.slice(12, 18)}é<${token.slice(18, 30)}`;
}

function placesOf(one: LeakCase): { name: string; allowed: (recipient: string) => boolean }[] {
  const places: { name: string; allowed: (recipient: string) => boolean }[] = [];
  const reached = (recipient: string): ReadonlySet<number> => {
    const notes = new Set<number>();
    const follow = (place: PlaceCase): void => {
      if (!mayRead(one, place.mark, recipient)) return;
      const open = place.spans.filter(({ mark }) => mayRead(one, mark, recipient));
      for (const note of [...place.references, ...open.flatMap((span) => span.references)]) {
        const next = one.notes[note];
        if (next === undefined || notes.has(note)) continue;
        notes.add(note);
        follow(next);
      }
    };
    one.portions.forEach(follow);
    return notes;
  };
  const add = (name: string, place: PlaceCase, open: (recipient: string) => boolean): void => {
    const own = (recipient: string): boolean => open(recipient) && mayRead(one, place.mark, recipient);
    places.push({ name, allowed: own });
    for (const [index, { mark }] of place.spans.entries())
      places.push({ name: `${name}/${index}`, allowed: (id) => own(id) && mayRead(one, mark, id) });
  };
  for (const [index, place] of one.portions.entries()) add(`p${index}`, place, () => true);
  for (const [index, place] of one.notes.entries()) add(`n${index}`, place, (id) => reached(id).has(index));
  return places;
}

function writeMark({ level, caveats, to }: MarkCase): string {
  return [SHORT[level], ...caveats, ...(to === null ? [] : [`REL TO ${[...to].sort().join(", ")}`])].join(
    " - ",
  );
}

function writeDocument(one: LeakCase, compiled: CompiledCommunity): MarkedDocument {
  const { policies } = compiled.community;
  const refer = (notes: readonly number[]): (Span & { kind: "note-reference" })[] =>
    notes.map((note) => ({ kind: "note-reference", note: String(note) }));
  const write = (name: string, place: PlaceCase, note: string | null): Portion => ({
    ...{ id: name, kind: note === null ? "paragraph" : "footnote", number: note, depth: 0 },
    ...{ parent: null, file: null, page: null },
    marking: parseMark(writeMark(place.mark), "uk", policies),
    spans: [
      ...place.spans.map((span, index): Span => ({
        kind: "restricted",
        marking: parseMark(writeMark(span.mark), "uk", policies),
        spans: [{ kind: "text", text: wordsOf(one, `${name}/${index}`) }, ...refer(span.references)],
      })),
      { kind: "text", text: `${wordsOf(one, name)} ${one.spice}` },
      ...refer(place.references),
    ],
    grading: null,
    judgement: null,
  });
  return {
    ...{ title: "x", originator: "AAA", policy: "uk", caseSlug: null, date: null, exercise: true },
    portions: one.portions.map((place, index) => write(`p${index}`, place, null)),
    footnotes: one.notes.map((place, index) => write(`n${index}`, place, String(index))),
  };
}

function writeCommunity(one: LeakCase): CompiledCommunity {
  return compileCommunity(
    readCommunity({
      ...{ format: "entente-community/1", name: "random", exercise: true, asOf: "2018-03-26", note: "" },
      policies: ["uk"],
      caveats: CAVEATS.map((name) => ({ policy: "uk", name, explanation: "Invented." })),
      members: one.members.map(({ level, caveats }, index) => ({
        ...{ id: IDS[index] ?? "", name: IDS[index] ?? "", kind: "state", weights: {} },
        clearances: level === null ? {} : { uk: { upTo: LEVELS[level] ?? "", caveats } },
      })),
      groups: [{ id: GROUP, name: "A group", members: one.group, sources: [] }],
    }),
  );
}

/** What is wrong with the cuts of one case, or null. */
function examine(one: LeakCase): string | null {
  const compiled = writeCommunity(one);
  const document = writeDocument(one, compiled);
  const places = placesOf(one);
  const readers = IDS.filter((id) => places.some(({ allowed }) => allowed(id)));
  if (readers.length === 0) return null;
  const seed = String(one.salt);
  const sealed = sealRelease({ document, compiled, recipients: IDS, seed, tools: nativeTools });
  if (JSON.stringify([...sealed.cuts.keys()].sort()) !== JSON.stringify(readers)) return "wrong recipients";
  for (const [recipient, text] of sealed.cuts) {
    const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
    const page = renderCutPage({ text, names: {}, authority: sealed.authority, primitives });
    verifyCutPage({ text: page, trust: { kind: "carried" }, primitives });
    const printed = renderCutText(verified.document);
    const withheld = places
      .filter(({ allowed }) => !allowed(recipient))
      .map(({ name }) => wordsOf(one, name));
    const leak = findLeak([text, page, printed], withheld);
    if (leak !== null) return `${recipient} gets ${leak}`;
    const shown = [...verified.document.portions, ...verified.document.footnotes]
      .flatMap((portion) => (portion === null ? [] : listTexts(portion.spans)))
      .join("\n");
    const missing = places.find(
      ({ name, allowed }) => allowed(recipient) && !shown.includes(wordsOf(one, name)),
    );
    if (missing !== undefined) return `${recipient} lacks ${missing.name}`;
  }
  return null;
}

function listTexts(spans: readonly CutSpan[]): string[] {
  return spans.flatMap((span) => {
    if (span.kind === "text") return [span.text];
    return span.kind === "restricted" ? listTexts(span.spans) : [];
  });
}

export const proof: Proof = {
  name: "cut-leak",
  claim:
    "No cut, page or text of a cut holds anything of what it withholds, and none lacks what it releases.",
  smallCases: 300,
  defaultCases: 20_000,
  run: ({ cases, seed, report }) => {
    let done = 0;
    const property = fc.property(leakCase, (one) => {
      done += 1;
      if (done % 1000 === 0) report(`${done} documents`);
      const fault = examine(one);
      if (fault !== null) throw new Error(fault);
    });
    const result = fc.check(property, { numRuns: cases, seed });
    return Promise.resolve({
      cases: result.numRuns,
      failures: result.failed ? 1 : 0,
      counterExample: result.failed
        ? { case: result.counterexample, why: String(result.errorInstance) }
        : null,
    });
  },
};
