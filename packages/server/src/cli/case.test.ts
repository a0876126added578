// `entente case` and `entente measure` as typed: what each answers, as lines and as JSON, and what it refuses. The figures
// are of the built-in cases.
import { Command } from "commander";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import { deliverApproaches, openApproaches } from "../approaches/index.ts";
import { communityOf, findCase, openCase } from "../cases/index.ts";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addCaseCommands } from "./case.ts";
import { describeFailure } from "./failure.ts";
import { addMeasureCommands } from "./measure.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "node");

/** Commands work beside it: none of them waits for a database to start. */
let node: Node;

beforeAll(async () => {
  node = await openServingNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
  const read = (name: string) =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community] = [read("case.json"), read("community.json")];
  const at = readInstant("2018-03-28T18:00:00Z");
  const coalition = {
    format: "entente-coalition/1",
    kinds: [{ id: "snub", one: "snub", many: "snubs", counted: false }],
  };
  await node.database.transact((tx) =>
    openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore: node.keystore,
      at,
      factsJson,
      community,
      coalition,
    }),
  );
  await node.database.transact(async (tx) => {
    const row = await findCase(tx, "salisbury-2018");
    if (row === null) throw new Error("the case is not there");
    const act = { of: row, seat: readSeat("GBR/desk"), at };
    const members = ["NOR", "SWE"];
    const asked = { members, documents: [], ask: "Act with us.", answerBy: at };
    await openApproaches(tx, act, { ...asked, community: communityOf(row) });
    await deliverApproaches(tx, act, members);
  });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly code: string | null;
  readonly lines: readonly string[];
  readonly json: unknown;
}

async function run(...words: string[]): Promise<Said> {
  const lines: string[] = [];
  let json: unknown = null;
  const terminal = {
    print: (line: string) => void lines.push(line),
    printJson: (value: unknown) => void (json = JSON.parse(JSON.stringify(value)) as unknown),
    printFile: (text: string) => void lines.push(text),
    progress: () => undefined,
    note: () => undefined,
  };
  const program = new Command("entente").exitOverride().configureOutput({ writeErr: () => undefined });
  addCaseCommands(program, terminal);
  addMeasureCommands(program, terminal);
  try {
    await program.parseAsync(words, { from: "user" });
    return { code: null, lines, json };
  } catch (error) {
    return { code: describeFailure(error).code, lines, json };
  }
}
const ask = (...words: string[]) => run("case", ...words);
const RULE = "Rule all: counts every state and organisation that took the measure, GBR's own included.";

describe("entente case", () => {
  test("list names the built-in cases, the latest first", async () => {
    expect((await ask("list", "--json")).json).toMatchObject([
      { name: "salisbury-2018", act: "2018-03-04", lead: "GBR", measures: 86, reciprocal: 9 },
      { name: "litvinenko-2006", act: "2006-11-01", lead: "GBR", measures: 13, reciprocal: 2 },
    ]);
    expect((await ask("list")).lines.at(-1)).toBe("Next: entente case show NAME");
  });

  test("show prints every measure with confidence and sources, and what was done in answer apart", async () => {
    const { lines } = await ask("show", "salisbury-2018");
    expect(lines[2]).toBe(`153 expulsions by 29 states and NATO. ${RULE} As of 2018-03-29.`);
    expect(lines.find((line) => line.startsWith("salisbury-2018/m019"))).toMatch(
      /DEU +RUS +4 expulsions +high +\w+/,
    );
    const apart = lines.indexOf("In answer, counted apart:");
    expect(lines.findIndex((line) => line.startsWith("salisbury-2018/r001"))).toBeGreaterThan(apart);
    expect(lines.findIndex((line) => line.startsWith("salisbury-2018/m086"))).toBeLessThan(apart);
    const { json } = await ask("show", "salisbury-2018", "--json");
    expect(json).toMatchObject({ id: "salisbury-2018", sources: { agence: { publisher: "Agence Europe" } } });
  });

  test("tally shows conflicting figures with their sources, and what rule and day it counts by", async () => {
    const { lines } = await ask("tally", "salisbury-2018", "--as-of", "2018-03-27");
    expect(lines[0]).toBe("151 expulsions by 27 states and NATO");
    expect(lines.find((line) => line.startsWith("salisbury-2018/m025"))).toBe(
      "salisbury-2018/m025  ALB    2 expulsions, 2018-03-26, high (reutalb tirana)  1 expulsion, 2018-03-26, medium (agence)  its confidence is high, that of the next medium",
    );
    expect(lines.at(-1)).toBe(`${RULE} As of 2018-03-27.`);
  });

  test("tally takes rules that are data, and kinds of which a number means nothing", async () => {
    const rule = "lead-in-persons-without-organisations,with=accreditation-denied,except=USA";
    expect((await ask("tally", "salisbury-2018", "--rule", rule, "--json")).json).toMatchObject({
      persons: 89,
      states: 27,
      organisations: [],
    });
    expect((await ask("tally", "salisbury-2018", "--rule", "all,among=EU", "--json")).json).toMatchObject({
      states: 19,
    });
    for (const verb of ["tally", "clocks", "curve", "counts", "compare"])
      expect((await ask(verb, "salisbury-2018", "--kind", "expulsions")).code).toBe("REQUEST_INVALID");
    expect((await ask("tally", "salisbury-2018", "--kind", "condemnation")).lines[0]).toBe(
      "condemnations by 7 states, EU and NATO",
    );
  });

  test("tally --reciprocal is of what was done in answer and of nothing else", async () => {
    const { lines } = await ask("tally", "salisbury-2018", "--reciprocal");
    expect(lines[0]).toBe("In answer: 145 expulsions by RUS");
    expect(lines).toContain("USA             60");
  });

  test("tally --breadth says members, groups and shares with their days", async () => {
    const { lines, json } = await ask("tally", "salisbury-2018", "--breadth");
    expect(json).toBeNull();
    expect(lines).toContain("Breadth: 30 of 49 members of the community");
    expect(lines).toContain("NATO       21  29  BGR GRC ISL LUX PRT SVK SVN TUR");
    expect(lines.at(-1)).toBe("Groups as of 2018-03-29, weights as of 2018-03-26.");
    const bare = join(folder, "case.json");
    writeFileSync(bare, readFileSync("scenarios/salisbury-2018/case.json"));
    expect((await ask("tally", bare, "--breadth")).code).toBe("NOT_FOUND");
    expect((await ask("tally", bare, "--rule", "all,among=EU")).code).toBe("RULE_UNKNOWN");
  });

  test("clocks and curve count from the act, under a stated rule", async () => {
    const { json } = await ask("clocks", "salisbury-2018", "--json");
    expect(json).toMatchObject({
      rule: "all",
      clocks: { firstMeasure: { days: 10 }, tenthMember: { days: 22 }, tZero: null },
    });
    expect((await ask("clocks", "litvinenko-2006")).lines).toContainEqual(
      expect.stringMatching(/^tenth member +not known here$/),
    );
    expect((await ask("curve", "salisbury-2018")).lines).toContain(" 22  2018-03-26       23      137");
    expect((await ask("curve", "litvinenko-2006", "--json")).json).toMatchObject({
      curve: [{ day: 257, members: 1, persons: 4 }],
    });
  });

  test("compare sets any cases side by side", async () => {
    const own = join(folder, "own.json");
    const incident = { date: "2031-02-01", host_state: "DNK" };
    const row = {
      id: "1",
      actor: "SWE",
      actor_type: "state",
      kind: "expulsion",
      count: 2,
      announced: "2031-02-03",
    };
    writeFileSync(
      own,
      JSON.stringify({
        schema: "coalition-case/1",
        id: "nordhavn-2031",
        title: "N",
        incident,
        measures: [row],
      }),
    );
    const { json } = await ask("compare", "salisbury-2018", "litvinenko-2006", own, "--json");
    expect(json).toMatchObject([
      { id: "salisbury-2018", persons: 153, firstMeasureDay: 10, tenthMemberDay: 22 },
      { id: "litvinenko-2006", persons: 4, firstMeasureDay: 257, tenthMemberDay: null },
      { id: "nordhavn-2031", persons: 2, firstMeasureDay: 2, tenthMemberDay: null },
    ]);
    expect((await ask("compare")).lines[0]).toMatch(/^case +act +expulsion/);
    expect((await ask("compare", "--rule", "all,among=EU")).code).toBe("REQUEST_INVALID");
  });

  test("counts names the rule of each published count, or says why none gives it", async () => {
    const { lines } = await ask("counts", "salisbury-2018");
    expect(lines.at(-1)).toBe(
      "24 published counts: during-the-day 6, reproduced 12, evening-before 2, other-scope 1, not-reproduced 1, no-figure 2.",
    );
    const tass = lines.indexOf("2018-03-28  TASS: 26 states, 62 persons");
    expect(lines[tass + 1]).toBe(
      "  reproduced, states-without-lead,except=USA: counts every state that took the measure except GBR, whose case it is, and no organisation; leaves out USA",
    );
    const { json } = await ask("counts", "litvinenko-2006", "--json");
    expect(json).toMatchObject([
      { verdict: "reproduced" },
      { verdict: "no-figure" },
      { verdict: "no-figure" },
    ]);
  });
});

describe("entente measure", () => {
  const measure = (verb: string, ...words: string[]) =>
    run("measure", verb, "--case", "salisbury-2018", "--data", data, ...words);

  test("kinds lists the built-in ones, and with a case those of its community", async () => {
    expect((await run("measure", "kinds")).lines[1]).toBe(
      "expulsion                expulsion                expulsions                persons",
    );
    const own = await measure("kinds", "--seat", "GBR/desk", "--json");
    expect((own.json as { id: string }[]).at(-1)?.id).toBe("snub");
    expect((await run("measure", "kinds", "--seat", "GBR/desk")).code).toBe("REQUEST_INVALID");
  });

  test("add records, --beside contradicts, --reciprocal keeps apart, and list shows all of it", async () => {
    const words = ["--kind", "expulsion", "--actor", "DEU", "--count", "4", "--announced", "2018-03-26"];
    const desk = ["--seat", "GBR/desk"];
    const said = await measure("add", ...desk, ...words, "--source", "ctv", "aje", "--confidence", "medium");
    expect(said.lines[0]).toBe("Recorded salisbury-2018/added-001.");
    const beside = [
      "--beside",
      "salisbury-2018/added-001",
      "--count",
      "5",
      "--source",
      "https://example.org/x",
    ];
    expect((await measure("add", ...desk, ...beside)).lines[0]).toBe(
      "Recorded beside salisbury-2018/added-001: it now has 2 figures.",
    );
    const answer = [
      "--reciprocal",
      "--kind",
      "expulsion",
      "--actor",
      "RUS",
      "--target",
      "DEU",
      "--source",
      "ctv",
    ];
    expect(
      (await measure("add", ...desk, ...answer, "--count", "4", "--announced", "2018-03")).code,
    ).toBeNull();
    const { lines } = await measure("list", ...desk);
    expect(lines.at(-1)).toBe("1 measure, 1 in answer.");
    const { json } = await measure("list", ...desk, "--json");
    expect(json).toMatchObject({
      measures: [{ actor: "DEU", count: 4, alternatives: [{ count: 5, confidence: "low" }] }],
      reciprocal: [{ actor: "RUS", target: "DEU", count: 4 }],
    });
  });

  test("add says what is missing, and who may", async () => {
    const desk = ["--seat", "GBR/desk"];
    const snub = ["--kind", "snub", "--actor", "NOR", "--announced", "2018-03-26", "--source", "ctv"];
    expect((await measure("add", ...desk, "--kind", "snub")).code).toBe("REQUEST_INVALID");
    expect((await measure("add", ...desk, ...snub, "--count", "many")).code).toBe("REQUEST_INVALID");
    expect((await measure("add", ...desk, "--beside", "x", "--kind", "snub")).code).toBe("REQUEST_INVALID");
    expect((await measure("add", ...desk, "--beside", "x")).code).toBe("REQUEST_INVALID");
    expect((await measure("add", "--seat", "SWE/desk", ...snub)).code).toBe("NOT_FOUND");
    expect((await measure("add", "--seat", "NOR/desk", ...snub)).code).toBeNull();
    expect((await measure("list", "--seat", "NOR/desk", "--kind", "snub")).lines.at(-1)).toBe(
      "1 measure, 0 in answer.",
    );
  });
});
