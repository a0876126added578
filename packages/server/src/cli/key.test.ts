// `entente key` as typed, on a node that has released something.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { addKeyCommands } from "./key.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const type = openTyping(addKeyCommands);
let desk: ReleaseDesk;
const key = (...words: readonly string[]): Promise<Said> => type("key", ...words, "--data", desk.folder);

beforeAll(async () => {
  desk = await openReleaseDesk();
  await desk.draft("note", TEXT);
  await desk.release("note", ["DEU", "EST"]);
  // Commands open the node themselves, and keep its ledger's name: the node of the fixture has another.
  desk.announce();
});
afterAll(() => desk.close());

describe("keys on the command line", () => {
  test("are listed with their fingerprints in words, and no private half", async () => {
    const { lines, exit } = await key("list");
    expect(exit).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^GBR +authority|^GBR +issuer/);
    expect(lines.join("\n")).toMatch(/generation 1 +in use/);
  });

  test("are drilled without a trace", async () => {
    const { lines, exit } = await key("drill", "--case", desk.row.slug);
    expect(exit).toBe(0);
    expect(lines.filter((line) => line.includes("every verdict as it must be"))).toHaveLength(4);
    expect((await key("list", "--statements")).lines).toEqual([]);
    expect(await key("drill", "--case", "nowhere")).toMatchObject({ code: "NOT_FOUND" });
  });

  test("are rotated and revoked, each by a statement that readers can be given", async () => {
    const rotated = await key("rotate", "GBR", "--purpose", "authority");
    expect(rotated.lines[0]).toContain("is in use");
    const revoked = await key("revoke", "GBR", "--purpose", "authority", "--generation", "1");
    expect(revoked.lines[0]).toContain("Generation 1 of the authority key of GBR is revoked");
    const { json } = await key("list", "--json");
    const keys = json["keys"] as readonly { purpose: string; number: number; state: string }[];
    const states = keys
      .filter((one) => one.purpose === "authority")
      .map(({ number, state }) => [number, state]);
    expect(states).toEqual([
      [1, "revoked"],
      [2, "in use"],
    ]);
    expect((await key("list", "--statements")).lines).toHaveLength(2);
    expect(await key("revoke", "GBR", "--purpose", "authority", "--generation", "1")).toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    expect(await key("rotate", "GBR", "--purpose", "ledger")).toMatchObject({ code: "REQUEST_INVALID" });
    expect(await key("revoke", "GBR", "--purpose", "issuer", "--generation", "one")).toMatchObject({
      code: "REQUEST_INVALID",
    });
  });
});
