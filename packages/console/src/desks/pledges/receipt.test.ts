import { readInstant } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { parsePledge } from "@entente/core/pledges";
import { describe, expect, it } from "vitest";
import { completeReceipt, draftReceipt, findDraft } from "./receipt.ts";

const pledge = parsePledge("2 expulsions always", {
  ...{ member: "EST", kinds: builtInKinds, members: ["EST"], groups: [], weights: [] },
});
const draft = draftReceipt(
  pledge,
  { case: "c1", authority: "cabinet", validUntil: null },
  new Uint8Array(32).fill(7),
);

describe("a receipt made in the browser", () => {
  it("commits to the pledge and to nothing else: where and when do not move its digest", () => {
    const at = readInstant("2018-03-20T12:00:00Z");
    const [first, second] = [
      completeReceipt(draft, { leaf: 3, at }),
      completeReceipt(draft, { leaf: 9, at }),
    ];
    expect(first.opening.digest).toBe(second.opening.digest);
    expect(first.opening.salt).toHaveLength(43);
    const weaker = draftReceipt(
      pledge,
      { case: "c1", authority: "desk", validUntil: null },
      new Uint8Array(32),
    );
    expect(completeReceipt(weaker, { leaf: 3, at }).opening.digest).not.toBe(first.opening.digest);
  });

  it("is found again as a draft after a file, and what is none is not", () => {
    expect(findDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    for (const strange of [null, 3, {}, { ...draft, format: "entente-receipt/1" }, { ...draft, pledge: {} }])
      expect(findDraft(strange)).toBeNull();
  });
});
