import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { describeFailure } from "../cli/failure.ts";
import { answerOf, NodeProblem, openClient, openHttpTransport } from "./index.ts";
import type { NodeClient } from "./index.ts";

let server: Server | null = null;
afterEach(() => server?.close());

async function listen(answer: (response: ServerResponse) => void): Promise<{
  readonly address: string;
  readonly asked: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[];
}> {
  const asked: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    answer(response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const ask = (node: string, token: string | null = null): NodeClient =>
  openClient({ transport: openHttpTransport({ node, token }), seat: null, at: null });

const board = { params: { path: { case: "salisbury 2018/x" } } };

async function failureOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => expect.fail("it was answered"),
    (error: unknown) => error,
  );
}

describe("asking a node over HTTP", () => {
  test("sends the token, and what is named in the address as one name", async () => {
    const { address, asked } = await listen((response) => response.end(`{"cases":[]}`));
    const client = ask(address, "entente_t_1");
    expect(await answerOf(client.GET("/api/cases"))).toEqual({ cases: [] });
    expect(asked[0]?.headers.authorization).toBe("Bearer entente_t_1");
    await answerOf(client.GET("/api/cases/{case}", board));
    expect(asked[1]?.url).toBe("/api/cases/salisbury%202018%2Fx");
  });

  test("gives a refusal its own code, also one this program does not know", async () => {
    const problem = { code: "TRANSITION_REFUSED", detail: "It is closed.", position: { line: 3, column: 1 } };
    let send: object = problem;
    let status = 409;
    const { address } = await listen((response) => {
      response.statusCode = status;
      response.end(JSON.stringify(send));
    });
    const refused = await failureOf(answerOf(ask(address).GET("/api/cases/{case}", board)));
    expect(refused).toBeInstanceOf(NodeProblem);
    expect(describeFailure(refused)).toEqual({
      code: "TRANSITION_REFUSED",
      message: "line 3, column 1: It is closed.",
      exit: 1,
    });
    send = { code: "OF_A_LATER_VERSION", detail: "Something new." };
    status = 400;
    expect(describeFailure(await failureOf(ask(address).GET("/api/cases")))).toEqual({
      code: "OF_A_LATER_VERSION",
      message: "Something new.",
      exit: 2,
    });
  });

  test.each([`<html>`, `"text"`, `{"code":"no code","detail":7,"position":"here"}`])(
    "survives a refusal that is no problem document: %s",
    async (body) => {
      const { address } = await listen((response) => {
        response.statusCode = 502;
        response.end(body);
      });
      expect(describeFailure(await failureOf(ask(address).GET("/api/cases")))).toMatchObject({
        code: "HTTP_502",
        exit: 2,
      });
    },
  );

  test("says when nothing answers, and when what answers is no node", async () => {
    const { address } = await listen((response) => response.end("<html>"));
    expect(await failureOf(answerOf(ask(address).GET("/api/cases")))).toMatchObject({
      code: "ANSWER_UNREADABLE",
    });
    server?.close();
    server?.closeAllConnections();
    expect(await failureOf(answerOf(ask(address).GET("/api/cases")))).toMatchObject({
      code: "NODE_UNREACHABLE",
    });
  });

  test("sends a token nowhere it could be read on the way, and follows no pointer elsewhere", async () => {
    for (const node of ["http://node.example.org", "ftp://x", "https://x/api", "https://a:b@x", "nowhere"])
      expect(() => openHttpTransport({ node, token: "t" })).toThrow(
        expect.objectContaining({ code: "REQUEST_INVALID" }),
      );
    const { address, asked } = await listen((response) => {
      response.writeHead(302, { location: "/elsewhere" });
      response.end();
    });
    expect(await failureOf(ask(address, "t").GET("/api/cases"))).toMatchObject({ code: "NODE_UNREACHABLE" });
    expect(asked).toHaveLength(1);
  });
});
