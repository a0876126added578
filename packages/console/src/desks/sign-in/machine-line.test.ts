import { expect, test } from "vitest";
import { readMachineLine } from "./machine-line.ts";

const line = {
  kind: "token",
  digest: "d".repeat(43),
  label: "wall display",
  scopes: ["board.show"],
  days: 30,
};

test("a line is read as it was printed, blanks around it included", () => {
  expect(readMachineLine(` ${JSON.stringify(line)}\n`)).toEqual(line);
  const certificate = { ...line, kind: "certificate", scopes: "all" };
  expect(readMachineLine(JSON.stringify(certificate))).toEqual(certificate);
});

test.each([
  ["", "nothing"],
  ["entente_abc", "a secret"],
  ["null", "null"],
  ["[]", "a list"],
  [JSON.stringify({ ...line, seat: "GBR/administrator/x" }), "something more"],
  [JSON.stringify({ ...line, kind: "session" }), "another kind"],
  [JSON.stringify({ ...line, digest: "short" }), "a short digest"],
  [JSON.stringify({ ...line, scopes: [] }), "no scopes"],
  [JSON.stringify({ ...line, scopes: [1] }), "scopes that are none"],
  [JSON.stringify({ ...line, days: "30" }), "days as text"],
  [JSON.stringify({ ...line, days: 1.5 }), "half a day"],
  [JSON.stringify(line).slice(0, -1), "half a line"],
])("%j is refused: %s", (text) => {
  expect(readMachineLine(text)).toBeNull();
});
