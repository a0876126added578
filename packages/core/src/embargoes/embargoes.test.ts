// Embargoes: any k of n open, fewer learn nothing that can be tested, and what is no share is named and left out.
import fc from "fast-check";
import { combine, split } from "shamir-secret-sharing";
import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url, readInstant, utf8 } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { lead, ally } from "../letters/letters.fixture.ts";
import {
  commitShare,
  digestEmbargo,
  gatherShares,
  openEmbargo,
  readShare,
  requireTime,
  sealEmbargo,
  writeShare,
} from "./index.ts";
import type { Embargo, KnownRound, Share } from "./index.ts";

const INSTANT = readInstant("2018-03-26T13:00:00.000Z");
const MEMBERS = ["AUS", "CAN", "DEU", "EST", "FRA", "LVA", "NLD"];

interface Made {
  readonly embargo: Embargo;
  readonly key: Uint8Array;
  readonly shares: readonly Share[];
}

/** With a seed for what is drawn here; the division itself draws its own. */
async function make(count: number, threshold: number, seed: number): Promise<Made> {
  const key = Uint8Array.from({ length: 32 }, (_, index) => (seed * 31 + index * 7) & 255);
  const parts = await split(key, count, threshold);
  const given = parts.map((part, index) => ({
    member: MEMBERS[index] ?? "",
    share: encodeBase64url(part),
    salt: encodeBase64url(new Uint8Array(32).fill(seed + index)),
  }));
  const embargo: Embargo = {
    ...{ lead: lead.party, case: "salisbury-2018", instant: INSTANT, round: null, threshold },
    holders: given.map((one) => ({ member: one.member, commitment: commitShare(one, primitives) })),
    recipient: `age1pq1${"q".repeat(200)}`,
    sealed: utf8(`sealed ${seed}`),
  };
  const digest = digestEmbargo(embargo, primitives);
  return { embargo, key, shares: given.map((one) => ({ ...one, embargo: digest })) };
}

const join = async (shares: readonly Share[]): Promise<string> =>
  encodeBase64url(await combine(shares.map(({ share }) => Uint8Array.from(decodeBase64url(share)))));

const sizes = fc
  .integer({ min: 2, max: MEMBERS.length })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 2, max: count }), fc.nat(200)));

describe("shares", () => {
  it("open when any k of n are there, in any order, given twice or not", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([count, threshold, seed], turn) => {
        const { embargo, key, shares } = await make(count, threshold, seed);
        const chosen = shares
          .map((share, index) => ({ share, rank: (index * 7919 + turn) % 101 }))
          .sort((a, b) => a.rank - b.rank)
          .slice(0, threshold)
          .map(({ share }) => share);
        const texts = [...chosen, ...chosen].map(writeShare);
        const gathered = gatherShares(embargo, texts, primitives);
        expect(gathered.missing).toBe(0);
        expect(gathered.leftOut.map(({ why }) => why)).toEqual(chosen.map(() => "double"));
        expect(await join(gathered.shares)).toBe(encodeBase64url(key));
      }),
      { numRuns: 60 },
    );
  });

  it("say nothing that can be tested when one is missing: every key goes with them", async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        async ([count, threshold, seed], other) => {
          const { embargo, shares } = await make(count, threshold, seed);
          const few = shares.slice(0, threshold - 1);
          expect(gatherShares(embargo, few.map(writeShare), primitives).missing).toBe(1);
          // Whatever key one guesses, there is a last share that gives it: so these shares rule no key out.
          const points = few.map(({ share }) => decodeBase64url(share));
          const free = Array.from({ length: 255 }, (_, index) => index + 1).find(
            (x) => !points.some((point) => point[32] === x),
          );
          const last = completeTo(other, points, free ?? 0);
          expect(encodeBase64url(await combine([...points, last].map((one) => Uint8Array.from(one))))).toBe(
            encodeBase64url(other),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it("that are wrong, forged, foreign or unreadable are named, and the rest opens", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(32), async ([count, threshold, seed], at) => {
        const { embargo, key, shares } = await make(count, threshold, seed);
        const other = await make(count, threshold, seed + 1);
        const [first] = shares;
        const bytes = decodeBase64url(first?.share ?? "");
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const digest = digestEmbargo(embargo, primitives);
        const wrong = { ...(first as Share), share: encodeBase64url(bytes) };
        const stranger = { ...(first as Share), member: "ZZZ" };
        const texts = [
          writeShare(wrong),
          writeShare({ ...(other.shares[0] as Share) }),
          writeShare({ ...(other.shares[0] as Share), embargo: digest }),
          writeShare(stranger),
          "no share",
          ...shares.map(writeShare),
        ];
        const { shares: counted, leftOut, missing } = gatherShares(embargo, texts, primitives);
        expect(leftOut.map(({ index, why }) => [index, why])).toEqual([
          [0, "forged"],
          [1, "another-embargo"],
          [2, "forged"],
          [3, "no-holder"],
          [4, "unreadable"],
        ]);
        expect(missing).toBe(0);
        expect(await join(counted.slice(0, threshold))).toBe(encodeBase64url(key));
        expect(counted.map(({ member }) => member)).toEqual(MEMBERS.slice(0, count));
      }),
      { numRuns: 30 },
    );
  });

  it("are read as strictly as they are written", async () => {
    const { shares } = await make(3, 2, 5);
    const text = writeShare(shares[0] as Share);
    expect(readShare(text)).toEqual(shares[0]);
    for (const bad of [text.trim(), `${text} `, text.replace("entente-share/1", "entente-share/2")])
      expect(() => readShare(bad)).toThrow(expect.objectContaining({ code: "EMBARGO_INVALID" }));
  });
});

describe("the instant", () => {
  it("is not before it is, to the millisecond", async () => {
    const { embargo } = await make(2, 2, 1);
    const ask = (now: string, round: number | null, known: KnownRound | null) => () => {
      requireTime({ instant: embargo.instant, round }, { now: readInstant(now), known });
    };
    const due = "2018-03-26T13:00:00.000Z";
    const closed = expect.objectContaining({ code: "EMBARGO_CLOSED" }) as Error;
    for (const early of ["2018-03-26T12:59:59.999Z", "2017-03-26T13:00:00.000Z"])
      expect(ask(early, null, null)).toThrow(closed);
    for (const late of [due, "2018-03-26T13:00:00.001Z"]) expect(ask(late, null, null)).not.toThrow();
    const of = (state: "set" | "armed" | "opened" | "stood-down", dueAt: string): KnownRound => ({
      ...{ newest: 2, own: { state, dueAt: readInstant(dueAt) } },
    });
    const held = "2018-03-26T14:00:00.000Z";
    expect(ask(due, 2, null)).not.toThrow();
    expect(ask(due, 2, { newest: 1, own: null })).not.toThrow();
    expect(ask(due, 2, of("armed", due))).not.toThrow();
    expect(ask(due, 2, of("armed", held))).toThrow(closed);
    expect(ask(held, 2, of("armed", held))).not.toThrow();
    expect(ask(held, 2, of("stood-down", due))).toThrow(closed);
    expect(ask(due, 2, of("opened", held))).not.toThrow();
    // A round that another followed was stood down, also where nobody was told.
    expect(ask(held, 1, { newest: 2, own: { state: "armed", dueAt: readInstant(due) } })).toThrow(closed);
    expect(ask(held, 1, { newest: 2, own: null })).toThrow(closed);
    expect(ask(held, 1, { newest: 2, own: { state: "opened", dueAt: readInstant(due) } })).not.toThrow();
    // What is part of no round is held by none.
    expect(ask(due, null, of("stood-down", held))).not.toThrow();
  });
});

describe("an embargo file", () => {
  const keysOf = (node: string) => (node === lead.party.node ? lead.known : null);

  it("is read as it was sealed, and changed in any place it is refused with a code", async () => {
    const { embargo } = await make(3, 2, 9);
    const bytes = sealEmbargo(embargo, lead.signer, primitives);
    expect(openEmbargo(bytes, keysOf, primitives)).toEqual(embargo);
    const codes = new Set<unknown>();
    for (let at = 0; at < bytes.length; at += 61) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        openEmbargo(changed, keysOf, primitives);
        codes.add("taken");
      } catch (error) {
        codes.add((error as { code?: string }).code);
      }
    }
    expect([...codes].filter((code) => typeof code !== "string" || code === "taken")).toEqual([]);
    expect(() => openEmbargo(bytes.subarray(0, bytes.length - 1), keysOf, primitives)).toThrow(
      expect.objectContaining({ code: "FILE_MISMATCH" }),
    );
  });

  it("is one of a node one knows, and signed by the lead it names", async () => {
    const { embargo } = await make(3, 2, 9);
    const bytes = sealEmbargo(embargo, lead.signer, primitives);
    expect(() => openEmbargo(bytes, () => null, primitives)).toThrow(
      expect.objectContaining({ code: "KEY_UNTRUSTED" }),
    );
    expect(() => sealEmbargo({ ...embargo, threshold: 4 }, lead.signer, primitives)).toThrow(
      expect.objectContaining({ code: "EMBARGO_INVALID" }),
    );
    expect(() => sealEmbargo({ ...embargo, threshold: 1 }, lead.signer, primitives)).toThrow(
      expect.objectContaining({ code: "EMBARGO_INVALID" }),
    );
    expect(() => sealEmbargo(embargo, ally.signer, primitives)).not.toThrow();
    expect(() => openEmbargo(sealEmbargo(embargo, ally.signer, primitives), keysOf, primitives)).toThrow(
      expect.objectContaining({ code: "SIGNATURE_INVALID" }),
    );
  });
});

/** The share at `x` that makes these points a key's: interpolation over GF(2^8), written here anew. */
function completeTo(key: Uint8Array, points: readonly Uint8Array[], x: number): Uint8Array {
  const share = new Uint8Array(33);
  share[32] = x;
  // The key is the value at 0: with it and the points the last value is interpolated.
  const xs = [0, ...points.map((point) => point[32] ?? 0)];
  for (let at = 0; at < 32; at += 1) {
    const ys = [key[at] ?? 0, ...points.map((point) => point[at] ?? 0)];
    let value = 0;
    xs.forEach((xi, i) => {
      let term = ys[i] ?? 0;
      xs.forEach((xj, j) => {
        if (i !== j) term = multiply(term, divide(x ^ xj, xi ^ xj));
      });
      value ^= term;
    });
    share[at] = value;
  }
  return share;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= a;
    a = a & 128 ? ((a << 1) ^ 0x11b) & 255 : a << 1;
  }
  return product;
}

function divide(a: number, b: number): number {
  for (let quotient = 0; quotient < 256; quotient += 1) if (multiply(quotient, b) === a) return quotient;
  throw new RangeError("nothing is divided by zero");
}
