// Recording measures on a real node: who may, what is refused, what stands side by side, and that nothing is overwritten.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { readCaseFile, tallyMeasures, tallyReciprocal } from "@entente/core/measures";
import { openSeatView, readSeat } from "../access/index.ts";
import { openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { readRows } from "../storage/index.ts";
import type { Transactor } from "../storage/index.ts";
import { readFacts, recordFigure, recordMeasure, recordMeasures } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const read = (name: string) =>
  readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
const factsJson = read("case.json");
const coalition = {
  format: "entente-coalition/1",
  kinds: [{ id: "port-call-refused", one: "port call refused", many: "port calls refused", counted: true }],
};
const at = readInstant("2018-03-28T18:00:00Z");
let node: Node;
let of: CaseRow;

beforeAll(async () => {
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  of = await node.database.transact((tx) =>
    openCase(tx, {
      keystore: node.keystore,
      seat: readSeat("GBR/drafter"),
      at: readInstant("2018-03-05T09:00:00Z"),
      factsJson,
      community: read("community.json"),
      coalition,
    }),
  );
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (seat: string) => ({ of, seat: readSeat(seat), at });
const row = (own: JsonObject = {}): JsonObject => ({
  actor: "DEU",
  actor_type: "state",
  kind: "expulsion",
  target: "RUS",
  count: 4,
  announced: "2018-03-26",
  in_tally: true,
  sources: ["ctv"],
  confidence: "high",
  ...own,
});
const add = (seat: string, own: JsonObject = {}, reciprocal = false) =>
  node.database.transact((tx) => recordMeasure(tx, as(seat), { row: row(own), reciprocal }));
const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "accepted",
    (error: unknown) => (error as { code?: unknown }).code,
  );
const facts = () =>
  node.database.read((reader) => readFacts(reader, openSeatView(readSeat("GBR/desk"), of), of));

describe("recording a case file day by day", () => {
  test("takes what was announced by the day, and what was done in answer apart", async () => {
    const through = (day: string) => (tx: Transactor) =>
      recordMeasures(tx, as("GBR/desk"), { facts: readCaseFile(factsJson), through: day });
    expect(await node.database.transact(through("2018-03-17"))).toBe(10);
    const early = await facts();
    expect([early.measures.length, early.reciprocal.length]).toEqual([9, 1]);
    expect(await node.database.transact(through("2018-03-28"))).toBe(47);
    expect(await node.database.transact(through("2018-03-28"))).toBe(0);
    const now = await facts();
    const tally = tallyMeasures({ caseFile: now, kind: "expulsion", rule: "all", groups: null, asOf: null });
    expect([tally.persons, tally.states, tally.conflicts.length]).toEqual([152, 28, 1]);
    expect(tallyReciprocal({ caseFile: now, kind: "expulsion", asOf: null }).persons).toBe(23);
  });

  test("goes on after measures were recorded by hand", async () => {
    const { id } = await add("GBR/desk", { actor: "ISL", kind: "technical-finding", count: null });
    expect(id).toMatch(/added-\d{3}$/);
    expect(readCaseFile(factsJson).measures.some((measure) => measure.id === id)).toBe(false);
  });

  test("is the lead's to do", async () => {
    const work = node.database.transact((tx) =>
      recordMeasures(tx, as("DEU/desk"), { facts: readCaseFile(factsJson), through: "all" }),
    );
    expect(await refusalOf(work)).toBe("FORBIDDEN");
  });
});

describe("recording one measure", () => {
  test("gives it the next free id, and it counts", async () => {
    const before = (await facts()).measures.length;
    const measure = await add("GBR/desk", { actor: "JPN", count: 2, sources: ["https://example.org/a"] });
    expect(measure.id).toMatch(/^salisbury-2018\/added-\d{3}$/);
    const after = await facts();
    expect(after.measures.length).toBe(before + 1);
    const tally = tallyMeasures({
      caseFile: after,
      kind: "expulsion",
      rule: "all",
      groups: null,
      asOf: null,
    });
    expect(tally.byActor["JPN"]).toBe(2);
  });

  test("in answer to the response it is kept apart", async () => {
    const measure = await add("GBR/desk", { actor: "RUS", target: "JPN", count: 2, in_tally: false }, true);
    const { measures, reciprocal } = await facts();
    expect(measures.some(({ id }) => id === measure.id)).toBe(false);
    expect(reciprocal.at(-1)).toEqual(measure);
  });

  test("of a kind the community adds, which goes out with the facts", async () => {
    await add("GBR/desk", { actor: "NOR", kind: "port-call-refused", count: 3 });
    expect((await facts()).kinds.at(-1)?.many).toBe("port calls refused");
  });

  test("a member records what it did itself, and nothing of others or in answer", async () => {
    expect((await add("NOR/desk", { actor: "NOR", kind: "condemnation", count: null })).actor).toBe("NOR");
    expect(await refusalOf(add("NOR/desk", { actor: "SWE" }))).toBe("FORBIDDEN");
    expect(await refusalOf(add("NOR/desk", { actor: "NOR", in_tally: false }, true))).toBe("FORBIDDEN");
    expect(await refusalOf(add("GBR/release-authority"))).toBe("FORBIDDEN");
    expect(await refusalOf(add("NOR/release-authority", { actor: "NOR" }))).toBe("FORBIDDEN");
  });

  test.each([
    ["no source", { sources: [] }, "REQUEST_INVALID"],
    ["a source nobody can go to", { sources: ["a friend"] }, "REQUEST_INVALID"],
    ["an address of another scheme", { sources: ["javascript:alert(1)"] }, "REQUEST_INVALID"],
    ["a kind nobody described", { kind: "stern-look" }, "REQUEST_INVALID"],
    ["a day that has not come", { announced: "2018-03-29" }, "REQUEST_INVALID"],
    ["a month that has not come", { announced: "2018-04" }, "REQUEST_INVALID"],
    ["a day that is none", { announced: "2018-02-30" }, "CASE_INVALID"],
    ["less than nobody", { count: -1 }, "CASE_INVALID"],
    ["a confidence without a name", { confidence: "certain" }, "CASE_INVALID"],
    ["an actor of another nature than before", { actor: "NATO" }, "CASE_INVALID"],
  ] as const)("refuses %s and writes nothing", async (_, own, code) => {
    const before = await facts();
    expect(await refusalOf(add("GBR/desk", own as JsonObject))).toBe(code);
    expect(await facts()).toEqual(before);
  });
});

describe("figures that contradict each other", () => {
  const beside = (seat: string, measure: string, figure: JsonObject) =>
    node.database.transact((tx) => recordFigure(tx, as(seat), { measure, figure }));
  const better = { count: 5, sources: ["ctv", "aje"], confidence: "high" };

  test("stand side by side, and the tally takes the better supported one and says why", async () => {
    const { id } = await add("GBR/desk", { actor: "CHE", count: 3, confidence: "medium" });
    const measure = await beside("GBR/drafter", id, better);
    expect([measure.count, measure.alternatives.map(({ count }) => count)]).toEqual([3, [5]]);
    await beside("GBR/drafter", id, { count: 9, sources: ["ctv"], confidence: "low" });
    const caseFile = await facts();
    const tally = tallyMeasures({ caseFile, kind: "expulsion", rule: "all", groups: null, asOf: null });
    const conflict = tally.conflicts.find((one) => one.id === id);
    expect(tally.byActor["CHE"]).toBe(5);
    expect(conflict?.others.map(({ count }) => count)).toEqual([3, 9]);
    expect(conflict?.why).toBe("its confidence is high, that of the next medium");
  });

  test("need a source, a measure that is there, and somebody who may", async () => {
    const id = "salisbury-2018/m025";
    expect(await refusalOf(beside("GBR/desk", id, { count: 1, sources: [], confidence: "high" }))).toBe(
      "CASE_INVALID",
    );
    expect(await refusalOf(beside("GBR/desk", id, { ...better, sources: ["hearsay"] }))).toBe(
      "REQUEST_INVALID",
    );
    expect(await refusalOf(beside("GBR/desk", "salisbury-2018/m999", better))).toBe("NOT_FOUND");
    expect(await refusalOf(beside("DEU/desk", id, better))).toBe("FORBIDDEN");
    expect(await refusalOf(beside("ALB/desk", id, better))).toBe("accepted");
  });

  test("cannot be changed or taken back by the program's own role", async () => {
    const change = (text: string) =>
      node.database
        .transact((tx) => readRows(tx, sql.raw(text)))
        .then(
          () => "accepted",
          () => "refused",
        );
    expect(await change("update entente.measure_figure set count = 1 returning 1")).toBe("refused");
    expect(await change("delete from entente.measure_figure returning 1")).toBe("refused");
    expect(await change("update entente.measure set count = 1 returning 1")).toBe("refused");
  });
});
