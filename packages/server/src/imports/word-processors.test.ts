// Files that real programs wrote are imported whole: every word a reader sees is there once, in order, and what readers do not
// see is set aside. Each goes through the reading process, as it would in use.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { asidesOf, codesOf, importBytes, linesOf } from "./fixtures/import-bytes.ts";
import type { ImportResult } from "./index.ts";

const BOOK =
  "The watch on the tower had a book in which every ship was written down with the hour and the wind, and the book is kept in the house of the harbour master to this day. " +
  "Whoever reads it sees that nobody wrote anything between four and five that morning, although the wind had turned and three ships lay in the roads. " +
  "It may be that the man on the tower was asleep, or that he was called away; the book does not say, and nobody who was there has ever said it either.";
const LAST =
  "A second page begins here with a paragraph that is long enough to run over several lines of the page, so that the lines have to be put together again by whoever reads it.";
const TUGS = "Two tugs were sent at once, and a third one stood by in the inner basin until the afternoon.";

const open = (name: string): Promise<ImportResult> =>
  importBytes(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)), name);

/** The note as LibreOffice was given it. */
function note(end: string, headingRow: string): string[] {
  return [
    "title: Harbour incident of 4 March",
    "heading1: What is known",
    `paragraph 1: The tanker Maris lost power outside the harbour at 04:10.^1 ${TUGS}`,
    "paragraph 2: The pilot reported three things:",
    "paragraph1 2(a): the rudder did not answer;",
    "paragraph1 2(b): the engine room was dark;",
    "paragraph1 2(c): nobody answered on channel 16.",
    "paragraph 3: No oil was seen at daybreak.^2",
    "heading2: Where it happened",
    "paragraph1: the outer roads",
    "paragraph1: the northern channel",
    "table: ",
    `${headingRow}: Time|Place|Source`,
    "row: 04:10|outer roads|pilot",
    "row: 05:25|northern channel, by radar|",
    "heading1: Open questions",
    `paragraph: ${end}`,
    `paragraph: ${LAST}`,
    "paragraph: The end.",
    "footnote 1: Log of the port, page 12.",
    "footnote 2: Aerial picture of 4 March.",
  ];
}

describe("a file of a real word processor", () => {
  it("LibreOffice Writer, DOCX", async () => {
    const result = await open("libreoffice.docx");
    expect(linesOf(result)).toEqual(
      note(
        "The cause is not known. The insurer has been asked, see the port's page <https://port.example/notices>.",
        "row1",
      ),
    );
    expect(asidesOf(result)).toEqual([
      "inserted: not ",
      "deleted:  for certain",
      "comment: Ask the insurer first.",
      "hidden:  Hidden remark.",
      "header: UK OFFICIAL",
      expect.stringMatching(/^footer: Page \d$/),
    ]);
    expect(codesOf(result).filter((code) => code.startsWith("error"))).toEqual([
      "error IMPORT_CHANGE_TRACKED",
      "error IMPORT_CHANGE_TRACKED",
      "error IMPORT_HIDDEN_TEXT",
    ]);
  });

  it("AbiWord, DOCX", async () => {
    const result = await open("abiword.docx");
    const text = linesOf(result);
    // AbiWord took the changes in, and made hidden text visible.
    const end =
      text.find((line) => line.startsWith("paragraph: The cause"))?.replace("paragraph: ", "") ?? "";
    expect(text).toEqual(note(end, "row"));
    expect(end).toMatch(/^The cause is not known.*the port's page <https:\/\/port\.example\/notices>\./);
  });

  it("pandoc, DOCX", async () => {
    const result = await open("pandoc.docx");
    expect(linesOf(result)).toEqual([
      "title: Harbour incident of 4 March",
      "heading1: What is known",
      "paragraph 1: The tanker Maris lost power outside the harbour at 04:10.^1 Two tugs were sent.",
      "paragraph 2: The pilot reported three things:",
      "paragraph1 2(a): the rudder did not answer;",
      "paragraph1 2(b): the engine room was dark;",
      "paragraph1 2(c): nobody answered on channel 16.",
      "paragraph 3: No oil was seen at daybreak.^2",
      "heading2: Where it happened",
      "paragraph1: the outer roads",
      "paragraph1: the northern channel",
      "quotation: The lights went out one after the other, as if somebody walked through the ship.",
      "table: Positions of the ship",
      "row1: Time|Place|Source",
      "row: 04:10|outer roads|pilot",
      "row: 05:25|northern channel|radar",
      "heading3: Open questions",
      "paragraph: The cause is not known. The insurer has been asked, see the port’s page <https://port.example/notices>.",
      "footnote 1: Log of the port, page 12.",
      "footnote 2: Aerial picture of 4 March.",
    ]);
    expect(codesOf(result).filter((code) => code.startsWith("error"))).toHaveLength(2);
  });

  it("LibreOffice Writer, PDF", async () => {
    const result = await open("libreoffice.pdf");
    // Printed as it was shown: with what is struck out, and without what is hidden.
    expect(linesOf(result)).toEqual(
      note("The cause is not known for certain. The insurer has been asked, see the port's page.", "row"),
    );
    expect(asidesOf(result)).toEqual([
      "header: UK OFFICIAL",
      "footer: Page 1",
      "header: UK OFFICIAL",
      "footer: Page 2",
    ]);
    const pages = result.parsed.document.portions.map(({ page }) => page);
    expect([pages[1], pages.at(-1)]).toEqual(["1", "2"]);
  });

  it("LibreOffice Writer, PDF in two columns", async () => {
    const result = await open("libreoffice-columns.pdf");
    expect(linesOf(result)).toEqual([
      "paragraph: UK OFFICIAL",
      "heading1: The book of the tower, in two columns",
      ...["one", "two", "three", "four"].map((number) => `paragraph: Part ${number}. ${BOOK}`),
      "paragraph: Under both columns stands one last line.",
      "paragraph: Page 1",
    ]);
  });

  it.each(["wkhtmltopdf.pdf", "chromium.pdf"])("%s", async (name) => {
    const result = await open(name);
    expect(linesOf(result)).toEqual([
      "title: Harbour incident of 4 March",
      "heading1: What is known",
      "paragraph 1: The tanker Maris lost power outside the harbour at 04:10. Two tugs were sent at once, and a third one stood by in the inner basin until the afternoon of the same day.",
      "paragraph 2: The pilot reported three things, which were taken down as he said them and read back to him before the watch changed.",
      "paragraph: the rudder did not answer",
      "paragraph: the engine room was dark",
      "paragraph 3: No oil was seen at daybreak.",
      "heading1: Where it happened",
      "paragraph: Time Place",
      "paragraph: 04:10 outer roads",
      "paragraph: 05:25 northern channel",
      `paragraph 4: ${LAST}`,
      "paragraph 5: The end.",
    ]);
  });
});
