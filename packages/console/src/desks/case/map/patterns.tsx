// Fills for what a member did. Each differs by pattern as well as by darkness, so that print, a monochrome screen and any
// eye can tell them apart; colours come from the stylesheet.
import { standings } from "../standing.ts";
import type { Standing } from "../standing.ts";

/** Address of a fill within the same page. `scope` keeps several drawings on one page apart. */
export function fillOf(standing: Standing, scope: string): string {
  return `url(#${scope}-${standing})`;
}

export function Patterns({ scope }: { scope: string }) {
  return (
    <defs>
      {standings.map((standing) => (
        <pattern
          key={standing}
          id={`${scope}-${standing}`}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform={standing === "otherwise" ? "rotate(45)" : undefined}
        >
          <rect width="6" height="6" className={standing === "joined" ? "fill-full" : "fill-ground"} />
          <Figure standing={standing} />
        </pattern>
      ))}
    </defs>
  );
}

function Figure({ standing }: { standing: Standing }) {
  switch (standing) {
    case "joined":
    case "waiting":
      return null;
    case "otherwise":
      return <rect width="2.6" height="6" className="fill-mid" />;
    case "pledged":
      return <rect width="6" height="2.2" className="fill-mid" />;
    case "weighing":
      return <circle cx="3" cy="3" r="1.1" className="fill-mid" />;
    case "declined":
      return <path d="M1.2 1.2l3.6 3.6M4.8 1.2l-3.6 3.6" className="stroke-mid" />;
    case "silent":
      return <circle cx="1.5" cy="1.5" r="0.6" className="fill-mid" />;
  }
}

/** The fill as a small sample beside a word. */
export function Swatch({ standing, scope }: { standing: Standing; scope: string }) {
  return (
    <svg className="swatch" width="22" height="14" aria-hidden="true" focusable="false">
      <rect x="0.5" y="0.5" width="21" height="13" fill={fillOf(standing, scope)} className="outline" />
    </svg>
  );
}
