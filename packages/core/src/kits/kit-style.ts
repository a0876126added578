// What a kit's page has beside the style of a copy. No font, image or address is fetched.

export const KIT_STYLE = `
html[lang=en] span[lang=fr],html[lang=fr] span[lang=en]{display:none}
.languages{text-align:right;margin:.5rem 0}
button{font:inherit;color:var(--ink);background:none;border:1px solid var(--quiet);border-radius:2px;padding:.55rem .9rem;min-height:2.75rem;cursor:pointer}
button[type=submit]{background:var(--ink);color:var(--paper);border-color:var(--ink);font-weight:600}
button:focus-visible,input:focus-visible,textarea:focus-visible,summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.ask{margin:1.2rem 0 2rem;padding:.2rem 1rem .6rem;border-left:4px solid var(--ink)}
.ask p{margin:.4rem 0;max-width:66ch}.ask q{font-weight:600}
.said ul{padding-left:1.2rem}
.copy{border-top:1px solid var(--rule);padding-top:1.2rem;margin-top:1.6rem}
.answer{border-top:2px solid var(--ink);margin-top:2.4rem;padding-top:1rem}
.answer fieldset{border:1px solid var(--rule);margin:1rem 0;padding:.6rem 1rem 1rem;min-width:0}
.answer legend{font-weight:600;padding:0 .4rem}
.answer label{display:block;padding:.35rem 0}
.answer textarea{display:block;width:100%;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:2px;padding:.5rem}
.answer input{accent-color:var(--ink);width:1.15rem;height:1.15rem;vertical-align:-.2rem}
.says:empty,.problem:empty{display:none}
.warning{border:1px solid var(--frame);padding:.6rem .9rem;max-width:66ch}
.problem{color:var(--frame);font-weight:600}
.saved{border:2px solid var(--ink);padding:.4rem 1rem}
.words{font:600 1.25rem/1.5 ui-monospace,"Source Code Pro",Menlo,Consolas,monospace}
[hidden]{display:none!important}
@media print{.languages,.answer button,.answer[hidden]{display:none}.copy{break-before:page}}
`;
