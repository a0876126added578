import { describe, expect, it } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { chooseQuestion, describePosition, describeStanding, hasLapsed } from "./rules.ts";
import type { Evidence } from "./rules.ts";

const early = readInstant("2018-03-20T10:00:00Z");
const late = readInstant("2018-03-24T10:00:00Z");
const row = (says: Evidence["says"], from: Evidence["row"], day: number): Evidence => ({
  ...{ says, row: from, seat: "EST/desk", what: "" },
  at: readInstant(`2018-03-${String(day)}T10:00:00Z`),
});
const approached = row("approached", "approach", 10);
const delivered = row("delivered", "approach", 11);
const opened = row("opened", "cut_opening", 12);
const annex = row("opened the annex", "cut_opening", 13);
const asked = row("asked", "question", 14);
const considering = row("considering", "position", 15);
const lapsed = row("lapsed", "position", 16);

describe("silence", () => {
  it.each([
    ["not delivered", { deliveredAt: null, firstOpenedAt: null, stated: null }],
    ["delivered", { deliveredAt: early, firstOpenedAt: null, stated: null }],
    ["opened", { deliveredAt: early, firstOpenedAt: early, stated: null }],
    ["considering", { deliveredAt: early, firstOpenedAt: early, stated: "considering" as const }],
    ["lapsed", { deliveredAt: early, firstOpenedAt: null, stated: "lapsed" as const }],
  ])("%s", (position, evidence) => {
    expect(describePosition(evidence)).toBe(position);
  });

  it.each<[string, Evidence[], Evidence | null]>([
    ["not delivered", [approached], null],
    ["delivered", [approached, delivered], delivered],
    ["opened", [approached, delivered, opened], opened],
    ["opened the annex", [approached, delivered, opened, annex], annex],
    ["asked", [approached, delivered, opened, annex, asked], asked],
    ["considering", [approached, delivered, opened, asked, considering], considering],
    ["lapsed", [approached, delivered, lapsed], lapsed],
    ["lapsed", [approached, delivered, opened, asked, lapsed], lapsed],
  ])("%s, told from the row that says so", (standing, trail, evidence) => {
    expect(describeStanding(trail)).toEqual({ standing, evidence });
  });

  it("ends when a member asks or answers after its approach lapsed", () => {
    const later = row("asked", "question", 17);
    expect(describeStanding([approached, delivered, lapsed, later]).standing).toBe("asked");
    expect(describeStanding([approached, delivered, lapsed, row("declined", "position", 17)]).standing).toBe(
      "declined",
    );
  });

  it("lapses only after the answer-by instant, delivered, without an answer, and with nothing owed to the member", () => {
    const waiting = { deliveredAt: early, firstOpenedAt: null, stated: null, answerBy: early, waits: false };
    expect(hasLapsed(waiting, early)).toBe(false);
    expect(hasLapsed(waiting, late)).toBe(true);
    expect(hasLapsed({ ...waiting, stated: "declined" }, late)).toBe(false);
    expect(hasLapsed({ ...waiting, deliveredAt: null }, late)).toBe(false);
    expect(hasLapsed({ ...waiting, waits: true }, late)).toBe(false);
  });
});

describe("the question that is meant", () => {
  const ids = ["0190aaaa-0000-4000-8000-000000000001", "0190aaaa-0000-4000-8000-000000000002", "77777777-1"];
  const open = ids.map((id) => ({ id }));

  it("is the oldest where nothing is named, and otherwise the only one whose id begins so", () => {
    expect(chooseQuestion(open, null)).toBe(open[0]);
    expect(chooseQuestion(open, "77777777")).toBe(open[2]);
    expect(chooseQuestion(open, ids[1] ?? "")).toBe(open[1]);
    expect(chooseQuestion(open, "99999999")).toBeNull();
    expect(chooseQuestion([], null)).toBeNull();
  });

  it.each(["", "0", "7777777", "0190aaaa", "0190aaaa-0000-4000-8000-00000000000"])(
    "is not guessed from %j",
    (start) => {
      expect(() => chooseQuestion(open, start)).toThrow(expect.objectContaining({ code: "REQUEST_INVALID" }));
    },
  );
});
