// A slip of the pen never widens: whatever one character is lost, added or changed in a text, nothing that stood under a
// strict mark is read under a milder one.
import { describe, expect, it } from "vitest";
import { effectiveMarking, parseMarkedText, plainText } from "./index.ts";
import type { Portion } from "./index.ts";
import { builtInPolicies } from "../markings/index.ts";
import type { Marking } from "../markings/index.ts";

const FRONT = `---
title: (O) Title
originator: GBR
policy: uk
---
`;

const TEXTS = {
  paragraphs: `
# (O) Heading

1. (O) Mild text.
{(S - WALL): hidden one} and more mild text.

2. (S - WALL) hidden two

(O) Mild again.

(S - WALL) hidden three

a) (O) Mild point

b) (S - WALL) hidden four

- (O) Mild bullet

- (S - WALL) hidden five

# (S - WALL) hidden six

(O) With a note.[^1] {(S - WALL): hidden seven}

{judgement: likely, confidence: high}
(S - WALL) hidden eight

[^1]: (O) Mild note.[@A]
[^2]: (S - WALL) hidden nine
[@A]: (S - WALL) hidden ten
[^3]: (O) Mild note.[^2][^3]
`,
  "quotations and tables": `
> (O) Mild quotation

> (S - WALL) hidden one

{table: 1}
(O) Mild caption
| Date | Place |
|---|---|
| 4 March | (S - WALL) hidden two |
(S - WALL) | hidden three | hidden four |
| (S - WALL) hidden five | mild |
| mild {(S - WALL): hidden six} | mild |

{table: 2}
(S - WALL) hidden caption
| hidden cell | hidden too |
|---|---|
| hidden below | (TS - WALL) hidden deeper |
`,
  figures: `
{figure: 1}
(O) Mild caption
![Mild](a.png)
![(S - WALL) hidden one](b.png)

{figure}
(S - WALL) hidden caption
![hidden two](c.png)

(O) Mild.
`,
} as const;

const isMild = (marking: Marking | null): boolean =>
  marking !== null &&
  marking.terms.every(({ caveats, level }) => caveats.length === 0 || level === "OFFICIAL");

/** What of a portion is read under a mild mark. */
function showMild(portion: Portion): string[] {
  const own = isMild(portion.marking)
    ? [plainText(portion.spans.filter(({ kind }) => kind !== "restricted"))]
    : [];
  const inner = portion.spans
    .filter((span) => span.kind === "restricted")
    .filter((span) => isMild(effectiveMarking(portion, span, builtInPolicies)))
    .map((span) => plainText([span]));
  return [...own, ...inner];
}

function listLeaks(body: string): string[] {
  const { document } = parseMarkedText(FRONT + body, builtInPolicies);
  return [...document.portions, ...document.footnotes]
    .flatMap(showMild)
    .filter((text) => /hidden/.test(text));
}

describe.each(Object.entries(TEXTS))("in %s, one character", (_, text) => {
  const around = (at: number): string => JSON.stringify(text.slice(Math.max(at - 15, 0), at + 15));

  it("as it should be hides what is hidden", () => {
    expect(listLeaks(text)).toEqual([]);
    expect(parseMarkedText(FRONT + text, builtInPolicies).problems).toEqual([]);
  });

  it("lost", () => {
    for (let at = 0; at < text.length; at++)
      expect(listLeaks(text.slice(0, at) + text.slice(at + 1)), `lost at ${at}: ${around(at)}`).toEqual([]);
  });

  it("added or changed", () => {
    for (const char of Array.from("x \n\\{}()[]*#-:&,.|>!1")) {
      for (let at = 0; at <= text.length; at++) {
        const shown = `${JSON.stringify(char)} at ${at}: ${around(at)}`;
        expect(listLeaks(text.slice(0, at) + char + text.slice(at)), `added ${shown}`).toEqual([]);
        expect(listLeaks(text.slice(0, at) + char + text.slice(at + 1)), `changed to ${shown}`).toEqual([]);
      }
    }
  }, 60_000);
});
