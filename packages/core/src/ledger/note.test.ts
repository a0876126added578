import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, utf8, VerificationError } from "../encoding/index.ts";
import { createEd25519Signer, portablePrimitives as primitives } from "../keys/index.ts";
import {
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  hashTree,
  openCheckpoint,
  proveInclusion,
  readLedgerIdentity,
  signCheckpoint,
  verifyProof,
} from "./index.ts";
import type { CommitmentOpening } from "./index.ts";
import { verifyLine } from "./cosignature.ts";
import { readIdentityKey, readNoteKey } from "./note-key.ts";
import { readNote, writeLine, writeNote } from "./note.ts";

const signer = createEd25519Signer(new Uint8Array(32).fill(7));
const origin = "entente.example/gbr-exercise";
const identity = createLedgerIdentity({ origin, publicKey: signer.publicKey }, primitives);
const stranger = createEd25519Signer(new Uint8Array(32).fill(8));

const opening: CommitmentOpening = {
  kind: "release",
  digest: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
  salt: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  at: "2018-03-14T10:00:00.000Z",
};
const entries = [0, 1, 2, 3, 4].map((hour) =>
  encodeEntry({ ...opening, at: `2018-03-14T1${hour}:00:00.000Z` }, primitives),
);
const leafHashes = entries.map((entry) => hashLeaf(entry, primitives));
const checkpoint = { origin, size: 5, root: hashTree(leafHashes, primitives) };
const note = signCheckpoint({ checkpoint, identity, signer }, primitives);
const entry = entries[2] ?? new Uint8Array();
const proof = formatProof({
  index: 2,
  hashes: proveInclusion({ index: 2, leafHashes }, primitives),
  checkpoint: note,
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError || error instanceof VerificationError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("entries", () => {
  it("are canonical JSON of the instant and a commitment, the same for the same opening", () => {
    const text = new TextDecoder().decode(encodeEntry(opening, primitives));
    expect(text).toMatch(/^\{"at":"2018-03-14T10:00:00\.000Z","commitment":"[\w-]{43}"\}$/);
    expect(encodeEntry({ ...opening }, primitives)).toEqual(encodeEntry(opening, primitives));
  });

  it("change with every member of the opening", () => {
    const others: CommitmentOpening[] = [
      { ...opening, kind: "cut" },
      { ...opening, digest: opening.salt },
      { ...opening, salt: opening.digest },
      { ...opening, at: "2018-03-14T10:00:00.001Z" },
    ];
    const all = [opening, ...others].map((one) => new TextDecoder().decode(encodeEntry(one, primitives)));
    expect(new Set(all).size).toBe(5);
  });

  it("refuse an opening that is not complete and canonical", () => {
    const refuse = (change: object): string =>
      codeOf(() => encodeEntry({ ...opening, ...change }, primitives));
    expect(refuse({ kind: "gossip" })).toBe("SHAPE_INVALID");
    expect(refuse({ digest: "AAAA" })).toBe("SHAPE_INVALID");
    expect(refuse({ salt: `${opening.salt}=` })).toBe("BASE64_INVALID");
    expect(refuse({ at: "2018-03-14T10:00:00Z" })).toBe("INSTANT_INVALID");
    expect(refuse({ at: "2018-02-30T10:00:00.000Z" })).toBe("INSTANT_INVALID");
    expect(refuse({ at: undefined })).toBe("SHAPE_INVALID");
  });
});

describe("identity", () => {
  it("is the vkey line of C2SP, and reads back", () => {
    const x = "ntz2wwlj-F5mLE7Eelbt3oZ-E7pJnyXrTrc5l5nxFT8";
    expect(
      createLedgerIdentity({ origin: "a", publicKey: { kty: "OKP", crv: "Ed25519", x } }, primitives).vkey,
    ).toMatch(/^a\+[0-9a-f]{8}\+AZ7c9sMJY\/heZixOxHpW7d6GfhO6SZ8l6063OZeZ8RU\/$/);
    expect(readLedgerIdentity(identity.vkey, primitives)).toEqual(identity);
  });

  it("knows the key id and signature of the example in the signed-note specification", () => {
    const vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const example = readLedgerIdentity(vkey, primitives);
    expect(example).toEqual({ origin: "example.com/foo", vkey });
    const signature =
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
    const text = "This is an example message.\n";
    const [line] = readNote(`${text}\n— example.com/foo ${signature}\n`).signatures;
    const key = readNoteKey(vkey, primitives);
    expect(line).toMatchObject({ name: "example.com/foo", keyId: key.keyId });
    const blob = line?.blob ?? new Uint8Array();
    expect(verifyLine({ key, text, blob }, primitives)).toBe(true);
    expect(verifyLine({ key, text: `${text}\n`, blob }, primitives)).toBe(false);
  });

  it("refuses origins that cannot be key names and vkeys in another spelling", () => {
    for (const bad of [
      "",
      "two words",
      "a+b",
      "line\nbreak",
      "a\u0085b",
      "a\u2003b",
      "\ud800",
      "x".repeat(256),
    ])
      expect(
        codeOf(() => createLedgerIdentity({ origin: bad, publicKey: signer.publicKey }, primitives)),
      ).toBe("NOTE_SYNTAX");
    const [name = "", id = "", key = ""] = identity.vkey.split("+");
    for (const bad of [
      "",
      name,
      `${name}+${id}`,
      `${name}+${id.toUpperCase()}+${key}x`,
      `${name}+00000000+${key}`,
      `${identity.vkey}\n`,
      `${identity.vkey}+`,
      `other+${id}+${key}`,
      `${name}+${id}+AAAA`,
    ])
      expect(codeOf(() => readLedgerIdentity(bad, primitives))).toBe("NOTE_SYNTAX");
  });
});

describe("checkpoints", () => {
  it("open to what was signed", () => {
    expect(openCheckpoint({ note, identity }, primitives)).toEqual({ ...checkpoint, extensions: [] });
    expect(note.split("\n").slice(0, 2)).toEqual([origin, "5"]);
  });

  it("exist for the empty tree with its one root", () => {
    const root = hashTree([], primitives);
    const empty = signCheckpoint({ checkpoint: { origin, size: 0, root }, identity, signer }, primitives);
    expect(empty).toContain("\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— ");
    expect(openCheckpoint({ note: empty, identity }, primitives).size).toBe(0);
    const wrong = { origin, size: 0, root: checkpoint.root };
    expect(codeOf(() => signCheckpoint({ checkpoint: wrong, identity, signer }, primitives))).toBe(
      "CHECKPOINT_SYNTAX",
    );
  });

  it("are refused when another ledger, key or origin is asked for", () => {
    const other = createLedgerIdentity({ origin, publicKey: stranger.publicKey }, primitives);
    expect(codeOf(() => openCheckpoint({ note, identity: other }, primitives))).toBe(
      "LEDGER_CHECKPOINT_INVALID",
    );
    const renamed = createLedgerIdentity({ origin: "elsewhere", publicKey: signer.publicKey }, primitives);
    expect(codeOf(() => openCheckpoint({ note, identity: renamed }, primitives))).toBe(
      "LEDGER_CHECKPOINT_INVALID",
    );
    const mixed = { origin: "elsewhere", vkey: identity.vkey };
    expect(codeOf(() => openCheckpoint({ note, identity: mixed }, primitives))).toBe("NOTE_SYNTAX");
    expect(codeOf(() => signCheckpoint({ checkpoint, identity, signer: stranger }, primitives))).toBe(
      "NOTE_SYNTAX",
    );
    expect(
      codeOf(() =>
        signCheckpoint({ checkpoint: { ...checkpoint, origin: "x" }, identity, signer }, primitives),
      ),
    ).toBe("CHECKPOINT_SYNTAX");
    expect(
      codeOf(() => signCheckpoint({ checkpoint: { ...checkpoint, size: -1 }, identity, signer }, primitives)),
    ).toBe("CHECKPOINT_SYNTAX");
  });
});

describe("hostile notes and proofs", () => {
  it("refuses second signatures of the ledger and other spellings, also when rightly signed", () => {
    const key = readIdentityKey(identity, primitives);
    const sign = (text: string): string => writeNote(text, writeLine(key, signer.sign(utf8(text))));
    const body = note.slice(0, note.indexOf("\n\n") + 1);
    const root = body.split("\n")[2] ?? "";
    const open = (text: string): string => codeOf(() => openCheckpoint({ note: text, identity }, primitives));
    for (const bad of [
      `${body}extension\n\n`,
      `${body}\nextension\n`,
      `${origin}\n05\n${root}\n`,
      `${origin}\n5\n`,
      `${origin}\n5\nAAAA\n`,
      `${origin}\n5\n!\n`,
    ])
      expect(open(sign(bad))).toBe("CHECKPOINT_SYNTAX");
    expect(open(sign(`${origin}\n9007199254740993\n${root}\n`))).toBe("CHECKPOINT_SYNTAX");
    expect(openCheckpoint({ note: sign(`${body}one\ntwo\n`), identity }, primitives).extensions).toEqual([
      "one",
      "two",
    ]);
    expect(open(sign(`elsewhere\n5\n${root}\n`))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(open(sign(`${origin}\n0\n${root}\n`))).toBe("LEDGER_CHECKPOINT_INVALID");
    const line = note.slice(note.indexOf("— "));
    for (const bad of [
      "",
      "\n",
      "\n\n",
      `${note}${line}`,
      note.slice(0, -1),
      `${note}\n`,
      note.replace("— ", "- "),
      note.replace("\n", "\r\n"),
      `\t${note}`,
      body,
    ])
      expect(open(bad)).toBe("NOTE_SYNTAX");
    expect(() => sign("no newline")).toThrow(InputError);
  });

  it("accepts a proof only as it was written: no changed, added or dropped character passes", () => {
    expect(verifyProof({ text: proof, entry, identity, policy: null }, primitives)).toEqual({
      index: 2,
      size: 5,
      checkpoint: { ...checkpoint, extensions: [] },
      witnesses: [],
      unchecked: [],
    });
    const verify = (text: string): string =>
      codeOf(() => verifyProof({ text, entry, identity, policy: null }, primitives));
    for (let at = 0; at < proof.length; at += 1) {
      for (const character of ["", "A", "0", "3", "\n", " ", "=", "\u0000", "é"]) {
        const changed = proof.slice(0, at) + character + proof.slice(at + 1);
        if (changed !== proof) expect(verify(changed)).not.toBe("accepted");
        expect(verify(proof.slice(0, at) + (character || "\n\n") + proof.slice(at))).not.toBe("accepted");
      }
    }
  }, 120_000);

  it("names what is wrong with a proof", () => {
    const verify = (text: string): string =>
      codeOf(() => verifyProof({ text, entry, identity, policy: null }, primitives));
    expect(verify(proof.replace("index 2", "index 3"))).toBe("LEDGER_PROOF_INVALID");
    expect(verify(proof.replace("index 2", "index 02"))).toBe("PROOF_SYNTAX");
    expect(verify(proof.replace("index 2", "extra AAAA\nindex 2"))).toBe("PROOF_SYNTAX");
    expect(verify(proof.replace("@v1", "@v2"))).toBe("PROOF_SYNTAX");
    expect(verify("")).toBe("PROOF_SYNTAX");
    expect(verify(proof.replace("index 2\n", `index 2\nAAAA\n`))).toBe("PROOF_SYNTAX");
    const line = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    expect(verify(proof.replace("index 2\n", `index 2\n${line.repeat(54)}`))).toBe("PROOF_SYNTAX");
    expect(verify(proof.replace("index 2\n", `index 2\n${line}`))).toBe("LEDGER_PROOF_INVALID");
    expect(
      codeOf(() =>
        verifyProof({ text: proof, entry: entries[1] ?? entry, identity, policy: null }, primitives),
      ),
    ).toBe("LEDGER_PROOF_INVALID");
  });

  it("gives only coded errors for any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .tuple(fc.nat(proof.length), fc.string({ unit: "binary" }))
        .map(([at, extra]) => proof.slice(0, at) + extra + proof.slice(at)),
      fc
        .tuple(fc.nat(note.length), fc.nat(note.length))
        .map(([from, to]) => note.slice(from) + note.slice(0, to)),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        if (hostile === note || hostile === proof) return;
        expect(codeOf(() => openCheckpoint({ note: hostile, identity }, primitives))).not.toBe("accepted");
        expect(
          codeOf(() => verifyProof({ text: hostile, entry, identity, policy: null }, primitives)),
        ).not.toBe("accepted");
        expect(codeOf(() => readLedgerIdentity(hostile, primitives))).not.toBe("accepted");
      }),
      { numRuns: 400 },
    );
  });
});
