// What stands on pages and not in the text: running heads, feet and page numbers. They are known by repeating at one place, or
// because the maker of the file marked them; nothing is dropped for being small or at an edge alone.
import { textOfLine } from "./pdf-lines.ts";
import type { Line } from "./pdf-lines.ts";

export interface PageLines {
  /** As the file calls the page. */
  readonly label: string;
  readonly ordinal: number;
  readonly height: number;
  lines: readonly Line[];
}

export interface Furniture {
  readonly kind: "header" | "footer";
  readonly ordinal: number;
  readonly text: string;
}

const EDGE_LINES = 3;
const EDGE = 0.14;

/** Takes repeated lines at the edges out of the pages. */
export function takeFurniture(pages: readonly PageLines[]): Furniture[] {
  const seen = new Map<string, Set<number>>();
  const edges = pages.map((page) => edgeLines(page));
  edges.forEach((lines, index) => {
    for (const { key } of lines) seen.set(key, (seen.get(key) ?? new Set()).add(index));
  });
  const least = Math.max(2, Math.ceil(pages.length * 0.2));
  const found: Furniture[] = [];
  pages.forEach((page, index) => {
    const taken = new Set<Line>();
    for (const { line, key, kind } of edges[index] ?? []) {
      if ((seen.get(key)?.size ?? 0) < least) continue;
      taken.add(line);
      found.push({ kind, ordinal: page.ordinal, text: textOfLine(line) });
    }
    page.lines = page.lines.filter((line) => !taken.has(line));
  });
  return found;
}

function edgeLines(page: PageLines): { line: Line; key: string; kind: Furniture["kind"] }[] {
  const byHeight = [...page.lines].sort((a, b) => b.y - a.y);
  const top = byHeight.slice(0, EDGE_LINES).filter(({ y }) => y > page.height * (1 - EDGE));
  const bottom = byHeight.slice(-EDGE_LINES).filter(({ y }) => y < page.height * EDGE);
  return [
    ...top.map((line) => ({ line, kind: "header" as const })),
    ...bottom.map((line) => ({ line, kind: "footer" as const })),
  ].map(({ line, kind }) => ({
    line,
    kind,
    key: `${kind} ${Math.round(line.y / 4)} ${withoutNumbers(textOfLine(line))}`,
  }));
}

/** Page numbers change from page to page; roman ones too, where nothing else stands in the line. */
function withoutNumbers(text: string): string {
  const plain = text.trim().toLowerCase();
  return /^[ivxlc]{1,7}$/.test(plain) ? "#" : plain.replace(/\d+/g, "#");
}
