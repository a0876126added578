// Packages of T-0 and their shares by their vectors.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { lead } from "../letters/letters.fixture.ts";
import { codeOf } from "../releases/release.fixture.ts";
import { digestEmbargo, gatherShares, openEmbargo, readShare, writeShare } from "./index.ts";
import {
  listGatherings,
  listInvalidEmbargoes,
  listInvalidShares,
  listValidEmbargoes,
} from "./vectors.fixture.ts";

function load<Vectors>(name: string, _like: () => Vectors): Vectors {
  const file = new URL(`../../../../vectors/embargoes/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Vectors;
}

const open = (embargo: string) =>
  openEmbargo(decodeBase64(embargo), (node) => (node === lead.party.node ? lead.known : null), primitives);

describe("vectors of embargoes", () => {
  const valid = load("embargoes_valid", listValidEmbargoes);
  const invalid = load("embargoes_invalid", listInvalidEmbargoes);

  it.each(valid.cases)("accepts $why", (expected) => {
    const { sealed, ...says } = open(expected.embargo);
    expect(says).toEqual(expected["says"]);
    expect(encodeBase64(sealed)).toBe(expected["package"]);
    expect(digestEmbargo({ ...says, sealed }, primitives)).toBe(expected["digest"]);
  });

  it.each(invalid.cases)("refuses $why", ({ embargo, code }) => {
    expect(codeOf(() => open(embargo))).toBe(code);
  });

  it("are what the fixtures write", () => {
    expect(valid).toEqual(listValidEmbargoes());
    expect(invalid).toEqual(listInvalidEmbargoes());
  });
});

describe("vectors of shares", () => {
  const valid = load("shares_valid", listGatherings);
  const invalid = load("shares_invalid", listInvalidShares);

  it.each(valid.cases)("counts $why", ({ shares, counted, leftOut, missing }) => {
    const gathered = gatherShares(open(valid.embargo), shares, primitives);
    expect(gathered.shares.map(({ member }) => member)).toEqual(counted);
    expect(gathered).toMatchObject({ leftOut, missing });
    for (const share of gathered.shares) expect(readShare(writeShare(share))).toEqual(share);
  });

  it.each(invalid.cases)("refuses $why", ({ share, code }) => {
    expect(codeOf(() => readShare(share))).toBe(code);
  });

  it("are what the fixtures write", () => {
    expect(valid).toEqual(listGatherings());
    expect(invalid).toEqual(listInvalidShares());
  });
});
