import { describe, expect, it } from "vitest";
import { groupReasons, listChecks, readCodes, stateOf } from "./checks.ts";
import type { Plan, Proposal } from "./checks.ts";

const rules = { countsFor: [], withholdGradingsFrom: [], hidePlaces: [] };
const QUIET: Proposal = {
  ...{ format: "entente-plan/1", document: "bridge", version: 1, sourceDigest: "s", community: "c" },
  ...{ release: "r", recipients: ["EST", "LVA"], rules, consents: [], prepared: "p", presentations: [] },
  ...{ publicText: "d", publicFindings: [], scan: { renderings: ["html", "pdf"], findings: [] } },
  plan: {
    ...{ rules, banner: "UK SECRET", excluded: [], sufficiency: [], marginal: [] },
    classes: [
      { id: "c1", recipients: ["EST"], released: ["p1", "p2"], withheld: [], counts: false, gradings: true },
      { id: "c2", recipients: ["LVA"], released: ["p1"], withheld: [], counts: false, gradings: true },
    ],
    comparison: { sets: [], pairs: [], together: [] },
  },
};
const of = (proposal: Proposal, approvedBy: string | null = "GBR/release-authority"): Plan => ({
  ...{ digest: "x", proposedBy: "GBR/drafter", proposedAt: "2018-03-12T21:30:00.000Z", approvedBy },
  ...{ release: null, approval: null, proposal },
});
const states = (plan: Plan) => Object.fromEntries(listChecks(plan).map(({ name, state }) => [name, state]));

describe("the checks of a plan", () => {
  it("are all there when nothing is found", () => {
    expect(states(of(QUIET))).toEqual({
      ...{ leak: "good", persons: "good", public: "good", enough: "none", joint: "good" },
    });
  });

  it("stop it for findings of the leak scan and for a second person", () => {
    const finding = { class: "c1", rendering: "pdf", place: "p2", encoding: "plain", where: "page 1" };
    const plan = of({ ...QUIET, scan: { renderings: ["pdf"], findings: [finding] } }, null);
    expect(states(plan)).toMatchObject({ leak: "stops", persons: "waits" });
  });

  it("say that nothing public was compared, which is no good news", () => {
    expect(states(of({ ...QUIET, publicText: null }))).toMatchObject({ public: "unasked" });
  });

  it("count who reads a judgement without all it rests on, and not those who do not read it", () => {
    const sufficiency = [
      { class: "c1", judgement: "j1", verdict: "weakened", missing: ["p2"] },
      { class: "c2", judgement: "j1", verdict: "withheld", missing: [] },
    ];
    const [check] = listChecks(of({ ...QUIET, plan: { ...QUIET.plan, sufficiency } })).filter(
      ({ name }) => name === "enough",
    );
    expect(check).toMatchObject({ state: "tells", members: ["EST"] });
    expect(check).toMatchObject({
      lines: [
        { judgement: "j1", verdict: "weakened", members: ["EST"] },
        { judgement: "j1", verdict: "withheld", members: ["LVA"] },
      ],
    });
  });

  it("name the marking that keeps most from enough, and who would learn most from whom", () => {
    const plan = of({
      ...QUIET,
      plan: {
        ...QUIET.plan,
        marginal: [{ marking: "UK SECRET - LAB", adds: ["LVA"], places: 2 }],
        comparison: {
          ...{ sets: [], together: ["p2"] },
          pairs: [
            { a: "c1", b: "c2", gains: { a: 0, b: 1 } },
            { a: "c1", b: "c3", gains: { a: 2, b: 1 } },
          ],
        },
      },
    });
    const checks = listChecks(plan);
    expect(checks.find(({ name }) => name === "helps")).toMatchObject({ marking: "UK SECRET - LAB" });
    expect(checks.find(({ name }) => name === "joint")).toMatchObject({
      ...{ state: "tells", pairs: [{ b: "c3" }, { b: "c2" }] },
    });
  });
});

describe("a plan", () => {
  it("is planned, approved or issued", () => {
    expect(stateOf({ approvedBy: null, release: null })).toBe("planned");
    expect(stateOf({ approvedBy: "a", release: null })).toBe("approved");
    expect(stateOf({ approvedBy: "a", release: "r" })).toBe("issued");
  });

  it("gives each reason once, with all it keeps back", () => {
    const withheld = [
      { place: "p1", reason: "A.", remedy: "Do a." },
      { place: "p2", reason: "B.", remedy: "Do b." },
      { place: "p3", reason: "B.", remedy: "Do b." },
    ];
    expect(groupReasons(withheld)).toEqual([
      { reason: "B.", places: ["p2", "p3"], remedies: ["Do b."] },
      { reason: "A.", places: ["p1"], remedies: ["Do a."] },
    ]);
  });

  it("reads codes however they are typed apart", () => {
    expect(readCodes(" EST, LVA;EST\nLTU ")).toEqual(["EST", "LVA", "LTU"]);
  });
});
