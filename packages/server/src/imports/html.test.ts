// HTML: what a browser shows becomes portions, and what it does not show is said. All pages are invented.
import { describe, expect, it } from "vitest";
import { asidesOf, codesOf, linesOf, readBytes } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const read = (text: string | Uint8Array): Promise<ReadSource> =>
  readBytes(Buffer.from(text), "page.html", "html");

describe("HTML", () => {
  it("keeps headings, paragraphs, lists, tables, quotations, figures and footnotes", async () => {
    const source = await read(`<!doctype html><title>The &amp; title</title>
<h1>Head</h1><p>131. Text with *** &mdash; and <b>**</b>*.<sup><a href="#fn1" id="r1">1</a></sup></p>
<ol><li>one<ul><li>sub</ul><li>two<p>more</ol>
<ol start=5 type=a><li>five</ol>
<blockquote><p>Quoted</p>on</blockquote>
<table><caption>Cap</caption><tr><th>A<th>B<tr><td><p>x</p><p>y</p><td>***</table>
<figure><img src="a/plan.png" alt="A plan"><figcaption>Caption</figcaption></figure>
<section class=footnotes><ol><li id=fn1>A note <a href="#r1">↩</a></ol></section>`);
    expect(source.parsed.document.title).toBe("The & title");
    expect(linesOf(source)).toEqual([
      "title: The & title",
      "heading1: Head",
      "paragraph 131: Text with *** — and ***.^1",
      "paragraph 1: one",
      "paragraph1: sub",
      "paragraph 2: two",
      "paragraph: more",
      "paragraph1: 5. five",
      "quotation: Quoted",
      "quotation: on",
      "table: Cap",
      "row1: A|B",
      "row: x y|***",
      "figure: Caption",
      "rendition: A plan",
      "footnote 1: A note",
    ]);
    expect(codesOf(source)).toEqual(["warning IMPORT_PICTURE"]);
  });

  it.each([
    '<p style="display:none">secret</p>',
    '<span style="visibility: hidden">secret</span>',
    '<p style="color:#fff">secret</p>',
    '<p style="font-size:0">secret</p>',
    '<font color="white">secret</font>',
    "<p hidden>secret</p>",
    '<p aria-hidden="true">secret</p>',
    '<style>.x{display:none}</style><p class="a x">secret</p>',
    "<style>p{opacity:0}</style><p>secret</p>",
    '<input type=hidden value="secret">',
    '<p style="display:none"><img alt="secret"></p>',
    "<dialog>secret</dialog>",
    "<table><tr><td hidden>secret<td>seen</table>",
    '<iframe srcdoc="secret"></iframe>',
  ])("neither takes nor loses what %s hides", async (hidden) => {
    const source = await read(`<p>Seen</p>${hidden}`);
    expect(linesOf(source).join("\n")).not.toContain("secret");
    expect(asidesOf(source).join("\n")).toContain("secret");
    expect(codesOf(source)).toContain("error IMPORT_HIDDEN_TEXT");
  });

  it.each([
    ["<!-- secret -->", "comment"],
    ["<script>secret()</script>", "object"],
    ["<template><p>secret</p></template>", "object"],
    ["<noscript>secret</noscript>", "object"],
    ["<style>secret{}</style>", "object"],
    ['<p title="secret">Seen</p>', "annotation"],
    ['<meta name=author content="secret">', "property"],
  ])("sets aside %s", async (unseen, kind) => {
    const source = await read(`<p>Seen</p>${unseen}`);
    expect(linesOf(source).join("\n")).not.toContain("secret");
    expect(asidesOf(source)).toContainEqual(expect.stringMatching(new RegExp(`^${kind}: .*secret`, "s")));
  });

  it.each([
    ["<p>a <del>b</del> <ins>c</ins></p>", "paragraph: a b c", "error IMPORT_CHANGE_TRACKED"],
    ["<p>m<sup>2</sup></p>", "paragraph: m2", "warning IMPORT_KEPT_AS_TEXT"],
    ["<pre>a\n  b</pre>", "paragraph: a b", "warning IMPORT_KEPT_AS_TEXT"],
    ["<svg><text>word</text></svg>", "paragraph: word", "warning IMPORT_KEPT_AS_TEXT"],
    ["<table><tr><td colspan=2>a<tr><td>b<td>c</table>", "row: a|", "warning IMPORT_TABLE_SHAPE"],
    ['<a href="https://e.org">words</a>', "paragraph: words (https://e.org)", "warning IMPORT_LINK"],
    ['<p>a <img src=x.gif alt="b"> c</p>', "figure: b", "warning IMPORT_PICTURE"],
    ["<style>p .x{display:none}</style><p>a", "paragraph: a", "warning IMPORT_HIDDEN_TEXT"],
    ["<blockquote><blockquote>a", "quotation: a", "warning IMPORT_STRUCTURE_FLATTENED"],
  ])("keeps %j as %j and says %s", async (text, line, code) => {
    const source = await read(text);
    expect(linesOf(source)).toContain(line);
    expect(codesOf(source)).toContain(code);
  });

  it.each([
    [
      "a word processor",
      '<p>Text<a href="#_ftn1" name="_ftnref1">[1]</a></p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note</p></div>',
    ],
    [
      "a wiki",
      '<p>Text<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p><ol><li id="cite_note-1"><a href="#cite_ref-1">↑</a> A note</li></ol>',
    ],
    [
      "a Markdown program",
      '<p>Text<a href="#fn:1" class="footnote-ref" id="fnref:1">1</a></p><div class="footnotes"><ol><li id="fn:1"><p>A note <a href="#fnref:1">↩</a></p></li></ol></div>',
    ],
    [
      "roles",
      '<p>Text<a href="#x" id="y" role="doc-noteref">1</a></p><aside id="x" role="doc-footnote">A note <a href="#y">1</a></aside>',
    ],
  ])("finds footnotes as %s writes them", async (_, text) => {
    expect(linesOf(await read(text))).toEqual(["paragraph: Text^1", "footnote 1: A note"]);
  });

  it("takes no other link for a footnote", async () => {
    const source = await read('<p>See <a href="#part">2</a></p><h2 id="part">Part</h2><p>Text</p>');
    expect(linesOf(source)).toEqual(["paragraph: See 2", "heading2: Part", "paragraph: Text"]);
  });

  it.each([
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x3c, 0x00)],
    ["windows-1252", Buffer.from("<meta charset=windows-1252><p>caf\u00e9", "latin1")],
    ["iso-8859-1", Buffer.from('<meta http-equiv=content-type content="text/html; charset=iso-8859-1"><p>é')],
    ["not UTF-8", Buffer.from("<p>caf\u00e9", "latin1")],
  ])("refuses %s and names it", async (name, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: "IMPORT_ENCODING",
      message: expect.stringContaining(name) as string,
    });
  });

  it("reads a page of ASCII whatever it says, and a byte-order mark", async () => {
    expect(linesOf(await read("<meta charset=iso-8859-1><p>plain"))).toEqual(["paragraph: plain"]);
    expect(linesOf(await read("\uFEFF<p>plain"))).toEqual(["paragraph: plain"]);
  });

  it("refuses what nests without end", async () => {
    await expect(read("<div>".repeat(2_000))).rejects.toMatchObject({ code: "IMPORT_TOO_DEEP" });
  });
});
