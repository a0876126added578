import { describe, expect, it } from "vitest";
import { daysSince, distance, formatDay, formatInstant, formatOwn, saySeconds } from "./times.ts";

describe("times on the page", () => {
  it("always carry their zone, and the reader's own only where it differs", () => {
    const instant = "2018-03-26T13:00:00.000Z";
    expect(formatInstant(instant)).toBe("26 Mar 2018, 13:00 UTC");
    expect(formatOwn(instant, "Europe/Berlin")).toBe("26 Mar, 15:00 in Europe/Berlin");
    expect(formatOwn(instant, "America/New_York")).toBe("26 Mar, 09:00 in America/New York");
    expect(formatOwn(instant, "UTC")).toBeNull();
  });

  it("print days and months as they were announced and anything else as it stands", () => {
    expect(formatDay("2018-03-26")).toBe("26 March 2018");
    expect(formatDay("2018-03")).toBe("March 2018");
    expect(formatDay("spring 2018")).toBe("spring 2018");
    expect(formatInstant("not an instant")).toBe("not an instant");
  });

  it("count whole days from the act", () => {
    expect(daysSince("2018-03-04", "2018-03-26T13:00:00.000Z")).toBe(22);
    expect(daysSince("2018-03-04", "2018-03-04T23:59:59.999Z")).toBe(0);
    expect(daysSince("2006-11-01", "2007-07-16T00:00:00.000Z")).toBe(257);
  });

  it("say how far off something is, in its two largest units", () => {
    const now = "2018-03-25T09:00:00.000Z";
    expect(distance(now, "2018-03-26T13:00:00.000Z")).toEqual({ past: false, text: "1 day 4 hours" });
    expect(distance(now, "2018-03-25T08:30:00.000Z")).toEqual({ past: true, text: "30 minutes" });
    expect(distance(now, now)).toEqual({ past: false, text: "0 minutes" });
    expect(saySeconds(0.42)).toBe("0.4 s");
    expect(saySeconds(90)).toBe("1 min 30 s");
    expect(saySeconds(172_800)).toBe("2 days");
  });
});
