// The client against this node's own server, and against servers that are slow, wrong or hostile, over real sockets.
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../http/listen.ts";
import { openConnection, readDestination } from "../outbound/index.ts";
import { pollObjects, pushObjects } from "./index.ts";
import type { Peer } from "./index.ts";
import { bring, openTaxiiDesk, TYPE } from "./taxii.fixture.ts";
import type { StixObject, TaxiiDesk } from "./taxii.fixture.ts";

let desk: TaxiiDesk;
let address = "";

beforeAll(async () => {
  desk = await openTaxiiDesk();
  await desk.openWorld("strelsau");
  address = await listen(desk.app, { host: "127.0.0.1", port: 0 });
}, 60_000);
afterAll(async () => desk.close());

function connect(at: string, collection: string, seat = "GBR/desk"): Peer & AsyncDisposable {
  const destination = readDestination({
    ...{ name: "the server", address: at, networks: ["127.0.0.1/32"], tls: null },
  });
  const connection = openConnection({ destination, resolve: () => Promise.resolve(["127.0.0.1"]) });
  return {
    ...{ connection, collection, signal: new AbortController().signal },
    authorization: `Basic ${Buffer.from(`${seat}:x`).toString("base64")}`,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

async function pollAll(peer: Peer, from: string | null): Promise<{ ids: string[]; cursor: string | null }> {
  const ids: string[] = [];
  let cursor = from;
  for await (const page of pollObjects(peer, from)) {
    ids.push(...page.objects.map(({ id }) => (typeof id === "string" ? id : "")));
    cursor = page.cursor;
  }
  return { ids, cursor };
}

describe("with a server that keeps to the specification", () => {
  const inbox = "/taxii2/strelsau/collections/inbox/";

  test("what is pushed is sent once it is read back, and a poll goes on behind the last", async () => {
    await using peer = connect(address, inbox);
    const first = Array.from({ length: 230 }, (_, turn) => bring(`o${turn}`));
    const pushed = await pushObjects(peer, first);
    expect(pushed.every((one) => one === "sent")).toBe(true);
    expect(pushed).toHaveLength(first.length);
    const wrong: StixObject = { ...bring("wrong"), type: "report" };
    expect(await pushObjects(peer, [wrong])).toEqual(["refused"]);
    const polled = await pollAll(peer, null);
    expect(polled.ids).toEqual(first.map(({ id }) => id));
    const later = [bring("later")];
    await pushObjects(peer, later);
    expect((await pollAll(peer, polled.cursor)).ids).toEqual(later.map(({ id }) => id));
    const end = await pollAll(peer, polled.cursor);
    expect((await pollAll(peer, end.cursor)).ids).toEqual([]);
  });

  test("what is closed is refused at once", async () => {
    await using peer = connect(address, "/taxii2/nowhere/collections/inbox/");
    await expect(pollAll(peer, null)).rejects.toMatchObject({ code: "TAXII_REFUSED" });
    await expect(pushObjects(peer, [bring("x")])).rejects.toMatchObject({ code: "TAXII_REFUSED" });
  });
});

describe("with a server that does not", () => {
  type Answer = readonly [number, Readonly<Record<string, string>>, string];
  const taxii = { "content-type": TYPE };

  async function serve<T>(
    answer: (request: IncomingMessage, turn: number) => Answer,
    work: (peer: Peer, turns: () => number) => Promise<T>,
  ): Promise<T> {
    let turns = 0;
    const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const [status, headers, body] = answer(request, (turns += 1));
      request.resume();
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    await using peer = connect(`http://127.0.0.1:${port}`, "/root/collections/c/");
    try {
      return await work(peer, () => turns);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test("is waited for as long as it says, and asked again", async () => {
    await serve(
      (_request, turn) =>
        turn < 3
          ? [503, { ...taxii, "retry-after": "0" }, "{}"]
          : [200, taxii, JSON.stringify({ objects: [bring("x")] })],
      async (peer, turns) => {
        expect((await pollAll(peer, null)).ids).toHaveLength(1);
        expect(turns()).toBe(3);
      },
    );
  });

  test("is asked the whole question again with a next, a limit in it even where there was none before", async () => {
    const asked: (readonly string[])[] = [];
    await serve(
      ({ url = "" }, turn) => {
        asked.push([...new URL(url, "http://x").searchParams.keys()].toSorted());
        const next = turn < 3 ? { more: true, next: `n${turn}` } : {};
        return [200, taxii, JSON.stringify({ ...next, objects: [bring(`o${turn}`)] })];
      },
      async (peer) => {
        expect((await pollAll(peer, "2018-03-05T00:00:00.000000Z")).ids).toHaveLength(3);
      },
    );
    expect(asked).toEqual([
      ["added_after", "limit"],
      ["added_after", "limit", "next"],
      ["added_after", "limit", "next"],
    ]);
  });

  test("is given up when it only ever says later", async () => {
    await serve(
      () => [429, { ...taxii, "retry-after": "0" }, "{}"],
      async (peer, turns) => {
        await expect(pollAll(peer, null)).rejects.toMatchObject({ code: "TAXII_REFUSED" });
        expect(turns()).toBe(6);
      },
    );
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["another type", { "content-type": "text/html" }, "{}"],
    ["no JSON", taxii, "{"],
    ["a list", taxii, "[]"],
    ["objects that are none", taxii, '{"objects":{"a":1}}'],
    ["a word for more", taxii, '{"more":"yes"}'],
    ["more and not where", taxii, '{"more":true,"objects":[]}'],
    ["a next to itself", taxii, '{"more":true,"next":"a","objects":[]}'],
    ["a date that is none", { ...taxii, "x-taxii-date-added-last": "soon" }, '{"objects":[]}'],
  ])("is not followed: %s", async (_what, headers, body) => {
    await serve(
      () => [200, headers, body],
      async (peer, turns) => {
        await expect(pollAll(peer, null)).rejects.toMatchObject({ code: "TAXII_ANSWER_INVALID" });
        expect(turns()).toBeLessThan(3);
      },
    );
  });

  test("is not believed that it has what it does not show", async () => {
    const [shown, hidden] = [bring("shown"), bring("hidden")];
    const status = JSON.stringify({ status: "complete", success_count: 2 });
    await serve(
      ({ method }) =>
        method === "POST" ? [202, taxii, status] : [200, taxii, JSON.stringify({ objects: [shown] })],
      async (peer) => {
        expect(await pushObjects(peer, [shown, hidden])).toEqual(["sent", "taken"]);
        // An older version that was there before is not the one that was pushed.
        const newer = { ...shown, modified: "2018-03-05T00:00:00.000Z" };
        expect(await pushObjects(peer, [shown, newer])).toEqual(["sent", "taken"]);
      },
    );
    await serve(
      ({ method }) => (method === "POST" ? [202, taxii, status] : [403, taxii, "{}"]),
      async (peer) => expect(await pushObjects(peer, [shown])).toEqual(["taken"]),
    );
  });

  test("leads nowhere else", async () => {
    await serve(
      () => [302, { location: "http://127.0.0.1:1/" }, ""],
      async (peer) => {
        await expect(pollAll(peer, null)).rejects.toMatchObject({ code: "OUTBOUND_REDIRECTED" });
      },
    );
  });
});
