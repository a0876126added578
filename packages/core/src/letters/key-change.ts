// A change of a node's keys: its new card, signed with both keys of the card before, which others know it by, and with both
// keys of the new one, which shows that whoever asks for it has them. The name others call the node by stays what it was.
import {
  canonicalize,
  decodeBase64url,
  encodeBase64url,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import { isBase64urlOf, readAnyObject, readObject, readString } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { IssuerKeys, IssuerSigner, Primitives } from "../keys/index.ts";
import { readDigest, refuse } from "./letter.ts";
import type { Party } from "./letter.ts";
import { fingerprintPeer, readPeerCard, writePeerCard } from "./peer-card.ts";
import type { PeerCard } from "./peer-card.ts";

/** Signatures of one pair of keys, base64url. */
type Signatures = {
  /** Ed25519. */
  readonly ed25519: string;
  /** ML-DSA-65. */
  readonly mlDsa: string;
};

export interface KeyChange {
  /** Fingerprint of the card that is replaced. */
  readonly replaces: string;
  /** The new card, as `writePeerCard` writes it and without its newline. */
  readonly card: JsonObject;
  /** Under the keys of the card that is replaced. */
  readonly old: Signatures;
  /** Under the keys of the new card. */
  readonly fresh: Signatures;
}

const FORMAT = "entente-keys/1";
const ED25519_BYTES = 64;
const ML_DSA_BYTES = 3309;

/** @param node what others call this node by: it stays. */
export function changeKeys(
  { node, before, card }: { readonly node: Party; readonly before: PeerCard; readonly card: PeerCard },
  { old, fresh }: { readonly old: IssuerSigner; readonly fresh: IssuerSigner },
  primitives: Primitives,
): KeyChange {
  const change = {
    replaces: fingerprintPeer(before, primitives),
    card: JSON.parse(writePeerCard(card)) as JsonObject,
  };
  const message = messageOf(node, change);
  const sign = ({ ed25519, mlDsa }: IssuerSigner): Signatures => ({
    ed25519: encodeBase64url(ed25519.sign(message)),
    mlDsa: encodeBase64url(mlDsa.sign(message)),
  });
  return { ...change, old: sign(old), fresh: sign(fresh) };
}

/** @throws InputError SHAPE_INVALID, JSON_NOT_CANONICAL, BASE64_INVALID. Whether it is signed says `verifyKeyChange`. */
export function readKeyChange(content: JsonObject): KeyChange {
  const object = readObject(content, "content", ["replaces", "card", "old", "fresh"]);
  const card = readAnyObject(object["card"], "content.card");
  readPeerCard(`${canonicalize(card)}\n`);
  return {
    ...{ replaces: readDigest(object["replaces"], "content.replaces"), card },
    old: readSignatures(object["old"], "content.old"),
    fresh: readSignatures(object["fresh"], "content.fresh"),
  };
}

/**
 * The new card of a node, whose card so far is `before`.
 * @throws VerificationError KEYS_NOT_SIGNED unless the keys of both cards signed this change of this node; InputError.
 */
export function verifyKeyChange(
  change: KeyChange,
  { node, before }: { readonly node: Party; readonly before: PeerCard },
  primitives: Primitives,
): PeerCard {
  const card = readPeerCard(`${canonicalize(change.card)}\n`);
  const message = messageOf(node, change);
  const sound =
    change.replaces === fingerprintPeer(before, primitives) &&
    card.member === node.member &&
    card.node === node.node &&
    isSigned(message, before.keys, change.old, primitives) &&
    isSigned(message, card.keys, change.fresh, primitives);
  if (!sound)
    throw new VerificationError(
      "KEYS_NOT_SIGNED",
      `This change of keys is not signed by the keys that ${node.member}'s node is known by and by the new ones. The old keys go on; if ${node.member} lost them, the persons who run both nodes end the pairing and pair anew.`,
    );
  return card;
}

function isSigned(
  message: Uint8Array,
  { ed25519, mlDsa }: IssuerKeys,
  signatures: Signatures,
  primitives: Primitives,
): boolean {
  return (
    primitives.verifyEd25519(publicKeyBytes(ed25519), message, decodeBase64url(signatures.ed25519)) &&
    primitives.verifyMlDsa("ML-DSA-65", publicKeyBytes(mlDsa), message, decodeBase64url(signatures.mlDsa))
  );
}

function messageOf({ member, node }: Party, { replaces, card }: Pick<KeyChange, "replaces" | "card">) {
  return utf8(`${FORMAT}\n${canonicalize({ member, node, replaces, card })}`);
}

function readSignatures(value: JsonValue | undefined, path: string): Signatures {
  const object = readObject(value, path, ["ed25519", "mlDsa"]);
  const read = (name: "ed25519" | "mlDsa", bytes: number): string => {
    const text = readString(object[name], `${path}.${name}`);
    return isBase64urlOf(text, bytes) ? text : refuse(`${path}.${name}`, `base64url of ${bytes} bytes`);
  };
  return { ed25519: read("ed25519", ED25519_BYTES), mlDsa: read("mlDsa", ML_DSA_BYTES) };
}
