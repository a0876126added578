// Certificates through the door: the shared vectors, and what keeps the checker worth having: short, and nothing of the engine.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InputError, parseJson } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { readPledges } from "../pledges/index.ts";
import { certifyResolution, checkCertificate, readCertificate, resolvePledges } from "./index.ts";

const folder = new URL("../../../../vectors/coalition/", import.meta.url);
const readVectors = (name: string): unknown => parseJson(readFileSync(new URL(name, folder), "utf8"));

interface Case {
  readonly pledges: JsonValue;
  readonly certificate: JsonValue;
}
const valid = readVectors("certificates_valid.json") as {
  readonly cases: readonly (Case & { readonly name: string })[];
};
const invalid = readVectors("certificates_invalid.json") as {
  readonly refused: readonly (Case & { readonly reason: string })[];
  readonly malformed: readonly {
    readonly reason: string;
    readonly path: string;
    readonly value: JsonValue;
  }[];
};

const check = ({ pledges, certificate }: Case): string | null =>
  checkCertificate(readPledges(pledges), readCertificate(certificate));

describe("certificates of the vectors", () => {
  test.each(valid.cases)("$name", (one) => {
    expect(check(one)).toBeNull();
  });

  test.each(valid.cases)("ours claims the same: $name", ({ pledges, certificate }) => {
    const set = readPledges(pledges);
    const own = certifyResolution(set, resolvePledges(set));
    const { together, alone } = readCertificate(certificate);
    expect([own.together.levels, own.alone.levels]).toEqual([together.levels, alone.levels]);
    expect(own.together.steps).toHaveLength(together.steps.length);
  });

  test.each(invalid.refused)("refused: $reason", (one) => {
    expect(check(one)).toMatch(/^when its step comes, |^the steps do not end at what is claimed of /);
  });

  test.each(invalid.malformed)("malformed: $reason", ({ path, value }) => {
    const read = (): unknown => readCertificate(value);
    expect(read).toThrow(InputError);
    expect(read).toThrow(expect.objectContaining({ code: "CERTIFICATE_INVALID" }));
    expect(read).toThrow(path);
  });
});

describe("false certificates", () => {
  const pledges = valid.cases.at(-1)?.pledges ?? null;
  const set = readPledges(pledges);
  const resolution = resolvePledges(set);

  test("of a resolution that is not that of the pledges are refused", () => {
    const { DEU, ...levels } = resolution.levels;
    const acting = resolution.acting.filter((member) => member !== "DEU");
    expect(DEU).toBe(1);
    expect(checkCertificate(set, certifyResolution(set, { ...resolution, acting, levels }))).toContain("DEU");
    const alone = [...resolution.alone, "DEU"];
    expect(checkCertificate(set, certifyResolution(set, { ...resolution, alone }))).toContain("DEU");
  });

  test("of other pledges are refused", () => {
    const certificate = certifyResolution(set, resolution);
    const without = { ...set, pledges: set.pledges.filter(({ member }) => member !== "FRA") };
    expect(checkCertificate(without, certificate)).not.toBeNull();
  });

  test("a resolution that contradicts itself is not certified", () => {
    expect(() => certifyResolution(set, { ...resolution, acting: [] })).toThrow(RangeError);
  });

  test("levels that are no whole numbers prove nothing, nor do names every object has", () => {
    const { together, ...rest } = certifyResolution(set, resolution);
    const steps = [["POL", 1.5], ...together.steps] as const;
    expect(checkCertificate(set, { ...rest, together: { ...together, steps } })).not.toBeNull();
    const levels = { ...together.levels, constructor: 1 };
    expect(checkCertificate(set, { ...rest, together: { ...together, levels } })).toContain("constructor");
  });
});

describe("the checker", () => {
  const source = readFileSync(new URL("certificate-check.ts", import.meta.url), "utf8");

  test("is at most fifty lines of code", () => {
    const code = source.slice(source.indexOf("export function checkCertificate")).split("\n");
    const lines = code.filter((line) => line.trim() !== "" && !/^\s*(\/\/|\/\*\*|\*)/.test(line));
    expect(lines.length).toBeLessThanOrEqual(50);
  });

  test("takes nothing from the engine but a type", () => {
    const imports = [...source.matchAll(/^import (type )?.* from "(.*)";$/gm)].map(
      ([, type, from]) => `${type ?? ""}${from ?? ""}`,
    );
    expect(imports).toEqual(["../pledges/index.ts", "type ../pledges/index.ts", "type ./certificate.ts"]);
  });
});
