// Corrections, replacements and retractions: old, new and why, side by side, and the editions of the record.
import type { Correction } from "./corrections.ts";
import type { Language } from "./layout.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { writePage } from "./page-frame.ts";
import type { RecordSite } from "./site.ts";
import { sayMoment } from "./telling.ts";
import { WORDS } from "./words.ts";

export function writeCorrectionsPage(site: RecordSite, language: Language): string {
  const words = WORDS[language];
  const { corrections, edition, manifest } = site;
  const list =
    corrections.length === 0
      ? markup`<p>${words.noCorrections}</p>`
      : markup`${corrections.map((one) => writeCorrection(one, language))}`;
  const editions = [
    ...edition.earlier.map(({ publishedAt, why, manifest: digest, leaf }, index) => ({
      ...{ number: index + 1, publishedAt, why, leaf, digest },
    })),
    {
      ...{ number: edition.edition, publishedAt: manifest.publishedAt, why: edition.why, leaf: site.leaf },
      digest: null,
    },
  ].map(
    ({ number, publishedAt, why, leaf, digest }) =>
      markup`<tr><th scope="row">${words.edition(number)}</th><td>${sayMoment(publishedAt, language)}</td><td lang="en">${why ?? ""}</td><td>${words.leaf(leaf)}${digest === null ? null : markup` <code>${digest}</code>`}</td></tr>`,
  );
  const body = markup`<h1>${words.corrections}</h1>
${list}
<section><h2 id="editions">${words.editions}</h2><div class="scroll" role="region" aria-labelledby="editions" tabindex="0"><table aria-labelledby="editions"><thead><tr><th scope="col">${words.editions}</th><th scope="col">${words.day}</th><th scope="col">${words.why}</th><th scope="col">${words.inLedger}</th></tr></thead><tbody>${editions}</tbody></table></div></section>`;
  return writePage(site, language, {
    ...{
      path: "corrections.html",
      title: `${words.corrections}: ${site.caseFile.title}`,
      body,
      checks: false,
    },
    description: corrections.length === 0 ? words.noCorrections : words.seeCorrections,
  });
}

function writeCorrection({ kind, subject, at, why, changes }: Correction, language: Language): Markup {
  const words = WORDS[language];
  const [folder, noun] =
    subject.kind === "document" ? ["documents", words.ofDocument] : ["persons", words.ofPerson];
  const text = (said: string | null): Markup =>
    said === null
      ? markup`<span class="quiet">${words.nothing}</span>`
      : markup`<span lang="en">${said}</span>`;
  const table =
    changes.length === 0
      ? markup`<p class="quiet">${words.noChange}</p>`
      : markup`<table class="sides"><thead><tr><th scope="col">${words.was}</th><th scope="col">${words.is}</th></tr></thead><tbody>${changes.map(
          ({ old, now }) =>
            markup`<tr><td data-label="${words.was}">${text(old)}</td><td data-label="${words.is}">${text(now)}</td></tr>`,
        )}</tbody></table>`;
  return markup`<section class="correction"><h2>${words.kinds[kind]}: <a href="${folder}/${subject.name}.html" lang="en">${subject.title}</a></h2><p class="quiet">${noun}${at === null ? null : markup` · ${sayMoment(at, language)}`}</p>
<p><b>${words.why}:</b> ${why === null ? words.noReason : markup`<span lang="en">${why}</span>`}</p>
${table}</section>
`;
}
