// What another node brought: the release is to be that node's own member's, made for this one, and whole.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCutHeader } from "@entente/core/releases";
import { readBroughtCopy } from "./read-copy.ts";

interface Vector {
  readonly text: string;
  readonly recipient: string;
}
const [vector] = (
  JSON.parse(readFileSync("vectors/releases/cuts_valid.json", "utf8")) as { cases: [Vector, ...Vector[]] }
).cases;
const from = readCutHeader(vector.text).iss;
const files = [{ path: "assessment.cut.json", file: vector.text }];
const brought = { files, letter: 3, from };

describe("a copy that another node brought", () => {
  test("holds where it is its author's, and says who brought it", () => {
    const check = readBroughtCopy(brought, vector.recipient, {});
    expect(check).toMatchObject({ state: "holds", copy: { issuer: from } });
    if (check.state === "holds")
      expect(check.copy.steps.slice(-2).map(({ name }) => name)).toEqual(["issuer", "provenance"]);
  });

  test.each([
    ["another member's node brought it", { ...brought, from: "RUR" }, vector.recipient, "ISSUER_MISMATCH"],
    ["it was made for another", brought, "RUR", "RECIPIENT_MISMATCH"],
  ] as const)("is not shown where %s", (_why, copy, recipient, code) => {
    expect(readBroughtCopy(copy, recipient, {})).toMatchObject({ state: "broken", code });
  });

  test("is not shown where one letter of it is another", () => {
    const at = Math.floor(vector.text.length / 2);
    const changed = `${vector.text.slice(0, at)}${vector.text[at] === "A" ? "B" : "A"}${vector.text.slice(at + 1)}`;
    const copy = { ...brought, files: [{ path: "assessment.cut.json", file: changed }] };
    expect(readBroughtCopy(copy, vector.recipient, {})).toMatchObject({ state: "broken" });
  });
});
