// Imports: pages of wikitext and plain text. All pages here are invented.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWithheldAtSource, parsePlainText, parseWikitext, plainText } from "./index.ts";
import type { ParsedDocument } from "./index.ts";

const PAGE = `<noinclude><pagequality level="4" user="Checker" />{{rh||SAMPLE|}}</noinclude>border", and later.<ref>Letter, 3 May 2031.</ref>

'''Working with others'''

131. Few can read *** in time. ***.<ref name="a">''Review'' with *** in it.</ref>

132. Nobody (***) knew.<ref name="a" />
133. The next number begins a paragraph
2031. but a year does not.

== Second heading ==

134. A quotation:

{{quote|we saw ***

and more ***}}

and it goes on<noinclude>
{{smallrefs}}
39</noinclude>`;

const portionsOf = ({ document }: ParsedDocument): unknown[] =>
  document.portions.map(({ number, spans }) => [number, plainText(spans), countWithheldAtSource(spans)]);
const codes = ({ problems }: ParsedDocument): string[] => problems.map(({ code }) => code);
const allText = ({ document, page }: ParsedDocument): string =>
  [
    ...[...document.portions, ...document.footnotes].map(
      ({ number, spans }) => `${number ?? ""}. ${plainText(spans)}`,
    ),
    page?.header,
    page?.footer,
    ...(page?.asides ?? []),
  ].join("\n");

describe("wikitext", () => {
  it("reads a page with everything in it", () => {
    const parsed = parseWikitext(PAGE);
    expect(parsed.page).toEqual({
      level: 4,
      user: "Checker",
      header: "{{rh||SAMPLE|}}",
      footer: "{{smallrefs}}\n39",
      printedPage: "39",
      asides: ['<ref name="a">', '<ref name="a" />'],
      startsMidSentence: true,
      endsMidSentence: true,
    });
    expect(portionsOf(parsed)).toEqual([
      [null, 'border", and later.[^1]', 0],
      [null, "Working with others", 0],
      ["131", "Few can read *** in time. ***.[^2]", 2],
      ["132", "Nobody (***) knew.[^2]", 1],
      ["133", "The next number begins a paragraph 2031. but a year does not.", 0],
      [null, "Second heading", 0],
      ["134", "A quotation:", 0],
      [null, "we saw ***", 1],
      [null, "and more ***", 1],
      [null, "and it goes on", 0],
    ]);
    expect(
      parsed.document.footnotes.map(({ id, spans }) => [id, plainText(spans), countWithheldAtSource(spans)]),
    ).toEqual([
      ["n1", "Letter, 3 May 2031.", 0],
      ["n2", "Review with *** in it.", 1],
    ]);
    expect(parsed.document.portions.filter(({ kind }) => kind === "heading")).toHaveLength(2);
    expect(codes(parsed)).toEqual(["PORTION_UNMARKED"]);
    expect(parsed.problems.every(({ severity }) => severity === "warning")).toBe(true);
  });

  it("marks nothing", () => {
    const { document } = parseWikitext(PAGE);
    for (const portion of [...document.portions, ...document.footnotes]) expect(portion.marking).toBeNull();
  });

  it.each([
    ['<noinclude><pagequality level="0" user="A" /></noinclude><noinclude></noinclude>', 0, "A", 0],
    ['<noinclude><pagequality level="3" user="" /></noinclude>1. Text.', 3, null, 1],
    [
      '<noinclude><pagequality level="1" user="Ա2" /><div class="pagetext">\n\n\n</noinclude>1. Text.<noinclude><references/></div></noinclude>',
      1,
      "Ա2",
      1,
    ],
    ["<noinclude>{{PageQuality|2|B}}</noinclude>1. Text.", 2, "B", 1],
    ["1. Text without a frame.", 1, null, 1],
    ["<noinclude>never closed", 1, null, 1],
  ])("reads the frame of %s", (text, level, user, portions) => {
    const parsed = parseWikitext(text);
    expect(parsed.page).toMatchObject({ level, user });
    expect(parsed.document.portions).toHaveLength(portions);
  });

  it.each([
    ["1. Text.\n\n* one\n** two\n*** three", 0, "third level of a list"],
    ["1. A rating of *** in a list of hotels.", 0, "rating named before"],
    ["1. A *** hotel.", 0, "rating named after"],
    ["1. Text <nowiki>***</nowiki> here.", 0, "nowiki"],
    ["1. Four **** here.", 0, "four asterisks"],
    ["1. They met *** there.", 1, "running text"],
    ["1. They met\n*** there.", 1, "a sentence that runs on"],
    ["***.", 1, "a whole paragraph"],
    ["1. With ******.", 2, "two at once"],
    ["1. Bar ████████ and [REDACTED] and {{redacted|x}} and ''[blank]''.", 4, "other styles"],
  ])("%s has %i withheld at source: %s", (text, count) => {
    const { document } = parseWikitext(text);
    expect(document.portions.reduce((sum, { spans }) => sum + countWithheldAtSource(spans), 0)).toBe(count);
  });

  it.each([
    ["1. Rated *** by all.", "WIKITEXT_REDACTION_STYLE"],
    ["1. They met\n*** there.", "WIKITEXT_REDACTION_STYLE"],
    ["1. Bar ███.", "WIKITEXT_REDACTION_STYLE"],
    ["1. {{gap}} here.", "WIKITEXT_TEMPLATE_KEPT"],
    ['1. See.<ref name="x" />', "NOTE_UNDEFINED"],
  ])("%s gives the warning %s", (text, code) => {
    expect(parseWikitext(text).problems).toContainEqual(
      expect.objectContaining({ code, severity: "warning" }),
    );
  });

  it("sets aside what is not running text", () => {
    const parsed = parseWikitext(
      '1. One <!-- hidden -->two<noinclude>inner</noinclude>.<section begin="a" /> Three.',
    );
    expect(portionsOf(parsed)).toEqual([["1", "One two. Three.", 0]]);
    expect(parsed.page?.asides).toEqual(["hidden", "inner", '<section begin="a" />']);
  });
});

describe("plain text", () => {
  it("reads numbered paragraphs parted by blank lines", () => {
    const parsed = parsePlainText(
      "goes on from before ***\n\n12. First line\nsecond line, in\n2031. still here.\n13. Next\f14. After a page [REDACTED].\n\n***\n",
    );
    expect(portionsOf(parsed)).toEqual([
      [null, "goes on from before ***", 1],
      ["12", "First line second line, in 2031. still here.", 0],
      ["13", "Next", 0],
      ["14", "After a page ***.", 1],
      [null, "***", 1],
    ]);
    expect(codes(parsed)).toEqual(["PORTION_UNMARKED", "WIKITEXT_REDACTION_STYLE"]);
    expect(parsed.page).toBeNull();
  });

  it("has no problem where there is no text", () => {
    expect(parsePlainText(" \n\n").problems).toEqual([]);
  });
});

describe("nothing is lost", () => {
  it.each([
    "[[File:a.png|lost words|]]",
    "[[File:a.png|lost|words]]",
    "[[File:a.png|thumb|lost words|left]]",
    "[[File:a.png|lost | words |100px]]",
  ])("of the captions of %s, wherever they stand", (picture) => {
    for (const [before, after] of [
      ["", ""],
      ["\n{|\n", ""],
      ["{|\n| a\n| ", "\n| b\n|}\n"],
      ["{|\n|-\n! ", " || c\n|}\n"],
      ["<blockquote>", "</blockquote>"],
      ["a<ref>", "</ref>"],
      ["* ", ""],
    ]) {
      const text = allText(parseWikitext(`${before ?? ""}${picture}${after ?? ""}`));
      expect(text).toContain("lost");
      expect(text).toContain("words");
    }
  });

  it.each(["[[lost words]]", "[[lost words|]]", "[[lost words||]]", "[[lost|words]]", "[[ lost words | ]]"])(
    "of the link %s",
    (source) => {
      const text = allText(parseWikitext(source));
      expect(text).toContain("lost");
      expect(text).toContain("words");
    },
  );

  const fragments = [
    "\n",
    "\n\n",
    " ",
    "1. ",
    "2. ",
    "* ",
    "*** ",
    "***",
    "'''",
    "== ",
    "<ref>",
    '<ref name="n">',
    '<ref name="n" />',
    "</ref>",
    "{{",
    "}}",
    "{{quote|",
    "<noinclude>",
    "</noinclude>",
    "<!--",
    "-->",
    "<nowiki>",
    "</nowiki>",
    "<br />",
    "\n{|\n",
    "\n|}\n",
    "\n|-\n",
    "\n| ",
    "\n! ",
    "\n|+ ",
    "||",
    "|",
    "\n# ",
    "\n: ",
    "(a) ",
    "<blockquote>",
    "</blockquote>",
    '<span style="display:none">',
    "</span>",
    "<s>",
    "<references>",
    "</references>",
    '<ref follow="n">',
    "{{nop}}",
    "[[File:a.png|",
    "]]",
    "&amp;",
    "\f",
    "¹",
    "\n1 ",
    "   ",
    "[REDACTED]",
    "██",
    "''[blank]''",
    "<",
    "[[",
  ];
  const sources = fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...fragments) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("[[", "[[File:a.png|", "|", "]]", "\n{|\n", "<ref>", "</ref>"),
        },
        { weight: 1, arbitrary: fc.constant("WORD ") },
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.map((part, index) => (part === "WORD " ? `wq${index}x ` : part)).join(""));

  it.each([
    ["wikitext", parseWikitext],
    ["plain text", parsePlainText],
  ])("of the words of any %s", (_, parse) => {
    fc.assert(
      fc.property(sources, fc.boolean(), (source, framed) => {
        const text = framed
          ? `<noinclude><pagequality level="3" user="U" />wqax</noinclude>${source}<noinclude>wqbx</noinclude>`
          : source;
        const words = (all: string): string[] => (all.match(/wq\w+?x/g) ?? []).sort();
        expect(words(allText(parse(text)))).toEqual(words(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("of any text whatever, and nothing is thrown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        expect(() => [parseWikitext(text), parsePlainText(text)]).not.toThrow();
      }),
    );
  });
});

describe("hostile pages", () => {
  it.each([
    "<ref>",
    "<ref></ref>",
    "<!--",
    "<nowiki>",
    "{{",
    "[[",
    "'''a",
    "***",
    "\n***",
    "<ref name=",
    "█ ",
    "[redacted",
    "{{redacted|",
  ])(
    "of %s again and again are read in good time",
    (sign) => {
      const text = sign.repeat(20_000);
      expect(parseWikitext(text).document.portions.length).toBeGreaterThan(0);
      expect(parsePlainText(text).document.portions.length).toBeGreaterThan(0);
    },
    10_000,
  );

  it("do not nest footnotes without end", () => {
    const text = `1. x${"<ref>".repeat(5_000)}y${"</ref>".repeat(5_000)}`;
    expect(() => parseWikitext(text)).not.toThrow();
  });
});
