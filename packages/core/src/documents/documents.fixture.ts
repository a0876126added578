// For tests: whole documents with every construct, made from a list of choices. A property test hands in a tape of numbers,
// which shrinks; a long run hands in a seed. Everything made here is what the parser itself could have given.
import { builtInPolicies, joinMarkings, parseMark } from "../markings/index.ts";
import type { MarkedDocument, PlainSpan, Portion, PortionKind, ProbabilityScale, Span } from "./document.ts";
import { Numbering } from "./numbering.ts";
import { PlaceCounter } from "./portion-ids.ts";
import { appendSpan, plainText, trimSpans } from "./spans.ts";

/** A whole number from 0 up to, and not including, `below`. */
export type Choose = (below: number) => number;

/** Choices from a tape; beyond its end the first of everything. */
export function chooseFrom(tape: readonly number[]): Choose {
  let at = 0;
  return (below) => (tape[at++] ?? 0) % below;
}

/** Choices from a seed (xorshift, 32 bits). */
export function chooseBySeed(seed: number): Choose {
  let state = (seed ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A document in which every construct may stand, with text that looks like syntax. */
export function makeDocument(choose: Choose): MarkedDocument {
  return new DocumentMaker(choose).make();
}

/** Marked text with every construct, without a problem, in its canonical spelling. */
export const everyConstruct = `---
title: (O) Assessment of the attack in Strelsau
originator: GBR
policy: uk
case: strelsau-2031
date: 2031-03-14
exercise: true
---

# (O) What happened

1. (O) A numbered paragraph. A stricter part: {(S - REL TO FVEY): the second laboratory} found it.[^1]

(OS) An unnumbered paragraph with *** withheld at source, which rests on {see: 3(a)(1)} and {see: Table 1}.[@S1]

{page: 12}
{judgement: highly likely, confidence: high, supports: 1, Table 1, p9}
3. (O) It is highly likely that it was so:

a) (O) for one thing,

1) (OS) because of this;

- (O) a point,

- - (S) a point below it.

{number: Annex 2 (iv)}
{grading: B2}
(S - WALL) A source reported \\*\\*\\* and \\{ and \\[^x] and \\(S\\) there.[^2]

{id: p9}
(O) This has kept its name.

## 2. (O) What was said

{origin: DEU, release: 3q2-7wABAgMEBQYHCAkKCw, portion: AAAAAAAAAAAAAAAAAAAAAA}
{grading: F6}
> (O) A quotation with its source.[@S1]

{table: 1}
(O) Sightings
| Date | Place |
|---|---|
| 4 March | (S) Salisbury |
(S) | 5 March | London \\| Paris |
| 6 March | *** |

{figure: 1}
(O) The square
![The square from the north](square-small.png)
![(S) The same with the window](square.png "sha256:${"0123456789abcdef".repeat(4)}")

[^1]: (O) Footnote text, one paragraph.
[@S1]: (S) {grading: B2} An official with direct access.
[^2]: (OS) {grading: A1} A source note with its grading.
`;

const MARKS = ["O", "OS - LAMP", "S - REL TO FVEY", "S - UK EYES ONLY", "NR && TLP:RED", "S", "OS"].map(
  (mark) => parseMark(mark, "uk", builtInPolicies),
);
const WORDS = [
  ...'ab1 *{}[]^\\()#.:-|>!&é"'.split(""),
  ..."word another|***|[^1]|[@S1]|12. |- |&& |(O) |(S) b|S) c|(OPCW) |{grading: A1}|---|](x.png)|😀|{see: 1}|a) |\u00a0".split(
    "|",
  ),
];
const TERMS: readonly (readonly [ProbabilityScale, string])[] = [
  ["phia", "likely"],
  ["icd203", "remote"],
  ["stix-wep", "almost certainly not"],
  ["stix-dni", "roughly even odds"],
];
const NUMBERS = ["1", "2.1", "3a", "40", "5", "6", "7", "8", "9", "10"];
const ODD_NUMBERS = ["iv", "§ 4", "A.1.", "3 (b)", "12"];
const PAGES = [null, "12", "iv", "A-3"];
const NAMES = ["figure.png", "b_2.JPG", "é.webp", "c.d.jpeg"] as const;
const MEDIA = ["image/png", "image/jpeg", "image/webp", "image/jpeg"] as const;

const ORIGINS = [
  ...[null, null, null, null, null, null],
  { member: "DEU", release: "3q2-7wABAgMEBQYHCAkKCw", portion: "A".repeat(22) },
  { member: "OPCW-SP", release: "_".repeat(21) + "w", portion: "-".repeat(21) + "g" },
];

const NOTHING = {
  ...{ id: "", number: null, depth: 0, parent: null, marking: null, spans: [] },
  ...{ grading: null, judgement: null, file: null, origin: null, page: null },
};
type Draft = { -readonly [Member in keyof Portion]: Portion[Member] };

class DocumentMaker {
  readonly #choose: Choose;
  readonly #drafts: Draft[] = [];
  readonly #notes: Draft[] = [];
  readonly #numbering = new Numbering();
  readonly #numbers = [...NUMBERS];

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  make(): MarkedDocument {
    const choose = this.#choose;
    if (choose(4) > 0) this.#add({ ...NOTHING, kind: "title" });
    const blocks = choose(9);
    for (let block = 0; block < blocks; block += 1) this.#addBlock();
    for (const label of ["1", "a-2", "S1", "x"].slice(0, choose(5))) {
      const kind = label === "S1" || choose(4) === 0 ? "source" : "footnote";
      this.#notes.push({ ...NOTHING, kind, number: label, page: this.#pick(PAGES) });
    }
    this.#nameAll();
    for (const draft of [...this.#drafts, ...this.#notes])
      if (draft.kind !== "title") draft.origin = this.#pick(ORIGINS);
    for (const draft of [...this.#drafts, ...this.#notes]) this.#fill(draft);
    const portions: readonly Portion[] = this.#drafts;
    const [first] = portions;
    const known = choose(2) === 1;
    return {
      title: (first?.kind === "title" ? first.spans : [])
        .map((span) => (span.kind === "restricted" ? "***" : plainText([span])))
        .join(""),
      originator: known ? "GBR" : "",
      // Without a policy no mark could be read back.
      policy: "uk",
      caseSlug: known ? "a-case" : null,
      date: known ? "2031-01-02" : null,
      exercise: known,
      portions,
      footnotes: this.#notes,
    };
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#choose(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }

  #add(draft: Draft): Draft {
    this.#drafts.push(draft);
    this.#numbering.pass(draft);
    return draft;
  }

  #addBlock(): void {
    const kinds: readonly PortionKind[] = [
      ...(["paragraph", "paragraph", "paragraph", "heading", "judgement"] as const),
      ...(["quotation", "table", "figure"] as const),
    ];
    const kind = this.#pick(kinds);
    const page = this.#pick(PAGES);
    const grading = kind === "heading" || this.#choose(3) > 0 ? null : this.#makeGrading();
    const draft: Draft = { ...NOTHING, kind, page, grading };
    if (kind === "table" || kind === "figure") draft.number = this.#pick([null, "1", "2", "A 3"]);
    if (kind === "quotation") draft.number = this.#pick([null, null, "iv"]);
    if (kind === "heading") {
      draft.depth = 1 + this.#choose(3);
      draft.number = this.#pick([null, null, "2", "2.1", "IV"]);
    }
    if (kind === "paragraph" || kind === "judgement") this.#place(draft);
    this.#add(draft);
    if (kind === "table" || kind === "figure") this.#addParts(draft);
  }

  #makeGrading(): Portion["grading"] {
    return { reliability: this.#pick(["A", "F"] as const), credibility: this.#pick([1, 6] as const) };
  }

  /** Number and depth of a paragraph. */
  #place(draft: Draft): void {
    draft.depth = Math.max(this.#choose(5) - 2, 0);
    const odd = this.#choose(6) === 1;
    if (odd) draft.number = this.#pick(ODD_NUMBERS);
    else if (draft.depth === 0) draft.number = this.#choose(2) === 1 ? (this.#numbers.shift() ?? null) : null;
    else if (this.#choose(2) === 1) {
      const called = this.#numbering.peek(this.#pick(["a", "b", "iii", "1", "12"]));
      [draft.number, draft.depth] = [called.number, called.depth];
    }
  }

  #addParts(whole: Draft): void {
    const parts = this.#choose(4);
    for (let part = 0; part < parts; part += 1) {
      const at = this.#choose(NAMES.length);
      const page = this.#choose(5) === 1 ? "13" : whole.page;
      this.#add(
        whole.kind === "table"
          ? { ...NOTHING, kind: "row", depth: this.#choose(3) === 1 ? 1 : 0, page }
          : {
              ...{ ...NOTHING, kind: "rendition", page },
              file: {
                name: NAMES[at] ?? "",
                mediaType: MEDIA[at] ?? "image/png",
                sha256: this.#choose(2) === 0 ? null : "0a".repeat(32),
              },
            },
      );
    }
  }

  /** Ids: mostly those of the places, some others. */
  #nameAll(): void {
    const places = new PlaceCounter();
    const used = new Set<string>();
    const spare = ["p2", "p90", "t1r2", "j1", "x", "f1a", "n1", "a-b-1"];
    let whole: Draft | null = null;
    for (const draft of [...this.#drafts, ...this.#notes]) {
      const isPart = draft.kind === "row" || draft.kind === "rendition";
      if (isPart) draft.parent = whole?.id ?? null;
      else whole = draft;
      const place = places.next(draft);
      const wanted = this.#choose(8) === 1 && draft.kind !== "title" ? this.#pick(spare) : place;
      let id = wanted;
      for (let more = 2; used.has(id); more += 1) id = `${wanted}z${more}`;
      used.add(id);
      draft.id = id;
    }
  }

  #fill(draft: Draft): void {
    const whole = this.#drafts.find(({ id }) => id === draft.parent);
    const isNote = draft.kind === "footnote" || draft.kind === "source";
    const own = this.#choose(6) === 1 ? null : this.#pick(MARKS);
    if (whole === undefined) draft.marking = own;
    else if (whole.marking === null || own === null) draft.marking = null;
    else
      draft.marking =
        this.#choose(2) === 0 ? whole.marking : joinMarkings(whole.marking, own, builtInPolicies);
    draft.spans = draft.kind === "row" ? this.#makeCells() : this.#makeSpans(true);
    if (isNote && draft.marking !== null && this.#choose(2) === 1) draft.grading = this.#makeGrading();
    const mayBeEmpty =
      whole !== undefined || draft.kind === "table" || draft.kind === "figure" || draft.kind === "heading";
    if (draft.marking === null && draft.spans.length === 0 && !mayBeEmpty)
      draft.spans = [{ kind: "text", text: "text" }];
    if (draft.kind === "judgement") {
      const [scale, term] = this.#pick(TERMS);
      const supports = Array.from({ length: this.#choose(3) }, () => this.#pickTarget());
      draft.judgement = {
        scale,
        term,
        confidence: this.#pick(["high", "moderate", "low"] as const),
        supports,
      };
    }
  }

  #pickTarget(): string {
    const all = [...this.#drafts, ...this.#notes];
    return all[this.#choose(all.length + 1)]?.id ?? "no such place";
  }

  #makeCells(): readonly Span[] {
    const spans: Span[] = [];
    const cells = 1 + this.#choose(3);
    for (let cell = 0; cell < cells; cell += 1) {
      if (cell > 0) spans.push({ kind: "cell-break" });
      if (this.#choose(3) === 1)
        spans.push({ kind: "restricted", marking: this.#pick(MARKS), spans: this.#makePlain(true) });
      else spans.push(...this.#makeSpans(true));
    }
    return spans;
  }

  #makeSpans(trimmed: boolean): readonly Span[] {
    const spans: Span[] = [];
    const count = this.#choose(5);
    for (let index = 0; index < count; index += 1) {
      if (this.#choose(4) === 1)
        spans.push({ kind: "restricted", marking: this.#pick(MARKS), spans: this.#makePlain(false) });
      else for (const span of this.#makePlain(false)) appendSpan<Span>(spans, span);
    }
    return trimmed ? trim(spans) : spans;
  }

  #makePlain(trimmed: boolean): readonly PlainSpan[] {
    const spans: PlainSpan[] = [];
    const count = 1 + this.#choose(3);
    for (let index = 0; index < count; index += 1) {
      const kind = this.#choose(9);
      if (kind === 1) spans.push({ kind: "withheld-at-source" });
      else if (kind === 2) spans.push({ kind: "note-reference", note: this.#pick(["1", "a-2", "zz"]) });
      else if (kind === 3) spans.push({ kind: "source-reference", source: this.#pick(["S1", "x"]) });
      else if (kind === 4) spans.push({ kind: "cross-reference", target: this.#pickTarget() });
      else {
        let text = "";
        for (let word = this.#choose(5); word >= 0; word -= 1) text += this.#pick(WORDS);
        appendSpan(spans, { kind: "text", text });
      }
    }
    return trimmed ? trim(spans) : spans;
  }
}

function trim<Kind extends Span>(spans: readonly Kind[]): readonly Kind[] {
  return trimSpans(spans as readonly PlainSpan[]) as unknown as readonly Kind[];
}
