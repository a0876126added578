// Texts that would run in a page that took them for markup, made by class from a seed. Each carries a mark of its own, and tells
// if it runs.
import { createRandom } from "./random.ts";

export interface Payload {
  /** Stands in the text, and nowhere else: `zqx7`. */
  readonly mark: string;
  readonly kind: string;
  readonly text: string;
}

type Write = (call: string, mark: string) => string;

/** By what they hope for; `call` is the script, free of quotes. Marked text keeps `{`, `[`, `*`, `_` and `^` for itself. */
const classes: readonly (readonly [kind: string, write: Write])[] = [
  ["script", (call, mark) => `${mark}<script>${call}</script>`],
  ["script out of a string", (call, mark) => `${mark}</script><script>${call}//`],
  ["image", (call, mark) => `${mark}<img src=x onerror=${call} data-planted>`],
  ["image in quotes", (call, mark) => `${mark}"><img src=x onerror="${call}" data-planted>`],
  ["image out of an apostrophe", (call, mark) => `${mark}'><img src=x onerror='${call}' data-planted>`],
  ["attribute", (call, mark) => `${mark}" autofocus onfocus="${call}" data-planted="`],
  ["attribute without quotes", (call, mark) => `${mark} onmouseover=${call} data-planted x=`],
  ["drawing", (call, mark) => `${mark}<svg onload=${call} data-planted>`],
  ["drawing with a script", (call, mark) => `${mark}<svg><script>${call}</script></svg>`],
  ["animation", (call, mark) => `${mark}<svg><animate onbegin=${call} attributeName=x dur=1s data-planted>`],
  [
    "mathematics",
    (call, mark) => `${mark}<math><mtext><img src=x onerror=${call} data-planted></mtext></math>`,
  ],
  ["frame", (call, mark) => `${mark}<iframe srcdoc="<script>parent.${call}</script>" data-planted></iframe>`],
  [
    "frame with an address",
    (call, mark) => `${mark}<iframe src=javascript:parent.${call} data-planted></iframe>`,
  ],
  ["address", (call, mark) => `javascript:${call}//${mark}`],
  ["link", (call, mark) => `${mark}<a href="javascript:${call}" data-planted>here</a>`],
  [
    "button",
    (call, mark) => `${mark}<form><button formaction=javascript:${call} data-planted>x</button></form>`,
  ],
  ["details", (call, mark) => `${mark}<details open ontoggle=${call} data-planted>`],
  ["medium", (call, mark) => `${mark}<video><source onerror=${call} data-planted></video>`],
  ["body", (call, mark) => `${mark}<body onload=${call} data-planted>`],
  ["style", (_call, mark) => `${mark}</style><style>body{display:none}</style>`],
  ["style's address", (_call, mark) => `${mark}<link rel=stylesheet href=/planted.css data-planted>`],
  ["base", (_call, mark) => `${mark}<base href=//planted.example/ data-planted>`],
  [
    "way elsewhere",
    (call, mark) => `${mark}<meta http-equiv=refresh content="0;url=javascript:${call}" data-planted>`,
  ],
  ["comment", (call, mark) => `${mark}--><img src=x onerror=${call} data-planted><!--`],
  ["title", (call, mark) => `${mark}</title><img src=x onerror=${call} data-planted>`],
  ["text field", (call, mark) => `${mark}</textarea><img src=x onerror=${call} data-planted>`],
  ["option", (call, mark) => `${mark}</option></select><img src=x onerror=${call} data-planted>`],
  ["character data", (call, mark) => `${mark}]]><img src=x onerror=${call} data-planted>`],
  [
    "mutation",
    (call, mark) => `${mark}<noscript><p title="</noscript><img src=x onerror=${call} data-planted>">`,
  ],
  ["template", (call, mark) => `${mark}<template><img src=x onerror=${call} data-planted></template>`],
  ["names of the page", (_call, mark) => `${mark}<form id=root data-planted><input name=attributes></form>`],
  ["entities", (call, mark) => `${mark}&lt;img src=x onerror=${call} data-planted&gt;`],
  ["entities by number", (call, mark) => `${mark}&#60;img src=x onerror=${call} data-planted&#62;`],
  ["escapes", (call, mark) => `${mark}\\u003cimg src=x onerror=${call} data-planted\\u003e`],
  ["percent", (call, mark) => `${mark}%3Cimg src=x onerror=${call} data-planted%3E`],
  ["template of a script", (call, mark) => `${mark}\${${call}}`],
  ["braces", (call, mark) => `${mark}{{constructor.constructor('${call}')()}}`],
  ["message", (call, mark) => `${mark}{count, plural, other {<img src=x onerror=${call} data-planted>}}`],
  ["message's tag", (call, mark) => `${mark}<b data-planted>'{${call}}'</b>`],
  ["link of a text", (call, mark) => `${mark}[here](javascript:${call})`],
];

const FIRST: readonly [kind: string, write: Write] = ["text", (call, mark) => `${mark}<${call}`];

/** `most` payloads of one seed: all classes in turn, with capitals, spaces and slashes strewn in. */
export function writePayloads(seed: number, most: number): readonly Payload[] {
  const random = createRandom(seed);
  return Array.from({ length: most }, (_, index) => {
    const [kind, write] = classes[index % classes.length] ?? FIRST;
    const mark = `zq${index.toString(36).padStart(4, "0")}x`;
    const text = write(`planted(${index})`, mark)
      .replaceAll(/<\/?[a-z]+/g, (tag) => (random() < 0.3 ? tag.toUpperCase() : tag))
      .replaceAll(/(?<=<[a-zA-Z]+) (?=src|on)/g, () => (random() < 0.2 ? "/" : " "));
    return { mark, kind, text };
  });
}

/** Whether it can stand in the marked text of a document as it is. */
export const isPlain = ({ text }: Payload): boolean => !/[{}[\]*_^\\`]/.test(text);
