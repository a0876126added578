// What the written rules make of holds, embargoes and exits.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantAt, readInstant } from "../encoding/index.ts";
import type { Instant } from "../encoding/index.ts";
import { checkTZeroAct, closedTZeroRules, listHolds, planOpening, tZeroActs } from "./index.ts";
import type { TZeroAct, TZeroCourse, TZeroRules } from "./index.ts";

const at = (time: string): Instant => readInstant(`2026-03-26T${time}:00Z`);
const act = (member: string, what: TZeroAct["act"], time: string, until: string | null = null): TZeroAct => ({
  ...{ member, act: what, at: at(time) },
  until: until === null ? null : at(until),
});
const course = (...acts: TZeroAct[]): TZeroCourse => ({
  ...{ instant: at("13:00"), lead: "GBR", armed: ["DEU", "EST", "FRA"] },
  acts,
});
const rules = ({
  hold = {},
  embargo = {},
}: {
  readonly hold?: Partial<TZeroRules["hold"]>;
  readonly embargo?: Partial<TZeroRules["embargo"]>;
}): TZeroRules => ({
  hold: { ...closedTZeroRules.hold, ...hold },
  embargo: { ...closedTZeroRules.embargo, ...embargo },
});
const anyArmed = rules({ hold: { who: ["lead", "any-armed"] } });
const refused = (code: string): Error => expect.objectContaining({ name: "PolicyError", code }) as Error;

describe("a hold that pauses all", () => {
  test("before the instant and resumed before it changes nothing", () => {
    const plan = planOpening(
      course(act("GBR", "hold", "12:00"), act("GBR", "resume", "12:30")),
      closedTZeroRules,
    );
    expect(plan).toEqual({ dueAt: at("13:00"), because: "instant", leftOut: [], endedBy: null });
  });

  test("over the instant puts it off until it is resumed, and no longer than its longest time", () => {
    const held = course(act("GBR", "hold", "12:30"));
    expect(planOpening(held, closedTZeroRules)).toMatchObject({ dueAt: at("14:30"), because: "hold" });
    const resumed = course(act("GBR", "hold", "12:30"), act("GBR", "resume", "13:10"));
    expect(planOpening(resumed, closedTZeroRules)).toMatchObject({ dueAt: at("13:10"), because: "hold" });
  });

  test("members who take turns do not put it off for longer than one may", () => {
    const turns = course(
      act("DEU", "hold", "12:50"),
      act("EST", "hold", "14:40"),
      act("FRA", "hold", "14:49"),
    );
    expect(planOpening(turns, anyArmed)).toMatchObject({ dueAt: at("15:00"), because: "hold" });
  });
});

describe("a hold that leaves out the one", () => {
  const leaves = rules({ hold: { who: ["any-armed"], effect: "leaves-out-the-one" } });
  test("puts nothing off, and whoever resumes in time is in again", () => {
    expect(planOpening(course(act("DEU", "hold", "12:30")), leaves)).toEqual({
      ...{ dueAt: at("13:00"), because: "instant", leftOut: ["DEU"], endedBy: null },
    });
    const back = course(act("DEU", "hold", "12:30"), act("DEU", "resume", "12:50"));
    expect(planOpening(back, leaves).leftOut).toEqual([]);
    // The hold ended by itself.
    expect(planOpening(course(act("DEU", "hold", "10:30")), leaves).leftOut).toEqual([]);
  });
});

describe("an embargo", () => {
  test("the shortest wins, whoever states it", () => {
    const stated = course(act("DEU", "embargo", "10:00", "12:30"), act("EST", "embargo", "10:05", "12:45"));
    expect(planOpening(stated, closedTZeroRules)).toMatchObject({ dueAt: at("12:30"), because: "embargo" });
    const longer = course(act("DEU", "embargo", "10:00", "18:00"));
    expect(planOpening(longer, closedTZeroRules)).toMatchObject({ dueAt: at("13:00"), because: "instant" });
  });

  test("is lifted by whom the rule names and by nobody else", () => {
    const lifted = act("DEU", "lift", "11:00");
    expect(() => checkTZeroAct(course(), closedTZeroRules, lifted)).toThrow(refused("T_ZERO_RULE_REFUSED"));
    expect(() => checkTZeroAct(course(), closedTZeroRules, act("GBR", "lift", "11:00"))).toThrow(
      refused("T_ZERO_RULE_REFUSED"),
    );
    const named = rules({ embargo: { liftedBy: ["DEU"] } });
    expect(() => checkTZeroAct(course(), named, act("EST", "lift", "11:00"))).toThrow(
      refused("T_ZERO_RULE_REFUSED"),
    );
    checkTZeroAct(course(), named, lifted);
    expect(planOpening(course(lifted), named)).toMatchObject({ dueAt: at("11:00"), because: "lift" });
  });
});

describe("a lone exit", () => {
  const exit = act("DEU", "exit", "12:00");
  test.each([
    ["leaves-out-the-one", { dueAt: at("13:00"), because: "instant", leftOut: ["DEU"], endedBy: null }],
    ["opens-all", { dueAt: at("12:00"), because: "exit", leftOut: [], endedBy: null }],
    ["stands-down-all", { dueAt: at("13:00"), because: "instant", leftOut: [], endedBy: "DEU" }],
  ] as const)("%s", (loneExit, plan) => {
    const ruled = rules({ embargo: { loneExit } });
    checkTZeroAct(course(), ruled, exit);
    expect(planOpening(course(exit), ruled)).toEqual(plan);
  });

  test("takes a package to leave with, and is done once", () => {
    expect(() => checkTZeroAct(course(), closedTZeroRules, act("ITA", "exit", "12:00"))).toThrow(
      refused("T_ZERO_RULE_REFUSED"),
    );
    expect(() => checkTZeroAct(course(exit), closedTZeroRules, act("DEU", "exit", "12:30"))).toThrow(
      refused("TRANSITION_REFUSED"),
    );
  });

  test("ends what its member may do as one that is armed: it neither holds, lifts nor shortens for the others", () => {
    const ruled = rules({
      hold: { who: ["lead", "any-armed"] },
      embargo: { liftedBy: ["any-armed"], loneExit: "leaves-out-the-one" },
    });
    for (const late of [
      act("DEU", "hold", "12:30"),
      act("DEU", "lift", "12:30"),
      act("DEU", "embargo", "12:30", "12:31"),
    ]) {
      expect(() => checkTZeroAct(course(exit), ruled, late)).toThrow(refused("T_ZERO_RULE_REFUSED"));
      expect(() => checkTZeroAct(course(), ruled, late)).not.toThrow();
    }
  });
});

describe("who may hold", () => {
  test.each([
    ["GBR", closedTZeroRules, true],
    ["DEU", closedTZeroRules, false],
    ["DEU", anyArmed, true],
    ["ITA", anyArmed, false],
    ["ITA", rules({ hold: { who: ["ITA"] } }), true],
    ["ITA", rules({ hold: { who: ["ITA"], effect: "leaves-out-the-one" } }), false],
    ["GBR", rules({ hold: { who: [] } }), false],
  ] as const)("%s under %j: %s", (member, ruled, may) => {
    const check = () => checkTZeroAct(course(), ruled, act(member, "hold", "12:00"));
    if (may) expect(check).not.toThrow();
    else expect(check).toThrow(refused("T_ZERO_RULE_REFUSED"));
  });

  test("once each, until it is due, and only what is held is resumed", () => {
    const held = course(act("GBR", "hold", "12:00"));
    expect(() => checkTZeroAct(held, closedTZeroRules, act("GBR", "hold", "12:10"))).toThrow(
      refused("T_ZERO_RULE_REFUSED"),
    );
    checkTZeroAct(held, closedTZeroRules, act("GBR", "resume", "13:59"));
    for (const late of [act("GBR", "resume", "14:00"), act("DEU", "resume", "12:10")])
      expect(() => checkTZeroAct(held, closedTZeroRules, late)).toThrow(refused("TRANSITION_REFUSED"));
    expect(() => checkTZeroAct(course(), closedTZeroRules, act("GBR", "hold", "13:00"))).toThrow(
      refused("TRANSITION_REFUSED"),
    );
  });
});

describe("laws", () => {
  const member = fc.constantFrom("GBR", "DEU", "EST", "FRA", "ITA");
  const minute = fc
    .integer({ min: 0, max: 1439 })
    .map((value) => instantAt(Date.UTC(2026, 2, 26) + value * 60_000));
  const wish = fc.record({ member, act: fc.constantFrom(...tZeroActs), at: minute, until: minute });
  const who = fc.uniqueArray(fc.constantFrom("lead", "any-armed", "DEU", "ITA"));
  const anyRules: fc.Arbitrary<TZeroRules> = fc.record({
    hold: fc.record({
      who,
      effect: fc.constantFrom("pauses-all", "leaves-out-the-one"),
      longestMinutes: fc.integer({ min: 1, max: 300 }),
    }),
    embargo: fc.record({
      liftedBy: who,
      loneExit: fc.constantFrom("opens-all", "stands-down-all", "leaves-out-the-one"),
      several: fc.constant("shortest-wins"),
    }),
  });

  /** The wishes that the rules allow, one after the other. */
  function play(wishes: readonly TZeroAct[], ruled: TZeroRules): { course: TZeroCourse; refused: number } {
    let now = course();
    let refusals = 0;
    for (const one of wishes.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      const wished = { ...one, until: one.act === "embargo" ? one.until : null };
      try {
        checkTZeroAct(now, ruled, wished);
        now = { ...now, acts: [...now.acts, wished] };
      } catch (error) {
        expect(error).toMatchObject({ name: "PolicyError" });
        refusals += 1;
      }
    }
    return { course: now, refused: refusals };
  }

  test("no allowed act makes it due in its own past, or later than the set instant and one longest hold", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), anyRules, (wishes, ruled) => {
        const played = play(wishes, ruled).course;
        const { dueAt, leftOut } = planOpening(played, ruled);
        const last = played.acts.at(-1);
        if (last !== undefined) expect(dueAt >= last.at).toBe(true);
        const limit = instantAt(Date.parse(played.instant) + ruled.hold.longestMinutes * 60_000);
        expect(dueAt <= limit).toBe(true);
        for (const one of leftOut) expect(played.armed).toContain(one);
        if (ruled.hold.effect === "leaves-out-the-one") expect(dueAt <= played.instant).toBe(true);
        for (const { from, end } of listHolds(played, ruled)) expect(end >= from).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("a member the rules name nowhere moves nothing but itself", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const { course: played } = play(wishes, closedTZeroRules);
        const { dueAt, endedBy } = planOpening(
          { ...played, acts: played.acts.filter((one) => one.member !== "GBR" && one.act !== "embargo") },
          closedTZeroRules,
        );
        expect(dueAt).toBe(played.instant);
        expect(endedBy).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
