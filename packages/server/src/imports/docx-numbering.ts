// What a word processor prints before the paragraphs of a list. It is written nowhere in the file: each paragraph names a list
// and a level, and the reader counts.
import { valueOf } from "./docx-styles.ts";
import { childOf, childrenOf } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

interface Level {
  readonly format: string;
  /** `%1.%2)`: the counters of the levels, and what stands around them. */
  readonly pattern: string;
  readonly start: number;
  readonly style: string | null;
}

export interface ListLabel {
  /** As printed, `3.`, `(a)`; empty for a bullet. */
  readonly printed: string;
  /** The counter of the level itself, `3`, `a`; null for a bullet. */
  readonly own: string | null;
  readonly level: number;
}

const LEVELS = 9;
const MOST_COUNT = 30_000;

export class DocxNumbering {
  readonly #lists = new Map<string, { readonly family: string; readonly starts: Map<number, number> }>();
  readonly #families = new Map<string, (Level | undefined)[]>();
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  constructor(root: XmlElement | null) {
    for (const family of childrenOf(root ?? undefined, "w:abstractNum")) {
      const levels: (Level | undefined)[] = [];
      for (const level of childrenOf(family, "w:lvl"))
        levels[readLevel(level.attributes["w:ilvl"] ?? "0")] = describeLevel(level);
      this.#families.set(family.attributes["w:abstractNumId"] ?? "", levels);
    }
    for (const list of childrenOf(root ?? undefined, "w:num")) {
      const starts = new Map<number, number>();
      for (const override of childrenOf(list, "w:lvlOverride")) {
        const start = valueOf(override, "w:startOverride");
        if (start !== null) starts.set(readLevel(override.attributes["w:ilvl"] ?? "0"), readStart(start));
      }
      const family = valueOf(list, "w:abstractNumId") ?? "";
      this.#lists.set(list.attributes["w:numId"] ?? "", { family, starts });
    }
  }

  /** Counts one paragraph; null when the list is not known or prints nothing. `style` finds the level where none is named. */
  next(listId: string, namedLevel: number | null, style: string | null): ListLabel | null {
    const list = this.#lists.get(listId);
    const levels = list === undefined ? undefined : this.#families.get(list.family);
    if (list === undefined || levels === undefined) return null;
    const byStyle = levels.findIndex((one) => style !== null && one?.style === style);
    const level = Math.min(namedLevel ?? Math.max(byStyle, 0), LEVELS - 1);
    const rule = levels[level];
    if (rule === undefined) return null;
    const counters = this.#counters.get(list.family) ?? [];
    const before = counters[level];
    const start = list.starts.get(level);
    const fresh = start !== undefined && !this.#started.has(`${listId} ${level}`);
    this.#started.add(`${listId} ${level}`);
    counters[level] = fresh ? start : before === undefined ? (start ?? rule.start) : before + 1;
    counters.length = level + 1;
    this.#counters.set(list.family, counters);
    if (rule.format === "bullet") return { printed: "", own: null, level };
    if (rule.format === "none") return null;
    const printed = rule.pattern.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const count = counters[at] ?? levels[at]?.start ?? 1;
      return formatCount(count, levels[at]?.format ?? "decimal");
    });
    return { printed, own: formatCount(counters[level] ?? 1, rule.format), level };
  }
}

function describeLevel(level: XmlElement): Level {
  return {
    format: valueOf(level, "w:numFmt") ?? "decimal",
    pattern: valueOf(level, "w:lvlText") ?? "",
    start: readStart(valueOf(level, "w:start") ?? "1"),
    style: childOf(level, "w:pStyle")?.attributes["w:val"] ?? null,
  };
}

function readLevel(text: string): number {
  const level = Number(text);
  return Number.isInteger(level) && level >= 0 && level < LEVELS ? level : 0;
}

function readStart(text: string): number {
  const start = Number(text);
  return Number.isInteger(start) && start >= 0 && start < MOST_COUNT ? start : 1;
}

/** A counter in one of the ways word processors print it; unknown ways print as digits. */
export function formatCount(count: number, format: string): string {
  const bounded = Math.min(count, MOST_COUNT);
  switch (format) {
    case "lowerLetter":
      return letters(bounded);
    case "upperLetter":
      return letters(bounded).toUpperCase();
    case "lowerRoman":
      return roman(bounded);
    case "upperRoman":
      return roman(bounded).toUpperCase();
    case "decimalZero":
      return String(count).padStart(2, "0");
    default:
      return String(count);
  }
}

/** a … z, then aa, bb, as word processors do. */
function letters(count: number): string {
  if (count < 1) return String(count);
  const letter = String.fromCharCode(97 + ((count - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(count / 26), 40));
}

function roman(count: number): string {
  const signs = ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"];
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  if (count < 1) return String(count);
  let rest = count;
  let text = "";
  values.forEach((value, index) => {
    while (rest >= value) {
      text += signs[index] ?? "";
      rest -= value;
    }
  });
  return text;
}
