// Two nodes over HTTP: what a request has to be signed over, and what is said where it is not.
import { createServer } from "node:http";
import type { Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { writePeerCard } from "@entente/core/letters";
import { setUpPeering } from "../keys/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addPeer, examinePeers, openOwnNode, pairPeer, spellNode, syncPeer } from "../peers/index.ts";
import type { LetterServices, OwnNode } from "../peers/index.ts";
import { requestComponents, signComponents, writeContentDigest } from "../peers/http-signature.ts";
import { encryptBundle } from "../peers/own-node.ts";
import { updatePeer } from "../peers/store.ts";
import { createApp } from "./app.ts";

const TYPE = "application/vnd.entente.bundle";
const PATH = "/peers/bundles";
const now = () => readInstant(new Date().toISOString());

interface Side {
  readonly node: Node & Pick<LetterServices, "now">;
  readonly own: OwnNode;
  readonly app: FastifyInstance;
  readonly address: string;
  readonly folder: string;
}

let lead: Side;
let ally: Side;

async function openSide(host: string): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const opened = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  await opened.database.transact((tx) => setUpPeering(tx, opened.keystore, host));
  const node = { ...opened, kind: "real" as const, host, now };
  const app = await createApp({ ...node, site: null, identify: () => Promise.resolve({ kind: "nobody" }) });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return { node, app, address, folder, own: await openOwnNode(node) };
}

async function pairWith(here: Side, there: Side, address: string | null): Promise<void> {
  const tending = { own: here.own, by: "node", at: now() };
  await here.node.database.transact(async (tx) => {
    await addPeer(tx, tending, { card: writePeerCard({ ...there.own.card, address }), address });
    const heard = spellNode(there.own.party.node).digits;
    await pairPeer(tx, tending, { member: there.own.party.member, heard });
  });
}

beforeAll(async () => {
  [lead, ally] = await Promise.all([openSide("GBR"), openSide("EST")]);
  await pairWith(lead, ally, null);
  await pairWith(ally, lead, lead.address);
}, 120_000);
afterAll(async () => {
  for (const { app, node, folder } of [lead, ally]) {
    await app.close();
    await node.close();
    await rm(folder, { recursive: true, force: true });
  }
});

interface Sent {
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly type: string;
  readonly digest: string;
  readonly body: Uint8Array;
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyId: string;
}

/** Sends a request as the ally would, signed as it says and then changed. */
async function send(change: Partial<Sent>, after: Partial<Sent & Record<"signature-input", string>> = {}) {
  const body = await encryptBundle(Buffer.from("no bundle"), lead.own.card);
  const created = Math.floor(Date.now() / 1000);
  const sent: Sent = {
    ...{ method: "POST", authority: new URL(lead.address).host, path: PATH, type: TYPE, body },
    ...{ digest: writeContentDigest(body), created, expires: created + 60, keyId: ally.own.party.node },
    nonce: Buffer.from(`${Math.random()}`.padEnd(22, "0")).toString("base64url").slice(0, 30),
    ...change,
  };
  const headers = signComponents(requestComponents(sent), sent, ally.own.signer.ed25519);
  const last = { ...sent, ...after };
  const answer = await fetch(`${lead.address}${last.path}`, {
    method: last.method,
    headers: {
      ...{ "content-type": last.type, "content-digest": last.digest, accept: TYPE, ...headers },
      ...(after["signature-input"] === undefined ? {} : { "signature-input": after["signature-input"] }),
    },
    body: last.method === "GET" ? null : Buffer.from(last.body),
  });
  const { code, detail } = (await answer.json()) as { code: string; detail: string };
  return { status: answer.status, code, detail };
}

/** Every sentence names who can mend it. */
const WHO = /[Ww]hoever runs|persons who run/;

/** What the doctor of a node tells of the other. */
async function examine(here: Side, there: Side) {
  const all = await here.node.database.read(examinePeers);
  const found = all.find(({ fingerprint }) => fingerprint === there.own.party.node);
  if (found === undefined) throw new Error("they are not paired");
  return found;
}

describe("a signed request", () => {
  it("is read as far as its bundle, which is refused for what it is", async () => {
    const { status, code, detail } = await send({});
    expect({ status, code }).toEqual({ status: 400, code: "BUNDLE_SYNTAX" });
    expect(detail).toMatch(WHO);
    const { troubles } = await examine(lead, ally);
    expect(troubles[0]).toMatchObject({ code, side: "here", said: detail });
    // The same once more within the hour is not written down again.
    await send({});
    expect((await examine(lead, ally)).troubles).toHaveLength(troubles.length);
  });

  it.each([
    ["nobody's key", { keyId: "A".repeat(43) }, {}, "PEER_UNPAIRED"],
    ["another time, before", { created: 1_500_000_000, expires: 1_500_000_060 }, {}, "PEER_CLOCK"],
    ["another time, to come", { created: 4_000_000_000, expires: 4_000_000_060 }, {}, "PEER_CLOCK"],
    ["no time at all", { expires: 0 }, {}, "PEER_CLOCK"],
    ["a longer time than any", { expires: 4_000_000_000 }, {}, "PEER_CLOCK"],
    ["another authority", { authority: "other.example" }, {}, "SIGN_IN_REFUSED"],
    ["another path", { path: "/peers/other" }, { path: PATH }, "SIGN_IN_REFUSED"],
    ["another method", { method: "PUT" }, { method: "POST" }, "SIGN_IN_REFUSED"],
    ["another type", { type: "text/plain" }, { type: TYPE }, "SIGN_IN_REFUSED"],
    ["a digest by another function", { digest: "sha-512=:AAAA:" }, {}, "SIGN_IN_REFUSED"],
    ["another digest than is signed", {}, { digest: `sha-256=:${"A".repeat(43)}=:` }, "SIGN_IN_REFUSED"],
    ["another body than is signed", {}, { body: Buffer.from("other") }, "SIGN_IN_REFUSED"],
    ["a short number", { nonce: "AAAA" }, {}, "SIGN_IN_REFUSED"],
    ["nothing said of it", {}, { "signature-input": "" }, "SIGN_IN_REFUSED"],
  ] as const)("is refused with %s", async (_, change, after, code) => {
    const { troubles } = await examine(lead, ally);
    const answer = await send(change, after);
    expect(answer.code).toBe(code);
    // Whoever asks is told what, why and who. Whoever runs this node is told where a paired node signed it: what nobody signed is
    // counted in the log alone, or any passer-by could fill the doctor's list.
    expect(answer.detail).toMatch(WHO);
    const told = (await examine(lead, ally)).troubles;
    if (code === "PEER_CLOCK") expect(told[0]).toMatchObject({ code, side: "here", said: answer.detail });
    else expect(told).toEqual(troubles);
  });

  it("counts once", async () => {
    const nonce = "BBBBBBBBBBBBBBBBBBBBBBBB";
    expect((await send({ nonce })).code).toBe("BUNDLE_SYNTAX");
    const { status, code, detail } = await send({ nonce });
    expect({ status, code }).toEqual({ status: 401, code: "PEER_REPEATED" });
    expect(detail).toMatch(WHO);
    expect((await examine(lead, ally)).troubles[0]).toMatchObject({ code, side: "here", said: detail });
  });

  it("is asked for, without telling whether anything is there", async () => {
    const bare = await fetch(`${lead.address}${PATH}`, {
      method: "POST",
      headers: { "content-type": TYPE, accept: TYPE },
    });
    expect(bare.status).toBe(401);
    expect(bare.headers.get("content-type")).toContain("application/problem+json");
    const longer = await fetch(`${lead.address}${PATH}?more=1`, {
      method: "POST",
      headers: { accept: TYPE },
    });
    expect(longer.status).toBe(401);
  });
});

describe("bringing letters", () => {
  it("is answered by the other node, which nobody else can be", async () => {
    expect(await syncPeer(ally.node, lead.own.party.node)).toEqual({
      ...{ member: "GBR", brought: 0, fetched: 0, waiting: 0, trouble: null },
    });
    const [health] = await ally.node.database.read(examinePeers);
    expect(health).toMatchObject({ member: "GBR", state: "paired", findings: [] });
  });

  it("says that there is no address, and who can add one", async () => {
    const { trouble } = await syncPeer(lead.node, ally.own.party.node);
    expect(trouble?.code).toBe("PEER_AWAY");
    const [health] = await lead.node.database.read(examinePeers);
    expect(health?.findings).toMatchObject([{ code: "PEER_AWAY" }]);
  });

  it("tells the other node by letter that what it answered cannot be read", async () => {
    const { node: name } = ally.own.party;
    const { card } = ally.own;
    const encryptTo = (recipient: string) =>
      lead.node.database.transact((tx) =>
        updatePeer(tx, name, { card: writePeerCard({ ...card, recipient }) }),
      );
    await encryptTo(lead.own.card.recipient);
    const { trouble } = await syncPeer(ally.node, lead.own.party.node);
    expect(trouble?.code).toBe("BUNDLE_SEALED_OTHERWISE");
    expect((await examine(ally, lead)).findings[0]?.said).toMatch(WHO);
    await encryptTo(card.recipient);
    expect((await syncPeer(ally.node, lead.own.party.node)).trouble).toBeNull();
    const { troubles } = await examine(lead, ally);
    expect(troubles[0]).toMatchObject({ ...trouble, side: "there" });
  });

  it("believes no other machine at the address", async () => {
    const other: Server = createServer((_request, response) => {
      response.writeHead(200, { "content-type": TYPE }).end("anything");
    });
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    await pairWith(ally, lead, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    expect((await syncPeer(ally.node, lead.own.party.node)).trouble?.code).toBe("PEER_ANSWER_INVALID");
    await new Promise((closed) => other.close(closed));
    expect((await syncPeer(ally.node, lead.own.party.node)).trouble?.code).toBe("OUTBOUND_UNREACHABLE");
    await pairWith(ally, lead, lead.address);
    expect((await syncPeer(ally.node, lead.own.party.node)).trouble).toBeNull();
  });

  it.each(["http://127.0.0.1:PORT", "https://127.0.0.1:PORT", "https://10.0.0.1", "https://[::1]:PORT"])(
    "does not follow a card that says %s into a network of one's own",
    async (written) => {
      const address = written.replace("PORT", new URL(lead.address).port);
      const card = writePeerCard({ ...lead.own.card, address });
      const tending = { own: ally.own, by: "node", at: now() };
      await ally.node.database.transact((tx) => addPeer(tx, tending, { card, address: null }));
      const { trouble } = await syncPeer(ally.node, lead.own.party.node);
      expect(trouble?.code).toMatch(/^OUTBOUND_ADDRESS_(FORBIDDEN|INVALID)$/);
      await pairWith(ally, lead, lead.address);
      expect((await syncPeer(ally.node, lead.own.party.node)).trouble).toBeNull();
    },
  );
});
