// A connection reaches its destination and nothing else. Servers here are real; what is counted is sockets they saw.
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { destinationOfOperator, openConnection, readDestination, resolveBySystem } from "./index.ts";
import type { OutboundAnswer, OutboundRequest, Resolver } from "./index.ts";
import { placeAddress, readNetworks } from "./networks.ts";

const loopback = ["127.0.0.1/32"];
let peer: Server;
let port = 0;
let sockets = 0;
const asked: string[] = [];

beforeAll(async () => {
  peer = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.host}`);
    const path = request.url ?? "";
    if (path.startsWith("/moved"))
      response.writeHead(302, { location: `http://127.0.0.1:${port}/there` }).end();
    else if (path === "/long") response.end(Buffer.alloc(200_000));
    else if (path === "/never") response.flushHeaders();
    else if (path === "/cut") response.destroy();
    else response.writeHead(path === "/teapot" ? 418 : 200, { "x-two": ["a", "b"] }).end("here");
  });
  peer.on("connection", () => (sockets += 1));
  await new Promise<void>((ready) => peer.listen(0, "127.0.0.1", ready));
  ({ port } = peer.address() as AddressInfo);
});
afterAll(() => {
  peer.closeAllConnections();
  peer.close();
});

const request: OutboundRequest = {
  ...{ method: "GET", address: "/", headers: {}, body: null, mostBytes: 1000, seconds: 2 },
};

async function ask(
  asking: Partial<OutboundRequest>,
  {
    address = `http://peer.test:${port}/base/`,
    resolve = () => Promise.resolve(["127.0.0.1"]),
  }: { address?: string; resolve?: Resolver } = {},
): Promise<OutboundAnswer> {
  const destination = readDestination({ name: "the peer", address, networks: loopback, tls: null });
  await using connection = openConnection({ destination, resolve });
  return await connection.send({ ...request, ...asking });
}

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe("an address that somebody writes down", () => {
  test.each([
    "https://misp.example.org",
    "https://misp.example.org/",
    "https://8.8.8.8:8443/base",
    "https://[2a00::1]/",
  ])("%s is taken", (address) => {
    expect(readDestination({ name: "x", address, networks: [], tls: null }).name).toBe("x");
  });

  test.each([
    "http://misp.example.org",
    "https://MISP.example.org",
    "https://misp.example.org.",
    "https://a:b@misp.example.org",
    "https://a@misp.example.org/",
    "https://misp.example.org/?",
    "https://misp.example.org/#",
    "https://134744072/",
    "https://0x8.8.8.8/",
    "https://8.8.8.8:443/",
    "https://misp.example.org\\a",
    "https://misp.example.org/a/../b",
    " https://misp.example.org",
    "ftp://misp.example.org",
    "file:///etc/passwd",
    "javascript:0",
    "misp.example.org",
    "",
  ])("OUTBOUND_ADDRESS_INVALID for %j", (address) => {
    expect(() => readDestination({ name: "x", address, networks: [], tls: null })).toThrow(
      code("OUTBOUND_ADDRESS_INVALID"),
    );
  });

  test.each([
    "https://127.0.0.1",
    "https://10.1.2.3",
    "https://169.254.169.254",
    "https://[::1]",
    "https://[fe80::1]",
  ])("OUTBOUND_ADDRESS_FORBIDDEN for %s", (address) => {
    expect(() => readDestination({ name: "x", address, networks: [], tls: null })).toThrow(
      code("OUTBOUND_ADDRESS_FORBIDDEN"),
    );
  });

  test.each([
    "0.0.0.0/0",
    "10.0.0.0/7",
    "8.8.8.0/24",
    "169.254.169.254/32",
    "::/0",
    "10.0.0.1",
    "10.0.0.0/33",
    "x/8",
    "::ffff:7f00:1/128",
  ])("no network %s can be allowed", (network) => {
    expect(readNetworks([network])).toBeNull();
    expect(() =>
      readDestination({ name: "x", address: "https://a.example", networks: [network], tls: null }),
    ).toThrow(code("OUTBOUND_ADDRESS_INVALID"));
  });

  test("http is for a network of one's own, and only there", async () => {
    const address = `http://peer.test:${port}/`;
    const before = sockets;
    await expect(ask({}, { address, resolve: () => Promise.resolve(["8.8.8.8"]) })).rejects.toEqual(
      code("OUTBOUND_ADDRESS_FORBIDDEN"),
    );
    expect(sockets).toBe(before);
  });

  test("where machines are given credentials is never reached, allowed or not", () => {
    const all = readNetworks(["fc00::/7", "100.64.0.0/10"]);
    if (all === null) throw new Error("networks");
    expect(placeAddress("fc00::1", all)).toBe("own");
    for (const address of ["fd00:ec2::254", "100.100.100.200", "169.254.169.254", "168.63.129.16"])
      expect(placeAddress(address, all)).toBeNull();
    expect(() => destinationOfOperator({ name: "x", address: "http://169.254.169.254/" })).toThrow(
      code("OUTBOUND_ADDRESS_FORBIDDEN"),
    );
  });
});

describe("a connection", () => {
  test("asks, and gives the whole answer whatever its status", async () => {
    const answer = await ask({ address: "teapot" }, { address: `http://peer.test:${port}/` });
    expect(answer).toMatchObject({ status: 418, headers: { "x-two": "a, b" } });
    expect(new TextDecoder().decode(answer.body)).toBe("here");
    expect(asked.at(-1)).toBe(`GET /teapot peer.test:${port}`);
  });

  test("tries the next address of a host when one does not answer", async () => {
    const destination = destinationOfOperator({ name: "x", address: `http://localhost:${port}` });
    await using connection = openConnection({
      destination,
      resolve: () => Promise.resolve(["::1", "127.0.0.1"]),
    });
    expect((await connection.send(request)).status).toBe(200);
  });

  test.each([
    ["OUTBOUND_OFF_LIST", "another host", { address: "https://elsewhere.example/" }],
    ["OUTBOUND_OFF_LIST", "another host without a scheme", { address: "//elsewhere.example/" }],
    ["OUTBOUND_OFF_LIST", "a backslash", { address: "\\\\elsewhere.example/" }],
    ["OUTBOUND_OFF_LIST", "a tab", { address: "/a\tb" }],
    ["OUTBOUND_OFF_LIST", "a fragment", { address: "/a#b" }],
    ["OUTBOUND_REQUEST_INVALID", "a line break in a header", { headers: { authorization: "a\r\nx: y" } }],
    ["OUTBOUND_REQUEST_INVALID", "another host in a header", { headers: { Host: "elsewhere" } }],
    ["OUTBOUND_REDIRECTED", "a redirection", { address: "/moved" }],
    ["OUTBOUND_ANSWER_TOO_LARGE", "too long an answer", { address: "/long" }],
    ["OUTBOUND_TOO_SLOW", "no answer in time", { address: "/never", seconds: 0.2 }],
    ["OUTBOUND_UNREACHABLE", "a connection that ends", { address: "/cut" }],
  ])("%s for %s", async (expected, _why, asking) => {
    await expect(ask(asking)).rejects.toEqual(code(expected));
    expect(asked.some((line) => line.includes("/there"))).toBe(false);
  });

  test("is not opened when one of a host's addresses may not be reached", async () => {
    const before = sockets;
    for (const addresses of [
      ["127.0.0.1", "10.0.0.1"],
      ["::1"],
      ["::ffff:7f00:1"],
      ["127.0.0.1%lo"],
      ["nonsense"],
      [],
    ])
      await expect(ask({}, { resolve: () => Promise.resolve(addresses) })).rejects.toEqual(
        code("OUTBOUND_ADDRESS_FORBIDDEN"),
      );
    expect(sockets).toBe(before);
  });

  test("asks a name once for each socket, and goes where that answer said", async () => {
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    let questions = 0;
    const answer = await ask({}, { resolve: () => Promise.resolve(answers[questions++] ?? []) });
    expect([answer.status, questions]).toEqual([200, 1]);
  });

  test("takes no proxy from the environment", async () => {
    const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"];
    for (const name of names) process.env[name] = "http://127.0.0.1:9/";
    try {
      expect((await ask({})).status).toBe(200);
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
  });

  test("resolves as the machine does", async () => {
    expect((await resolveBySystem("localhost")).length).toBeGreaterThan(0);
  });
});
