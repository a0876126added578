// Earlier cases beside a record: their facts lie in it, and what the pages say of them follows from those.
import { describe, expect, it } from "vitest";
import { CASE_TEXT, makeParts, makeRecord, planParts, publish, relist } from "./record.fixture.ts";
import { codeOf, forge, textOf, verdict, verify } from "./verdicts.fixture.ts";

const { files } = makeRecord();

describe("a record beside earlier cases", () => {
  const earlierText = (change: (text: string) => string = (text) => text): string =>
    change(CASE_TEXT.replace("strelsau-2018", "zenda-2006").replace("The attack in", "The feast in"))
      .replaceAll("2018-03-04", "2006-11-01")
      .replaceAll("2018-03-", "2007-07-");
  const path = "data/earlier/zenda-2006.json";
  const planned = (texts: readonly string[]) => {
    const made = makeParts();
    return { made, plan: planParts(made, { earlierCases: texts }) };
  };
  const published = (texts: readonly string[]) => {
    const { made, plan } = planned(texts);
    return publish(made, plan);
  };

  it("holds their facts, counts them under its own kind and rule, and says so on page and drawing", () => {
    const some = published([earlierText()]);
    expect(textOf(some, path)).toBe(earlierText());
    const figures = verify(some).steps.find(({ name }) => name === "figures");
    expect(figures?.detail).toContain("One earlier case stands beside it");
    expect(textOf(some, "index.html")).toContain(
      '<a href="data/earlier/zenda-2006.json" lang="en">The feast in',
    );
    expect(textOf(some, "fr/index.html")).toContain('<a href="../data/earlier/zenda-2006.json" lang="en">');
    expect(textOf(some, "index.html")).toContain("255 days");
    expect(textOf(some, "curve.svg")).toContain("2006: 3 members, day 268");
    expect(textOf(some, "curve.svg")).toContain("2018: 3 members, day 23");
  });

  it("says nothing of earlier cases where there is none", () => {
    expect(textOf(files, "index.html")).not.toContain('id="earlier"');
    expect([...files.keys()].filter((one) => one.startsWith("data/earlier/"))).toEqual([]);
  });

  it("is refused when one of them is later, of another name, without a day, there twice, or no case file", () => {
    const later = CASE_TEXT.replace("strelsau-2018", "zenda-2019").replaceAll("2018-", "2019-");
    const month = earlierText().replace("2006-11-01", "2006-11");
    expect(codeOf(() => planned([CASE_TEXT]))).toBe("RECORD_SYNTAX");
    expect(codeOf(() => planned([later]))).toBe("RECORD_SYNTAX");
    expect(codeOf(() => planned([earlierText(), earlierText()]))).toBe("RECORD_SYNTAX");
    expect(codeOf(() => planned([month]))).toBe("INSTANT_INVALID");
    expect(forge({ "data/earlier/other.json": earlierText() })).toBe("RECORD_SYNTAX");
    expect(forge({ [path]: "{}" })).toBe("CASE_INVALID");
    expect(forge({ "data/earlier/Upper.json": earlierText() })).toBe("RECORD_SYNTAX");
  });

  it("is refused when their facts were changed, added or left out after the pages were written", () => {
    const changed = earlierText((text) => text.replace('"count": 23', '"count": 3'));
    for (const change of [{ [path]: changed }, { [path]: null }]) {
      const { made, plan } = planned([earlierText()]);
      expect(verdict(publish(made, relist(plan, change)))).toBe("RECORD_PAGE_MISMATCH");
    }
    expect(forge({ [path]: earlierText() })).toBe("RECORD_PAGE_MISMATCH");
  });
});
