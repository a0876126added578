import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64url, readInstant } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import {
  changeKeys,
  digestLetter,
  fingerprintPeer,
  LONGEST_BUNDLE,
  readAcknowledgement,
  readBundle,
  readContent,
  readPeerCard,
  readSender,
  sortLetters,
  verifyKeyChange,
  writeBundle,
  writePeerCard,
} from "./index.ts";
import type { Letter, Link } from "./index.ts";
import { ally, digestFile, lead, makeSampleNode, writeSampleLetters } from "./letters.fixture.ts";
import { readLetter, writeLetter } from "./letter.ts";
import { listInvalidContents, listValidContents } from "./content-vectors.fixture.ts";
import type { ContentVector, ContentVectors } from "./content-vectors.fixture.ts";
import { listInvalidBundles, listValidBundles, writeEnclosingLetter } from "./vectors.fixture.ts";
import type { BundleVector, VectorFile } from "./vectors.fixture.ts";

function readVectors<Case>(name: string): VectorFile<Case> {
  const file = new URL(`../../../../vectors/letters/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as VectorFile<Case>;
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const read = (bytes: Uint8Array) =>
  readBundle(
    { bytes, to: lead.party, keysOf: (node) => (node === ally.party.node ? ally.known : null) },
    primitives,
  );
const nothing = { number: 0, digest: null };

describe("vectors of letters", () => {
  const valid = readVectors<BundleVector>("bundles_valid");
  const invalid = readVectors<BundleVector & { code: string }>("bundles_invalid");

  it.each(valid.cases)("accepts $why", (expected) => {
    const bundle = read(decodeBase64(expected.bundle));
    expect(bundle.letters.map(writeLetter)).toEqual(expected["letters"]);
    expect(bundle.letters.map((letter) => digestLetter(letter, primitives))).toEqual(expected["digests"]);
    expect(bundle.acknowledged).toEqual(expected["acknowledged"]);
    expect([...bundle.files.keys()]).toEqual(expected["files"]);
  });

  it.each(invalid.cases)("refuses $why", ({ bundle, code }) => {
    expect(codeOf(() => read(decodeBase64(bundle)))).toBe(code);
  });

  it("are what the fixtures write", () => {
    expect(valid).toEqual(JSON.parse(JSON.stringify(listValidBundles())));
    expect(invalid).toEqual(JSON.parse(JSON.stringify(listInvalidBundles())));
  });
});

describe("vectors of contents", () => {
  const load = (name: string) =>
    readVectors(name) as unknown as ContentVectors<ContentVector & { readonly code: string }>;
  const [valid, invalid] = [load("contents_valid"), load("contents_invalid")];
  const before = readPeerCard(valid.from);
  const node = { member: before.member, node: fingerprintPeer(before, primitives) };
  const take = (letter: JsonObject): string => {
    const said = readContent(readLetter(letter, "letter"));
    if (said.kind === "keys") verifyKeyChange(said.content, { node, before }, primitives);
    return said.kind;
  };

  it.each(valid.cases)("reads $why", ({ letter }) => {
    expect(take(letter)).toBe(letter["kind"]);
  });

  it.each(invalid.cases)("refuses $why", ({ letter, code }) => {
    expect(codeOf(() => take(letter))).toBe(code);
  });

  it("are what the fixtures write", () => {
    expect(valid).toEqual(JSON.parse(JSON.stringify(listValidContents())));
    expect(invalid).toEqual(JSON.parse(JSON.stringify(listInvalidContents())));
  });
});

describe("a bundle", () => {
  it("is refused by the code of what is wrong with any one byte of it", () => {
    const letter = writeEnclosingLetter();
    const cut = new TextEncoder().encode("a cut, or what stands for one in a vector\n");
    const files = new Map([[digestFile(cut), cut]]);
    const written = { from: ally.party, to: lead.party, letters: [letter], acknowledged: nothing, files };
    const good = writeBundle(written, ally.signer, primitives);
    expect(read(good).files.get(digestFile(cut))).toEqual(cut);
    const codes = ["BUNDLE_SYNTAX", "KEY_UNTRUSTED", "SIGNATURE_INVALID", "FILE_MISMATCH"];
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Uint8Array.from(good);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(codes).toContain(codeOf(() => read(changed)));
      }),
      { numRuns: 60 },
    );
  });

  it("longer than any is refused before anything of it is read", () => {
    expect(codeOf(() => read(new Uint8Array(LONGEST_BUNDLE + 1)))).toBe("BUNDLE_SYNTAX");
  });

  it("is not written where a file is missing that a letter encloses", () => {
    const letters = [writeEnclosingLetter()];
    const written = { from: ally.party, to: lead.party, letters, acknowledged: nothing, files: new Map() };
    expect(codeOf(() => writeBundle(written, ally.signer, primitives))).toBe("BUNDLE_SYNTAX");
  });

  it("is not written of letters that do not follow each other", () => {
    const letters = writeSampleLetters(3).filter(({ number }) => number !== 2);
    const written = { from: ally.party, to: lead.party, letters, acknowledged: nothing, files: new Map() };
    expect(codeOf(() => writeBundle(written, ally.signer, primitives))).toBe("LETTER_CHAIN_BROKEN");
  });

  it("says whose it is before it is believed", () => {
    const written = {
      from: ally.party,
      to: lead.party,
      letters: [],
      acknowledged: nothing,
      files: new Map(),
    };
    expect(readSender(writeBundle(written, ally.signer, primitives))).toBe(ally.party.node);
    expect(codeOf(() => readSender(Uint8Array.of(1, 2, 0x0a)))).toBe("BUNDLE_SYNTAX");
  });

  it("of random bytes is refused by a code", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(codeOf(() => read(bytes))).toBe("BUNDLE_SYNTAX");
      }),
    );
  });
});

describe("a stream", () => {
  const letters = writeSampleLetters(12);
  const linkOf = (letter: Letter): [number, Link] => [
    letter.number,
    { digest: digestLetter(letter, primitives), before: letter.before },
  ];

  /** What a receiver does, with its memory. */
  class Receiver {
    readonly links = new Map<number, Link>();
    taken = 0;
    readonly order: number[] = [];

    receive(bundle: readonly Letter[]): void {
      const { fresh } = sortLetters({ taken: this.taken, known: this.links }, bundle, primitives);
      for (const { letter, digest } of fresh)
        this.links.set(letter.number, { digest, before: letter.before });
      while (this.links.has(this.taken + 1)) this.order.push((this.taken += 1));
    }
  }

  it("is taken once and in order, however its bundles come", () => {
    const bundle = fc
      .tuple(fc.nat(11), fc.nat(11))
      .map(([a, b]) => letters.slice(Math.min(a, b), Math.max(a, b) + 1));
    fc.assert(
      fc.property(fc.array(bundle, { maxLength: 20 }), (bundles) => {
        const receiver = new Receiver();
        for (const one of bundles) receiver.receive(one);
        receiver.receive(letters);
        expect(receiver.order).toEqual(letters.map(({ number }) => number));
      }),
      { numRuns: 60 },
    );
  });

  it("stops at a fork wherever the other history comes in", () => {
    const forked = writeSampleLetters(12, (number) =>
      number === 6 ? "Another question?" : `Question ${number}?`,
    );
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 11 }), fc.boolean(), fc.boolean(), (at, whole, ahead) => {
        const receiver = new Receiver();
        receiver.receive(ahead ? letters.slice(6) : letters);
        // Its seventh letter names the other sixth; the sixth itself is only seen to be another beside its neighbours.
        const other = whole ? forked : forked.slice(at, at + 2);
        const known = ahead && !whole && at === 5 ? forked.slice(5, 7) : other;
        expect(
          codeOf(() => {
            receiver.receive(known);
          }),
        ).toBe("LETTER_FORKED");
      }),
      { numRuns: 40 },
    );
  });

  it("holds nothing far ahead", () => {
    const far = { ...(letters[5] as Letter), number: 5000 };
    expect(sortLetters({ taken: 0, known: new Map() }, [far], primitives)).toEqual({
      ...{ fresh: [], known: 0, beyond: 1 },
    });
  });

  it("is not taken a second time where what was taken is not remembered", () => {
    const known = new Map(letters.slice(3, 5).map(linkOf));
    expect(codeOf(() => sortLetters({ taken: 5, known }, letters.slice(0, 1), primitives))).toBe(
      "LETTER_FORKED",
    );
  });

  it("is acknowledged as far as it was sent, and by what was sent", () => {
    const digestOf = (number: number): string | null => {
      const letter = letters[number - 1];
      return letter === undefined ? null : digestLetter(letter, primitives);
    };
    const outgoing = { written: 8, acknowledged: 4, digestOf };
    expect(readAcknowledgement(outgoing, { number: 6, digest: digestOf(6) })).toBe(6);
    expect(readAcknowledgement(outgoing, { number: 2, digest: digestOf(2) })).toBe(4);
    expect(readAcknowledgement(outgoing, nothing)).toBe(4);
    expect(codeOf(() => readAcknowledgement(outgoing, { number: 9, digest: digestOf(9) }))).toBe(
      "LETTER_NEVER_SENT",
    );
    expect(codeOf(() => readAcknowledgement(outgoing, { number: 5, digest: digestOf(4) }))).toBe(
      "LETTER_FORKED",
    );
  });
});

describe("a card", () => {
  it("is read as it was written, and changed nowhere without another fingerprint but in its address", () => {
    const text = writePeerCard(ally.card);
    expect(readPeerCard(text)).toEqual(ally.card);
    const print = (card: typeof ally.card): string => fingerprintPeer(card, primitives);
    expect(print({ ...ally.card, address: null })).toBe(ally.party.node);
    const recipient = `age1pq1${"z".repeat(300)}`;
    const others = [
      { ...ally.card, member: "DEU" },
      { ...ally.card, recipient },
      { ...ally.card, keys: { ...ally.card.keys, mlDsa: lead.card.keys.mlDsa } },
      { ...ally.card, keys: { ...ally.card.keys, ed25519: lead.card.keys.ed25519 } },
    ];
    for (const card of others) expect(print(card)).not.toBe(ally.party.node);
  });

  it.each([
    ["a recipient that is not hybrid", { recipient: "age1qqqq" }],
    ["an address of a file", { address: "file:///etc/passwd" }],
    ["a member in small letters", { member: "fra" }],
  ])("is refused with %s", (_, change) => {
    expect(codeOf(() => readPeerCard(writePeerCard({ ...ally.card, ...change })))).toBe("SHAPE_INVALID");
  });
});

describe("what a letter says", () => {
  const [base] = writeSampleLetters(1) as [Letter];
  const file = digestFile(new Uint8Array(3));
  const at = readInstant("2026-03-05T09:00:00.000Z");
  const say = (kind: Letter["kind"], content: JsonObject, digests: readonly string[] = []): Letter => ({
    ...{ ...base, kind, content, files: digests.map((digest) => ({ digest, size: 3 })) },
  });
  const approach = {
    ...{ title: "A case", exercise: true, id: "1", ask: "Act.", answerBy: at, resolver: null },
    cuts: [{ document: "assessment", title: "Assessment", file }],
  };

  const done = {
    ...{ actorType: "state", kind: "expulsion", target: "RUS", count: 3, announced: "2026-03-26" },
    ...{ inTally: true, detail: "", sources: ["https://example.org/note"], confidence: "high" },
  };
  const fresh = makeSampleNode("FRA", 31);
  const renewed = { ...fresh, card: { ...fresh.card, node: ally.party.node } };
  const change = changeKeys(
    { node: ally.party, before: ally.card, card: renewed.card },
    { old: ally.signer, fresh: renewed.signer },
    primitives,
  );

  it.each([
    ["approach", approach, [file]],
    ["answer", { question: 1, outcome: "answered", text: "Yes." }, []],
    ["unsealing", { document: "assessment", file }, [file]],
    ["notice", { document: "assessment", file }, [file]],
    ["instant", { round: 1, state: "armed", instant: at, dueAt: at }, []],
    ["package", { file }, [file]],
    ["share", { embargo: file, file }, [file]],
    ["share", { embargo: file, member: "FRA", share: "A".repeat(44), salt: file }, []],
    ["witness", { file }, [file]],
    ["cosignature", { letter: 1, size: 3, lines: "\u2014 entente.example/witness AAAA\n" }, []],
    ["cosignature", { letter: 1, size: 3, lines: null }, []],
    ["keys", change, []],
    ["confirmation", { letter: 1, said: "Taken.", leaf: 3, at }, []],
    ["receipt", { stage: "opened", document: "assessment" }, []],
    ["question", { text: "Who?", place: { document: "assessment", name: "p3" } }, []],
    ["position", { position: "supportive", statement: "" }, []],
    ["pledge", { levels: [], authority: "minister", validUntil: null }, []],
    ["pledge", { sealed: "AAAA" }, []],
    ["withdrawal", {}, []],
    ["readiness", { items: [{ item: "translated", state: "done" }], text: null }, []],
    ["done", done, []],
    ["acknowledgement", { release: "abc" }, []],
    ["trouble", { letter: null, code: "NOT_FOUND", said: "What, why, who." }, []],
  ] as const)("is read where it is whole: %s", (kind, content, digests) => {
    expect(readContent(say(kind, content as unknown as JsonObject, digests))).toEqual({ kind, content });
  });

  it.each([
    ["a member that is not part of it", "withdrawal", { all: true }, []],
    ["a file it does not enclose", "notice", { document: "assessment", file }, []],
    ["a file it does not speak of", "withdrawal", {}, [file]],
    ["both open and sealed", "pledge", { sealed: "AAAA", levels: [] }, []],
    ["a code in small letters", "trouble", { letter: null, code: "oops", said: "" }, []],
    ["a resolver that is no recipient", "approach", { ...approach, resolver: "age" }, [file]],
    ["a text that is too long", "question", { text: "a".repeat(20_001), place: null }, []],
    ["a share of another length", "share", { embargo: file, member: "FRA", share: "AAAA", salt: file }, []],
    ["a share that is given and let go", "share", { embargo: file, file, member: "FRA" }, [file]],
    ["what was done, for another member", "done", { ...done, actor: "DEU" }, []],
    ["what was done, by no source", "done", { ...done, sources: [] }, []],
    ["a cosignature that is no line of a note", "cosignature", { letter: 1, size: 3, lines: "AAAA\n" }, []],
    ["a change of keys without a signature", "keys", { ...change, old: { ed25519: "", mlDsa: "" } }, []],
    ["a name of nothing", "acknowledgement", { release: "" }, []],
  ] as const)("is refused with %s", (_, kind, content, digests) => {
    expect(codeOf(() => readContent(say(kind, content as unknown as JsonObject, digests)))).toBe(
      "SHAPE_INVALID",
    );
  });

  it("changes keys where those of both cards signed it for this node, and else not", () => {
    const of = { node: ally.party, before: ally.card };
    expect(verifyKeyChange(change, of, primitives)).toEqual(renewed.card);
    const foreign = makeSampleNode("FRA", 41);
    const signers = { old: ally.signer, fresh: renewed.signer };
    const make = (
      wish: Partial<Parameters<typeof changeKeys>[0]>,
      by: Partial<typeof signers> = {},
    ): ReturnType<typeof changeKeys> =>
      changeKeys({ ...of, card: renewed.card, ...wish }, { ...signers, ...by }, primitives);
    const others = [
      make({}, { old: foreign.signer }),
      make({}, { fresh: foreign.signer }),
      make({}, { old: { ...ally.signer, mlDsa: foreign.signer.mlDsa } }),
      make({}, { old: { ...ally.signer, ed25519: foreign.signer.ed25519 } }),
      make({ node: lead.party }),
      make({ before: foreign.card }),
      make({ card: { ...renewed.card, member: "DEU" } }),
      make({ card: fresh.card }),
      make({ card: { ...renewed.card, node: lead.party.node } }),
      { ...change, card: { ...change.card, address: "https://other.example" } },
      { ...change, old: change.fresh },
    ];
    for (const one of others)
      expect(codeOf(() => verifyKeyChange(one, of, primitives))).toBe("KEYS_NOT_SIGNED");
  });

  it("is refused with a time without milliseconds", () => {
    const content = { round: 1, state: "set", instant: "2026-03-05T09:00:00Z", dueAt: at };
    expect(codeOf(() => readContent(say("instant", content)))).toBe("INSTANT_INVALID");
  });

  it("digests to 32 bytes", () => {
    expect(encodeBase64url(new Uint8Array(32))).toHaveLength(digestLetter(base, primitives).length);
  });
});
