// The drawings of a record as static SVG: who acted on a map, how members joined over days, and the card that is shown where
// the record is linked. Fills differ by pattern and not by colour alone; each drawing has its words in a title and a table
// or list beside it on the page.
import { compareCases, curveOf } from "../measures/index.ts";
import type { ComparedCase, CurvePoint } from "../measures/index.ts";
import { joinMarkup, markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { Language } from "./layout.ts";
import type { RecordSite } from "./site.ts";
import { nameOf } from "./names.ts";
import { sayDay, tellTally } from "./telling.ts";
import { WORDS } from "./words.ts";

/** What a member did, as far as a fill can say it. */
type Fill = "acted" | "otherwise" | "none";

const FILLS: readonly Fill[] = ["acted", "otherwise", "none"];
const STYLE = `:root{color-scheme:light dark}
text{font:600 22px "Source Sans 3",system-ui,sans-serif;fill:#1d1b18}
.quiet{font-weight:400;fill:#5c564b}.over{fill:#fff;stroke:#35506b}.beside{stroke:#fbf8f1}.over,.beside{stroke-width:5px;paint-order:stroke;stroke-linejoin:round}
.ground{fill:#f4efe3}.land{fill:#ddd5c4;stroke:#f4efe3;stroke-width:1}.member{stroke:#f4efe3;stroke-width:2}
.ink{fill:#35506b}.ink-line{stroke:#35506b;fill:none}.mid{fill:#7f93a8}.paper{fill:#fbf8f1}
.lead{fill:none;stroke:#8a2b16;stroke-width:4}.leader{stroke:#5c564b;stroke-width:1.5}
.tag{fill:#fbf8f1;stroke:#5c564b;stroke-width:1.5}.rule{stroke:#cfc7b8;stroke-width:1.5}
@media (prefers-color-scheme:dark){text{fill:#e6e1d6}.quiet{fill:#a8a294}.over{fill:#10141c;stroke:#9dbbdb}.beside{stroke:#1b2330}
.ground{fill:#141a24}.land{fill:#2a3340;stroke:#141a24}.member{stroke:#141a24}
.ink{fill:#9dbbdb}.ink-line{stroke:#9dbbdb}.mid{fill:#6d86a1}.paper{fill:#1b2330}
.lead{stroke:#f0a58f}.leader{stroke:#a8a294}.tag{fill:#1b2330;stroke:#a8a294}.rule{stroke:#38404e}}
@media print{.ground{fill:#fff}}`;

/** The fill of each member that did something on record, by its id. */
export function fillMembers({ caseFile, clocks }: RecordSite): ReadonlyMap<string, Fill> {
  const fills = new Map<string, Fill>();
  for (const { actor, kind, verified } of caseFile.measures) {
    if (!verified) continue;
    const fill = kind === "none" ? "none" : kind === clocks.kind ? "acted" : "otherwise";
    const present = fills.get(actor);
    if (present === undefined || FILLS.indexOf(fill) < FILLS.indexOf(present)) fills.set(actor, fill);
  }
  return fills;
}

/** The map; without a window where nobody has a place on it. */
export function drawMap(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const { map, caseFile } = site;
  const fills = fillMembers(site);
  const acted = [...fills.values()].filter((fill) => fill === "acted").length;
  const frames = map.frames.map((frame) => {
    const title = Object.hasOwn(words.frames, frame.id)
      ? words.frames[frame.id as keyof typeof words.frames]
      : frame.id;
    const shapes = frame.members.map(({ id, d }) => {
      const fill = fills.get(id) ?? null;
      const name = nameOf(site, id, language);
      return markup`<path class="member" fill="url(#${fill ?? "none"})" d="${d}"><title>${name}</title></path>\n`;
    });
    const labels = frame.members.map(({ id, x, y, small, labelX, labelY }) =>
      small
        ? markup`<line class="leader" x1="${x}" y1="${y}" x2="${labelX}" y2="${labelY}"/><circle cx="${x}" cy="${y}" r="7" fill="url(#${fills.get(id) ?? "none"})" stroke="#5c564b" stroke-width="1.5"/><rect class="tag" x="${labelX - 30}" y="${labelY - 16}" width="60" height="32" rx="6"/><text x="${labelX}" y="${labelY + 8}" text-anchor="middle">${id}</text>\n`
        : markup`<text class="${fills.get(id) === "acted" ? "over" : "beside"}" x="${labelX}" y="${labelY + 8}" text-anchor="middle">${id}</text>\n`,
    );
    const lead = frame.members
      .filter(({ id }) => id === caseFile.lead)
      .map(({ d }) => markup`<path class="lead" d="${d}"/>\n`);
    return markup`<svg x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}"><rect class="ground" width="${frame.width}" height="${frame.height}"/>
<path class="land" d="${frame.land}"/>
${shapes}${lead}${labels}<text class="quiet" x="14" y="${frame.height - 14}">${title}</text></svg>\n`;
  });
  return markup`${open(map.width, map.height + 56, words.mapText(acted))}${definePatterns()}
${frames}${drawKey(site, language)}</svg>\n`;
}

function open(width: number, height: number, title: string): Markup {
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title><style>${{ markup: STYLE }}</style>`;
}

function definePatterns(): Markup {
  const pattern = (id: Fill, inside: Markup, turn: string): Markup =>
    markup`<pattern id="${id}" width="12" height="12" patternUnits="userSpaceOnUse"${turn === "" ? null : markup` patternTransform="${turn}"`}>${inside}</pattern>`;
  return markup`<defs>${pattern("acted", markup`<rect width="12" height="12" class="ink"/>`, "")}${pattern("otherwise", markup`<rect width="12" height="12" class="paper"/><rect width="5" height="12" class="mid"/>`, "rotate(45)")}${pattern("none", markup`<rect width="12" height="12" class="paper"/><circle cx="6" cy="6" r="1.6" class="mid"/>`, "")}</defs>`;
}

/** Each fill that is on the map, in words beside a sample. */
function drawKey(site: RecordSite, language: Language): Markup {
  const { fills: said } = WORDS[language];
  const y = site.map.height + 14;
  const used = new Set(fillMembers(site).values());
  let x = 0;
  const place = (length: number): number => {
    const at = x;
    x += 74 + length * 12;
    return at;
  };
  const samples = FILLS.filter((fill) => used.has(fill)).map((fill) => {
    const at = place(said[fill].length);
    return markup`<rect x="${at + 2}" y="${y}" width="44" height="28" fill="url(#${fill})" stroke="#5c564b" stroke-width="1.5"/><text class="quiet" x="${at + 56}" y="${y + 22}">${said[fill]}</text>`;
  });
  const at = place(said.lead.length);
  return markup`${samples}<rect class="lead" x="${at + 2}" y="${y}" width="44" height="28"/><text class="quiet" x="${at + 56}" y="${y + 22}">${said.lead}</text>\n`;
}

/** The curve that a record's clocks rest on. */
export function readCurve({ caseFile, clocks }: RecordSite): readonly CurvePoint[] {
  return curveOf({ caseFile, kind: clocks.kind, rule: clocks.rule, groups: null });
}

/** The case and the earlier ones, under the kind and rule of its clocks, oldest first. */
export function compareEarlier({ caseFile, earlierCases, clocks }: RecordSite): readonly ComparedCase[] {
  return compareCases({
    ...{ caseFiles: [...earlierCases, caseFile], kind: clocks.kind, rule: clocks.rule, groups: null },
  });
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [1280, 480, 70, 190, 40, 70];

/** Members joined over days, as steps with the number at each end of a rise; earlier cases as thin lines behind. */
export function drawCurve(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const curve = readCurve(site);
  const last = curve.at(-1);
  const earlier = compareEarlier(site).slice(0, -1);
  const ends = [last, ...earlier.map((one) => one.curve.at(-1))].filter((end) => end !== undefined);
  const days = Math.max(1, ...ends.map(({ day }) => day));
  const most = Math.max(1, ...ends.map(({ members }) => members));
  const x = (day: number): number => Math.round(LEFT + (Math.max(0, day) / days) * (WIDTH - LEFT - RIGHT));
  const y = (members: number): number =>
    Math.round(HEIGHT - BOTTOM - (members / most) * (HEIGHT - TOP - BOTTOM));
  const trace = (points: readonly CurvePoint[]): string =>
    `M${LEFT},${HEIGHT - BOTTOM}${points.map(({ day, members }) => `H${x(day)}V${y(members)}`).join("")}`;
  const behind = earlier.map((one) => {
    const end = one.curve.at(-1);
    if (end === undefined) return markup``;
    const [across, up] = [x(end.day), y(end.members)];
    // A line that ends far to the right has its words before its end.
    const anchor = end.day > days * 0.6 ? "end" : "start";
    return markup`<path class="ink-line" stroke-width="2" stroke-dasharray="7 5" d="${trace(one.curve)}"/><circle class="mid" cx="${across}" cy="${up}" r="5"/><text class="quiet" x="${across}" y="${up - 14}" text-anchor="${anchor}">${words.earlierCurve(one.act.slice(0, 4), end.members, end.day)}</text>`;
  });
  const every = niceStep(days);
  const ticks = Array.from({ length: Math.floor(days / every) + 1 }, (_, index) => index * every).map(
    (day) =>
      markup`<line class="rule" x1="${x(day)}" y1="${HEIGHT - BOTTOM}" x2="${x(day)}" y2="${HEIGHT - BOTTOM + 8}"/><text class="quiet" x="${x(day)}" y="${HEIGHT - BOTTOM + 34}" text-anchor="middle">${day}</text>`,
  );
  const dots = curve.map(
    ({ day, members }) => markup`<circle class="ink" cx="${x(day)}" cy="${y(members)}" r="6"/>`,
  );
  const act = site.caseFile.incident.date.slice(0, 4);
  const label =
    last === undefined
      ? markup`<text class="quiet" x="${LEFT + 10}" y="${HEIGHT / 2}">${words.notYet}</text>`
      : markup`<text x="${x(last.day) + 14}" y="${y(last.members) + 8}">${earlier.length === 0 ? words.curveMembers(last.members) : words.earlierCurve(act, last.members, last.day)}</text>`;
  return markup`${open(WIDTH, HEIGHT, words.curveText(last?.members ?? 0, last?.day ?? 0))}<line class="rule" x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH - RIGHT}" y2="${HEIGHT - BOTTOM}"/>${ticks}${behind}<path class="ink-line" stroke-width="5" d="${trace(curve)}"/>${dots}${label}<text class="quiet" x="${LEFT}" y="${HEIGHT - 6}">${words.curveAxis}</text></svg>\n`;
}

/** About ten marks: 1, 2, 5, 10, 20, 50 … days. */
function niceStep(days: number): number {
  let step = 1;
  for (let turn = 0; days / step > 12; turn += 1) step *= turn % 3 === 1 ? 2.5 : 2;
  return step;
}

/** What is shown where the record is linked: 1200 by 630. */
export function drawCard(site: RecordSite, language: Language): Markup {
  const words = WORDS[language];
  const { caseFile, tallies, manifest } = site;
  const [headline] = tallies;
  const said =
    headline === undefined
      ? ""
      : words.asOf(tellTally(headline, caseFile.kinds, language), sayDay(headline.asOf, language));
  const line = (text: string, size: number, y: number): Markup =>
    markup`<text x="80" y="${y}" font-size="${size}" style="font-size:${size}px">${text}</text>`;
  const titles = wrap(caseFile.title, 34).slice(0, 3);
  const figures = wrap(said, 58).slice(0, 3);
  return markup`${open(1200, 630, caseFile.title)}<rect class="ground" width="1200" height="630"/><rect class="ink" width="1200" height="14"/>${line(manifest.exercise ? `${words.exercise} · ${words.record}` : words.record, 30, 100)}${joinMarkup(
    titles.map((text, index) => line(text, 60, 200 + index * 74)),
    "",
  )}${joinMarkup(
    figures.map((text, index) => line(text, 34, 460 + index * 46)),
    "",
  )}</svg>\n`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word.slice(0, width));
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
