import { describe, expect, test } from "vitest";
import { openExerciseView, openSeatView, reachesMember, readSeat, requireRole, tellSeat } from "./index.ts";

const exercise = { id: "1", lead: "GBR", exercise: true };
const real = { ...exercise, exercise: false };

describe("views", () => {
  test("the lead's seats reach the case, an ally's its own", () => {
    expect(reachesMember(openSeatView(readSeat("GBR/desk"), exercise), "EST")).toBe(true);
    expect(reachesMember(openSeatView(readSeat("EST/desk"), exercise), "EST")).toBe(true);
    expect(reachesMember(openSeatView(readSeat("EST/desk"), exercise), "LVA")).toBe(false);
  });

  test("a real case is not found by exercise control", () => {
    expect(openExerciseView(exercise).reach).toBe("case");
    expect(() => openExerciseView(real)).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });
});

describe("seats", () => {
  test.each([
    ["GBR", "GBR/desk/anna.k", "GBR/desk/anna.k"],
    ["EST", "GBR/desk/anna.k", "GBR/desk"],
    ["EST", "GBR/desk", "GBR/desk"],
    ["EST", "node", "node"],
    ["EST", "exercise-control", "exercise-control"],
  ])("to %s %s is %s", (member, seat, told) => {
    expect(tellSeat({ member }, seat)).toBe(told);
  });

  test.each([
    "",
    "GBR",
    "GBR/",
    "/desk",
    "GBR/admin",
    "gbr/desk",
    "GBR/desk/",
    "GBR/desk/X",
    "GBR/desk/..",
    "GBR/desk/a/b",
    "GBR/desk/a:b",
    "GBR desk",
    "GBR/Desk",
  ])("%j is none", (text) => {
    expect(() => readSeat(text)).toThrow(expect.objectContaining({ code: "REQUEST_INVALID" }));
  });

  test("a role of another member, or another role, is refused", () => {
    expect(() => requireRole(readSeat("GBR/drafter"), ["drafter"], exercise)).not.toThrow();
    expect(() => requireRole(readSeat("EST/drafter"), ["drafter"], exercise)).toThrow(
      expect.objectContaining({ code: "FORBIDDEN" }),
    );
    expect(() => requireRole(readSeat("GBR/desk"), ["drafter"], exercise)).toThrow(
      expect.objectContaining({ code: "FORBIDDEN" }),
    );
    expect(() => requireRole(readSeat("EST/desk"), ["desk"], null)).not.toThrow();
  });
});
