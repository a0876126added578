// Places the labelled dots of small states: each box starts at its state and is pushed until no two overlap, so that
// every one can be read and hit by a finger. Deterministic: the same map gives the same places.

export interface Box {
  readonly id: string;
  /** Where the state is; the box is drawn around `x, y`, which starts there. */
  readonly anchorX: number;
  readonly anchorY: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that stays where it is, such as a printed label; `x, y` is its middle. */
export type Obstacle = Pick<Box, "x" | "y" | "width" | "height">;

export interface Bounds {
  readonly width: number;
  readonly height: number;
}

const ROUNDS = 240;
const PULL = 0.02;
/** How far around a state labels count as its neighbours, and how far from them its box starts. */
const NEIGHBOURHOOD = 90;
const HEAD_START = 34;

export interface Room {
  readonly bounds: Bounds;
  readonly obstacles: readonly Obstacle[];
}

/** New boxes in the same order; overlaps remain only where the bounds are too small to hold them all. */
export function dodgeBoxes(boxes: readonly Box[], { bounds, obstacles }: Room): Box[] {
  const moving = boxes.map((box) => ({ ...box, ...startOf(box, obstacles) }));
  for (let round = 0; round < ROUNDS; round++) {
    // The pull home fades, so that the last rounds only separate.
    const pull = PULL * Math.max(0, 1 - (2 * round) / ROUNDS);
    for (const box of moving) {
      box.x += (box.anchorX - box.x) * pull;
      box.y += (box.anchorY - box.y) * pull;
    }
    const tie = round % 2 === 0 ? 1 : -1;
    for (const box of moving) for (const obstacle of obstacles) evade(box, obstacle, tie);
    for (const [index, a] of moving.entries()) for (const b of moving.slice(index + 1)) separate(a, b, tie);
    for (const box of moving) {
      box.x = clamp(box.x, box.width / 2, bounds.width - box.width / 2);
      box.y = clamp(box.y, box.height / 2, bounds.height - box.height / 2);
    }
  }
  return moving;
}

/** Away from the middle of the labels around, so that a crowded place is left on its open side. */
function startOf(box: Box, obstacles: readonly Obstacle[]): { x: number; y: number } {
  const near = obstacles.filter(({ x, y }) => Math.hypot(x - box.anchorX, y - box.anchorY) < NEIGHBOURHOOD);
  if (near.length === 0) return { x: box.x, y: box.y };
  const dx = box.anchorX - near.reduce((sum, { x }) => sum + x, 0) / near.length;
  const dy = box.anchorY - near.reduce((sum, { y }) => sum + y, 0) / near.length;
  const length = Math.hypot(dx, dy);
  if (length === 0) return { x: box.x, y: box.y };
  return { x: box.x + (dx / length) * HEAD_START, y: box.y + (dy / length) * HEAD_START };
}

type Moving = { -readonly [K in keyof Box]: Box[K] };

function separate(a: Moving, b: Moving, tie: number): void {
  const [stepX, stepY] = wayOut(a, b, tie);
  a.x -= stepX / 2;
  a.y -= stepY / 2;
  b.x += stepX / 2;
  b.y += stepY / 2;
}

function evade(box: Moving, obstacle: Obstacle, tie: number): void {
  // Half the way at a time, so that other boxes have their say in the same round.
  const [stepX, stepY] = wayOut(obstacle, box, tie);
  box.x += stepX / 2;
  box.y += stepY / 2;
}

/** How far `b` has to go from `a`, along the shorter way; nothing when they are apart. */
function wayOut(a: Obstacle, b: Obstacle, tie: number): readonly [number, number] {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const overlapX = (a.width + b.width) / 2 - Math.abs(dx);
  const overlapY = (a.height + b.height) / 2 - Math.abs(dy);
  if (overlapX <= 0 || overlapY <= 0) return [0, 0];
  return overlapY <= overlapX
    ? [0, overlapY * (dy === 0 ? tie : Math.sign(dy))]
    : [overlapX * (dx === 0 ? tie : Math.sign(dx)), 0];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
