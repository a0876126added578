// Signs of a page as lines in reading order. Signs that touch are a fragment; fragments on one baseline are a line; a gutter
// that hardly anything crosses makes columns, which are read one after the other.
import type { Sign, Visibility } from "./pdf-visibility.ts";

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
/** Points; wider pages are divided into columns no finer than this. */
const MOST_WIDTH = 20_000;
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
      (one) =>
        Math.abs(one.y - sign.y) < Math.min(one.size, sign.size) * 0.25 && isAlike(one.size, sign.size),
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
      const touching = row.signs.filter((sign) =>
        line.signs.some((other) => isBeside(sign, other, line.size)),
      );
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
    const [head, tail] = [takeApart(band, gutter, "above"), takeApart(band, gutter, "below")];
    const body = band.filter((fragment) => !head.includes(fragment) && !tail.includes(fragment));
    if (head.length > 0) lines.push(...joinLines(head));
    for (const side of [body.filter(({ x1 }) => x1 <= gutter), body.filter(({ x1 }) => x1 > gutter)])
      if (side.length > 0) lines.push(...readColumns(side, depth + 1));
    if (tail.length > 0) lines.push(...joinLines(tail));
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

/** Short lines above or below both columns that happen to stand over one: a gap parts them from columns of equal length. */
function takeApart(band: readonly Fragment[], gutter: number, where: "above" | "below"): readonly Fragment[] {
  const sign = where === "below" ? 1 : -1;
  const depthOf = ({ y }: Fragment): number => -y * sign;
  const sides = [band.filter(({ x1 }) => x1 <= gutter), band.filter(({ x1 }) => x1 > gutter)];
  for (const [side, other] of [sides, [...sides].reverse()]) {
    if (side === undefined || other === undefined || side.length === 0 || other.length === 0) continue;
    const end = Math.max(...other.map(depthOf));
    const size = typicalSize(side);
    const beyond = side.filter((fragment) => depthOf(fragment) > end + size * 0.8);
    const kept = side.filter((fragment) => !beyond.includes(fragment));
    if (beyond.length === 0 || beyond.length > 3 || kept.length === 0) continue;
    const last = Math.max(...kept.map(depthOf));
    const gap = Math.min(...beyond.map(depthOf)) - last;
    if (gap > size * 1.45 && Math.abs(last - end) < size * 2) return beyond;
  }
  return [];
}

/** A place that nearly nothing crosses and that has full lines on both sides: short ones are a table. */
function findGutter(fragments: readonly Fragment[]): number | null {
  if (fragments.length < 10) return null;
  const left = Math.min(...fragments.map(({ x0 }) => x0));
  const right = Math.max(...fragments.map(({ x1 }) => x1));
  const gap = findGap(fragments, left, right);
  const size = typicalSize(fragments);
  if (gap === null || gap.to - gap.from < size * 0.7) return null;
  const at = (gap.from + gap.to) / 2;
  const sides = [fragments.filter(({ x1 }) => x1 <= at), fragments.filter(({ x0 }) => x0 >= at)];
  const room = [gap.from - left, right - gap.to];
  const full = sides.every((side, index) => {
    const filled = side.filter(({ x0, x1 }) => x1 - x0 > (room[index] ?? 0) * 0.6).length;
    return side.length >= 4 && filled >= side.length * 0.5;
  });
  return full ? at : null;
}

/** The widest upright strip in the middle that at most a few fragments reach into. */
function findGap(
  fragments: readonly Fragment[],
  left: number,
  right: number,
): { readonly from: number; readonly to: number } | null {
  const width = Math.min(Math.ceil(right - left), MOST_WIDTH);
  const cover = new Int32Array(width + 2);
  for (const { x0, x1 } of fragments) {
    const [from, to] = [Math.max(Math.floor(x0 - left), 0), Math.min(Math.ceil(x1 - left), width)];
    cover[from] = (cover[from] ?? 0) + 1;
    cover[to + 1] = (cover[to + 1] ?? 0) - 1;
  }
  const most = Math.max(1, fragments.length * 0.15);
  let best: { from: number; to: number } | null = null;
  let [held, from] = [0, -1];
  for (let at = 0; at <= width; at++) {
    held += cover[at] ?? 0;
    const free = held <= most && at > width * 0.2 && at < width * 0.8;
    if (free && from < 0) from = at;
    if (free && at - from > (best === null ? 0 : best.to - best.from)) best = { from, to: at };
    if (!free) from = -1;
  }
  return best === null ? null : { from: best.from + left, to: best.to + left };
}

function typicalSize(fragments: readonly Fragment[]): number {
  const sizes = fragments.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 12;
}

function joinLines(fragments: readonly Fragment[]): Line[] {
  const rows: Fragment[][] = [];
  for (const fragment of [...fragments].sort((a, b) => b.y - a.y || a.x0 - b.x0)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      row !== undefined &&
      first !== undefined &&
      Math.abs(first.y - fragment.y) < Math.max(first.size, fragment.size) * 0.35
    )
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
