import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { utf8 } from "@entente/core/encoding";
import { publicKeyBytes } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import { openKeystore } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const message = utf8("what is signed");

test.each(["ML-DSA-44", "ML-DSA-65"] as const)(
  "a key of %s is made once, is kept from others, and signs what its public half verifies",
  async (set) => {
    const signer = await openKeystore(folder, true).openMlDsaSigner(set, "ledger", "node");
    const again = await openKeystore(folder, true).openMlDsaSigner(set, "ledger", "node");
    expect(again.publicKey).toEqual(signer.publicKey);
    expect(
      nodePrimitives.verifyMlDsa(set, publicKeyBytes(signer.publicKey), message, again.sign(message)),
    ).toBe(true);
    const path = join(folder, "exercise", `ledger-node-${set.toLowerCase()}.json`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);

test("the keys of one purpose are different keys, and so are those of two purposes", async () => {
  const keystore = openKeystore(folder, true);
  const keys = [
    (await keystore.openSigner("ledger", "node")).publicKey.x,
    (await keystore.openSigner("witness", "node")).publicKey.x,
    (await keystore.openMlDsaSigner("ML-DSA-44", "ledger", "node")).publicKey.pub,
    (await keystore.openMlDsaSigner("ML-DSA-44", "witness", "node")).publicKey.pub,
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("a resolver's key is made once, is kept from others, and does not come out of its handle", async () => {
  const key = await openKeystore(folder, true).openResolver("GBR");
  expect(key).toMatchObject({ type: "private", extractable: false, algorithm: { name: "X25519" } });
  const path = join(folder, "exercise", "resolver-GBR.json");
  const text = readFileSync(path, "utf8");
  await openKeystore(folder, true).openResolver("GBR");
  expect(readFileSync(path, "utf8")).toBe(text);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, text.replace("X25519", "Ed25519"));
  await expect(openKeystore(folder, true).openResolver("GBR")).rejects.toMatchObject({
    code: "SHAPE_INVALID",
  });
});

test.each([
  ["another kind", (text: string) => text.replace("Ed25519", "X25519")],
  ["another length", (text: string) => text.replace(/"d":"[^"]{4}/, '"d":"')],
  ["something else", () => "{}"],
])("a key file of %s is refused instead of used", async (_name, change) => {
  await openKeystore(folder, false).openSigner("issuer", "GBR");
  const path = join(folder, "real", "issuer-GBR.json");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, change(text));
  await expect(openKeystore(folder, false).openSigner("issuer", "GBR")).rejects.toMatchObject({
    code: "SHAPE_INVALID",
  });
  writeFileSync(path, text);
});
