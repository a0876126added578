// Bringing letters to another node and taking what it answers with: again and again until it says that it has them, with
// longer and longer waits, and with what is in the way written down in one sentence.
import { randomBytes } from "node:crypto";
import { dayOf, parseJson, readAnyObject } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { LONGEST_BUNDLE } from "@entente/core/letters";
import { ServerError } from "../errors.ts";
import {
  destinationOfOperator,
  openConnection,
  readDestination,
  resolveBySystem,
} from "../outbound/index.ts";
import type { OutboundAnswer } from "../outbound/index.ts";
import {
  answerComponents,
  covers,
  readContentDigest,
  readSignature,
  requestComponents,
  signComponents,
  writeContentDigest,
  writeSignatureBase,
} from "./http-signature.ts";
import { openOwnNode, signerFor } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { isSignedBy } from "./credential.ts";
import { isLive } from "./pairing.ts";
import { receiveBundle, takeHeld } from "./receiving.ts";
import { describeFault } from "./refusing.ts";
import type { Fault } from "./refusing.ts";
import type { LetterServices } from "./contract.ts";
import { readPeerTls } from "./peer-tls.ts";
import { isDue, nextTry, usualPace } from "./rules.ts";
import type { PeerPace } from "./rules.ts";
import { findPeer, listPeers, lockPeer, updatePeer } from "./store.ts";
import type { PeerRow } from "./store.ts";
import { tellPeer } from "./telling.ts";
import { makeBundle, writeTo } from "./writing.ts";
import type { Outgoing } from "./writing.ts";
import type { Transactor } from "../storage/index.ts";

export const BUNDLE_TYPE = "application/vnd.entente.bundle";
export const BUNDLE_PATH = "/peers/bundles";
/** Seconds a signature holds. */
const HOLDS = 240;
/** An age file is a little longer than what is in it. */
export const LONGEST_SEALED = LONGEST_BUNDLE + 1024 * 1024;

export interface Synced {
  readonly member: string;
  /** Letters that were brought, and those that are not acknowledged yet. */
  readonly brought: number;
  readonly waiting: number;
  /** Letters that came with the answer. */
  readonly fetched: number;
  /** Null: nothing is wrong. */
  readonly trouble: { readonly code: string; readonly said: string } | null;
}

/** Everything that is to be said to a node, put into its stream; and what is to be brought now. */
export async function prepare(
  node: LetterServices,
  own: OwnNode,
  fingerprint: string,
): Promise<{ readonly peer: PeerRow; readonly outgoing: Outgoing } | null> {
  return node.database.transact(async (tx) => {
    const peer = await writeOwed(tx, node, { own, fingerprint });
    return peer === null ? null : { peer, outgoing: await makeBundle(tx, own, peer) };
  });
}

/** Puts what is to be said to a node into its stream. Null: it is not paired. */
async function writeOwed(
  tx: Transactor,
  node: LetterServices,
  { own, fingerprint }: { readonly own: OwnNode; readonly fingerprint: string },
): Promise<PeerRow | null> {
  const locked = await lockPeer(tx, fingerprint);
  if (locked === null || !isLive(locked)) return null;
  if (locked.answeredAt === null || locked.stopped !== null) return locked;
  await tellPeer(tx, node, { own, peer: locked });
  return findPeer(tx, fingerprint);
}

/** Brings a node what waits for it, as often as there is more, and takes what it answers. */
export async function syncPeer(
  node: LetterServices,
  fingerprint: string,
  pace: PeerPace = usualPace,
): Promise<Synced> {
  const own = await openOwnNode(node);
  let [brought, fetched] = [0, 0];
  for (let round = 0; ; round += 1) {
    const prepared = await prepare(node, own, fingerprint);
    if (prepared === null)
      throw new ServerError("PEER_UNPAIRED", "No person here has confirmed that node yet. Pair it first.");
    const { peer, outgoing } = prepared;
    let isAnswered = false;
    try {
      const answer = await bring(node.folder, own, { ...prepared, seconds: pace.seconds });
      isAnswered = true;
      const received = await receiveBundle(node, answer, { from: fingerprint, at: node.now() });
      brought += outgoing.letters;
      fetched += received.fresh;
      const after = await node.database.transact(async (tx) => {
        await updatePeer(tx, fingerprint, {
          ...{ told: Math.max(outgoing.acknowledges, peer.told), tries: 0, next_try_at: null },
          ...{ trouble_at: null, trouble_code: null, trouble_said: null },
        });
        return findPeer(tx, fingerprint);
      });
      const done = after === null || !hasNews(after) || round >= 20;
      if (done) return { ...summary(after ?? peer), brought, fetched, trouble: null };
    } catch (error) {
      const trouble = describeTrouble(error, peer);
      if (trouble === null) throw error;
      await node.database.transact(async (tx) => {
        const locked = await lockPeer(tx, fingerprint);
        if (locked === null) return;
        const at = node.now();
        await updatePeer(tx, fingerprint, {
          ...{ tries: locked.tries + 1, next_try_at: nextTry(at, locked.tries + 1, pace) },
          ...{ trouble_at: at, trouble_code: trouble.code, trouble_said: trouble.said },
        });
        if (isAnswered) await tellUnread(tx, { own, peer: locked, fault: trouble, at });
      });
      return { ...summary(peer), brought, fetched, trouble };
    }
  }
}

/** What it answered could not be taken, which it cannot see: it is told by letter, once a day. */
async function tellUnread(
  tx: Transactor,
  { own, peer, fault, at }: { own: OwnNode; peer: PeerRow; fault: Fault; at: Instant },
): Promise<void> {
  const subject = `unread/${fault.code}/${dayOf(at)}`;
  const content = { letter: null, ...fault };
  await writeTo(tx, { own, peer }, { subject, caseName: null, kind: "trouble", content, files: [], at });
}

const summary = ({ member, written, acknowledged }: PeerRow) => ({ member, waiting: written - acknowledged });

/** Whether there is something to bring: letters, or word of letters that were taken. */
export function hasNews({ written, acknowledged, taken, told, answeredAt }: PeerRow): boolean {
  return (answeredAt !== null && written > acknowledged) || taken > told;
}

async function bring(
  folder: string,
  own: OwnNode,
  {
    peer,
    outgoing: { bytes },
    seconds,
  }: { readonly peer: PeerRow; readonly outgoing: Outgoing; readonly seconds: number },
): Promise<Uint8Array> {
  if (peer.address === null)
    throw new ServerError(
      "PEER_AWAY",
      `There is no address of ${peer.member}'s node here: it comes by itself, or letters go by stick. Whoever runs this node can add its address.`,
    );
  const where = { name: `the node of ${peer.member}`, address: peer.address };
  // What the other side wrote on its card leads to the public network alone; into one's own only who runs this node may send.
  const { authorities, identity } = await readPeerTls(folder, peer.member);
  const tls = { authorities, identity };
  const destination = peer.addressOurs
    ? destinationOfOperator(where, tls)
    : readDestination({ ...where, networks: [], tls });
  const digest = writeContentDigest(bytes);
  const base = destination.base.pathname.replace(/\/$/, "");
  const signed = signComponents(
    requestComponents({
      ...{ method: "POST", authority: destination.base.host, path: `${base}${BUNDLE_PATH}` },
      ...{ type: BUNDLE_TYPE, digest },
    }),
    factsNow(own),
    signerFor(own, peer).ed25519,
  );
  await using connection = openConnection({ destination, resolve: resolveBySystem });
  const answer = await connection.send({
    ...{
      method: "POST",
      address: `${base}${BUNDLE_PATH}`,
      body: bytes,
      seconds,
      mostBytes: LONGEST_SEALED,
    },
    headers: { "content-type": BUNDLE_TYPE, "content-digest": digest, accept: BUNDLE_TYPE, ...signed },
  });
  if (answer.status !== 200) throw readRefusal(peer, answer);
  checkAnswer(peer, answer, digest);
  return answer.body;
}

/** What a signature says of when it was made. */
export function factsNow(own: OwnNode): Parameters<typeof signComponents>[1] {
  const created = Math.floor(Date.now() / 1000);
  return {
    ...{ created, expires: created + HOLDS, keyId: own.party.node },
    nonce: randomBytes(16).toString("base64url"),
  };
}

/** @throws ServerError PEER_ANSWER_INVALID unless the node of that card signed this answer to this request. */
function checkAnswer(peer: PeerRow, { status, headers, body }: OutboundAnswer, requestDigest: string): void {
  const read = readSignature(headers["signature-input"], headers["signature"]);
  const digest = headers["content-digest"] ?? "";
  const components = answerComponents({ status, type: headers["content-type"] ?? "", digest, requestDigest });
  const sound =
    read?.facts.keyId === peer.fingerprint &&
    readContentDigest(digest) !== null &&
    writeContentDigest(body) === digest &&
    covers(read, components) &&
    isSignedBy(peer, writeSignatureBase(components, read.parameters), read.bytes);
  if (!sound)
    throw new ServerError(
      "PEER_ANSWER_INVALID",
      `What answered at the address of ${peer.member}'s node did not sign its answer as that node. Whoever runs this node looks whether the address is right.`,
    );
}

/** A refusal of the other node: by its own code and sentence, which say who can help. */
class RefusedThere extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function readRefusal(peer: PeerRow, { status, body }: OutboundAnswer): Error {
  try {
    const problem = readAnyObject(parseJson(new TextDecoder().decode(body.subarray(0, 20_000))), "problem");
    const { code, detail } = problem;
    if (typeof code === "string" && typeof detail === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code))
      return new RefusedThere(code, detail.slice(0, 2000));
  } catch {
    // What is no problem document is told by its status.
  }
  return new ServerError(
    "PEER_AWAY",
    `What answers at the address of ${peer.member}'s node answered with status ${status}. Whoever runs that node looks what is there.`,
  );
}

/** What is in the way, as it is shown; null: it is this node's own machine, and not about the other. */
function describeTrouble(error: unknown, { member }: PeerRow): Fault | null {
  if (error instanceof RefusedThere)
    return { code: error.code, said: `The node of ${member} refuses: ${error.message}` };
  return describeFault(error);
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

export interface PeerTimer {
  readonly stop: () => Promise<void>;
}

/** Brings and fetches in the background, a node at a time, as long as this node serves. */
export function startPeers(
  node: LetterServices & { readonly pace: PeerPace; readonly tell: (sentence: string) => void },
): PeerTimer {
  const { pace } = node;
  let stopping = false;
  // By a clock that nobody sets.
  const asked = new Map<string, number>();
  const said = new Map<string, string>();
  // What is owed is worked out where something changed since; what no change told of is found when a node is asked.
  let changes = 0;
  const looked = new Map<string, number>();
  const listening = node.database.listen(() => {
    changes += 1;
  });
  const look = async (): Promise<void> => {
    for (const peer of await node.database.read(listPeers)) {
      if (stopping) return;
      if (!isLive(peer) || peer.stopped !== null) continue;
      const { fingerprint } = peer;
      const seen = changes;
      const before = asked.get(fingerprint);
      const idle = before !== undefined && performance.now() - before < pace.askMs;
      const isChanged = !idle || looked.get(fingerprint) !== seen;
      // A letter whose taking was cut off is taken now.
      if (isChanged) await takeHeld(node, fingerprint);
      if (peer.address === null || !isDue(peer.nextTryAt, node.now(), pace)) continue;
      const own = await openOwnNode(node);
      const now = isChanged
        ? await node.database.transact((tx) => writeOwed(tx, node, { own, fingerprint }))
        : peer;
      looked.set(fingerprint, seen);
      if (now === null) continue;
      if (idle && !hasNews(now) && (now.answeredAt !== null || now.tries === 0)) continue;
      asked.set(fingerprint, performance.now());
      const { trouble } = await syncPeer(node, fingerprint, pace);
      const sentence = trouble === null ? "" : `entente: ${trouble.code}: ${trouble.said}`;
      if (sentence !== "" && said.get(peer.fingerprint) !== sentence) node.tell(sentence);
      said.set(peer.fingerprint, sentence);
    }
  };
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy || stopping) return;
    busy = true;
    running = look()
      // The database may be away for a while; the next look finds what is left. What is in the way is said once.
      .catch((error: unknown) => {
        // Of what has no code only its kind is said: its words may hold what letters hold.
        const why = error instanceof ServerError ? `${error.code}: ${error.message}` : kindOf(error);
        const sentence = `entente: letters to other nodes wait. ${why}`;
        if (said.get("") !== sentence) node.tell(sentence);
        said.set("", sentence);
      })
      .finally(() => {
        busy = false;
      });
  }, pace.lookMs);
  return {
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      listening.close();
      await running;
    },
  };
}
