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
} from "./index.ts";
import type { Marking } from "./index.ts";
import type { JsonValue } from "../encoding/index.ts";

function readVectors<Case>(name: string): Case[] {
  const url = new URL(`../../../../vectors/markings/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Case[] }).cases;
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

describe("communities", () => {
  it.each(
    readVectors<{ reason: string; community: JsonValue; audiences: Record<string, string[]> }>(
      "communities_valid",
    ),
  )("reads: $reason", ({ community, audiences }) => {
    const compiled = compileCommunity(readCommunity(community));
    for (const [banner, readers] of Object.entries(audiences))
      expect(compiled.audienceOf(parseBanner(banner, builtInPolicies)).members()).toEqual(readers);
  });

  it.each(readVectors<{ reason: string; names: string; community: JsonValue }>("communities_invalid"))(
    "refuses: $reason",
    ({ names, community }) => {
      expect(() => readCommunity(community)).toThrow(
        expect.objectContaining({
          code: "COMMUNITY_INVALID",
          message: expect.stringContaining(names) as string,
        }) as Error,
      );
    },
  );
});

function refusal(column: number): Error {
  return expect.objectContaining({ code: "MARKING_SYNTAX", position: { line: 1, column } }) as Error;
}
