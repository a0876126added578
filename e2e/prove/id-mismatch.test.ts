import { describe, expect, it } from "vitest";
import { judgeEffects } from "./effects.ts";
import type { Belonging, Doer, Effect } from "./effects.ts";
import { judgeAnswer, proof } from "./id-mismatch.proof.ts";

const HERE = "00000000-0000-4000-8000-00000000000a";
const THERE = "00000000-0000-4000-8000-00000000000b";
const APPROACH = "00000000-0000-4000-8000-00000000000c";
const PERSON = "00000000-0000-4000-8000-00000000000d";
const LATVIAN = "00000000-0000-4000-8000-00000000000e";
const known = new Map<string, Belonging>([
  [HERE, { case: HERE, member: null, person: null }],
  [THERE, { case: THERE, member: null, person: null }],
  [APPROACH, { case: HERE, member: "LVA", person: null }],
  [PERSON, { case: null, member: "EST", person: PERSON }],
  [LATVIAN, { case: null, member: "LVA", person: LATVIAN }],
]);
const doer: Doer = { seat: "EST/desk/p.desk", person: PERSON, session: "s", leads: false, case: HERE };
const lead: Doer = { ...doer, seat: "GBR/desk/p.desk", leads: true };
const added = (table: string, after: Record<string, unknown>): Effect => ({ table, before: null, after });

describe("id-mismatch", () => {
  it("finds no fault with what is the doer's own", () => {
    const own = [
      added("journal", { case_id: HERE, seat: doer.seat }),
      added("pledge_version", { case_id: HERE, member: "EST", placed_by: doer.seat }),
    ];
    expect(judgeEffects(own, doer, known)).toBeNull();
    expect(
      judgeEffects(
        [added("question_answer", { approach_id: APPROACH, answered_by: lead.seat })],
        lead,
        known,
      ),
    ).toBeNull();
  });

  it.each([
    ["another member's row", doer, added("pledge_version", { case_id: HERE, member: "LVA" })],
    ["a row of what is another member's", doer, added("question", { approach_id: APPROACH })],
    ["a row of another case", lead, added("document", { case_id: THERE })],
    ["what the lead says for a member", lead, added("position", { approach_id: APPROACH })],
    [
      "a row that is gone",
      doer,
      { table: "readiness", before: { case_id: HERE, member: "LVA" }, after: null },
    ],
    ["an act in another's name", doer, added("journal", { case_id: HERE, seat: "EST/drafter/p.drafter" })],
    ["another person's session", doer, added("session", { person_id: LATVIAN, member: "LVA" })],
    ["a step-up of another session", doer, added("step_up", { session: "other", person: PERSON })],
    ["a row nobody knows whose it is", doer, added("new_table", { what: "x" })],
  ])("finds %s", (_name, by, effect) => {
    expect(judgeEffects([effect], by, known)).not.toBeNull();
  });

  it("finds what was told of another's", () => {
    const secrets = [{ text: "kanari", slug: "strelsau", readers: ["LVA"] }];
    const about = { sent: "", secrets, belongings: known, doer, inCase: "strelsau" };
    expect(judgeAnswer("nothing", about)).toBeNull();
    expect(judgeAnswer("a kanari sings", about)).not.toBeNull();
    expect(judgeAnswer(`{"id":"${APPROACH}"}`, about)).not.toBeNull();
    expect(judgeAnswer(`{"id":"${APPROACH}"}`, { ...about, sent: APPROACH })).toBeNull();
    expect(judgeAnswer("a kanari sings", { ...about, doer: lead, inCase: "zenda" })).not.toBeNull();
  });

  it(`${proof.smallCases} requests change and read nothing of others`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
