// How far an event goes: never further than its sender let it, whatever it holds and however often it travels.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { readMispEvents } from "./index.ts";
import { afterHop, isWithin, meet, OWN_ONLY, readPartReach, readReach, writeReach } from "./reach.ts";
import type { Hop, Reach } from "./reach.ts";

const GROUPS = [1, 2, 3].map((of) => `00000000-0000-4000-8000-00000000000${of}`);
const uuid = fc.uuid();
const level = fc.constantFrom(
  "0",
  "1",
  "2",
  "3",
  "4",
  "5",
  0,
  1,
  2,
  3,
  4,
  5,
  "",
  "6",
  "-1",
  null,
  true,
  "all",
  " 3",
  "03",
);
const group = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...GROUPS).map((one) => ({ SharingGroup: { uuid: one, name: "A group" } })),
  fc.constantFrom(null, {}, { id: "4" }, { uuid: "4" }, "4").map((one) => ({ SharingGroup: one })),
);
const distributed = fc
  .tuple(fc.option(level, { nil: undefined }), group, fc.nat(9))
  .map(([distribution, of, id]) => ({
    ...(distribution === undefined ? {} : { distribution }),
    ...of,
    // A number of the sender's machine, which may be that of another group here.
    sharing_group_id: String(id),
  }));
const part = fc
  .tuple(distributed, uuid)
  .map(([of, id]) => ({ ...of, uuid: id, type: "domain", value: "a.example" }));
const object = fc
  .tuple(distributed, fc.array(part, { maxLength: 3 }))
  .map(([of, inside]) => ({ ...of, Attribute: inside }));
const event = fc
  .tuple(
    distributed,
    uuid,
    fc.array(part, { maxLength: 4 }),
    fc.array(object, { maxLength: 3 }),
    fc.array(part, { maxLength: 2 }),
  )
  .map(([of, id, Attribute, objects, reports]) => ({
    ...of,
    ...{ uuid: id, info: "An event", date: "2031-03-04", timestamp: "1900000000" },
    ...{ Attribute, Object: objects, EventReport: reports },
  }));
const hop = fc.constantFrom<Hop>("pull", "push");
const reach = fc.record({
  level: fc.constantFrom<Reach["level"]>(0, 1, 2, 3),
  groups: fc.subarray(GROUPS),
});

const receive = (value: JsonValue, by: Hop) => readMispEvents(JSON.stringify({ Event: value }), by)[0];
const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : [];

describe("reach", () => {
  test("is a meet: whom both reach, in any order, once or twice", () => {
    fc.assert(
      fc.property(reach, reach, reach, (a, b, c) => {
        expect(meet(a, b)).toEqual(meet(b, a));
        expect(meet(a, meet(b, c))).toEqual(meet(meet(a, b), c));
        expect(meet(a, a)).toEqual({ ...a, groups: [...a.groups].sort() });
        expect(isWithin(meet(a, b), a) && isWithin(meet(a, b), b)).toBe(true);
      }),
    );
  });

  test("shrinks with every hop until nobody else is left, unless it is for all or for a group", () => {
    fc.assert(
      fc.property(reach, hop, (a, by) => {
        expect(isWithin(afterHop(a, by), a)).toBe(true);
        if (a.level < 3) expect(afterHop(afterHop(a, "pull"), "pull").level).toBe(0);
      }),
    );
    expect(afterHop({ level: 2, groups: [] }, "pull").level).toBe(1);
    expect(afterHop({ level: 1, groups: [] }, "pull").level).toBe(0);
    expect(afterHop({ level: 1, groups: [] }, "push").level).toBe(1);
    expect(afterHop({ level: 2, groups: [] }, "push").level).toBe(1);
  });

  test("of what is missing, empty or not understood is nobody else", () => {
    for (const distribution of [undefined, null, "", "5", "6", "-1", "all", true, [], {}, 1.5, " 3"])
      expect(readReach(distribution === undefined ? {} : { distribution })).toEqual(OWN_ONLY);
    expect(readReach({ distribution: "4" })).toEqual(OWN_ONLY);
    expect(readReach({ distribution: "4", sharing_group_id: "7" })).toEqual(OWN_ONLY);
    expect(readReach({ distribution: "4", SharingGroup: { id: "7" } })).toEqual(OWN_ONLY);
  });

  test("that MISP cannot write is written as nobody else", () => {
    fc.assert(
      fc.property(reach, (a) => {
        const { distribution, group: of } = writeReach(a);
        const again = readReach({ distribution, ...(of === null ? {} : { SharingGroup: { uuid: of } }) });
        expect(isWithin(again, a)).toBe(true);
      }),
    );
  });
});

describe("an event that is received", () => {
  test("reaches no further than it did, nor any part of it further than the event", () => {
    let parts = 0;
    fc.assert(
      fc.property(event, hop, (sent, by) => {
        const got = receive(sent, by);
        if (got === undefined) throw new Error("no event");
        const before = readReach(sent);
        expect(isWithin(got.reach, before)).toBe(true);
        expect(isWithin(readReach(got.content), before)).toBe(true);
        for (const name of ["Attribute", "Object", "EventReport"] as const) {
          const here = listOf(got.content[name]);
          listOf(sent[name]).forEach((one, index) => {
            const now = readPartReach(here[index] ?? {}, got.reach);
            expect(isWithin(now, readPartReach(one, before))).toBe(true);
            expect(isWithin(now, got.reach)).toBe(true);
            // Written out in full: nothing is left to be worked out by who is less careful.
            expect(here[index]?.["distribution"]).toMatch(/^[0-4]$/);
            parts += 1;
          });
        }
      }),
      { numRuns: 300 },
    );
    expect(parts).toBeGreaterThan(300);
  });

  test("of any kind survives another hop without growing", () => {
    fc.assert(
      fc.property(event, hop, hop, (sent, first, second) => {
        const once = receive(sent, first);
        if (once === undefined) throw new Error("no event");
        const twice = receive(once.content, second);
        expect(twice !== undefined && isWithin(twice.reach, once.reach)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
