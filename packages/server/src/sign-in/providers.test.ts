import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSignIn } from "./open-sign-in.ts";
import { readProviders } from "./providers.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = {
  ...{ id: "ministry", name: "Ministry of Foreign Affairs", issuer: "https://login.ministry.example" },
  ...{ client_id: "entente", client_secret_file: "ministry.secret" },
};

async function write(text: string): Promise<void> {
  await writeFile(join(folder, "ministry.secret"), "the secret\n", { mode: 0o600 });
  await writeFile(join(folder, "sign-in.json"), text);
}

describe("the providers of a node", () => {
  test("are none without the file", async () => {
    expect(await readProviders(folder)).toEqual([]);
  });

  test("are those of the file, with their secrets", async () => {
    await write(JSON.stringify({ providers: [entry] }));
    const { id, name, issuer } = entry;
    const expected = { id, name, issuer, clientId: "entente", clientSecret: "the secret" };
    expect(await openSignIn({ origin: "https://entente.example", folder })).toMatchObject({
      providers: [expected],
      returnTo: "https://entente.example/sign-in/return",
    });
  });

  const one = (change: object): string => JSON.stringify({ providers: [{ ...entry, ...change }] });
  test.each([
    ["nothing", ""],
    ["half a file", '{"providers":['],
    ["a word twice", '{"providers":[],"providers":[]}'],
    ["an unknown word", JSON.stringify({ providers: [], trust: "everyone" })],
    ["no list", JSON.stringify({ providers: null })],
    ["an unknown word of a provider", one({ trust_email: true })],
    ["an issuer without TLS", one({ issuer: "http://login.ministry.example" })],
    ["an issuer that is no address", one({ issuer: "login.ministry.example" })],
    ["an issuer with a query", one({ issuer: "https://login.ministry.example?x" })],
    ["an empty id", one({ id: "" })],
    ["an id that is a path", one({ id: "../ministry" })],
    ["an empty name", one({ name: " " })],
    ["a secret that is not there", one({ client_secret_file: "other.secret" })],
    ["the same twice", JSON.stringify({ providers: [entry, { ...entry, name: "Again" }] })],
    ["the same issuer twice", JSON.stringify({ providers: [entry, { ...entry, id: "again" }] })],
    ["too many", JSON.stringify({ providers: Array.from({ length: 11 }, () => entry) })],
  ])("are not guessed from %s", async (_name, text) => {
    await write(text);
    await expect(readProviders(folder)).rejects.toMatchObject({ code: "SIGN_IN_SETTINGS_INVALID" });
  });

  test("need a secret that nobody but the node may read", async () => {
    await write(one({}));
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(join(folder, "ministry.secret"), mode);
      await expect(readProviders(folder)).rejects.toMatchObject({
        code: "SIGN_IN_SETTINGS_INVALID",
        message: expect.stringContaining("chmod 600") as string,
      });
    }
    await chmod(join(folder, "ministry.secret"), 0o600);
    expect(await readProviders(folder)).toHaveLength(1);
  });

  test("need a secret with something in it", async () => {
    await write(one({}));
    await writeFile(join(folder, "ministry.secret"), "\n");
    await expect(readProviders(folder)).rejects.toMatchObject({ code: "SIGN_IN_SETTINGS_INVALID" });
  });
});
