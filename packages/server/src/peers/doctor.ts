// How it stands with each node, and in one sentence each what is in the way, why, and who can help.
import type { Instant } from "@entente/core/encoding";
import type { Reader } from "../storage/index.ts";
import { digestCard } from "./pairing.ts";
import { spellNode } from "./rules.ts";
import { listPeers } from "./store.ts";
import { countHeld, findLastLetters, listIn } from "./store-letters.ts";
import { listTroubles } from "./store-troubles.ts";
import type { PeerRow } from "./store.ts";
import type { TroubleRow } from "./store-troubles.ts";

export interface PeerHealth {
  readonly member: string;
  readonly fingerprint: string;
  /** How its card is read aloud; another after its keys were changed. */
  readonly words: string;
  readonly digits: string;
  readonly address: string | null;
  /** `added`: a person here has not confirmed it; `asked`: nobody there has confirmed this node, as far as is known. */
  readonly state: "added" | "asked" | "paired" | "stopped" | "ended";
  /** The case of a kit; null: a node. */
  readonly kitCase: string | null;
  readonly heardAt: Instant | null;
  /** When the last letter from it came, and when the last one to it was written; null: none. */
  readonly lastIn: Instant | null;
  readonly lastOut: Instant | null;
  /** Letters that wait to be acknowledged there, and those that wait here for the ones before them. */
  readonly waiting: number;
  readonly held: number;
  /** What is in the way now. Empty: nothing. */
  readonly findings: readonly { readonly code: string; readonly said: string }[];
  /** What went wrong before, newest first. */
  readonly troubles: readonly TroubleRow[];
}

const MOST_TROUBLES = 20;

export async function examinePeers(reader: Reader): Promise<readonly PeerHealth[]> {
  const all: PeerHealth[] = [];
  for (const peer of await listPeers(reader)) {
    const { member, fingerprint, address, heardAt, kitCase, written, acknowledged } = peer;
    const held = await countHeld(reader, fingerprint);
    const [next] =
      held === 0 ? [] : await listIn(reader, fingerprint, { from: peer.taken + 1, to: peer.taken + 1 });
    all.push({
      ...{ member, fingerprint, ...spellNode(digestCard(peer.card)), address, heardAt, held },
      ...{ kitCase, ...(await findLastLetters(reader, fingerprint)) },
      ...{
        state: stateOf(peer),
        waiting: written - acknowledged,
        findings: listFindings(peer, { held, next: next?.number ?? null }),
      },
      troubles: await listTroubles(reader, fingerprint, MOST_TROUBLES),
    });
  }
  return all;
}

function stateOf({ endedAt, stopped, pairedAt, answeredAt }: PeerRow): PeerHealth["state"] {
  if (endedAt !== null) return "ended";
  if (stopped !== null) return "stopped";
  if (pairedAt === null) return "added";
  return answeredAt === null ? "asked" : "paired";
}

/** @param next the number of the letter that is to be taken next, where it is here; null: it is not. */
function listFindings(
  peer: PeerRow,
  { held, next }: { readonly held: number; readonly next: number | null },
): PeerHealth["findings"] {
  const { member, stopped, trouble } = peer;
  switch (stateOf(peer)) {
    case "ended":
      return [];
    case "stopped":
      return [{ code: stopped?.code ?? "", said: stopped?.said ?? "" }];
    case "added": {
      const said = `Nobody here has confirmed the node of ${member} yet: have its words read to you, and type them with "entente peer pair ${member}".`;
      return [{ code: "PEER_UNPAIRED", said }];
    }
    case "asked": {
      const said = `Nobody at ${member} has confirmed this node yet, as far as is known, so letters wait: read them this node's words, "entente peer card".`;
      return [...(trouble === null ? [] : [trouble]), { code: "PEER_UNPAIRED", said }];
    }
    case "paired": {
      const waits =
        next === null
          ? {
              code: "LETTER_CHAIN_BROKEN",
              said: `${held} letters of ${member} wait for one before them, which its node brings again by itself, or on the next stick. If that does not help, whoever runs the node of ${member} looks what it wrote.`,
            }
          : {
              code: "INTERNAL",
              said: `Letter ${next} of ${member} is here and is not taken yet, because of this node's own machine; it is tried again by itself. If it stays, whoever runs this node looks what its log says.`,
            };
      return [...(trouble === null ? [] : [trouble]), ...(held === 0 ? [] : [waits])];
    }
  }
}
