// The pledges of scenarios/salisbury-2018: what an exercise of it must come to, from the script alone.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readArray, readObject, readString } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { builtInKinds } from "../kinds/index.ts";
import { readCommunity } from "../markings/index.ts";
import { parsePledge, readPledges } from "../pledges/index.ts";
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
    const [member = ""] = readString(step["by"], "by").split("/");
    if (step["do"] !== "pledge.place") continue;
    const { text, levels } = readAnyObject(step["with"], "with");
    last.set(member, text ?? levels ?? null);
  }
  const { groups, members } = readCommunity(readJson("community.json"));
  const population = members.flatMap(({ id, weights }) =>
    Object.entries(weights).map(([, weight]) => [id, weight] as const),
  );
  const vocabulary = {
    kinds: builtInKinds,
    members: members.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    weights: ["population"],
  };
  return {
    // In words, or as the levels of a pledge file.
    pledges: [...last].flatMap(([member, said]) =>
      typeof said === "string"
        ? [parsePledge(said, { member, ...vocabulary })]
        : readPledges({ format: "entente-pledges/1", pledges: [{ member, levels: said }] }).pledges,
    ),
    context: {
      groups: Object.fromEntries(groups.map((group) => [group.id, [...group.members]])),
      weights: { population: Object.fromEntries(population) },
    },
  };
}

describe("Salisbury 2018", () => {
  const set = readScenarioPledges();
  const resolution = resolvePledges(set);

  test("thirty act together, all but one whose sealed condition is not met; six would without the others", () => {
    expect(resolution.acting).toHaveLength(30);
    expect(resolution.acting).toEqual(
      set.pledges
        .map(({ member }) => member)
        .filter((member) => member !== "SVK")
        .sort(),
    );
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
