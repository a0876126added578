// The style of a document's page: a printed state paper. One serif column of about 66 characters, numbers and portion marks
// hanging in the margin, notes at the foot; the marking's colours in the bands only. No font, image or address is fetched.
import type { BannerBand } from "./printed-document.ts";

/** The whole style sheet. Colours of `bands` are plain by their making (`printBands`). */
export function writeStyle(bands: readonly BannerBand[]): string {
  const colours = bands.map(({ colour, ink }, index) => `.level-${index}{background:${colour};color:${ink}}`);
  return `${SHEET}${colours.join("\n")}\n`;
}

const SHEET = `
:root{color-scheme:light dark;--paper:#fdfbf6;--ink:#1b1a17;--quiet:#5c584f;--rule:#cfc8b8;--frame:#8a1c1c}
@media (prefers-color-scheme:dark){:root{--paper:#10141c;--ink:#e6e1d6;--quiet:#a8a294;--rule:#39404d;--frame:#e08a7d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 "Source Serif 4","Source Serif Pro",Charter,"Bitstream Charter",Georgia,Cambria,serif;overflow-wrap:anywhere}
.band{text-align:center;font-weight:600;letter-spacing:.04em}
.band p{margin:0 auto;padding:.35rem .75rem;text-wrap:balance}
.exercise-line{color:var(--frame);border:solid var(--frame);border-width:2px 0;letter-spacing:.3em;font-variant-numeric:tabular-nums}
.imprint{font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--quiet)}
body.exercise{border:6px double var(--frame);min-height:100vh}
main{max-width:42rem;margin:0 auto;padding:.25rem 1rem 2rem}
.band .handling{max-width:40rem;padding:1.25rem 1rem 0;color:var(--quiet);font-size:.9375rem;font-weight:400;letter-spacing:0;text-align:left;text-wrap:wrap}
.band .handling::after{content:"";display:block;margin-top:.75rem;border-bottom:1px solid var(--rule)}
h1,h2,h3,h4{font-weight:600;line-height:1.25;margin:0}
h1{font-size:1.75rem}h2{font-size:1.3rem}h3{font-size:1.12rem}h4{font-size:1rem;font-style:italic}
.portion{margin:0 0 .9rem}
.portion.heading{margin-top:1.8rem}
.portion p{margin:0;max-width:66ch}
figure.portion{margin:1.4rem 0}
blockquote{margin:0;padding-left:1.1rem;border-left:3px solid var(--rule)}
.sub{padding-left:2rem}.sub.depth-2{padding-left:4rem}
.sub>.number{float:left;width:2rem;margin:0 0 0 -2rem}
figcaption .number{font-weight:600}
figcaption,.picture{max-width:66ch}
.scroll{overflow-x:auto;margin-top:.5rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.4;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:baseline;overflow-wrap:normal}
thead th{border-bottom:2px solid var(--quiet);font-weight:600;vertical-align:bottom}
table{border-top:2px solid var(--quiet)}
.picture{margin-bottom:.5rem}
.picture>p:first-child{padding:.9rem 1.1rem;border:1px dashed var(--quiet)}
.picture img{display:block;max-width:100%;height:auto;border:1px solid var(--rule)}
.mark{font-variant-caps:all-small-caps;letter-spacing:.03em;color:var(--quiet);margin-right:.5em}
.margin{font-size:1.0625rem;font-weight:400;font-style:normal}
.number{margin-right:.5em;white-space:nowrap;font-variant-numeric:tabular-nums}
.mark.unmarked{color:var(--frame);font-weight:600}
.aside{font-size:.9rem;color:var(--quiet)}
.portion .aside{margin-top:.2rem}
.withheld{color:var(--quiet);letter-spacing:.12em;white-space:nowrap}
.source{border-bottom:1px dotted var(--quiet)}
.stricter{border-bottom:1px solid var(--rule)}
.stricter>.mark{margin-left:.25em}
sup{font-size:.72em;line-height:0}
sup a{color:inherit;text-decoration:none;padding:.5em .15em}
main a{color:inherit;text-underline-offset:.15em;text-decoration-color:var(--quiet)}
.notes a.back{text-decoration:none;padding:0 .3em}
.foot-title{margin:0 0 .4rem;font-weight:600}
a:focus-visible,.scroll:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.notes p{margin:0 0 .5rem;max-width:72ch}
.notes,.colophon{border-top:1px solid var(--rule);margin-top:2rem;padding-top:.9rem;font-size:.9rem}
.colophon dl{margin:0}.colophon dt{color:var(--quiet);margin-top:.5rem}.colophon dd{margin:0}
code,.fingerprint{font-family:ui-monospace,"Source Code Pro",Menlo,Consolas,monospace;font-size:.85em}
@media (min-width:60rem){
main,.band .handling{max-width:54rem;padding-left:10rem}
.portion{display:flow-root}
blockquote .margin{translate:calc(-1.1rem - 3px)}
.sub .margin{translate:-2rem}.sub.depth-2 .margin{translate:-4rem}
.portion .margin{display:flex;justify-content:flex-end;align-items:baseline;gap:.5em;float:left;width:9rem;margin-left:-10rem;text-align:right}
.margin>*{margin-right:0}
}
@media (max-width:26rem){.exercise-line{letter-spacing:.08em;font-size:.9rem}}
@page{margin:16mm 18mm 18mm;@bottom-right{content:"page " counter(page) " of " counter(pages);font:9pt Georgia,serif}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--frame:#8a1c1c}
body .margin{font-size:10.5pt}
main{max-width:none;padding:0}
.band .handling{max-width:none;padding:2mm 0 0;font-size:8.5pt}
.band .handling::after{margin-top:2mm}
.imprint{font-size:8pt}
.scroll{overflow:visible}
th,td{overflow-wrap:anywhere}
thead{display:table-header-group}tr,.picture{break-inside:avoid}figcaption:first-child{break-after:avoid}
a{text-decoration:none}.back{display:none}
blockquote .margin{translate:calc(-1.1rem - 3px)}
.sub .margin{translate:-2rem}.sub.depth-2 .margin{translate:-4rem}
.portion p{max-width:none}
.portion{display:flow-root;padding-left:26mm}
.portion .margin{display:flex;justify-content:flex-end;align-items:baseline;gap:.5em;float:left;width:24mm;margin-left:-26mm;text-align:right}
.margin>*{margin-right:0}
body{display:table;width:100%;font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
body.exercise{border:0;min-height:0}
header.band{display:table-header-group;break-inside:avoid}
footer.band{display:table-footer-group;break-inside:avoid}
main{display:table-row-group}
.sheet{padding:4mm 0;display:block}
body.exercise .sheet{border:solid var(--frame);border-width:0 2px;padding:4mm 3mm}
div.portion,.notes p,.colophon{break-inside:avoid}.heading{break-after:avoid}
sup a{padding:0}
}
`;
