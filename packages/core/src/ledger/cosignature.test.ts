import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, decodeBase64, encodeBase64, utf8 } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner, publicKeyBytes } from "../keys/index.ts";
import {
  addCosignatures,
  cosignCheckpoint,
  createCosigner,
  openCheckpoint,
  readNote,
  readNoteKey,
  readSignatureLines,
  takeCosignatures,
} from "./index.ts";
import type { SignatureLine } from "./index.ts";
import { verifyLine } from "./cosignature.ts";
import {
  codeOf,
  cosign,
  identity,
  logCosigner,
  origin,
  primitives,
  signHead,
  TIME,
} from "./ledger.fixture.ts";
import { writeLine } from "./note.ts";

const seed = new Uint8Array(32).fill(9);
const ed25519 = createEd25519Signer(seed);
const mlDsa44 = createMlDsaSigner("ML-DSA-44", seed);
const name = "witness.example/w1";
const both = [
  createCosigner({ name, ed25519 }, primitives),
  createCosigner({ name, mlDsa44 }, primitives),
] as const;
const keys = both.map(({ vkey }) => readNoteKey(vkey, primitives));
const note = signHead(5);
const { text } = readNote(note);
const [, , rootLine = ""] = text.split("\n");

/** Eight bytes, the most significant first. */
function uint64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

const blobOf = (line: SignatureLine): Uint8Array => decodeBase64(line.trim().split(" ")[2] ?? "").slice(4);
const holds = (which: 0 | 1, blob: Uint8Array, under = text): boolean => {
  const key = keys[which];
  return key !== undefined && verifyLine({ key, text: under, blob }, primitives);
};

describe("keys of notes", () => {
  it("have the key id of their type: SHA-256 of name, newline, type and key", () => {
    for (const [index, type] of [0x04, 0x06].entries()) {
      const bytes = publicKeyBytes(index === 0 ? ed25519.publicKey : mlDsa44.publicKey);
      const id = primitives.sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), bytes)).slice(0, 4);
      expect(keys[index]).toMatchObject({
        name,
        keyId: Buffer.from(id).toString("hex"),
        type: index === 0 ? "ed25519-cosignature" : "ml-dsa-44-cosignature",
        publicKey: bytes,
      });
      expect(both[index]?.vkey).toBe(
        `${name}+${Buffer.from(id).toString("hex")}+${encodeBase64(concatBytes(Uint8Array.of(type), bytes))}`,
      );
    }
  });

  it("of types that cannot be checked here are read, and check nothing", () => {
    const spki = new Uint8Array(91).fill(5);
    const ecdsa = Buffer.from(primitives.sha256(spki).slice(0, 4)).toString("hex");
    const vkey = `log.example+${ecdsa}+${encodeBase64(concatBytes(Uint8Array.of(2), spki))}`;
    const key = readNoteKey(vkey, primitives);
    expect(key.type).toBe("other");
    expect(verifyLine({ key, text, blob: new Uint8Array(64) }, primitives)).toBe(false);
    for (const type of [0x05, 0xff]) {
      const typed = Uint8Array.of(type, ...new Uint8Array(32));
      const id = primitives.sha256(concatBytes(utf8("log.example\n"), typed)).slice(0, 4);
      const other = `log.example+${Buffer.from(id).toString("hex")}+${encodeBase64(typed)}`;
      expect(readNoteKey(other, primitives).type).toBe("other");
    }
  });

  it("are refused with any changed character", () => {
    for (const { vkey } of [...both, { vkey: identity.vkey }]) {
      fc.assert(
        fc.property(
          fc.nat(vkey.length),
          fc.constantFrom("", "A", "0", "+", "/", "=", " ", "b"),
          (at, character) => {
            const changed = vkey.slice(0, at) + character + vkey.slice(at + 1);
            if (changed === vkey) return;
            expect(codeOf(() => readNoteKey(changed, primitives))).toBe("NOTE_SYNTAX");
          },
        ),
        { numRuns: 300 },
      );
    }
    for (const bad of ["", "a", "a+00000000", "a+00000000+", "a+00000000+AA==", "a+00000000+AQ=="])
      expect(codeOf(() => readNoteKey(bad, primitives))).toBe("NOTE_SYNTAX");
  });
});

describe("cosignatures", () => {
  it("of Ed25519 are over a header, the time and the whole checkpoint", () => {
    const message = utf8(`cosignature/v1\ntime ${TIME}\n${text}`);
    const line = cosignCheckpoint({ note, cosigner: both[0], time: TIME });
    expect(line).toBe(
      writeLine(keys[0] ?? expect.fail(), concatBytes(uint64(BigInt(TIME)), ed25519.sign(message))),
    );
    expect(blobOf(line)).toHaveLength(8 + 64);
  });

  it("of ML-DSA-44 are over label, cosigner, time, origin, range and root", () => {
    const message = concatBytes(
      utf8("subtree/v1\n\0"),
      ...[Uint8Array.of(name.length), utf8(name), uint64(BigInt(TIME))],
      ...[Uint8Array.of(origin.length), utf8(origin), uint64(0n), uint64(5n)],
      decodeBase64(rootLine),
    );
    const blob = blobOf(cosignCheckpoint({ note, cosigner: both[1], time: TIME }));
    expect(blob).toHaveLength(8 + 2420);
    expect(blob.slice(0, 8)).toEqual(Uint8Array.from(uint64(BigInt(TIME))));
    const key = publicKeyBytes(mlDsa44.publicKey);
    expect(primitives.verifyMlDsa("ML-DSA-44", key, message, blob.slice(8))).toBe(true);
  });

  it("stand behind the log's own, and the note still opens", () => {
    const lines = cosign(text, [logCosigner, ...both]);
    const whole = addCosignatures(note, lines);
    expect(whole).toBe(note + lines.join(""));
    expect(openCheckpoint({ note: whole, identity }, primitives)).toMatchObject({ origin, size: 5 });
    expect(readNote(whole).signatures.map((line) => line.name)).toEqual([origin, origin, name, name]);
    expect(readSignatureLines(lines.join(""))).toEqual(lines);
  });

  it("do not name the cosigner under Ed25519, and do under ML-DSA-44", () => {
    const others = [
      createCosigner({ name: "elsewhere", ed25519 }, primitives),
      createCosigner({ name: "elsewhere", mlDsa44 }, primitives),
    ];
    const [first, second] = cosign(text, others).map(blobOf);
    expect(holds(0, first ?? new Uint8Array())).toBe(true);
    expect(holds(1, second ?? new Uint8Array())).toBe(false);
  });

  it("cover extension lines under Ed25519 only, as the specification warns", () => {
    const extended = `${text}an extension\n`;
    const [first, second] = cosign(text, both).map(blobOf);
    expect(holds(0, first ?? new Uint8Array(), extended)).toBe(false);
    expect(holds(1, second ?? new Uint8Array(), extended)).toBe(true);
  });
});

describe("hostile cosignatures", () => {
  const blobs = cosign(text, both).map(blobOf);

  it("fall with any changed byte, time included, and at any other length", () => {
    for (const which of [0, 1] as const) {
      const blob = blobs[which] ?? new Uint8Array();
      expect(holds(which, blob)).toBe(true);
      fc.assert(
        fc.property(fc.nat(blob.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const changed = blob.slice();
          changed[at] = (changed[at] ?? 0) ^ change;
          expect(holds(which, changed)).toBe(false);
        }),
        { numRuns: 150 },
      );
      for (const length of [0, 1, 7, 8, 9, 64, 71, blob.length - 1])
        expect(holds(which, blob.slice(0, length))).toBe(false);
      expect(holds(which, Uint8Array.of(...blob, 0))).toBe(false);
    }
  });

  it("fall under any changed checkpoint", () => {
    for (const which of [0, 1] as const)
      for (const other of [
        text.replace("\n5\n", "\n6\n"),
        text.replace(origin, `${origin}2`),
        readNote(signHead(5, "other")).text,
        "no checkpoint\n",
      ])
        expect(holds(which, blobs[which] ?? new Uint8Array(), other)).toBe(false);
  });

  it("with a time beyond 2^63 - 1 are refused, rightly signed or not", () => {
    const time = 2n ** 63n;
    const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
    expect(holds(0, concatBytes(uint64(time), ed25519.sign(message)))).toBe(false);
    const latest = utf8(`cosignature/v1\ntime ${time - 1n}\n${text}`);
    expect(holds(0, concatBytes(uint64(time - 1n), ed25519.sign(latest)))).toBe(true);
  });

  it("are not made without a time, for no checkpoint, or under no name", () => {
    const [cosigner] = both;
    for (const time of [0, -1, 0.5, Number.NaN])
      expect(codeOf(() => cosignCheckpoint({ note, cosigner, time }))).toBe("SHAPE_INVALID");
    const plain = note.replace(text, "no checkpoint\n");
    expect(codeOf(() => cosignCheckpoint({ note: plain, cosigner, time: TIME }))).toBe("CHECKPOINT_SYNTAX");
    expect(codeOf(() => cosignCheckpoint({ note: text, cosigner, time: TIME }))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => createCosigner({ name: "a b", ed25519 }, primitives))).toBe("NOTE_SYNTAX");
    const long = note.replace(origin, "x".repeat(256));
    expect(codeOf(() => cosignCheckpoint({ note: long, cosigner: both[1], time: TIME }))).toBe(
      "CHECKPOINT_SYNTAX",
    );
  });
});

describe("signature lines", () => {
  const [line = "" as SignatureLine, second = "" as SignatureLine] = cosign(text, both);

  it("are refused in any other spelling", () => {
    for (const bad of [
      "",
      "\n",
      line.slice(0, -1),
      `${line}\n`,
      line.replace("— ", "- "),
      line.replace("— ", "—  "),
      line.replace(name, "two words"),
      line.replace(name, "a+b"),
      line.replace(name, "a\u2003b"),
      `— ${name} AAAA\n`,
      `— ${name} AAAAAA==\n`,
      `— ${name} !\n`,
      line.repeat(101),
    ]) {
      expect(codeOf(() => readSignatureLines(bad))).toBe("NOTE_SYNTAX");
      if (bad !== "") expect(codeOf(() => readNote(`${text}\n${bad}`))).toBe("NOTE_SYNTAX");
    }
    expect(readSignatureLines(line.repeat(100))).toHaveLength(100);
  });

  it("are added once for each key, and one line at a time", () => {
    expect(codeOf(() => addCosignatures(note, [line, line]))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => addCosignatures(addCosignatures(note, [line]), [line]))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => addCosignatures(note, [`${line}${second}` as SignatureLine]))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => addCosignatures(note, ["text\n" as SignatureLine]))).toBe("NOTE_SYNTAX");
    expect(addCosignatures(note, [])).toBe(note);
  });

  it("of unknown keys are ignored, also under a known name or a known id", () => {
    const stranger = createCosigner({ name: origin, ed25519 }, primitives);
    const [foreign = "" as SignatureLine] = cosign(text, [stranger]);
    const own = readNote(note).signatures[0];
    const sameId = writeLine(
      { ...(keys[0] ?? expect.fail()), keyId: own?.keyId ?? expect.fail() },
      new Uint8Array(64),
    );
    const whole = addCosignatures(note, [foreign, sameId]);
    expect(openCheckpoint({ note: whole, identity }, primitives).size).toBe(5);
  });

  it("of a known key that does not hold spoil the note, even beside one that does", () => {
    const broken = note.replace(/— .*/, (all) =>
      all.replace(/.{4}$/, (end) => (end === "AAA=" ? "BAA=" : "AAA=")),
    );
    expect(codeOf(() => openCheckpoint({ note: broken, identity }, primitives))).toBe(
      "LEDGER_CHECKPOINT_INVALID",
    );
    const twice = `${note}${note.slice(note.indexOf("— "))}`;
    expect(codeOf(() => openCheckpoint({ note: twice, identity }, primitives))).toBe("NOTE_SYNTAX");
    const none = `${text}\n${line}`;
    expect(codeOf(() => openCheckpoint({ note: none, identity }, primitives))).toBe(
      "LEDGER_CHECKPOINT_INVALID",
    );
  });

  it("from a witness's answer are taken when known and true", () => {
    const take = (body: string, from = keys): readonly SignatureLine[] =>
      takeCosignatures({ note, body, keys: from }, primitives).map((taken) => taken.line);
    expect(take(`${line}${second}`)).toEqual([line, second]);
    expect(take(`${line}${second}`, keys.slice(1))).toEqual([second]);
    expect(take(line, [])).toEqual([]);
    const taken = takeCosignatures({ note, body: `${line}${second}`, keys }, primitives);
    expect(taken.map(({ vkey }) => vkey)).toEqual(keys.map(({ vkey }) => vkey));
    const other = cosign(readNote(signHead(6)).text, both);
    expect(codeOf(() => take(other.join("")))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(codeOf(() => take(`${line}${line}`))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => take("gone\n"))).toBe("NOTE_SYNTAX");
    // A cosignature without a time says nothing of the largest tree seen, so a witness must not answer with one.
    const message = utf8(`cosignature/v1\ntime 0\n${text}`);
    const timeless = writeLine(keys[0] ?? expect.fail(), concatBytes(uint64(0n), ed25519.sign(message)));
    expect(codeOf(() => take(timeless))).toBe("LEDGER_CHECKPOINT_INVALID");
    // The log's own key is no witness.
    expect(codeOf(() => take(note.slice(note.indexOf("— ")), [readNoteKey(identity.vkey, primitives)]))).toBe(
      "LEDGER_CHECKPOINT_INVALID",
    );
  });
});
