import { describe, expect, it } from "vitest";
import { countOpenOf, lookAhead, nodeNow, secondsLeft, splitSeconds } from "./outlook.ts";
import { items } from "./t-zero-answers.ts";
import type { TZero } from "./t-zero-answers.ts";

const INSTANT = "2018-03-26T13:00:00.000Z";
const NOW = "2018-03-26T12:00:00.000Z";

function course(
  rules: Partial<TZero["rules"]["hold"] & TZero["rules"]["embargo"]>,
  acts: TZero["acts"] = [],
): TZero {
  const { who = ["any-armed"], effect = "pauses-all", longestMinutes = 120 } = rules;
  const { liftedBy = ["lead"], loneExit = "leaves-out-the-one" } = rules;
  const item = { measures: [], text: null, digest: null, leaf: null, leftOut: false, openedAt: null };
  return {
    rules: {
      hold: { who, effect, longestMinutes },
      embargo: { liftedBy, loneExit, several: "shortest-wins" },
    },
    ...{
      round: 1,
      state: "armed",
      instant: INSTANT,
      dueAt: INSTANT,
      dueBecause: null,
      openedAt: null,
      lateMs: null,
    },
    ...{ stoodDownAt: null, stoodDownBecause: null, timeZone: "UTC", readiness: [], rehearsals: [], acts },
    packages: ["GBR", "DEU", "EST"].map((member) => ({ member, ...item })),
  };
}
const wish = (
  member: string,
  act: "hold" | "resume" | "embargo" | "lift" | "exit",
  until: string | null = null,
) => ({
  ...{ member, act, until, now: NOW },
});

describe("what an act would lead to", () => {
  it("a hold moves the instant for all, or leaves out the one, as the rule says", () => {
    expect(lookAhead(course({}), "GBR", wish("DEU", "hold"))).toMatchObject({
      ...{ state: "allowed", nextDueAt: "2018-03-26T14:00:00.000Z", leavesOut: false },
    });
    expect(lookAhead(course({ effect: "leaves-out-the-one" }), "GBR", wish("DEU", "hold"))).toMatchObject({
      ...{ nextDueAt: INSTANT, leavesOut: true },
    });
  });

  it("is refused with the rule, where the rule does not name the member, and for a second hold", () => {
    expect(lookAhead(course({ who: ["lead"] }), "GBR", wish("DEU", "hold"))).toMatchObject({
      state: "refused",
    });
    const held = {
      member: "DEU",
      act: "hold" as const,
      at: "2018-03-26T11:00:00.000Z",
      until: null,
      reason: "",
    };
    expect(lookAhead(course({}, [held]), "GBR", wish("DEU", "hold"))).toMatchObject({
      reason: expect.stringContaining("a member holds once") as string,
    });
    expect(lookAhead(course({}), "GBR", wish("EST", "lift"))).toMatchObject({ state: "refused" });
  });

  it("an exit opens everything now, ends it for all, or leaves out the one", () => {
    const leave = (loneExit: TZero["rules"]["embargo"]["loneExit"]) =>
      lookAhead(course({ loneExit }), "GBR", wish("DEU", "exit"));
    expect(leave("opens-all")).toMatchObject({ opensNow: true, endsAll: false });
    expect(leave("stands-down-all")).toMatchObject({ endsAll: true, opensNow: false });
    expect(leave("leaves-out-the-one")).toMatchObject({
      leavesOut: true,
      opensNow: false,
      nextDueAt: INSTANT,
    });
  });

  it("an embargo ends the silence at its own instant", () => {
    const until = "2018-03-26T12:30:00.000Z";
    expect(lookAhead(course({}), "GBR", wish("DEU", "embargo", until))).toMatchObject({ nextDueAt: until });
  });
});

describe("the clock", () => {
  it("counts down from the node's word by what passed here, and stops at none", () => {
    expect(secondsLeft(90, 1500)).toBe(89);
    expect(secondsLeft(1, 5000)).toBe(0);
    expect(nodeNow(NOW, 1500)).toBe("2018-03-26T12:00:01.500Z");
    expect(nodeNow(NOW, -5000)).toBe(NOW);
    expect(splitSeconds(90_061)).toEqual({ days: 1, hours: 1, minutes: 1, seconds: 1 });
  });
});

describe("open items", () => {
  it("count for those who act alone, all of them where nobody was asked", () => {
    const states = Object.fromEntries(items.map((item) => [item, item === "translated" ? "open" : "done"]));
    const readiness = ["DEU", "FRA"].map((member) => ({
      member,
      items: states,
      hasText: false,
    })) as TZero["readiness"];
    expect(countOpenOf({ readiness }, ["DEU"])).toBe(1);
    expect(countOpenOf({ readiness }, ["DEU", "EST"])).toBe(1 + items.length);
    expect(countOpenOf({ readiness }, [])).toBe(0);
  });
});
