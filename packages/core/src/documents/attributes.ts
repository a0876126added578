// The lines before a paragraph that say what it is: `{judgement: highly likely, confidence: high, supports: 1, 2}` and
// `{grading: B2}`. Reading and printing; supports stay as written here, and are resolved once all portions are known.
import type { Grading, Judgement, ProblemCode } from "./document.ts";

/** Terms of the probability yardstick of the UK Professional Head of Intelligence Assessment. */
const TERMS = [
  "remote chance",
  "highly unlikely",
  "unlikely",
  "realistic possibility",
  "likely",
  "probable",
  "highly likely",
  "almost certain",
] as const;

const CONFIDENCES = ["high", "moderate", "low"] as const;
const JUDGEMENT =
  /^\{judgement: ([a-z]+(?: [a-z]+)*), confidence: ([a-z]+)(?:, supports: ([A-Za-z0-9.-]+(?:, [A-Za-z0-9.-]+)*))?\}$/;
const GRADING = /^\{grading: ([A-F])([1-6])\}$/;

export type Attribute =
  | { readonly kind: "judgement"; readonly judgement: Judgement; readonly termKnown: boolean }
  | { readonly kind: "grading"; readonly grading: Grading }
  | { readonly kind: "invalid"; readonly code: ProblemCode; readonly message: string };

/** Null when the line is no attribute line at all. */
export function readAttribute(line: string): Attribute | null {
  if (line.startsWith("{judgement:")) return readJudgement(line);
  if (line.startsWith("{grading:")) {
    const grading = readGrading(line);
    return grading === null
      ? {
          kind: "invalid",
          code: "GRADING_INVALID",
          message: "Expected a reliability A to F and a credibility 1 to 6, as in {grading: B2}",
        }
      : { kind: "grading", grading };
  }
  return null;
}

/** A grading such as `{grading: B2}`, or null. */
export function readGrading(text: string): Grading | null {
  const [, reliability, credibility] = GRADING.exec(text) ?? [];
  if (reliability === undefined) return null;
  return { reliability, credibility: Number(credibility) } as Grading;
}

export function printGrading(grading: Grading): string {
  return `{grading: ${grading.reliability}${grading.credibility}}`;
}

/** `supports` are printed as handed in: numbers or ids. */
export function printJudgement(judgement: Judgement, supports: readonly string[]): string {
  const list = supports.length === 0 ? "" : `, supports: ${supports.join(", ")}`;
  return `{judgement: ${judgement.term}, confidence: ${judgement.confidence}${list}}`;
}

export function describeTerms(): string {
  return TERMS.join(", ");
}

function readJudgement(line: string): Attribute {
  const [, term, confidence, supports] = JUDGEMENT.exec(line) ?? [];
  const sure = CONFIDENCES.find((word) => word === confidence);
  if (term === undefined || sure === undefined) {
    return {
      kind: "invalid",
      code: "JUDGEMENT_SYNTAX",
      message:
        "Expected {judgement: TERM, confidence: high, supports: 1, 2} with the confidence high, moderate or low, and at least one support or no supports at all",
    };
  }
  return {
    kind: "judgement",
    judgement: { scale: "phia", term, confidence: sure, supports: supports?.split(", ") ?? [] },
    termKnown: TERMS.some((known) => known === term),
  };
}
