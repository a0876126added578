// The page on which a record is checked: by itself where scripts may run, and how to do it without it. The script finds its
// places by these ids and its words in the page, so that it holds no language of its own.
import type { Language } from "./layout.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { spellKeys } from "./document-page.ts";
import { pathIn, wayUp, writePage } from "./page-frame.ts";
import type { RecordSite } from "./site.ts";
import { WORDS } from "./words.ts";

/** Where the script of the page writes, and how it finds the folder's top. */
export const CHECK = {
  section: "check",
  verdict: "verdict",
  steps: "steps",
  local: "local",
  folder: "folder",
} as const;

export function writeCheckPage(site: RecordSite, language: Language): string {
  const words = WORDS[language];
  const top = wayUp(pathIn(language, "check.html"));
  const keys = new Set(site.documents.map(({ cut }) => cut.document.keys.issuer));
  const spelled: Markup[] = [...keys].map(
    (fingerprint) => markup`<dt>${words.keyWords}</dt><dd>${spellKeys(fingerprint)}</dd>`,
  );
  const [first] = site.documents;
  const body = markup`<h1>${words.check}</h1>
<p>${words.checkShort}</p>
<section id="${CHECK.section}" class="check" data-state="unchecked" data-top="${top}" data-running="${words.checkRunning}" data-working="${words.checkWorking}" data-passed="${words.checkPassed}" data-failed="${words.checkFailed}" data-away="${words.checkAway}" data-choose="${words.checkNotYet}" aria-labelledby="here"><h2 id="here">${words.checkHere}</h2>
<p id="${CHECK.verdict}" role="status">${words.checkNoScript}</p>
<div id="${CHECK.local}" hidden><p>${words.checkLocal}</p><p><label for="${CHECK.folder}">${words.checkChoose}</label> <input type="file" id="${CHECK.folder}" webkitdirectory></p></div>
<ol id="${CHECK.steps}" lang="en"></ol>
</section>
<p class="quiet">${words.checkLimit}</p>
${spelled.length === 0 ? null : markup`<dl class="keys">${spelled}</dl>`}
<section><h2 id="own">${words.checkOwn}</h2><p>${words.checkOwnText}</p><pre><code>npx entente-verify FOLDER</code></pre></section>
<section><h2 id="citing">${words.checkCite}</h2><p>${words.checkCiteText}</p><pre><code>npx entente-verify cite FOLDER entente-cite:1/${first?.name ?? "NAME"}/p-1/…</code></pre></section>
<section><h2 id="other">${words.checkOther}</h2><p>${words.checkOtherText}</p></section>`;
  return writePage(site, language, {
    ...{ path: "check.html", title: `${words.check}: ${site.caseFile.title}`, body, checks: true },
    description: words.checkShort,
  });
}
