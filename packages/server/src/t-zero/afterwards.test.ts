// Pledged against done, and how far apart it was announced.
import { describe, expect, test } from "vitest";
import { readDay, readInstant } from "@entente/core/encoding";
import type { Measure } from "@entente/core/measures";
import { compareDone, measureDone } from "./afterwards.ts";

const openedAt = readInstant("2018-03-26T13:00:00Z");
const measure = (
  actor: string,
  kind: string,
  count: number | null,
  announced: string | null,
  verified = true,
): Measure => ({
  ...{
    id: `${actor}-${kind}-${announced ?? ""}`,
    actor,
    actorType: "state",
    kind,
    target: "RUS",
    count,
    announced,
  },
  ...{ inTally: true, alternatives: [], detail: "", sources: [], confidence: "high", verified },
});
const packages = [
  { member: "DEU", measures: [{ kind: "expulsion", count: 4 }] },
  { member: "EST", measures: [{ kind: "expulsion", count: 1 }, { kind: "condemnation" }] },
  { member: "GBR", measures: [{ kind: "expulsion", count: 23 }] },
  { member: "NZL", measures: [{ kind: "expulsion", count: 1 }] },
];
const measures = [
  measure("DEU", "expulsion", 3, "2018-03-26"),
  measure("DEU", "expulsion", 1, "2018-03-29"),
  measure("EST", "expulsion", null, "2018-03-27"),
  measure("EST", "condemnation", null, "2018-03-26"),
  measure("GBR", "expulsion", 23, "2018-03-14"),
  // Doubtful, of an unknown day, of another kind.
  measure("NZL", "expulsion", 1, "2018-03-26", false),
  measure("NZL", "expulsion", 1, "2018-03"),
  measure("NZL", "entry-ban", 1, "2018-03-26"),
];
const compare = (asOf: string) => compareDone({ openedAt, packages, measures, asOf: readDay(asOf) });

describe("pledged against done", () => {
  test("counts what is verified and of a known day up to the one stated, before T-0 as well", () => {
    expect(
      compare("2018-03-27").items.map(({ member, kind, done, atLeast, outcome }) => [
        member,
        kind,
        done,
        atLeast,
        outcome,
      ]),
    ).toEqual([
      ["DEU", "expulsion", 3, false, "part"],
      ["EST", "expulsion", 1, true, "done"],
      ["EST", "condemnation", 1, false, "done"],
      ["GBR", "expulsion", 23, false, "done"],
      ["NZL", "expulsion", 0, false, "nothing"],
    ]);
    expect(compare("2018-03-29").items[0]).toMatchObject({ done: 4, outcome: "done" });
  });

  test("reminds from the day after T-0 on, of what is missing", () => {
    expect(compare("2018-03-26").reminders).toEqual([]);
    expect(compare("2018-03-28").reminders).toEqual([
      { member: "DEU", kind: "expulsion", missing: 1, daysSince: 2 },
      { member: "NZL", kind: "expulsion", missing: 1, daysSince: 2 },
    ]);
  });

  test("is as wide as from the first announcement to the last, from T-0 on", () => {
    const { items } = compare("2018-03-29");
    expect(measureDone(items, measures, openedAt)).toEqual({
      first: "2018-03-26",
      last: "2018-03-29",
      days: 3,
    });
    expect(measureDone([], measures, openedAt)).toBeNull();
  });
});
