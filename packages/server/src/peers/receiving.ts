// Receiving a bundle, whichever way it came: verified before it is read, in order, and each letter with its effect in one
// transaction. The same bytes a second time change nothing.
import { canonicalize, InputError, parseJson, PolicyError, VerificationError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  readAcknowledgement,
  readBundle,
  readContent,
  readLetter,
  readPeerCard,
  readSender,
  sortLetters,
  writeLetter,
} from "@entente/core/letters";
import type { Bundle, Content, Letter } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { takeLetter } from "./taking.ts";
import type { LetterServices, Taken } from "./contract.ts";
import { decryptBundle, openOwnNode } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { isReplyHeard, requireHeard } from "./kits.ts";
import { isLive } from "./pairing.ts";
import { isOfLetters, noteRefused, sayRefusal } from "./refusing.ts";
import { findPeer, lockPeer, updatePeer } from "./store.ts";
import { endIn, insertFiles, insertIn, listIn, listOut } from "./store-letters.ts";
import { insertTrouble } from "./store-troubles.ts";
import type { PeerRow } from "./store.ts";
import { writeTo } from "./writing.ts";

export interface Received {
  readonly member: string;
  readonly fingerprint: string;
  /** Letters that were new. */
  readonly fresh: number;
  /** Letters that were here already. */
  readonly known: number;
  /** Up to which number letters of this node are taken now. */
  readonly taken: number;
}

/**
 * The one way in for bundles: from a network and from a stick.
 * @param from the node that brought it, where that is known: it brings bundles of its own alone.
 * @throws ServerError BUNDLE_SEALED_OTHERWISE, PEER_UNPAIRED, PEER_STOPPED, KIT_UNHEARD, FORBIDDEN; InputError, VerificationError as `readBundle`;
 *   VerificationError LETTER_FORKED, LETTER_NEVER_SENT. Of what throws nothing is taken.
 */
export async function receiveBundle(
  node: LetterServices,
  sealed: Uint8Array,
  { from, at }: { readonly from: string | null; readonly at: Instant },
): Promise<Received> {
  try {
    return await receiveOpened(node, await openBundle(node, sealed, from), at);
  } catch (error) {
    // A file says of itself who wrote it, and whoever brings it is told; a request was signed.
    if (from !== null) await noteRefused(node.database, { fingerprint: from, error, at });
    throw error;
  }
}

async function receiveOpened(
  node: LetterServices,
  { own, peer, bundle, byOld, bytes, sender }: OpenedBundle,
  at: Instant,
): Promise<Received> {
  if (peer !== null) await node.database.read((reader) => requireHeard(reader, { peer, bundle, bytes }));
  const sorted = await keepOrStop(node, own, { bundle, byOld, fingerprint: sender, at });
  await takeHeld(node, sender);
  const after = await node.database.read((reader) => findPeer(reader, sender));
  return { ...sorted, member: bundle.from.member, fingerprint: sender, taken: after?.taken ?? 0 };
}

/** A bundle that holds under the keys of the node that wrote it. Nothing of it is taken. */
interface OpenedBundle {
  readonly own: OwnNode;
  readonly peer: PeerRow | null;
  readonly bundle: Bundle;
  /** Whether the keys before the last change signed it. */
  readonly byOld: boolean;
  readonly bytes: Uint8Array;
  readonly sender: string;
}

async function openBundle(
  node: LetterServices,
  sealed: Uint8Array,
  from: string | null,
): Promise<OpenedBundle> {
  const own = await openOwnNode(node);
  const bytes = await decryptBundle(sealed, own);
  const known = from === null ? null : await node.database.read((reader) => findPeer(reader, from));
  return nameWriter(known?.member ?? null, () => openDecrypted(node, { own, bytes, from }));
}

/** What is wrong with bytes names nobody who could mend it: whoever wrote them is named. */
async function nameWriter<Read>(member: string | null, read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const said = sayRefusal(error, { member: member ?? "the member that wrote it", kind: null });
    throw new InputError(error.code, said, error.position, { cause: error });
  }
}

async function openDecrypted(
  node: LetterServices,
  { own, bytes, from }: { readonly own: OwnNode; readonly bytes: Uint8Array; readonly from: string | null },
): Promise<OpenedBundle> {
  const sender = readSender(bytes);
  const peer = await node.database.read((reader) => findPeer(reader, sender));
  if (from !== null && from !== sender)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      "This bundle was brought by another node than wrote it. Ask the one that wrote it to bring it itself, or on a stick.",
    );
  const { bundle, byOld } = readFrom(bytes, own, peer);
  return { own, peer, bundle, byOld, bytes, sender };
}

/** What a bundle would do, before any of it is done. */
export interface LookedAt {
  readonly member: string;
  /** The case of a kit; null: a node. */
  readonly kitCase: string | null;
  /** Whether somebody has to hear its words before anything of it counts. */
  readonly unheard: boolean;
  readonly letters: readonly {
    readonly letter: Letter;
    readonly said: Content;
    /** Whether it was here already. */
    readonly known: boolean;
  }[];
  /** Up to which number it says that letters of this node were taken there, and what was known of that. */
  readonly acknowledges: number;
  readonly acknowledged: number;
}

/**
 * Looks into a bundle and takes nothing of it.
 * @throws what `receiveBundle` throws for what is wrong with its bytes, its signatures or who wrote it.
 */
export async function lookAtBundle(node: LetterServices, sealed: Uint8Array): Promise<LookedAt> {
  const { peer: found, bundle, bytes } = await openBundle(node, sealed, null);
  const peer = requireLive(found);
  const { letters, acknowledged } = bundle;
  return node.database.read(async (reader) => {
    const numbers = letters.map(({ number }) => number);
    const rows = await listIn(reader, peer.fingerprint, { from: numbers[0] ?? 1, to: numbers.at(-1) ?? 0 });
    const here = new Set(rows.map(({ number }) => number));
    const heard = peer.kitCase === null || (await isReplyHeard(reader, peer, bytes));
    return {
      ...{ member: peer.member, kitCase: peer.kitCase, unheard: !heard },
      letters: letters.map((letter) => ({
        ...{ letter, said: readContent(letter) },
        known: letter.number <= peer.taken || here.has(letter.number),
      })),
      ...{ acknowledges: acknowledged.number, acknowledged: peer.acknowledged },
    };
  });
}

/** A bundle by the keys of its sender's card; or by those before, as long as nothing came that the new ones signed. */
function readFrom(
  bytes: Uint8Array,
  own: OwnNode,
  peer: PeerRow | null,
): { readonly bundle: Bundle; readonly byOld: boolean } {
  const read = (card: string | null): Bundle =>
    readBundle(
      {
        ...{ bytes, to: own.party },
        keysOf: (fingerprint) =>
          peer === null || card === null || fingerprint !== peer.fingerprint
            ? null
            : { party: { member: peer.member, node: fingerprint }, keys: readPeerCard(card).keys },
      },
      nodePrimitives,
    );
  try {
    return { bundle: read(peer?.card ?? null), byOld: false };
  } catch (error) {
    const before = peer?.cardBefore ?? null;
    if (before === null || !(error instanceof VerificationError) || error.code !== "SIGNATURE_INVALID")
      throw error;
    return { bundle: read(before), byOld: true };
  }
}

interface Arrived {
  readonly bundle: Bundle;
  /** Whether the keys before the last change signed it. */
  readonly byOld: boolean;
  readonly fingerprint: string;
  readonly at: Instant;
}

/** Keeps what came; where two histories show, the stream stops, and that stays when what came is refused. */
async function keepOrStop(
  { database }: LetterServices,
  own: OwnNode,
  arrived: Arrived,
): Promise<Pick<Received, "fresh" | "known">> {
  try {
    return await database.transact((tx) => keep(tx, arrived));
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const { fingerprint, at } = arrived;
    const { code, message: said } = error;
    await database.transact(async (tx) => {
      const peer = await lockPeer(tx, fingerprint);
      if (peer === null || peer.stopped !== null) return;
      // A kit opened twice answers twice from one place: nothing of the second is taken, and another kit goes on.
      if (code === "LETTER_FORKED" && peer.kitCase === null) {
        await updatePeer(tx, fingerprint, { stopped_at: at, stopped_code: code, stopped_said: said });
        const row = { member: own.party.member, seat: "node", action: "peer.stop", subject: fingerprint };
        await writeNodeJournal(tx, { ...row, detail: { code } });
      }
      await insertTrouble(tx, fingerprint, { caseName: null, code, said, side: "there", at });
    });
    throw error;
  }
}

async function keep(
  tx: Transactor,
  { bundle, byOld, fingerprint, at }: Arrived,
): Promise<Pick<Received, "fresh" | "known">> {
  const peer = requireLive(await lockPeer(tx, fingerprint));
  const { letters, acknowledged } = bundle;
  const numbers = letters.map(({ number }) => number);
  const first = numbers[0] ?? 1;
  const rows = await listIn(tx, fingerprint, { from: first - 1, to: (numbers.at(-1) ?? 0) + 1 });
  const known = new Map(rows.map(({ number, digest, before }) => [number, { digest, before }]));
  const sorted = sortLetters({ taken: peer.taken, known }, letters, nodePrimitives);
  const [written] = await listOut(tx, fingerprint, { from: Math.max(acknowledged.number, 1), most: 1 });
  const digestOf = (number: number): string | null => (written?.number === number ? written.digest : null);
  const upTo = readAcknowledgement({ ...peer, digestOf }, acknowledged);
  await insertIn(
    tx,
    fingerprint,
    sorted.fresh.map(({ letter, digest }) => ({
      ...{ number: letter.number, caseName: letter.case, kind: letter.kind, digest, before: letter.before },
      ...{ letter: canonicalize(writeLetter(letter)), receivedAt: at },
    })),
  );
  const named = new Set(sorted.fresh.flatMap(({ letter }) => letter.files.map(({ digest }) => digest)));
  await insertFiles(tx, fingerprint, new Map([...bundle.files].filter(([digest]) => named.has(digest))));
  await updatePeer(tx, fingerprint, {
    ...{ heard_at: at, acknowledged: upTo },
    ...(byOld || peer.cardBefore === null ? {} : { card_before: null }),
    ...(peer.answeredAt === null ? { answered_at: at, ...FIRST_HEARD } : {}),
  });
  return { fresh: sorted.fresh.length, known: sorted.known };
}

/** What was in the way before a person there had confirmed this node is in the way no more. */
const FIRST_HEARD = {
  ...{ tries: 0, next_try_at: null },
  ...{ trouble_at: null, trouble_code: null, trouble_said: null },
} as const;

function requireLive(peer: PeerRow | null): PeerRow {
  if (peer === null || !isLive(peer))
    throw new ServerError(
      "PEER_UNPAIRED",
      "Nobody here has confirmed this node yet, so nothing is taken from it. The persons who run both nodes read each other their words, and each types what was heard.",
    );
  if (peer.stopped !== null)
    throw new ServerError("PEER_STOPPED", `Nothing more is taken from ${peer.member}: ${peer.stopped.said}`);
  return peer;
}

/** Takes every letter that follows without a gap. A fault of this node leaves the rest held, for the next time. */
export async function takeHeld(node: LetterServices, fingerprint: string): Promise<void> {
  const own = await openOwnNode(node);
  for (;;) {
    try {
      if (!(await node.database.transact((tx) => takeNext(tx, node, { own, fingerprint, refusal: null }))))
        return;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      if (!(await node.database.transact((tx) => takeNext(tx, node, { own, fingerprint, refusal })))) return;
    }
  }
}

interface Refusal {
  readonly number: number;
  readonly code: string;
  readonly said: string;
}

/** A letter that was refused, thrown out of its transaction so that nothing it did stays. */
class LetterRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.said);
    this.refusal = refusal;
  }
}

const refusalOf = (error: unknown): Refusal | null => (error instanceof LetterRefused ? error.refusal : null);

/** Takes the next letter, or writes down that it was refused. False: none is next. */
async function takeNext(
  tx: Transactor,
  node: LetterServices,
  {
    own,
    fingerprint,
    refusal,
  }: { readonly own: OwnNode; readonly fingerprint: string; readonly refusal: Refusal | null },
): Promise<boolean> {
  const peer = await lockPeer(tx, fingerprint);
  if (peer === null || !isLive(peer) || peer.stopped !== null) return false;
  const number = peer.taken + 1;
  const [row] = await listIn(tx, fingerprint, { from: number, to: number });
  if (row?.state !== "held") return false;
  const letter = readLetter(parseJson(row.letter), "letter");
  const at = node.now();
  const reply = { tx, own, peer, letter, at };
  if (refusal?.number === number) {
    await endIn(tx, fingerprint, {
      ...{ number, state: "refused", at, outcome: { code: refusal.code, said: refusal.said } },
    });
    await insertTrouble(tx, fingerprint, { caseName: letter.case, ...refusal, side: "here", at });
    // What could not be taken is said, but of what is itself such an answer nothing is: two nodes would never end.
    if (letter.kind !== "trouble")
      await writeReply(reply, {
        ...{ kind: "trouble", content: { letter: number, code: refusal.code, said: refusal.said } },
      });
  } else {
    const taken = await attempt(letter, () =>
      takeLetter(tx, node, { own, peer, letter, said: readContent(letter), at }),
    );
    await endIn(tx, fingerprint, { number, state: "taken", at, outcome: taken.outcome });
    for (const one of taken.replies) await writeReply(reply, one);
  }
  await updatePeer(tx, fingerprint, { taken: number });
  return true;
}

function writeReply(
  { tx, own, peer, letter, at }: { tx: Transactor; own: OwnNode; peer: PeerRow; letter: Letter; at: Instant },
  { kind, content }: Taken["replies"][number],
): Promise<number | null> {
  const { document = "", stage = "" } = content;
  const said = [document, stage].map((one) => (typeof one === "string" ? one : "")).join("/");
  const subject = `reply/${letter.number}/${kind}/${said}`;
  return writeTo(tx, { own, peer }, { subject, caseName: letter.case, kind, content, files: [], at });
}

async function attempt(letter: Letter, work: () => Promise<Taken>): Promise<Taken> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const said = sayRefusal(error, { member: letter.from.member, kind: letter.kind });
    throw new LetterRefused({ number: letter.number, code: error.code, said });
  }
}

function isRefusal(error: unknown): error is Error & { readonly code: string } {
  if (error instanceof InputError || error instanceof PolicyError || error instanceof VerificationError)
    return true;
  return error instanceof ServerError && isOfLetters(error.code);
}
