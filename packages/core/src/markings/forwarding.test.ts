// What a marking says of handing a copy on, and that what it does not say is asked.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerForwarding, builtInPolicies, joinMarkings, parseBanner } from "./index.ts";
import type { Marking } from "./index.ts";

const read = (text: string): Marking => parseBanner(text, builtInPolicies);
const say = (text: string): string =>
  answerForwarding(read(text), builtInPolicies)
    .map(({ to, answer, because }) => `${to} ${answer} ${because}`)
    .join("; ");

const CLOSED =
  "minister yes own-government; police ask not-said; parliament ask not-said; press no not-public";
const OPEN = "minister yes public; police yes public; parliament yes public; press yes public";

describe("handing a copy on", () => {
  it.each([
    ["UK OFFICIAL FOR PUBLIC RELEASE", OPEN],
    ["TLP:CLEAR", OPEN],
    ["UK OFFICIAL", CLOSED],
    ["UK SECRET - REL TO EU, NATO", CLOSED],
    ["NATO RESTRICTED - RELEASABLE TO FIN, SWE", CLOSED],
    ["TLP:AMBER+STRICT", CLOSED],
    [
      "TLP:RED - REL TO EST, LVA",
      "minister ask persons; police ask persons; parliament ask persons; press no not-public",
    ],
    // Whatever narrows the public level takes it from the public.
    ["UK OFFICIAL FOR PUBLIC RELEASE - REL TO EST", CLOSED],
    ["TLP:CLEAR && UK OFFICIAL", CLOSED],
  ])("of %s", (text, answers) => {
    expect(say(text)).toBe(answers);
  });

  it("is asked about, all of it, where nothing is known of the marking", () => {
    const strange = {
      policy: "elsewhere",
      level: "OPEN",
      caveats: [],
      oneOf: [],
      notes: [],
      releasableTo: [],
    };
    const unlevelled = { ...strange, policy: "uk", level: "OPEN" };
    for (const marking of [null, { terms: [] }, { terms: [strange] }, { terms: [unlevelled] }])
      expect(
        answerForwarding(marking, builtInPolicies).map(({ answer, because }) => `${answer} ${because}`),
      ).toEqual(Array.from({ length: 4 }, () => "ask unknown"));
  });

  it("is never easier for two markings together than for each of them", () => {
    const banners = [
      ...[
        "UK OFFICIAL FOR PUBLIC RELEASE",
        "UK OFFICIAL",
        "UK SECRET - REL TO EST, LVA",
        "UK SECRET - UK EYES ONLY",
      ],
      ...["TLP:CLEAR", "TLP:GREEN", "TLP:RED - REL TO EST", "NATO RESTRICTED", "NATO SECRET"],
    ].map(read);
    const rank = { no: 0, ask: 1, yes: 2 } as const;
    const marking = fc.constantFrom(...banners);
    fc.assert(
      fc.property(marking, marking, (a, b) => {
        const [ofA, ofB, ofBoth] = [a, b, joinMarkings(a, b, builtInPolicies)].map((one) =>
          answerForwarding(one, builtInPolicies).map(({ answer }) => rank[answer]),
        );
        ofBoth?.forEach((one, index) => {
          expect(one).toBeLessThanOrEqual(Math.min(ofA?.[index] ?? 0, ofB?.[index] ?? 0));
        });
      }),
    );
  });
});
