import fc from "fast-check";
import { describe, expect, test } from "vitest";
import invalidVectors from "../../../../vectors/kinds/kinds_invalid.json" with { type: "json" };
import validVectors from "../../../../vectors/kinds/kinds_valid.json" with { type: "json" };
import { InputError } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { builtInKinds, findKind, readKinds, sayMeasure } from "./index.ts";

function refusalOf(value: JsonValue | undefined): InputError {
  try {
    readKinds(value, "kinds");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("the list was read");
}

describe("kinds a community adds", () => {
  test.each(validVectors.cases)("$name", ({ kinds, say }) => {
    const known = readKinds(kinds, "kinds");
    expect(known.slice(0, builtInKinds.length)).toEqual(builtInKinds);
    expect(known.slice(builtInKinds.length)).toEqual(kinds);
    for (const [id = "", one, three, unknown] of say) {
      expect(sayMeasure(known, id, 1)).toBe(one);
      expect(sayMeasure(known, id, 3)).toBe(three);
      expect(sayMeasure(known, id, null)).toBe(unknown);
    }
  });

  test.each(invalidVectors.cases)("refused: $reason", ({ path, value }) => {
    const error = refusalOf(value);
    expect(error.code).toBe("KIND_INVALID");
    expect(error.message.slice(0, path.length)).toBe(path);
  });

  test("absent is not an empty list", () => {
    expect(refusalOf(undefined).code).toBe("KIND_INVALID");
  });

  test("any JSON is read or refused with KIND_INVALID, also in any one member", () => {
    const row = {
      id: "port-call-refused",
      one: "port call refused",
      many: "port calls refused",
      counted: true,
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(row)), (json, key) => {
        for (const value of [json, [json], [{ ...row, [key]: json }]] as JsonValue[]) {
          try {
            readKinds(value, "kinds");
          } catch (error) {
            expect((error as InputError).code).toBe("KIND_INVALID");
          }
        }
      }),
    );
  });
});

describe("the built-in kinds", () => {
  test("cover what the vocabulary promises", () => {
    const ids = builtInKinds.map(({ id }) => id);
    for (const id of [
      "expulsion",
      "accreditation-denied",
      "ambassador-recalled",
      "consulate-closure",
      "entry-ban",
      "asset-freeze",
      "sanction",
      "bilateral-suspension",
      "event-boycott",
      "condemnation",
      "attribution",
      "legal",
      "technical-finding",
    ])
      expect(ids).toContain(id);
  });

  test("share neither an id nor a wording", () => {
    const ids = builtInKinds.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const wordings = builtInKinds.flatMap(({ one, many }) => [...new Set([one, many])]);
    expect(new Set(wordings).size).toBe(wordings.length);
  });

  test("are found by id, and what nobody described is not", () => {
    expect(findKind(builtInKinds, "expulsion")?.many).toBe("expulsions");
    expect(findKind(builtInKinds, "__proto__")).toBeNull();
    expect(sayMeasure(builtInKinds, "none", 0)).toBe("no measure taken");
  });
});
