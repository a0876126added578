// The first page of a record: what happened, who acted how, the documents, and how to check all of it. One HTML text with
// its style inside; no script, nothing fetched.
import { hash } from "node:crypto";
import { readArray, readAnyObject } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
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
p{margin:.6rem 0}.lead{font-size:1.2rem}.quiet,caption{color:var(--quiet);font-size:.9rem}
table{width:100%;border-collapse:collapse;font:.9375rem/1.45 "Source Sans 3",system-ui,sans-serif;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--rule)}
td.number,th.number{text-align:right}
.wide{overflow-x:auto}
a{color:var(--accent)}a:focus-visible{outline:.15rem solid var(--accent);outline-offset:.15rem}
code{font:.85em ui-monospace,monospace;overflow-wrap:anywhere}
ol.sources{font-size:.9rem;padding-left:1.5rem}ol.sources li{overflow-wrap:anywhere}
@media print{body{background:#fff;color:#000}a{color:#000}}
`;

/** The page as text; every word from outside is escaped. */
export function renderIndexPage(page: IndexPage): string {
  const facts = readCaseFile(page.factsJson);
  const name = (id: string): string => escape(page.names[id] ?? id);
  const [headline, ...others] = page.tallies;
  const body = [
    `<h1>${escape(facts.title)}</h1>`,
    `<p class="quiet">Record published by ${name(page.lead)} on ${escape(page.publishedAt.slice(0, 10))}.</p>`,
    headline === undefined ? "" : `<p class="lead">${describeTally(headline, name)}</p>`,
    others.length === 0
      ? ""
      : `<p class="quiet">Counted otherwise: ${others.map((tally) => describeTally(tally, name)).join(" ")}</p>`,
    `<p>${describeDays(page.clocks, facts)}</p>`,
    `<h2>Documents</h2><ul>${page.documents.map(({ name: file, title }) => `<li><a href="documents/${escape(file)}.html">${escape(title)}</a> (<a href="documents/${escape(file)}.cut.json">cut file</a>)</li>`).join("")}</ul>`,
    `<p class="quiet">Where a document shows *** something is withheld from the public. What is shown is a true cut of one signed original.</p>`,
    `<h2>Who acted how</h2>${renderMeasures(facts, name)}`,
    `<h2>How to check this record</h2><p>Take the whole folder and run <code>npx entente-verify FOLDER</code> from a copy of the program you did not get from here. It checks every signature, counts the figures above again from <a href="data/case.json">the case file</a>, and follows the ledger's proofs. Compare the fingerprints it prints with the publisher by another channel: a folder that was replaced as a whole can only be noticed that way.</p>`,
    `<p>Data: <a href="data/case.json">facts</a>, <a href="data/tallies.json">tallies</a>, <a href="data/clocks.json">clocks</a>, <a href="ledger/checkpoint">ledger checkpoint</a>.</p>`,
    `<h2>Sources</h2>${renderSources(page.factsJson)}`,
  ].join("\n");
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'`;
  const notice = (tag: "header" | "footer"): string =>
    page.exercise ? `<${tag}><p class="exercise-line">EXERCISE EXERCISE EXERCISE</p></${tag}>` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${page.exercise ? "EXERCISE " : ""}${escape(facts.title)}</title><style>${style}</style></head>
<body${page.exercise ? ' class="exercise"' : ""}>${notice("header")}<main>
${body}
</main>${notice("footer")}</body></html>
`;
}

function describeTally(tally: Tally, name: (id: string) => string): string {
  const organisations =
    tally.organisations.length === 0 ? "" : ` and ${tally.organisations.map(name).join(", ")}`;
  return `${tally.persons} persons expelled by ${tally.states} states${organisations}, as of ${escape(tally.asOf)} (${escape(tally.ruleText)}).`;
}

function describeDays({ clocks }: RecordClocks, facts: CaseFile): string {
  const first =
    clocks.firstMeasure === null
      ? "No expulsion has been announced."
      : `The first expulsion came ${clocks.firstMeasure.days} days after the act of ${escape(facts.incident.date)}.`;
  const tenth =
    clocks.tenthMember === null ? "" : ` The tenth member had joined after ${clocks.tenthMember.days}.`;
  return first + tenth;
}

function renderMeasures(facts: CaseFile, name: (id: string) => string): string {
  const rows = [...facts.measures]
    .filter(({ kind, verified }) => kind !== "none" && verified)
    .sort(
      (a, b) =>
        (a.announced ?? "9999").localeCompare(b.announced ?? "9999") || a.actor.localeCompare(b.actor),
    )
    .map((measure) => renderMeasure(measure, name));
  return `<div class="wide"><table><caption>Every measure on record, by day of announcement. Sources are numbered by their key in the case file.</caption><thead><tr><th scope="col">Day</th><th scope="col">Who</th><th scope="col">What</th><th scope="col" class="number">Count</th><th scope="col">Detail</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function renderMeasure(measure: Measure, name: (id: string) => string): string {
  const sources = measure.sources
    .map((key) => `<a href="#source-${escape(key)}">${escape(key)}</a>`)
    .join(" ");
  return `<tr><td>${escape(measure.announced ?? "not known")}</td><td>${name(measure.actor)}</td><td>${escape(measure.kind.replaceAll("-", " "))}</td><td class="number">${measure.count ?? ""}</td><td>${escape(measure.detail)} <span class="quiet">${sources}</span></td></tr>`;
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
