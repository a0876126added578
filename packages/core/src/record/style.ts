// The style sheet of a record: a well-printed state paper. One serif column, tables in a plain sans, the marking's colours in
// the bands alone; on paper the banner stands on every sheet and the way around is left out. Nothing is fetched.
import { listBands } from "./page-frame.ts";
import type { RecordSite } from "./site.ts";

/** Colours of bands are plain by their making (`printBands`). */
export function writeStyleSheet(site: RecordSite): string {
  const bands = listBands(site).map(
    ({ colour, ink }, index) => `.level-${index}{background:${colour};color:${ink}}`,
  );
  return `${SHEET.trimStart()}${bands.join("\n")}${bands.length === 0 ? "" : "\n"}${site.manifest.exercise ? EXERCISE : ""}`;
}

const EXERCISE = `@page{@top-center{content:"EXERCISE EXERCISE EXERCISE";font:600 9pt Georgia,serif;letter-spacing:.18em}}\n`;

const SHEET = `
:root{color-scheme:light dark;--paper:#fbf8f1;--ink:#1d1b18;--quiet:#5c564b;--rule:#cfc7b8;--accent:#8a2b16;--whole:#1d5c3f;--tint:#f4efe3}
@media (prefers-color-scheme:dark){:root{--paper:#10141c;--ink:#e6e1d6;--quiet:#a8a294;--rule:#38404e;--accent:#f0a58f;--whole:#8fcbab;--tint:#171d28}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 "Source Serif 4","Source Serif Pro",Charter,Georgia,Cambria,serif;overflow-wrap:anywhere}
body.exercise{border:6px double var(--accent);min-height:100vh}
.band{text-align:center;font-weight:600;letter-spacing:.04em}
.band p{margin:0;max-width:none;padding:.35rem .75rem}
.exercise-line{color:var(--accent);letter-spacing:.3em}
.sheet{max-width:48rem;margin:0 auto;padding:0 1.25rem 2rem}
.skip{position:absolute;left:-100vw}.skip:focus{position:static;display:inline-block;padding:.5rem 0}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;justify-content:space-between;border-bottom:1px solid var(--rule);padding:1rem 0 .6rem;font:.9375rem/1.5 "Source Sans 3",system-ui,sans-serif}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0;padding:0;list-style:none}
nav a{display:inline-block;padding:.45rem 0;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
nav a[aria-current]{font-weight:600;box-shadow:0 2px 0 var(--accent)}
.kind{margin:0;color:var(--quiet);font:600 .8125rem/1.5 "Source Sans 3",system-ui,sans-serif;letter-spacing:.06em}main>.kind:first-child{margin-top:1.5rem}main>.kind:first-child+h1{margin-top:.2rem}
h1,h2,h3,h4{font-weight:600;line-height:1.25;text-wrap:balance}
h1{font-size:2.1rem;margin:1.75rem 0 .5rem}
h2{font-size:1.3rem;margin:2.75rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--rule)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}
p{margin:.6rem 0;max-width:68ch}
.lead{font-size:1.4rem;line-height:1.35;text-wrap:pretty}
.role{font-size:1.1rem;font-style:italic;margin-top:0}
.quiet{color:var(--quiet);font-size:.9rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,input:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
:target{background:var(--tint);outline:6px solid var(--tint)}
ul,ol{padding-left:1.4rem}li{margin:.35rem 0}
blockquote{margin:.8rem 0;padding-left:1.1rem;border-left:3px solid var(--rule)}
details{margin:.6rem 0}summary{width:fit-content;padding:.25rem 0;cursor:pointer;color:var(--quiet);font-size:.95rem;text-decoration:underline;text-decoration-color:var(--rule);text-underline-offset:.2em}
.clocks{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem;margin:.5rem 0}
.clocks dt{color:var(--quiet);font-size:.9rem;line-height:1.35}.clocks dd{margin:.15rem 0 0}.clocks b{font-size:1.5rem;font-variant-numeric:tabular-nums;display:block;line-height:1.3}
figure{margin:1rem 0}
figure img{display:block;width:100%;height:auto}
figcaption{color:var(--quiet);font-size:.9rem;margin-top:.5rem}
@media (min-width:75rem){.wide{margin-left:-7rem;margin-right:-7rem}}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font:.9375rem/1.45 "Source Sans 3",system-ui,sans-serif;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--rule);overflow-wrap:normal}
thead th{border-bottom:2px solid var(--quiet);font-weight:600;vertical-align:bottom}
.number{text-align:right}.day{white-space:nowrap}
.sides{table-layout:fixed}.sides td,.sides th{width:50%;overflow-wrap:anywhere}
.files{columns:2 16rem;font-size:.95rem}
.sources{font-size:.9rem}
code,.code{font-family:ui-monospace,"Source Code Pro",Menlo,Consolas,monospace;font-size:.85em}
pre{overflow-x:auto;padding:.7rem .9rem;background:var(--tint);border:1px solid var(--rule)}
.said{margin:1.2rem 0;padding:.4rem 1rem;border-left:6px solid var(--accent);background:var(--tint)}
.claims>li{margin:1.2rem 0}
.colophon,.notes,.imprint{border-top:1px solid var(--rule);margin-top:2.5rem;padding-top:.9rem;font-size:.9rem}
.imprint{color:var(--quiet)}
.colophon dt,.keys dt{color:var(--quiet);margin-top:.5rem}.colophon dd,.keys dd{margin:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.check{border:1px solid var(--rule);padding:0 1.1rem .6rem;margin:1.5rem 0}
.check h2{border:0;margin:.8rem 0 .3rem;padding:0}
.check #verdict{font-weight:600}
.check[data-state=passed]{border:2px solid var(--whole)}.check[data-state=passed] #verdict{color:var(--whole)}
.check[data-state=failed]{border:2px solid var(--accent);border-left-width:8px}.check[data-state=failed] #verdict{color:var(--accent)}
.check ol:empty{display:none}
.check li b{margin-right:.5em}
.document h1{margin-top:.5rem}
.portion{position:relative;margin:0 0 .9rem}.portion.heading{margin-top:1.9rem}
.portion p{margin:0}
.portion h2,.portion h3,.portion h4{border:0;margin:0;padding:0}
figure.portion{margin:1.4rem 0}
.sub{padding-left:2rem}.sub.depth-2{padding-left:4rem}
.sub>.number{float:left;width:2rem;margin:0 0 0 -2rem;text-align:left}
.mark{font-variant-caps:all-small-caps;letter-spacing:.03em;color:var(--quiet);margin-right:.5em}
.margin{font-size:1.0625rem;font-weight:400;font-style:normal}
.margin .number{margin-right:.5em}
.portion .number{white-space:nowrap;text-align:left}
.withheld{color:var(--quiet);letter-spacing:.12em;white-space:nowrap}
.withheld.source{border-bottom:1px dotted var(--quiet)}
.stricter{border-bottom:1px solid var(--rule)}
.aside{font-size:.9rem;color:var(--quiet)}
.picture>p:first-child{padding:.9rem 1.1rem;border:1px dashed var(--quiet)}
sup{font-size:.72em;line-height:0}sup a{text-decoration:none;padding:.5em .15em}
.notes p{margin:0 0 .5rem}.notes .number{margin-right:.5em}
.cite{margin:0}.cite summary{display:block;font:.75rem/1.5rem ui-monospace,Menlo,Consolas,monospace;text-decoration:none;padding:0;min-width:1.5rem;min-height:1.5rem}
.cite summary:hover{text-decoration:underline}
.cite code{display:block;padding:.4rem .6rem;background:var(--tint);user-select:all}
@media (min-width:60rem){.document{padding-right:5rem}.cite:not([open]){position:absolute;top:.1rem;right:-5rem;width:4rem;text-align:right}}
@media (min-width:72rem){.document .portion{display:flow-root}.document .margin{display:flex;justify-content:flex-end;gap:.5em;float:left;width:7rem;margin-left:-8rem;text-align:right}.document .margin>*{margin-right:0}.document .sub .margin{translate:-2rem}.document .sub.depth-2 .margin{translate:-4rem}}
@media (max-width:40rem){
h1{font-size:1.7rem}.lead{font-size:1.2rem}
.exercise-line{letter-spacing:.08em;font-size:.9rem}
.stacked thead,.sides thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacked,.stacked tbody,.stacked tr,.stacked td,.sides,.sides tbody,.sides tr,.sides td{display:block;width:auto}
.stacked tr,.sides tr{border-bottom:1px solid var(--rule);padding:.5rem 0}
.stacked td,.sides td{border:0;padding:0;width:auto}
.stacked .day{color:var(--quiet);font-size:.875rem}.stacked .who{font-weight:600}
.sides td::before{content:attr(data-label);display:block;color:var(--quiet);font-size:.8125rem}
}
@page{margin:16mm 16mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt Georgia,serif}}
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--tint:#fff}
body{display:table;width:100%;font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body.exercise{border:0;min-height:0}
header.band{display:table-header-group;break-inside:avoid}
footer.band{display:table-footer-group;break-inside:avoid}
.sheet{display:table-row-group;max-width:none;padding:0}
nav ul,.skip,.cite,#check,.files{display:none}
nav{border:0;padding:4mm 0 0}
.wide{margin-left:0;margin-right:0}
.scroll{overflow:visible}
figure img{width:auto;max-width:100%;max-height:150mm;margin:0 auto}
a{color:#000;text-decoration:none}
tr,li,.portion,figure,.clocks{break-inside:avoid}thead{display:table-header-group}h2,h3,.heading{break-after:avoid}
p{max-width:none}
details>*{display:revert}
}
`;
