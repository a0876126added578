// The vectors of releases, for any language: each file of `vectors/releases` decides the same here.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { parseLedgerPolicy } from "../ledger/index.ts";
import { sealCut, verifyCut, verifyNotice, verifyUnsealing } from "./index.ts";
import type { Trust } from "./index.ts";
import { codeOf } from "./release.fixture.ts";
import { listInvalidUnsealings, listNotices, listValidUnsealings } from "./later-vectors.fixture.ts";
import { listInvalidCuts, listValidCuts } from "./vectors.fixture.ts";

interface Case {
  readonly why: string;
  readonly text: string;
  readonly code: string;
  readonly trust: { readonly issuers: string[]; readonly authorities: string[]; readonly policy: string };
  readonly recipient: string;
  readonly banner: string;
  readonly released: number;
  readonly counts: object | null;
  readonly portions: readonly (object | null)[];
  readonly footnotes: readonly object[];
  readonly cut: string;
  readonly unsealing: string;
  readonly unsealed: object;
  readonly notice: string;
}

function readCases(name: string): readonly Case[] {
  const file = new URL(`../../../../vectors/releases/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] }).cases;
}

const carried: Trust = { kind: "carried" };
const pin = ({ policy, ...keys }: Case["trust"]): Trust => ({
  ...{ kind: "pinned", ...keys },
  policy: parseLedgerPolicy(policy, primitives),
  statements: [],
});

describe("vectors of releases", () => {
  it.each(readCases("cuts_valid"))("accepts $why", ({ text, trust, ...expected }) => {
    const { document, cut } = verifyCut({ text, trust: pin(trust), primitives });
    expect(sealCut(cut.release, cut.evidence)).toBe(text);
    const name = (one: { readonly id: string; readonly number: string | null }): object => ({
      id: one.id,
      number: one.number,
    });
    expect({
      why: expected.why,
      recipient: document.recipient,
      banner: document.banner,
      released: document.released,
      counts: document.counts,
      portions: document.portions.map((one) => one && name(one)),
      footnotes: document.footnotes.map(name),
    }).toEqual(expected);
  });

  it.each(readCases("cuts_invalid"))("refuses a cut: $why", ({ text, code }) => {
    expect(codeOf(() => verifyCut({ text, trust: carried, primitives }))).toBe(code);
  });

  it.each(readCases("unsealings_valid"))(
    "accepts an unsealing of $why",
    ({ cut, unsealing, trust, ...expected }) => {
      const { after, cutAfter, unsealed } = verifyUnsealing({
        cut,
        unsealing,
        trust: pin(trust),
        primitives,
      });
      const { document } = after;
      expect(verifyCut({ text: cutAfter, trust: pin(trust), primitives }).document).toEqual(document);
      expect({
        why: expected.why,
        recipient: document.recipient,
        banner: document.banner,
        unsealed,
        portions: document.portions.map((one) => one && { id: one.id, number: one.number }),
      }).toEqual(expected);
    },
  );

  it.each(readCases("unsealings_invalid"))("refuses an unsealing: $why", ({ cut, unsealing, code }) => {
    expect(codeOf(() => verifyUnsealing({ cut, unsealing, trust: carried, primitives }))).toBe(code);
  });

  it.each(readCases("notices"))("says of a notice, $why: $code", ({ cut, notice, trust, code }) => {
    const { header } = verifyCut({ text: cut, trust: pin(trust), primitives }).document;
    expect(codeOf(() => verifyNotice({ text: notice, header, trust: pin(trust), primitives }))).toBe(code);
  });

  it("have every case that the fixtures can make, and no other", () => {
    const made = [
      ["cuts_valid", listValidCuts()],
      ["cuts_invalid", listInvalidCuts()],
      ["unsealings_valid", listValidUnsealings()],
      ["unsealings_invalid", listInvalidUnsealings()],
      ["notices", listNotices()],
    ] as const;
    const name = (one: { readonly why?: unknown; readonly code?: unknown }): object => ({
      why: one.why,
      code: one.code,
    });
    for (const [file, { cases }] of made) expect(cases.map(name)).toEqual(readCases(file).map(name));
  });
});
