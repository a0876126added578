// The pledges of scenarios/salisbury-2018: what an exercise of it must come to, from the script alone.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseJson, readArray, readObject, readString } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { readCommunity } from "../markings/index.ts";
import { readPledges } from "../pledges/index.ts";
import type { PledgeSet } from "../pledges/index.ts";
import { resolvePledges } from "./index.ts";

const folder = new URL("../../../../scenarios/salisbury-2018/", import.meta.url);
const readJson = (name: string): JsonValue => parseJson(readFileSync(new URL(name, folder), "utf8"));

/** The last pledge each member places, with the groups and weights of the community. */
function readScenarioPledges(): PledgeSet {
  const script = readJson("script.json") as { readonly [key: string]: JsonValue };
  const last = new Map<string, JsonValue>();
  for (const [index, value] of readArray(script["steps"], "steps").entries()) {
    const step = readObject(value, `steps[${index}]`, ["at", "by", "do", "with"]);
    if (step["do"] !== "pledge.place") continue;
    const [member = ""] = readString(step["by"], "by").split("/");
    last.set(member, readObject(step["with"], "with", ["sealed", "levels"])["levels"] ?? null);
  }
  const { groups, members } = readCommunity(readJson("community.json"));
  const population = members.flatMap(({ id, weights }) =>
    Object.entries(weights).map(([, weight]) => [id, weight]),
  );
  return readPledges({
    format: "entente-pledges/1",
    groups: Object.fromEntries(groups.map((group) => [group.id, [...group.members]])),
    weights: { population: Object.fromEntries(population) as Record<string, number> },
    pledges: [...last].map(([member, levels]) => ({ member, levels })),
  });
}

describe("Salisbury 2018", () => {
  const set = readScenarioPledges();
  const resolution = resolvePledges(set);

  test("all thirty act together, six would without the others", () => {
    expect(resolution.acting).toHaveLength(30);
    expect(resolution.acting).toEqual(set.pledges.map(({ member }) => member).sort());
    expect(resolution.alone).toEqual(["EST", "GBR", "LTU", "LVA", "POL", "UKR"]);
  });

  test("at the levels that hold they expel 153, and Poland's highest level is one member short", () => {
    const expulsions = set.pledges.map(({ member, levels }) => {
      const level = levels[(resolution.levels[member] ?? 0) - 1];
      return level?.measures.find(({ kind }) => kind === "expulsion")?.count ?? 0;
    });
    expect(expulsions.reduce((sum, count) => sum + count, 0)).toBe(153);
    expect(resolution.explain["POL"]).toBe(
      "acts at level 2 of 3: DEU, GBR and USA act; without DEU, GBR or USA it would not; level 3: 29 of 30 others act",
    );
  });

  test("shares are of the whole community, members that pledge nothing included", () => {
    expect(resolution.explain["DEU"]).toContain("others with 69.2 % ≥ 40 % of population act");
    const unweighted = resolvePledges({ ...set, context: { ...set.context, weights: {} } });
    expect(unweighted.levels["DEU"]).toBe(1);
    expect(unweighted.explain["SWE"]).toContain("no member's population is known");
  });

  test("without the lead nobody else's pledge to it holds, and who the lead carried is gone with it", () => {
    const without = resolvePledges({ ...set, pledges: set.pledges.filter(({ member }) => member !== "GBR") });
    for (const member of ["LTU", "POL"]) expect(without.acting).not.toContain(member);
    expect(without.alone).toEqual([]);
  });
});
