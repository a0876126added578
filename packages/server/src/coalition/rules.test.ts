import { describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { checkInstant, checkTransition, describePosition, hasLapsed } from "./rules.ts";

const early = readInstant("2018-03-20T10:00:00Z");
const late = readInstant("2018-03-24T10:00:00Z");

describe("silence", () => {
  test.each([
    ["not delivered", { deliveredAt: null, firstOpenedAt: null, stated: null }],
    ["delivered", { deliveredAt: early, firstOpenedAt: null, stated: null }],
    ["opened", { deliveredAt: early, firstOpenedAt: early, stated: null }],
    ["considering", { deliveredAt: early, firstOpenedAt: early, stated: "considering" as const }],
    ["lapsed", { deliveredAt: early, firstOpenedAt: null, stated: "lapsed" as const }],
  ])("%s", (position, evidence) => {
    expect(describePosition(evidence)).toBe(position);
  });

  test("lapses only after the answer-by instant, and only without an answer", () => {
    const waiting = { deliveredAt: early, firstOpenedAt: null, stated: null, answerBy: early };
    expect(hasLapsed(waiting, early)).toBe(false);
    expect(hasLapsed(waiting, late)).toBe(true);
    expect(hasLapsed({ ...waiting, stated: "declined" }, late)).toBe(false);
  });
});

describe("T-0", () => {
  const states = [null, "set", "armed", "opened", "stood-down"] as const;
  const allowed = new Set([
    "null>set",
    "set>set",
    "set>armed",
    "armed>opened",
    "set>stood-down",
    "armed>stood-down",
  ]);

  test.each(states.flatMap((from) => states.slice(1).map((to) => ({ from, to }))))(
    "$from to $to",
    ({ from, to }) => {
      const step = () => checkTransition(from, to ?? "set");
      if (allowed.has(`${from ?? "null"}>${to ?? ""}`)) expect(step).not.toThrow();
      else expect(step).toThrow(expect.objectContaining({ code: "TRANSITION_REFUSED" }));
    },
  );

  test("opens at its instant and not a millisecond before", () => {
    const instant = readInstant("2018-03-26T13:00:00Z");
    expect(() => checkInstant(instant, readInstant("2018-03-26T12:59:59.999Z"))).toThrow(
      expect.objectContaining({ code: "TRANSITION_REFUSED" }),
    );
    expect(() => checkInstant(instant, instant)).not.toThrow();
  });
});
