// Marked text, the source format a person can type (formats/marked-text.abnf), read strictly. Invariants: nothing visible is
// lost, since what is not understood stays as an unmarked paragraph and a problem; and a slip never widens, since a line that
// looks like the start of a portion is one, also inside a paragraph.
import type { Policy } from "../markings/index.ts";
import { describeTerms, readAttribute } from "./attributes.ts";
import type { Attribute } from "./attributes.ts";
import type { Judgement, MarkedDocument, ParsedDocument, Portion } from "./document.ts";
import { readFrontMatter } from "./front-matter.ts";
import { escapeBraces, NOTE_LABEL, parseSpans, readMark } from "./inline-text.ts";
import type { MarkContext } from "./inline-text.ts";
import { MARK, readNumber, readPortionText } from "./portion-lines.ts";
import { joinLines, ProblemList, reportControlCharacters, splitLines } from "./source-text.ts";
import type { SourceBlock, SourceLine } from "./source-text.ts";
import { listNoteReferences, plainText } from "./spans.ts";

const HEADING = /^(#{1,3})(?:[ \t]+|$)/;
const FOREIGN = /^(?:#{4,}|-{3,}$)/;
const DEFINITION = new RegExp(`^\\[\\^(${NOTE_LABEL})\\]:[ \\t]*`);

/** A portion and where it came from. */
interface Placed {
  readonly portion: Portion;
  readonly block: SourceBlock;
  /** The judgement's own line. */
  readonly judgementLine: SourceLine | null;
}

/** Lines of one unit, with the attribute lines before it. */
interface Unit {
  readonly kind: "heading" | "paragraph" | "definition" | "foreign";
  readonly attributes: readonly SourceLine[];
  readonly lines: SourceLine[];
}

/** Reads marked text. Never throws: what is wrong is in `problems`, and is nobody's to read until it is put right. */
export function parseMarkedText(text: string, policies: readonly Policy[]): ParsedDocument {
  const problems = new ProblemList();
  reportControlCharacters(text, problems);
  const front = readFrontMatter(splitLines(text), policies, problems);
  const reader = new BodyReader({ policy: front.policy === "" ? null : front.policy, policies }, problems);
  if (front.title !== null) reader.addTitle(front.title);
  for (const line of front.kept) reader.keep(line);
  for (const unit of findUnits(front.body, reader.context)) reader.addUnit(unit);
  const { portions, footnotes } = reader.finish();
  const document: MarkedDocument = {
    title: describeTitle(portions),
    originator: front.originator,
    policy: front.policy,
    caseSlug: front.caseSlug,
    date: front.date,
    exercise: front.exercise,
    portions,
    footnotes,
  };
  return { document, problems: problems.list, page: null };
}

/** The title without its restricted parts. */
function describeTitle(portions: readonly Portion[]): string {
  const spans = portions.find(({ kind }) => kind === "title")?.spans ?? [];
  return spans.map((span) => (span.kind === "restricted" ? "***" : plainText([span]))).join("");
}

function findUnits(lines: readonly SourceLine[], context: MarkContext): Unit[] {
  const units: Unit[] = [];
  let attributes: SourceLine[] = [];
  let open: Unit | null = null;
  const orphan = (): void => {
    for (const line of attributes) units.push({ kind: "foreign", attributes: [], lines: [line] });
    attributes = [];
  };
  for (const line of lines) {
    const kind = line.text === "" ? "blank" : classifyLine(line.text, context);
    if (kind === "text" && open !== null) {
      open.lines.push(line);
      continue;
    }
    open = null;
    if (kind === "attribute") {
      attributes.push(line);
    } else if (kind === "blank") {
      orphan();
    } else if (kind === "text" || kind === "start") {
      open = { kind: "paragraph", attributes, lines: [line] };
      units.push(open);
      attributes = [];
    } else {
      orphan();
      const unit: Unit = { kind, attributes: [], lines: [line] };
      units.push(unit);
      if (kind === "definition") open = unit;
    }
  }
  orphan();
  return units;
}

function classifyLine(
  text: string,
  context: MarkContext,
): "heading" | "foreign" | "definition" | "attribute" | "start" | "text" {
  if (HEADING.test(text)) return "heading";
  if (FOREIGN.test(text)) return "foreign";
  if (DEFINITION.test(text)) return "definition";
  if (readAttribute(text) !== null) return "attribute";
  if (readNumber(text, 0) !== null) return "start";
  const mark = MARK.exec(text)?.[1];
  return mark !== undefined && "marking" in readMark(mark, 0, context) ? "start" : "text";
}

class BodyReader {
  readonly context: MarkContext;
  readonly #problems: ProblemList;
  readonly #portions: Placed[] = [];
  readonly #footnotes: Placed[] = [];
  readonly #counts = { h: 0, p: 0, j: 0 };

  constructor(context: MarkContext, problems: ProblemList) {
    this.context = context;
    this.#problems = problems;
  }

  addTitle(line: SourceLine): void {
    const block = joinLines([line]);
    this.#add(this.#portions, block, { id: "title", kind: "title", ...this.#read(block, 0, false) });
  }

  /** Keeps a line as an unmarked paragraph, where its problem has been reported already. */
  keep(line: SourceLine): void {
    const block = joinLines([line]);
    const spans = parseSpans(escapeBraces(line.text), this.context).spans;
    this.#add(this.#portions, block, {
      id: this.#nextId("p"),
      kind: "paragraph",
      marking: null,
      grading: null,
      spans,
    });
  }

  addUnit(unit: Unit): void {
    const block = joinLines(unit.lines);
    const [first] = unit.lines;
    if (first === undefined) return;
    switch (unit.kind) {
      case "foreign":
        this.#problems.error(
          first,
          "BLOCK_NOT_UNDERSTOOD",
          readAttribute(first.text) === null
            ? "This is no part of marked text: it is kept as an unmarked paragraph"
            : "This line belongs before a paragraph, and none follows: it is kept as an unmarked paragraph",
        );
        this.keep(first);
        return;
      case "heading": {
        const signs = HEADING.exec(first.text);
        const read = this.#read(block, signs?.[0].length ?? 0, false);
        this.#add(this.#portions, block, {
          id: this.#nextId("h"),
          kind: "heading",
          depth: signs?.[1]?.length ?? 1,
          ...read,
        });
        return;
      }
      case "definition":
        this.#addDefinition(block);
        return;
      case "paragraph":
        this.#addParagraph(unit, block);
        return;
    }
  }

  #addDefinition(block: SourceBlock): void {
    const found = DEFINITION.exec(block.text);
    const label = found?.[1] ?? "";
    if (this.#footnotes.some(({ portion }) => portion.number === label)) {
      this.#problems.error(
        block.positionAt(0),
        "NOTE_REPEATED",
        `There is a footnote ${label} already: this one is kept as an unmarked paragraph`,
      );
      this.keep({ text: block.text, ...block.positionAt(0) });
      return;
    }
    const read = this.#read(block, found?.[0].length ?? 0, true);
    this.#add(this.#footnotes, block, { id: `n${label}`, kind: "footnote", number: label, ...read });
  }

  #addParagraph(unit: Unit, block: SourceBlock): void {
    const attributes = this.#readAttributes(unit.attributes);
    const number = readNumber(block.text, 0);
    if (number !== null && this.#portions.some(({ portion }) => portion.number === number.number)) {
      this.#problems.error(
        block.positionAt(0),
        "NUMBER_REPEATED",
        `There is a paragraph ${number.number} already: number this one differently`,
      );
    }
    const read = this.#read(block, number?.end ?? 0, false);
    const judgement = attributes.judgement;
    this.#add(
      this.#portions,
      block,
      {
        ...read,
        id: this.#nextId(judgement === null ? "p" : "j"),
        kind: judgement === null ? "paragraph" : "judgement",
        number: number?.number ?? null,
        grading: attributes.grading,
        judgement,
      },
      attributes.judgementLine,
    );
  }

  #readAttributes(lines: readonly SourceLine[]): {
    judgement: Judgement | null;
    judgementLine: SourceLine | null;
    grading: Portion["grading"];
  } {
    const found = new Map<Attribute["kind"], { attribute: Attribute; line: SourceLine }>();
    for (const line of lines) {
      const attribute = readAttribute(line.text);
      if (attribute === null) continue;
      if (attribute.kind === "invalid") {
        this.#problems.error(line, attribute.code, attribute.message);
        this.keep(line);
      } else if (found.has(attribute.kind)) {
        this.#problems.error(line, "BLOCK_NOT_UNDERSTOOD", `A paragraph has at most one ${attribute.kind}`);
        this.keep(line);
      } else {
        found.set(attribute.kind, { attribute, line });
      }
    }
    const judgement = found.get("judgement");
    const grading = found.get("grading")?.attribute;
    if (judgement?.attribute.kind === "judgement" && !judgement.attribute.termKnown) {
      this.#problems.error(
        judgement.line,
        "JUDGEMENT_TERM_UNKNOWN",
        `"${judgement.attribute.judgement.term}" is none of ${describeTerms()}`,
      );
    }
    return {
      judgement: judgement?.attribute.kind === "judgement" ? judgement.attribute.judgement : null,
      judgementLine: judgement?.line ?? null,
      grading: grading?.kind === "grading" ? grading.grading : null,
    };
  }

  /** Resolves supports and checks footnotes against their marks. */
  finish(): { portions: readonly Portion[]; footnotes: readonly Portion[] } {
    const all = [...this.#portions, ...this.#footnotes];
    const used = new Set(all.flatMap(({ portion }) => listNoteReferences(portion.spans)));
    const defined = new Set(this.#footnotes.map(({ portion }) => portion.number));
    for (const { portion, block } of all) {
      for (const label of new Set(listNoteReferences(portion.spans))) {
        if (!defined.has(label)) {
          const at = block.positionAt(Math.max(block.text.indexOf(`[^${label}]`), 0));
          this.#problems.error(
            at,
            "NOTE_UNDEFINED",
            `There is no footnote ${label}: add a line beginning [^${label}]:`,
          );
        }
      }
    }
    for (const { portion, block } of this.#footnotes) {
      if (portion.number !== null && !used.has(portion.number))
        this.#problems.warning(
          block.positionAt(0),
          "NOTE_UNUSED",
          `Nothing refers to the footnote ${portion.number}`,
        );
    }
    return {
      portions: this.#portions.map((placed) => this.#resolveSupports(placed, all)),
      footnotes: this.#footnotes.map(({ portion }) => portion),
    };
  }

  #resolveSupports({ portion, judgementLine }: Placed, all: readonly Placed[]): Portion {
    if (portion.judgement === null) return portion;
    const supports = portion.judgement.supports.map((entry) => {
      const found =
        this.#portions.find((other) => other.portion.number === entry) ??
        all.find((other) => other.portion.id === entry);
      if ((found === undefined || found.portion.id === portion.id) && judgementLine !== null) {
        this.#problems.error(
          judgementLine,
          "JUDGEMENT_SUPPORT_UNKNOWN",
          found === undefined
            ? `There is no paragraph ${entry} to support this judgement`
            : `A judgement cannot support itself (${entry})`,
        );
      }
      return found?.portion.id ?? entry;
    });
    return { ...portion, judgement: { ...portion.judgement, supports } };
  }

  #read(block: SourceBlock, from: number, graded: boolean): Pick<Portion, "marking" | "grading" | "spans"> {
    return readPortionText(block, from, { ...this.context, problems: this.#problems, graded });
  }

  #add(
    to: Placed[],
    block: SourceBlock,
    portion: Pick<Portion, "id" | "kind" | "marking" | "spans" | "grading"> & Partial<Portion>,
    judgementLine: SourceLine | null = null,
  ): void {
    const nothing = { number: null, depth: 0, parent: null, judgement: null, file: null, page: null };
    to.push({ portion: { ...nothing, ...portion }, block, judgementLine });
  }

  #nextId(letter: "h" | "p" | "j"): string {
    this.#counts[letter] += 1;
    return `${letter}${this.#counts[letter]}`;
  }
}
