// The frame of every page of a record: banner and exercise line top and bottom, on paper on every sheet, the way to the other
// pages, and the same page in the other language. No script but where a page is for checking, nothing fetched from elsewhere.
import { LANGUAGES } from "./layout.ts";
import type { Language } from "./layout.ts";
import { markup, trustMarkup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { nameOf } from "./names.ts";
import type { RecordSite } from "./site.ts";
import { sayMoment } from "./telling.ts";
import { WORDS } from "./words.ts";

export interface PageFrame {
  /** Path within a language's folder: `index.html`, `documents/assessment.html`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: Markup;
  /** Whether the page runs check.js. */
  readonly checks: boolean;
}

/** Path of a page in a language. */
export function pathIn(language: Language, path: string): string {
  return language === "en" ? path : `${language}/${path}`;
}

/** From the folder of a page up to the top of its language, or of the record. */
export function wayUp(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** The whole page. */
export function writePage(site: RecordSite, language: Language, page: PageFrame): string {
  const words = WORDS[language];
  const { manifest, edition } = site;
  const own = wayUp(page.path);
  const top = wayUp(pathIn(language, page.path));
  const [other] = LANGUAGES.filter((one) => one !== language);
  const title = `${manifest.exercise ? `${words.exercise}: ` : ""}${page.title}`;
  const banner = markup`${listBands(site).map(
    ({ text }, index) => markup`<p class="level-${index}">${text}</p>`,
  )}${manifest.exercise ? markup`<p class="exercise-line">${words.exercise}</p>` : null}`;
  const links = [
    ["index.html", words.home],
    ["corrections.html", words.corrections],
    ["check.html", words.check],
  ].map(([path = "", name = ""]) =>
    path === page.path
      ? markup`<li><a aria-current="page" href="${own}${path}">${name}</a></li>`
      : markup`<li><a href="${own}${path}">${name}</a></li>`,
  );
  const elsewhere = `${top}${pathIn(other ?? "en", page.path)}`;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustMarkup(writePolicy(page.checks))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<meta name="description" content="${page.description}">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${page.description}">
<meta property="og:locale" content="${words.locale}">
<meta property="og:image" content="${own}card.svg">
<meta property="article:published_time" content="${manifest.publishedAt}">
<link rel="stylesheet" href="${top}style.css">
<link rel="alternate" type="application/atom+xml" title="${words.files.feed}" href="${own}feed.xml">
<link rel="alternate" hreflang="${other ?? "en"}" href="${elsewhere}">
${page.checks ? markup`<script src="${top}check.js" defer></script>\n` : null}</head>
<body${manifest.exercise ? markup` class="exercise"` : null}>
<header class="band">${banner}</header>
<div class="sheet">
<a class="skip" href="#text">${words.skip}</a>
<nav aria-label="${words.sections}"><p class="kind">${words.record}</p><ul>${links}<li><a class="language" lang="${other ?? "en"}" hreflang="${other ?? "en"}" href="${elsewhere}">${words.other}</a></li></ul></nav>
<main id="text">
${page.body}
<p class="imprint">${words.published(nameOf(site, manifest.iss, language), sayMoment(manifest.publishedAt, language))} · ${words.edition(edition.edition)} · ${words.leaf(site.leaf)} · <span class="code">${manifest.ledger.origin}</span></p>
</main>
</div>
<footer class="band">${banner}</footer>
</body>
</html>
`.markup;
}

/** The banners of all documents, each once in their order; what has none is public all the same. */
export function listBands(
  site: RecordSite,
): readonly { readonly text: string; readonly colour: string; readonly ink: string }[] {
  const bands = new Map(
    site.documents.flatMap(({ cut }) => cut.document.bands).map((band) => [band.text, band]),
  );
  return [...bands.values()];
}

function writePolicy(checks: boolean): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ...(checks
      ? [
          "script-src 'self'",
          "connect-src 'self'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'",
        ]
      : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
