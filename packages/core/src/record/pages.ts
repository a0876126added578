// Everything in a record that is written from the rest of it. The same site gives the same bytes, in whatever zone, language
// or order the program runs: nothing here asks for a clock, a locale or a folder.
import { utf8 } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { writeCasePage } from "./case-page.ts";
import { writeCheckPage } from "./check-page.ts";
import { writeCorrectionsPage } from "./corrections-page.ts";
import { writeDocumentPage } from "./document-page.ts";
import { drawCard, drawCurve, drawMap } from "./drawings.ts";
import { writeFeed } from "./feed.ts";
import { LANGUAGES } from "./layout.ts";
import { pathIn } from "./page-frame.ts";
import { writePersonPage } from "./person-page.ts";
import type { RecordSite } from "./site.ts";
import { writeStyleSheet } from "./style.ts";
import { writeTables } from "./tables.ts";

/** Path to bytes of every written file, in order of their paths. */
export function writePages(site: RecordSite, primitives: Primitives): ReadonlyMap<string, Uint8Array> {
  const texts = new Map<string, string>([["style.css", writeStyleSheet(site)], ...writeTables(site)]);
  for (const language of LANGUAGES) {
    const add = (path: string, text: string): void => void texts.set(pathIn(language, path), text);
    add("index.html", writeCasePage(site, language));
    add("corrections.html", writeCorrectionsPage(site, language));
    add("check.html", writeCheckPage(site, language));
    add("feed.xml", writeFeed(site, language, primitives));
    add("map.svg", drawMap(site, language).markup);
    add("curve.svg", drawCurve(site, language).markup);
    add("card.svg", drawCard(site, language).markup);
    for (const document of site.documents)
      add(`documents/${document.name}.html`, writeDocumentPage(site, document, { language, primitives }));
    for (const exposure of site.exposures)
      add(`persons/${exposure.name}.html`, writePersonPage(site, exposure, language));
  }
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([path, text]) => [path, utf8(text)]));
}
