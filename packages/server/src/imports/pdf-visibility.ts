// Which signs of a page are seen: what lies over a sign hides it, and what lies under it is what it must differ from.
import { isInside } from "./pdf-geometry.ts";
import type { Box } from "./pdf-geometry.ts";

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

/** A sign, when it was painted, and in which colour; null for a pattern. */
export interface PaintedSign extends Sign {
  readonly order: number;
  readonly colour: number | null;
}

/** Something opaque that was painted. */
export interface Paint extends Box {
  readonly order: number;
  /** Null for a picture or a pattern. */
  readonly colour: number | null;
}

const WHITE = 0xffffff;

/** Decides for every sign that could be seen whether it is. */
export function judgeSigns(signs: readonly PaintedSign[], paints: readonly Paint[], page: Box): void {
  const area = (page.x1 - page.x0) * (page.y1 - page.y0);
  for (const sign of signs) {
    if (sign.visibility === "layer" || sign.text.trim() === "") continue;
    const turn = (sign.angle * Math.PI) / 180;
    const middle = {
      x: sign.x + (Math.cos(turn) * sign.width) / 2 - Math.sin(turn) * sign.size * 0.3,
      y: sign.y + (Math.sin(turn) * sign.width) / 2 + Math.cos(turn) * sign.size * 0.3,
    };
    let ground: number | null = WHITE;
    for (const paint of paints) {
      if (!isInside(middle, paint, 0) || sign.visibility === "covered") continue;
      // A picture over the whole page is a scan with its words under it.
      const scan = paint.colour === null && (paint.x1 - paint.x0) * (paint.y1 - paint.y0) > area * 0.8;
      const over = paint.order > sign.order;
      if (sign.visibility === "invisible") {
        // The words of a scan are painted before or after it; a dark box over the scan hides them all the same.
        if (!scan && (over || (paint.colour !== null && isDarkColour(paint.colour))))
          sign.visibility = "covered";
      } else if (!over) ground = paint.colour;
      else sign.visibility = scan ? "invisible" : "covered";
    }
    if (sign.visibility === "shown" && ground !== null && sign.colour !== null && isSame(sign.colour, ground))
      sign.visibility = "invisible";
  }
}

function isDarkColour(colour: number): boolean {
  return ((colour >> 16) & 255) * 0.3 + ((colour >> 8) & 255) * 0.59 + (colour & 255) * 0.11 < 90;
}

function isSame(a: number, b: number): boolean {
  return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) < 16);
}
