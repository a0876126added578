// Markings as STIX marking-definitions, by the vectors of vectors/markings and by their law: what is written is read back.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  builtInPolicies,
  parseBanner,
  printBanner,
  readMarkingDefinition,
  readMarkingDefinitions,
  writeMarkingDefinitions,
} from "./index.ts";
import { InputError } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { schemes, writableMarkings } from "./markings.fixture.ts";

function readVectors<Case>(name: string): Case[] {
  const url = new URL(`../../../../vectors/markings/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Case[] }).cases;
}

describe("marking-definitions", () => {
  it.each(
    readVectors<{ banner: string; definitions: JsonValue; written: boolean; reason: string }>(
      "definitions_valid",
    ),
  )("read as $banner: $reason", ({ banner, definitions, written }) => {
    const marking = readMarkingDefinitions(definitions, builtInPolicies);
    expect(printBanner(marking, builtInPolicies)).toBe(banner);
    const own = writeMarkingDefinitions(parseBanner(banner, builtInPolicies), builtInPolicies);
    if (written) expect(own).toEqual(definitions);
    else expect(own).not.toEqual(definitions);
  });

  it.each(readVectors<{ code: string; definitions: JsonValue; reason: string }>("definitions_invalid"))(
    "are refused with $code: $reason",
    ({ code, definitions }) => {
      expect(() => readMarkingDefinitions(definitions, builtInPolicies)).toThrow(
        expect.objectContaining({ code }) as Error,
      );
    },
  );

  it("are written so that the same marking is read from them", () => {
    fc.assert(
      fc.property(writableMarkings, (marking) => {
        expect(readMarkingDefinitions(writeMarkingDefinitions(marking, schemes), schemes)).toEqual(marking);
      }),
    );
  });

  it("are one for each term, and the same banner has the same id", () => {
    fc.assert(
      fc.property(writableMarkings, writableMarkings, (one, other) => {
        const [first, second] = [one, other].map(
          (marking) =>
            new Map(
              writeMarkingDefinitions(marking, schemes).map((definition, index) => [
                definition["id"],
                printBanner({ terms: marking.terms.slice(index, index + 1) }, schemes),
              ]),
            ),
        );
        expect(first?.size).toBe(one.terms.length);
        for (const [id, banner] of first ?? []) expect([undefined, banner]).toContain(second?.get(id));
      }),
    );
  });

  it("need the policy tlp in use for its colours", () => {
    const [green = null] = writeMarkingDefinitions(
      parseBanner("TLP:GREEN", builtInPolicies),
      builtInPolicies,
    );
    expect(() =>
      readMarkingDefinition(
        green,
        builtInPolicies.filter(({ id }) => id !== "tlp"),
      ),
    ).toThrow(expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error);
  });

  it("are not written for what has no spelling", () => {
    for (const marking of [
      { terms: [] },
      { terms: [{ policy: "xx", level: "A", caveats: [], oneOf: [], notes: [], releasableTo: [] }] },
    ])
      expect(() => writeMarkingDefinitions(marking, builtInPolicies)).toThrow(
        expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error,
      );
  });

  it("of any JSON give a marking or a coded error", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          readMarkingDefinitions(value as JsonValue, builtInPolicies);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
