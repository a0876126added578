// Signs of a page as lines in reading order. Signs that touch are a fragment; fragments on one baseline are a line; a gutter
// that hardly anything crosses makes columns, which are read one after the other.
import type { Sign, Visibility } from "./pdf-page.ts";

/** A run of signs without a wide gap. */
export interface Fragment {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly parts: readonly Part[];
}

/** Signs of one kind. */
export interface Part {
  readonly text: string;
  readonly visibility: Visibility;
  /** Raised and small: the mark of a note, or an exponent. */
  readonly raised: boolean;
}

export interface Line {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly fragments: readonly Fragment[];
  /** Right end of the column it stands in. */
  readonly right: number;
  readonly left: number;
}

const SPACE = 0.16;
const WIDE = 1.2;
const MOST_COLUMNS_DEEP = 2;
/** Rows above and below among which the line of a raised sign is looked for. */
const NEAR_ROWS = 6;

/** Lines from top to bottom, columns one after the other. */
export function readLines(signs: readonly Sign[]): Line[] {
  return readColumns(joinFragments(signs), 0);
}

/** All text of fragments, with spaces where gaps are. */
export function textOfLine(line: Line): string {
  return line.fragments.map(textOfFragment).join(" ");
}

export function textOfFragment(fragment: Fragment): string {
  return fragment.parts.map(({ text }) => text).join("");
}

interface Row {
  readonly signs: Sign[];
  readonly y: number;
  readonly size: number;
}

function joinFragments(signs: readonly Sign[]): Fragment[] {
  const rows: Row[] = [];
  const open: Row[] = [];
  for (const sign of [...signs].sort((a, b) => b.y - a.y || a.x - b.x)) {
    while (open[0] !== undefined && open[0].y - sign.y > open[0].size + 20) open.shift();
    const row = open.findLast(
      (one) => Math.abs(one.y - sign.y) < Math.min(one.size, sign.size) * 0.25 && isAlike(one.size, sign.size),
    );
    if (row !== undefined) {
      row.signs.push(sign);
      continue;
    }
    const fresh = { signs: [sign], y: sign.y, size: sign.size };
    rows.push(fresh);
    open.push(fresh);
  }
  return joinRaised(rows).flatMap(splitRow);
}

/** Small signs that touch a line of larger ones and stand a little above or below it belong to it. */
function joinRaised(rows: readonly Row[]): readonly Row[] {
  const joined = new Set<Row>();
  rows.forEach((row, index) => {
    const near = rows.slice(Math.max(index - NEAR_ROWS, 0), index + NEAR_ROWS);
    for (const line of near) {
      if (line === row || joined.has(line) || row.size > line.size * 0.85) continue;
      if (Math.abs(line.y - row.y) > line.size * 0.6) continue;
      const touching = row.signs.filter((sign) => line.signs.some((other) => isBeside(sign, other, line.size)));
      if (touching.length < row.signs.length) continue;
      line.signs.push(...row.signs);
      joined.add(row);
      return;
    }
  });
  return rows.filter((row) => !joined.has(row));
}

function isAlike(a: number, b: number): boolean {
  return Math.min(a, b) > Math.max(a, b) * 0.6;
}

function isBeside(sign: Sign, other: Sign, size: number): boolean {
  return other.x - (sign.x + sign.width) < size * 2 && sign.x - (other.x + other.width) < size * 2;
}

function splitRow(row: Row): Fragment[] {
  const fragments: Fragment[] = [];
  const ordered = [...row.signs].sort((a, b) => a.x - b.x);
  let parts: { text: string; visibility: Visibility; raised: boolean }[] = [];
  let [x0, end, size] = [0, 0, 0];
  const close = (): void => {
    const trimmed = trimParts(parts);
    if (trimmed.length > 0) fragments.push({ x0, x1: end, y: row.y, size, parts: trimmed });
    parts = [];
  };
  ordered.forEach((sign) => {
    if (sign.text.trim() === "") {
      const before = parts.at(-1);
      if (before === undefined || sign.x > end + row.size * WIDE) return;
      if (!before.text.endsWith(" ")) before.text += " ";
      end = Math.max(end, sign.x + sign.width);
      return;
    }
    const gap = sign.x - end;
    if (parts.length > 0 && gap > row.size * WIDE) close();
    const raised = sign.size < row.size * 0.85 && sign.y > row.y + row.size * 0.15;
    const last = parts.at(-1);
    if (last === undefined) {
      [x0, size] = [sign.x, sign.size];
      parts.push({ text: sign.text, visibility: sign.visibility, raised });
    } else {
      if (gap > row.size * SPACE && !last.text.endsWith(" ")) last.text += " ";
      if (last.visibility === sign.visibility && last.raised === raised) last.text += sign.text;
      else parts.push({ text: sign.text, visibility: sign.visibility, raised });
      size = Math.max(size, sign.size);
    }
    end = last === undefined ? sign.x + sign.width : Math.max(end, sign.x + sign.width);
  });
  close();
  return fragments;
}

function trimParts(parts: readonly Part[]): Part[] {
  const kept = parts.map((part, index) => ({
    ...part,
    text: index === parts.length - 1 ? part.text.trimEnd() : index === 0 ? part.text.trimStart() : part.text,
  }));
  return kept.filter(({ text }) => text !== "");
}

function readColumns(fragments: readonly Fragment[], depth: number): Line[] {
  const gutter = depth >= MOST_COLUMNS_DEEP ? null : findGutter(fragments);
  if (gutter === null) return joinLines(fragments);
  // What crosses the gutter parts the page into bands; in each band the left column comes first.
  const crossing = fragments.filter(({ x0, x1 }) => x0 < gutter && x1 > gutter).sort((a, b) => b.y - a.y);
  const lines: Line[] = [];
  let rest = fragments.filter((fragment) => !crossing.includes(fragment));
  const readBand = (band: readonly Fragment[]): void => {
    for (const side of [band.filter(({ x1 }) => x1 <= gutter), band.filter(({ x1 }) => x1 > gutter)])
      if (side.length > 0) lines.push(...readColumns(side, depth + 1));
  };
  for (let index = 0; index < crossing.length; index++) {
    const separator = crossing[index];
    if (separator === undefined) continue;
    const above = rest.filter(({ y }) => y > separator.y + separator.size * 0.4);
    readBand(above);
    rest = rest.filter((fragment) => !above.includes(fragment));
    const beside = rest.filter(({ y }) => Math.abs(y - separator.y) <= separator.size * 0.4);
    rest = rest.filter((fragment) => !beside.includes(fragment));
    lines.push(...joinLines([separator, ...beside]));
  }
  readBand(rest);
  return lines;
}

/** A place that nearly nothing crosses and that has full lines on both sides: short ones are a table. */
function findGutter(fragments: readonly Fragment[]): number | null {
  if (fragments.length < 10) return null;
  const [left, right] = [Math.min(...fragments.map(({ x0 }) => x0)), Math.max(...fragments.map(({ x1 }) => x1))];
  const width = right - left;
  const narrow = fragments.filter(({ x0, x1 }) => x1 - x0 < width * 0.62);
  if (narrow.length < fragments.length * 0.6) return null;
  const ends = [...narrow].sort((a, b) => a.x0 - b.x0);
  let best: { at: number; gap: number } | null = null;
  let reach = left;
  for (const { x0, x1, size } of ends) {
    const gap = x0 - reach;
    const at = reach + gap / 2;
    if (gap > size * 0.7 && at > left + width * 0.25 && at < right - width * 0.25 && gap > (best?.gap ?? 0))
      best = { at, gap };
    reach = Math.max(reach, x1);
  }
  if (best === null) return null;
  const { at, gap } = best;
  const sides = [narrow.filter(({ x1 }) => x1 <= at), narrow.filter(({ x0 }) => x0 >= at)];
  const room = [at - gap / 2 - left, right - at - gap / 2];
  const full = sides.every((side, index) => {
    const filled = side.filter(({ x0, x1 }) => x1 - x0 > (room[index] ?? 0) * 0.6).length;
    return side.length >= 4 && filled >= side.length * 0.5;
  });
  return full ? at : null;
}

function joinLines(fragments: readonly Fragment[]): Line[] {
  const rows: Fragment[][] = [];
  for (const fragment of [...fragments].sort((a, b) => b.y - a.y || a.x0 - b.x0)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && Math.abs(first.y - fragment.y) < Math.max(first.size, fragment.size) * 0.35)
      row.push(fragment);
    else rows.push([fragment]);
  }
  const right = Math.max(...fragments.map(({ x1 }) => x1));
  const left = Math.min(...fragments.map(({ x0 }) => x0));
  return rows.map((row) => {
    const ordered = row.sort((a, b) => a.x0 - b.x0);
    return {
      x0: ordered[0]?.x0 ?? 0,
      x1: Math.max(...ordered.map(({ x1 }) => x1)),
      y: ordered[0]?.y ?? 0,
      size: Math.max(...ordered.map(({ size }) => size)),
      fragments: ordered,
      ...{ right, left },
    };
  });
}
