// What one PDF page shows, sign by sign: each with its place, size, colour and the moment at which it was painted, so that it
// can be told what lies over it. Works on the operators of the page; annotations are looked at apart.
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { IDENTITY, isInside, multiply, readRectangles, transformBox } from "./pdf-geometry.ts";
import type { Box, Matrix } from "./pdf-geometry.ts";
import { judgeSigns } from "./pdf-visibility.ts";
import type { Paint, PaintedSign, Sign } from "./pdf-visibility.ts";
import { ImportRefusal } from "./refusal.ts";

export interface PageContent {
  readonly signs: readonly Sign[];
  /** Places of pictures that were small enough to look at. */
  readonly pictures: readonly Box[];
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
  readonly #signs: PaintedSign[] = [];
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
    judgeSigns(this.#signs, this.#paints, transformBox(this.#frame.view, this.#frame.upright));
    return { signs: this.#signs, pictures: this.#pictures };
  }

  #apply(operator: number, args: readonly unknown[]): void {
    const state = this.#state;
    this.#order += 1;
    switch (operator) {
      case OPS.save: {
        this.#save();
        return;
      }
      case OPS.restore: {
        this.#restore();
        return;
      }
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
      case OPS.endGroup: {
        this.#restore();
        return;
      }
      case OPS.beginText:
        this.#matrix = this.#line = IDENTITY;
        return;
      case OPS.setTextMatrix:
        this.#matrix = this.#line = readMatrix(args);
        return;
      case OPS.setLeadingMoveText:
        state.leading = -Number(args[1]);
        {
          this.#moveLine(Number(args[0]), Number(args[1]));
          return;
        }
      case OPS.moveText: {
        this.#moveLine(Number(args[0]), Number(args[1]));
        return;
      }
      case OPS.nextLine: {
        this.#moveLine(0, -state.leading);
        return;
      }
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
      case OPS.setFont: {
        this.#setFont(args);
        return;
      }
      case OPS.setGState: {
        this.#setGraphics(args[0]);
        return;
      }
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
      case OPS.showText: {
        this.#show(args[0]);
        return;
      }
      case OPS.clip:
      case OPS.eoClip:
        this.#clipNext = true;
        return;
      case OPS.constructPath: {
        this.#path(args);
        return;
      }
      case OPS.shadingFill: {
        this.#paint(this.#state.clip, null);
        return;
      }
      case OPS.paintSolidColorImageMask: {
        this.#paint(this.#within(transformBox({ x0: 0, y0: 0, x1: 1, y1: 1 }, state.ctm)), state.fill);
        return;
      }
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
}

const FILLS = new Set([
  ...[OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke],
]);
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
