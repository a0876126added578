import { describe, expect, test } from "vitest";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { readCaseFile } from "@entente/core/measures";
import { parseJson } from "@entente/core/encoding";
import { nameCase, schemes, writeCommunity, writeFacts } from "./case-draft.ts";

const draft = {
  ...{ title: "Pont de Strelsau, fermé", summary: "The bridge was closed.", date: "2026-03-04" },
  ...{ place: "Strelsau", attributedTo: "" },
};

describe("a case as it is written down", () => {
  test("is a case file that its own reader takes, led by the host", () => {
    const id = nameCase(draft);
    expect(id).toBe("pont-de-strelsau-ferme-2026");
    const read = readCaseFile(parseJson(writeFacts(draft, { id, host: "GBR" })));
    expect(read).toMatchObject({ id, lead: "GBR", incident: { date: "2026-03-04", attributedTo: null } });
  });

  test.each(schemes.map(({ id }) => id))("has a community under %s that its own reader takes", (scheme) => {
    const levels = schemes.find(({ id }) => id === scheme)?.levels ?? [];
    const [lowest] = levels;
    const text = writeCommunity(
      [
        { id: "GBR", name: "United Kingdom", upTo: levels.at(-1)?.name ?? "" },
        { id: "EST", name: "Estonia", upTo: lowest?.name ?? "" },
      ],
      { scheme, name: "For this case", asOf: "2026-03-04" },
    );
    const community = readCommunity(parseJson(text));
    expect(community).toMatchObject({ exercise: false });
    expect(compileCommunity(community).indexOf("EST")).toBe(1);
  });

  test("is named by its title and its year once", () => {
    expect(nameCase({ title: "Salisbury 2018", date: "2018-03-04" })).toBe("salisbury-2018");
    expect(nameCase({ title: "  ", date: "2018-03-04" })).toBe("2018");
  });
});
