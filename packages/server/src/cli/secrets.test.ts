// What is secret is nowhere but in the memory of the process: not in its arguments or environment, not in what it says, and
// not in clear in any file below its data folder.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSealedKeystore, readPassphraseFile } from "../keys/index.ts";
import { holdSealed } from "../keys/sealed-files.ts";
import { ED25519, LETTERS, ML_DSA, WRAPPING, X25519 } from "../keys/key-holder.ts";
import { startServed } from "./served.fixture.ts";

const CANARY = "canary of a passphrase 81f3 under the quay";
const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The spellings in which 32 secret bytes, or a text, would be found. */
const spellings = (secret: Uint8Array): readonly Buffer[] => {
  const bytes = Buffer.from(secret);
  return [
    bytes,
    ...(["hex", "base64", "base64url"] as const).map((coding) => Buffer.from(bytes.toString(coding))),
  ];
};

test("a node that serves keeps its passphrase and its keys to itself", async () => {
  const data = join(folder, "data");
  const path = join(folder, "passphrase");
  writeFileSync(path, `${CANARY}\n`, { mode: 0o600 });
  const served = await startServed({
    ...{
      data,
      host: "GBR",
      ledger: "gov.example/entente",
      origin: "https://localhost",
      "passphrase-file": path,
    },
    ...{ listen: "127.0.0.1:0" },
  });
  const pid = served.child.pid ?? 0;
  const seen = ["cmdline", "environ", "status"].map((name) => readFileSync(`/proc/${pid}/${name}`));
  served.child.kill("SIGTERM");
  await served.ended;
  seen.push(Buffer.from(served.said.join("\n")));

  const passphrase = await readPassphraseFile(path);
  const holder = await holdSealed(join(data, "keys", "real"), passphrase);
  const names = await holder.list();
  const secrets = [Buffer.from(CANARY)];
  for (const name of names)
    for (const kind of [ED25519, X25519, ML_DSA["ML-DSA-44"], ML_DSA["ML-DSA-65"], WRAPPING, LETTERS]) {
      const secret = await holder.openSecret(name, kind, "miss").catch(() => null);
      if (secret !== null) secrets.push(Buffer.from(secret));
    }
  expect(names).toContain("ledger-node");
  expect(secrets.length).toBe(names.length + 1);
  expect((await openSealedKeystore(join(data, "keys"), passphrase)).listKeys).toBeTypeOf("function");

  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(files.length).toBeGreaterThan(100);
  for (const place of [...seen, ...files])
    for (const secret of secrets)
      for (const spelt of spellings(secret)) expect(place.includes(spelt)).toBe(false);
}, 120_000);
