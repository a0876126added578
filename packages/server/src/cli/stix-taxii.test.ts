// `entente stix poll | push` as typed, against a TAXII server written from the specification that says as little as it may:
// pages by `next` alone, without the dates of what is on them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addStixCommands } from "./stix.ts";
import { openTyping } from "./typed.fixture.ts";

const type = openTyping(addStixCommands);
const TYPE = "application/taxii+json;version=2.1";
const note = (name: string) => ({
  ...{ type: "note", spec_version: "2.1", id: `note--00000000-0000-4000-8000-00000000000${name}` },
  ...{ created: "2031-03-04T00:00:00.000Z", modified: "2031-03-04T00:00:00.000Z", content: name },
});
const PAGES = [[note("1"), note("2")], [note("3")], [note("4")]] as const;

let folder = "";
let collection = "";
const credentials = new Set<string>();
const brought: unknown[] = [];
const server = createServer((request, response) => {
  credentials.add(request.headers.authorization ?? "");
  const url = new URL(request.url ?? "", "http://host");
  const answer = (status: number, body: object): void => {
    response.writeHead(status, { "content-type": TYPE }).end(JSON.stringify(body));
  };
  if (request.method === "POST") {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      brought.push(...(JSON.parse(text) as { objects: readonly unknown[] }).objects);
      answer(202, { id: "1", status: "complete" });
    });
  } else if (url.searchParams.has("match[id]")) answer(200, { objects: brought.slice(0, 1) });
  else {
    const at = Number(url.searchParams.get("next") ?? 0);
    const more = at + 1 < PAGES.length;
    answer(200, { more, objects: PAGES[at], ...(more && { next: String(at + 1) }) });
  }
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entente-taxii-"));
  writeFileSync(join(folder, "token"), "a-token\n");
  writeFileSync(join(folder, "login"), "name:word\n");
  writeFileSync(join(folder, "bundle.json"), JSON.stringify({ objects: [note("5"), note("6")] }));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  collection = `http://127.0.0.1:${(server.address() as AddressInfo).port}/root/collections/c/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe("entente stix poll", () => {
  const out = () => join(folder, "news");
  const pages = () => readdirSync(out()).filter((name) => name !== "cursor.json");

  it("keeps every page, also of a server that does not say where one ends; again, each is the same file", async () => {
    const words = [
      "stix",
      "poll",
      collection,
      "--out",
      out(),
      "--token-file",
      join(folder, "token"),
      "--json",
    ];
    expect(await type(...words)).toMatchObject({ exit: 0, code: null, json: { objects: 4 } });
    const names = pages();
    expect(names).toHaveLength(PAGES.length);
    const kept = names.map((name): unknown => JSON.parse(readFileSync(join(out(), name), "utf8")));
    expect(kept).toEqual(expect.arrayContaining(PAGES.map((objects) => ({ objects }))));
    expect(await type(...words)).toMatchObject({ exit: 0 });
    expect(pages()).toEqual(names);
    expect(credentials).toEqual(new Set(["Bearer a-token"]));
  });

  it.each([
    [
      "another collection in the same folder",
      () => [`${collection}x/`, "--token-file", join(folder, "token")],
    ],
    ["no credential", () => [collection]],
    [
      "two credentials",
      () => [collection, "--token-file", join(folder, "token"), "--login-file", join(folder, "login")],
    ],
    ["an address without the slash at its end", () => [collection.slice(0, -1), "--token-file", "token"]],
  ])("refuses %s", async (_what, words) => {
    const said = await type("stix", "poll", ...words(), "--out", out());
    expect(said).toMatchObject({ exit: 2, code: "REQUEST_INVALID" });
  });
});

describe("entente stix push", () => {
  it("says sent of what it read back, and ends with 1 where something is not to be seen there", async () => {
    const words = ["stix", "push", collection, join(folder, "bundle.json")];
    const said = await type(...words, "--login-file", join(folder, "login"), "--json");
    expect(brought).toHaveLength(2);
    expect(said).toMatchObject({ exit: 1, code: null });
    expect(said.json["objects"]).toEqual([
      { id: note("5").id, outcome: "sent" },
      { id: note("6").id, outcome: "taken" },
    ]);
    expect(credentials).toContain(`Basic ${Buffer.from("name:word").toString("base64")}`);
  });
});
