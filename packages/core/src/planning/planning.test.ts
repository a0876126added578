// Planning by example: what a desk officer reads before a release is signed.
import { describe, expect, it } from "vitest";
import type { MarkedDocument } from "../documents/index.ts";
import { noRules, planRelease } from "./index.ts";
import type { Consent, RecipientClass, ReleasePlan, ReleaseRules } from "./index.ts";
import { community, document, plan, PORTION, read, RELEASE } from "./nordhavn.fixture.ts";

function answer(recipient: string, said: Consent["answer"]): Consent {
  return { origin: "DEU", release: RELEASE, portion: PORTION, recipient, answer: said };
}

function classOf(recipient: string, of: ReleasePlan): RecipientClass {
  const found = of.classes.find(({ recipients }) => recipients.includes(recipient));
  if (found === undefined) throw new Error(`${recipient} sees nothing`);
  return found;
}

function explain(
  place: string,
  recipient: string,
  of: ReleasePlan,
): { reason?: string | undefined; remedy?: string | undefined } {
  const { reason, remedy } = classOf(recipient, of).withheld.find((one) => one.place === place) ?? {};
  return { reason, remedy };
}

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return "accepted";
};

describe("reasons", () => {
  const made = plan();

  it("say what a recipient lacks, and the mark under which it would be released", () => {
    expect(explain("p2", "SWE", made)).toEqual({
      reason: "SWE is cleared up to OFFICIAL, and this is SECRET.",
      remedy: "Marked UK OFFICIAL, it would be released.",
    });
    expect(explain("p3", "CAN", made)).toEqual({
      reason: "CAN does not hold the caveat WALL.",
      remedy: "Marked UK SECRET, it would be released.",
    });
    const listed = read("(O) Open.\n\n(S - WALL - REL TO FVEY) Closed.\n\n(TLP:RED) Named only.\n");
    expect(explain("p2", "FRA", plan({ of: listed, recipients: ["CAN", "FRA"] }))).toEqual({
      reason: "CAN does not hold the caveat WALL.",
      remedy: "Marked UK SECRET - REL TO FRA, FVEY, it would be released.",
    });
    expect(explain("p3", "FRA", plan({ of: listed, recipients: ["FRA"] }))).toEqual({
      reason: "No recipient is named, and TLP:RED is for named recipients only here.",
      remedy:
        "The drafter has to mark it another way, or the keeper of the community to enter what is missing.",
    });
  });

  it("say what it hangs on", () => {
    expect(explain("p1/3", "SWE", made)).toEqual({
      reason: "SWE is cleared up to OFFICIAL, and this is SECRET.",
      remedy: "Marked UK OFFICIAL, it would be released.",
    });
    expect(explain("n2", "SWE", made)).toEqual({
      reason: "Its reference is withheld, and the note alone would tell something of it.",
      remedy: "It is released with a reference to it.",
    });
    expect(explain("j2/1", "SWE", made)).toEqual({
      reason: "What it refers to is withheld.",
      remedy: "It is released with what it refers to.",
    });
    const parts = read("(O) Open.\n\n(S) Closed, {(S - WALL): more}.\n");
    expect(explain("p2/1", "SWE", plan({ of: parts }))).toEqual({
      reason: "SWE is cleared up to OFFICIAL, and this is SECRET.",
      remedy: "Marked UK OFFICIAL, it would be released. What it is part of has to be released too.",
    });
  });

  it("say that an originator has not agreed, or has refused, and whose answer it takes", () => {
    expect(classOf("DEU", made).released).toContain("q1");
    expect(explain("q1", "FRA", made)).toEqual({
      reason: "DEU, where it comes from, has not agreed that it goes to CAN, FRA.",
      remedy: "The consent of DEU for CAN, FRA would release it.",
    });
    const answered = plan({ consents: [answer("CAN", "granted"), answer("FRA", "refused")] });
    expect(classOf("CAN", answered).recipients).toEqual(["CAN", "DEU"]);
    expect(explain("q1", "FRA", answered)).toEqual({
      reason: "DEU, where it comes from, has refused to let it go to FRA.",
      remedy: "Only another answer of DEU for FRA would release it.",
    });
    // A refusal cuts that portion and nothing else.
    const without = (place: string): boolean => place !== "q1";
    expect(classOf("FRA", answered).released).toEqual(classOf("CAN", answered).released.filter(without));
  });

  it("take a grant for the portion, release and recipient it was given for, and a refusal over a grant", () => {
    const given = answer("FRA", "granted");
    for (const other of [
      { ...given, recipient: "CAN" },
      { ...given, portion: RELEASE },
      { ...given, release: PORTION },
      { ...given, origin: "CAN" },
    ])
      expect(explain("q1", "FRA", plan({ consents: [other] })).reason).toContain("has not agreed");
    for (const both of [
      [given, answer("FRA", "refused")],
      [answer("FRA", "refused"), given],
    ])
      expect(explain("q1", "FRA", plan({ consents: both })).reason).toContain("has refused");
    // A consent is no clearance.
    expect(explain("q1", "SWE", plan({ consents: [answer("SWE", "granted")] })).reason).toBe(
      "SWE is cleared up to OFFICIAL, and this is SECRET.",
    );
    expect(classOf("GBR", plan({ recipients: ["GBR"] })).released).toContain("q1");
  });

  it("say that a place is hidden, and that gradings are withheld", () => {
    const ruled = plan({
      rules: { hidePlaces: ["p3"], withholdGradingsFrom: ["GBR"] },
      recipients: ["CAN", "GBR"],
    });
    expect(explain("p3", "CAN", ruled).reason).toBe(
      "CAN does not hold the caveat WALL. Its place is hidden: no gap is left.",
    );
    expect(classOf("GBR", ruled)).toMatchObject({ gradings: false, counts: false });
    expect(classOf("GBR", ruled).withheld).toEqual([
      {
        place: "p3#grading",
        reason: "Gradings are withheld from GBR.",
        remedy: "The drafter has to take GBR out of the rule that withholds gradings.",
      },
    ]);
    expect(classOf("CAN", ruled)).toMatchObject({ gradings: true, counts: false });
  });

  it("name those who see nothing", () => {
    expect(plan({ recipients: ["CHE", "PUBLIC", "SWE"] }).excluded).toEqual([
      { recipient: "CHE", reason: "CHE holds no clearance in the policy uk." },
      {
        recipient: "PUBLIC",
        reason: "PUBLIC is cleared up to OFFICIAL FOR PUBLIC RELEASE, and this is OFFICIAL.",
      },
    ]);
  });
});

describe("rules", () => {
  it("make classes of those who are treated alike, and are kept sorted", () => {
    const made = plan({
      rules: { countsFor: ["FRA", "CAN", "FRA"], withholdGradingsFrom: ["SWE"] },
      consents: [answer("CAN", "granted"), answer("FRA", "granted")],
    });
    expect(made.rules).toEqual({ countsFor: ["CAN", "FRA"], withholdGradingsFrom: ["SWE"], hidePlaces: [] });
    expect(made.classes.map(({ recipients, counts, gradings }) => [recipients, counts, gradings])).toEqual([
      [["CAN", "FRA"], true, true],
      [["DEU"], false, true],
      [["SWE"], false, false],
    ]);
  });

  it("are refused where they name what is not there, or show by counts what they hide", () => {
    const code = (rules: Partial<ReleaseRules>): unknown => codeOf(() => plan({ rules }));
    expect(code({ hidePlaces: ["p3"] })).toBe("accepted");
    expect(code({ hidePlaces: ["p33"] })).toBe("RELEASE_RULES_REFUSED");
    expect(code({ hidePlaces: ["p3"], countsFor: ["SWE"] })).toBe("RELEASE_RULES_REFUSED");
    expect(code({ hidePlaces: ["p1"], countsFor: ["SWE"] })).toBe("accepted");
    expect(code({ countsFor: ["XXX"] })).toBe("MEMBER_UNKNOWN");
    expect(code({ withholdGradingsFrom: ["XXX"] })).toBe("MEMBER_UNKNOWN");
  });

  it("do not bear two portions of one id", () => {
    const [first] = document.portions;
    const twice = { ...document, portions: [...document.portions, ...(first === undefined ? [] : [first])] };
    expect(codeOf(() => plan({ of: twice }))).toBe("DOCUMENT_INVALID");
  });
});

describe("sufficiency", () => {
  it("says what each cut still carries, judgements on judgements included", () => {
    const made = plan();
    const of = (recipient: string): unknown =>
      made.sufficiency
        .filter((one) => one.class === classOf(recipient, made).id)
        .map(({ judgement, verdict, missing }) => [judgement, verdict, ...missing]);
    expect(of("DEU")).toEqual([
      ["j1", "carried"],
      ["j2", "carried"],
      ["j3", "carried"],
    ]);
    expect(of("CAN")).toEqual([
      ["j1", "carried"],
      ["j2", "carried"],
      ["j3", "weakened", "q1"],
    ]);
    expect(of("SWE")).toEqual([
      ["j1", "weakened", "p2"],
      ["j2", "weakened", "j1"],
      ["j3", "unsupported", "p2", "q1"],
    ]);
  });

  it("carries a circle of judgements until something in it is missing", () => {
    const circle = (support: string): MarkedDocument =>
      read(
        [
          "{id: x}\n{judgement: likely, confidence: low, supports: z}\n(O) First.",
          `{id: y}\n{judgement: likely, confidence: low, supports: x${support}}\n(O) Second.`,
          "{id: z}\n{judgement: likely, confidence: low, supports: y}\n(O) Third.",
          "{id: w}\n(S) Under it.",
        ].join("\n\n"),
      );
    const verdicts = (support: string): unknown =>
      plan({ of: circle(support), recipients: ["SWE"] }).sufficiency.map(({ verdict, missing }) => [
        verdict,
        ...missing,
      ]);
    expect(verdicts("")).toEqual([["carried"], ["carried"], ["carried"]]);
    expect(verdicts(", w")).toEqual([
      ["weakened", "z"],
      ["weakened", "x", "w"],
      ["weakened", "y"],
    ]);
  });
});

describe("marginal value", () => {
  it("names the one marking that would let most recipients act", () => {
    const simple = read(`
1. (O) Open.

2. (S - REL TO DEU) For one.

3. (S - WALL) For none.

{judgement: likely, confidence: low, supports: 1, 2}
4. (O) Claimed.
`);
    const made = plan({ of: simple, recipients: ["CAN", "DEU", "FRA", "SWE", "CHE"] });
    expect(made.marginal).toEqual([
      { marking: "UK SECRET - REL TO DEU", adds: ["CAN", "FRA", "SWE"], places: 1 },
    ]);
    const [last, ...others] = [...simple.portions].reverse();
    expect(last?.kind).toBe("judgement");
    const claimless = { ...simple, portions: others.reverse() };
    // Without judgements it takes the whole body: DEU lacks one marking, the others two.
    expect(plan({ of: claimless, recipients: ["CAN", "DEU", "SWE"] }).marginal).toEqual([
      { marking: "UK SECRET - WALL", adds: ["DEU"], places: 1 },
    ]);
  });
});

describe("comparison", () => {
  it("says what any two learn from each other, and what all do", () => {
    const apart = read("(O) For all.\n\n(S - REL TO DEU) One.\n\n(S - REL TO FRA) Other.\n");
    expect(plan({ of: apart, recipients: ["DEU", "FRA", "SWE"] }).comparison).toEqual({
      sets: [
        { classes: ["c1"], places: ["p2"] },
        { classes: ["c2"], places: ["p3"] },
      ],
      pairs: [
        { a: "c1", b: "c2", gains: { a: 1, b: 1 } },
        { a: "c1", b: "c3", gains: { a: 0, b: 1 } },
        { a: "c2", b: "c3", gains: { a: 0, b: 1 } },
      ],
      together: ["p2", "p3"],
    });
  });
});
describe("the work of planning", () => {
  it("asks who may see once for each distinct marking, however many portions and recipients there are", () => {
    const counted = (portions: number): number => {
      let asked = 0;
      const marks = ["O", "S", "S - WALL", "S - REL TO DEU"];
      const of = read(
        Array.from({ length: portions }, (_, index) => `(${marks[index % marks.length] ?? "O"}) Text.`).join(
          "\n\n",
        ),
      );
      const counting = {
        ...community,
        audienceOf: (marking: Parameters<typeof community.audienceOf>[0]) => {
          asked += 1;
          return community.audienceOf(marking);
        },
      };
      planRelease({
        document: of,
        community: counting,
        recipients: ["CAN", "DEU", "SWE"],
        rules: noRules,
        consents: [],
      });
      return asked;
    };
    expect(counted(400)).toBe(counted(40));
  });
});
