// The cases of `vectors/embargoes`: packages and shares that are accepted, refused with which code, or left out and why. Shares
// are of fixed bytes: how a key is divided is not part of the formats.
import {
  canonicalize,
  concatBytes,
  decodeUtf8,
  encodeBase64,
  encodeBase64url,
  readInstant,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { writePeerCard } from "../letters/index.ts";
import { ally, lead, makeSampleNode } from "../letters/letters.fixture.ts";
import type { SampleNode } from "../letters/letters.fixture.ts";
import { commitShare, digestEmbargo, sealEmbargo, writeShare } from "./index.ts";
import type { Embargo, LeftOut, Share } from "./index.ts";

export interface EmbargoVector extends JsonObject {
  readonly why: string;
  /** base64. */
  readonly embargo: string;
}

export interface ShareVector {
  readonly why: string;
  /** The text of a share file. */
  readonly share: string;
}

export interface EmbargoVectors<Case> {
  readonly about: string;
  /** The card of the lead's node. */
  readonly lead: string;
  readonly cases: readonly Case[];
}

const members = ["DEU", "EST", "FRA"];
const partOf = (index: number): Pick<Share, "member" | "share" | "salt"> => ({
  member: members[index] ?? "",
  share: encodeBase64url(new Uint8Array(33).fill(index + 1)),
  salt: encodeBase64url(new Uint8Array(32).fill(index + 11)),
});
const parts = members.map((_, index) => partOf(index));
const embargo: Embargo = {
  ...{ lead: lead.party, case: "salisbury-2018", instant: readInstant("2018-03-26T13:00:00.000Z") },
  ...{ round: null, threshold: 2 },
  holders: parts.map((part) => ({ member: part.member, commitment: commitShare(part, primitives) })),
  ...{ recipient: `age1pq1${"q".repeat(200)}`, sealed: utf8("a package, or what stands for one\n") },
};
const card = writePeerCard(lead.card);
const seal = (one: Embargo): Uint8Array => sealEmbargo(one, lead.signer, primitives);
const given = (of: Embargo): readonly string[] => {
  const digest = digestEmbargo(of, primitives);
  return parts.map((part) => writeShare({ ...part, embargo: digest }));
};

/** `vectors/embargoes/embargoes_valid.json`. */
export function listValidEmbargoes(): EmbargoVectors<EmbargoVector> {
  const valid = (why: string, one: Embargo): EmbargoVector => {
    const { sealed, holders, lead: by, ...rest } = one;
    const says = { ...rest, lead: { ...by }, holders: holders.map((holder) => ({ ...holder })) };
    return {
      ...{ why, embargo: encodeBase64(seal(one)), digest: digestEmbargo(one, primitives), says },
      package: encodeBase64(sealed),
    };
  };
  return {
    about: "Packages of T-0 that are accepted, with what they say and what shares name them by.",
    lead: card,
    cases: [
      valid("any two of three open it", embargo),
      valid("all of three", { ...embargo, threshold: 3 }),
      valid("part of a round of T-0", { ...embargo, round: 2 }),
      valid("an empty package", { ...embargo, sealed: new Uint8Array() }),
    ],
  };
}

/** `vectors/embargoes/embargoes_invalid.json`. */
export function listInvalidEmbargoes(): EmbargoVectors<EmbargoVector & { readonly code: string }> {
  const refused = (code: string, why: string, bytes: Uint8Array) => ({
    ...{ why, code, embargo: encodeBase64(bytes) },
  });
  const good = seal(embargo);
  const edit = (line: number, change: (text: string) => string): Uint8Array => {
    const lines = decodeUtf8(good).split("\n");
    lines[line] = change(lines[line] ?? "");
    return utf8(lines.join("\n"));
  };
  const head = JSON.parse(decodeUtf8(good).split("\n")[3] ?? "") as Record<string, JsonValue>;
  const holders = head["holders"] as readonly JsonObject[];
  const saying = (change: JsonObject): Uint8Array => signHead(canonicalize({ ...head, ...change }));
  const invalid = (why: string, change: JsonObject) => refused("EMBARGO_INVALID", why, saying(change));
  const other = makeSampleNode("DEU", 21);
  return {
    about: "Packages of T-0 that are refused, with the code of the first thing that is wrong with them.",
    lead: card,
    cases: [
      refused("EMBARGO_INVALID", "nothing at all", new Uint8Array()),
      refused(
        "EMBARGO_INVALID",
        "another format",
        edit(0, (line) => line.replace("/1", "/2")),
      ),
      refused(
        "EMBARGO_INVALID",
        "a first line that goes on",
        edit(0, (line) => `${line} more`),
      ),
      refused(
        "EMBARGO_INVALID",
        "a signature that is not base64url",
        edit(1, (line) => `${line}=`),
      ),
      refused("EMBARGO_INVALID", "bytes that are no text", Uint8Array.of(0xff, 10, 10, 10, 10)),
      refused(
        "EMBARGO_INVALID",
        "cut off in its head",
        good.subarray(0, good.length - embargo.sealed.length - 1),
      ),
      refused("KEY_UNTRUSTED", "a node that was not paired with", signHead(canonicalize(head), other)),
      refused(
        "SIGNATURE_INVALID",
        "one changed character",
        edit(3, (line) => line.replace("13:00", "12:00")),
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
      refused("EMBARGO_INVALID", "a head with a space", signHead(` ${canonicalize(head)}`)),
      invalid("a member that is not part of it", { more: 1 }),
      refused("KEY_UNTRUSTED", "another member's lead", saying({ lead: { ...lead.party, member: "DEU" } })),
      refused("KEY_UNTRUSTED", "another node's lead", saying({ lead: { ...ally.party } })),
      invalid("one share that opens it alone", { threshold: 1 }),
      invalid("more shares than holders", { threshold: 4 }),
      invalid("holders in another order", { holders: [...holders].reverse() }),
      invalid("one holder twice", { holders: holders.map(() => holders[0] ?? {}) }),
      invalid("a holder that is no member", { holders: holders.map((one) => ({ ...one, member: "../a" })) }),
      invalid("a commitment that is none", { holders: holders.map((one) => ({ ...one, commitment: "" })) }),
      invalid("an instant without milliseconds", { instant: "2018-03-26T13:00:00Z" }),
      refused(
        "INSTANT_INVALID",
        "an instant in another zone",
        saying({ instant: "2018-03-26T13:00:00+01:00" }),
      ),
      invalid("a round before the first", { round: 0 }),
      invalid("a recipient that a quantum computer helps against", { recipient: `age1${"q".repeat(58)}` }),
      refused("FILE_MISMATCH", "a package that was changed", new Uint8Array([...good.subarray(0, -1), 0])),
      refused("FILE_MISMATCH", "a package that is longer", new Uint8Array([...good, 1])),
      refused(
        "FILE_MISMATCH",
        "a package that is missing",
        good.subarray(0, good.length - embargo.sealed.length),
      ),
    ],
  };
}

/** `vectors/embargoes/shares_invalid.json`: texts that are no share, whatever it is for. */
export function listInvalidShares(): EmbargoVectors<ShareVector & { readonly code: string }> {
  const [text = ""] = given(embargo);
  const value = JSON.parse(text) as JsonObject;
  const refused = (code: string, why: string, share: string) => ({ why, code, share });
  const saying = (change: JsonObject): string => `${canonicalize({ ...value, ...change })}\n`;
  return {
    about: "Texts that are refused where a share is read, with the code.",
    lead: card,
    cases: [
      refused("JSON_SYNTAX", "nothing at all", ""),
      refused("JSON_DUPLICATE_KEY", "a member twice", text.replace("{", '{"member":"EST",')),
      refused("SHAPE_INVALID", "a member that is not part of it", saying({ more: 1 })),
      refused("SHAPE_INVALID", "a salt that is no text", saying({ salt: 1 })),
      refused("EMBARGO_INVALID", "another format", saying({ format: "entente-share/2" })),
      refused("EMBARGO_INVALID", "a share of another length", saying({ share: "AAAA" })),
      refused("EMBARGO_INVALID", "a salt of another length", saying({ salt: "AAAA" })),
      refused("EMBARGO_INVALID", "no newline at its end", text.trimEnd()),
      refused("EMBARGO_INVALID", "a space", text.replace(":", ": ")),
    ],
  };
}

export interface GatheringVector {
  readonly why: string;
  readonly shares: readonly string[];
  readonly counted: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly missing: number;
}

/** `vectors/embargoes/shares_valid.json`: shares given for the first accepted package, and which of them count. */
export function listGatherings(): EmbargoVectors<GatheringVector> & { readonly embargo: string } {
  const [first = "", second = "", third = ""] = given(embargo);
  const forged = writeShare({
    ...partOf(0),
    share: partOf(1).share,
    embargo: digestEmbargo(embargo, primitives),
  });
  const foreign = writeShare({ ...partOf(0), member: "LVA", embargo: digestEmbargo(embargo, primitives) });
  const [elsewhere = ""] = given({ ...embargo, threshold: 3 });
  const left = (why: LeftOut["why"], member: string | null): readonly LeftOut[] => [
    { index: 0, member, why },
  ];
  const none = { counted: [], missing: 2 };
  return {
    about: "Shares given for a package: which count, which are left out and why, and how many are missing.",
    ...{ lead: card, embargo: encodeBase64(seal(embargo)) },
    cases: [
      { why: "two of three", shares: [first, third], counted: ["DEU", "FRA"], leftOut: [], missing: 0 },
      {
        why: "three, in another order",
        shares: [third, second, first],
        counted: members,
        leftOut: [],
        missing: 0,
      },
      { why: "one", shares: [second], counted: ["EST"], leftOut: [], missing: 1 },
      {
        ...{ why: "one twice", shares: [first, first], counted: ["DEU"], missing: 1 },
        leftOut: [{ index: 1, member: "DEU", why: "double" }],
      },
      {
        ...none,
        why: "a share that the lead did not give",
        shares: [forged],
        leftOut: left("forged", "DEU"),
      },
      { ...none, why: "a member that holds none", shares: [foreign], leftOut: left("no-holder", "LVA") },
      { ...none, why: "of another package", shares: [elsewhere], leftOut: left("another-embargo", "DEU") },
      { ...none, why: "something else", shares: ["x"], leftOut: left("unreadable", null) },
      { ...none, why: "none", shares: [], leftOut: [] },
    ],
  };
}

/** An embargo's bytes as somebody would write them who does not keep to the format: a head, signed as it is. */
function signHead(head: string, from: SampleNode = lead): Uint8Array {
  const message = utf8(`entente-embargo/1\n${head}`);
  const { ed25519, mlDsa } = from.signer;
  const lines = [
    `entente-embargo/1 ${from.party.node}`,
    encodeBase64url(ed25519.sign(message)),
    encodeBase64url(mlDsa.sign(message)),
    head,
  ];
  return concatBytes(utf8(`${lines.join("\n")}\n`), embargo.sealed);
}
