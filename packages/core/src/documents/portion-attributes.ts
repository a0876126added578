// The attribute lines before one portion, read and sorted out: what fits the portion is taken, and whatever does not is said
// and handed back, so that it can be kept as text.
import { readAttribute } from "./attributes.ts";
import type { Attribute } from "./attributes.ts";
import type { Grading, Judgement, PortionOrigin } from "./document.ts";
import type { ProblemList, SourceLine } from "./source-text.ts";

export interface PortionAttributes {
  readonly id: { readonly value: string; readonly line: SourceLine } | null;
  readonly page: string | null;
  readonly number: string | null;
  readonly origin: PortionOrigin | null;
  readonly grading: Grading | null;
  readonly judgement: Judgement | null;
  readonly judgementLine: SourceLine | null;
  /** Lines that were refused. */
  readonly kept: readonly SourceLine[];
}

type Name = "id" | "page" | "number" | "origin" | "grading" | "judgement";

const NONE: PortionAttributes = {
  ...{
    id: null,
    page: null,
    number: null,
    origin: null,
    grading: null,
    judgement: null,
    judgementLine: null,
  },
  kept: [],
};

/** Takes from `lines` the attributes in `fitting`. `place` names what they stand before, as in "a heading". */
export function readAttributes(
  lines: readonly SourceLine[],
  fitting: readonly Name[],
  place: string,
  problems: ProblemList,
): PortionAttributes {
  if (lines.length === 0) return NONE;
  const found = new Map<Attribute["kind"], { attribute: Attribute; line: SourceLine }>();
  const kept: SourceLine[] = [];
  for (const line of lines) {
    const attribute = readAttribute(line.text);
    if (attribute === null) continue;
    if (attribute.kind === "invalid") {
      problems.error(
        { line: line.line, column: line.column + attribute.at },
        attribute.code,
        attribute.message,
      );
      kept.push(line);
    } else if (!fitting.some((name) => name === attribute.kind)) {
      problems.error(
        line,
        "BLOCK_NOT_UNDERSTOOD",
        `This line cannot stand before ${place}: it is kept as an unmarked paragraph`,
      );
      kept.push(line);
    } else if (found.has(attribute.kind)) {
      problems.error(
        line,
        "BLOCK_NOT_UNDERSTOOD",
        `There is a line {${attribute.kind}: …} already: this one is kept as an unmarked paragraph`,
      );
      kept.push(line);
    } else {
      found.set(attribute.kind, { attribute, line });
    }
  }
  const judgement = found.get("judgement");
  if (judgement?.attribute.kind === "judgement" && judgement.attribute.unknownTerm !== null)
    problems.error(judgement.line, "JUDGEMENT_TERM_UNKNOWN", judgement.attribute.unknownTerm);
  const valueOf = (name: "id" | "page" | "number"): string | null => {
    const attribute = found.get(name)?.attribute;
    return attribute !== undefined && "value" in attribute ? attribute.value : null;
  };
  const id = valueOf("id");
  const idLine = found.get("id")?.line;
  const grading = found.get("grading")?.attribute;
  const origin = found.get("origin")?.attribute;
  return {
    id: id === null || idLine === undefined ? null : { value: id, line: idLine },
    page: valueOf("page"),
    number: valueOf("number"),
    origin: origin?.kind === "origin" ? origin.origin : null,
    grading: grading?.kind === "grading" ? grading.grading : null,
    judgement: judgement?.attribute.kind === "judgement" ? judgement.attribute.judgement : null,
    judgementLine: judgement?.line ?? null,
    kept,
  };
}
