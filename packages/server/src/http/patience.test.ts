// Connections that bring no request in time. Node's own clock is not waited for: the server is told that it ran out.
import { connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FastifyInstance } from "fastify";
import { createServer } from "./server.ts";

let app: FastifyInstance;

beforeAll(async () => {
  app = await createServer();
  await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => app.close());

/** What the other side reads to its end, after it sent `bytes` and its time ran out. */
async function runOut(bytes: string, code: string): Promise<string> {
  const accepted = new Promise<Socket>((resolve) => app.server.once("connection", resolve));
  const client = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  let read = "";
  client.on("data", (piece: Buffer) => (read += piece.toString()));
  const ended = new Promise((resolve) => client.once("close", resolve));
  const socket = await accepted;
  if (bytes !== "") client.write(bytes);
  while (socket.bytesRead < bytes.length) await pause(5);
  app.server.emit("clientError", Object.assign(new Error(code), { code }), socket);
  await ended;
  return read;
}

describe("a connection whose time ran out", () => {
  it("is told nothing where it brought nothing: a browser would take that for the answer to its next request", async () => {
    expect(await runOut("", "ERR_HTTP_REQUEST_TIMEOUT")).toBe("");
  });

  it("is told that it took too long where a request was begun", async () => {
    const answer = await runOut("GET / HTTP/1.1\r\nHo", "ERR_HTTP_REQUEST_TIMEOUT");
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain("connection: close");
    expect(answer).toContain('"status":408');
  });

  it("is told so where it brought what is no HTTP", async () => {
    expect(await runOut("hello", "HPE_INVALID_METHOD")).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });
});
