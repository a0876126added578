// What follows from the arrangements for going to a member: legal steps, company, clocks, precedents.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMilliseconds, instantAt, readInstant } from "../encoding/index.ts";
import { builtInKinds } from "../kinds/index.ts";
import {
  dueAt,
  findCompany,
  findQuestionState,
  listCompanyRanges,
  listPrecedents,
  planLegalSteps,
  sayCompany,
  unknownCapacity,
} from "./index.ts";

const at = (text: string) => readInstant(text);

describe("legal steps", () => {
  const capacity = {
    ...unknownCapacity,
    steps: {
      expulsion: [
        { step: "legal opinion", by: "desk" as const, leadDays: 1 },
        { step: "cabinet decision", by: "cabinet" as const, leadDays: 2 },
        { step: "note verbale", by: "minister" as const, leadDays: 0 },
      ],
      condemnation: [],
    },
  };
  const tZero = at("2018-03-26T13:00:00Z");

  it("says of each step when it is done and whether that is in time", () => {
    const plan = planLegalSteps(capacity, "expulsion", { answer: at("2018-03-23T13:00:00Z"), tZero });
    expect(plan).toMatchObject({
      outcome: "in time",
      authority: "cabinet",
      answerAtLatest: "2018-03-23T13:00:00.000Z",
    });
    expect(plan.steps.map(({ doneAt }) => doneAt)).toEqual([
      "2018-03-24T13:00:00.000Z",
      "2018-03-26T13:00:00.000Z",
      "2018-03-26T13:00:00.000Z",
    ]);
  });

  it("is too late one millisecond after the latest answer, and names the steps that fail", () => {
    const plan = planLegalSteps(capacity, "expulsion", { answer: at("2018-03-23T13:00:00.001Z"), tZero });
    expect(plan.outcome).toBe("too late");
    expect(plan.steps.map(({ inTime }) => inTime)).toEqual([true, false, false]);
  });

  it("promises nothing of a kind whose steps nobody wrote down, and asks for nothing where there are none", () => {
    const when = { answer: tZero, tZero };
    expect(planLegalSteps(capacity, "asset-freeze", when)).toMatchObject({
      outcome: "unknown",
      answerAtLatest: null,
    });
    expect(planLegalSteps(capacity, "toString", when).outcome).toBe("unknown");
    expect(planLegalSteps(capacity, "condemnation", when)).toMatchObject({
      outcome: "in time",
      authority: null,
    });
  });

  it("holds for every answer at or before the latest one, and for no later one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 30 }), { maxLength: 5 }),
        fc.integer({ min: -5 * 86_400_000, max: 5 * 86_400_000 }),
        (days, shift) => {
          const steps = days.map((leadDays) => ({ step: "s", by: "desk" as const, leadDays }));
          const of = { ...unknownCapacity, steps: { expulsion: steps } };
          const latest = planLegalSteps(of, "expulsion", { answer: tZero, tZero }).answerAtLatest ?? tZero;
          const answer = instantAt(epochMilliseconds(latest) + shift);
          expect(planLegalSteps(of, "expulsion", { answer, tZero }).outcome).toBe(
            shift <= 0 ? "in time" : "too late",
          );
        },
      ),
    );
  });
});

describe("the company a member would be in", () => {
  const rule = { show: "range" as const, width: 5, least: 3 };

  it("is told as one of a fixed row of ranges", () => {
    expect(listCompanyRanges(rule, 48).slice(0, 3)).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 9 },
      { from: 10, to: 14 },
    ]);
    expect(findCompany(rule, { others: 11, most: 48 })).toEqual({ from: 10, to: 14 });
    expect(sayCompany({ from: 10, to: 14 }, 48)).toBe("between 10 and 14 others");
    expect(sayCompany({ from: 0, to: 4 }, 48)).toBe("fewer than 5 others");
    expect(sayCompany({ from: 45, to: 48 }, 48)).toBe("at least 45 others");
  });

  it("is not told where the rule says so, nor where one range would hold everyone", () => {
    expect(findCompany({ ...rule, show: "nothing" }, { others: 11, most: 48 })).toBeNull();
    expect(findCompany(rule, { others: 3, most: 4 })).toBeNull();
  });

  it("refuses what is no count", () => {
    for (const others of [-1, 1.5, 49, Number.NaN])
      expect(() => findCompany(rule, { others, most: 48 })).toThrow(
        expect.objectContaining({ code: "SHAPE_INVALID" }) as Error,
      );
  });

  it("never narrows: ranges cover every number once, each holds at least the width, and asking twice gives one range", () => {
    fc.assert(
      fc.property(
        fc.record({ width: fc.integer({ min: 2, max: 40 }), least: fc.integer({ min: 1, max: 40 }) }),
        fc.nat({ max: 250 }),
        ({ width, least }, most) => {
          const ranges = listCompanyRanges({ show: "range", width, least }, most);
          expect(ranges[0]?.from).toBe(0);
          expect(ranges.at(-1)?.to).toBe(most);
          ranges.forEach(({ from, to }, index) => {
            if (index > 0) expect(from).toBe((ranges[index - 1]?.to ?? 0) + 1);
            if (ranges.length > 1) expect(to - from + 1).toBeGreaterThanOrEqual(width);
          });
          const answers = new Map<string, number>();
          for (let others = 0; others <= most; others += 1) {
            const key = JSON.stringify(findCompany({ show: "range", width, least }, { others, most }));
            answers.set(key, (answers.get(key) ?? 0) + 1);
          }
          for (const numbers of answers.values())
            expect(numbers).toBeGreaterThanOrEqual(Math.min(width, most + 1));
        },
      ),
    );
  });
});

describe("the clock of a question", () => {
  it("is due after the hours the rule gives, and overdue only when they have passed", () => {
    const due = dueAt({ answerWithinHours: 24 }, at("2018-02-28T23:30:00Z"));
    expect(due).toBe("2018-03-01T23:30:00.000Z");
    expect(findQuestionState({ due, outcome: null }, due)).toBe("open");
    expect(findQuestionState({ due, outcome: null }, at("2018-03-01T23:30:00.001Z"))).toBe("overdue");
    expect(findQuestionState({ due, outcome: "refused" }, at("2019-01-01T00:00:00Z"))).toBe("refused");
  });

  it("counts over every day of the calendar and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (milliseconds) => {
        expect(epochMilliseconds(instantAt(milliseconds))).toBe(milliseconds);
        expect(instantAt(milliseconds)).toBe(new Date(milliseconds).toISOString());
      }),
    );
  });
});

describe("precedents", () => {
  const row = { kind: "expulsion", count: 3, announced: "2018-03-26", verified: true };
  const earlier = {
    ...{ id: "old", title: "Old case", lead: "GBR", incident: { date: "2018-03-04" } },
    measures: [
      { ...row, actor: "DNK" },
      { ...row, actor: "DNK", kind: "condemnation", count: null, announced: "2018-03-14" },
      { ...row, actor: "DNK", kind: "asset-freeze", verified: false },
      { ...row, actor: "AUT", kind: "none", count: null },
      { ...row, actor: "GBR", count: 23 },
    ],
  };
  const tell = (member: string, before = "2026-01-01") =>
    listPrecedents([earlier], { member, before, kinds: builtInKinds }).map(({ text }) => text);

  it("tell a member what it did itself, when and in which case", () => {
    expect(tell("DNK")).toEqual(["In 2018 you joined with 3 expulsions, 1 condemnation (Old case)."]);
    expect(tell("GBR")).toEqual(["In 2018 you led with 23 expulsions (Old case)."]);
  });

  it("tell nothing of who took nothing, of cases that came later, and of what is not verified", () => {
    expect(tell("AUT")).toEqual([]);
    expect(tell("DNK", "2018-03-04")).toEqual([]);
    expect(tell("DNK").join()).not.toContain("freeze");
  });
});
