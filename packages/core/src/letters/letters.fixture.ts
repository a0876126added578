// Two nodes that write to each other, for tests: keys from fixed seeds, so that vectors stay the same.
import { canonicalize, encodeBase64url, readInstant } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner, portablePrimitives as primitives } from "../keys/index.ts";
import type { IssuerSigner } from "../keys/index.ts";
import { digestLetter, fingerprintPeer } from "./index.ts";
import type { KnownSender, Letter, Party, PeerCard } from "./index.ts";

export interface SampleNode {
  readonly card: PeerCard;
  readonly party: Party;
  readonly signer: IssuerSigner;
  readonly known: KnownSender;
}

export function makeSampleNode(member: string, seed: number): SampleNode {
  const signer = {
    ed25519: createEd25519Signer(new Uint8Array(32).fill(seed)),
    mlDsa: createMlDsaSigner("ML-DSA-65", new Uint8Array(32).fill(seed + 1)),
  };
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  const recipient = `age1pq1${"q".repeat(200 + seed)}`;
  const card = { member, keys, recipient, node: null, address: `https://${member.toLowerCase()}.example` };
  const party = { member, node: fingerprintPeer(card, primitives) };
  return { card, party, signer, known: { party, keys } };
}

export const lead = makeSampleNode("GBR", 1);
export const ally = makeSampleNode("FRA", 11);

/** `count` letters of the ally to the lead, one after the other. */
export function writeSampleLetters(
  count: number,
  say = (number: number): string => `Question ${number}?`,
): Letter[] {
  const letters: Letter[] = [];
  for (let number = 1; number <= count; number += 1) {
    const last = letters.at(-1);
    letters.push({
      ...{ from: ally.party, to: lead.party, number, at: readInstant("2026-03-05T09:00:00.000Z") },
      before: last === undefined ? null : digestLetter(last, primitives),
      ...{ case: "salisbury-2018", kind: "question", content: { text: say(number), place: null }, files: [] },
    });
  }
  return letters;
}

export function digestFile(bytes: Uint8Array): string {
  return encodeBase64url(primitives.sha256(bytes));
}

/** A bundle's bytes as somebody would write them who does not keep to the format: a head, signed as it is. */
export function signHead(head: JsonObject | string, from: SampleNode = ally, rest = ""): Uint8Array {
  const text = typeof head === "string" ? head : canonicalize(head);
  const encoder = new TextEncoder();
  const message = encoder.encode(`entente-bundle/1\n${text}`);
  const { ed25519, mlDsa } = from.signer;
  const lines = [
    `entente-bundle/1 ${from.party.node}`,
    encodeBase64url(ed25519.sign(message)),
    encodeBase64url(mlDsa.sign(message)),
    text,
  ];
  return encoder.encode(`${lines.join("\n")}\n${rest}`);
}
