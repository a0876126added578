// A page about a responsible person: what is said, each claim with the place it stands on, what the person was asked, who
// stands for it and what came of the legal check. One that is taken back says so first, and shows nothing of what it said.
import { flattenSpans } from "../printing/index.ts";
import type { Language } from "./layout.ts";
import { markup } from "./markup.ts";
import { writePage } from "./page-frame.ts";
import type { RecordExposure } from "./record.ts";
import type { RecordSite } from "./site.ts";
import { sayDay, sayMoment } from "./telling.ts";
import { WORDS } from "./words.ts";

export function writePersonPage(site: RecordSite, exposure: RecordExposure, language: Language): string {
  const words = WORDS[language];
  const { name, versions, withdrawn } = exposure;
  const newest = versions.at(-1);
  if (newest === undefined) throw new RangeError("a page about a person has a version");
  const path = `persons/${name}.html`;
  const head = markup`<p class="kind">${words.ofPerson}</p><h1 lang="en">${newest.person}</h1>`;
  if (withdrawn !== null) {
    const body = markup`${head}<section class="said"><p><b>${words.retracted}</b> ${sayMoment(withdrawn.at, language)}</p><p lang="en">${withdrawn.why}</p><p><a href="../corrections.html">${words.seeCorrections}</a></p></section>`;
    return writePage(site, language, {
      ...{ path, title: newest.person, description: words.retracted, body, checks: false },
    });
  }
  const claims = newest.claims.map(({ text, document, portion }) => {
    const found = site.documents.find((one) => one.name === document);
    const place = found?.cut.document.portions[portion - 1] ?? null;
    return markup`<li><p lang="en">${text}</p><p class="quiet">${words.rests} <a href="../documents/${document}.html#p-${portion}">${found?.cut.document.title ?? document}, p-${portion}</a>:</p><blockquote lang="en">${place === null ? "***" : flattenSpans(place.spans)}</blockquote></li>`;
  });
  const { reply, legalCheck, validations } = newest;
  const body = markup`${head}<p class="role" lang="en">${newest.role}</p>
${
  newest.why === null
    ? null
    : markup`<section class="said"><p><b>${words.version(versions.length)}</b></p><p lang="en">${newest.why}</p><p><a href="../corrections.html">${words.seeCorrections}</a></p></section>`
}
<p class="lead" lang="en">${newest.summary}</p>
<section><h2 id="claims">${words.claims}</h2><ol class="claims">${claims}</ol></section>
<section><h2 id="reply">${words.reply}</h2><p>${reply.asked === null ? words.notAsked : words.asked(sayDay(reply.asked, language))} <span lang="en">${reply.note}</span></p></section>
<section><h2 id="stands">${words.validations}</h2><ul>${validations.map(({ by, at }) => markup`<li>${words.validatedBy(by, sayMoment(at, language))}</li>`)}</ul>
<h3>${words.legal}</h3><p>${words.validatedBy(legalCheck.by, sayMoment(legalCheck.at, language))}. <span lang="en">${legalCheck.note}</span></p>
<p class="quiet">${words.digest}: <code>${newest.digest}</code></p></section>`;
  return writePage(site, language, {
    ...{ path, title: newest.person, description: newest.summary, body, checks: false },
  });
}
