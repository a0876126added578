// Reading feeds of others: what the manifest names, as it names it, and nothing else, from a folder or over HTTP.
import { hash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConnection, readDestination } from "../outbound/index.ts";
import { openAddress, openFolder, readFeed } from "./index.ts";
import type { FeedSource } from "./index.ts";

const uuid = (of: number): string => `00000000-0000-4000-8000-00000000000${of}`;
const eventOf = (of: number, info = `Event ${of}`): string =>
  JSON.stringify({ Event: { uuid: uuid(of), info, date: "2031-03-04", timestamp: "1930000000" } });
const entry = (of: number, over: object = {}): object => ({
  timestamp: "1930000000",
  info: `Event ${of}`,
  ...over,
});
const files = new Map<string, string>();
const asked: (string | undefined)[] = [];
let server: Server;
let address = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const found = files.get((request.url ?? "").replace(/^\/feed\//, ""));
    if (request.url === "/feed/moved.json")
      response.writeHead(302, { location: "/feed/manifest.json" }).end();
    else if (found === undefined) response.writeHead(404).end();
    else response.end(found);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function readAll(source: FeedSource, only: string | null = null): Promise<string[]> {
  const infos: string[] = [];
  for await (const { info } of readFeed(source, (one) => only === null || one.uuid === only))
    infos.push(info);
  return infos;
}

async function overHttp(key: string | null = null, only: string | null = null): Promise<string[]> {
  const networks = ["127.0.0.1/32"];
  const destination = readDestination({ name: "the feed", address, networks, tls: null });
  await using connection = openConnection({ destination, resolve: () => Promise.resolve([]) });
  return await readAll(openAddress(connection, key), only);
}

function offer(manifest: object, events: Readonly<Record<string, string>>): void {
  files.clear();
  files.set("manifest.json", JSON.stringify(manifest));
  for (const [name, text] of Object.entries(events)) files.set(`${name}.json`, text);
}

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe("a feed", () => {
  test("is read as its manifest says, with the key its keeper gave", async () => {
    const one = eventOf(1);
    offer(
      { [uuid(1)]: entry(1, { "integrity:sha256": hash("sha256", one, "hex") }), [uuid(2)]: entry(2) },
      { [uuid(1)]: one, [uuid(2)]: eventOf(2), [uuid(3)]: eventOf(3) },
    );
    expect(await overHttp("the key")).toEqual(["Event 1", "Event 2"]);
    expect(asked).toEqual(["the key", "the key", "the key"]);
    expect(await overHttp(null, uuid(2))).toEqual(["Event 2"]);
    expect(asked.at(-1)).toBeUndefined();
  });

  test("is read from a folder alike", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-feed-"));
    try {
      await writeFile(join(folder, "manifest.json"), JSON.stringify({ [uuid(1)]: entry(1) }));
      await expect(readAll(openFolder(folder))).rejects.toEqual(code("FILE_UNREADABLE"));
      await writeFile(join(folder, `${uuid(1)}.json`), eventOf(1));
      expect(await readAll(openFolder(folder))).toEqual(["Event 1"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each<[string, string, object, Record<string, string>]>([
    [
      "SHAPE_INVALID",
      "a file that is not the one it speaks of",
      { "integrity:sha256": "0".repeat(64) },
      { [uuid(1)]: eventOf(1) },
    ],
    ["SHAPE_INVALID", "a file that holds another event", {}, { [uuid(1)]: eventOf(2) }],
    ["SHAPE_INVALID", "a file that holds two events", {}, { [uuid(1)]: `[${eventOf(1)},${eventOf(2)}]` }],
    ["OUTBOUND_UNREACHABLE", "a file that is not there", {}, {}],
  ])("%s for %s", async (expected, _what, over, events) => {
    offer({ [uuid(1)]: entry(1, over) }, events);
    await expect(overHttp()).rejects.toEqual(code(expected));
  });

  test("asks nothing by a name that is no UUID", async () => {
    offer({ "../../secret": entry(1) }, {});
    const before = asked.length;
    await expect(overHttp()).rejects.toEqual(code("SHAPE_INVALID"));
    expect(asked.length).toBe(before + 1);
  });
});
