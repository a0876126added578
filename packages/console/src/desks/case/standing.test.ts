import { describe, expect, it } from "vitest";
import type { MemberMeasure, OverviewMember, Position } from "../../api/case-overview.ts";
import { countOf, firstDay, partners, standingOf } from "./standing.ts";

const member = (position: Position, measures: readonly MemberMeasure[] = []): OverviewMember => ({
  id: "XXX",
  name: "Ruritania",
  kind: "state",
  position,
  standing: position,
  evidence: null,
  answerBy: null,
  timeZone: null,
  questions: { asked: 0, open: 0 },
  pledged: null,
  acting: false,
  alone: false,
  explain: null,
  measures: [...measures],
});
const measure = (kind: string, count: number | null, announced: string | null): MemberMeasure => ({
  ...{ kind, count, announced, detail: "", said: kind },
});

describe("what a member did", () => {
  it("is what it did, whatever position it took before", () => {
    expect(standingOf(member("declined", [measure("expulsion", 1, "2018-03-26")]), "expulsion")).toBe(
      "joined",
    );
    expect(standingOf(member("lapsed", [measure("condemnation", null, null)]), "expulsion")).toBe(
      "otherwise",
    );
  });

  it("is not an act when a step was looked for and not taken", () => {
    expect(standingOf(member("lapsed", [measure("none", 0, null)]), "expulsion")).toBe("silent");
    expect(standingOf(member("declined", [measure("none", 0, null)]), "expulsion")).toBe("declined");
  });

  it("keeps silence, waiting, weighing and refusal apart", () => {
    const said = (["not delivered", "opened", "considering", "committed", "lapsed"] as const).map(
      (position) => standingOf(member(position), "expulsion"),
    );
    expect(said).toEqual(["waiting", "waiting", "weighing", "pledged", "silent"]);
  });

  it("counts the headline kind only and finds the first day of anything", () => {
    const active = member("committed", [
      measure("expulsion", 3, "2018-03-27"),
      measure("condemnation", null, "2018-03-15"),
      measure("none", 0, "2018-03-01"),
      measure("expulsion", null, null),
    ]);
    expect(countOf(active, "expulsion")).toBe(3);
    expect(countOf(active, "sanction")).toBeNull();
    expect(firstDay(active)).toBe("2018-03-15");
    expect(firstDay(member("opened"))).toBeNull();
  });

  it("leaves the public off the board", () => {
    expect(partners([{ ...member("delivered"), kind: "public" }, member("opened")])).toHaveLength(1);
  });
});
