// Prints the banner and "page n of m" in the margin of every sheet. Margin boxes take their text from the style sheet, so
// the sheet is built here; adopted sheets are not inline style and pass the node's content policy.

/** Adopts the margins for this marking; the returned function takes them away again. */
export function printMargins(banner: string, exercise: boolean): () => void {
  const text = quote(exercise ? `EXERCISE · ${banner} · EXERCISE` : banner);
  const line = "font: 600 9pt 'Source Sans 3', sans-serif; letter-spacing: 0.06em; color: #000;";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page {
    @top-center { content: ${text}; ${line} }
    @bottom-center { content: ${text}; ${line} }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 400 8pt 'Source Sans 3', sans-serif; }
  }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
  };
}

/** A CSS string; everything but plain printable text is escaped. */
function quote(text: string): string {
  const escaped = text.replaceAll(
    /[^\w .,:+&/()-]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 32).toString(16)} `,
  );
  return `"${escaped}"`;
}
