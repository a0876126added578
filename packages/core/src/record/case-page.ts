// The first page of a record: what happened, what is said of it, who acted how and how fast, the documents, and how to check
// all of it. Every figure with its rule and as-of day; every drawing with the same in words.
import { flattenSpans } from "../printing/index.ts";
import { sayMeasure } from "../kinds/index.ts";
import type { Measure, Tally } from "../measures/index.ts";
import { compareEarlier, fillMembers, readCurve } from "./drawings.ts";
import { earlierCasePath } from "./layout.ts";
import type { Language } from "./layout.ts";
import { markup, readAddress } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { nameOf } from "./names.ts";
import { writePage } from "./page-frame.ts";
import type { RecordSite } from "./site.ts";
import { sayDay, tellMeasure, tellRule, tellTally } from "./telling.ts";
import { WORDS } from "./words.ts";

/** The document that is the lead's own word to the public. */
const STATEMENT = "statement";

export function writeCasePage(site: RecordSite, language: Language): string {
  const words = WORDS[language];
  const { caseFile, tallies } = site;
  const [headline, ...others] = tallies;
  const figure = (tally: Tally): string =>
    words.asOf(tellTally(tally, caseFile.kinds, language), sayDay(tally.asOf, language));
  const rule = (tally: Tally): string =>
    tellRule(tally, { lead: caseFile.lead, name: nameOf(site, caseFile.lead, language) }, language);
  const lead =
    headline === undefined
      ? null
      : markup`<p class="lead">${figure(headline)}</p><p class="quiet">${rule(headline)}</p>${writeConflicts(headline, site, language)}`;
  const body = markup`<h1 lang="en">${caseFile.title}</h1>
${writeStatement(site, language)}
<section><h2 id="counts">${words.counts}</h2>
${lead}${
    others.length === 0
      ? null
      : markup`<details><summary>${words.otherwise}</summary><ul>${others.map((tally) => markup`<li>${figure(tally)} <span class="quiet">${rule(tally)}</span></li>`)}</ul></details>`
  }
${writeClocks(site, language)}</section>
${writeMap(site, language)}
${writeCurve(site, language)}
${writeDocuments(site, language)}
${writePersons(site, language)}
${writeTable("measures", words.measures, words.measuresNote, caseFile.measures, site, language)}
${caseFile.reciprocal.length === 0 ? null : writeTable("answers", words.answers, words.answersNote, caseFile.reciprocal, site, language)}
<section><h2 id="how">${words.howToCheck}</h2><p>${words.checkShort} <a href="check.html">${words.check}</a>.</p></section>
${writeData(language)}
${writeSources(site, language)}`;
  const description = headline === undefined ? caseFile.title : figure(headline);
  return writePage(site, language, {
    ...{ path: "index.html", title: caseFile.title, description, body, checks: false },
  });
}

function writeStatement(site: RecordSite, language: Language): Markup | null {
  const words = WORDS[language];
  const found = site.documents.find(({ name }) => name === STATEMENT);
  if (found === undefined) return null;
  const portions = found.cut.document.portions.map((portion) => {
    if (portion === null) return markup`<p>***</p>`;
    if (portion.kind === "title") return markup``;
    const text = flattenSpans(portion.spans);
    return portion.kind === "heading" ? markup`<p><b>${text}</b></p>` : markup`<p>${text}</p>`;
  });
  return markup`<section><h2 id="statement">${words.statement}</h2><blockquote lang="en">${portions}</blockquote><p class="quiet"><a href="documents/${STATEMENT}.html">${words.statementFrom}</a></p></section>`;
}

/** Where sources contradict each other: both figures, who gives them, and which one is counted. */
function writeConflicts(tally: Tally, site: RecordSite, language: Language): Markup | null {
  const words = WORDS[language];
  if (tally.conflicts.length === 0) return null;
  type Figure = Pick<Measure, "count" | "announced" | "sources" | "confidence">;
  const sayOne = ({ count, announced, sources, confidence }: Figure): Markup =>
    markup`${count === null ? words.noNumber : tellMeasure(site.caseFile.kinds, { kind: tally.kind, count }, language)}${announced === null ? null : markup` (${sayDay(announced, language)})`}, ${words.confidence[confidence]} ${writeKeys(sources, site)}`;
  const rows = tally.conflicts.map(
    ({ actor, taken, others, why }) =>
      markup`<li>${nameOf(site, actor, language)}: ${words.counted} ${sayOne(taken)}; ${others.map((one) => markup`${words.alsoSaid} ${sayOne(one)}; `)}<span lang="en">${why}</span>.</li>`,
  );
  return markup`<details><summary>${words.disagree}</summary><ul>${rows}</ul></details>`;
}

function writeClocks(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const { firstMeasure, tenthMember, tZero, widthSeconds } = site.clocks.clocks;
  const clocks = [
    [words.clockFirst, firstMeasure],
    [words.clockTenth, tenthMember],
    [words.clockTZero, tZero],
  ] as const;
  const rows = clocks.map(
    ([name, clock]) =>
      markup`<div><dt>${name}</dt><dd>${
        clock === null
          ? markup`<span class="quiet">${words.notYet}</span>`
          : markup`<b>${words.days(clock.days)}</b> <span class="quiet">${sayDay(clock.at.slice(0, 10), language)}</span>`
      }</dd></div>`,
  );
  return markup`<h3>${words.clocks}</h3><dl class="clocks">${rows}</dl>${widthSeconds === null ? null : markup`<p class="quiet">${words.width(widthSeconds)}</p>`}`;
}

function writeMap(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const fills = fillMembers(site);
  const acted = [...fills.values()].filter((fill) => fill === "acted").length;
  const placed = new Set(site.map.frames.flatMap(({ members }) => members.map(({ id }) => id)));
  const elsewhere = [...fills.keys()].filter((id) => !placed.has(id)).sort();
  const groups = (["acted", "otherwise", "none"] as const).flatMap((fill) => {
    const ids = [...fills].filter(([, one]) => one === fill).map(([id]) => nameOf(site, id, language));
    if (ids.length === 0) return [];
    return [
      markup`<tr><th scope="row">${words.fills[fill]}</th><td class="number">${ids.length}</td><td>${ids.sort((a, b) => (a < b ? -1 : 1)).join(", ")}</td></tr>`,
    ];
  });
  const drawing =
    site.map.frames.length === 0
      ? null
      : markup`<img src="map.svg" width="${site.map.width}" height="${site.map.height + 56}" alt="${words.mapText(acted)}">`;
  return markup`<section><h2 id="map">${words.map}</h2><figure class="wide">${drawing}${
    elsewhere.length === 0
      ? null
      : markup`<figcaption>${words.elsewhere}: ${elsewhere.map((id) => nameOf(site, id, language)).join(", ")}</figcaption>`
  }</figure><div class="scroll" role="region" aria-labelledby="map" tabindex="0"><table aria-labelledby="map"><thead><tr><th scope="col">${words.what}</th><th scope="col" class="number">#</th><th scope="col">${words.who}</th></tr></thead><tbody>${groups}</tbody></table></div></section>`;
}

function writeCurve(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const curve = readCurve(site);
  const last = curve.at(-1);
  const { caseFile } = site;
  const joined = (date: string): string => {
    const ids = new Set(
      caseFile.measures
        .filter((one) => one.kind === site.clocks.kind && one.announced === date && one.verified)
        .map(({ actor }) => nameOf(site, actor, language)),
    );
    return [...ids].sort((a, b) => (a < b ? -1 : 1)).join(", ");
  };
  const rows = curve.map(
    ({ day, date, members, persons }) =>
      markup`<tr><td class="day">${sayDay(date, language)}</td><td class="number">${day}</td><td class="number">${members}</td><td class="number">${persons}</td><td>${joined(date)}</td></tr>`,
  );
  const { incident } = caseFile;
  return markup`<section><h2 id="curve">${words.curve}</h2><figure class="wide"><img src="curve.svg" width="1280" height="480" alt="${words.curveText(last?.members ?? 0, last?.day ?? 0)}"></figure>
${writeEarlier(site, language)}<h3 id="timeline">${words.timeline}</h3><p>${words.act}: ${sayDay(incident.date, language)}, <span lang="en">${incident.place}</span>.</p><div class="scroll" role="region" aria-labelledby="timeline" tabindex="0"><table aria-labelledby="timeline"><thead><tr><th scope="col">${words.day}</th><th scope="col" class="number">${words.curveAxis}</th><th scope="col" class="number">${words.total.split(", ")[0] ?? ""}</th><th scope="col" class="number">${words.total.split(", ")[1] ?? ""}</th><th scope="col">${words.joined}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** The case beside earlier ones: how soon, how many. */
function writeEarlier(site: RecordSite, language: Language): Markup | null {
  const words = WORDS[language];
  if (site.earlierCases.length === 0) return null;
  const top = language === "en" ? "" : "../";
  const days = (day: number | null): string => (day === null ? words.notReached : words.days(day));
  const rows = compareEarlier(site).map((one) => {
    const own = one.id === site.caseFile.id;
    const title = own
      ? markup`<b lang="en">${one.title}</b>`
      : markup`<a href="${top}${earlierCasePath(one.id)}" lang="en">${one.title}</a>`;
    const members = one.curve.at(-1)?.members ?? 0;
    return markup`<tr><th scope="row">${title}</th><td>${days(one.firstMeasureDay)}</td><td>${days(one.tenthMemberDay)}</td><td class="number">${members}</td><td class="number">${one.persons ?? ""}</td></tr>`;
  });
  return markup`<h3 id="earlier">${words.earlier}</h3><p class="quiet">${words.earlierNote}</p><div class="scroll" role="region" aria-labelledby="earlier" tabindex="0"><table aria-labelledby="earlier"><thead><tr><th scope="col">${words.earlierCase}</th><th scope="col">${words.clockFirst}</th><th scope="col">${words.clockTenth}</th><th scope="col" class="number">${words.total.split(", ")[0] ?? ""}</th><th scope="col" class="number">${words.total.split(", ")[1] ?? ""}</th></tr></thead><tbody>${rows}</tbody></table></div>
`;
}

function writeDocuments(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const top = language === "en" ? "" : "../";
  const rows = site.documents.map(
    ({ name, cut }) =>
      markup`<li><a href="documents/${name}.html" lang="en">${cut.document.title ?? name}</a> <span class="quiet">(<a href="${top}documents/${name}.cut.json">${words.cutFile}</a>)</span></li>`,
  );
  const list = rows.length === 0 ? markup`<p>${words.noDocuments}</p>` : markup`<ul>${rows}</ul>`;
  return markup`<section><h2 id="documents">${words.documents}</h2>${list}<p class="quiet">${words.withheldNote}</p></section>`;
}

function writePersons(site: RecordSite, language: Language): Markup | null {
  const words = WORDS[language];
  if (site.exposures.length === 0) return null;
  const rows = site.exposures.map(({ name, versions, withdrawn }) => {
    const newest = versions.at(-1);
    return markup`<li><a href="persons/${name}.html" lang="en">${newest?.person ?? name}</a>, <span lang="en">${newest?.role ?? ""}</span>${withdrawn === null ? null : markup` <b>${words.kinds.retracted}</b>`}</li>`;
  });
  return markup`<section><h2 id="persons">${words.persons}</h2><ul>${rows}</ul></section>`;
}

function writeTable(
  id: string,
  title: string,
  note: string,
  measures: readonly Measure[],
  site: RecordSite,
  language: Language,
): Markup {
  const words = WORDS[language];
  const { kinds } = site.caseFile;
  const key = ({ announced, actor }: Measure): string => `${announced ?? "9999"} ${actor}`;
  const rows = measures
    .filter(({ kind, verified }) => kind !== "none" && verified)
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    .map((measure) => {
      const said = tellMeasure(kinds, measure, language);
      const english = language !== "en" && said === sayMeasure(kinds, measure.kind, measure.count);
      return markup`<tr><td class="day">${measure.announced === null ? words.unknown : sayDay(measure.announced, language)}</td><td class="who">${nameOf(site, measure.actor, language)}</td><td>${english ? markup`<span lang="en">${said}</span>` : said}</td><td><span lang="en">${measure.detail}</span> <span class="quiet">${words.confidence[measure.confidence]} ${writeKeys(measure.sources, site)}</span></td></tr>`;
    });
  return markup`<section><h2 id="${id}">${title}</h2><p class="quiet">${note}</p><div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table class="stacked" aria-labelledby="${id}"><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.who}</th><th scope="col">${words.what}</th><th scope="col">${words.detail}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** Sources by their keys: to the list below, or to the address itself. */
function writeKeys(keys: readonly string[], { caseFile }: RecordSite): Markup {
  const listed = [...caseFile.sources.keys()];
  return markup`${keys.map((key) => {
    const at = listed.indexOf(key);
    const href = at >= 0 ? `#source-${at + 1}` : readAddress(key);
    return href === null ? markup`${key} ` : markup`<a href="${href}">${key}</a> `;
  })}`;
}

function writeData(language: Language): Markup {
  const words = WORDS[language];
  const top = language === "en" ? "" : "../";
  const files = [
    ["data/case.json", `${words.files.case} (JSON)`],
    ["data/measures.csv", `${words.files.measures} (CSV)`],
    ["data/sources.csv", `${words.files.sources} (CSV)`],
    ["data/tallies.json", `${words.files.tallies} (JSON)`],
    ["data/tallies.csv", `${words.files.tallies} (CSV)`],
    ["data/clocks.json", `${words.files.clocks} (JSON)`],
    ["data/timeline.csv", `${words.files.timeline} (CSV)`],
    ["data/exposures.json", `${words.files.exposures} (JSON)`],
    ["data/edition.json", `${words.files.edition} (JSON)`],
    ["ledger/checkpoint", words.files.ledger],
  ].map(([path = "", name = ""]) => markup`<li><a href="${top}${path}">${name}</a></li>`);
  return markup`<section><h2 id="data">${words.data}</h2><p class="quiet">${words.dataNote}</p><ul class="files">${files}<li><a href="feed.xml">${words.files.feed} (Atom)</a></li></ul></section>`;
}

function writeSources({ caseFile }: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const rows = [...caseFile.sources].map(([key, { publisher, title, date, url }], index) => {
    const address = readAddress(url);
    const said = [publisher, title, date].filter((one) => one !== "").join(", ");
    return markup`<li id="source-${index + 1}"><b>${key}</b>: <span lang="en">${said}</span>. ${address === null ? null : markup`<a href="${address}">${address}</a>`}</li>`;
  });
  return markup`<section><h2 id="sources">${words.sources}</h2>${rows.length === 0 ? markup`<p>${words.noSources}</p>` : markup`<ol class="sources">${rows}</ol>`}</section>`;
}
