import { describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { describePosition, hasLapsed } from "./rules.ts";

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
