import { describe, expect, it } from "vitest";
import { daysSince, distance, formatDay, formatInstant, formatOwn, saySeconds } from "./times.ts";

const [en, fr] = ["en-GB", "fr-FR"];

describe("times on the page", () => {
  it("always carry their zone, and the reader's own only where it differs", () => {
    const instant = "2018-03-26T13:00:00.000Z";
    expect(formatInstant(instant, en)).toBe("26 Mar 2018, 13:00 UTC");
    expect(formatInstant(instant, fr)).toBe("26 mars 2018, 13:00 UTC");
    expect(formatOwn(instant, "Europe/Berlin", en)).toEqual({ time: "26 Mar, 15:00", zone: "Europe/Berlin" });
    expect(formatOwn(instant, "America/New_York", en)?.zone).toBe("America/New York");
    expect(formatOwn(instant, "UTC", en)).toBeNull();
  });

  it("print days and months as they were announced and anything else as it stands", () => {
    expect(formatDay("2018-03-26", en)).toBe("26 March 2018");
    expect(formatDay("2018-03", en)).toBe("March 2018");
    expect(formatDay("2018-03-26", fr)).toBe("26 mars 2018");
    expect(formatDay("spring 2018", en)).toBe("spring 2018");
    expect(formatInstant("not an instant", en)).toBe("not an instant");
  });

  it("count whole days from the act", () => {
    expect(daysSince("2018-03-04", "2018-03-26T13:00:00.000Z")).toBe(22);
    expect(daysSince("2018-03-04", "2018-03-04T23:59:59.999Z")).toBe(0);
    expect(daysSince("2006-11-01", "2007-07-16T00:00:00.000Z")).toBe(257);
  });

  it("say how far off something is, in its two largest units", () => {
    const now = "2018-03-25T09:00:00.000Z";
    expect(distance(now, "2018-03-26T13:00:00.000Z", en)).toEqual({ past: false, text: "1 day 4 hours" });
    expect(distance(now, "2018-03-25T08:30:00.000Z", en)).toEqual({ past: true, text: "30 minutes" });
    expect(distance(now, now, en)).toEqual({ past: false, text: "0 minutes" });
    expect(distance(now, "2018-03-26T13:00:00.000Z", fr).text).toBe("1\u00a0jour 4\u00a0heures");
    expect(saySeconds(0.42, fr)).toBe("0,4 s");
    expect(saySeconds(0.42, en)).toBe("0.4 s");
    expect(saySeconds(90, en)).toBe("1 min 30 s");
    expect(saySeconds(172_800, en)).toBe("2 days");
  });
});
