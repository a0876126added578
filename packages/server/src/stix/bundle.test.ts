// STIX from elsewhere through the door: the shared vectors (vectors/stix), the schema that follows from the same lines as a
// second judge, what is kept byte for byte, and what is refused whole.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { nameObservable } from "./observable-ids.ts";
import { parsePattern, printPattern, readStixBundle } from "./index.ts";
import { stixSchemas } from "./schema.ts";

const encode = (value: unknown): Uint8Array =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const readCases = (name: string): unknown => {
  const file = new URL(`../../../../vectors/stix/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: unknown }).cases;
};
const codeOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.code;
    throw error;
  }
  return "accepted";
};
const validBundles = readCases("bundles_valid") as readonly { bundle: JsonObject; reason: string }[];

describe("STIX patterns", () => {
  it.each(readCases("patterns_valid") as readonly { pattern: string; written: string; reason: string }[])(
    "reads $pattern: $reason",
    ({ pattern, written }) => {
      const tree = parsePattern(pattern, "2.1");
      expect(printPattern(tree)).toBe(written);
      expect(parsePattern(written, "2.1")).toEqual(tree);
    },
  );

  it.each(
    readCases("patterns_invalid") as readonly {
      pattern: string;
      line: number;
      column: number;
      reason: string;
    }[],
  )("refuses $pattern: $reason", ({ pattern, line, column }) => {
    const error = catchError(() => parsePattern(pattern, "2.1"));
    expect(error).toMatchObject({ code: "PATTERN_SYNTAX", position: { line, column } });
  });

  it("reads the tree of an observation", () => {
    expect(parsePattern("[file:size > 5 AND NOT EXISTS file:name] REPEATS 2 TIMES", "2.1")).toEqual({
      kind: "qualified",
      by: { kind: "repeats", times: 2 },
      of: {
        kind: "observation",
        test: {
          kind: "and",
          parts: [
            {
              ...{ kind: "test", operator: ">", negated: false, values: [{ kind: "integer", value: "5" }] },
              path: { type: "file", steps: [{ kind: "name", name: "size" }] },
            },
            {
              ...{ kind: "exists", negated: true },
              path: { type: "file", steps: [{ kind: "name", name: "name" }] },
            },
          ],
        },
      },
    });
  });

  it.each([
    ["a text of 70,000 signs", `[a:b = '${"x".repeat(70_000)}']`],
    ["100 nested brackets", `[${"(".repeat(100)}a:b = 1${")".repeat(100)}]`],
    ["10,000 tests", `[${Array.from({ length: 10_000 }, () => "a:b=1").join(" OR ")}]`],
  ])("refuses %s for what it costs", (_, pattern) => {
    expect(codeOf(() => parsePattern(pattern, "2.1"))).toBe("STIX_LIMIT");
  });

  it("takes a long pattern in a time that grows as it does", () => {
    const pattern = `[a:b IN (${Array.from({ length: 5_000 }, (_, at) => `'${at}'`).join(", ")})]`;
    const started = process.cpuUsage();
    parsePattern(pattern, "2.1");
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1_000);
  });
});

describe("observable ids", () => {
  it.each(
    readCases("observable-ids") as readonly { object: JsonObject; id: string | null; reason: string }[],
  )("follow from the content: $reason", ({ object, id }) => {
    expect(nameObservable(object["type"] as string, object)).toBe(id);
  });
});

describe("reading STIX", () => {
  it.each(validBundles)("takes $reason", ({ bundle }) => {
    const read = readStixBundle(encode(bundle));
    expect(read.objects.flatMap(({ faults }) => faults)).toEqual([]);
    const listed = bundle["objects"] ?? (bundle["type"] === "bundle" ? [] : [bundle]);
    expect(read.objects.map(({ value }) => value)).toEqual(listed);
    expect(read.value).toEqual(bundle);
  });

  it.each(
    readCases("objects_invalid") as readonly {
      object: JsonObject;
      faults: [string, string][];
      reason: string;
    }[],
  )("keeps $reason and says so", ({ object, faults }) => {
    const [read] = readStixBundle(encode({ objects: [object] })).objects;
    expect(read?.faults.map(({ code, message }) => [code, message])).toEqual(faults);
    expect(read?.value).toEqual(object);
  });

  it.each(readCases("bundles_invalid") as readonly { text: string; code: string; reason: string }[])(
    "refuses $reason",
    ({ text, code }) => {
      expect(codeOf(() => readStixBundle(encode(text)))).toBe(code);
    },
  );

  it("knows the pattern of an indicator, in the STIX of its own version", () => {
    const patterns = validBundles.map(({ bundle }) =>
      readStixBundle(encode(bundle)).objects.map(({ pattern }) => pattern?.kind ?? null),
    );
    expect(patterns).toEqual([
      [null, "observation", null],
      [null],
      [null],
      [null],
      [null],
      ["qualified"],
      [null, null],
      [],
    ]);
  });

  it("keeps each object byte for byte, known or not, however it is written", () => {
    const objects = [
      '{ "type" : "x-own",\n "own" : 1.50, "e":"\\u00e9\\"}" }',
      '{"type":"note","objects":[{"a":[1]}]}',
      '{"type":"x-\u96ea"}',
    ];
    for (const mark of ["", "\uFEFF"]) {
      const text = `${mark}{ "a": {"objects":[{}]}, "objects" : [ ${objects.join(" ,\t")}, 7, [1] ] }`;
      const bytes = encode(text);
      const read = readStixBundle(bytes);
      expect(read.strange).toBe(2);
      expect(read.objects.map(({ from, to }) => Buffer.from(bytes.subarray(from, to)).toString())).toEqual(
        objects,
      );
    }
    const alone = encode(objects[0] ?? "");
    expect(readStixBundle(alone).objects.map(({ from, to }) => [from, to])).toEqual([[0, alone.length]]);
  });

  it("counts what is referred to and not there, each once", () => {
    const [first] = validBundles;
    const { objects } = first?.bundle as { objects: readonly JsonValue[] };
    expect(readStixBundle(encode({ objects })).countMissing()).toBe(0);
    expect(readStixBundle(encode({ objects: objects.slice(2) })).countMissing()).toBe(2);
  });

  it("finds a version of an object with two contents, and takes the same content twice", () => {
    const [{ bundle } = { bundle: {} }] = validBundles;
    const [identity] = (bundle as { objects: readonly JsonObject[] }).objects;
    const faultsOf = (...objects: readonly unknown[]): number =>
      readStixBundle(encode({ objects })).objects.flatMap(({ faults }) => faults).length;
    expect(faultsOf(identity, { ...identity, name: "Other" })).toBe(1);
    expect(faultsOf(identity, identity)).toBe(0);
    expect(faultsOf(identity, { ...identity, name: "Other", modified: "2031-03-05T00:00:00.000Z" })).toBe(0);
  });

  it("refuses more objects and references than are read at a time, and bytes that are not UTF-8", () => {
    const many = `{"objects":[${"{},".repeat(200_000)}{}]}`;
    const refs = `"x--00000000-0000-4000-8000-000000000000",`.replace("x--", "file--").repeat(500_001);
    const referring = `{"type":"note","object_refs":[${refs.slice(0, -1)}]}`;
    expect(codeOf(() => readStixBundle(encode(many)))).toBe("STIX_LIMIT");
    expect(codeOf(() => readStixBundle(encode(referring)))).toBe("STIX_LIMIT");
    expect(codeOf(() => readStixBundle(Buffer.alloc(64 * 1024 * 1024 + 1, 0x20)))).toBe("STIX_LIMIT");
    expect(codeOf(() => readStixBundle(Uint8Array.of(0x7b, 0xff, 0x7d)))).toBe("SHAPE_INVALID");
  });

  it("follows no reference, so that circles cost nothing", () => {
    const id = (one: number): string => `directory--00000000-0000-4000-8000-${String(one).padStart(12, "0")}`;
    const circle = Array.from({ length: 1000 }, (_, at) => ({
      ...{ type: "directory", id: id(at), path: `/${at}` },
      contains_refs: [id((at + 1) % 1000), id(at)],
    }));
    expect(readStixBundle(encode({ objects: circle })).countMissing()).toBe(0);
  });
});

describe("our checks and the schema", () => {
  const ajv = new Ajv2020({ strict: false });
  const judges = new Map([...stixSchemas].map(([type, schema]) => [type, ajv.compile(schema)]));
  const seeds = [
    ...validBundles.flatMap(({ bundle }) => (bundle["objects"] ?? [bundle]) as readonly JsonObject[]),
    ...(readCases("objects_invalid") as readonly { object: JsonObject }[]).map(({ object }) => object),
  ].filter(({ type, spec_version: version }) => version === "2.1" && judges.has(type as string));
  const values = fc.constantFrom<JsonValue>(
    ...[null, true, 0, 1.5, -1, 101, "", "x", [], ["x"], [1], {}, { a: 1 }, [{}]],
    ...[
      "2031-03-04T05:06:07Z",
      "2031-02-04T05:06:07.1234Z",
      "2031-03-04T24:06:07.000Z",
      "2031-3-04T05:06:07Z",
    ],
    ...["identity--00000000-0000-4000-8000-000000000001", "identity--00000000-0000-0000-8000-000000000001"],
    ["identity--0000000-00000-4000-8000-000000000001"],
    [{ source_name: "a", url: "b" }],
    { MD5: "00" },
  );

  it("say the same of objects changed at random", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(30), values), { minLength: 1, maxLength: 3 }),
        (seed, changes) => {
          const changed: Record<string, JsonValue> = { ...seed };
          const type = seed["type"] as string;
          const names = Object.keys((stixSchemas.get(type)?.["properties"] ?? {}) as JsonObject);
          for (const [at, value] of changes) {
            const name = names[at % names.length] ?? "name";
            if (name !== "type" && name !== "spec_version") changed[name] = value;
          }
          const { faults } = readStixBundle(encode({ objects: [changed] })).objects[0] ?? { faults: [] };
          const ofProperties = faults.filter(({ message }) => /^\w+ (?:must be |is missing$)/.test(message));
          const judge = judges.get(type);
          if (ofProperties.length === 0 && faults.length > 0) return;
          expect({ changed, sound: ofProperties.length === 0 }).toEqual({ changed, sound: judge?.(changed) });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}
