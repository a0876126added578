// What a kit carries, `entente-kit/1`: the lead's own bundle to it as it was signed, the card of the lead's node, the key that
// signs replies, and the names a pledge may speak of. Reading it is verifying it: the bundle by both signatures of the lead's
// node, each cut by its own, and the reply key against the card the lead's node knows the kit by.
import {
  canonicalize,
  decodeBase64url,
  decodeUtf8,
  InputError,
  parseJson,
  readAnyObject,
  readArray,
  readBoolean,
  readObject,
  readString,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner } from "../keys/index.ts";
import type { IssuerSigner, Primitives } from "../keys/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import { digestLetter, nameNode, readBundle, readContent, readPeerCard } from "../letters/index.ts";
import type { Acknowledgement, Bundle, Content, ContentOf, Party, PeerCard } from "../letters/index.ts";
import type { PledgeVocabulary } from "../pledges/index.ts";
import type { Names } from "../pages/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { VerifiedCut } from "../releases/index.ts";

export interface Kit {
  /** Text of the card of the lead's node. */
  readonly lead: string;
  /** Text of the card by which the lead's node knows the kit. */
  readonly card: string;
  /** 32 bytes each, base64url: whoever has them can write a reply. */
  readonly seeds: { readonly ed25519: string; readonly mlDsa: string };
  /** The case it speaks in. */
  readonly case: string;
  /** The bundle of the lead's node to the kit, from its first letter on: base64url. */
  readonly bundle: string;
  readonly vocabulary: PledgeVocabulary;
  readonly names: Names;
}

/** A kit that was verified. */
export interface OpenedKit {
  readonly kit: Kit;
  readonly lead: { readonly card: PeerCard; readonly party: Party };
  readonly own: { readonly party: Party; readonly signer: IssuerSigner };
  readonly approach: ContentOf["approach"];
  readonly cuts: readonly (VerifiedCut & {
    readonly name: string;
    /** The cut file, for whoever checks it under keys of their own. */
    readonly text: string;
  })[];
  /** What was said since, of this case, in order. */
  readonly said: readonly Content[];
  /** What a reply acknowledges: the last letter that is in the kit. */
  readonly received: Acknowledgement;
  /** After which letter of the kit's own a reply goes on. */
  readonly written: Acknowledgement;
}

const FORMAT = "entente-kit/1";

/** Canonical JSON. */
export function writeKit(kit: Kit): string {
  const { vocabulary } = kit;
  return canonicalize({
    ...kit,
    format: FORMAT,
    seeds: { ...kit.seeds },
    names: { ...kit.names },
    vocabulary: {
      member: vocabulary.member,
      kinds: vocabulary.kinds.map((kind) => ({ ...kind })),
      members: [...vocabulary.members],
      groups: [...vocabulary.groups],
      weights: [...vocabulary.weights],
    },
  });
}

/**
 * Verifies all that a kit carries.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, SHAPE_INVALID, KIT_INVALID, and what reading cards and bundles throws;
 *   VerificationError as `readBundle` and `verifyCut`, KEY_UNTRUSTED for a cut of somebody else.
 */
export function openKit(text: string, primitives: Primitives): OpenedKit {
  const kit = readKit(text);
  const leadCard = readPeerCard(kit.lead);
  const lead = { card: leadCard, party: partyOf(leadCard, primitives) };
  const signer = {
    ed25519: createEd25519Signer(seedOf(kit.seeds.ed25519)),
    mlDsa: createMlDsaSigner("ML-DSA-65", seedOf(kit.seeds.mlDsa)),
  };
  const card = readPeerCard(kit.card);
  if (
    signer.ed25519.publicKey.x !== card.keys.ed25519.x ||
    signer.mlDsa.publicKey.pub !== card.keys.mlDsa.pub
  )
    throw notWhole("its reply key is another than its card says");
  const own = { party: partyOf(card, primitives), signer };
  const bundle = readBundle(
    {
      ...{ bytes: decodeBase64url(kit.bundle), to: own.party },
      keysOf: (node) => (node === lead.party.node ? { party: lead.party, keys: leadCard.keys } : null),
    },
    primitives,
  );
  const letters = bundle.letters.filter((letter) => letter.case === kit.case);
  const said = letters.map(readContent);
  const approach = said.flatMap((one) => (one.kind === "approach" ? [one.content] : [])).at(-1);
  if (approach === undefined || bundle.letters[0]?.number !== 1)
    throw notWhole("it does not say what is asked");
  const last = bundle.letters.at(-1);
  return {
    ...{ kit, lead, own, approach, said, written: bundle.acknowledged },
    cuts: approach.cuts.map(({ title, file }) => {
      const text = textOf(bundle, file);
      return { name: title, text, ...verifyOwnCut(text, own.party.member, primitives) };
    }),
    received: {
      number: last?.number ?? 0,
      digest: last === undefined ? null : digestLetter(last, primitives),
    },
  };
}

function verifyOwnCut(text: string, member: string, primitives: Primitives): VerifiedCut {
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
  if (verified.document.recipient !== member)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `A cut in this kit was made for another recipient than ${member}: ask the lead's desk for the kit again`,
    );
  return verified;
}

function textOf({ files }: Bundle, digest: string): string {
  const bytes = files.get(digest);
  if (bytes === undefined) throw notWhole("a cut it speaks of is not in it");
  return decodeUtf8(bytes);
}

function partyOf(card: PeerCard, primitives: Primitives): Party {
  return { member: card.member, node: nameNode(card, primitives) };
}

function seedOf(text: string): Uint8Array {
  const seed = decodeBase64url(text);
  if (seed.length !== 32) throw notWhole("its reply key is none");
  return seed;
}

function readKit(text: string): Kit {
  const value = parseJson(text);
  const names = ["format", "lead", "card", "seeds", "case", "bundle", "vocabulary", "names"];
  const object = readObject(value, "kit", names);
  if (object["format"] !== FORMAT) throw notWhole(`it is not ${FORMAT}`);
  const seeds = readObject(object["seeds"], "kit.seeds", ["ed25519", "mlDsa"]);
  const kit = {
    lead: readString(object["lead"], "kit.lead"),
    card: readString(object["card"], "kit.card"),
    seeds: {
      ed25519: readString(seeds["ed25519"], "kit.seeds.ed25519"),
      mlDsa: readString(seeds["mlDsa"], "kit.seeds.mlDsa"),
    },
    case: readString(object["case"], "kit.case"),
    bundle: readString(object["bundle"], "kit.bundle"),
    vocabulary: readVocabulary(object["vocabulary"]),
    names: readNames(readAnyObject(object["names"], "kit.names")),
  };
  if (writeKit(kit) !== text)
    throw new InputError("JSON_NOT_CANONICAL", "What this kit carries is not canonical JSON");
  return kit;
}

function readVocabulary(value: JsonValue | undefined): PledgeVocabulary {
  const path = "kit.vocabulary";
  const object = readObject(value, path, ["member", "kinds", "members", "groups", "weights"]);
  const list = (name: string): readonly string[] =>
    readArray(object[name], `${path}.${name}`).map((item, index) =>
      readString(item, `${path}.${name}[${index}]`),
    );
  return {
    member: readString(object["member"], `${path}.member`),
    kinds: readArray(object["kinds"], `${path}.kinds`).map((item, index): MeasureKind => {
      const at = `${path}.kinds[${index}]`;
      const kind = readObject(item, at, ["id", "one", "many", "counted"]);
      return {
        id: readString(kind["id"], `${at}.id`),
        one: readString(kind["one"], `${at}.one`),
        many: readString(kind["many"], `${at}.many`),
        counted: readBoolean(kind["counted"], `${at}.counted`),
      };
    }),
    ...{ members: list("members"), groups: list("groups"), weights: list("weights") },
  };
}

function readNames(object: JsonObject): Names {
  return Object.fromEntries(
    Object.entries(object).map(([id, name]) => [id, readString(name, `kit.names.${id}`)]),
  );
}

function notWhole(why: string): InputError {
  return new InputError("KIT_INVALID", `This is not a whole kit: ${why}. Ask the lead's desk for it again`);
}
