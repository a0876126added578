import { describe, expect, it } from "vitest";
import { approachWords } from "./approaches-words.ts";
import { sayIn } from "../../words/locale.tsx";
import {
  countStandings,
  countVoices,
  filterBoard,
  knowStanding,
  listSilent,
  rankStanding,
  sortQuestions,
  standingOrder,
} from "./approach-order.ts";

const row = (member: string, standing: string, answerBy = "2018-03-20T12:00:00.000Z") => ({
  ...{ member, name: `Name of ${member}`, standing, ask: "Two expulsions", answerBy },
});

describe("the board of members", () => {
  const rows = [
    row("DEU", "committed"),
    row("EST", "delivered"),
    row("FRA", "delivered"),
    row("ITA", "lapsed"),
  ];

  it("keeps every kind of silence apart in both languages", () => {
    for (const locale of ["en", "fr"] as const) {
      const said = standingOrder.map((one) => sayIn(approachWords, locale, `stand.${one}`));
      expect(new Set(said).size).toBe(standingOrder.length);
    }
  });

  it("counts by standing, in the board's order, and drops nothing it does not know", () => {
    expect(countStandings([...rows, row("XXX", "elsewhere")])).toEqual([
      ["committed", 1],
      ["delivered", 2],
      ["lapsed", 1],
      ["elsewhere", 1],
    ]);
    expect(knowStanding("elsewhere")).toBeNull();
    expect(rankStanding("elsewhere")).toBeGreaterThan(rankStanding("declined"));
  });

  it("filters by words and by standing", () => {
    expect(filterBoard(rows, { words: " name of e", standing: null }).map(({ member }) => member)).toEqual([
      "EST",
    ]);
    expect(filterBoard(rows, { words: "", standing: "delivered" })).toHaveLength(2);
    expect(filterBoard(rows, { words: "deu", standing: "delivered" })).toEqual([]);
  });

  it("takes an opened copy for silence, and a lapse too", () => {
    expect(countVoices(rows)).toEqual({ answered: 1, silent: 3 });
  });

  it("lets only delivered silence lapse, and only after the instant", () => {
    const due = [
      row("EST", "delivered"),
      row("LVA", "not delivered"),
      row("DEU", "asked"),
      row("POL", "opened"),
    ];
    const names = (now: string) => listSilent(due, now).map(({ member }) => member);
    expect(names("2018-03-20T12:00:00.000Z")).toEqual([]);
    expect(names("2018-03-20T12:00:00.001Z")).toEqual(["EST", "POL"]);
  });
});

describe("questions", () => {
  it("stand late first, then by when they are due, then done with the newest first", () => {
    const one = (id: string, state: string, day: number) => ({
      id,
      state,
      due: `2018-03-${day}T00:00:00.000Z`,
    });
    const sorted = sortQuestions([
      one("a", "answered", 11),
      one("b", "open", 19),
      one("c", "overdue", 14),
      one("d", "refused", 13),
      one("e", "open", 18),
      one("f", "overdue", 12),
    ]);
    expect(sorted.map(({ id }) => id).join("")).toBe("fcebda");
  });
});
