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
<details><summary>What the check covers, and what it cannot</summary>
<ol class="${NOTICE.steps}"></ol>
<p>A page that checks itself shows that it is whole. It cannot show who made it: whoever swaps the file can swap the check with it. So ask ${escapeHtml(header.iss)}, in a call you place yourself, to read the words of its keys, and compare them with these:</p>
<ol class="spoken">${spoken}</ol>
<p>For a check that does not rest on this file, drop it into a verifier you already have, or run <code>npx entente-verify FILE</code>.</p>
</details>
</section>
`;
}

export const NOTICE_STYLE = `
.check{margin:0 0 2rem;padding:.7rem .9rem;border:1px solid var(--rule);border-left-width:4px;font-size:.9rem;line-height:1.45}
.check p{margin:0}.check details p{margin:.7rem 0 0;max-width:66ch}
.check .verdict{font-weight:600}
.check[data-state=unchecked],.check[data-state=checking]{border-left-style:dashed;color:var(--quiet)}
.check[data-state=unchecked] .verdict,.check[data-state=checking] .verdict{font-weight:400}
.check[data-state=passed]{border-left-color:var(--whole)}
.check[data-state=passed] .verdict{color:var(--whole)}
.check[data-state=failed]{border:2px solid var(--frame);border-left-width:8px}
.check[data-state=failed] .verdict{color:var(--frame);font-size:1.05rem}
.check summary{width:fit-content;margin-top:.25rem;padding:.2rem 0;color:var(--quiet);cursor:pointer}
.check summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.check ol{margin:.6rem 0 0;padding:0;list-style:none}
.check .steps:empty{display:none}
.check .steps li{display:grid;grid-template-columns:1.4rem 1fr;padding:.3rem 0;border-bottom:1px solid var(--rule)}
.check .steps li::before{content:"✓";color:var(--whole)}
.check .steps li.broken::before{content:"✗";color:var(--frame)}
.check .steps b{font-weight:600;margin-right:.5em}
.check .steps b::first-letter{text-transform:uppercase}
.check .spoken{display:grid;grid-template-columns:repeat(auto-fill,minmax(7.5rem,1fr));gap:.2rem .8rem;counter-reset:word;font:600 1rem/1.5 ui-monospace,"Source Code Pro",Menlo,Consolas,monospace}
.check .spoken li{counter-increment:word;white-space:nowrap}
.check .spoken li::before{content:counter(word);display:inline-block;width:1.9em;color:var(--quiet);font-weight:400;font-size:.8em}
:root{--whole:#1d5c3f}
@media (prefers-color-scheme:dark){:root{--whole:#8fcbab}}
@media print{.check:not([data-state=failed]){display:none}.check details{display:none}}
`;
