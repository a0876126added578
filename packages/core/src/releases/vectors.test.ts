// The vectors of releases, for any language: each file of `vectors/releases` decides the same here.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { sealCut, verifyCut } from "./index.ts";
import { verifyCutPage } from "../pages/index.ts";
import type { Trust } from "./index.ts";
import { codeOf } from "./release.fixture.ts";

interface Case {
  readonly why: string;
  readonly text: string;
  readonly code: string;
  readonly keys: { readonly issuer: string; readonly authority: string; readonly ledger: string };
  readonly recipient: string;
  readonly banner: string;
  readonly released: number;
  readonly portions: readonly (string | null)[];
  readonly footnotes: readonly string[];
}

function readCases(name: string): readonly Case[] {
  const file = new URL(`../../../../vectors/releases/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] }).cases;
}

const carried: Trust = { kind: "carried" };

describe("vectors of releases", () => {
  it.each(readCases("cuts_valid"))("accepts $why", ({ text, keys, ...expected }) => {
    const { issuer, authority, ledger } = keys;
    const trust: Trust = { kind: "pinned", issuers: [issuer], authorities: [authority], ledgers: [ledger] };
    const { document, cut } = verifyCut({ text, trust, primitives });
    expect(sealCut(cut.release, cut.evidence)).toBe(text);
    expect({
      why: expected.why,
      recipient: document.recipient,
      banner: document.banner,
      released: document.released,
      portions: document.portions.map((portion) => portion?.id ?? null),
      footnotes: document.footnotes.map(({ id }) => id),
    }).toEqual(expected);
  });

  it.each(readCases("cuts_invalid"))("refuses a cut: $why", ({ text, code }) => {
    expect(codeOf(() => verifyCut({ text, trust: carried, primitives }))).toBe(code);
  });

  it.each(readCases("pages_valid"))("accepts $why", ({ text, recipient }) => {
    expect(verifyCutPage({ text, trust: carried, primitives }).document.recipient).toBe(recipient);
  });

  it.each(readCases("pages_invalid"))("refuses a page: $why", ({ text, code }) => {
    expect(codeOf(() => verifyCutPage({ text, trust: carried, primitives }))).toBe(code);
  });
});
