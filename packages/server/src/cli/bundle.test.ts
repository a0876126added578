// `entente bundle` and `entente tzero share` as typed, beside two real nodes that know each other by a stick alone.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRealNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addBundleCommands } from "./bundle.ts";
import { addPeerCommands } from "./peer.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";
import { addTZeroCommands } from "./tzero.ts";

const type = openTyping(addBundleCommands, addPeerCommands, addTZeroCommands);
const before = process.env["ENTENTE_PASSPHRASE_FILE"];
let folder = "";
let stick = "";
let nodes: readonly Node[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  stick = await mkdtemp(join(folder, "stick-"));
  const passphraseFile = join(folder, "passphrase");
  await writeFile(passphraseFile, "a passphrase for this test alone, and of some length\n", { mode: 0o600 });
  process.env["ENTENTE_PASSPHRASE_FILE"] = passphraseFile;
  const open = (host: string): Promise<Node> =>
    openRealNode({
      ...{ dataFolder: join(folder, host), databaseUrl: null, process: null, host },
      ...{ ledger: `entente.example/${host.toLowerCase()}`, origin: "http://localhost:1", passphraseFile },
      ...{ sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 }, tell: () => undefined },
    });
  nodes = await Promise.all(["GBR", "EST"].map(open));
}, 180_000);
afterAll(async () => {
  for (const node of nodes) await node.close();
  if (before === undefined) delete process.env["ENTENTE_PASSPHRASE_FILE"];
  else process.env["ENTENTE_PASSPHRASE_FILE"] = before;
  await rm(folder, { recursive: true, force: true });
});

const at = (host: string, ...words: readonly string[]): Promise<Said> =>
  type(...words, "--data", join(folder, host), "--json");

test("two nodes are paired by stick, and bundles go there and back", async () => {
  for (const [here, there] of [
    ["GBR", "EST"],
    ["EST", "GBR"],
  ] as const) {
    const { json } = await at(there, "peer", "card");
    const file = join(folder, `${there}.card.json`);
    await writeFile(file, String(json["card"]));
    expect(await at(here, "peer", "add", file)).toMatchObject({ exit: 0 });
    expect(await at(here, "peer", "pair", there, "--heard", String(json["words"]))).toMatchObject({
      exit: 0,
    });
  }
  const exported = await at("GBR", "bundle", "export", "EST", "--out", stick);
  expect(exported).toMatchObject({ exit: 0, json: { member: "EST", letters: 0, waiting: 0 } });
  expect(await readdir(stick)).toEqual([expect.stringMatching(/^to-EST-0-0-[0-9TZ]+[.]bundle$/)]);
  const taken = await at("EST", "bundle", "import", stick);
  expect(taken).toMatchObject({ exit: 0, json: { files: [{ member: "GBR", fresh: 0, taken: 0 }] } });
  // The same stick at the node that wrote it: what is not for it is named, and is no success.
  const own = await at("GBR", "bundle", "import", stick);
  expect(own).toMatchObject({ exit: 1, json: { files: [{ code: "BUNDLE_SEALED_OTHERWISE" }] } });
}, 120_000);

test("what cannot be done is said with a code", async () => {
  const empty = await mkdtemp(join(folder, "empty-"));
  const nothing = join(folder, "nothing.embargo");
  await writeFile(nothing, "no embargo\n");
  const out = ["--out", empty];
  const share = [
    "--case",
    "no-such-case",
    "--instant",
    "2030-03-26T13:00:00Z",
    "--members",
    "EST,GBR",
    "--open",
    "2",
  ];
  const said: Record<string, string | null> = {};
  for (const [name, ...words] of [
    ["unpaired", "bundle", "export", "FRA", ...out],
    ["empty", "bundle", "import", empty],
    ["kit", "bundle", "kit", "LVA", "--case", "no-such-case", ...out],
    ["share", "tzero", "share", nothing, ...share, ...out],
    ["release", "tzero", "release", nothing, nothing, ...out],
    ["open", "tzero", "open-shared", nothing, nothing, ...out],
  ] as const)
    said[name] = (await at("GBR", ...words)).code;
  expect(said).toEqual({
    unpaired: "NOT_FOUND",
    empty: "FILE_UNREADABLE",
    kit: "NOT_FOUND",
    share: "NOT_FOUND",
    release: "EMBARGO_INVALID",
    open: "EMBARGO_INVALID",
  });
  expect(await readdir(empty)).toEqual([]);
}, 120_000);
