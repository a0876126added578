// The style of a cut's page: a printed state paper. One serif column of about 66 characters, numbers and portion marks
// hanging in the margin, notes at the foot; the marking's colours in the bands only. No font, image or address is fetched.
import { builtInPolicies, parseBanner, printBanner } from "../markings/index.ts";

const COLOUR = /^#[0-9a-fA-F]{3,8}$/;

/** The parts of a banner, each with the colours its policy gives the level. */
export function splitBanner(
  banner: string,
): readonly { readonly text: string; readonly colour: string; readonly ink: string }[] {
  return parseBanner(banner, builtInPolicies).terms.map((term) => {
    const levels = builtInPolicies.find(({ id }) => id === term.policy)?.levels ?? [];
    const level = levels.find(({ name }) => name === term.level);
    return {
      text: printBanner({ terms: [term] }, builtInPolicies),
      colour: level !== undefined && COLOUR.test(level.colour) ? level.colour : "#222222",
      ink: level !== undefined && COLOUR.test(level.ink) ? level.ink : "#ffffff",
    };
  });
}

/** The whole style sheet; `bands` in the order of `splitBanner`. */
export function writeStyle(bands: ReturnType<typeof splitBanner>): string {
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
main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem 2rem}
.handling{color:var(--quiet);border-bottom:1px solid var(--rule);padding-bottom:.75rem;font-size:.9375rem}
h1,h2,h3,h4{font-weight:600;line-height:1.25;margin:0}
h1{font-size:1.75rem}h2{font-size:1.3rem}h3{font-size:1.12rem}h4{font-size:1rem;font-style:italic}
.portion{margin:0 0 .9rem}
.portion.heading{margin-top:1.8rem}
.portion p{margin:0;max-width:66ch}
.mark{font-variant-caps:all-small-caps;letter-spacing:.03em;color:var(--quiet);margin-right:.5em}
.margin{font-size:1.0625rem;font-weight:400;font-style:normal}
.number{margin-right:.5em;white-space:nowrap;font-variant-numeric:tabular-nums}
.aside{font-size:.9rem;color:var(--quiet)}
.portion .aside{margin-top:.2rem}
.withheld{color:var(--quiet);letter-spacing:.12em;white-space:nowrap}
.source{border-bottom:1px dotted var(--quiet)}
.stricter{border-bottom:1px solid var(--rule)}
sup{font-size:.72em;line-height:0}
sup a{color:inherit;text-decoration:none;padding:.5em .15em}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.notes,.colophon{border-top:1px solid var(--rule);margin-top:2rem;padding-top:.9rem;font-size:.9rem}
.colophon dl{margin:0}.colophon dt{color:var(--quiet);margin-top:.5rem}.colophon dd{margin:0}
code,.fingerprint{font-family:ui-monospace,"Source Code Pro",Menlo,Consolas,monospace;font-size:.85em}
@media (min-width:60rem){
main{max-width:54rem;padding-left:10rem}
.portion{display:flow-root}
.portion .margin{display:flex;justify-content:flex-end;align-items:baseline;gap:.5em;float:left;width:9rem;margin-left:-10rem;text-align:right}
.margin>*{margin-right:0}
}
@media (max-width:26rem){.exercise-line{letter-spacing:.08em;font-size:.9rem}}
@page{margin:16mm 18mm 18mm;@bottom-right{content:"page " counter(page) " of " counter(pages);font:9pt Georgia,serif}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--frame:#8a1c1c}
body .margin{font-size:10.5pt}
main{max-width:none;padding:0}
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
.portion,.notes p,.colophon{break-inside:avoid}.heading{break-after:avoid}
sup a{padding:0}
}
`;
