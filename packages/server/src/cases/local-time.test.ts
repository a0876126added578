import { describe, expect, it } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { isTimeZone, isWithinHours, sayInstant } from "./index.ts";

const at = (text: string) => readInstant(text);

describe("an instant as people read it", () => {
  it.each([
    [
      "2018-03-23T17:00:00Z",
      "Europe/Berlin",
      "2018-03-23 17:00 UTC (Friday 2018-03-23 18:00 in Europe/Berlin)",
    ],
    // The night in which clocks went forward there.
    [
      "2018-03-25T00:59:00Z",
      "Europe/Berlin",
      "2018-03-25 00:59 UTC (Sunday 2018-03-25 01:59 in Europe/Berlin)",
    ],
    [
      "2018-03-25T01:00:00Z",
      "Europe/Berlin",
      "2018-03-25 01:00 UTC (Sunday 2018-03-25 03:00 in Europe/Berlin)",
    ],
    [
      "2018-03-23T23:30:00Z",
      "Pacific/Auckland",
      "2018-03-23 23:30 UTC (Saturday 2018-03-24 12:30 in Pacific/Auckland)",
    ],
    ["2018-03-23T17:00:00Z", "UTC", "2018-03-23 17:00 UTC"],
  ])("%s in %s", (instant, timeZone, said) => {
    expect(sayInstant(at(instant), timeZone)).toBe(said);
  });

  it("is within the hours of a desk from their first minute to before their last", () => {
    const hours = { from: "08:00", to: "18:00", days: [1, 2, 3, 4, 5] };
    const within = (instant: string) => isWithinHours(hours, "Europe/Berlin", at(instant));
    expect(within("2018-03-23T07:00:00Z")).toBe(true);
    expect(within("2018-03-23T06:59:00Z")).toBe(false);
    expect(within("2018-03-23T17:00:00Z")).toBe(false);
    expect(within("2018-03-24T12:00:00Z")).toBe(false);
    expect(isWithinHours(null, "UTC", at("2018-03-23T07:00:00Z"))).toBeNull();
  });

  it("knows which time zones there are", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Europe/Strelsau")).toBe(false);
    expect(() => sayInstant(at("2018-03-23T07:00:00Z"), "Europe/Strelsau")).toThrow(
      expect.objectContaining({ code: "COALITION_INVALID" }) as Error,
    );
  });
});
