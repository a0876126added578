// The commands `case tally` and `resolve --file` as a person or a script meets them: the fields of the JSON are a contract.
import { Command } from "commander";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCaseCommands } from "./case.ts";
import { describeFailure } from "./failure.ts";
import { addResolveCommand } from "./resolve.ts";

interface Vectors {
  readonly files: Readonly<Record<string, unknown>>;
  readonly cases: readonly { readonly value: unknown; readonly expected: unknown }[];
}
const readVectors = (path: string): Vectors =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../../../vectors/${path}`, import.meta.url)), "utf8"),
  ) as Vectors;

const folder = mkdtempSync(join(tmpdir(), "entente-cli-"));
const caseFile = join(folder, "case.json");
const pledgeFile = join(folder, "pledges.json");
const startedIn = process.cwd();
const pair = readVectors("coalition/pledges_valid.json").cases[1];

beforeAll(() => {
  const salisbury = JSON.stringify(readVectors("measures/tally_valid.json").files["salisbury"]);
  writeFileSync(caseFile, salisbury);
  mkdirSync(join(folder, "scenarios", "strelsau-2031"), { recursive: true });
  writeFileSync(join(folder, "scenarios", "strelsau-2031", "case.json"), salisbury);
  writeFileSync(pledgeFile, JSON.stringify(pair?.value));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(startedIn);
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]): Promise<{ lines: string[]; json: unknown }> {
  const lines: string[] = [];
  let json: unknown = null;
  const program = new Command().exitOverride().configureOutput({ writeOut: (text) => lines.push(text) });
  const terminal = {
    print: (line: string) => void lines.push(line),
    printJson: (value: unknown) => void (json = value),
    printFile: (text: string) => void lines.push(text),
    progress: () => undefined,
    note: () => undefined,
  };
  addCaseCommands(program, terminal);
  addResolveCommand(program, terminal);
  await program.parseAsync(["node", "entente", ...words]);
  return { lines, json };
}

async function failCode(...words: string[]): Promise<string> {
  try {
    await run(...words);
  } catch (error) {
    return describeFailure(error).code;
  }
  return "none";
}

describe("case tally", () => {
  test("prints the contract's fields as JSON", async () => {
    const { json } = await run(
      "case",
      "tally",
      caseFile,
      "--as-of",
      "2018-03-26",
      "--rule",
      "without-lead",
      "--json",
    );
    expect(json).toMatchObject({
      kind: "expulsion",
      persons: 114,
      states: 22,
      organisations: [],
      rule: "without-lead",
      asOf: "2018-03-26",
    });
    expect(Object.keys(json as object).sort()).toEqual(
      "asOf byActor conflicts kind notCounted organisations persons rule ruleText states".split(" "),
    );
  });

  test("prints the count first and the rule and day last", async () => {
    const { lines } = await run("case", "tally", caseFile);
    expect(lines[0]).toBe("153 expulsions by 29 states and NATO");
    expect(lines).toContain("USA       60");
    expect(lines.at(-1)).toBe(
      "Rule all: counts every state and organisation that took the measure, GBR's own included. As of 2018-03-29.",
    );
  });

  test("finds a scenario by name, and no file outside the scenarios by it", async () => {
    expect((await run("case", "tally", "strelsau-2031", "--json")).json).toMatchObject({ persons: 153 });
    expect(await failCode("case", "tally", "nowhere-1999")).toBe("NOT_FOUND");
    expect(await failCode("case", "tally", "../strelsau-2031")).toBe("NOT_FOUND");
    expect(await failCode("case", "tally", "")).toBe("NOT_FOUND");
    expect(await failCode("case", "tally", folder)).toBe("NOT_FOUND");
  });

  test("refuses what it cannot read with a code", async () => {
    expect(await failCode("case", "tally", caseFile, "--rule", "everyone")).toBe("RULE_UNKNOWN");
    expect(await failCode("case", "tally", caseFile, "--as-of", "2018-03")).toBe("INSTANT_INVALID");
    expect(await failCode("case", "tally", pledgeFile)).toBe("CASE_INVALID");
    writeFileSync(join(folder, "broken.json"), "{");
    expect(await failCode("case", "tally", "broken.json")).toBe("JSON_SYNTAX");
  });
});

describe("resolve --file", () => {
  test("prints the resolution as JSON", async () => {
    expect((await run("resolve", "--file", pledgeFile, "--json")).json).toEqual(pair?.expected);
  });

  test("prints a line per member and the sum last", async () => {
    expect((await run("resolve", "--file", pledgeFile)).lines).toEqual([
      "member  level   alone  why",
      "DEU     1 of 1  no     acts at level 1 of 1: FRA acts; without FRA it would not",
      "FRA     1 of 1  no     acts at level 1 of 1: DEU acts; without DEU it would not",
      "",
      "2 of 2 act together; 0 would act without resolving together.",
    ]);
  });

  test("refuses what it cannot read with a code", async () => {
    expect(await failCode("resolve", "--file", "absent.json")).toBe("FILE_UNREADABLE");
    expect(await failCode("resolve", "--file", caseFile)).toBe("PLEDGE_INVALID");
    expect(await failCode("resolve", "--file", pledgeFile, "--lock")).toBe("REQUEST_INVALID");
    expect(await failCode("resolve", "--seat", "GBR/desk")).toBe("REQUEST_INVALID");
    expect(await failCode("resolve", "--check", pledgeFile)).toBe("REQUEST_INVALID");
    expect(await failCode("resolve", "--file", pledgeFile, "--check", pledgeFile)).toBe(
      "CERTIFICATE_INVALID",
    );
  });

  test("writes a certificate that it proves, and refuses one that claims something else", async () => {
    const certificate = join(folder, "certificate.json");
    await run("resolve", "--file", pledgeFile, "--certify", certificate);
    const { lines } = await run("resolve", "--file", pledgeFile, "--check", certificate);
    expect(lines).toEqual([
      "Proved: of these pledges 2 hold together, at the levels claimed, and 0 without resolving together.",
    ]);
    writeFileSync(certificate, readFileSync(certificate, "utf8").replace('"DEU": 1', '"ITA": 1'));
    const { json } = await run("resolve", "--file", pledgeFile, "--check", certificate, "--json");
    expect(json).toEqual({
      proved: false,
      wrong: "the steps do not end at what is claimed of DEU",
    });
    expect(process.exitCode).toBe(1);
    process.exitCode = 0;
  });
});
