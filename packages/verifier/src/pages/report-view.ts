// One file's report as it stands in the verifier's page. Everything from a file is set as text, never read as HTML.
import { spellFingerprint } from "@entente/core/keys";
import type { FileReport } from "../check.ts";
import { makePrintable, SAY_KIND } from "../print-report.ts";

const VERDICTS = {
  cryptographic: "Not whole: a proof does not hold",
  policy: "Refused: a rule says no",
  input: "Not readable as it is",
} as const;

/** Stands in the shape of what comes while a file is being checked. */
export function createWaiting(file: string): HTMLElement {
  const article = createArticle(file, "waiting", "Being checked …");
  article.append(create("div", { className: "bar" }), create("div", { className: "bar" }));
  return article;
}

export function createReport(report: FileReport): HTMLElement {
  const { file, verified, kind, code, message, steps, fingerprints } = report;
  if (!verified) {
    const article = createArticle(file, "refused", VERDICTS[kind ?? "input"]);
    article.append(
      create("p", { className: "message" }, `${makePrintable(message).replace(/\.$/, "")}.`),
      create(
        "p",
        { className: "code" },
        SAY_KIND[kind ?? "input"],
        " Code: ",
        create("code", {}, code ?? ""),
      ),
    );
    return article;
  }
  const article = createArticle(file, "whole", "Whole and unchanged");
  article.append(
    create("p", { className: "message" }, `${sentence(message)}.`),
    ...createWords(report),
    create(
      "ol",
      { className: "steps" },
      ...steps.map(({ name, detail }) =>
        create("li", {}, create("b", {}, sentence(name)), create("span", {}, detail)),
      ),
    ),
    create(
      "details",
      {},
      create("summary", {}, "Every key, every digit"),
      create(
        "dl",
        { className: "keys" },
        ...Object.entries(fingerprints).flatMap(([whose, print]) => listKey(whose, print, report)),
      ),
    ),
  );
  return article;
}

function createWords({ words, fingerprints }: FileReport): readonly HTMLElement[] {
  const [whose = ""] = Object.keys(fingerprints);
  const spoken = words[whose];
  if (spoken === undefined) return [];
  return [
    create(
      "p",
      { className: "spoken-lead" },
      `The ${whose}’s keys in twelve words. Have them read to you on a call you place yourself:`,
    ),
    create("ol", { className: "spoken" }, ...spoken.split(" ").map((word) => create("li", {}, word))),
  ];
}

function listKey(whose: string, print: string, { words }: FileReport): readonly HTMLElement[] {
  const spoken = words[whose];
  const lines =
    spoken === undefined
      ? [create("dd", { className: "digits" }, print)]
      : [
          create("dd", {}, spoken),
          create("dd", { className: "digits" }, spellFingerprint(print)),
          create("dd", { className: "digits" }, print),
        ];
  return [create("dt", {}, sentence(whose)), ...lines];
}

function createArticle(file: string, state: "waiting" | "whole" | "refused", verdict: string): HTMLElement {
  const article = create("article", {});
  article.dataset["state"] = state;
  article.append(
    create("p", { className: "file" }, makePrintable(file)),
    create("h2", { className: "verdict" }, verdict),
  );
  return article;
}

/** With a capital and without a full stop at its end. */
function sentence(text: string): string {
  const printable = makePrintable(text).replace(/\.$/, "");
  return `${printable.charAt(0).toUpperCase()}${printable.slice(1)}`;
}

function create<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: { readonly className?: string },
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (properties.className !== undefined) element.className = properties.className;
  element.append(...children);
  return element;
}
