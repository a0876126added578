// A document of the record as a page, written from its verified cut: `***` in place of what is withheld, an anchor and a
// citation for each place, and first of all whatever was said of it since.
import { writeBody } from "../printing/index.ts";
import type { Primitives } from "../keys/index.ts";
import { SPOKEN_WORDS, spellWords } from "../keys/index.ts";
import { printCitation } from "./citations.ts";
import type { CheckedDocument } from "./contents.ts";
import type { Language } from "./layout.ts";
import { markup, trustMarkup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { writePage } from "./page-frame.ts";
import type { RecordSite } from "./site.ts";
import { sayMoment } from "./telling.ts";
import { WORDS } from "./words.ts";

export function writeDocumentPage(
  site: RecordSite,
  { name, cut, earlier, notices }: CheckedDocument,
  { language, primitives }: { readonly language: Language; readonly primitives: Primitives },
): string {
  const words = WORDS[language];
  const { document, digest } = cut;
  const cite = (place: number): string =>
    printCitation({ document: name, portion: place, cut: digest, leaf: site.leaf });
  const text = writeBody(document, {
    ...{ primitives, pictures: new Map() },
    places: {
      anchor: (place) => `p-${place}`,
      after: (place) =>
        markup`<details class="cite"><summary>p-${place}<span class="unseen"> ${words.cite}</span></summary><code>${cite(place)}</code></details>`
          .markup,
    },
  });
  const said = notices.map(({ kind, release, text: why, at }) => {
    const ofThis = release === document.header.release;
    const title = !ofThis
      ? words.documentReplaced
      : kind === "recall"
        ? words.documentRetracted
        : words.documentCorrected;
    return markup`<section class="said"><p><b>${title}</b> ${sayMoment(at, language)}</p><p lang="en">${why}</p></section>`;
  });
  const silent =
    notices.length === 0 && earlier.length > 0
      ? markup`<section class="said"><p><b>${words.documentReplaced}</b></p></section>`
      : null;
  const more =
    notices.length + earlier.length === 0
      ? null
      : markup`<p><a href="../corrections.html">${words.seeCorrections}</a></p>`;
  const top = language === "en" ? "../" : "../../";
  const body = markup`${document.title === null ? markup`<h1>${name}</h1>` : null}${said}${silent}${more}
<article class="document" lang="en">
${trustMarkup(text)}
</article>
<section class="colophon" aria-label="${words.cite}"><p>${words.citeNote}</p><p>${words.withheldNote}</p>
<dl><dt>${words.cutFile}</dt><dd><a href="${top}documents/${name}.cut.json">documents/${name}.cut.json</a></dd><dt>SHA-256</dt><dd><code>${digest}</code></dd><dt>${words.keyWords}</dt><dd>${spellKeys(document.keys.issuer)}</dd></dl></section>`;
  return writePage(site, language, {
    ...{ path: `documents/${name}.html`, title: document.title ?? name, body, checks: false },
    description: site.caseFile.title,
  });
}

/** A fingerprint as words to be compared by voice. */
export function spellKeys(fingerprint: string): Markup {
  return markup`<span class="code">${spellWords(fingerprint, SPOKEN_WORDS)}</span>`;
}
