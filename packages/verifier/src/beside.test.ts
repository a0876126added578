// What belongs to a cut is checked beside it: unsealings, notices and approvals.
import { describe, expect, it } from "vitest";
import { utf8 } from "@entente/core/encoding";
import {
  digestNotice,
  sealNotice,
  sealUnsealing,
  signApproval,
  signNotice,
  unsealPlaces,
  verifyCut,
  verifyUnsealing,
} from "@entente/core/releases";
import { IAT, sample, sealRelease } from "../../core/src/releases/release.fixture.ts";
import { checkFiles } from "./check.ts";
import type { FileReport } from "./check.ts";
import { nameInput } from "./input.ts";
import { nodePrimitives as primitives } from "./node-primitives.ts";

const sealed = sealRelease({ document: sample, recipients: ["SWE", "CAN"] });
const { authority, issued } = sealed;
const cut = sealed.cuts.get("SWE") ?? "";
const other = sealRelease({ document: sample, recipients: ["SWE"], seed: "other" });
const { header } = verifyCut({ text: cut, trust: sealed.trust, primitives }).document;
const AT = "2018-03-15T10:00:00.000Z";

function check(...texts: readonly string[]): readonly FileReport[] {
  const files = texts.map((text, index) => ({
    file: `file ${index}`,
    input: nameInput(`file ${index}`, utf8(text), null),
  }));
  return checkFiles({ files, trust: sealed.trust, primitives });
}

const notice = (kind: "recall" | "correction"): string => {
  const signed = signNotice({
    notice: { kind, text: "Paragraph 2 names the wrong day.", replacedBy: null, at: AT },
    header,
    authority,
  });
  return sealNotice(signed, sealed.commit("notice", digestNotice(signed, primitives)));
};
const approval = signApproval({
  approval: {
    ...{
      release: header.release,
      planDigest: "A".repeat(43),
      proposedBy: "GBR/desk",
      approvedBy: "GBR/authority",
      at: AT,
    },
    presentations: [{ recipient: "SWE", digest: "A".repeat(43) }],
  },
  authority,
});
const { body, digest } = unsealPlaces({ issued, cut, places: ["p4"], iat: IAT + 120, authority, primitives });
const unsealing = sealUnsealing(body, sealed.commit("unsealing", digest));

describe("files that belong to a cut", () => {
  it("are told by their content and verify beside it, in whatever order", () => {
    for (const [kind, text, said] of [
      ["unsealing", unsealing, "after a true unsealing"],
      ["notice", notice("recall"), "a recall of release"],
      ["approval", approval, "the approval of release"],
    ] as const) {
      const reports = check(text, other.cuts.get("SWE") ?? "", cut);
      expect(reports[0]).toMatchObject({ input: kind, verified: true, kind: null, release: header.release });
      expect(reports[0]?.message).toContain(said);
      expect(reports[0]?.fingerprints["issuer"]).toBe(sealed.trust.issuers[0]);
      expect(reports[0]?.steps.length).toBeGreaterThan(1);
    }
  });

  it("verify in a row, where a second unsealing goes with what the first gave", () => {
    const { cutAfter } = verifyUnsealing({ ...{ cut, unsealing, trust: sealed.trust, primitives } });
    const more = unsealPlaces({
      ...{ issued, cut: cutAfter, places: ["p5"], iat: IAT + 180, authority, primitives },
    });
    const second = sealUnsealing(more.body, sealed.commit("unsealing", more.digest));
    for (const files of [
      [cut, unsealing, second],
      [second, unsealing, cut],
      [second, notice("recall"), cut, unsealing, other.cuts.get("SWE") ?? ""],
    ])
      expect(
        check(...files)
          .map(({ verified }) => verified)
          .slice(0, 3),
      ).toEqual([true, true, true]);
    // Without the first there is no cut it goes with, and a changed first gives none.
    expect(check(cut, second)[1]).toMatchObject({ verified: false, code: "FILE_MISMATCH" });
    const changed = unsealing.replace(/"before":"./, '"before":"-');
    expect(check(cut, changed, second).map(({ verified }) => verified)).toEqual([true, false, false]);
  });

  it("cannot be checked alone, and say what is missing", () => {
    for (const text of [unsealing, notice("correction"), approval])
      expect(check(text)).toMatchObject([{ verified: false, kind: "input", code: "FILE_NEEDS_ANOTHER" }]);
  });

  it("do not verify beside the cut of another release", () => {
    const stranger = other.cuts.get("SWE") ?? "";
    for (const text of [unsealing, notice("correction"), approval]) {
      const [report] = check(text, stranger);
      expect(report).toMatchObject({ verified: false, kind: "cryptographic" });
    }
    expect(check(approval, stranger)[0]?.code).toBe("FILE_MISMATCH");
  });

  it("do not verify when a character of them is another", () => {
    for (const text of [unsealing, notice("correction"), approval])
      for (const at of [0.3, 0.5, 0.9].map((part) => Math.floor(text.length * part))) {
        const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
        const [report] = check(changed, cut);
        expect([at, report?.verified]).toEqual([at, false]);
      }
  });
});
