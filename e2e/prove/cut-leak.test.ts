import { describe, expect, it } from "vitest";
import { proof } from "./cut-leak.proof.ts";
import { findLeak, spellings } from "./leak-scan.ts";

const secret = 'Ambergris "is" the név <of> it';

describe("the scanner", () => {
  it.each(spellings(secret).map(({ name, text }) => [name, text] as const))(
    "finds a planted %s",
    (_, text) => {
      expect(findLeak([`before ${text} after`], [secret])).not.toBeNull();
    },
  );

  it("finds what is base64 at any offset, alone or as JSON inside base64url inside base64url", () => {
    for (const before of ["", "a", "ab", "abc"]) {
      const planted = Buffer.from(`${before}${secret} and more`);
      expect(findLeak([planted.toString("base64")], [secret])).not.toBeNull();
      expect(findLeak([planted.toString("base64url")], [secret])).not.toBeNull();
    }
    const inner = Buffer.from(JSON.stringify(["salt", { text: secret }])).toString("base64url");
    const outer = Buffer.from(JSON.stringify([inner])).toString("base64url");
    expect(findLeak([`x.${outer}.y`], [secret])).not.toBeNull();
  });

  it("finds nothing where there is nothing", () => {
    expect(findLeak(["Amber", Buffer.from("Amber").toString("base64")], [secret])).toBeNull();
  });
});

describe("cut-leak", () => {
  it(`holds for ${proof.smallCases} random documents`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  });
});
