// The answer of the reading process is read as strictly as a stranger's file.
import { describe, expect, it } from "vitest";
import { InputError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import { builtInPolicies } from "@entente/core/markings";
import { printAnswer, readAnswer } from "./answer.ts";
import { FRAME, FrameCutter, frameHeader } from "./frames.ts";

const MARKED = `---
title: (O) A title
originator: GBR
policy: uk
---

{grading: B2}
1. (O) Mild *** text.[^1] {(S - REL TO FVEY): strict ***} end.

{judgement: likely, confidence: high, supports: 1}
2. (OS) It was so.

[^1]: (OS) A note.
`;
const parsed = parseMarkedText(MARKED, builtInPolicies);
const whole = printAnswer(
  {
    parsed,
    asides: [{ kind: "comment", line: 1, author: null, text: "x" }],
    attachments: [{ name: "picture-1.png", mediaType: "image/png", bytes: new Uint8Array(1) }],
  },
  builtInPolicies,
);

describe("an answer", () => {
  it("carries a document as it is, marks and all", () => {
    const answer = readAnswer(whole, builtInPolicies);
    expect(answer.parsed).toEqual(parsed);
    expect(answer.attachments).toEqual([{ name: "picture-1.png", mediaType: "image/png" }]);
  });

  it.each([
    ["no JSON", "{"],
    ["another shape", "[]"],
    ["a member too many", whole.replace('"asides"', '"more":1,"asides"')],
    ["a name with a folder", whole.replace("picture-1.png", "../picture.png")],
    ["a name that hides", whole.replace("picture-1.png", ".bashrc")],
    ["a mark that is none", whole.replace("UK OFFICIAL", "UK OFICIAL")],
    ["an unknown kind", whole.replace('"paragraph"', '"script"')],
    ["an unknown span", whole.replace('"withheld-at-source"', '"script"')],
    ["an id twice", whole.replace('"id":"j1"', '"id":"p1"')],
    ["a grading beyond the scale", whole.replace('"credibility":2', '"credibility":7')],
    ["a media type that runs", whole.replace("image/png", "image/svg+xml")],
  ])("with %s is refused", (_, text) => {
    expect(text).not.toBe(whole);
    expect(() => readAnswer(text, builtInPolicies)).toThrow(InputError);
  });
});

describe("frames", () => {
  const cutter = (): FrameCutter => new FrameCutter((kind) => (kind === FRAME.result ? 10 : -1));
  const frame = Buffer.concat([frameHeader(FRAME.result, 3), Buffer.from("abc")]);

  it("come whole, however they are cut", () => {
    const whole = cutter();
    const found = [...Buffer.concat([frame, frame])].flatMap((byte) => whole.push(Uint8Array.of(byte)));
    expect(found.map((one) => Buffer.from(one?.payload ?? []).toString())).toEqual(["abc", "abc"]);
    expect(cutter().push(Buffer.concat([frame, frame]))).toHaveLength(2);
  });

  it("longer than allowed, or of no kind, end the conversation", () => {
    expect(cutter().push(frameHeader(FRAME.result, 11))).toEqual([null]);
    expect(cutter().push(frameHeader(99, 0))).toEqual([null]);
  });
});
