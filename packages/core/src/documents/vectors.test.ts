// The vectors of vectors/documents, which any implementation may use.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countWithheldAtSource, parseMarkedText, plainText, printMarkedText } from "./index.ts";
import type { ParsedDocument, Portion } from "./index.ts";
import { builtInPolicies, printBanner } from "../markings/index.ts";

interface Vector {
  readonly reason: string;
  readonly text: string;
  readonly portions: readonly unknown[];
  readonly problems?: readonly unknown[];
}

function readVectors(name: string): Vector[] {
  const url = new URL(`../../../../vectors/documents/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Vector[] }).cases;
}

const portionsOf = ({ document }: ParsedDocument): unknown[] =>
  [...document.portions, ...document.footnotes].map(({ id, kind, number, marking, spans }) => ({
    id,
    kind,
    number,
    marking: marking === null ? null : printBanner(marking, builtInPolicies),
    text: plainText(spans),
    withheldAtSource: countWithheldAtSource(spans),
  }));
/** As above, and everything else a portion holds that is not empty. */
const wholePortionsOf = (parsed: ParsedDocument): unknown[] => {
  const all = [...parsed.document.portions, ...parsed.document.footnotes];
  return portionsOf(parsed).map((shown, at) => {
    const { depth, parent, grading, judgement, file, origin, page } = all[at] as Portion;
    const more = Object.entries({ depth, parent, grading, judgement, file, origin, page });
    return { ...(shown as object), ...Object.fromEntries(more.filter(([, value]) => Boolean(value))) };
  });
};
const problemsOf = ({ problems }: ParsedDocument): unknown[] =>
  problems.map(({ line, column, severity, code }) => ({ line, column, severity, code }));

describe("marked text", () => {
  it.each(readVectors("marked_text_valid"))("reads and prints: $reason", ({ text, portions }) => {
    const parsed = parseMarkedText(text, builtInPolicies);
    expect(parsed.problems).toEqual([]);
    expect(wholePortionsOf(parsed)).toEqual(portions);
    expect(printMarkedText(parsed.document, builtInPolicies)).toBe(text);
  });

  it.each(readVectors("marked_text_invalid"))("reports: $reason", ({ text, portions, problems }) => {
    const parsed = parseMarkedText(text, builtInPolicies);
    expect(problemsOf(parsed)).toEqual(problems);
    expect(wholePortionsOf(parsed)).toEqual(portions);
    const printed = printMarkedText(parsed.document, builtInPolicies);
    expect(parseMarkedText(printed, builtInPolicies).document).toEqual(parsed.document);
  });
});
