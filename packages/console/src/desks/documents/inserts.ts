// What the helpers put into a text: whole lines before a portion, or another mark at its beginning. Pure: lines in, changes out.

/** The signs before a portion's mark, then the mark itself where there is one. */
const BEGINNING =
  /^(\s*(?:title: |#{1,3} (?:\d[\w.]*\. )?|> |- - |- |\d+(?:\.\d+)*[a-z]?\. |(?:[a-z]{1,5}|\d{1,3})\) |\[[@^][\w-]+\]: )?)(\([^()]*\) ?)?/;

/** The line with that mark in place of the one it has, or with it where it had none. */
export function markLine(line: string, mark: string): string {
  const [whole = "", signs = ""] = BEGINNING.exec(line) ?? [];
  return `${signs}(${mark}) ${line.slice(whole.length)}`.trimEnd();
}

/** The first line of the portion in which a line stands: the last of `starts` that is not after it, else the line itself. */
export function findStart(line: number, starts: Iterable<number>): number {
  let found = 0;
  for (const start of starts) if (start <= line && start > found) found = start;
  return found === 0 ? line : found;
}

export function writeJudgement(of: {
  readonly term: string;
  readonly scale: string;
  readonly confidence: "high" | "moderate" | "low";
  readonly supports: readonly string[];
}): string {
  const scale = of.scale === "phia" ? "" : `, scale: ${of.scale}`;
  const supports = of.supports.length === 0 ? "" : `, supports: ${of.supports.join(", ")}`;
  return `{judgement: ${of.term}${scale}, confidence: ${of.confidence}${supports}}`;
}

/** Numbers as a person types them, `8, 11 ,13`. */
export function readSupports(typed: string): readonly string[] {
  return typed
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
