import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalize,
  dayNumber,
  daysBetween,
  decodeBase64,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  epochMilliseconds,
  InputError,
  lastDayOfMonth,
  parseCanonicalFile,
  parseJson,
  readDay,
  readInstant,
  readJson,
  utf8,
} from "./index.ts";
import type { JsonValue } from "./index.ts";

const code = (name: string): object => expect.objectContaining({ name: "InputError", code: name }) as object;
const codeOfFile = (text: string): string => {
  try {
    parseCanonicalFile(`${text}\n`);
    return "read";
  } catch (error) {
    return error instanceof InputError ? error.code : "no code";
  }
};
const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<JsonValue>;

describe("canonical JSON", () => {
  test("is recognised in text exactly when writing what was read gives the same text", () => {
    const spaces = fc.constantFrom("", "", "", " ", "\n", "\t");
    const plain = fc.constantFrom(
      "a",
      "b",
      "",
      "é",
      " : ",
      "true",
      "😀",
      "\u007f",
      "{",
      '"',
      "\\",
      "\n",
      "\ud800",
    );
    const value = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        plain.map((text) => JSON.stringify(text)),
        fc.constantFrom(
          "1",
          "-0",
          "1.0",
          "1e3",
          "1E400",
          "true",
          "null",
          '"\\u0061"',
          '"\\/"',
          "0.1",
          "1e21",
          "1e+21",
        ),
        fc
          .tuple(spaces, fc.array(tie("value"), { maxLength: 3 }))
          .map(([space, items]) => `[${items.join(`,${space}`)}]`),
        fc
          .tuple(spaces, spaces, fc.array(fc.tuple(plain, tie("value")), { maxLength: 4 }))
          .map(
            ([a, b, members]) =>
              `{${a}${members.map(([k, v]) => `${JSON.stringify(k)}${b}:${a}${v}`).join(",")}}`,
          ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (text) => {
        const names = (of: JsonValue): boolean => {
          try {
            return canonicalize(of) === text;
          } catch {
            return false;
          }
        };
        const expected = names(JSON.parse(text) as JsonValue);
        let read: boolean | string = "duplicate";
        try {
          read = readJson(text).canonical;
        } catch (error) {
          expect(error).toEqual(code("JSON_DUPLICATE_KEY"));
        }
        if (read === "duplicate") expect(expected).toBe(false);
        else expect(read).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  test("is never taken for what the host did not read, also where the host reads a name wrongly", () => {
    // Objects with such members make some hosts expect them, and then read another name that begins alike as this one.
    for (let index = 0; index < 100; index += 1) JSON.parse('{"":1,"\\\\":2}');
    for (const text of ['{"":1,"\\"":2}', '[{"":[],"\\"":{}}]', '{"":1,"\\n":2}', '{"":1,"\\\\":2}']) {
      const { value, canonical } = readJson(text);
      expect(canonical).toBe(canonicalize(value) === text);
      if (canonical) expect(codeOfFile(text)).toBe("read");
      else expect(codeOfFile(text)).toBe("JSON_NOT_CANONICAL");
    }
  });

  test("writes control characters, quotes and halves of pairs as the careful way does, wherever they stand", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", '"', "\\", "\u0000", "\u001f", "\n", " ", "\u2028", "😀"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, fc.nat(3), fc.constantFrom(1, 9000), (piece, before, times) => {
        const whole = "x".repeat(before) + piece.repeat(times);
        expect(canonicalize([whole])).toBe(JSON.stringify([whole]));
      }),
      { numRuns: 1000 },
    );
    expect(() => canonicalize(["ab", "\udc00"])).toThrow(code("JSON_UNSUPPORTED"));
    expect(() => canonicalize({ "\ud800": 1 })).toThrow(code("JSON_UNSUPPORTED"));
  });

  // RFC 8785 section 3.2.2 and its sorting example of 3.2.3, in our own words and values.
  test.each([
    [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { "\u20ac": 1, "\r": 2, "1": 3, "\u0080": 4, "\ud83d\ude00": 5, "\u00f6": 6, "\ufb33": 7 },
      '{"\\r":2,"1":3,"\u0080":4,"ö":6,"€":1,"😀":5,"\ufb33":7}',
    ],
    [[333333333.3333333, 1e30, 4.5, 0.002, 1e-27, -0], "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]"],
    ['\u000f\n"\\/', '"\\u000f\\n\\"\\\\/"'],
  ])("%j", (value, text) => {
    expect(canonicalize(value)).toBe(text);
  });

  test("reads back to the same value and writes the same text again", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value);
        expect(canonicalize(parseCanonicalFile(`${text}\n`))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["JSON_UNSUPPORTED", Number.NaN],
    ["JSON_UNSUPPORTED", "\ud800"],
    ["JSON_UNSUPPORTED", { a: undefined } as unknown as JsonValue],
  ])("%s", (name, value) => {
    expect(() => canonicalize(value)).toThrow(code(name));
  });

  test("nesting without end is refused, not followed", () => {
    let deep: JsonValue = 1;
    for (let depth = 0; depth < 100; depth += 1) deep = [deep];
    expect(() => canonicalize(deep)).toThrow(code("JSON_UNSUPPORTED"));
  });

  test.each(['{"b":1,"a":2}\n', '{"a":1}', '{"a": 1}\n', '{"a":1}\n\n', '{"a":1.0}\n', '["\\u0041"]\n'])(
    "a file written otherwise is refused: %j",
    (text) => {
      expect(() => parseCanonicalFile(text)).toThrow(code("JSON_NOT_CANONICAL"));
    },
  );
});

describe("JSON from outside", () => {
  test("an error names line and column", () => {
    expect(() => parseJson('{\n  "a": 1,\n  b: 2\n}')).toThrow(
      expect.objectContaining({ code: "JSON_SYNTAX", position: { line: 3, column: 3 } }),
    );
  });

  test.each([
    '{"a":1,"a":2}',
    '{"x":[{"b":{},"c":1,\n"b" : 2}]}',
    '{"a":1,"\\u0061":2}',
    `{"a"${" \t\r\n".repeat(99)}: 1, "a": 2}`,
    '{"\\"{": 1, "\\"{": 2}',
  ])("a member named twice is refused: %j", (text) => {
    expect(() => parseJson(text)).toThrow(code("JSON_DUPLICATE_KEY"));
  });

  test("a text of any length is read", () => {
    const long = "\n".repeat(10_000_000);
    expect(parseJson(` ${JSON.stringify(long)}`) === long).toBe(true);
  });

  test("names may recur in different objects, and as values", () => {
    expect(parseJson('{"a":{"a":"a"},"b":["a","a",{"a":1}]}')).toEqual({
      a: { a: "a" },
      b: ["a", "a", { a: 1 }],
    });
  });

  test("any text gives a value or an InputError", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json.map((value) => JSON.stringify(value, null, 1)),
        ),
        (text) => {
          try {
            parseJson(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("bytes", () => {
  test("base64url has one spelling for every byte string", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decodeBase64url(encodeBase64url(bytes))).toEqual(bytes);
      }),
    );
  });

  test.each(["AB", "A", "AA==", "A+", "A_=", "AA\n", "á"])("%j is not base64url", (text) => {
    expect(() => decodeBase64url(text)).toThrow(code("BASE64_INVALID"));
  });

  test.each(["AA", "AB==", "AA=", "AA==\n", "_A=="])("%j is not base64", (text) => {
    expect(() => decodeBase64(text)).toThrow(code("BASE64_INVALID"));
  });

  test("bytes that are not UTF-8 are refused", () => {
    expect(() => decodeUtf8(new Uint8Array([0xc3, 0x28]))).toThrow(code("SHAPE_INVALID"));
    expect(decodeUtf8(utf8("\ufeffé"))).toBe("\ufeffé");
  });
});

describe("days and instants", () => {
  test("agree with the platform's calendar", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString();
          expect(epochMilliseconds(readInstant(text))).toBe(date.getTime());
          expect(dayNumber(readDay(text.slice(0, 10)))).toBe(Math.floor(date.getTime() / 86_400_000));
        },
      ),
    );
  });

  test("day 10 and day 257", () => {
    expect(daysBetween(readDay("2018-03-04"), readDay("2018-03-14"))).toBe(10);
    expect(daysBetween(readDay("2006-11-01"), readDay("2007-07-16"))).toBe(257);
  });

  test("one spelling: milliseconds and Z", () => {
    expect(readInstant("2018-03-26T13:00:00Z")).toBe("2018-03-26T13:00:00.000Z");
    expect(lastDayOfMonth("2018-02")).toBe("2018-02-28");
    expect(lastDayOfMonth("2020-02")).toBe("2020-02-29");
  });

  test.each([
    "2018-02-29T00:00:00Z",
    "2018-03-26",
    "2018-03-26T24:00:00Z",
    "2018-03-26T13:00:00+01:00",
    "2018-3-26T13:00:00Z",
    "",
  ])("%j is no instant", (text) => {
    expect(() => readInstant(text)).toThrow(code("INSTANT_INVALID"));
  });
});
