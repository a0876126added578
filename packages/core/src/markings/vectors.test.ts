// The vectors of vectors/markings, which any implementation may use.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  builtInPolicies,
  compileCommunity,
  parseBanner,
  parseMark,
  printBanner,
  printMark,
  readCommunity,
  readPolicy,
  rollUp,
} from "./index.ts";
import type { Marking } from "./index.ts";
import type { JsonValue } from "../encoding/index.ts";

function readFile(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../../vectors/markings/${name}.json`, import.meta.url), "utf8"),
  );
}

function readVectors<Case>(name: string): Case[] {
  return (readFile(name) as { cases: Case[] }).cases;
}

describe("banners", () => {
  it.each(readVectors<{ text: string; reason: string; marking: Marking }>("banners_valid"))(
    "reads and prints $text: $reason",
    ({ text, marking }) => {
      expect(parseBanner(text, builtInPolicies)).toEqual(marking);
      expect(printBanner(marking, builtInPolicies)).toBe(text);
    },
  );

  it.each(readVectors<{ text: string; column: number; reason: string }>("banners_invalid"))(
    "refuses $text: $reason",
    ({ text, column }) => {
      expect(() => parseBanner(text, builtInPolicies)).toThrow(refusal(column));
    },
  );
});

describe("portion marks", () => {
  it.each(readVectors<{ text: string; policy: string; reason: string; marking: Marking }>("marks_valid"))(
    "reads and prints $text: $reason",
    ({ text, policy, marking }) => {
      expect(parseMark(text, policy, builtInPolicies)).toEqual(marking);
      expect(printMark(marking, policy, builtInPolicies)).toBe(text);
    },
  );

  it.each(readVectors<{ text: string; policy: string; column: number; reason: string }>("marks_invalid"))(
    "refuses $text: $reason",
    ({ text, policy, column }) => {
      expect(() => parseMark(text, policy, builtInPolicies)).toThrow(refusal(column));
    },
  );
});

describe.each(["uk", "nato", "eu", "tlp", "us", "own"])("the scheme %s", (scheme) => {
  const own = ((readFile(`${scheme}_valid`) as { policies?: JsonValue[] }).policies ?? []).map(readPolicy);
  const policies = [...own, ...builtInPolicies];

  it.each(readVectors<Case & { marking: Marking }>(`${scheme}_valid`))(
    "reads and prints $text: $reason",
    ({ form, policy, text, marking }) => {
      const [read, printed] =
        form === "banner"
          ? [parseBanner(text, policies), printBanner(marking, policies)]
          : [parseMark(text, policy, policies), printMark(marking, policy, policies)];
      expect(read).toEqual(marking);
      expect(printed).toBe(text);
    },
  );

  it.each(readVectors<Case & { column: number; expects: string }>(`${scheme}_invalid`))(
    "refuses $text: $reason",
    ({ form, policy, text, column, expects }) => {
      expect(() =>
        form === "banner" ? parseBanner(text, policies) : parseMark(text, policy, policies),
      ).toThrow(
        expect.objectContaining({
          code: "MARKING_SYNTAX",
          message: expect.stringContaining(expects) as string,
          position: { line: 1, column },
        }) as Error,
      );
    },
  );
});

describe("roll-up of US portions", () => {
  const states = ["AUS", "CAN", "DEU", "FRA", "GBR", "JPN", "NZL", "USA"];
  const compile = (regime: string) =>
    compileCommunity(
      readCommunity({
        format: "entente-community/1",
        name: "Vectors",
        exercise: true,
        asOf: "2018-03-26",
        policies: [{ use: "us", rollUp: regime }, "nato"],
        members: states.map((id) => ({
          id,
          name: id,
          kind: "state",
          clearances: {
            us: { upTo: "TOP SECRET", caveats: ["SI", "TK"] },
            nato: { upTo: "COSMIC TOP SECRET", caveats: [] },
          },
        })),
        groups: [
          { id: "FVEY", name: "FVEY", members: ["AUS", "CAN", "GBR", "NZL", "USA"] },
          { id: "NATO", name: "NATO", members: ["CAN", "DEU", "FRA", "GBR", "USA"] },
        ],
      }),
    );

  it.each(
    readVectors<{ regime: string; portions: string[]; banner: string; reason: string }>("roll_up_valid"),
  )("$regime: $portions is $banner: $reason", ({ regime, portions, banner }) => {
    const compiled = compile(regime);
    const { policies } = compiled.community;
    const rolled = rollUp(
      portions.map((mark) => parseMark(mark, "us", policies)),
      compiled,
    );
    expect(rolled && printBanner(rolled, policies)).toBe(banner);
  });
});

describe("communities", () => {
  it.each(
    readVectors<{ reason: string; community: JsonValue; audiences: Record<string, string[]> }>(
      "communities_valid",
    ),
  )("reads: $reason", ({ community, audiences }) => {
    const compiled = compileCommunity(readCommunity(community));
    for (const [banner, readers] of Object.entries(audiences)) {
      // Also of a scheme that this community does not use.
      const others = builtInPolicies.filter(
        ({ id }) => !compiled.community.policies.some((own) => own.id === id),
      );
      const marking = parseBanner(banner, [...compiled.community.policies, ...others]);
      expect(compiled.audienceOf(marking).members(), banner).toEqual(readers);
    }
  });

  it.each(readVectors<{ reason: string; names: string; community: JsonValue }>("communities_invalid"))(
    "refuses: $reason",
    ({ names, community }) => {
      expect(() => readCommunity(community)).toThrow(refusalOf("COMMUNITY_INVALID", names));
    },
  );
});

describe("policies", () => {
  it.each(readVectors<{ reason: string; policy: JsonValue }>("policies_valid"))(
    "reads: $reason",
    ({ policy }) => {
      const read = readPolicy(policy);
      expect(read).toMatchObject({ id: (policy as { id: string }).id });
      // What was read is a file again, and says the same.
      const file = JSON.parse(JSON.stringify({ format: "entente-policy/1", ...read })) as JsonValue;
      expect(readPolicy(file)).toEqual(read);
    },
  );

  it.each(readVectors<{ reason: string; names: string; policy: JsonValue }>("policies_invalid"))(
    "refuses: $reason",
    ({ names, policy }) => {
      expect(() => readPolicy(policy)).toThrow(refusalOf("POLICY_INVALID", names));
    },
  );
});

interface Case {
  readonly form: "banner" | "mark";
  readonly policy: string;
  readonly text: string;
  readonly reason: string;
}

function refusalOf(code: string, names: string): Error {
  return expect.objectContaining({ code, message: expect.stringContaining(names) as string }) as Error;
}

function refusal(column: number): Error {
  return expect.objectContaining({ code: "MARKING_SYNTAX", position: { line: 1, column } }) as Error;
}
