// Which node asks: the one that signed the request, its body by digest, within minutes, and once.
import { epochMilliseconds, instantAt, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { publicKeyBytes } from "@entente/core/keys";
import { readPeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { readClientKey } from "../routing/index.ts";
import type { ReadCredential } from "../routing/index.ts";
import {
  covers,
  readContentDigest,
  readSignature,
  requestComponents,
  writeSignatureBase,
} from "./http-signature.ts";
import { readPeerTls } from "./peer-tls.ts";
import { isLive } from "./pairing.ts";
import { noteRefused } from "./refusing.ts";
import { findPeer, useNonce } from "./store.ts";
import type { PeerRow } from "./store.ts";

/** How far two nodes' clocks may be apart. */
const SKEW_MS = 5 * 60_000;
/** How long a signature may say that it holds. */
const LONGEST_MS = 5 * 60_000;

/**
 * @throws ServerError SIGN_IN_REFUSED for a signature that is none, PEER_UNPAIRED, PEER_CLOCK, PEER_REPEATED: whoever runs the
 *   other node has to know which.
 */
export const byNodeSignature: ReadCredential = async (request, { node }) => {
  const { headers, method, url, authority } = request;
  const {
    "signature-input": input,
    signature,
    "content-digest": digest,
    "content-type": type = "",
  } = headers;
  if (input === undefined && signature === undefined) return { kind: "nobody" };
  const read = readSignature(input, signature);
  const bodyDigest = readContentDigest(digest);
  const path = url.split("?")[0] ?? "";
  const components = requestComponents({ method, authority, path, type, digest: String(digest) });
  if (read === null || bodyDigest === null || path !== url || !covers(read, components)) throw refused();
  const { keyId, nonce } = read.facts;
  const peer = await node.database.read((reader) => findPeer(reader, keyId));
  if (peer === null || !isLive(peer)) throw unpaired();
  const base = writeSignatureBase(components, read.parameters);
  if (!isSignedBy(peer, base, read.bytes)) throw refused();
  const now = readInstant(new Date().toISOString());
  try {
    await requireCertificate(node.folder, peer, request);
    checkTime(read.facts, now);
    const until = instantAt(read.facts.expires * 1000 + SKEW_MS);
    if (!(await node.database.transact((tx) => useNonce(tx, { peer: keyId, nonce, until, now }))))
      throw repeated();
  } catch (error) {
    // That node did sign it: whoever runs this one hears of it too.
    await noteRefused(node.database, { fingerprint: keyId, error, at: now });
    throw error;
  }
  return { kind: "peer", member: peer.member, credential: keyId, bodyDigest };
};

function repeated(): ServerError {
  return new ServerError(
    "PEER_REPEATED",
    "This request was here before, and a signed request counts once. A node signs each try anew; if it did not send it twice, somebody on the way repeats what it sends: whoever runs both nodes looks who.",
  );
}

/** A node whose certificate was written down shows it, on the connection itself. @throws ServerError PEER_CERTIFICATE. */
async function requireCertificate(
  folder: string,
  { member }: PeerRow,
  request: Parameters<ReadCredential>[0],
): Promise<void> {
  const { clientKey } = await readPeerTls(folder, member);
  if (clientKey === null || readClientKey(request, null, Date.now()) === clientKey) return;
  throw new ServerError(
    "PEER_CERTIFICATE",
    `This node asks the node of ${member} for its certificate, and it showed none with the key that was written down here, or one that has run out. Whoever runs the node of ${member} shows the right one; whoever runs this node writes down a new one.`,
  );
}

/** Whether a node signed it, by its card or by the one before while nothing came that the new keys signed. */
export function isSignedBy(
  { card, cardBefore }: Pick<PeerRow, "card" | "cardBefore">,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  return [card, ...(cardBefore === null ? [] : [cardBefore])].some((text) => {
    const key = publicKeyBytes(readPeerCard(text).keys.ed25519);
    return nodePrimitives.verifyEd25519(key, message, signature);
  });
}

function checkTime({ created, expires }: { created: number; expires: number }, now: Instant): void {
  const at = epochMilliseconds(now);
  const [from, until] = [created * 1000, expires * 1000];
  if (from <= at + SKEW_MS && until >= at - SKEW_MS && until - from > 0 && until - from <= LONGEST_MS) return;
  throw new ServerError(
    "PEER_CLOCK",
    "The request says that it is of another time than it is here, by more than five minutes. Whoever runs the node whose clock is wrong sets it.",
  );
}

function refused(): ServerError {
  return new ServerError(
    "SIGN_IN_REFUSED",
    "The signature over this request is not one that nodes make. Whoever runs the other node looks whether something on the way changes requests.",
  );
}

/** One answer for a node that is unknown, only added, or ended. */
export function unpaired(): ServerError {
  return new ServerError(
    "PEER_UNPAIRED",
    "Nobody here has confirmed this node, so nothing is taken from it. The persons who run both nodes read each other their words, and each types what was heard.",
  );
}
