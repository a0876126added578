// What a node may do to another that it should not: two hundred ways, each with the codes it is to be refused by.
import { canonicalize, utf8 } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject, JsonValue } from "../../packages/core/src/encoding/index.ts";
import { digest, signHead } from "./evil-node.ts";
import type { EvilNode } from "./evil-node.ts";
import type { TestNode } from "../../packages/server/src/peers/peers.fixture.ts";

/** One misbehaviour; `code` is the refusal it is to meet. */
export type Misbehaviour =
  /** Bytes in place of a bundle, before they are encrypted to the victim. */
  | { readonly name: string; readonly code: string; readonly bundle: (evil: EvilNode) => Uint8Array }
  /** Bytes as they travel. */
  | { readonly name: string; readonly code: string; readonly sealed: Uint8Array }
  /** A letter in a sound bundle: it is taken in its turn, and refused. */
  | {
      readonly name: string;
      readonly code: string;
      readonly letter: JsonObject;
      readonly file?: Uint8Array;
    }
  /** The same, of what this node and the victim know: sound in all but one thing. */
  | {
      readonly name: string;
      readonly code: string;
      readonly craft: (evil: EvilNode, stage: Stage) => Promise<Crafted>;
    }
  /** Bytes of a node whose pairing was ended for another's. */
  | { readonly name: string; readonly code: string; readonly former: (evil: EvilNode) => Uint8Array }
  /** Two histories: the stream stops. */
  | {
      readonly name: string;
      readonly code: string;
      readonly fork: (evil: EvilNode) => readonly Uint8Array[];
    };

/** What the victim has, of which something is made that is wrong. */
export interface Stage {
  readonly victim: TestNode;
}

/** A letter with the files it encloses, before one thing was made wrong with it. */
export interface Crafted {
  readonly letter: JsonObject;
  readonly file?: Uint8Array;
  /** What has to be taken before. */
  readonly before?: readonly Crafted[];
}

/** Stands for the digest of whatever is enclosed. */
export const DIGEST = "A".repeat(43);
const LETTERS = ["format", "from", "to", "number", "before", "at", "case", "kind", "content", "files"];
const HEADS = ["format", "from", "to", "letters", "acknowledged"];

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function ofHead(name: string, code: string, change: (evil: EvilNode) => JsonObject | string): Misbehaviour {
  return { name, code, bundle: (evil) => signHead(evil, change(evil)) };
}

function ofLetter(name: string, code: string, change: (letter: JsonObject) => JsonValue): Misbehaviour {
  return ofHead(name, code, (evil) => evil.head([change(evil.nextLetter({}))]));
}

function editLine(evil: EvilNode, index: number, edit: (line: string) => string): Uint8Array {
  const lines = new TextDecoder().decode(signHead(evil, evil.head([evil.nextLetter({})]))).split("\n");
  lines[index] = edit(lines[index] ?? "");
  return utf8(lines.join("\n"));
}

/** Changes a character to another of the same alphabet. */
const turn = (line: string, at: number): string =>
  `${line.slice(0, at)}${line[at] === "A" ? "B" : "A"}${line.slice(at + 1)}`;

/** What is wrong with bytes, signatures, shapes and chains. */
export function listOfBundles(): readonly Misbehaviour[] {
  const signature = "SIGNATURE_INVALID";
  return [
    ...[0, 7, 31, 60].map((at) => ({
      ...{ name: `Ed25519 signature changed at ${at}`, code: signature },
      bundle: (evil: EvilNode) => editLine(evil, 1, (line) => turn(line, at)),
    })),
    ...[0, 100, 2000, 4000].map((at) => ({
      ...{ name: `ML-DSA signature changed at ${at}`, code: signature },
      bundle: (evil: EvilNode) => editLine(evil, 2, (line) => turn(line, at)),
    })),
    ...[1, 2].map((line) => ({
      ...{ name: `signature ${line} left out`, code: signature },
      bundle: (evil: EvilNode) => editLine(evil, line, () => ""),
    })),
    {
      ...{ name: "a word changed after it was signed", code: signature },
      bundle: (evil) => editLine(evil, 3, (line) => line.replace("Who?", "How?")),
    },
    ...[0, 1, 40].map((length) => ({
      ...{ name: `${length} bytes that are not encrypted`, code: "BUNDLE_SEALED_OTHERWISE" },
      sealed: new Uint8Array(length).fill(0x61),
    })),
    {
      ...{ name: "an age file that is encrypted to nobody here", code: "BUNDLE_SEALED_OTHERWISE" },
      sealed: utf8("age-encryption.org/v1\n-> X25519 AAAA\nAAAA\n--- AAAA\n"),
    },
    { name: "nothing inside", code: "BUNDLE_SYNTAX", bundle: () => new Uint8Array() },
    { name: "a line without end", code: "BUNDLE_SYNTAX", bundle: () => new Uint8Array(70_000).fill(0x61) },
    { name: "bytes that are no text", code: "BUNDLE_SYNTAX", bundle: () => Uint8Array.of(0xff, 0x0a, 0xfe) },
    {
      ...{ name: "nine megabytes of head", code: "BUNDLE_SYNTAX" },
      bundle: (evil) => signHead(evil, `"${"a".repeat(9 * 1024 * 1024)}"`),
    },
    {
      ...{ name: "lists in lists, a hundred thousand deep", code: "JSON_SYNTAX" },
      bundle: (evil) => signHead(evil, "[".repeat(100_000)),
    },
    {
      ...{ name: "another format", code: "BUNDLE_SYNTAX" },
      bundle: (evil) => editLine(evil, 0, (line) => line.replace("/1", "/2")),
    },
    {
      ...{ name: "keys nobody paired", code: "KEY_UNTRUSTED" },
      bundle: (evil) => editLine(evil, 0, () => `entente-bundle/1 ${DIGEST}`),
    },
    {
      ...{ name: "more after the end", code: "BUNDLE_SYNTAX" },
      bundle: (evil) => signHead(evil, evil.head([evil.nextLetter({})]), utf8("more")),
    },
    ofHead("a member twice", "JSON_DUPLICATE_KEY", () => '{"format":"a","format":"b"}'),
    ofHead("a space before the head", "JSON_NOT_CANONICAL", (evil) => ` ${canonicalize(evil.head([]))}`),
    ofHead("a head that is a list", "BUNDLE_SYNTAX", () => "[]"),
    ofHead("a head that is null", "BUNDLE_SYNTAX", () => "null"),
    ofHead("no JSON", "JSON_SYNTAX", () => "{"),
    ...HEADS.map((name) =>
      ofHead(`head without ${name}`, "BUNDLE_SYNTAX", (evil) => without(evil.head([]), name)),
    ),
    ofHead("a head with more", "BUNDLE_SYNTAX", (evil) => evil.head([], { admin: true })),
    ...["GBR", "DEU", "FRA", "USA"].map((member) =>
      ofHead(`in the name of ${member}`, "KEY_UNTRUSTED", (evil) =>
        evil.head([], { from: { member, node: evil.own.party.node } }),
      ),
    ),
    ...["DEU", "FRA"].map((member) =>
      ofHead(`for ${member}`, "KEY_UNTRUSTED", (evil) => evil.head([], { to: { member, node: DIGEST } })),
    ),
    ...LETTERS.map((name) =>
      ofLetter(`a letter without ${name}`, "BUNDLE_SYNTAX", (letter) => without(letter, name)),
    ),
    ofLetter("a letter with more", "BUNDLE_SYNTAX", (letter) => ({ ...letter, seat: "GBR/desk" })),
    ofLetter("a letter that is text", "BUNDLE_SYNTAX", () => "letter"),
    ...["GBR", "DEU", "FRA", "USA"].map((member) =>
      ofLetter(`a letter in the name of ${member}`, "KEY_UNTRUSTED", (letter) => ({
        ...letter,
        from: { member, node: (letter["from"] as JsonObject)["node"] ?? "" },
      })),
    ),
    ofLetter("a letter to another", "KEY_UNTRUSTED", (letter) => ({
      ...letter,
      to: { member: "DEU", node: DIGEST },
    })),
    ...[0, -1, 1.5, "1", null].map((number) =>
      ofLetter(`number ${JSON.stringify(number)}`, "BUNDLE_SYNTAX", (letter) => ({ ...letter, number })),
    ),
    ...["order", "", "seat.give", "__proto__", "approach "].map((kind) =>
      ofLetter(`the kind "${kind}"`, "BUNDLE_SYNTAX", (letter) => ({ ...letter, kind })),
    ),
    ...["../other", "A", "", "a/b", "a\u0000b"].map((name) =>
      ofLetter(`the case ${JSON.stringify(name)}`, "BUNDLE_SYNTAX", (letter) => ({ ...letter, case: name })),
    ),
    ...["yesterday", "2018-03-06", "2018-03-06T09:00:00+01:00", "2018-02-30T00:00:00.000Z"].map((at) =>
      ofLetter(`written ${at}`, "INSTANT_INVALID", (letter) => ({ ...letter, at })),
    ),
    ofLetter("a letter of half a megabyte", "BUNDLE_SYNTAX", (letter) => ({
      ...letter,
      content: { text: "a".repeat(512 * 1024), place: null },
    })),
    ofHead("two thousand letters", "BUNDLE_SYNTAX", (evil) =>
      evil.head(Array.from({ length: 2000 }, () => null)),
    ),
    ofLetter("a file that is said to be there", "FILE_MISMATCH", (letter) => ({
      ...letter,
      files: [{ digest: DIGEST, size: 10 }],
    })),
    ofLetter("a file without end", "FILE_MISMATCH", (letter) => ({
      ...letter,
      files: [{ digest: DIGEST, size: Number.MAX_SAFE_INTEGER }],
    })),
    ofLetter("one file twice", "BUNDLE_SYNTAX", (letter) => ({
      ...letter,
      files: [
        { digest: DIGEST, size: 0 },
        { digest: DIGEST, size: 0 },
      ],
    })),
    ofHead("letters with a gap", "LETTER_CHAIN_BROKEN", (evil) => {
      const first = evil.nextLetter({});
      const number = evil.sent.length + 3;
      return evil.head([first, evil.nextLetter({ number, before: digest(first) })]);
    }),
    ofHead("the same letter twice", "LETTER_CHAIN_BROKEN", (evil) => {
      const first = evil.nextLetter({});
      return evil.head([first, first]);
    }),
    ofHead("a letter that follows another than is there", "LETTER_CHAIN_BROKEN", (evil) => {
      const first = evil.nextLetter({});
      return evil.head([first, evil.nextLetter({ number: evil.sent.length + 2, before: DIGEST })]);
    }),
    ...[1_000, 2_000_000].map((number) =>
      ofHead(`an acknowledgement of letter ${number}, never written`, "LETTER_NEVER_SENT", (evil) =>
        evil.head([], { acknowledged: { number, digest: DIGEST } }),
      ),
    ),
    ofHead("an acknowledgement of nothing with a digest", "BUNDLE_SYNTAX", (evil) =>
      evil.head([], { acknowledged: { number: 0, digest: DIGEST } }),
    ),
  ];
}

/** Two histories, each from a node that has sent one letter. */
export function listOfForks(): readonly Misbehaviour[] {
  const code = "LETTER_FORKED";
  // About a case that is not there, so that what is taken before the fork shows does nothing either.
  const bundle = (evil: EvilNode, letter: JsonObject): Uint8Array =>
    signHead(evil, evil.head([{ ...letter, case: "no-such-case" }]));
  const other = { content: { text: "Another?", place: null } };
  return [
    {
      ...{ name: "another first letter", code },
      fork: (evil) => [bundle(evil, evil.nextLetter({})), bundle(evil, evil.nextLetter(other))],
    },
    {
      ...{ name: "a second letter that follows another first", code },
      fork: (evil) => [
        bundle(evil, evil.nextLetter({})),
        bundle(evil, evil.nextLetter({ number: 2, before: DIGEST })),
      ],
    },
    {
      ...{ name: "a first letter that a held second does not follow", code },
      fork: (evil) => [
        bundle(evil, evil.nextLetter({ number: 2, before: DIGEST })),
        bundle(evil, evil.nextLetter({})),
      ],
    },
    {
      ...{ name: "another letter in place of a held one", code },
      fork: (evil) => [
        bundle(evil, evil.nextLetter({ number: 3, before: DIGEST })),
        bundle(evil, evil.nextLetter({ number: 3, before: DIGEST, ...other })),
      ],
    },
    {
      ...{ name: "the same letter at another time", code },
      fork: (evil) => [
        bundle(evil, evil.nextLetter({})),
        bundle(evil, evil.nextLetter({ at: "2018-03-07T09:00:00.000Z" })),
      ],
    },
  ];
}

/** From a node that was ended: sound, and too late. */
export function listOfFormer(): readonly Misbehaviour[] {
  const code = "PEER_UNPAIRED";
  return [
    {
      name: "letters of a node that was ended",
      code,
      former: (evil) => signHead(evil, evil.head([evil.nextLetter({})])),
    },
    {
      name: "an acknowledgement of a node that was ended",
      code,
      former: (evil) => signHead(evil, evil.head([])),
    },
  ];
}
