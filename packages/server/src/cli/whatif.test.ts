// `entente whatif` as typed, on a file and on a case of a node: what each question answers, as lines and as JSON, and what is
// refused. A sealed pledge changes no answer.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { readSeat } from "../access/index.ts";
import { communityOf, findCase, openCase } from "../cases/index.ts";
import { drawSalt } from "../ledger/index.ts";
import { openExerciseNode } from "../node.ts";
import { placePledge } from "../pledges/index.ts";
import { addWhatIfCommands } from "./whatif.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "node");
const file = join(folder, "pledges.json");

const expulsions = (member: string, ...levels: readonly (readonly [number, object])[]): object => ({
  member,
  levels: levels.map(([count, condition]) => ({ measures: [{ kind: "expulsion", count }], condition })),
});

beforeAll(() => {
  const pledges = [
    expulsions("GBR", [23, { always: true }]),
    expulsions("DEU", [4, { named: ["FRA"] }]),
    expulsions("FRA", [4, { named: ["DEU"] }]),
    expulsions(
      "EST",
      [1, { members: { atLeast: 2 } }],
      [2, { total: { measure: "expulsion", atLeast: 100 } }],
    ),
    expulsions("NOR", [1, { members: { atLeast: 3, of: ["NORDIC"] } }]),
  ];
  const groups = { NORDIC: ["DNK", "FIN", "ISL", "NOR", "SWE"] };
  writeFileSync(file, JSON.stringify({ format: "entente-pledges/1", groups, pledges }));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const type = openTyping(addWhatIfCommands);
const run = (...words: string[]): Promise<Said> => type("whatif", ...words);

const ask = (...words: string[]): Promise<Said> => run(...words, "--file", file);

describe("entente whatif on a file", () => {
  test("says at once who stops without a member", async () => {
    const { lines, exit } = await ask("--withdraws", "FRA");
    expect(exit).toBe(0);
    expect(lines).toEqual([
      "Without FRA: 1 acts instead of 4; DEU, EST stop.",
      "23 expulsions instead of 32.",
      "",
      "member  level now  then",
      "DEU     1          -     follows",
      "EST     1          -     follows",
      "FRA     1          -     asked about",
    ]);
  });

  test("takes several changes together: a member without pledge, a bare act, a level, a withdrawal", async () => {
    const { lines } = await ask(
      ...["--joins", "DNK,FIN", "--joins", "SWE: 60 expulsions", "--raises", "EST: 2", "--withdraws", "DEU"],
    );
    expect(lines.slice(0, 2)).toEqual([
      "Without DEU, with DNK, FIN, SWE doing 60 expulsions and EST at level 2: 6 act instead of 4; FRA stops; NOR begins.",
      "86 expulsions instead of 32.",
    ]);
    const { json } = await ask("--joins", "DNK", "--json");
    expect(json).toEqual({
      changes: [{ kind: "offers", member: "DNK", measures: [] }],
      before: { acting: 4, totals: { expulsion: 32 } },
      after: { acting: 5, totals: { expulsion: 32 } },
      changed: [{ member: "DNK", from: 0, to: 1 }],
      followed: [],
      limits: null,
    });
  });

  test("asks about every member when nothing is said", async () => {
    const { lines } = await ask();
    expect(lines).toEqual([
      "4 act now.",
      "",
      "if                    act  then",
      "DEU  withdraws          1  EST, FRA stop",
      "EST  withdraws          3  nobody else changes",
      "EST  acts at level 2    4  nobody else changes",
      "FRA  withdraws          1  DEU, EST stop",
      "GBR  withdraws          3  nobody else changes",
      "NOR  acts at level 1    5  nobody else changes",
    ]);
  });

  test("lists keystones, and whose withdrawal alone misses a target", async () => {
    const { lines } = await ask("keystones", "--target", "20 expulsions");
    expect(lines).toEqual([
      "4 act. The target, 20 expulsions, is met: 32 of 20.",
      "",
      "without  act  lost  target    then",
      "DEU        1     3  23        EST, FRA stop",
      "FRA        1     3  23        DEU, EST stop",
      "GBR        3     1  below, 9  nobody else changes",
    ]);
    expect((await ask("keystones")).lines[0]).toBe("4 act.");
    const { json } = await ask("keystones", "--json");
    expect(json).toMatchObject({
      target: null,
      acting: 4,
      keystones: [{ member: "DEU", acting: 1 }, { member: "FRA" }],
    });
  });

  test("counts the withdrawals a target bears, and says what is proved", async () => {
    const { lines } = await ask("robustness", "--target", "2");
    expect(lines).toEqual([
      "1 withdrawal takes the coalition below its target, 2 members: DEU.",
      "1 acts instead of 4; EST, FRA stop.",
      expect.stringMatching(/^Exact: with nobody gone it is met/),
    ]);
    const two = await ask("robustness", "--target", "1", "--json");
    expect(two.json).toMatchObject({ withdrawals: ["DEU", "GBR"], atLeast: 2, exact: true });
    const lead = await ask("robustness", "--target", "20 expulsions", "--staying", "GBR");
    expect(lead.lines).toEqual(["The target, 20 expulsions, is met even if everyone withdraws who may."]);
    const unmet = await ask("robustness", "--target", "GBR,NOR");
    expect(unmet.lines).toEqual(["The target, GBR and NOR, is not met even with everyone: 1 of 2."]);
  });

  test("finds the cheapest to persuade, with costs, offers and members not to ask", async () => {
    const plain = await ask("persuade", "--target", "5 members");
    expect(plain.lines).toEqual([
      "Persuade NOR, at a cost of 1: 5 act instead of 4; nobody else changes.",
      "",
      "persuade  to level  doing        cost",
      "NOR       1         1 expulsion     1",
      "",
      "Exact: nothing that reaches the target costs less.",
    ]);
    const { json } = await ask(
      ...[
        "persuade",
        "--target",
        "8",
        "--also",
        "DNK,FIN",
        "--also",
        "SWE: 2 expulsions",
        "--costs",
        "NOR=9",
        "--json",
      ],
    );
    expect(json).toMatchObject({ method: "exact", cost: 3, atLeast: 3, limits: null });
    const never = await ask("persuade", "--target", "5", "--never", "NOR");
    expect([never.exit, never.lines]).toEqual([
      1,
      ["The target, 5 members, is out of reach: with everybody persuaded it is 4 of 5."],
    ]);
    const met = await ask("persuade", "--target", "3");
    expect(met.lines).toEqual(["The target, 3 members, is met without persuading anybody: 4 of 3."]);
    const level = await ask(
      "persuade",
      "--target",
      "33 expulsions",
      "--levels",
      "EST=2",
      "--never",
      "NOR",
      "--json",
    );
    expect(level.json).toMatchObject({ persuaded: [{ member: "EST", level: 2, cost: 1 }] });
  });

  test.each([
    [["--withdraws", "ITA"], "WHAT_IF_INVALID", /ITA is nowhere in these pledges/],
    [["--withdraws", "DNK"], "WHAT_IF_INVALID", /DNK has no open pledge/],
    [["--withdraws", "DEU: 3"], "WHAT_IF_INVALID", /withdraws as a whole/],
    [["--raises", "GBR"], "WHAT_IF_INVALID", /highest level/],
    [["--joins", "FIN: 3 dances"], "PLEDGE_INVALID", /kind of measure/],
    [["keystones", "--target", "0"], "WHAT_IF_INVALID", /at least 1/],
    [["keystones", "--target", "2 expulsions and 1 condemnation"], "WHAT_IF_INVALID", /one measure/],
    [["persuade", "--target", "5", "--costs", "NOR"], "WHAT_IF_INVALID", /a member and a whole number/],
    [["persuade", "--target", "5", "--costs", "NOR=1,NOR=2"], "WHAT_IF_INVALID", /twice/],
    [["persuade", "--target", "5", "--levels", "ITA=1"], "WHAT_IF_INVALID", /ITA is nowhere/],
    [["robustness", "--target", "2", "--effort", "some"], "USAGE", /--effort/],
    [["--case", "salisbury-2018"], "USAGE", /--file goes without/],
  ])("refuses %j", async (words, code, message) => {
    const said = await ask(...words);
    expect([said.exit, said.code, said.lines]).toEqual([2, code, []]);
    expect(said.message).toMatch(message);
  });

  test("wants a file or a case", async () => {
    expect((await run("--withdraws", "DEU")).code).toBe("USAGE");
  });
});

describe("entente whatif on a case", () => {
  const CASE = ["--case", "salisbury-2018", "--data", data];

  beforeAll(async () => {
    const node = await openExerciseNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
    const read = (name: string) =>
      readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
    const [factsJson, community] = [read("case.json"), read("community.json")];
    const at = readInstant("2018-03-12T09:00:00Z");
    await node.database.transact((tx) =>
      openCase(tx, {
        seat: readSeat("GBR/drafter"),
        keystore: node.keystore,
        at,
        factsJson,
        community,
        coalition: null,
      }),
    );
    for (const [member, text, sealed] of [
      ["GBR", "23 expulsions always", false],
      ["DEU", "4 expulsions if FRA acts", false],
      ["FRA", "4 expulsions if DEU acts", false],
      ["EST", "1 expulsion if at least 4 others act", false],
      ["POL", "4 expulsions always", true],
    ] as const)
      await node.database.transact(async (tx) => {
        const of = await findCase(tx, "salisbury-2018");
        if (of === null) throw new Error("the case is not there");
        await placePledge(
          tx,
          { of, seat: readSeat(`${member}/desk`), at },
          {
            source: { text },
            authority: "desk",
            validUntil: null,
            sealed: sealed ? { salt: drawSalt() } : null,
            community: communityOf(of),
            kinds: builtInKinds,
            keystore: node.keystore,
          },
        );
      });
    await node.close();
  });

  test("takes open pledges only, and says so", async () => {
    const { lines, code, message } = await run("--withdraws", "FRA", ...CASE, "--seat", "GBR/desk");
    expect([code, message]).toEqual([null, ""]);
    expect(lines[0]).toBe("Without FRA: 1 acts instead of 3; DEU stops.");
    expect(lines.at(-1)).toBe(
      "Of open pledges that are valid now; sealed ones take no part, and whether there are any does not show.",
    );
    // Poland's sealed pledge would have been the fourth of the others Estonia waits for.
    const { json } = await run("--joins", "POL", ...CASE, "--seat", "GBR/desk", "--json");
    expect(json).toMatchObject({
      changes: [{ kind: "offers", member: "POL", measures: [] }],
      before: { acting: 3 },
      followed: [{ member: "EST", from: 0, to: 1 }],
    });
    const withdrawn = await run("--withdraws", "POL", ...CASE, "--seat", "GBR/desk");
    const nobody = await run("--withdraws", "SWE", ...CASE, "--seat", "GBR/desk");
    expect(withdrawn.message.replaceAll("POL", "SWE")).toBe(nobody.message);
  });

  test.each(["DEU/desk", "GBR/drafter"])(
    "answers the lead's desk and release authority, and not %s",
    async (seat) => {
      expect(await run("keystones", ...CASE, "--seat", seat)).toMatchObject({ code: "NOT_FOUND", lines: [] });
    },
  );

  test("persuades members of the community for a target", async () => {
    const { json } = await run(
      ...["persuade", "--target", "5", "--also", "SWE", ...CASE],
      "--seat",
      "GBR/desk",
      "--json",
    );
    // Sweden brings Estonia with it; Estonia alone would not be enough.
    expect(json).toMatchObject({ method: "exact", cost: 1, persuaded: [{ member: "SWE", measures: [] }] });
    expect(await run("--joins", "XYZ", ...CASE, "--seat", "GBR/desk")).toMatchObject({
      code: "WHAT_IF_INVALID",
    });
  });
});
