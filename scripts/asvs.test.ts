// docs/security/asvs.md is held to what it says: every requirement once, every file there, every test by its name.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const PAGE = "docs/security/asvs.md";
/** Of each section of ASVS 5.0.0 the level of its requirements, in their order. */
const LEVELS: Readonly<Record<string, string>> = {
  ...{ "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123" },
  ...{ "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23" },
  ...{
    "3.1": "3",
    "3.2": "113",
    "3.3": "12223",
    "3.4": "11222233",
    "3.5": "11122333",
    "3.6": "3",
    "3.7": "22333",
  },
  ...{ "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222" },
  ...{ "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222" },
  ...{
    "6.1": "122",
    "6.2": "111111112222",
    "6.3": "11223333",
    "6.4": "112233",
    "6.5": "22222333",
    "6.6": "2223",
    "6.7": "33",
    "6.8": "2222",
  },
  ...{ "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22" },
  ...{ "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23" },
  ...{ "9.1": "111", "9.2": "1222" },
  ...{
    "10.1": "22",
    "10.2": "223",
    "10.3": "22223",
    "10.4": "1111122222233333",
    "10.5": "22222",
    "10.6": "22",
    "10.7": "222",
  },
  ...{
    "11.1": "2233",
    "11.2": "22233",
    "11.3": "11233",
    "11.4": "1222",
    "11.5": "23",
    "11.6": "23",
    "11.7": "33",
  },
  ...{ "12.1": "12233", "12.2": "11", "12.3": "22223" },
  ...{ "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233" },
  ...{ "14.1": "22", "14.2": "12223333", "14.3": "122" },
  ...{ "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333" },
  ...{ "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223" },
  ...{ "17.1": "23", "17.2": "22223333", "17.3": "22" },
};
const METS = ["test", "code", "not met", "not applicable"] as const;

interface Row {
  readonly id: string;
  readonly level: string;
  readonly met: string;
  readonly where: string;
}

function readRows(page: string): readonly Row[] {
  return page
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, id = ""]) => /^\d+\.\d+\.\d+$/.test(id))
    .map(([, id = "", level = "", , met = "", where = ""]) => ({ id, level, met, where }));
}

const wanted = Object.entries(LEVELS).flatMap(([section, levels]) =>
  levels.split("").flatMap((level, index) => (level === "3" ? [] : [`${section}.${index + 1} ${level}`])),
);

/** What is wrong with a page, as sentences. */
function findFaults(page: string): readonly string[] {
  const rows = readRows(page);
  const found = rows.map(({ id, level }) => `${id} ${level}`);
  const counted = METS.map((met) => rows.filter((row) => row.met === met).length);
  const claimed = [
    ...page.matchAll(/^\| (?:a test|code or|nothing, or|not applicable)[^|]*\|[^|]*\|[^|]*\| +(\d+) +\|$/gm),
  ];
  return [
    ...wanted.filter((one) => !found.includes(one)).map((one) => `${one} is missing`),
    ...found.filter((one, index) => found.indexOf(one) !== index).map((one) => `${one} is there twice`),
    ...found.filter((one) => !wanted.includes(one)).map((one) => `${one} is none of ours`),
    ...rows
      .filter(({ met }) => !METS.includes(met as never))
      .map(({ id }) => `${id} is met by nothing we know`),
    ...rows.flatMap(findRowFaults),
    ...(claimed.map(([, count]) => Number(count)).join() === counted.join()
      ? []
      : [`the figures are ${counted.join()} in the tables`]),
  ];
}

function findRowFaults({ id, met, where }: Row): readonly string[] {
  const files = [...where.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\.\w+)`/g)].map(([, file = ""]) => file);
  const missing = files.filter((file) => !existsSync(file)).map((file) => `${id}: there is no ${file}`);
  if (missing.length > 0) return missing;
  const tests = files.filter((file) => file.endsWith(".test.ts")).map((file) => readFileSync(file, "utf8"));
  const names = [...where.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
  return [
    ...names
      .filter((name) => !tests.some((text) => text.includes(name)))
      .map((name) => `${id}: no test called "${name}"`),
    ...(met === "test" && tests.length === 0 ? [`${id}: names no test`] : []),
    ...(met === "code" && files.length === 0 ? [`${id}: names no file`] : []),
    ...(where.length < 8 ? [`${id}: says nothing`] : []),
  ];
}

const page = readFileSync(PAGE, "utf8");

test("the table of ASVS 5.0 has its 253 requirements of levels 1 and 2, and says only what is there", () => {
  expect(wanted).toHaveLength(253);
  expect(findFaults(page)).toEqual([]);
});

test("the table of regressions names tests that are there", () => {
  const lines = readFileSync("docs/security/regressions.md", "utf8").split("\n");
  const rows = lines.filter((line) => /^\| (?!---|flaw)/.test(line)).map((line) => line.split("|"));
  expect(rows.length).toBeGreaterThan(20);
  for (const [, id = "", , where = ""] of rows)
    expect(findRowFaults({ id: id.trim(), level: "", met: "test", where })).toEqual([]);
});

describe("a planted fault is found:", () => {
  const line = page.split("\n").find((one) => one.startsWith("| 1.2.5 ")) ?? "";
  test.each([
    ["one that is missing", page.replace(line, ""), "1.2.5 1 is missing"],
    ["one that is there twice", `${page}\n${line}`, "1.2.5 1 is there twice"],
    ["another level", page.replace(line, line.replace("| 1 ", "| 2 ")), "1.2.5 2 is none of ours"],
    ["a file that is not there", page.replace("/edge.test.ts", "/ledge.test.ts"), "ledge.test.ts"],
    ["a test of another name", page.replace("does not get in, and", "gets in, and"), "no test called"],
  ])("%s", (_what, planted, fault) => {
    expect(findFaults(planted).join("\n")).toContain(fault);
  });
});
