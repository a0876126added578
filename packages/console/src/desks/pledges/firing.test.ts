import { describe, expect, it } from "vitest";
import { builtInKinds } from "@entente/core/kinds";
import { parsePledge, writePledges } from "@entente/core/pledges";
import type { PledgesFile } from "./pledge-answers.ts";
import { layFiring, listColumns, listFirers } from "./firing.ts";

const members = ["GBR", "DEU", "FRA", "POL", "EST", "LVA", "ITA"];
function fileOf(pledges: Readonly<Record<string, string>>): PledgesFile {
  return writePledges({
    pledges: Object.entries(pledges).map(([member, text]) =>
      parsePledge(text, { member, kinds: builtInKinds, members, groups: ["BALTIC"], weights: [] }),
    ),
    context: { groups: { BALTIC: ["EST", "LVA"] }, weights: {} },
  }) as unknown as PledgesFile;
}
const names = (nodes: readonly { readonly member: string }[]) => nodes.map(({ member }) => member).join(" ");

describe("who fires whom", () => {
  const firing = layFiring(
    fileOf({
      ...{ GBR: "23 expulsions always", DEU: "4 expulsions if GBR acts", FRA: "2 expulsions if DEU acts" },
      POL: "2 expulsions if GBR acts; 4 expulsions if FRA acts",
      ...{ EST: "1 expulsion if LVA acts", LVA: "1 expulsion if at least 1 of BALTIC acts" },
      ITA: "2 expulsions if at least 6 others act and the total of expulsions reaches 1000",
    }),
  );

  it("goes in waves, then those that need each other, and leaves out whose condition fails", () => {
    expect(firing.waves.map(names)).toEqual(["GBR", "DEU POL", "FRA"]);
    expect(names(firing.together)).toBe("EST LVA");
    expect(names(firing.held)).toBe("ITA");
    expect(listColumns(firing).map(({ kind }) => kind)).toEqual(["first", "then", "then", "together"]);
  });

  it("shows the level that holds at the end, not the first one that did", () => {
    const pol = firing.waves[1]?.find(({ member }) => member === "POL");
    expect(pol).toMatchObject({ level: 2, levels: 2, namedBy: ["FRA"] });
    expect(firing.held[0]).toMatchObject({ level: 0, namedBy: [] });
  });

  it("names by whom a member is fired, with groups spelled out and without itself", () => {
    expect(listFirers(firing, "LVA")).toEqual(["EST"]);
    expect(listFirers(firing, "EST")).toEqual(["LVA"]);
    expect(listFirers(firing, "GBR")).toEqual([]);
    expect(listFirers(firing, "ITA")).toEqual([]);
  });

  it("takes whoever came before for one that counts whoever acts", () => {
    const counted = layFiring(
      fileOf({
        GBR: "1 expulsion always",
        DEU: "1 expulsion always",
        FRA: "1 expulsion if at least 2 others act",
      }),
    );
    expect(listFirers(counted, "FRA")).toEqual(["DEU", "GBR"]);
  });

  it("has nothing to draw where nobody pledged", () => {
    expect(layFiring(fileOf({}))).toEqual({ waves: [], together: [], held: [] });
  });
});
