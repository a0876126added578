// The cases of `vectors/letters`: bundles that are accepted and what they say, and bundles that are refused and by which code.
import { canonicalize, encodeBase64 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { digestLetter, writeBundle, writePeerCard } from "./index.ts";
import type { Bundle, Letter } from "./index.ts";
import { ally, digestFile, lead, makeSampleNode, signHead, writeSampleLetters } from "./letters.fixture.ts";
import { writeLetter } from "./letter.ts";

const nothing = { number: 0, digest: null };
const empty: Bundle = {
  ...{ from: ally.party, to: lead.party, letters: [], acknowledged: nothing, files: new Map() },
};
const other = makeSampleNode("DEU", 21);
const cut = new TextEncoder().encode("a cut, or what stands for one in a vector\n");

/** A letter that encloses `cut`. */
export function writeEnclosingLetter(): Letter {
  const file = digestFile(cut);
  const [first] = writeSampleLetters(1);
  return {
    ...(first as Letter),
    ...{
      kind: "notice",
      content: { document: "assessment", file },
      files: [{ digest: file, size: cut.length }],
    },
  };
}

export interface BundleVector extends JsonObject {
  readonly why: string;
  /** base64. */
  readonly bundle: string;
}

export interface VectorFile<Case> {
  readonly about: string;
  /** The sender's card and the reader's, which were paired. */
  readonly from: string;
  readonly to: string;
  readonly cases: readonly Case[];
}

const cards = { from: writePeerCard(ally.card), to: writePeerCard(lead.card) };

/** `vectors/letters/bundles_valid.json`. */
export function listValidBundles(): VectorFile<BundleVector> {
  const valid = (why: string, bundle: Bundle): BundleVector => ({
    ...{ why, bundle: encodeBase64(writeBundle(bundle, ally.signer, primitives)) },
    ...{ letters: bundle.letters.map(writeLetter), acknowledged: { ...bundle.acknowledged } },
    digests: bundle.letters.map((letter) => digestLetter(letter, primitives)),
    files: [...bundle.files.keys()],
  });
  const letters = writeSampleLetters(3);
  const enclosing = writeEnclosingLetter();
  return {
    about: "Bundles from one card to the other that are accepted, with the letters in them.",
    ...cards,
    cases: [
      valid("nothing but an acknowledgement of nothing", empty),
      valid("nothing but an acknowledgement", {
        ...empty,
        acknowledged: { number: 7, digest: digestFile(cut) },
      }),
      valid("three letters from the first", { ...empty, letters }),
      valid("letters from the middle of a stream", { ...empty, letters: letters.slice(1) }),
      valid("a letter that encloses a file", {
        ...{ ...empty, letters: [enclosing], files: new Map([[digestFile(cut), cut]]) },
      }),
    ],
  };
}

/** `vectors/letters/bundles_invalid.json`. */
export function listInvalidBundles(): VectorFile<BundleVector & { readonly code: string }> {
  const refused = (code: string, why: string, bytes: Uint8Array) => ({
    why,
    code,
    bundle: encodeBase64(bytes),
  });
  const letters = writeSampleLetters(3);
  const whole = { ...empty, letters };
  const good = writeBundle(whole, ally.signer, primitives);
  const enclosing = writeEnclosingLetter();
  const files = new Map([[digestFile(cut), cut]]);
  const withFile = writeBundle({ ...empty, letters: [enclosing], files }, ally.signer, primitives);
  const head = (change: (object: Record<string, JsonValue>) => JsonObject): JsonObject =>
    change(JSON.parse(canonicalize(headOf(whole))) as Record<string, JsonValue>);
  const edit = (index: number, change: (text: string) => string): Uint8Array => {
    const lines = new TextDecoder().decode(good).split("\n");
    lines[index] = change(lines[index] ?? "");
    return new TextEncoder().encode(lines.join("\n"));
  };
  const ofLetter = (change: (letter: Record<string, JsonValue>) => JsonObject): Uint8Array =>
    signHead(
      head((object) => ({
        ...object,
        letters: [change((object["letters"] as Record<string, JsonValue>[])[0] ?? {})],
      })),
    );
  return {
    about: "Bundles that the reader refuses, with the code of the first thing that is wrong with them.",
    ...cards,
    cases: [
      refused("BUNDLE_SYNTAX", "nothing at all", new Uint8Array()),
      refused(
        "BUNDLE_SYNTAX",
        "another format",
        edit(0, (line) => line.replace("/1", "/2")),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a fingerprint that is too short",
        edit(0, (line) => line.slice(0, -1)),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a first line that goes on",
        edit(0, (line) => `${line} more`),
      ),
      refused("BUNDLE_SYNTAX", "a first line without end", new Uint8Array(20_000).fill(0x61)),
      refused(
        "BUNDLE_SYNTAX",
        "a signature that is not base64url",
        edit(1, (line) => `${line}=`),
      ),
      refused("BUNDLE_SYNTAX", "cut off in its head", good.subarray(0, good.length - 2)),
      refused(
        "BUNDLE_SYNTAX",
        "something after its end",
        edit(4, () => "more"),
      ),
      refused("BUNDLE_SYNTAX", "bytes that are no text", Uint8Array.of(0xff, 0xfe, 0x0a)),
      refused("KEY_UNTRUSTED", "a sender that was not paired with", signHead(headOf(whole), other)),
      refused(
        "SIGNATURE_INVALID",
        "one changed character",
        edit(3, (line) => line.replace("Question 1", "Question 9")),
      ),
      refused(
        "SIGNATURE_INVALID",
        "the one signature for the other",
        edit(2, () => lineOf(good, 1)),
      ),
      refused(
        "SIGNATURE_INVALID",
        "only the classical signature",
        edit(2, () => ""),
      ),
      refused(
        "SIGNATURE_INVALID",
        "only the post-quantum signature",
        edit(1, () => ""),
      ),
      refused("JSON_SYNTAX", "a head that is no JSON", signHead("{")),
      refused("JSON_NOT_CANONICAL", "a head with a space", signHead(` ${canonicalize(headOf(whole))}`)),
      refused("JSON_DUPLICATE_KEY", "a member twice", signHead('{"format":"a","format":"b"}')),
      refused("BUNDLE_SYNTAX", "a member that is not part of it", signHead(head((o) => ({ ...o, more: 1 })))),
      refused(
        "KEY_UNTRUSTED",
        "another member's name",
        signHead(head((o) => ({ ...o, from: { ...other.party } }))),
      ),
      refused(
        "KEY_UNTRUSTED",
        "another member's name with its own node",
        signHead(head((o) => ({ ...o, from: { member: "DEU", node: ally.party.node } }))),
      ),
      refused("KEY_UNTRUSTED", "for another node", signHead(head((o) => ({ ...o, to: { ...other.party } })))),
      refused(
        "KEY_UNTRUSTED",
        "a letter in another member's name",
        ofLetter((letter) => ({ ...letter, from: { member: "DEU", node: ally.party.node } })),
      ),
      refused(
        "KEY_UNTRUSTED",
        "a letter to somebody else",
        ofLetter((letter) => ({ ...letter, to: { ...other.party } })),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "letter 0",
        ofLetter((letter) => ({ ...letter, number: 0 })),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a first letter that follows another",
        ofLetter((letter) => ({ ...letter, before: digestFile(cut) })),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a second letter that follows none",
        ofLetter((letter) => ({ ...letter, number: 2 })),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a kind nobody knows",
        ofLetter((letter) => ({ ...letter, kind: "order" })),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "a case that is a path",
        ofLetter((letter) => ({ ...letter, case: "../other" })),
      ),
      refused(
        "INSTANT_INVALID",
        "an instant in another zone",
        ofLetter((letter) => ({ ...letter, at: "2026-03-05T09:00:00+01:00" })),
      ),
      refused(
        "LETTER_CHAIN_BROKEN",
        "a letter is left out",
        signHead(head((o) => ({ ...o, letters: (o["letters"] as JsonValue[]).filter((_, at) => at !== 1) }))),
      ),
      refused(
        "LETTER_CHAIN_BROKEN",
        "letters in another order",
        signHead(head((o) => ({ ...o, letters: [...(o["letters"] as JsonValue[])].reverse() }))),
      ),
      refused(
        "LETTER_CHAIN_BROKEN",
        "a letter that names another before it",
        signHead(
          head((o) => ({
            ...o,
            letters: (o["letters"] as JsonObject[]).map((letter, at) =>
              at === 1 ? { ...letter, before: digestFile(cut) } : letter,
            ),
          })),
        ),
      ),
      refused(
        "BUNDLE_SYNTAX",
        "an acknowledgement of a letter without its digest",
        signHead(head((o) => ({ ...o, acknowledged: { number: 3, digest: null } }))),
      ),
      refused("FILE_MISMATCH", "a file that was changed", changeByte(withFile, withFile.length - 3)),
      refused("FILE_MISMATCH", "a file that is missing", withFile.subarray(0, withFile.length - cut.length)),
      refused("BUNDLE_SYNTAX", "a file that no letter encloses", new Uint8Array([...good, 1, 2, 3])),
    ],
  };
}

function headOf({ from, to, letters, acknowledged }: Bundle): JsonObject {
  return {
    ...{ format: "entente-bundle/1", from: { ...from }, to: { ...to }, acknowledged: { ...acknowledged } },
    letters: letters.map(writeLetter),
  };
}

function lineOf(bytes: Uint8Array, index: number): string {
  return new TextDecoder().decode(bytes).split("\n")[index] ?? "";
}

function changeByte(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
