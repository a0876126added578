// True texts and signs of the formats that are fuzzed. All texts are invented.
import type { Grammar } from "./fuzz-input.ts";

const words = (text: string): readonly string[] => text.split("¦");

export const WIKITEXT: Grammar = {
  seeds: [
    `<noinclude><pagequality level="3" user="Reader" />{{rh|12||wq1x}}</noinclude>wq2x goes on.<ref name="a">A note wq3x.</ref>

'''Heading wq4x'''

131. Some *** text (***) wq5x. ***.<ref name="a" />

(a) sub wq6x

* item wq7x
** inner
# counted

{{quote|we saw *** wq8x

and more}}

{| class="plain"
|+ Caption wq9x
! A !! B
|-
| 1 || wq10x<ref group="g">In a cell.</ref>
|}

<blockquote>wq11x</blockquote> <span style="display:none">wq12x</span> [[A|wq13x]] [https://e.org wq14x] &amp; and the<noinclude>
{{smallrefs}}
38</noinclude>`,
    `<noinclude>{{PageQuality|2|B}}<div class="pagetext">

</noinclude>1. Text <s>wq1x</s> and <!-- wq2x --> <nowiki>'' *** wq3x</nowiki> <ref follow="a">wq4x</ref>.
*** starts wq5x
[[File:plan.png|thumb|wq6x]]<section begin="s" />{{nop}}<noinclude><references/></div></noinclude>`,
  ],
  tokens: words(
    `<noinclude>¦</noinclude>¦<pagequality level="1" user="wq1x" />¦<ref>¦<ref name="n">¦<ref name="n" />¦<ref follow="n">¦<ref group="g">¦</ref>¦<references>¦</references>¦{{¦}}¦{{quote|¦{{gap}}¦{{redacted}}¦{{nop}}¦|¦||¦{|¦|}¦|-¦|+¦!¦!!¦\n{|\n¦\n|}\n¦\n|-\n¦\n| ¦\n! ¦'''¦''¦\n'''¦== ¦ ==\n¦*¦**¦***¦******¦\n*** ¦\n# ¦\n: ¦\n* ¦----¦[[¦]]¦[[File:a.png|¦[[Category:¦[http://a.b ¦]¦<!--¦-->¦<nowiki>¦</nowiki>¦<br />¦<div>¦</div>¦<span style="color:white">¦</span>¦<font color="#fff">¦</font>¦<blockquote>¦</blockquote>¦<s>¦</s>¦<sup>3</sup>¦<math>¦<section begin="wq2x" />¦&amp;¦&#x2028;¦&#65;¦&wq3x;¦██¦[REDACTED]¦''[blank]''¦style="a" | ¦colspan="2" | ¦<¦>¦__TOC__¦star rating of `,
  ),
};

export const PLAIN_TEXT: Grammar = {
  seeds: [
    `REPORT wq1x

1. They met in March.1 Nobody wq2x knew *** then.² It was a large

1 Letter of wq3x
2 The same.

- 12 -
\fREPORT wq1x

house wq4x.[1] A counter-
part and wq5x.

2. The end wq6x.
____
[1] Minutes wq7x.

- 13 -
`,
    `Day        Place wq1x     Count
4 March    Harbour    3
5 March    ***        wq2x

2.1. First.
(a) wq3x
(b) wq4x
(1) wq5x
2.2. [REDACTED] ████ wq6x

goes on *** wq7x`,
  ],
  tokens: words(
    `\f¦\f\f¦\n\n1 ¦\n2 ¦1. ¦2. ¦\n3. ¦2.1. ¦(a) ¦\n(b) ¦\n(1) ¦¹¦²¦³¦\n¹ ¦[1]¦\n[1] ¦^1¦\n^1 ¦.1¦,2¦- 12 -\n¦Page 3 of 9\n¦\n13\n¦HEAD\n¦    ¦\t¦   A   ¦-\n¦counter-\npart¦____\n¦---\n¦***¦******¦*¦**¦█¦███ ██¦[WITHHELD]¦para.12¦ibid¦Wq¦“Q”¦2031. `,
  ),
};

export const MARKDOWN: Grammar = {
  seeds: [
    `---
title: wq1x
---

# Title wq2x

Intro *** wq3x (***) and (***).[^1] See [paper wq4x](https://e.org "wq5x"), <https://a.b>, [x][r].

131. First wq6x
     - bullet wq7x
       - inner
     1. sub
132. Second ~~wq8x~~ ![plan wq9x](img/a.png "wq10x")

> Quote ***wq11x***
>
> > nested

| A | wq12x |
|---|:-:|
| 1 | ***[^n] |

\`\`\`js wq13x
let x = "wq14x";
\`\`\`

<div>wq15x</div> <!-- wq16x -->

- [x] done wq17x

[^1]: A note wq18x.

    More.

[^n]: Other.

[r]: https://r.e "wq19x"
[s]: <wq20x>
`,
  ],
  tokens: words(
    `# ¦\n## ¦\n###### ¦\n===\n¦\n---\n¦\n***\n¦***¦**¦*¦_¦__¦~~¦\`¦\`\`\`¦\n\`\`\`\n¦~~~\n¦> ¦\n> ¦>> ¦- ¦\n- ¦\n  - ¦\n    - ¦1. ¦\n1) ¦\n7. ¦[^1]¦[^n]¦\n[^1]: ¦\n[^wq4x]: ¦[¦]¦](¦)¦](u "t")¦![¦![a](b.png)¦[r]: ¦\n[r]: u\n¦[wq1x]: ¦<!-- ¦ -->¦<div>¦</div>¦\n<div>\n¦<br>¦<b>¦<https://a.b>¦https://a.b/wq2x¦www.a.b¦a@b.c¦|¦ | ¦\n|---|---|\n¦\n| a | b |\n¦\\¦\\*¦\\[¦&amp;¦&#0;¦&copy;¦  \n¦\n    ¦[x] ¦[ ] ¦---\ntitle: wq3x\n---\n¦\n\n`,
  ),
};

export const HTML: Grammar = {
  seeds: [
    `<!doctype html><html><head><meta charset="utf-8"><title>wq1x &amp; t</title><style>.x{display:none} p .y{color:#fff}</style><script>var a="wq2x"</script></head>
<body><!-- wq3x --><h1>Head wq4x</h1><p>131. Text *** wq5x<b>**</b>*.<sup><a href="#fn1" id="r1">1</a></sup></p>
<p class="x">wq6x</p><p style="color:#fff">wq7x</p><p aria-hidden=true>wq8x</p>
<ol><li>one wq9x<ul><li>sub<ol><li>deep</ol></ul><li>two<p>more wq10x</ol>
<blockquote><p>Quote <del>wq11x</del><ins>wq12x</ins></p></blockquote>
<table><caption>wq13x</caption><tr><th>A<th>B<tr><td colspan=2>wq14x<tr><td><p>x</p><p>y</p><td>z</table>
<figure><img src="a/b.png" alt="wq15x"><figcaption>wq16x</figcaption></figure><p><img src=c.gif alt="wq17x"> <a href="https://e.org">wq18x</a></p>
<pre>a
wq19x</pre><template>wq20x</template><noscript>wq21x</noscript><svg><text>wq22x</text><title>wq23x</title></svg>
<div class=footnotes><ol><li id=fn1>A note wq24x <a href="#r1">↩</a></ol></div></body></html>`,
  ],
  tokens: words(
    `<p>¦</p>¦<div>¦</div>¦<b>¦</b>¦<i>¦</i>¦<a href="#fn1">1</a>¦<a href="#fn2" id="r2">2</a>¦<li id="fn1">¦<p id="fn2">¦<a href="x">¦</a>¦<h2>¦</h2>¦<ul>¦<ol>¦<ol start=3>¦<ol type=a>¦<li>¦</li>¦</ol>¦</ul>¦<table>¦<caption>¦<tr>¦<td>¦<th>¦<td rowspan=2>¦</td>¦</tr>¦</table>¦<blockquote>¦</blockquote>¦<figure>¦</figure>¦<figcaption>¦<img src="a.png" alt="wq1x">¦<img alt="wq2x">¦<br>¦<hr>¦<pre>¦</pre>¦<textarea>¦</textarea>¦<script>¦</script>¦<style>¦</style>¦.x{display:none}¦<template>¦</template>¦<noscript>¦</noscript>¦<title>¦</title>¦<!-- ¦ -->¦<![CDATA[¦]]>¦<span style="display:none">¦<span style="font-size:0">¦<span hidden>¦</span>¦<p class=x>¦<input value="wq3x">¦<input type=hidden value="wq4x">¦<select><option>¦</select>¦<svg>¦</svg>¦<math>¦</math>¦<desc>¦<foreignObject>¦<iframe srcdoc="wq5x">¦</iframe>¦<object>¦<frameset>¦<frame>¦<noframes>¦<body>¦</body>¦</html>¦<head>¦<del>¦</del>¦<ins>¦<q>¦</q>¦<sup>¦</sup>¦2</sup>¦<details>¦<summary>¦<dialog>¦<xmp>¦<plaintext>¦&amp;¦&nbsp;¦&#x202e;¦&lt¦<¦>¦"¦ title="wq6x"¦<meta charset=latin1>¦1. ¦***¦***`,
  ),
};

const STIX_BUNDLE = {
  type: "bundle",
  id: "bundle--1",
  objects: [
    { type: "identity", id: "identity--1", name: "Office wq1x" },
    {
      ...{ type: "report", spec_version: "2.1", id: "report--1", created_by_ref: "identity--1" },
      ...{
        name: "Report wq2x",
        description: "1. First *** wq3x.\n\n2. Second [REDACTED] wq4x.",
        confidence: 85,
      },
      ...{ published: "2031-03-04T00:00:00Z", object_refs: ["identity--1", "malware--9"] },
      object_marking_refs: ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"],
      granular_markings: [{ selectors: ["description"], marking_ref: "marking-definition--1" }],
      external_references: [{ source_name: "wq5x", url: "https://e.org", hashes: { MD5: "wq6x" } }],
    },
    {
      type: "note",
      id: "note--1",
      abstract: "wq7x",
      content: "wq8x",
      authors: ["wq9x"],
      object_refs: ["report--1"],
    },
    { type: "opinion", id: "opinion--1", opinion: "agree", explanation: "wq10x", object_refs: ["report--1"] },
    { type: "marking-definition", id: "marking-definition--1", definition: { statement: "wq11x" } },
  ],
};

export const JSON_TOKENS = words(
  `{¦}¦[¦]¦,¦:¦"¦null¦true¦0¦-1¦1e400¦1e9¦"wq1x"¦"name":¦"id":¦"type":¦{}¦[]¦"\\u0000"¦"\\ud800"¦\\¦"__proto__":¦"constructor":¦{"a":1,"a":2}¦[[[[¦"members":¦"format":¦2018-03-04¦"2018-13-99"`,
);

export const STIX: Grammar = {
  seeds: [JSON.stringify(STIX_BUNDLE, null, 2), JSON.stringify(STIX_BUNDLE.objects[1])],
  tokens: [
    ...JSON_TOKENS,
    ...words(
      `"type":"report"¦"objects":[¦{"type":"note","content":"wq2x"}¦"object_refs":[1,null,{}]¦"object_marking_refs":¦"granular_markings":[{}]¦"external_references":¦"description":¦"spec_version":"2.0"`,
    ),
  ],
};

export const MARKED_TEXT: Grammar = {
  seeds: [
    `---
title: (O) A title wq1x
originator: GBR
policy: uk
case: salisbury-2018
date: 2018-03-12
exercise: true
---

## (O) Heading wq2x

1. (O) Mild *** text wq3x.[^1] {(S - REL TO FVEY): strict wq4x ***} end.

{judgement: highly likely, confidence: high, supports: 1}
{grading: B2}
2. (OS) A claim wq5x.

a) (O) Sub wq6x {see: p1}

- (O) Bullet [@S1]

> (S) A quotation
> of two lines wq7x.

{table: 1}
(O) Caption
| Date | Place |
|------|-------|
| 4 March | (S) wq8x |
(S) | 5 March | London |

{figure: 1}
(O) Caption
![(O) Alt wq9x](figure-1.png)

[@S1]: (S) {grading: B2} A source wq10x.
[^1]: (OS) A note wq11x.
`,
  ],
  tokens: words(
    `---\n¦(O) ¦(OS) ¦(S - REL TO FVEY) ¦(X) ¦(¦)¦{¦}¦{(S): ¦{see: ¦{see: p1}¦{table}¦\n{table: 2}\n¦\n{figure}\n¦\n{grading: B2}\n¦\n{judgement: likely, confidence: low}\n¦\n{judgement: wq1x, scale: icd203}\n¦\n{page: 3}\n¦\n{id: p9}\n¦{scale: ¦\n| ¦ | ¦\n|---|\n¦\n![(O) a](b.png)\n¦\n> ¦\n- ¦\na) ¦\n1) ¦\n2. ¦\n# ¦\n## ¦[^1]¦\n[^1]: ¦[@S1]¦\n[@S1]: ¦***¦\\¦\\{¦\\*¦title: ¦policy: nato\n¦originator: ¦ - ¦ && `,
  ),
};

export const MARKS: Grammar = {
  seeds: [
    ...words(
      `O¦OS¦S - REL TO FVEY¦S - UK EYES ONLY¦UK SECRET - WALL - REL TO DEU, FRA¦NATO RESTRICTED - RELEASABLE TO FIN, SWE¦TLP:AMBER+STRICT¦TLP:RED - REL TO EST, LVA¦O && NR¦NATO SECRET && UK SECRET¦COSMIC TOP SECRET`,
    ),
  ],
  tokens: words(
    `O¦OS¦S¦TS¦NR¦UK ¦SECRET¦TOP ¦NATO ¦RESTRICTED¦TLP:¦AMBER¦+STRICT¦ - ¦ && ¦REL TO ¦RELEASABLE TO ¦FVEY¦DEU¦, ¦FRA¦UK EYES ONLY¦NOBODY¦WALL¦-¦//¦NOFORN¦ `,
  ),
};

export const XML_TOKENS = words(
  `<¦>¦</¦/>¦"¦'¦=¦&amp;¦&lt;¦&x;¦&#0;¦<!--¦-->¦<![CDATA[¦]]>¦<?xml version="1.0"?>¦<!DOCTYPE a [<!ENTITY b "c">]>¦ xmlns="urn:x"¦ xmlns:a="urn:x"¦<a:b/>¦ version="2.1"¦<TagSet>¦</TagSet>¦<Classification>¦SECRET¦<PolicyIdentifier>¦<a>¦</a>`,
);

const run = (text: string, properties = ""): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (inside: string, properties = ""): string => `<w:p>${properties}${inside}</w:p>`;

export const DOCX: Grammar = {
  seeds: [
    [
      paragraph(run("Head wq1x"), '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
      paragraph(run("131. Text *** wq2x ") + run("hidden wq3x", "<w:rPr><w:vanish/></w:rPr>")),
      paragraph(
        `<w:ins w:id="1" w:author="A">${run("put in wq4x")}</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>gone wq5x</w:delText></w:r></w:del>`,
      ),
      `<w:tbl><w:tr><w:tc>${paragraph(run("wq6x"))}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph(run("wq7x"))}</w:tc></w:tr></w:tbl>`,
      `<w:sdt><w:sdtContent>${paragraph(`<w:hyperlink>${run("wq8x")}</w:hyperlink>`)}</w:sdtContent></w:sdt>`,
      paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE wq9x</w:instrText></w:r>'),
    ].join(""),
  ],
  tokens: [
    ...XML_TOKENS,
    ...words(
      `<w:p>¦</w:p>¦<w:r>¦</w:r>¦<w:t>¦</w:t>¦<w:tbl>¦</w:tbl>¦<w:tr>¦</w:tr>¦<w:tc>¦</w:tc>¦<w:br/>¦<w:tab/>¦<w:pPr><w:numPr><w:ilvl w:val="9"/><w:numId w:val="-1"/></w:numPr></w:pPr>¦<w:footnoteReference w:id="7"/>¦<w:commentReference w:id="1"/>¦<w:txbxContent>¦<w:drawing/>¦<mc:AlternateContent>¦<w:smartTag>¦<w:sym w:char="F0B7"/>`,
    ),
  ],
};

export const PDF: Grammar = {
  seeds: [
    "BT /F1 18 Tf 1 0 0 1 72 780 Tm (Title wq1x) Tj ET\nBT /F1 12 Tf 1 0 0 1 72 740 Tm (131. Text *** wq2x) Tj ET\nBT /F1 12 Tf 1 0 0 1 72 724 Tm (goes on wq3x) Tj ET\n0 g 70 700 200 14 re f\nBT 3 Tr /F1 12 Tf 1 0 0 1 72 680 Tm (wq4x) Tj ET\n\fBT /F1 12 Tf 1 0 0 1 72 740 Tm [(wq5x) -250 (and)] TJ T* (wq6x) ' ET\n",
  ],
  tokens: words(
    `BT ¦ET\n¦/F1 12 Tf ¦1 0 0 1 72 700 Tm ¦0 1 -1 0 300 300 Tm ¦(wq7x) Tj ¦[(a) -9000 (b)] TJ ¦q ¦Q ¦1 g ¦0 0 0 rg ¦0 0 600 850 re f ¦W n ¦3 Tr ¦12 TL T* ¦1e9 ¦-1 ¦(¦)¦<41>¦/X Do ¦/Span << /ActualText (x) >> BDC ¦EMC ¦BI /W 1 /H 1 ID ¦ EI ¦\f`,
  ),
};

export const PLEDGE_TOKENS: readonly string[] = words(
  "3 expulsions ¦4 ¦1 statement of solidarity ¦0¦9007199254740993¦50 % ¦0.00001%¦ if ¦ always¦; ¦, ¦. ¦ and ¦ or ¦(¦)¦ all of (¦" +
    " any of (¦at least ¦others ¦other members ¦of NATO, EU ¦ act¦ acts¦ take part with ¦the total of ¦the total reaches ¦" +
    'others with at least ¦ of population ¦DEU¦AND¦NOR¦ and FRA¦, EST among them¦XYZ¦"DEU"¦""¦"¦at most ¦ not ¦unless ',
);
