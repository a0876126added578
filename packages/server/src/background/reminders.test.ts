import { expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { findReminders } from "./index.ts";

const now = readInstant("2018-03-20T12:00:00Z");
const at = (text: string) => readInstant(`2018-03-${text}:00:00Z`);
const approach = { deliveredAt: at("14T09"), stated: null, waits: false };

test("members are reminded a day before their answer is due, the lead of questions it left, and who has not done all", () => {
  const found = findReminders({
    ...{ lead: "GBR", now, openedAt: at("19T00") },
    approaches: [
      { ...approach, id: "a1", member: "DEU", answerBy: at("21T12") },
      { ...approach, id: "a2", member: "EST", answerBy: at("21T13") },
      { ...approach, id: "a3", member: "FRA", answerBy: at("18T12"), stated: "considering" },
      { ...approach, id: "a4", member: "ITA", answerBy: at("18T12"), waits: true },
      { ...approach, id: "a5", member: "LVA", answerBy: at("18T12"), deliveredAt: null },
      { ...approach, id: "a6", member: "POL", answerBy: at("18T12") },
    ],
    questions: [
      { id: "q1", due: now, answer: null },
      { id: "q2", due: at("20T13"), answer: null },
      { id: "q3", due: at("10T13"), answer: { outcome: "answered" } },
    ],
    missing: [{ member: "NOR", kind: "expulsion" }],
  });
  expect(found.map(({ member, kind, subject, day }) => [member, kind, subject, day])).toEqual([
    ["DEU", "answer-by", "a1", "2018-03-20"],
    ["POL", "answer-by", "a6", "2018-03-20"],
    ["GBR", "question", "q1", "2018-03-20"],
    ["NOR", "measure", "expulsion", "2018-03-20"],
  ]);
});
