// What is said of refusals: enough to see an attack, and nothing that was asked for.
import type { FastifyRequest } from "fastify";
import { describe, expect, test } from "vitest";
import { readSeat } from "../access/index.ts";
import type { Caller } from "../access/index.ts";
import { openRefusals } from "./refusals.ts";

const seated = (seat: string): Caller => ({
  ...{ kind: "seat", by: "session", seat: readSeat(seat), person: "p", credential: "c" },
  ...{ scopes: null, cases: "all" },
});
const asking = (caller: Caller | undefined, operationId = "cut.read") =>
  ({
    ...{ caller, ip: "192.0.2.7", url: "/api/cases/strelsau/cuts/secret-name", params: { case: "strelsau" } },
    routeOptions: { schema: { operationId } },
  }) as unknown as FastifyRequest;
const open = () => {
  const lines: string[] = [];
  let ms = Date.parse("2026-01-01T00:00:00Z");
  const { note } = openRefusals({ say: (line) => void lines.push(line), now: () => ms });
  return { lines, note, wait: (more: number) => void (ms += more) };
};

describe("a refusal", () => {
  test("is said with its code, its route and who asked from where, and with nothing of what was asked for", () => {
    const { lines, note } = open();
    note(asking(seated("EST/desk/mart")), "NOT_FOUND");
    note(asking(undefined), "SIGN_IN_NEEDED");
    expect(lines).toEqual([
      "entente: refused at 2026-01-01T00:00:00.000Z: NOT_FOUND: cut.read, EST/desk/mart, from 192.0.2.7",
      "entente: refused at 2026-01-01T00:00:00.000Z: SIGN_IN_NEEDED: cut.read, nobody, from 192.0.2.7",
    ]);
    expect(lines.join()).not.toMatch(/strelsau|secret-name/);
  });

  test("is not said of what is no refusal, nor of who plays an exercise", () => {
    const { lines, note } = open();
    note(asking(seated("EST/desk/mart")), "DATABASE_BUSY");
    note(asking({ kind: "exercise-control", seat: null, at: null }), "NOT_FOUND");
    expect(lines).toEqual([]);
  });

  test("that comes again and again is said once a minute, and then how often", () => {
    const { lines, note, wait } = open();
    for (let time = 0; time < 50; time += 1) note(asking(undefined), "SIGN_IN_NEEDED");
    expect(lines).toHaveLength(1);
    wait(60_000);
    note(asking(undefined), "SIGN_IN_NEEDED");
    expect(lines.slice(1)).toEqual([
      "entente: 49 more were refused in the minute before 2026-01-01T00:01:00.000Z",
      "entente: refused at 2026-01-01T00:01:00.000Z: SIGN_IN_NEEDED: cut.read, nobody, from 192.0.2.7",
    ]);
  });

  test("of many kinds at once does not fill the disk", () => {
    const { lines, note } = open();
    for (let kind = 0; kind < 1000; kind += 1) note(asking(undefined, `route.${kind}`), "REQUEST_INVALID");
    expect(lines).toHaveLength(200);
  });
});
