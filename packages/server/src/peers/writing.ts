// Writing letters: one statement each, put into the stream to a node in the transaction that wants it, and once however often
// it is wanted.
import { hash } from "node:crypto";
import { canonicalize, parseJson } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import {
  digestLetter,
  readContent,
  readLetter,
  readPeerCard,
  writeBundle,
  writeLetter,
} from "@entente/core/letters";
import type { Letter, LetterKind } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import type { Reader, Transactor } from "../storage/index.ts";
import { encryptBundle, signerFor } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { updatePeer } from "./store.ts";
import { insertFiles, insertOut, listIn, listOut, listSaid, readFiles } from "./store-letters.ts";
import type { PeerRow } from "./store.ts";

export interface LetterWish {
  /** Names what it says: a second letter of the same name is not written. */
  readonly subject: string;
  readonly caseName: string | null;
  readonly kind: LetterKind;
  readonly content: JsonObject;
  readonly files: readonly Uint8Array[];
  readonly at: Instant;
}

/** base64url SHA-256, as letters name files. */
export function digestFile(bytes: Uint8Array): string {
  return hash("sha256", bytes, "base64url");
}

/**
 * Puts a letter at the end of the stream to a node that is locked. Gives its number; null where it was said already.
 * @throws InputError SHAPE_INVALID, INSTANT_INVALID for what no letter may say.
 */
export async function writeTo(
  tx: Transactor,
  { own, peer }: { readonly own: OwnNode; readonly peer: PeerRow },
  { subject, caseName, kind, content, files, at }: LetterWish,
): Promise<number | null> {
  if ((await listSaid(tx, peer.fingerprint, [subject])).has(subject)) return null;
  const [last] = await listNewest(tx, peer);
  const byDigest = new Map(files.map((bytes) => [digestFile(bytes), bytes]));
  const letter: Letter = {
    ...{ from: own.party, to: { member: peer.member, node: peer.fingerprint } },
    ...{ number: (last?.number ?? 0) + 1, before: last?.digest ?? null, at, case: caseName, kind, content },
    files: [...byDigest]
      .map(([digest, bytes]) => ({ digest, size: bytes.length }))
      .sort((a, b) => (a.digest < b.digest ? -1 : 1)),
  };
  readContent(letter);
  const text = canonicalize(writeLetter(letter));
  await insertOut(tx, peer.fingerprint, {
    ...{ number: letter.number, subject, caseName, kind, letter: text, writtenAt: at },
    digest: digestLetter(letter, nodePrimitives),
  });
  await insertFiles(tx, peer.fingerprint, byDigest);
  await updatePeer(tx, peer.fingerprint, { written: letter.number, next_try_at: null });
  return letter.number;
}

async function listNewest(reader: Reader, { fingerprint, written }: PeerRow) {
  // The row may be older than what this transaction wrote: what stands last counts.
  const rows = await listOut(reader, fingerprint, { from: Math.max(written, 1), most: 1000 });
  return rows.slice(-1);
}

const MOST_LETTERS = 200;
const MOST_FILES = 32 * 1024 * 1024;

/** A bundle, and what is in it. */
export interface Outgoing {
  readonly bytes: Uint8Array;
  /** Number of the last letter in it; of the last acknowledged one where there is none. */
  readonly upTo: number;
  readonly letters: number;
  /** Up to which number it says that letters of the other side were taken. */
  readonly acknowledges: number;
}

/**
 * What the node is to be brought now: the letters it has not acknowledged, as many as travel together, and how far its own
 * were taken. Nothing but that last while nobody there has confirmed this node.
 */
export async function makeBundle(reader: Reader, own: OwnNode, peer: PeerRow): Promise<Outgoing> {
  const { bytes, ...rest } = await composeBundle(reader, own, { peer, from: peer.acknowledged + 1 });
  return { ...rest, bytes: await encryptBundle(bytes, readPeerCard(peer.card)) };
}

/** The same before it is encrypted, from a letter on: whoever hands it over looks who may read it. */
export async function composeBundle(
  reader: Reader,
  own: OwnNode,
  { peer, from }: { readonly peer: PeerRow; readonly from: number },
): Promise<Outgoing> {
  const { fingerprint, acknowledged, taken, answeredAt, member, stopped } = peer;
  const rows =
    answeredAt === null || stopped !== null
      ? []
      : await listOut(reader, fingerprint, { from, most: MOST_LETTERS });
  const letters: Letter[] = [];
  const enclosed = new Map<string, number>();
  for (const row of rows) {
    const letter = readLetter(parseJson(row.letter), "letter");
    for (const { digest, size } of letter.files) enclosed.set(digest, size);
    const size = [...enclosed.values()].reduce((sum, one) => sum + one, 0);
    if (letters.length > 0 && size > MOST_FILES) break;
    letters.push(letter);
  }
  const named = [...new Set(letters.flatMap(({ files }) => files.map(({ digest }) => digest)))];
  const [last] = taken === 0 ? [] : await listIn(reader, fingerprint, { from: taken, to: taken });
  const written = writeBundle(
    {
      ...{ from: own.party, to: { member, node: fingerprint }, letters },
      acknowledged: { number: taken, digest: last?.digest ?? null },
      files: await readFiles(reader, fingerprint, named),
    },
    signerFor(own, peer),
    nodePrimitives,
  );
  return {
    bytes: written,
    upTo: letters.at(-1)?.number ?? acknowledged,
    letters: letters.length,
    acknowledges: taken,
  };
}
