import { expect, test } from "vitest";
import { listSteps } from "./next-steps.ts";

type Overview = Parameters<typeof listSteps>[0];
const none: Overview = {
  cuts: [],
  questions: { asked: 0, answered: 0, open: [] },
  funnel: [],
  resolution: null,
  tZero: null,
  record: null,
};
const question = { member: "EST", text: "?", askedAt: "", due: "", late: true, place: null };
const cuts = [{}] as unknown as Overview["cuts"];
const tZero = (state: "set" | "armed" | "opened"): Overview["tZero"] =>
  ({
    state,
    readiness: { open: [{ item: "translated", members: ["EST", "FIN"] }] },
    done: null,
  }) as unknown as Overview["tZero"];
const names = (overview: Overview, standings: readonly string[] = []): readonly string[] =>
  listSteps(
    overview,
    standings.map((standing) => ({ standing })),
  ).map(({ name }) => name);

test("a case begins with a release, and then goes to the members", () => {
  expect(names(none)).toEqual(["release"]);
  expect(names({ ...none, cuts })).toEqual(["approach"]);
});

test("what waits is counted, and what waits too long", () => {
  const overview = {
    ...{
      ...none,
      cuts,
      questions: { asked: 2, answered: 0, open: [question, { ...question, late: false }] },
    },
    funnel: [
      { stage: "Approached", count: 4 },
      { stage: "Pledged", count: 3 },
    ],
  };
  const members = ["not delivered", "opened", "asked", "supportive"].map((standing) => ({ standing }));
  const counts = listSteps(overview, members).map(({ name, count, late }) => [name, count, late]);
  expect(counts).toEqual([
    ["deliver", 1, 0],
    ["answer", 2, 1],
    ["position", 2, 0],
    ["resolve", 3, 0],
  ]);
});

test("the instant is set, armed and opened, and then the record is published; nobody is asked for a position any more", () => {
  const funnel = [{ stage: "Approached", count: 1 }];
  const resolved = { ...none, cuts, funnel, resolution: { acting: 2, alone: 1 } };
  expect(names(resolved)).toEqual(["set"]);
  expect(listSteps({ ...resolved, tZero: tZero("set") }, [])[0]).toMatchObject({ name: "arm", count: 2 });
  expect(names({ ...resolved, tZero: tZero("armed") })).toEqual(["open"]);
  expect(names({ ...resolved, tZero: tZero("opened") }, ["opened"])).toEqual(["publish"]);
});
