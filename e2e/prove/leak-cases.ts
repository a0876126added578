// Random documents with tables, figures, sources and cross-references, and random communities with a scheme of their own. Who
// may read what is worked out here a second time, from the plain words of the generated case, so that a fault in the
// markings cannot hide a fault in the cuts.
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { MarkedDocument, PlainSpan, Portion, Span } from "../../packages/core/src/documents/index.ts";
import {
  compileCommunity,
  joinMarkings,
  parseMark,
  readCommunity,
} from "../../packages/core/src/markings/index.ts";
import type { CompiledCommunity, Policy } from "../../packages/core/src/markings/index.ts";

const LEVELS = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"];
const SHORT = ["O", "OS", "S", "TS"];
export const IDS = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
const CAVEATS = ["CORAL", "WALL"];
const GROUP = "GRP";
/** A scheme the community defines itself, with as many levels, whose every word is telling. */
export const CROWN = ["CROWNLEAD", "CROWNTIN", "CROWNSILVER", "CROWNGOLD"];
export const CROWN_CAVEATS = ["AMBERGRIS", "BEZOAR"];
type Scheme = "uk" | "crown";
export interface MarkCase {
  readonly scheme: Scheme;
  readonly level: number;
  /** Places of caveats in the scheme's list. */
  readonly caveats: readonly number[];
  /** Ids or the group; null: no list. */
  readonly to: readonly string[] | null;
}
interface ClearanceCase {
  /** Null: no clearance. */
  readonly level: number | null;
  readonly caveats: readonly number[];
}
type MemberCase = Readonly<Record<Scheme, ClearanceCase>>;
interface PlainCase {
  readonly mark: MarkCase;
  /** Notes referred to. */
  readonly references: readonly number[];
  /** Portions referred to. */
  readonly targets: readonly number[];
}
interface PlaceCase extends PlainCase {
  /** Restricted spans. */
  readonly spans: readonly PlainCase[];
}
interface PortionCase extends PlaceCase {
  readonly kind: "paragraph" | "quotation" | "table" | "figure";
  readonly numbered: boolean;
  /** Rows of a table, renditions of a figure. */
  readonly parts: readonly PlaceCase[];
}
export interface LeakCase {
  readonly members: readonly MemberCase[];
  readonly group: readonly string[];
  readonly portions: readonly PortionCase[];
  readonly notes: readonly (PlaceCase & { readonly kind: "footnote" | "source" })[];
  readonly spice: string;
  readonly salt: number;
}

export const markCase: fc.Arbitrary<MarkCase> = fc.record({
  scheme: fc.constantFrom<Scheme>("uk", "uk", "crown"),
  level: fc.nat(3),
  caveats: fc.subarray([0, 1], { maxLength: 1 }),
  to: fc.option(fc.subarray([...IDS, GROUP], { minLength: 1 }), { nil: null }),
});
const plainCase = {
  mark: markCase,
  references: fc.array(fc.nat(3), { maxLength: 2 }),
  targets: fc.array(fc.nat(9), { maxLength: 2 }),
};
const placeCase = { ...plainCase, spans: fc.array(fc.record(plainCase), { maxLength: 2 }) };
const portionCase: fc.Arbitrary<PortionCase> = fc.record({
  ...placeCase,
  kind: fc.constantFrom("paragraph", "paragraph", "quotation", "table", "figure"),
  numbered: fc.boolean(),
  parts: fc.array(fc.record(placeCase), { maxLength: 4 }),
});
const clearanceCase = fc.record({
  level: fc.option(fc.nat(3), { nil: null }),
  caveats: fc.subarray([0, 1]),
});
export const leakCase: fc.Arbitrary<LeakCase> = fc.record({
  members: fc.array(fc.record({ uk: clearanceCase, crown: clearanceCase }), {
    minLength: IDS.length,
    maxLength: IDS.length,
  }),
  group: fc.subarray(IDS, { minLength: 1 }),
  portions: fc.array(portionCase, { minLength: 1, maxLength: 8 }),
  notes: fc.array(fc.record({ ...placeCase, kind: fc.constantFrom("footnote", "source") }), { maxLength: 4 }),
  spice: fc.string({ maxLength: 6 }),
  salt: fc.nat(),
});

export function mayRead(one: LeakCase, mark: MarkCase, recipient: string): boolean {
  const member = one.members[IDS.indexOf(recipient)]?.[mark.scheme];
  if (member?.level === null || member === undefined || member.level < mark.level) return false;
  if (!mark.caveats.every((caveat) => member.caveats.includes(caveat))) return false;
  if (mark.to === null) return true;
  return mark.to.includes(recipient) || (mark.to.includes(GROUP) && one.group.includes(recipient));
}

/** The words of one place: unlike all others, with characters that every encoding treats differently. */
export function wordsOf(one: LeakCase, place: string): string {
  const token = tokenOf(one, place);
  return `${token.slice(0, 12)}"${token.slice(12, 18)}é<${token.slice(18, 30)}`;
}

export function tokenOf(one: LeakCase, place: string): string {
  return createHash("sha512")
    .update(`${one.salt} ${place}`)
    .digest("base64url")
    .replaceAll(/[-_]/g, "")
    .slice(0, 30);
}

export interface Allowed {
  readonly name: string;
  readonly mark: MarkCase;
  readonly allowed: (recipient: string) => boolean;
}

export function placesOf(one: LeakCase): readonly Allowed[] {
  const places: Allowed[] = [];
  const reached = (recipient: string): ReadonlySet<number> => {
    const notes = new Set<number>();
    const follow = (place: PlaceCase): boolean => {
      if (!mayRead(one, place.mark, recipient)) return false;
      const open = place.spans.filter(({ mark }) => mayRead(one, mark, recipient));
      for (const note of [...place.references, ...open.flatMap((span) => span.references)]) {
        const next = one.notes[note];
        if (next === undefined || notes.has(note)) continue;
        notes.add(note);
        follow(next);
      }
      return true;
    };
    for (const portion of one.portions) if (follow(portion)) partsOf(portion).forEach(follow);
    return notes;
  };
  const add = (name: string, place: PlaceCase, open: (recipient: string) => boolean): Allowed => {
    const own = {
      ...{ name, mark: place.mark },
      allowed: (recipient: string): boolean => open(recipient) && mayRead(one, place.mark, recipient),
    };
    places.push(own);
    for (const [index, { mark }] of place.spans.entries())
      places.push({
        ...{ name: `${name}/${index}`, mark },
        allowed: (id) => own.allowed(id) && mayRead(one, mark, id),
      });
    return own;
  };
  for (const [index, portion] of one.portions.entries()) {
    const whole = add(`p${index}`, portion, () => true);
    for (const [row, part] of partsOf(portion).entries()) add(`p${index}r${row}`, part, whole.allowed);
  }
  for (const [index, place] of one.notes.entries()) add(`n${index}`, place, (id) => reached(id).has(index));
  return places;
}

function partsOf({ kind, parts }: PortionCase): readonly PlaceCase[] {
  return kind === "table" || kind === "figure" ? parts : [];
}

export function writeMark({ scheme, level, caveats, to }: MarkCase): string {
  const words = scheme === "uk" ? CAVEATS : CROWN_CAVEATS;
  return [
    (scheme === "uk" ? SHORT : CROWN)[level],
    ...caveats.map((caveat) => words[caveat]),
    ...(to === null ? [] : [`REL TO ${[...to].sort().join(", ")}`]),
  ].join(" - ");
}

export function writeDocument(one: LeakCase, compiled: CompiledCommunity): MarkedDocument {
  const { policies } = compiled.community;
  const refer = ({ references, targets }: PlainCase): PlainSpan[] => [
    ...references.map((note): PlainSpan =>
      one.notes[note]?.kind === "source"
        ? { kind: "source-reference", source: String(note) }
        : { kind: "note-reference", note: String(note) },
    ),
    ...targets.map((target): PlainSpan => ({ kind: "cross-reference", target: `p${target}` })),
  ];
  const write = (name: string, place: PlaceCase, more: Partial<Portion>): Portion => ({
    ...{ id: name, kind: "paragraph", number: null, depth: 0, parent: null, file: null, origin: null },
    ...{ page: wordsOf(one, `page of ${name}`), grading: null, judgement: null },
    marking: parseMark(writeMark(place.mark), "uk", policies),
    spans: [
      ...place.spans.flatMap((span, index): Span[] => [
        {
          kind: "restricted",
          marking: parseMark(writeMark(span.mark), "uk", policies),
          spans: [{ kind: "text", text: wordsOf(one, `${name}/${index}`) }, ...refer(span)],
        },
        ...(more.kind === "row" ? [{ kind: "cell-break" } as const] : []),
      ]),
      { kind: "text", text: `${wordsOf(one, name)} ${one.spice}` },
      ...refer(place),
    ],
    ...more,
  });
  return {
    ...{ title: "x", originator: "AAA", policy: "uk", caseSlug: null, date: null, exercise: true },
    portions: one.portions.flatMap((portion, index) => {
      const id = `p${index}`;
      const number = portion.numbered ? String(index) : null;
      const whole = write(id, portion, { kind: portion.kind, number });
      const parts = partsOf(portion).map((part, row) => {
        const name = `${id}r${row}`;
        const file = { name: `${tokenOf(one, name)}.png`, mediaType: "image/png", sha256: null } as const;
        const written = write(
          name,
          part,
          portion.kind === "table" ? { kind: "row", parent: id } : { kind: "rendition", parent: id, file },
        );
        return { ...written, marking: joinMarkings(whole.marking, written.marking, policies) };
      });
      return [whole, ...parts];
    }),
    footnotes: one.notes.map((place, index) =>
      write(`n${index}`, place, { kind: place.kind, number: String(index) }),
    ),
  };
}

export function writeCommunity(one: LeakCase): CompiledCommunity {
  const community = readCommunity({
    ...{ format: "entente-community/1", name: "random", exercise: true, asOf: "2018-03-26", note: "" },
    policies: ["uk"],
    caveats: CAVEATS.map((name) => ({ policy: "uk", name, explanation: "Invented." })),
    members: one.members.map(({ uk: { level, caveats } }, index) => ({
      ...{ id: IDS[index] ?? "", name: IDS[index] ?? "", kind: "state", weights: {} },
      clearances:
        level === null
          ? {}
          : { uk: { upTo: LEVELS[level] ?? "", caveats: caveats.map((caveat) => CAVEATS[caveat] ?? "") } },
    })),
    groups: [{ id: GROUP, name: "A group", members: one.group, sources: [] }],
  });
  const members = community.members.map((member, index) => {
    const { level, caveats } = one.members[index]?.crown ?? { level: null, caveats: [] };
    const held = caveats.map((caveat) => CROWN_CAVEATS[caveat] ?? "");
    const crowned = level === null ? {} : { crown: { upTo: CROWN[level] ?? "", caveats: held } };
    return { ...member, clearances: { ...member.clearances, ...crowned } };
  });
  return compileCommunity({ ...community, members, policies: [...community.policies, crown] });
}

const crown: Policy = {
  ...{ id: "crown", name: "Crown papers", syntax: "dashes", prefix: "", releasePhrase: "REL TO" },
  levels: CROWN.map((name) => ({ name, short: name, colour: "#222222", ink: "#ffffff", unlisted: null })),
  caveats: CROWN_CAVEATS.map((name) => ({
    ...{ name, short: name, explanation: "Invented.", kind: "restrictive", tag: "", levels: null },
  })),
  ...{ publicLevel: null, openCaveats: false, eyesOnly: [], alwaysListed: [], identifier: null },
  rollUp: "intersection",
};
