// Statements about keys and where keys count: by the order of the ledger, whatever a file says of time.
import { describe, expect, test } from "vitest";
import {
  createEd25519Signer,
  createMlDsaSigner,
  fingerprintIssuer,
  portablePrimitives as primitives,
  thumbprint,
} from "../keys/index.ts";
import { utf8 } from "../encoding/index.ts";
import {
  digestCut,
  digestKeyStatement,
  digestRelease,
  openKeyStatement,
  requireStanding,
  requireTrusted,
  sealCut,
  sealKeyStatement,
  signKeyStatement,
  verifyCut,
} from "./index.ts";
import type { KeySetSigner, KeyStatement, StatedKeys, Trust } from "./index.ts";
import { codeOf, sample, sealRelease } from "./release.fixture.ts";

const sealed = sealRelease({ document: sample, recipients: ["DEU"] });
const seedOf = (name: string): Uint8Array => primitives.sha256(utf8(name));
const newIssuer = (name: string): KeySetSigner => ({
  ed25519: createEd25519Signer(seedOf(name)),
  mlDsa: createMlDsaSigner("ML-DSA-65", seedOf(name)),
});
const { policy } = sealed.trust;
const ledger = { origin: sealed.vkey.split("+")[0] ?? "", vkey: sealed.vkey };
const AT = "2018-03-20T10:00:00.000Z";
const old: KeySetSigner = sealed.issuer;
const next = newIssuer("next");

function state(
  kind: KeyStatement["kind"],
  of: KeySetSigner,
  following: KeySetSigner | null,
  purpose: KeyStatement["purpose"] = "issuer",
): string {
  const statement = { kind, purpose, member: "GBR", ledger, at: AT };
  const signed = signKeyStatement({ statement, old: of, next: following });
  return sealKeyStatement(signed, sealed.commit("key", digestKeyStatement(signed, primitives)));
}

const open = (text: string): StatedKeys => openKeyStatement({ text, policy }, primitives).stated;
const idOf = ({ ed25519, mlDsa }: KeySetSigner): string =>
  mlDsa === null
    ? thumbprint(ed25519.publicKey, primitives)
    : fingerprintIssuer({ ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey }, primitives);

/** The same release again, put into the ledger now: what a thief can do, and date as it likes. */
function forge(): string {
  const body = sealed.bodies.get("DEU");
  if (body === undefined) throw new Error("no cut");
  const release = sealed.commit("release", digestRelease(sealed.issued, primitives));
  return sealCut(body, { release, cut: sealed.commit("cut", digestCut(body, primitives)) });
}

const judge = (text: string, trust: Trust): string => codeOf(() => verifyCut({ text, trust, primitives }));
const early = sealed.cuts.get("DEU") ?? "";
const before = forge();
const rotation = state("rotation", old, next);
const between = forge();
const revocation = state("revocation", old, null);
const after = forge();
const pinned = (...statements: readonly string[]): Trust => ({
  ...sealed.trust,
  statements: statements.map(open),
});

describe("what a reader believes", () => {
  test("is decided by the order of the ledger", () => {
    expect([early, before, between, after].map((text) => judge(text, pinned()))).toEqual(
      Array.from({ length: 4 }, () => "accepted"),
    );
    expect([early, before, between, after].map((text) => judge(text, pinned(rotation)))).toEqual([
      ...["accepted", "accepted", "KEY_SUPERSEDED", "KEY_SUPERSEDED"],
    ]);
    expect([early, before, between, after].map((text) => judge(text, pinned(revocation)))).toEqual([
      ...["accepted", "accepted", "accepted", "KEY_REVOKED"],
    ]);
  });

  test("follows a chain of rotations from a pinned key, and nothing a revocation or a replaced key names", () => {
    const third = newIssuer("third");
    const chain = [rotation, state("rotation", next, third)];
    const trust = { ...sealed.trust, kind: "pinned" } as const;
    const follow = (key: KeySetSigner, ...texts: readonly string[]): string =>
      codeOf(() =>
        requireTrusted({ purpose: "issuer", key: idOf(key) }, { ...trust, statements: texts.map(open) }),
      );
    expect(follow(next, rotation)).toBe("accepted");
    expect(follow(third, ...chain)).toBe("accepted");
    expect(follow(third, ...chain.slice(1))).toBe("KEY_UNTRUSTED");
    // A second successor, stated with the old key after the first: the old key could not say so any more.
    const thief = newIssuer("thief");
    expect(follow(thief, rotation, state("rotation", old, thief))).toBe("KEY_UNTRUSTED");
    expect(follow(next, rotation, revocation)).toBe("accepted");
    expect(follow(thief, state("rotation", thief, third))).toBe("KEY_UNTRUSTED");
  });

  test("has no order between two ledgers, so a statement in another one takes all belief", () => {
    const [stated] = [open(rotation)];
    const trust = { ...sealed.trust, statements: [{ ...stated, ledger: "elsewhere" }] } as Trust;
    const use = { purpose: "issuer", key: idOf(old), ledger: sealed.vkey, born: 0, last: 1 } as const;
    expect(codeOf(() => requireStanding(use, trust))).toBe("KEY_SUPERSEDED");
  });
});

describe("a statement", () => {
  test("is signed by every key it names", () => {
    expect(openKeyStatement({ text: rotation, policy }, primitives).statement).toMatchObject({
      kind: "rotation",
    });
    const statement = { kind: "rotation", purpose: "issuer", member: "GBR", ledger, at: AT } as const;
    const whole = signKeyStatement({ statement, old, next });
    const seal = (signatures: typeof whole.signatures): string => {
      const signed = { ...whole, signatures };
      return sealKeyStatement(signed, sealed.commit("key", digestKeyStatement(signed, primitives)));
    };
    const [a, b, c, d] = whole.signatures;
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error("four sign");
    for (const signatures of [[], [a, b], [a, b, c], [a, b, c, c], [c, d, a, b], [a, a, c, d]])
      expect(["SIGNATURE_INVALID", "ALGORITHM_REFUSED"]).toContain(codeOf(() => open(seal(signatures))));
  });

  test("with anything changed is refused", () => {
    const changes: readonly (readonly [string, (text: string) => string])[] = [
      ["its payload", (text) => text.replace(/"payload":"./, '"payload":"f')],
      ["its proof", (text) => text.replace(/index \d+/, "index 0")],
      ["its format", (text) => text.replace("statement/1", "statement/2")],
      ["its spelling", (text) => text.replace("{", "{ ")],
      ["its instant", (text) => text.replace(/"at":"2018/, '"at":"2017')],
    ];
    for (const [what, change] of changes)
      expect(
        codeOf(() => open(change(rotation))),
        what,
      ).not.toBe("accepted");
  });

  test("of a release authority has one key, and a revocation names none that follows", () => {
    const authority = { ed25519: sealed.authority, mlDsa: null };
    expect(open(state("revocation", authority, null, "authority")).next).toEqual([]);
    expect(codeOf(() => state("revocation", old, next))).toBe("SHAPE_INVALID");
    expect(codeOf(() => state("rotation", old, null))).toBe("SHAPE_INVALID");
    expect(codeOf(() => state("rotation", old, next, "authority"))).toBe("SHAPE_INVALID");
    expect(codeOf(() => state("rotation", authority, next))).toBe("SHAPE_INVALID");
  });
});
