import { expect, test } from "vitest";
import { readSessionLimits } from "./index.ts";

test("a session lasts 15 minutes unused and 8 hours in all, or what was set within bounds", () => {
  expect(readSessionLimits({ idleMinutes: null, hours: null })).toEqual({
    idleSeconds: 900,
    absoluteSeconds: 28_800,
  });
  expect(readSessionLimits({ idleMinutes: "1", hours: "24" })).toEqual({
    idleSeconds: 60,
    absoluteSeconds: 86_400,
  });
});

test.each(["0", "61", "-1", "1.5", "1e1", " 5", "", "never", "0x10", "9999"])(
  "%j minutes are refused",
  (idleMinutes) => {
    expect(() => readSessionLimits({ idleMinutes, hours: null })).toThrow(
      expect.objectContaining({ code: "START_OPTION_INVALID" }) as Error,
    );
  },
);

test.each(["0", "25", "100", "all"])("%j hours are refused", (hours) => {
  expect(() => readSessionLimits({ idleMinutes: null, hours })).toThrow(
    expect.objectContaining({ code: "START_OPTION_INVALID" }) as Error,
  );
});
