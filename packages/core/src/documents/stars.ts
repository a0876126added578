// What a run of asterisks in wikitext means: places withheld at source, the sign of a list, or a rating.

const RATING_BEFORE = /\b(?:stars?|rat(?:ed|ing|ings)|asterisks?)\b[^.!?\n]*$/i;
const RATING_AFTER = /^[ -]*(?:stars?|hotels?|restaurants?|ratings?|rated)\b/i;

export interface Stars {
  /** Places withheld at source; 0 when the run is text. */
  readonly places: number;
  /** What a person should check. */
  readonly doubt: string | null;
}

/**
 * Reads the run from `start` to `end`. At a line's start it is a list of the third level, unless the line before runs on into
 * it or nothing follows it; in a footnote there are no lists.
 */
export function readStars(
  source: string,
  { start, end, note }: { readonly start: number; readonly end: number; readonly note: boolean },
): Stars {
  const text = { places: 0, doubt: null };
  const places = (end - start) / 3;
  if (!Number.isInteger(places)) return text;
  const before = source.slice(Math.max(0, start - 200), start);
  const after = source.slice(end, end + 40);
  if (!note && (before === "" || before.endsWith("\n") || before.endsWith("</noinclude>"))) {
    const lineBefore = before.endsWith("\n") ? (before.slice(0, -1).split("\n").at(-1) ?? "").trim() : "";
    const runsOn = lineBefore !== "" && !/^[*#:;=<]|[.:;!?]\s*$/.test(lineBefore);
    if (!runsOn && !/^[.,;:!?]*[ \t]*(?:\n|<|$)/.test(after)) return text;
    return {
      places,
      doubt: "These asterisks begin a line and are taken as withheld at source: check that they are no list",
    };
  }
  if (RATING_BEFORE.test(before) || RATING_AFTER.test(after)) {
    return {
      places: 0,
      doubt: "These asterisks read as a rating and are kept as text: check that nothing was withheld here",
    };
  }
  return { places, doubt: null };
}
