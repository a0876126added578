// Markdown: what becomes of its blocks, and where its signs and ours could be mistaken for each other. All texts are invented.
import { describe, expect, it } from "vitest";
import { asidesOf, codesOf, linesOf, readBytes } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const read = (text: string): Promise<ReadSource> => readBytes(Buffer.from(text), "file.md", "markdown");

describe("Markdown", () => {
  it("keeps headings, numbered paragraphs, nested lists, quotations, tables and footnotes", async () => {
    const source = await read(`# The title

Before.[^a]

## Head

131. First *** para
     goes on.

     - bullet
       - inner
         - deeper
     1. sub
132. Second

> Quoted.
>
> More.

| A | B |
|---|---|
| 1 | *** |

[^a]: A note.

    In two parts.
`);
    expect(source.parsed.document.title).toBe("The title");
    expect(linesOf(source)).toEqual([
      "title: The title",
      "paragraph: Before.^a",
      "heading2: Head",
      "paragraph 131: First *** para goes on.",
      "paragraph1: bullet",
      "paragraph2: inner",
      "paragraph2: deeper",
      "paragraph1: 1. sub",
      "paragraph 132: Second",
      "quotation: Quoted.",
      "quotation: More.",
      "table: ",
      "row1: A|B",
      "row: 1|***",
      "footnote a: A note. In two parts.",
    ]);
    expect(codesOf(source)).toEqual(["warning IMPORT_STRUCTURE_FLATTENED"]);
  });

  it.each([
    ["They met *** there. ***.", "They met *** there. ***.", []],
    ["One (***) and two (***).", "One (***) and two (***).", ["warning WIKITEXT_REDACTION_STYLE"]],
    ["A ***bold*** word.", "A bold word.", ["warning WIKITEXT_REDACTION_STYLE"]],
    ["Written \\*\\*\\* so.", "Written *** so.", []],
    ["Before.\n\n***\n\nAfter.", "***", ["warning WIKITEXT_REDACTION_STYLE"]],
    ["Lost *** to *emphasis***.", null, ["warning WIKITEXT_REDACTION_STYLE"]],
    ["In code `***` it is text.", "In code *** it is text.", []],
    ["A [REDACTED] word.", "A *** word.", ["warning WIKITEXT_REDACTION_STYLE"]],
  ])("reads the asterisks of %j", async (text, expected, codes) => {
    const source = await read(text);
    if (expected !== null) expect(linesOf(source)).toContain(`paragraph: ${expected}`);
    expect(codesOf(source)).toEqual(codes);
  });

  it.each([
    ["~~gone~~", "paragraph: gone", "error IMPORT_CHANGE_TRACKED"],
    ["```js\nlet a;\nlet b;\n```", "paragraph: let a; let b;", "warning IMPORT_KEPT_AS_TEXT"],
    ["<div>x</div>", "paragraph: <div>x</div>", "warning IMPORT_KEPT_AS_TEXT"],
    ["[words](https://e.org)", "paragraph: words (https://e.org)", "warning IMPORT_LINK"],
    ["[words][r]\n\n[r]: https://e.org", "paragraph: words (https://e.org)", "warning IMPORT_LINK"],
    ["![A plan](img/plan.png)", "rendition: A plan", "warning IMPORT_PICTURE"],
    ["![A film](film.gif)", "figure: A film", "warning IMPORT_PICTURE"],
    ["1. a\n1. b", "paragraph 2: b", "warning IMPORT_STRUCTURE_FLATTENED"],
    ["> > inner", "quotation: inner", "warning IMPORT_STRUCTURE_FLATTENED"],
    ["A\u202Eb", "paragraph: A\u202Eb", "error TEXT_CONTROL_CHARACTER"],
  ])("keeps %j as %j and says %s", async (text, line, code) => {
    const source = await read(text);
    expect(linesOf(source)).toContain(line);
    expect(codesOf(source)).toContain(code);
  });

  it("sets aside what is no running text, whole", async () => {
    const source = await read(
      '---\nauthor: Someone\n---\n\nText <!-- not shown --> [a](https://e.org "Tip").\n\n[unused]: https://u.example\n',
    );
    expect(linesOf(source)).toEqual(["paragraph: Text  a (https://e.org)."]);
    expect(asidesOf(source)).toEqual([
      "property: author: Someone",
      "comment: not shown",
      "annotation: Tip",
      "property: [unused]: https://u.example",
    ]);
  });

  it("numbers a list only once in a document", async () => {
    expect(linesOf(await read("1. a\n2. b\n\nBetween.\n\n1. c\n"))).toEqual([
      "paragraph 1: a",
      "paragraph 2: b",
      "paragraph: Between.",
      "paragraph: 1. c",
    ]);
  });

  it("refuses what nests without end, and bytes that are no UTF-8", async () => {
    await expect(read(`${"> ".repeat(500)}x`)).rejects.toMatchObject({ code: "IMPORT_TOO_DEEP" });
    await expect(readBytes(Uint8Array.of(0x61, 0xff), "a.md", "markdown")).rejects.toMatchObject({
      code: "IMPORT_ENCODING",
    });
  });
});
