// Places on a page: boxes, and the matrices that move them.

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** As PDF writes them: a, b, c, d, e, f. */
export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Operators of a path as the library packs it. */
const [MOVE, LINE, CURVE, QUADRATIC] = [0, 1, 2, 3];

/** The upright rectangles among the figures of a path; other figures hide too little to be sure of. */
export function readRectangles(data: Float32Array): Box[] {
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

export function isInside(
  { x, y }: { readonly x: number; readonly y: number },
  box: Box,
  margin: number,
): boolean {
  return x >= box.x0 - margin && x <= box.x1 + margin && y >= box.y0 - margin && y <= box.y1 + margin;
}

/** The matrix that does `first`, and `then`. */
export function multiply(first: Matrix, then: Matrix): Matrix {
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
