// The banner line: the marking of everything on the page, first and last thing seen. Colours are the scheme's own.
import { useEffect } from "react";
import type { BannerLine } from "../api/case-overview.ts";
import { printMargins } from "./print-margins.ts";

export function Banner({ line, exercise }: { line: BannerLine; exercise: boolean }) {
  useEffect(() => printMargins(line.text, exercise), [line.text, exercise]);
  return (
    <aside
      className="banner"
      aria-label="Marking of this page"
      style={{ backgroundColor: line.colour, color: line.ink }}
    >
      {line.text}
    </aside>
  );
}

/** The same line once more where the page ends. */
export function EndBanner({ line }: { line: BannerLine }) {
  return (
    <aside
      className="banner banner-end"
      aria-label="Marking of this page, at its end"
      style={{ backgroundColor: line.colour, color: line.ink }}
    >
      {line.text}
    </aside>
  );
}
