// A real node, run as an administrator runs it.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readTls } from "../http/edge.ts";
import { startForeignServer } from "../storage/fixtures/servers.ts";
import { NotServed, startServed } from "./served.fixture.ts";
import type { ServedProcess } from "./served.fixture.ts";

let folder = "";
const running: ServedProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  // Passable, so that a node run by root keeps its database in here.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, "passphrase"), "seven quiet herons over the estuary\n", { mode: 0o600 });
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Words = Readonly<Record<string, string>>;
const start = async (settings: Words, variables: Words = {}): Promise<ServedProcess> => {
  const served = await startServed({ "passphrase-file": join(folder, "passphrase"), ...settings }, variables);
  running.push(served);
  return served;
};
const refusal = async (settings: Words, variables: Words = {}): Promise<string> => {
  const error: unknown = await start(settings, variables).catch((thrown: unknown) => thrown);
  return error instanceof NotServed ? error.message : `served after all: ${String(error)}`;
};

/** A key and a certificate for localhost, signed by itself. */
function makeCertificate(name: string): { readonly key: string; readonly certificate: string } {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const options = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
  ];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  execFileSync("openssl", [...options, ...subject, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  return { key, certificate };
}

const first = { host: "GBR", ledger: "gov.example/entente", origin: "https://localhost" };

test("a node begins, speaks TLS, takes on a renewed certificate, and finishes what it has taken when it is stopped", async () => {
  const data = join(folder, "data");
  const { key, certificate } = makeCertificate("one");
  const tls = { "tls-key": key, "tls-certificate": certificate };
  const served = await start({ data, ...first, ...tls });
  expect(served.said.join("\n")).toContain("This is GBR's node from now on");
  const ca = [readTls({ key, certificate, clientAuthorities: null }).certificate];
  const ask = (path: string, options: { readonly body?: string } = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(
        new URL(path, served.address),
        { ca, agent: false, method: options.body === undefined ? "GET" : "POST" },
        resolve,
      );
      asked.once("error", reject).end(options.body);
    });
  const answer = await ask("/api/health");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");

  const two = makeCertificate("two");
  execFileSync("cp", [two.key, key]);
  execFileSync("cp", [two.certificate, certificate]);
  ca.push(readTls({ key, certificate, clientAuthorities: null }).certificate);
  served.child.kill("SIGHUP");
  await expect.poll(() => served.said.at(-1)).toBe("The TLS files were read again.");
  expect((await ask("/api/health")).statusCode).toBe(200);
  writeFileSync(certificate, "none");
  served.child.kill("SIGHUP");
  await expect.poll(() => served.said.at(-1)).toContain("START_TLS_UNUSABLE");
  expect((await ask("/api/health")).statusCode).toBe(200);

  // A request that has begun to arrive when the node is told to stop is still answered.
  const body = JSON.stringify({ nothing: "x".repeat(1000) });
  const slow = new Promise<number | undefined>((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": String(body.length) };
    const asked = request(new URL("/api/none", served.address), {
      ca,
      agent: false,
      method: "POST",
      headers,
    });
    asked.once("response", ({ statusCode }) => resolve(statusCode)).once("error", reject);
    asked.write(body.slice(0, 10));
    setTimeout(() => served.child.kill("SIGTERM"), 200);
    setTimeout(() => asked.end(body.slice(10)), 700);
  });
  expect(await slow).toBeGreaterThanOrEqual(400);
  expect(await served.ended).toBe(0);
  expect(served.said.at(-1)).toBe("Stopping.");

  // What it is need not be said again, and its database is not made a second time.
  const { host: _, ledger: __, ...later } = first;
  const again = await start({ data, ...later, origin: "http://localhost:8443" });
  again.child.kill("SIGTERM");
  expect(await again.ended).toBe(0);
  rmSync(join(data, "cluster"), { recursive: true });
  expect(await refusal({ data, ...later })).toContain("DATABASE_EMPTY");
}, 120_000);

test("several processes begin one node at the same moment, and each name runs once", async () => {
  const server = await startForeignServer(null);
  try {
    const DATABASE_URL = await server.createDatabase();
    const data = join(folder, "several");
    const settings = { ...first, data };
    const started = await Promise.all(
      ["a", "b", "c"].map((process) => start({ ...settings, process }, { DATABASE_URL })),
    );
    for (const { address } of started) expect((await fetch(`${address}/api/health`)).status).toBe(200);
    // One of them made the link for the first administrator, which works once.
    expect(started.flatMap(({ said }) => said.filter((line) => line.includes("first-start"))).length).toBe(1);
    expect(await refusal({ ...settings, process: "b" }, { DATABASE_URL })).toContain("START_DATA_IN_USE");
    expect(await refusal(settings, { DATABASE_URL })).toContain("START_DATA_IN_USE");
    for (const { child, ended } of started) {
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    }
  } finally {
    await server.stop();
  }
}, 120_000);

test("a key and a certificate that do not belong together, or are not there, are refused", () => {
  const [one, two] = [makeCertificate("three"), makeCertificate("four")];
  const unusable = expect.objectContaining({ code: "START_TLS_UNUSABLE" }) as Error;
  expect(() => readTls({ key: one.key, certificate: two.certificate, clientAuthorities: null })).toThrow(
    unusable,
  );
  expect(() => readTls({ ...one, clientAuthorities: join(folder, "none") })).toThrow(unusable);
});
