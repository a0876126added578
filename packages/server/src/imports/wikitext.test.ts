// Wikitext as a file: one page, or several in a row. All pages are invented.
import { describe, expect, it } from "vitest";
import { asidesOf, linesOf, readBytes } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const read = (text: string): Promise<ReadSource> => readBytes(Buffer.from(text), "page.wikitext", "wikitext");
const page = (number: number, body: string): string =>
  `<noinclude><pagequality level="3" user="Reader" />{{rh||PAPER|}}</noinclude>${body}<noinclude>{{smallrefs}}\n${number}</noinclude>`;

describe("wikitext", () => {
  it("keeps the frame of a page beside the document", async () => {
    const source = await read(page(7, "1. Text.<!-- seen by nobody -->"));
    expect(linesOf(source)).toEqual(["paragraph 1: Text."]);
    expect(asidesOf(source)).toEqual([
      "header: {{rh||PAPER|}}",
      "object: seen by nobody",
      "footer: {{smallrefs}}\n7",
    ]);
    expect(source.parsed.page).toMatchObject({ level: 3, user: "Reader", printedPage: "7" });
  });

  it("joins the pages of a file, with their numbers and the lines of the file", async () => {
    const source = await read(
      [
        page(7, '1. It goes<ref name="a">A note</ref> on'),
        page(8, 'over the end.<ref follow="a">and its rest.</ref>\n\n2. {{gap}} Text.'),
      ].join("\n"),
    );
    expect(linesOf(source)).toEqual([
      "paragraph 1: It goes^1 on over the end.",
      "paragraph 2: {{gap}} Text.",
      "footnote 1: A note and its rest.",
    ]);
    expect(source.parsed.document.portions.map((portion) => portion.page)).toEqual(["7", "8"]);
    expect(source.parsed.page).toBeNull();
    expect(source.parsed.problems).toContainEqual(
      expect.objectContaining({
        ...{ code: "WIKITEXT_TEMPLATE_KEPT", line: 5 },
        message: expect.stringMatching(/^Page 2: /) as string,
      }),
    );
  });
});
