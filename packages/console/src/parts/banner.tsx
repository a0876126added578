// The banner: the marking of everything on the screen, first and last thing seen. Colours are the scheme's own. One band for
// each scheme; nothing marked on the screen, no band.
import type { BannerBand } from "@entente/core/printing";
import { useEffect } from "react";
import { printMargins } from "./print-margins.ts";

export interface BannersProps {
  readonly bands: readonly BannerBand[];
  /** Null: the line at the end of the page, which prints no margins of its own. */
  readonly exercise: boolean | null;
  readonly label: string;
}

export function Banners({ bands, exercise, label }: BannersProps) {
  const text = bands.map((band) => band.text).join(" && ");
  useEffect(
    () => (exercise === null || text === "" ? undefined : printMargins(text, exercise)),
    [text, exercise],
  );
  return (
    <aside className={exercise === null ? "banners banners-end" : "banners"} aria-label={label}>
      {bands.map((band) => (
        <p key={band.text} className="banner" style={{ backgroundColor: band.colour, color: band.ink }}>
          {band.text}
        </p>
      ))}
    </aside>
  );
}
