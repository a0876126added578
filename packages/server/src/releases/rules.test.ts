import { noRules } from "@entente/core/planning";
import { describe, expect, test } from "vitest";
import { nodePrimitives } from "@entente/verifier";
import { checkApproval, digestProposal } from "./rules.ts";

const plan = {
  classes: [{ id: "c1", recipients: ["DEU"], released: ["p1"], withheld: [], counts: false, gradings: true }],
  banner: "UK OFFICIAL",
  excluded: [],
  rules: noRules,
  sufficiency: [],
  marginal: [],
  comparison: { pairs: [], together: [] },
};
const proposal = { sourceDigest: "a", recipients: ["DEU"], plan };
const digest = digestProposal(proposal, nodePrimitives);

describe("approval", () => {
  test("is given by another seat to exactly what was proposed", () => {
    expect(() =>
      checkApproval({
        proposedBy: "GBR/drafter",
        approver: "GBR/release-authority",
        proposedDigest: digest,
        digestNow: digest,
      }),
    ).not.toThrow();
  });

  test("is refused to the one who proposed", () => {
    expect(() =>
      checkApproval({
        proposedBy: "GBR/drafter",
        approver: "GBR/drafter",
        proposedDigest: digest,
        digestNow: digest,
      }),
    ).toThrow(expect.objectContaining({ code: "RELEASE_SAME_PERSON" }));
  });

  test.each([
    ["the text", { ...proposal, sourceDigest: "b" }],
    ["the recipients", { ...proposal, recipients: ["DEU", "FRA"] }],
    [
      "what a class sees",
      {
        ...proposal,
        plan: {
          ...plan,
          classes: [
            { id: "c1", recipients: ["DEU"], released: [], withheld: [], counts: false, gradings: true },
          ],
        },
      },
    ],
    ["the banner", { ...proposal, plan: { ...plan, banner: "UK SECRET" } }],
  ])("is dropped when %s changes", (_what, changed) => {
    const digestNow = digestProposal(changed, nodePrimitives);
    expect(() =>
      checkApproval({
        proposedBy: "GBR/drafter",
        approver: "GBR/release-authority",
        proposedDigest: digest,
        digestNow,
      }),
    ).toThrow(expect.objectContaining({ code: "RELEASE_CHANGED_SINCE_APPROVAL" }));
  });
});
