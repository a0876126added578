// Source text in lines and blocks that remember where they come from. Lines of a block are joined by one space, as a reader
// sees them, and every offset in the joined text leads back to its line and column.
import type { SourcePosition } from "../encoding/index.ts";
import type { Problem, ProblemCode } from "./document.ts";

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/u;

const CARRIAGE_RETURN = 0x0d;

export interface SourceLine {
  /** Without spaces and tabs at either end. */
  readonly text: string;
  /** Both count from 1; the column is that of the first character of `text`. */
  readonly line: number;
  readonly column: number;
}

/** Text joined from lines. */
export interface SourceBlock {
  readonly text: string;
  readonly positionAt: (offset: number) => SourcePosition;
}

/** Lines of a text. A byte-order mark is dropped; CR LF is a line end like LF. */
export function splitLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let line = 1; start <= text.length; line += 1) {
    const found = text.indexOf("\n", start);
    const next = found < 0 ? text.length : found;
    // Character by character, because what looks for spaces before an end looks again from each of them.
    let [from, to] = [start, next];
    while (to > from && (isBlank(text.charCodeAt(to - 1)) || text.charCodeAt(to - 1) === CARRIAGE_RETURN))
      to -= 1;
    while (from < to && isBlank(text.charCodeAt(from))) from += 1;
    // A byte-order mark has no column of its own.
    lines.push({ text: text.slice(from, to), line, column: from - start + 1 });
    start = next + 1;
  }
  return lines;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** A line from its character `from` on, without the spaces there. */
export function cutLine(line: SourceLine, from: number): SourceLine {
  const rest = line.text.slice(from);
  const indent = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  return { text: rest.slice(indent), line: line.line, column: line.column + from + indent };
}

export function joinLines(lines: readonly SourceLine[]): SourceBlock {
  const [only] = lines;
  if (only !== undefined && lines.length === 1)
    return {
      text: only.text,
      positionAt: (offset) => ({ line: only.line, column: only.column + offset }),
    };
  const kept = lines.filter((line, index) => index === 0 || line.text !== "");
  const starts: number[] = [];
  let text = "";
  for (const line of kept) {
    if (text !== "") text += " ";
    starts.push(text.length);
    text += line.text;
  }
  return {
    text,
    positionAt: (offset) => {
      const index = findLast(starts, offset);
      const line = kept[index];
      return { line: line?.line ?? 1, column: (line?.column ?? 1) + offset - (starts[index] ?? 0) };
    },
  };
}

/** Place of the last number that is not above `limit`, 0 where all are. */
function findLast(rising: readonly number[], limit: number): number {
  let [low, high] = [0, Math.max(rising.length - 1, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rising[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Problems as they are met; `list` gives them in source order. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  error({ line, column }: SourcePosition, code: ProblemCode, message: string): void {
    this.#problems.push({ line, column, severity: "error", code, message });
  }

  warning({ line, column }: SourcePosition, code: ProblemCode, message: string): void {
    this.#problems.push({ line, column, severity: "warning", code, message });
  }

  get list(): readonly Problem[] {
    return [...this.#problems].sort((a, b) => a.line - b.line || a.column - b.column);
  }
}

/**
 * Finds what prints as nothing or as something else: control characters, direction overrides and isolates, halves of
 * surrogate pairs. They are kept, and are an error, because two readers of the same signed text might see different things.
 */
export function reportControlCharacters(text: string, problems: ProblemList, firstLine = 1): void {
  if (!INVISIBLE.test(text)) return;
  for (const { text: line, line: number, column } of splitLines(text)) {
    const found = findInvisible(line);
    if (found !== null)
      problems.error(
        { line: firstLine - 1 + number, column: column + found.index },
        "TEXT_CONTROL_CHARACTER",
        found.message,
      );
  }
}

/** The first such character of `text`. */
export function findInvisible(text: string): { readonly index: number; readonly message: string } | null {
  const found = INVISIBLE.exec(text);
  if (found === null) return null;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const message = `The invisible character U+${code} stands here: remove it, it can make readers see different texts`;
  return { index: found.index, message };
}

/** Line and column of UTF-16 offsets in `text`, by looking up line starts. */
export function indexLines(text: string): (offset: number) => SourcePosition {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const low = findLast(starts, offset);
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
