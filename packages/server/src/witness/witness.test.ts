// Real nodes: each with a database of its own, listening, and asked over HTTP.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { encodeHex, readInstant, utf8 } from "@entente/core/encoding";
import {
  createLedgerIdentity,
  openCheckpoint,
  openWitnessedCheckpoint,
  parseLedgerPolicy,
  readNote,
  writeAddCheckpoint,
} from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { openHead, readHead, setPolicy, signHead, submitHead, submitToAll } from "../ledger/index.ts";
import type { WitnessAddress } from "../ledger/index.ts";
import { AT, commitSome, openEmptyCase } from "../ledger/ledger.fixture.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { createScratch } from "../storage/fixtures/servers.ts";
import { acceptLog, listLogs } from "./index.ts";

const scratch = createScratch();
const NOW = readInstant("2026-03-01T12:00:00.000Z");
let lead: Running;
let first: Running;
let second: Running;

interface Running {
  readonly node: Node;
  readonly app: FastifyInstance;
  readonly url: string;
  readonly caseId: string;
}

async function open(name: string): Promise<Node> {
  return openExerciseNode({
    dataFolder: join(scratch.folder, name),
    databaseUrl: null,
    tell: () => undefined,
  });
}

async function run(name: string): Promise<Running> {
  const node = await open(name);
  const caseId = await openEmptyCase(node.database);
  const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return { node, app, url, caseId };
}

async function stop({ app, node }: Running): Promise<void> {
  await app.close();
  await node.close();
}

/** Commits and signs; returns the size. */
async function commit(node: Node, caseId: string, name: string, count: number): Promise<number> {
  return node.database.transact(async (tx) => {
    await commitSome(tx, caseId, { name, count });
    return (await signHead(tx, node.ledger, AT)).size;
  });
}

function addressOf(name: string, { node, url }: Running): WitnessAddress {
  return { name, url: `${url}/witness`, vkeys: node.cosigners.map(({ vkey }) => vkey) };
}

async function acceptLead(witness: Running, node: Node): Promise<void> {
  await witness.node.database.transact((tx) => acceptLog(tx, node.ledger.identity.vkey));
}

/** What a submission of everything since `oldSize` looks like on the wire. */
async function writeRequest(node: Node, oldSize: number): Promise<string> {
  return node.database.read(async (reader) => {
    const head = await readHead(reader);
    if (head === null) throw new Error("nothing is signed");
    const proof =
      oldSize === 0 || oldSize >= head.size
        ? []
        : await openHead(reader, head.size, head.note).proveSince(oldSize);
    return writeAddCheckpoint({ oldSize, proof, note: head.note });
  });
}

async function post(witness: Running, body: string | Uint8Array) {
  const response = await fetch(`${witness.url}/witness/add-checkpoint`, {
    method: "POST",
    body: body as string,
  });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

async function recordedSize(witness: Running, node: Node): Promise<number | undefined> {
  const logs = await witness.node.database.read(listLogs);
  return logs.find(({ origin }) => origin === node.ledger.identity.origin)?.size;
}

beforeAll(async () => {
  [lead, first, second] = [await run("lead"), await run("first"), await run("second")];
  await acceptLead(first, lead.node);
  await acceptLead(second, lead.node);
});
afterAll(async () => {
  for (const running of [lead, first, second]) await stop(running);
  scratch.remove();
});

describe("three nodes", () => {
  it("make a checkpoint that a policy of both witnesses accepts", async () => {
    const size = await commit(lead.node, lead.caseId, "one", 5);
    const { ledger, database, folder } = lead.node;
    const lines = [
      `log ${ledger.identity.vkey}`,
      ...[first, second].flatMap(({ node, url }, index) =>
        node.cosigners.map(({ vkey }, key) => `witness w${index}-${key} ${vkey} ${url}/witness`),
      ),
      "group w0 any w0-0 w0-1",
      "group w1 any w1-0 w1-1",
      "group both all w0 w1",
      "quorum both",
    ];
    const { policy } = await setPolicy(folder, `${lines.join("\n")}\n`, ledger);
    const outcomes = await submitToAll(database, { ledger, policy, at: NOW });
    expect(outcomes.map(({ submission, failure }) => [submission, failure])).toEqual([
      [{ witness: "w0-0, w0-1", size, cosignatures: 2 }, null],
      [{ witness: "w1-0, w1-1", size, cosignatures: 2 }, null],
    ]);
    const served = await (await fetch(`${lead.url}/ledger/checkpoint`)).text();
    const witnessed = openWitnessedCheckpoint({ note: served, policy }, nodePrimitives);
    expect(witnessed.checkpoint.size).toBe(size);
    expect(witnessed.witnesses).toHaveLength(4);
    expect(readNote(served).signatures).toHaveLength(6);
  });

  it("go on from where each witness is, also when the node does not remember", async () => {
    const size = await commit(lead.node, lead.caseId, "two", 300);
    const witness = addressOf("first", first);
    await submitHead(lead.node.database, { ledger: lead.node.ledger, witness, at: NOW });
    expect(await recordedSize(first, lead.node)).toBe(size);
    expect(await recordedSize(second, lead.node)).toBeLessThan(size);
    // A node that lost what it stored of witnesses starts from nothing, and the witness says where it is.
    const owner = await submitHead(lead.node.database, {
      ledger: lead.node.ledger,
      witness: {
        ...addressOf("second", second),
        vkeys: second.node.cosigners.slice(0, 1).map(({ vkey }) => vkey),
      },
      at: NOW,
    });
    expect(owner).toMatchObject({ size, cosignatures: 1 });
    // The same again changes nothing and is answered again.
    expect(
      await submitHead(lead.node.database, { ledger: lead.node.ledger, witness, at: NOW }),
    ).toMatchObject({ size });
  });

  it("serve monitors the head that was cosigned, with the ledger's own signatures", async () => {
    const { identity } = lead.node.ledger;
    const id = encodeHex(nodePrimitives.sha256(utf8(identity.origin)));
    const response = await fetch(`${first.url}/witness/${id}/checkpoint`);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const note = await response.text();
    expect(openCheckpoint({ note, identity }, nodePrimitives).size).toBe(
      await recordedSize(first, lead.node),
    );
    expect((await fetch(`${first.url}/witness/${"0".repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await fetch(`${first.url}/witness/${id.toUpperCase()}/checkpoint`)).status).toBe(400);
  });
});

describe("the protocol's answers", () => {
  it("are 409 with the size for another old size, and nothing is recorded", async () => {
    const size = await recordedSize(first, lead.node);
    await commit(lead.node, lead.caseId, "three", 1);
    expect(await post(first, await writeRequest(lead.node, 0))).toEqual({
      status: 409,
      type: "text/x.tlog.size",
      body: `${size}\n`,
    });
    expect(await recordedSize(first, lead.node)).toBe(size);
  });

  it("are 404 for a ledger it does not watch, 403 for a signature it does not know", async () => {
    await commit(second.node, second.caseId, "own", 1);
    expect(await post(first, await writeRequest(second.node, 0))).toMatchObject({ status: 404 });
    const request = await writeRequest(lead.node, (await recordedSize(first, lead.node)) ?? 0);
    const unsigned = request.replace(/^— .*\n/gm, "") + "— other.example AAAAAAAAAAAAAAAA\n";
    expect((await post(first, unsigned)).status).toBe(403);
  });

  it("are 400 for what is no request, whatever it is, and 422 for a proof that does not hold", async () => {
    const old = (await recordedSize(first, lead.node)) ?? 0;
    const request = await writeRequest(lead.node, old);
    for (const body of [
      "",
      "old\n",
      request.replace(/^old .*\n/, "old -1\n"),
      request.replace(/^old .*\n/, "old 99999999\n"),
      new Uint8Array([0xff, 0xfe, 0x00]),
      "x".repeat(70_000),
    ])
      expect((await post(first, body)).status).toBe(400);
    const lines = request.split("\n");
    lines[1] = Buffer.alloc(32, 1).toString("base64");
    expect((await post(first, lines.join("\n"))).status).toBe(422);
    expect(await recordedSize(first, lead.node)).toBe(old);
    expect((await post(first, request)).status).toBe(200);
  });
});

describe("races", () => {
  it("of many submissions move the witness forward only, and each cosignature is of a head it recorded", async () => {
    const from = (await recordedSize(first, lead.node)) ?? 0;
    const requests: { size: number; body: string }[] = [];
    for (let step = 1; step <= 6; step += 1) {
      const size = await commit(lead.node, lead.caseId, `race ${step}`, step);
      requests.push({ size, body: await writeRequest(lead.node, from) });
    }
    const answers = await Promise.all(
      [...requests, ...requests].map(async ({ size, body }) => ({ size, ...(await post(first, body)) })),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const recorded = await recordedSize(first, lead.node);
    expect(recorded).toBe(won[0]?.size);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200))
      expect([status, body]).toEqual([409, `${recorded}\n`]);
  });

  it("of the same submission, both right, are both answered or the later is told the size", async () => {
    const old = (await recordedSize(second, lead.node)) ?? 0;
    const body = await writeRequest(lead.node, old);
    const statuses = (await Promise.all([post(second, body), post(second, body)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 409]);
  });
});

describe("a ledger with two histories", () => {
  /** A copy of the lead's node as it stands, on its own. */
  async function copyLead(name: string): Promise<void> {
    await stop(lead);
    execFileSync("cp", ["-a", join(scratch.folder, "lead"), join(scratch.folder, name)]);
    lead = await reopen();
  }
  async function reopen(): Promise<Running> {
    const node = await open("lead");
    const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
    return { node, app, url: await app.listen({ host: "127.0.0.1", port: 0 }), caseId: lead.caseId };
  }

  it("is refused where it splits, forgets, or grows differently, and the sentence says who can do what", async () => {
    const witness = addressOf("first", first);
    const submit = ({ database, ledger }: Node) => submitHead(database, { ledger, witness, at: NOW });
    await commit(lead.node, lead.caseId, "before the copy", 2);
    await submit(lead.node);
    await copyLead("copy");
    const size = await commit(lead.node, lead.caseId, "the one", 3);
    await submit(lead.node);
    const copy = await open("copy");
    try {
      // Restored from an older state: it knows less than the witness saw.
      await expect(submit(copy)).rejects.toMatchObject({
        code: "LEDGER_ROLLED_BACK",
        message: expect.stringMatching(/first has cosigned \d+ leaves .* restores the newer state/) as string,
      });
      // Split view: as many leaves, another tree.
      await commit(copy, lead.caseId, "the other", 3);
      await expect(submit(copy)).rejects.toMatchObject({
        code: "WITNESS_REFUSED",
        message: expect.stringContaining("two versions of") as string,
      });
      // Grown past it, on another history.
      await commit(copy, lead.caseId, "the other", 30);
      await expect(submit(copy)).rejects.toMatchObject({
        code: "WITNESS_REFUSED",
        message: expect.stringContaining("two versions of") as string,
      });
    } finally {
      await copy.close();
    }
    expect(await recordedSize(first, lead.node)).toBe(size);
    await expect(submit(lead.node)).resolves.toMatchObject({ size });
  });
});

describe("a witness that cannot be believed", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function listen(listener: RequestListener): Promise<string> {
    const started = createServer(listener);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    const address = started.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }
  const ask = (url: string, vkeys = first.node.cosigners.map(({ vkey }) => vkey)) =>
    submitHead(lead.node.database, {
      ledger: lead.node.ledger,
      witness: { name: "EST", url, vkeys },
      at: NOW,
    });

  it("is not followed to another address", async () => {
    let asked = 0;
    const url = await listen((request, response) => {
      asked += 1;
      response.writeHead(307, { location: `http://127.0.0.1:1${request.url ?? ""}` }).end();
    });
    await expect(ask(url)).rejects.toMatchObject({ code: "WITNESS_REFUSED" });
    expect(asked).toBe(1);
  });

  it("is not read without end", async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write("x".repeat(65_536)));
        response.once("drain", more);
      };
      more();
    });
    await expect(ask(url)).rejects.toMatchObject({
      code: "WITNESS_UNREACHABLE",
      message: expect.stringContaining("more than 65536 bytes") as string,
    });
  });

  it("is not waited for without end", async () => {
    const url = await listen(() => undefined);
    await expect(ask(url)).rejects.toMatchObject({
      code: "WITNESS_UNREACHABLE",
      message: expect.stringContaining("nothing within 10 seconds") as string,
    });
  });

  it("is not asked at an address that is none", async () => {
    for (const url of [
      "file:///etc/passwd",
      "ftp://est.example",
      "http://a:b@est.example",
      "http://est.example/?x",
      "est",
    ])
      await expect(ask(url)).rejects.toMatchObject({ code: "WITNESS_URL_INVALID" });
    const gone = await listen(() => undefined);
    server?.close();
    await expect(ask(gone)).rejects.toMatchObject({
      code: "WITNESS_UNREACHABLE",
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  it("has nothing of its answer stored unless its own key signed this very checkpoint", async () => {
    const good = await listen((_request, response) => void response.end("— x y\n"));
    await expect(ask(good)).rejects.toMatchObject({ code: "WITNESS_ANSWER_INVALID" });
    // Another witness's line, true in itself, for a policy that names a key that did not sign.
    await expect(ask(`${second.url}/witness`)).rejects.toMatchObject({ code: "WITNESS_ANSWER_INVALID" });
    // An old cosignature by the right key.
    const before = await lead.node.database.read(readHead);
    const line = before?.note.split("\n").find((one) => one.includes("/witness ")) ?? "";
    await commit(lead.node, lead.caseId, "later", 1);
    const replayed = await listen((_request, response) => void response.end(`${line}\n`));
    await expect(ask(replayed)).rejects.toMatchObject({ code: "WITNESS_ANSWER_INVALID" });
    expect((await lead.node.database.read(readHead))?.note.match(/^— /gm)).toHaveLength(2);
  });

  it("counts no key twice, not without a time, and not with a line that is ours", async () => {
    const { note = "" } = (await lead.node.database.read(readHead)) ?? {};
    const { text } = readNote(note);
    const [ed25519 = expect.fail(), mlDsa44 = expect.fail()] = first.node.cosigners;
    const key = await first.node.keystore.openSigner("witness", "node");
    const timeless = Buffer.concat([
      Buffer.from(ed25519.vkey.split("+")[1] ?? "", "hex"),
      Buffer.alloc(8),
      key.sign(utf8(`cosignature/v1\ntime 0\n${text}`)),
    ]);
    const own = note.split("\n").findLast((line) => line !== "") ?? "";
    for (const body of [
      ed25519.sign(text, 1) + ed25519.sign(text, 2),
      mlDsa44.sign(text, 1).repeat(2),
      `— ${ed25519.name} ${timeless.toString("base64")}\n`,
      `${own}\n`,
    ]) {
      const url = await listen((_request, response) => void response.end(body));
      const vkeys = [...first.node.cosigners, lead.node.ledger.cosigner].map(({ vkey }) => vkey);
      await expect(ask(url, vkeys), body).rejects.toMatchObject({ code: "WITNESS_ANSWER_INVALID" });
      server?.close();
    }
    expect((await lead.node.database.read(readHead))?.note).toBe(note);
  });

  it("that keeps changing its mind is given up on", async () => {
    let size = 0;
    const url = await listen((_request, response) => {
      size = size === 1 ? 2 : 1;
      response.writeHead(409, { "content-type": "text/x.tlog.size" }).end(`${size}\n`);
    });
    await expect(ask(url)).rejects.toMatchObject({
      code: "WITNESS_REFUSED",
      message: expect.stringContaining("keeps recording") as string,
    });
  });
});

describe("what a node accepts", () => {
  it("is one key for one ledger", async () => {
    const { origin, vkey } = lead.node.ledger.identity;
    await acceptLead(first, lead.node);
    const other = second.node.ledger.identity.vkey;
    await expect(
      first.node.database.transact((tx) => acceptLog(tx, other.slice(0, -3))),
    ).rejects.toMatchObject({ code: "NOTE_SYNTAX" });
    const rekeyed = createLedgerIdentity(
      { origin, publicKey: second.node.ledger.signer.publicKey },
      nodePrimitives,
    ).vkey;
    expect(rekeyed).not.toBe(vkey);
    await expect(first.node.database.transact((tx) => acceptLog(tx, rekeyed))).rejects.toMatchObject({
      code: "WITNESS_LOG_KNOWN",
    });
  });

  it("is a policy that names its own ledger", async () => {
    const { folder, ledger } = lead.node;
    await expect(
      setPolicy(folder, `log ${second.node.ledger.identity.vkey}\nquorum none\n`, ledger),
    ).rejects.toMatchObject({ code: "LEDGER_POLICY_FOREIGN" });
    expect(() => parseLedgerPolicy("quorum none", nodePrimitives)).toThrow();
  });

  it("submits nothing where nothing was committed", async () => {
    const node = await open("empty");
    try {
      await expect(
        submitHead(node.database, { ledger: node.ledger, witness: addressOf("first", first), at: NOW }),
      ).rejects.toMatchObject({ code: "LEDGER_EMPTY" });
    } finally {
      await node.close();
    }
  });
});
