// The card of a node, `entente-peer/1`: what two nodes know each other by. Its fingerprint covers the keys that sign and the
// key that is encrypted to, so that whoever compared it has compared all three; the address is on it and not covered, since
// it may change and decides nothing.
import {
  canonicalize,
  encodeBase64url,
  parseCanonicalFile,
  readAnyObject,
  readObject,
  readString,
  utf8,
} from "../encoding/index.ts";
import { readMlDsaJwk, readPublicJwk } from "../keys/index.ts";
import type { IssuerKeys, Primitives } from "../keys/index.ts";
import { readDigest, readMember, refuse } from "./letter.ts";

export interface PeerCard {
  readonly member: string;
  readonly keys: IssuerKeys;
  /** Recipient of age with a hybrid of X25519 and ML-KEM-768, `age1pq1…`. */
  readonly recipient: string;
  /** What others call the node by since before it changed its keys; null: the fingerprint of this card. */
  readonly node: string | null;
  /** Where its letters are brought, `https://node.example`; null: only by stick. */
  readonly address: string | null;
}

const FORMAT = "entente-peer/1";
const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{100,4000}$/;
const ADDRESS = /^https?:\/\/[!-~]{1,300}$/;

/** The text of a card file: canonical JSON and one newline. */
export function writePeerCard(card: PeerCard): string {
  return `${canonicalize({ ...covered(card), address: card.address })}\n`;
}

/** @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, SHAPE_INVALID, BASE64_INVALID. */
export function readPeerCard(text: string): PeerCard {
  const file = readAnyObject(parseCanonicalFile(text), "card");
  const names = ["format", "member", "ed25519", "mlDsa", "recipient", "address"];
  const card = readObject(file, "card", "node" in file ? [...names, "node"] : names);
  if (card["format"] !== FORMAT) refuse("card.format", FORMAT);
  const recipient = readString(card["recipient"], "card.recipient");
  if (!RECIPIENT.test(recipient)) refuse("card.recipient", "an age recipient that begins with age1pq1");
  const address = card["address"] === null ? null : readString(card["address"], "card.address");
  if (address !== null && !ADDRESS.test(address)) refuse("card.address", "a web address, or null");
  return {
    member: readMember(card["member"], "card.member"),
    keys: {
      ed25519: readPublicJwk(card["ed25519"], "card.ed25519"),
      mlDsa: readMlDsaJwk(card["mlDsa"], "card.mlDsa", "ML-DSA-65"),
    },
    ...{ recipient, address },
    node: "node" in card ? readDigest(card["node"], "card.node") : null,
  };
}

/** What letters name the node by. */
export function nameNode(card: PeerCard, primitives: Primitives): string {
  return card.node ?? fingerprintPeer(card, primitives);
}

/** What is read aloud in pairing: base64url SHA-256 over all but the address. */
export function fingerprintPeer(card: PeerCard, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize(covered(card)))));
}

function covered({ member, keys, recipient, node }: PeerCard) {
  return {
    ...{ format: FORMAT, member, ed25519: { ...keys.ed25519 }, mlDsa: { ...keys.mlDsa }, recipient },
    ...(node === null ? {} : { node }),
  };
}
