// A node that was paired and then says whatever it likes: it has its keys, and keeps to nothing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalize, concatBytes, encodeBase64url, utf8 } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject, JsonValue } from "../../packages/core/src/encoding/index.ts";
import { writePeerCard } from "../../packages/core/src/letters/index.ts";
import { openExerciseKeystore } from "../../packages/server/src/keys/index.ts";
import { addPeer, endPeer, openOwnKeys, pairPeer, spellNode } from "../../packages/server/src/peers/index.ts";
import type { OwnNode } from "../../packages/server/src/peers/index.ts";
import { NOW } from "../../packages/server/src/peers/peers.fixture.ts";
import type { TestNode } from "../../packages/server/src/peers/peers.fixture.ts";
import { encryptBundle } from "../../packages/server/src/peers/own-node.ts";
import { nodePrimitives } from "../../packages/verifier/src/index.ts";

export interface EvilNode {
  readonly own: OwnNode;
  /** The one whose place it took. */
  readonly former: EvilNode | null;
  /** The letter after the last one that was sent, with what is changed in it. */
  readonly nextLetter: (change: JsonObject) => JsonObject;
  /** Remembers it as sent. */
  readonly keep: (letter: JsonObject) => void;
  /** Letters that were sent, in order. */
  readonly sent: readonly JsonObject[];
  readonly head: (letters: readonly JsonValue[], change?: JsonObject) => JsonObject;
  readonly close: () => Promise<void>;
}

/** Keys of a node of a member that nobody has paired. */
export async function makeKeys(member: string): Promise<OwnNode> {
  const folder = await mkdtemp(join(tmpdir(), "entente-evil-"));
  const keystore = openExerciseKeystore(folder);
  await keystore.makeFirst({ purpose: "peer", member });
  const own = await openOwnKeys({ keystore, host: member, origin: null }, []);
  await rm(folder, { recursive: true, force: true });
  return own;
}

/** Pairs a new node of `member` with the victim, ending the one before. */
export async function pairEvil(victim: TestNode, member: string): Promise<EvilNode> {
  const folder = await mkdtemp(join(tmpdir(), "entente-evil-"));
  const keystore = openExerciseKeystore(folder);
  await keystore.makeFirst({ purpose: "peer", member });
  const own = await openOwnKeys({ keystore, host: member, origin: null }, []);
  const tending = { own: victim.own, by: "node", at: NOW };
  await victim.services.database.transact(async (tx) => {
    await endPeer(tx, tending, member).catch((error: unknown) => {
      if ((error as { code?: string }).code !== "NOT_FOUND") throw error;
    });
  });
  await victim.services.database.transact(async (tx) => {
    await addPeer(tx, tending, { card: writePeerCard(own.card), address: null });
    await pairPeer(tx, tending, { member, heard: spellNode(own.party.node).words });
  });
  const sent: JsonObject[] = [];
  return {
    ...{ own, sent, former: null },
    nextLetter: (change) => {
      const last = sent.at(-1);
      return {
        ...{ format: "entente-letter/1", from: { ...own.party }, to: { ...victim.own.party } },
        ...{ number: sent.length + 1, before: last === undefined ? null : digest(last), at: NOW },
        ...{ case: "salisbury-2018", kind: "question", content: { text: "Who?", place: null }, files: [] },
        ...change,
      };
    },
    keep: (letter) => void sent.push(letter),
    head: (letters, change = {}) => ({
      ...{ format: "entente-bundle/1", from: { ...own.party }, to: { ...victim.own.party } },
      ...{ letters, acknowledged: { number: 0, digest: null }, ...change },
    }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export function digest(value: JsonValue): string {
  return encodeBase64url(nodePrimitives.sha256(utf8(canonicalize(value))));
}

/** Signs whatever stands as a bundle's head. */
export function signHead(
  evil: EvilNode,
  head: JsonObject | string,
  files: Uint8Array = new Uint8Array(),
): Uint8Array {
  const text = typeof head === "string" ? head : canonicalize(head);
  const message = utf8(`entente-bundle/1\n${text}`);
  const { ed25519, mlDsa } = evil.own.signer;
  const lines = [
    `entente-bundle/1 ${evil.own.party.node}`,
    encodeBase64url(ed25519.sign(message)),
    encodeBase64url(mlDsa.sign(message)),
    text,
    "",
  ];
  return concatBytes(utf8(lines.join("\n")), files);
}

/** Encrypts bytes to the victim, as whoever wants to be read at all has to. */
export function sealFor(victim: TestNode, bytes: Uint8Array): Promise<Uint8Array> {
  return encryptBundle(bytes, victim.own.card);
}
