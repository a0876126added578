import { expect, test } from "vitest";
import { writePayloads } from "./xss-payloads.ts";

test("no payload's mark stands in another payload: what is found belongs to one", () => {
  const payloads = writePayloads(7, 2000);
  const all = payloads.map(({ text }) => text).join("\n");
  expect(payloads.filter(({ mark }) => all.split(mark).length !== 2)).toEqual([]);
});
