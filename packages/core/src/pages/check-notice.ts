// What a page says about its own check: the state before any, the limit of a file that checks itself, and the words to
// compare. It is read without scripts; a script fills in what was found.
import { SPOKEN_WORDS, spellWords } from "../keys/index.ts";
import { escapeHtml } from "../printing/index.ts";
import type { CutDocument } from "../releases/index.ts";

/** The states of the notice, as its `data-state` says them. */
export type CheckState = "unchecked" | "checking" | "passed" | "failed";

/** Ids and classes by which a script finds the parts of the notice. */
export const NOTICE = { id: "check", verdict: "verdict", steps: "steps" } as const;

const UNCHECKED =
  "Not checked yet. This page checks itself where scripts may run; entente-verify checks it anywhere.";

/** The notice in the state it is signed in: unchecked. */
export function writeNotice({ header, keys }: CutDocument): string {
  const words = spellWords(keys.issuer, SPOKEN_WORDS).split(" ");
  const spoken = words.map((word) => `<li>${escapeHtml(word)}</li>`).join("");
  return `<section class="check" id="${NOTICE.id}" data-state="unchecked" aria-label="Check of this page">
<p class="${NOTICE.verdict}" role="status">${UNCHECKED}</p>
<details><summary>Who made it? Compare twelve words; see what is checked</summary>
<ol class="${NOTICE.steps}"></ol>
<p>A page that checks itself shows that it is whole. It cannot show who made it: whoever swaps the file can swap the check with it. So ask ${escapeHtml(header.iss)}, in a call you place yourself, to read the words of its keys, and compare them with these:</p>
<ol class="spoken">${spoken}</ol>
<p>For a check that does not rest on this file, drop it into a verifier you already have, or run <code>npx entente-verify FILE</code>.</p>
</details>
</section>
`;
}

export const NOTICE_STYLE = `
:root{--whole:#1d5c3f}
@media (prefers-color-scheme:dark){:root{--whole:#8fcbab}}
.check{margin:0 0 1.8rem;padding:.1rem 0 .5rem;border-bottom:1px solid var(--rule);font-size:.9rem;line-height:1.45}
.check p{margin:0;max-width:66ch}.check details p{margin:.8rem 0 0}
.check .verdict{position:relative;max-width:none;padding-left:1.4rem;color:var(--quiet)}
.check .verdict::before{content:"";position:absolute;left:.1rem;top:.38em;width:.6em;height:.6em;border:1.5px dashed currentcolor;border-radius:50%}
.check[data-state=passed] .verdict{color:var(--whole)}
.check[data-state=passed] .verdict::before,.check .steps li::before{width:.38em;height:.7em;border:solid currentcolor;border-width:0 2px 2px 0;border-radius:0;rotate:45deg}
.check[data-state=passed] .verdict::before{left:.25rem;top:.28em}
.check[data-state=failed]{padding:.7rem .9rem .8rem;border:2px solid var(--frame);border-left-width:8px}
.check[data-state=failed] .verdict{padding:0;color:var(--frame);font-size:1.1rem;font-weight:600}
.check[data-state=failed] .verdict::before{content:none}
.check summary{width:fit-content;margin-left:1.4rem;padding:.3rem 0;color:var(--quiet);text-decoration:underline;text-decoration-color:var(--rule);text-underline-offset:.2em;cursor:pointer;list-style:none}
.check summary::-webkit-details-marker{display:none}
.check[data-state=failed] summary{margin-left:0}
.check summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.check ol{margin:.5rem 0 0;padding:0;list-style:none}
.check .steps:empty{display:none}
.check .steps{border-top:1px solid var(--rule)}
.check .steps li{position:relative;padding:.35rem 0 .35rem 1.4rem;border-bottom:1px solid var(--rule)}
.check .steps li::before{content:"";position:absolute;left:.25rem;top:.65em;color:var(--whole)}
.check .steps li.broken{padding-left:0}.check .steps li.broken::before{content:none}
.check .steps b{font-weight:600;margin-right:.6em}
.check .spoken{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.5rem,1fr));gap:.15rem .8rem;counter-reset:word;font:600 1rem/1.5 ui-monospace,"Source Code Pro",Menlo,Consolas,monospace}
.check .spoken li{counter-increment:word;white-space:nowrap}
.check .spoken li::before{content:counter(word);display:inline-block;width:2.2em;color:var(--quiet);font-weight:400;font-size:.75em}
@media print{.check:not([data-state=failed]),.check details{display:none}}
`;
