// The vectors of vectors/documents for imports, which any implementation may use.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  countWithheldAtSource,
  parsePlainText,
  parseWikitext,
  parseWikitextPages,
  plainText,
} from "./index.ts";
import type { ParsedDocument, ProofreadPage, WikitextPage } from "./index.ts";

interface Vector {
  readonly reason: string;
  readonly text: string;
  readonly pages: readonly WikitextPage[];
  readonly portions: readonly unknown[];
  readonly problems: readonly unknown[];
  readonly page?: ProofreadPage;
}

function readVectors(name: string): Vector[] {
  const url = new URL(`../../../../vectors/documents/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Vector[] }).cases;
}

const portionsOf = ({ document }: ParsedDocument): unknown[] =>
  [...document.portions, ...document.footnotes].map(({ id, kind, number, depth, parent, page, spans }) => ({
    ...{ id, kind, number, depth, page },
    ...(parent === null ? {} : { parent }),
    text: plainText(spans),
    withheldAtSource: countWithheldAtSource(spans),
  }));
const problemsOf = ({ problems }: ParsedDocument): unknown[] =>
  problems.map(({ line, column, severity, code }) => ({ line, column, severity, code }));

describe("imports", () => {
  it.each(readVectors("wikitext_valid"))("reads wikitext: $reason", ({ text, portions, problems, page }) => {
    const parsed = parseWikitext(text);
    expect(portionsOf(parsed)).toEqual(portions);
    expect(problemsOf(parsed)).toEqual(problems);
    expect(parsed.page).toEqual(page);
  });

  it.each(readVectors("wikitext_pages"))("joins pages: $reason", ({ pages, portions, problems }) => {
    const parsed = parseWikitextPages(pages);
    expect(portionsOf(parsed)).toEqual(portions);
    expect(problemsOf(parsed)).toEqual(problems);
    expect(parsed.pages).toHaveLength(pages.length);
  });

  it.each(readVectors("plain_text_valid"))("reads plain text: $reason", ({ text, portions, problems }) => {
    const parsed = parsePlainText(text);
    expect(portionsOf(parsed)).toEqual(portions);
    expect(problemsOf(parsed)).toEqual(problems);
  });
});
