// The first page of a record: what happened, who acted how, the documents, and how to check all of it. One HTML text with
// its style inside; no script, nothing fetched.
import { hash } from "node:crypto";
import { readArray, readAnyObject } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { sayMeasure } from "@entente/core/kinds";
import { readCaseFile, sayTally } from "@entente/core/measures";
import type { CaseFile, Measure, Tally } from "@entente/core/measures";
import type { RecordClocks } from "@entente/core/record";

export interface IndexPage {
  readonly exercise: boolean;
  readonly lead: string;
  readonly publishedAt: string;
  readonly factsJson: JsonObject;
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
  readonly names: Readonly<Record<string, string>>;
  readonly documents: readonly { readonly name: string; readonly title: string }[];
}

const style = `
:root{color-scheme:light dark;--ink:#1d1b18;--paper:#fbf8f1;--rule:#cfc7b8;--quiet:#645d52;--accent:#8a2b16}
@media (prefers-color-scheme:dark){:root{--ink:#dad4c8;--paper:#10141c;--rule:#38404e;--quiet:#a39d92;--accent:#f0a58f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 "Source Serif 4",Charter,Georgia,serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
body.exercise{border:.6rem solid;border-image:repeating-linear-gradient(135deg,var(--accent) 0 .6rem,var(--paper) .6rem 1.2rem) 12}
.exercise-line{margin:0;padding:.4rem 1.25rem;text-align:center;font:600 .8125rem/1.4 "Source Sans 3",system-ui,sans-serif;letter-spacing:.18em;color:var(--accent)}
h1{font-size:1.9rem;line-height:1.2;font-weight:600;margin:1rem 0 .5rem;text-wrap:balance}
h2{font-size:1.15rem;margin:2.5rem 0 .5rem;border-top:1px solid var(--rule);padding-top:1rem}
p{margin:.6rem 0}.lead{font-size:1.35rem;line-height:1.35;text-wrap:pretty}.quiet{color:var(--quiet);font-size:.9rem}
ul{padding-left:1.25rem}li{margin:.3rem 0}ul.tallies .quiet{display:block}
table{width:100%;border-collapse:collapse;font:.9375rem/1.45 "Source Sans 3",system-ui,sans-serif;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--rule)}
td.number,th.number{text-align:right}
td.day,.whole{white-space:nowrap}
.wide{overflow-x:auto}
a{color:var(--accent)}a:focus-visible{outline:.15rem solid var(--accent);outline-offset:.15rem}
code{font:.85em ui-monospace,monospace;overflow-wrap:anywhere}
ol.sources{font-size:.9rem;padding-left:1.5rem}ol.sources li{overflow-wrap:anywhere}
@media (max-width:40rem){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block}
tr{border-bottom:1px solid var(--rule);padding:.5rem 0}
td,td.number{border:0;padding:0;text-align:left}
td:empty{display:none}
td.day{color:var(--quiet);font-size:.875rem}td.who{font-weight:600}
}
@page{margin:16mm 14mm;@bottom-right{content:"page " counter(page) " of " counter(pages);font:9pt Georgia,serif}}
@media print{
:root{color-scheme:light;--ink:#000;--paper:#fff;--rule:#999;--quiet:#444;--accent:#8a2b16}
body{background:#fff;color:#000;font-size:10.5pt}a{color:#000}
main{max-width:none;padding:0 6mm}
tr,li{break-inside:avoid}h2{break-after:avoid}
}
`;

const exerciseStyle = `@page{@top-center{content:"EXERCISE EXERCISE EXERCISE";font:600 9pt Georgia,serif;letter-spacing:.18em}}\n`;

/** The page as text; every word from outside is escaped. */
export function renderIndexPage(page: IndexPage): string {
  const facts = readCaseFile(page.factsJson);
  const name = (id: string): string => escape(page.names[id] ?? id);
  const [headline, ...others] = page.tallies;
  const body = [
    `<h1>${escape(facts.title)}</h1>`,
    `<p class="quiet">Record published by ${name(page.lead)} on ${sayDay(page.publishedAt.slice(0, 10))}.</p>`,
    headline === undefined
      ? ""
      : `<p class="lead">${sayFigure(headline, facts)}</p><p class="quiet">${sayRule(headline, page)}</p>${renderConflicts(headline, facts, name)}`,
    others.length === 0
      ? ""
      : `<p>Counted otherwise:</p><ul class="tallies">${others.map((tally) => `<li>${sayFigure(tally, facts)} <span class="quiet">${sayRule(tally, page)}</span></li>`).join("")}</ul>`,
    `<p>${describeDays(page.clocks, facts)}</p>`,
    `<h2>Documents</h2><ul>${page.documents.map(({ name: file, title }) => `<li><a href="documents/${escape(file)}.html">${escape(title)}</a> (<a class="whole" href="documents/${escape(file)}.cut.json">cut file</a>)</li>`).join("")}</ul>`,
    `<p class="quiet">Where a document shows *** something is withheld from the public. What is shown is a true cut of one signed original.</p>`,
    `<h2>Who acted how</h2><p class="quiet">Every measure on record, by day of announcement. Each source is named by its key in the list below, or by its address.</p>${renderMeasures(facts.measures, facts, name)}`,
    facts.reciprocal.length === 0
      ? ""
      : `<h2>What was done in answer</h2><p class="quiet">Counted apart, and never in a sum with the measures above.</p>${renderMeasures(facts.reciprocal, facts, name)}`,
    `<h2>How to check this record</h2><p>Take the whole folder and run <code>npx entente-verify FOLDER</code> from a copy of the program you did not get from here. It checks every signature, counts the figures above again from <a href="data/case.json">the case file</a>, and follows the ledger's proofs. Compare the fingerprints it prints with the publisher by another channel: a folder that was replaced as a whole can only be noticed that way.</p>`,
    `<p>Data: <a href="data/case.json">facts</a>, <a href="data/tallies.json">tallies</a>, <a href="data/clocks.json">clocks</a>, <a href="ledger/checkpoint">ledger checkpoint</a>.</p>`,
    `<h2>Sources</h2>${renderSources(page.factsJson)}`,
  ].join("\n");
  const sheet = page.exercise ? `${style}${exerciseStyle}` : style;
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", sheet, "base64")}'; base-uri 'none'; form-action 'none'`;
  const notice = (tag: "header" | "footer"): string =>
    page.exercise ? `<${tag}><p class="exercise-line">EXERCISE EXERCISE EXERCISE</p></${tag}>` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${page.exercise ? "EXERCISE " : ""}${escape(facts.title)}</title><style>${sheet}</style></head>
<body${page.exercise ? ' class="exercise"' : ""}>${notice("header")}<main>
${body}
</main>${notice("footer")}</body></html>
`;
}

/** `153 expulsions by 29 states and NATO, as of 13 April 2018.` Organisations go by the ids they are known by. */
function sayFigure(tally: Tally, { kinds }: CaseFile): string {
  return `${escape(sayTally(tally, kinds))}, as of ${sayDay(tally.asOf)}.`;
}

/** The counting rule as a sentence, with the lead's name for its id. */
function sayRule({ ruleText }: Tally, { lead, names }: IndexPage): string {
  const named = ruleText.replaceAll(lead, names[lead] ?? lead);
  return `${escape(named.charAt(0).toUpperCase() + named.slice(1))}.`;
}

const months = "January February March April May June July August September October November December".split(
  " ",
);

/** `2018-04-13` → `13 April 2018`, `2018-04` → `April 2018`; anything else as it stands. */
function sayDay(day: string | null): string {
  const [, year = "", month = "", date] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(day ?? "") ?? [];
  const name = months[Number(month) - 1];
  if (name === undefined) return escape(day ?? "not known");
  return `${date === undefined ? "" : `${Number(date)} `}${name} ${year}`;
}

function describeDays({ clocks }: RecordClocks, facts: CaseFile): string {
  const first =
    clocks.firstMeasure === null
      ? "No expulsion has been announced."
      : `The first expulsion came ${clocks.firstMeasure.days} days after the act of ${sayDay(facts.incident.date)}.`;
  const tenth =
    clocks.tenthMember === null ? "" : ` The tenth member had joined after ${clocks.tenthMember.days} days.`;
  return first + tenth;
}

/** Where sources contradict each other: both figures, who gives them, and which one is counted. */
function renderConflicts(tally: Tally, facts: CaseFile, name: (id: string) => string): string {
  if (tally.conflicts.length === 0) return "";
  const sayOne = ({ count, announced, sources, confidence }: Figure): string =>
    `${escape(count === null ? "no number" : sayMeasure(facts.kinds, tally.kind, count))}${announced === null ? "" : ` on ${sayDay(announced)}`} (${confidence} confidence${sources.length === 0 ? "" : `, ${renderKeys(sources, facts)}`})`;
  const rows = tally.conflicts.map(
    ({ actor, taken, others, why }) =>
      `<li>${name(actor)}: counted ${sayOne(taken)}; also said ${others.map(sayOne).join(", ")}. ${escape(why.charAt(0).toUpperCase() + why.slice(1))}.</li>`,
  );
  return `<p>Sources that disagree:</p><ul>${rows.join("")}</ul>`;
}

type Figure = Pick<Measure, "count" | "announced" | "sources" | "confidence">;

function renderMeasures(measures: readonly Measure[], facts: CaseFile, name: (id: string) => string): string {
  const rows = measures
    .filter(({ kind, verified }) => kind !== "none" && verified)
    .sort(
      (a, b) =>
        (a.announced ?? "9999").localeCompare(b.announced ?? "9999") || a.actor.localeCompare(b.actor),
    )
    .map(
      (measure) =>
        `<tr><td class="day">${measure.announced === null ? "not known" : sayDay(measure.announced)}</td><td class="who">${name(measure.actor)}</td><td>${escape(sayMeasure(facts.kinds, measure.kind, measure.count))}</td><td>${escape(measure.detail)} <span class="quiet">${measure.confidence} confidence ${renderKeys(measure.sources, facts)}</span></td></tr>`,
    );
  return `<div class="wide"><table><thead><tr><th scope="col">Day</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Detail</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function renderKeys(keys: readonly string[], { sources }: CaseFile): string {
  return keys
    .map((key) => {
      const href = sources.has(key) ? `#source-${key}` : /^https?:\/\//.test(key) ? key : null;
      return href === null ? escape(key) : `<a href="${escape(href)}">${escape(key)}</a>`;
    })
    .join(" ");
}

function renderSources(factsJson: JsonObject): string {
  const sources = factsJson["sources"];
  if (sources === undefined) return "<p>None recorded.</p>";
  const rows = Object.entries(readAnyObject(sources, "case.sources")).map(([key, value]) => {
    const source = readAnyObject(value, `case.sources.${key}`);
    const url =
      typeof source["url"] === "string" && /^https?:\/\//.test(source["url"])
        ? `<a href="${escape(source["url"])}">${escape(source["url"])}</a>`
        : say(source["locator"]);
    return `<li id="source-${escape(key)}"><b>${escape(key)}</b>: ${say(source["publisher"])}, ${say(source["title"])}, ${say(source["date"])}. ${url}</li>`;
  });
  return `<ol class="sources">${rows.join("")}</ol>`;
}

function say(value: JsonValue | undefined): string {
  if (typeof value === "string") return escape(value);
  return Array.isArray(value) ? readArray(value, "source").map(say).join(", ") : "";
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
