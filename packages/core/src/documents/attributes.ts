// The lines before a portion that say what it is: `{judgement: highly likely, confidence: high, supports: 1, 2}`,
// `{grading: B2}`, `{page: 12}`, `{id: p12}`, `{number: 4.a}`, `{origin: …}`, and those that begin a table or a figure. Reading
// and printing; supports stay as written here, and are resolved once all portions are known.
import type { Grading, Judgement, PortionOrigin, ProblemCode } from "./document.ts";
import { readOrigin } from "./origin-text.ts";
import { findScale, findTerm, probabilityScales } from "./probability-scales.ts";
import { BOTH_ENDS, trimText } from "./spans.ts";

const CONFIDENCES = ["high", "moderate", "low"] as const;
const NAME = /^\{(judgement|grading|page|id|number|origin|table|figure)\b/;
const JUDGEMENT =
  /^\{judgement:[ \t]*([a-z]+(?: [a-z]+)*)(?:,[ \t]*scale:[ \t]*([a-z0-9-]+))?,[ \t]*confidence:[ \t]*([a-z]+)(?:,[ \t]*supports:[ \t]*([^{}]*[^{}, \t]))?[ \t]*\}$/;
const GRADING = /^\{grading:[ \t]*([A-F])([1-6])[ \t]*\}$/;
const VALUE = /^\{[a-z]+:[ \t]*([^{}\t\r]*[^{}\t\r ])[ \t]*\}$/;
/** Ids of portions. They begin with a letter, so that a number is never one. */
const ID = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const LONGEST_VALUE = 64;
/** Words that name another portion: a number, `Table 2`, an id. */
export const TARGET = /^[^{}|\\*[\],]{1,64}$/;

export type Attribute =
  | { readonly kind: "judgement"; readonly judgement: Judgement; readonly unknownTerm: string | null }
  | { readonly kind: "grading"; readonly grading: Grading }
  | { readonly kind: "page" | "id" | "number"; readonly value: string }
  | { readonly kind: "origin"; readonly origin: PortionOrigin }
  | { readonly kind: "table" | "figure"; readonly number: string | null }
  | {
      readonly kind: "invalid";
      readonly code: ProblemCode;
      readonly message: string;
      /** Where in the line, counted from 0. */
      readonly at: number;
    };

/** Null when the line is no attribute line at all. */
export function readAttribute(line: string): Attribute | null {
  if (!line.startsWith("{")) return null;
  const name = NAME.exec(line)?.[1];
  switch (name) {
    case "judgement":
      return readJudgement(line);
    case "grading": {
      const grading = readGrading(line);
      return grading === null ? GRADING_REFUSED : { kind: "grading", grading };
    }
    case "origin": {
      const read = readOrigin(line);
      if ("origin" in read) return { kind: "origin", origin: read.origin };
      return {
        kind: "invalid",
        code: "ATTRIBUTE_INVALID",
        message: `Expected ${read.expected}`,
        at: read.at,
      };
    }
    case "page":
    case "id":
    case "number": {
      const value = readValue(line);
      const fits = value !== null && (name !== "id" || (ID.test(value) && value !== "title"));
      return fits ? { kind: name, value } : refuse(name);
    }
    case "table":
    case "figure": {
      if (line === `{${name}}`) return { kind: name, number: null };
      const number = readValue(line);
      return number === null ? refuse(name) : { kind: name, number };
    }
    case undefined:
    default:
      return null;
  }
}

/** A grading such as `{grading: B2}`, or null. */
export function readGrading(text: string): Grading | null {
  const [, reliability, credibility] = GRADING.exec(text) ?? [];
  if (reliability === undefined) return null;
  return { reliability, credibility: Number(credibility) } as Grading;
}

export const GRADING_REFUSED = {
  kind: "invalid",
  code: "GRADING_INVALID",
  message: "Expected a reliability A to F and a credibility 1 to 6 and nothing else, as in {grading: B2}",
  at: 0,
} as const;

export function printGrading(grading: Grading): string {
  return `{grading: ${grading.reliability}${grading.credibility}}`;
}

/** `supports` are printed as handed in: numbers or ids. */
export function printJudgement(judgement: Judgement, supports: readonly string[]): string {
  const scale = judgement.scale === "phia" ? "" : `, scale: ${judgement.scale}`;
  const list = supports.length === 0 ? "" : `, supports: ${supports.join(", ")}`;
  return `{judgement: ${judgement.term}${scale}, confidence: ${judgement.confidence}${list}}`;
}

/** `{page: 12}`. Braces and line ends in a value would end it, so they print as what is nearest. */
export function printValue(
  name: "page" | "id" | "number" | "table" | "figure",
  value: string | null,
): string {
  if (value === null) return `{${name}}`;
  const safe = value
    .replace(/[\r\n\t]+/g, " ")
    .replaceAll("{", "(")
    .replaceAll("}", ")");
  return `{${name}: ${trimText(safe.slice(0, LONGEST_VALUE), BOTH_ENDS)}}`;
}

function readValue(line: string): string | null {
  const value = (VALUE.exec(line)?.[1] ?? "").trim();
  return value === "" || value.length > LONGEST_VALUE ? null : value;
}

function refuse(name: "page" | "id" | "number" | "table" | "figure"): Attribute {
  const expected = {
    page: "the page of the source and nothing else, as in {page: 12}",
    id: "letters, digits and hyphens after a first letter, not the word title, and nothing else, as in {id: p12}",
    number: "the number as printed and nothing else, as in {number: 4.a}",
    table: "{table} or {table: 2} on a line of its own; the caption with its mark stands on the next line",
    figure: "{figure} or {figure: 1} on a line of its own; the caption with its mark stands on the next line",
  }[name];
  return { kind: "invalid", code: "ATTRIBUTE_INVALID", message: `Expected ${expected}`, at: 0 };
}

function readJudgement(line: string): Attribute {
  const [, term, scaleId = "phia", confidence, supports] = JUDGEMENT.exec(line) ?? [];
  const sure = CONFIDENCES.find((word) => word === confidence);
  const entries = supports?.split(/[ \t]*,[ \t]*/) ?? [];
  if (term === undefined || sure === undefined || !entries.every((entry) => TARGET.test(entry))) {
    return {
      kind: "invalid",
      code: "JUDGEMENT_SYNTAX",
      message:
        "Expected {judgement: TERM, confidence: high, supports: 1, 2} with the confidence high, moderate or low, and at least one support or no supports at all",
      at: 0,
    };
  }
  const scale = findScale(scaleId);
  if (scale === null) {
    const known = probabilityScales.map(({ id }) => id).join(", ");
    return {
      kind: "invalid",
      code: "JUDGEMENT_SCALE_UNKNOWN",
      message: `"${scaleId}" is none of the scales ${known}`,
      at: 0,
    };
  }
  const known = scale.terms.map((each) => each.term).join(", ");
  return {
    kind: "judgement",
    judgement: { scale: scale.id, term, confidence: sure, supports: entries },
    unknownTerm:
      findTerm(scale.id, term) === null
        ? `"${term}" is none of the terms of ${scale.name}: ${known}. Another scale is named, as in {judgement: TERM, scale: icd203, …}`
        : null,
  };
}
