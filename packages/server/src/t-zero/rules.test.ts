import { describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { checkDue, checkTransition } from "./rules.ts";

describe("T-0", () => {
  const states = [null, "set", "armed", "opened", "stood-down"] as const;
  const allowed = new Set([
    "null>set",
    "set>set",
    "stood-down>set",
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
    expect(() => checkDue(instant, readInstant("2018-03-26T12:59:59.999Z"))).toThrow(
      expect.objectContaining({ code: "TRANSITION_REFUSED" }),
    );
    expect(() => checkDue(instant, instant)).not.toThrow();
  });
});
