// What one PDF page shows, sign by sign: each with its place, size, colour and the moment at which it was painted, so that it
// can be told what lies over it. Works on the operators of the page; annotations are looked at apart.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { ImportRefusal } from "./refusal.ts";

/** How the signs of a page can be seen. */
export type Visibility = "shown" | "covered" | "invisible" | "layer";

export interface Sign {
  readonly text: string;
  /** Left end and baseline in points from the lower left corner of the page as it is read; width along the line. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Degrees against the reading direction. */
  readonly angle: number;
  /** Marked by the maker of the file as no part of the text: running heads, page numbers. */
  readonly artifact: boolean;
  visibility: Visibility;
}

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface PageContent {
  readonly signs: readonly Sign[];
  /** Places of pictures that were small enough to look at. */
  readonly pictures: readonly Box[];
}

type Matrix = readonly [number, number, number, number, number, number];
interface Paint extends Box {
  readonly order: number;
  /** Null for a picture or a pattern. */
  readonly colour: number | null;
}
interface Font {
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
}
interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[] | null;
}
interface State {
  ctm: Matrix;
  clip: Box;
  font: Font | null;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  /** Null for a pattern. */
  fill: number | null;
  stroke: number | null;
  alpha: number;
  normalBlend: boolean;
}

const MOST_SIGNS = 300_000;
const MOST_SAVED = 2_000;
const INVISIBLE_MODES = new Set([3, 7]);
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const WHITE = 0xffffff;

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

/** Everything around the operators that deciding what is seen takes. */
export interface PageFrame {
  /** The part of the page that is shown, in its own coordinates. */
  readonly view: Box;
  /** From the page's coordinates to upright ones. */
  readonly upright: Matrix;
  readonly fontOf: (name: string) => unknown;
  /** False for optional content that is switched off. */
  readonly isLayerShown: (properties: unknown) => boolean;
}

/** Walks the operators of a page. @throws ImportRefusal IMPORT_TOO_LARGE, IMPORT_TOO_DEEP. */
export function readPage(operators: OperatorList, frame: PageFrame): PageContent {
  return new PageWalk(frame).walk(operators);
}

class PageWalk {
  readonly #frame: PageFrame;
  readonly #signs: (Sign & { readonly order: number; readonly colour: number | null })[] = [];
  readonly #paints: Paint[] = [];
  readonly #pictures: Box[] = [];
  readonly #saved: State[] = [];
  readonly #marked: { readonly artifact: boolean; readonly hidden: boolean }[] = [];
  #state: State;
  #matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;
  #order = 0;
  #clipNext = false;

  constructor(frame: PageFrame) {
    this.#frame = frame;
    this.#state = {
      ...{ ctm: frame.upright, clip: transformBox(frame.view, frame.upright), font: null, fontSize: 0 },
      ...{ charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, mode: 0 },
      ...{ fill: 0, stroke: 0, alpha: 1, normalBlend: true },
    };
  }

  walk({ fnArray, argsArray }: OperatorList): PageContent {
    fnArray.forEach((operator, index) => this.#apply(operator, argsArray[index] ?? []));
    this.#judge();
    return { signs: this.#signs, pictures: this.#pictures };
  }

  #apply(operator: number, args: readonly unknown[]): void {
    const state = this.#state;
    this.#order += 1;
    switch (operator) {
      case OPS.save:
        return this.#save();
      case OPS.restore:
        return this.#restore();
      case OPS.transform:
        state.ctm = multiply(args as unknown as Matrix, state.ctm);
        return;
      case OPS.paintFormXObjectBegin: {
        this.#save();
        const [matrix, bbox] = args;
        if (Array.isArray(matrix)) this.#state.ctm = multiply(matrix as unknown as Matrix, this.#state.ctm);
        if (Array.isArray(bbox)) this.#clip(bbox as number[]);
        return;
      }
      case OPS.beginGroup:
        this.#save();
        return;
      case OPS.paintFormXObjectEnd:
      case OPS.endGroup:
        return this.#restore();
      case OPS.beginText:
        this.#matrix = this.#line = IDENTITY;
        return;
      case OPS.setTextMatrix:
        this.#matrix = this.#line = readMatrix(args);
        return;
      case OPS.setLeadingMoveText:
        state.leading = -Number(args[1]);
        return this.#moveLine(Number(args[0]), Number(args[1]));
      case OPS.moveText:
        return this.#moveLine(Number(args[0]), Number(args[1]));
      case OPS.nextLine:
        return this.#moveLine(0, -state.leading);
      case OPS.setCharSpacing:
        state.charSpacing = Number(args[0]);
        return;
      case OPS.setWordSpacing:
        state.wordSpacing = Number(args[0]);
        return;
      case OPS.setHScale:
        state.scale = Number(args[0]) / 100;
        return;
      case OPS.setLeading:
        state.leading = Number(args[0]);
        return;
      case OPS.setTextRise:
        state.rise = Number(args[0]);
        return;
      case OPS.setTextRenderingMode:
        state.mode = Number(args[0]);
        return;
      case OPS.setFont:
        return this.#setFont(args);
      case OPS.setGState:
        return this.#setGraphics(args[0]);
      case OPS.setFillRGBColor:
        state.fill = readColour(args[0]);
        return;
      case OPS.setStrokeRGBColor:
        state.stroke = readColour(args[0]);
        return;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        state.fill = null;
        return;
      case OPS.showText:
        return this.#show(args[0]);
      case OPS.clip:
      case OPS.eoClip:
        this.#clipNext = true;
        return;
      case OPS.constructPath:
        return this.#path(args);
      case OPS.shadingFill:
        return this.#paint(this.#state.clip, null);
      case OPS.paintSolidColorImageMask:
        return this.#paint(this.#within(transformBox({ x0: 0, y0: 0, x1: 1, y1: 1 }, state.ctm)), state.fill);
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject: {
        const box = this.#within(transformBox({ x0: 0, y0: 0, x1: 1, y1: 1 }, state.ctm));
        this.#pictures.push(box);
        // A mask lets through what lies under it.
        if (operator !== OPS.paintImageMaskXObject) this.#paint(box, null);
        return;
      }
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps: {
        const hidden = args[0] === "OC" && !this.#frame.isLayerShown(args[1]);
        const around = this.#marked.at(-1);
        this.#marked.push({
          artifact: args[0] === "Artifact" || around?.artifact === true,
          hidden: hidden || around?.hidden === true,
        });
        return;
      }
      case OPS.endMarkedContent:
        this.#marked.pop();
        return;
    }
  }

  #save(): void {
    if (this.#saved.length >= MOST_SAVED)
      throw new ImportRefusal(
        "IMPORT_TOO_DEEP",
        "A page nests its drawing deeper than is read: ask its sender for the file in another form",
      );
    this.#saved.push({ ...this.#state });
  }

  #restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  #clip(box: readonly number[]): void {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
    this.#state.clip = this.#within(transformBox({ x0, y0, x1, y1 }, this.#state.ctm));
  }

  #within(box: Box): Box {
    const { clip } = this.#state;
    return {
      x0: Math.max(box.x0, clip.x0),
      y0: Math.max(box.y0, clip.y0),
      x1: Math.min(box.x1, clip.x1),
      y1: Math.min(box.y1, clip.y1),
    };
  }

  #moveLine(x: number, y: number): void {
    this.#matrix = this.#line = multiply([1, 0, 0, 1, x, y], this.#line);
  }

  #setFont([name, size]: readonly unknown[]): void {
    const font = typeof name === "string" ? this.#frame.fontOf(name) : null;
    this.#state.font = typeof font === "object" && font !== null ? font : null;
    this.#state.fontSize = Number(size);
  }

  #setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const [key, value] of entries as [string, unknown][]) {
      if (key === "ca") this.#state.alpha = Number(value);
      else if (key === "BM") this.#state.normalBlend = value === "source-over";
      else if (key === "Font" && Array.isArray(value)) this.#setFont(value);
    }
  }

  #show(glyphs: unknown): void {
    const state = this.#state;
    if (!Array.isArray(glyphs) || state.fontSize === 0) return;
    const unit = state.font?.fontMatrix?.[0] ?? 0.001;
    const vertical = state.font?.vertical === true;
    for (const glyph of glyphs as (Glyph | number | null)[]) {
      if (glyph === null) continue;
      if (typeof glyph === "number") {
        const back = (-glyph / 1000) * state.fontSize;
        this.#advance(vertical ? 0 : back * state.scale, vertical ? back : 0);
        continue;
      }
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
      const width = (vertical ? (glyph.vmetric?.[0] ?? -1000) : glyph.width) * unit * state.fontSize;
      this.#addSign(glyph, Math.abs(width) * (vertical ? 1 : state.scale));
      this.#advance(vertical ? 0 : (width + spacing) * state.scale, vertical ? width - spacing : 0);
    }
  }

  #advance(x: number, y: number): void {
    this.#matrix = multiply([1, 0, 0, 1, x, y], this.#matrix);
  }

  #addSign(glyph: Glyph, width: number): void {
    const state = this.#state;
    if (this.#signs.length >= MOST_SIGNS)
      throw new ImportRefusal(
        "IMPORT_TOO_LARGE",
        "A page holds more signs than is read: ask its sender for the file in another form",
      );
    const matrix = multiply([1, 0, 0, 1, 0, state.rise], multiply(this.#matrix, state.ctm));
    const [a, b, c, d, x, y] = matrix;
    const size = Math.hypot(c, d) * Math.abs(state.fontSize);
    const marked = this.#marked.at(-1);
    const outlined = state.mode === 1 || state.mode === 5;
    const seen = !INVISIBLE_MODES.has(state.mode) && state.alpha > 0.1 && size >= 1;
    const middle = { x: x + (a * width) / 2, y: y + (b * width) / 2 + size * 0.3 };
    this.#signs.push({
      ...{ text: glyph.unicode.replace(/[\uFB00-\uFB06]/g, (sign) => sign.normalize("NFKC")) },
      ...{ x, y, width: width * Math.hypot(a, b), size, angle: (Math.atan2(b, a) * 180) / Math.PI },
      artifact: marked?.artifact === true,
      visibility:
        marked?.hidden === true ? "layer" : seen && isInside(middle, state.clip, 2) ? "shown" : "invisible",
      order: this.#order,
      colour: outlined ? state.stroke : state.fill,
    });
  }

  #path([operator, data, extent]: readonly unknown[]): void {
    const box = ArrayBuffer.isView(extent) ? [...(extent as Float32Array)] : [];
    if (box.length === 4 && this.#clipNext) this.#clip(box);
    this.#clipNext = false;
    if (box.length !== 4 || !FILLS.has(Number(operator))) return;
    const points = Array.isArray(data) && ArrayBuffer.isView(data[0]) ? (data[0] as Float32Array) : null;
    for (const rectangle of points === null ? [] : readRectangles(points))
      this.#paint(this.#within(transformBox(rectangle, this.#state.ctm)), this.#state.fill);
  }

  #paint(box: Box, colour: number | null): void {
    const { alpha, normalBlend } = this.#state;
    if (this.#marked.at(-1)?.hidden === true || alpha < 0.5 || !normalBlend) return;
    if (box.x1 - box.x0 < 1 || box.y1 - box.y0 < 1) return;
    this.#paints.push({ ...box, order: this.#order, colour });
  }

  /** What lies over a sign hides it; what lies under it is what it must differ from. */
  #judge(): void {
    const page = transformBox(this.#frame.view, this.#frame.upright);
    const area = (page.x1 - page.x0) * (page.y1 - page.y0);
    for (const sign of this.#signs) {
      if (sign.visibility !== "shown" || sign.text.trim() === "") continue;
      const turn = (sign.angle * Math.PI) / 180;
      const middle = {
        x: sign.x + (Math.cos(turn) * sign.width) / 2 - Math.sin(turn) * sign.size * 0.3,
        y: sign.y + (Math.sin(turn) * sign.width) / 2 + Math.cos(turn) * sign.size * 0.3,
      };
      let ground: number | null = WHITE;
      for (const paint of this.#paints) {
        if (!isInside(middle, paint, 0)) continue;
        if (paint.order < sign.order) ground = paint.colour;
        else {
          const whole = (paint.x1 - paint.x0) * (paint.y1 - paint.y0) > area * 0.8;
          // A picture over the whole page is a scan with its words under it.
          sign.visibility = whole && paint.colour === null ? "invisible" : "covered";
        }
      }
      if (
        sign.visibility === "shown" &&
        ground !== null &&
        sign.colour !== null &&
        isSame(sign.colour, ground)
      )
        sign.visibility = "invisible";
    }
  }
}

const FILLS = new Set([
  ...[OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke],
]);
const [MOVE, LINE, CURVE, QUADRATIC] = [0, 1, 2, 3];

/** The upright rectangles among the figures of a path; other figures hide too little to be sure of. */
function readRectangles(data: Float32Array): Box[] {
  const boxes: Box[] = [];
  let points: [number, number][] = [];
  let curved = false;
  const close = (): void => {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const corners = new Set(points.map(([x, y]) => `${Math.round(x * 10)} ${Math.round(y * 10)}`)).size;
    if (!curved && corners === 4 && distinct(xs) === 2 && distinct(ys) === 2)
      boxes.push({ x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) });
    points = [];
    curved = false;
  };
  for (let at = 0; at < data.length;) {
    const operator = data[at];
    const length =
      operator === MOVE || operator === LINE ? 2 : operator === CURVE ? 6 : operator === QUADRATIC ? 4 : 0;
    if (operator === MOVE) close();
    if (length > 2) curved = true;
    else if (length === 2 && points.length < 6) points.push([data[at + 1] ?? 0, data[at + 2] ?? 0]);
    else if (length === 2) curved = true;
    at += length + 1;
  }
  close();
  return boxes;
}

function distinct(values: readonly number[]): number {
  return new Set(values.map((value) => Math.round(value * 10))).size;
}

function readMatrix(args: readonly unknown[]): Matrix {
  const values = Array.isArray(args[0]) || ArrayBuffer.isView(args[0]) ? [...(args[0] as number[])] : args;
  const [a, b, c, d, e, f] = values.map(Number);
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

function readColour(value: unknown): number | null {
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value)
    ? Number.parseInt(value.slice(1), 16)
    : null;
}

function isSame(a: number, b: number): boolean {
  return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) < 16);
}

export function isInside(
  { x, y }: { readonly x: number; readonly y: number },
  box: Box,
  margin: number,
): boolean {
  return x >= box.x0 - margin && x <= box.x1 + margin && y >= box.y0 - margin && y <= box.y1 + margin;
}

function multiply(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

export function transformBox({ x0, y0, x1, y1 }: Box, [a, b, c, d, e, f]: Matrix): Box {
  const xs = [a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1];
  const ys = [b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1];
  return {
    x0: Math.min(...xs) + e,
    y0: Math.min(...ys) + f,
    x1: Math.max(...xs) + e,
    y1: Math.max(...ys) + f,
  };
}

/** Turns a page by its own rotation, so that its text stands upright. */
export function uprightMatrix(view: Box, rotation: number): Matrix {
  const [width, height] = [view.x1 - view.x0, view.y1 - view.y0];
  const base: Matrix = [1, 0, 0, 1, -view.x0, -view.y0];
  switch (((rotation % 360) + 360) % 360) {
    case 90:
      return multiply(base, [0, -1, 1, 0, 0, width]);
    case 180:
      return multiply(base, [-1, 0, 0, -1, width, height]);
    case 270:
      return multiply(base, [0, 1, -1, 0, height, 0]);
    default:
      return base;
  }
}
