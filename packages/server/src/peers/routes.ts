// Where other nodes come: one address, at which a bundle is taken and answered by another.
import { Bytes, defineFile, Nothing, speakOn } from "../routing/index.ts";
import type { FileAnswer, Surface } from "../routing/index.ts";
import { byNodeSignature, unpaired } from "./credential.ts";
import { answerComponents, signComponents, writeContentDigest } from "./http-signature.ts";
import { openOwnNode, signerFor } from "./own-node.ts";
import { receiveBundle } from "./receiving.ts";
import { BUNDLE_PATH, BUNDLE_TYPE, factsNow, LONGEST_SEALED, prepare } from "./sending.ts";
import { readInstant } from "@entente/core/encoding";

export { foreignRoutes } from "./foreign-routes.ts";
export { pairingRoutes } from "./pairing-routes.ts";

const surface: Surface = {
  name: "letters between nodes",
  prefix: "/peers/",
  credential: byNodeSignature,
  takes: (type) => type === BUNDLE_TYPE,
  gives: (accept) => accept === BUNDLE_TYPE,
  type: BUNDLE_TYPE,
  bodyLimit: LONGEST_SEALED,
  refuse: (problem): FileAnswer => ({
    bytes: JSON.stringify(problem),
    ...{ type: "application/problem+json", headers: {}, status: problem.status },
  }),
};

const now = () => readInstant(new Date().toISOString());

export const peerRoutes = speakOn(surface, [
  defineFile({
    ...{ id: "peer.bring", method: "POST", path: BUNDLE_PATH, who: "peer", view: "none", takes: "bytes" },
    summary: "Takes a bundle of letters from a node that is paired, and answers with one for it.",
    ...{ stepUp: false, transaction: "read" },
    input: { params: Nothing, query: Nothing, body: Bytes },
    work: (_reader, { body }) => Promise.resolve(body),
    send: async (body, { caller, node }) => {
      if (caller.kind !== "peer" || caller.bodyDigest === null) throw unpaired();
      const services = { ...node, now };
      const { fingerprint } = await receiveBundle(services, body, { from: caller.credential, at: now() });
      const own = await openOwnNode(node);
      const prepared = await prepare(services, own, fingerprint);
      if (prepared === null) throw unpaired();
      const { bytes } = prepared.outgoing;
      const digest = writeContentDigest(bytes);
      const requestDigest = `sha-256=:${caller.bodyDigest}:`;
      const signed = signComponents(
        answerComponents({ status: 200, type: BUNDLE_TYPE, digest, requestDigest }),
        factsNow(own),
        signerFor(own, prepared.peer).ed25519,
      );
      return {
        ...{ bytes, type: BUNDLE_TYPE, status: 200 },
        headers: { "content-digest": digest, ...signed },
      };
    },
  }),
]);
