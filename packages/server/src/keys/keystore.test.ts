import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { Readable, Writable } from "node:stream";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { openOver } from "./keystore.ts";
import { holdUnder } from "./sealed-files.ts";
import { findBinding } from "./token-library.ts";
import type { FirstKey } from "./keystore.ts";
import type { Keystore } from "./index.ts";
import { afterAll, describe, expect, test } from "vitest";
import { utf8 } from "@entente/core/encoding";
import { publicKeyBytes } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import {
  askPassphrase,
  openExerciseKeystore,
  openRealKeystore,
  openSealedKeystore,
  Passphrase,
  readPassphraseFile,
} from "./index.ts";

const root = mkdtempSync(join(tmpdir(), "entente-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const message = utf8("what is signed");
const SECRET = "correct horse battery staple 7F3A";
const passphrase = new Passphrase(SECRET);
const newFolder = (): string => mkdtempSync(join(root, "keys-"));

/** Sealed files whose master key is at hand: what the passphrase does is tested below, and takes its time. */
const master = new Uint8Array(randomBytes(32));
const openUnsealed = (folder: string): Promise<Keystore> =>
  Promise.resolve(openOver(holdUnder(join(folder, "real"), master)));

const SOFTHSM = process.env["SOFTHSM2_LIBRARY"] ?? "/usr/lib/softhsm/libsofthsm2.so";
const hasToken = existsSync(SOFTHSM) && findBinding() !== null;
if (!hasToken)
  process.stderr.write(
    `SKIPPED: keys in a token are not tested here. It takes SoftHSM 2 (${SOFTHSM}, or SOFTHSM2_LIBRARY) and pkcs11js (npm install pkcs11js).\n`,
  );

const openInToken = async (folder: string): Promise<Keystore> => {
  writeFileSync(
    join(folder, "token.json"),
    JSON.stringify({ format: "entente-token/1", library: SOFTHSM, label: "entente" }),
  );
  return openRealKeystore(folder, passphrase);
};

/** A software token of its own, with the passphrase as its PIN. */
function makeToken(): void {
  const tokens = mkdtempSync(join(root, "tokens-"));
  const settings = join(root, "softhsm2.conf");
  writeFileSync(
    settings,
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  process.env["SOFTHSM2_CONF"] = settings;
  const utility = process.env["SOFTHSM2_UTIL"] ?? "softhsm2-util";
  const words = ["--init-token", "--free", "--label", "entente", "--so-pin", "so-pin of tests"];
  execFileSync(utility, [...words, "--pin", SECRET, "--module", SOFTHSM], { stdio: "ignore" });
}
if (hasToken) makeToken();

const backends = [
  {
    name: "plain files",
    home: "exercise",
    open: (folder: string) => Promise.resolve(openExerciseKeystore(folder)),
  },
  { name: "sealed files", home: "real", open: openUnsealed },
  ...(hasToken ? [{ name: "a token", home: "token", open: openInToken }] : []),
];

/** Opened with these keys in it, each named as `issuer GBR`. */
async function openWith(
  open: (folder: string) => Promise<Keystore>,
  folder: string,
  ...names: readonly string[]
): Promise<Keystore> {
  const keystore = await open(folder);
  for (const name of names) {
    const [purpose = "", member = ""] = name.split(" ");
    await keystore.makeFirst({ purpose, member } as FirstKey);
  }
  return keystore;
}

describe.each(backends)("a keystore of $name", ({ open, home }) => {
  test.each(["ML-DSA-44", "ML-DSA-65"] as const)(
    "makes a key of %s once, keeps it from others, and signs what its public half verifies",
    async (set) => {
      const folder = newFolder();
      const purpose = set === "ML-DSA-44" ? "ledger" : "issuer";
      const signer = await (
        await openWith(open, folder, "ledger node", "issuer node")
      ).openMlDsaSigner(set, purpose, "node");
      const again = await (
        await openWith(open, folder, "ledger node", "issuer node")
      ).openMlDsaSigner(set, purpose, "node");
      expect(again.publicKey).toEqual(signer.publicKey);
      const key = publicKeyBytes(signer.publicKey);
      expect(nodePrimitives.verifyMlDsa(set, key, message, again.sign(message))).toBe(true);
      const path = join(folder, home, `${purpose}-node-${set.toLowerCase()}.json`);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    },
  );

  test("keeps purposes, members, generations and kinds apart", async () => {
    const names = ["ledger node", "witness node", "issuer GBR", "issuer FRA"];
    const keystore = await openWith(open, newFolder(), ...names);
    const second = await keystore.makeGeneration({ purpose: "issuer", member: "GBR", number: 2 });
    const keys = [
      (await keystore.openSigner("ledger", "node")).publicKey.x,
      (await keystore.openSigner("witness", "node")).publicKey.x,
      (await keystore.openMlDsaSigner("ML-DSA-44", "ledger", "node")).publicKey.pub,
      (await keystore.openMlDsaSigner("ML-DSA-44", "witness", "node")).publicKey.pub,
      (await keystore.openIssuer("GBR")).ed25519.publicKey.x,
      (await keystore.openIssuer("GBR")).mlDsa.publicKey.pub,
      (await keystore.openIssuer("FRA")).ed25519.publicKey.x,
      second.ed25519.publicKey.x,
      second.mlDsa?.publicKey.pub,
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(await keystore.listKeys()).toContain("issuer-GBR-ml-dsa-65.2");
  });

  test("has the first generation as what it always signed with, and misses a later one that was not made", async () => {
    const folder = newFolder();
    const keystore = await openWith(open, folder, "authority GBR");
    const first = await keystore.openGeneration({ purpose: "authority", member: "GBR", number: 1 });
    expect(first.ed25519.publicKey).toEqual((await keystore.openSigner("authority", "GBR")).publicKey);
    const next = { purpose: "authority", member: "GBR", number: 2 } as const;
    await expect(keystore.openGeneration(next)).rejects.toMatchObject({ code: "KEY_MISSING" });
    const made = await keystore.makeGeneration(next);
    expect((await keystore.openGeneration(next)).ed25519.publicKey).toEqual(made.ed25519.publicKey);
    const opened = await (await open(folder)).openGeneration(next);
    expect(opened.ed25519.publicKey).toEqual(made.ed25519.publicKey);
    const key = publicKeyBytes(made.ed25519.publicKey);
    expect(nodePrimitives.verifyEd25519(key, message, opened.ed25519.sign(message))).toBe(true);
  });

  test("makes no key but where one is set up: everything else misses what is not there", async () => {
    const keystore = await openWith(open, newFolder(), "issuer FRA");
    const wanted: readonly (() => Promise<unknown>)[] = [
      () => keystore.openSigner("ledger", "node"),
      () => keystore.openMlDsaSigner("ML-DSA-44", "witness", "node"),
      () => keystore.openResolver("GBR"),
      () => keystore.openIssuer("GBR"),
      () => keystore.openGeneration({ purpose: "authority", member: "GBR", number: 1 }),
      () => keystore.wrapKey("case 1", new Uint8Array(32)),
      () => keystore.unwrapKey("case 1", new Uint8Array(64)),
    ];
    for (const want of wanted) await expect(want()).rejects.toMatchObject({ code: "KEY_MISSING" });
    expect(await keystore.listKeys()).toEqual(["issuer-FRA", "issuer-FRA-ml-dsa-65"]);
  });

  test("makes a resolver's key once, and it does not come out of its handle", async () => {
    const folder = newFolder();
    const key = await (await openWith(open, folder, "resolver GBR")).openResolver("GBR");
    expect(key).toMatchObject({ type: "private", extractable: false, algorithm: { name: "X25519" } });
    const path = join(folder, home, "resolver-GBR.json");
    const text = readFileSync(path, "utf8");
    await (await openWith(open, folder, "resolver GBR")).openResolver("GBR");
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["another kind", (text: string) => text.replace("Ed25519", "X25519")],
    ["another length", (text: string) => text.replace(/"(d|sealed|id)":"[^"]{4}/, '"$1":"')],
    ["another format", (text: string) => text.replace("-key/1", "-key/2")],
    ["something else", () => "{}"],
  ])("refuses a key file of %s instead of using it", async (_name, change) => {
    const folder = newFolder();
    await openWith(open, folder, "issuer GBR");
    const path = join(folder, home, "issuer-GBR.json");
    writeFileSync(path, change(readFileSync(path, "utf8")));
    await expect((await open(folder)).openSigner("issuer", "GBR")).rejects.toMatchObject({
      code: "SHAPE_INVALID",
    });
  });

  test("gives a wrapped key back to whoever says the same of it, and to nobody else", async () => {
    const folder = newFolder();
    const keystore = await openWith(open, folder, "files node");
    const key = Uint8Array.from({ length: 32 }, (_, index) => index);
    const wrapped = await keystore.wrapKey("case 1", key);
    expect(Buffer.from(wrapped).includes(Buffer.from(key))).toBe(false);
    expect(await (await open(folder)).unwrapKey("case 1", wrapped)).toEqual(key);
    expect(await keystore.unwrapKey("case 2", wrapped)).toBeNull();
    expect(await (await openWith(open, newFolder(), "files node")).unwrapKey("case 1", wrapped)).toBeNull();
    for (let at = 0; at < wrapped.length; at += 1) {
      const changed = Uint8Array.from(wrapped);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await keystore.unwrapKey("case 1", changed)).toBeNull();
    }
    expect(await keystore.unwrapKey("case 1", new Uint8Array())).toBeNull();
  });

  test("gives two that race for a new key the same one", async () => {
    const folder = newFolder();
    const opened = await Promise.all([1, 2, 3, 4].map(() => openWith(open, folder, "authority EST")));
    const keys = await Promise.all(opened.map((keystore) => keystore.openSigner("authority", "EST")));
    expect(new Set(keys.map(({ publicKey }) => publicKey.x)).size).toBe(1);
  });
});

describe("keys sealed under a passphrase", () => {
  test("do not open with another passphrase, nor with a changed master key", async () => {
    const folder = newFolder();
    // Two that begin at once begin with the same master key.
    const openSealed = (): Promise<Keystore> => openSealedKeystore(folder, passphrase);
    const opened = await Promise.all([1, 2].map(() => openWith(openSealed, folder, "authority EST")));
    const keys = await Promise.all(opened.map((keystore) => keystore.openSigner("authority", "EST")));
    expect(keys[0]?.publicKey).toEqual(keys[1]?.publicKey);
    const other = openSealedKeystore(folder, new Passphrase(`${SECRET}!`));
    await expect(other).rejects.toMatchObject({ code: "KEYSTORE_LOCKED" });
    const path = join(folder, "real", "master.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(
      path,
      text.replace(/"sealed":"(.)/, (_all, one: string) => `"sealed":"${one === "A" ? "B" : "A"}`),
    );
    await expect(openSealedKeystore(folder, passphrase)).rejects.toMatchObject({ code: "KEYSTORE_LOCKED" });
    writeFileSync(path, text.replace('"n":131072', '"n":2'));
    await expect(openSealedKeystore(folder, passphrase)).rejects.toMatchObject({ code: "SHAPE_INVALID" });
  });

  test("cannot stand in for one another, and hold no seed in clear", async () => {
    const folder = newFolder();
    await openWith(openUnsealed, folder, "authority GBR", "issuer GBR");
    const pathOf = (name: string): string => join(folder, "real", `${name}.json`);
    expect(Object.keys(JSON.parse(readFileSync(pathOf("issuer-GBR"), "utf8")) as object)).toEqual([
      ...["format", "kty", "crv", "sealed"],
    ]);
    writeFileSync(pathOf("issuer-GBR"), readFileSync(pathOf("authority-GBR")));
    const swapped = (await openUnsealed(folder)).openSigner("issuer", "GBR");
    await expect(swapped).rejects.toMatchObject({ code: "SHAPE_INVALID" });
  });
});

describe("a passphrase", () => {
  test("comes from a file that only its owner may read", async () => {
    const path = join(root, "passphrase");
    writeFileSync(path, `${SECRET}\nnot this line\n`, { mode: 0o600 });
    expect(Buffer.from((await readPassphraseFile(path)).bytes()).toString("utf8")).toBe(SECRET);
    const shared = join(root, "shared");
    writeFileSync(shared, SECRET, { mode: 0o644 });
    const short = join(root, "short");
    writeFileSync(short, "too short\n", { mode: 0o600 });
    const long = join(root, "long");
    writeFileSync(long, "x".repeat(5000), { mode: 0o600 });
    for (const unfit of [shared, short, long, join(root, "nowhere")])
      await expect(readPassphraseFile(unfit)).rejects.toMatchObject({ code: "PASSPHRASE_UNFIT" });
  });

  test("is typed by a person without being shown, and nobody is asked where there is no terminal", async () => {
    let shown = "";
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        shown += chunk.toString();
        done();
      },
    });
    const input = Object.assign(Readable.from([`${SECRET}\n`]), { isTTY: true });
    const typed = await askPassphrase("Passphrase: ", { input, output });
    expect(Buffer.from(typed.bytes()).toString("utf8")).toBe(SECRET);
    expect(shown).toBe("Passphrase: \n");
    const pipe = askPassphrase("Passphrase: ", { input: Readable.from([""]), output });
    await expect(pipe).rejects.toMatchObject({ code: "PASSPHRASE_UNFIT" });
  });

  test("is shown by nothing that prints it", () => {
    const printed = [
      inspect(passphrase, { showHidden: true, depth: 9 }),
      JSON.stringify({ passphrase }),
      Object.prototype.toString.call(passphrase),
    ];
    for (const text of printed) expect(text).not.toContain(SECRET.slice(0, 8));
  });

  test("is the same however its letters are composed", () => {
    const composed = new Passphrase("caf\u00e9 caf\u00e9 caf\u00e9");
    expect(new Passphrase("cafe\u0301 cafe\u0301 cafe\u0301").bytes()).toEqual(composed.bytes());
  });
});

describe("a token", () => {
  test.skipIf(!hasToken)("signs what its public half verifies, with a key that is in no file", async () => {
    const folder = newFolder();
    const signer = await (await openWith(openInToken, folder, "issuer GBR")).openSigner("issuer", "GBR");
    const key = publicKeyBytes(signer.publicKey);
    expect(nodePrimitives.verifyEd25519(key, message, signer.sign(message))).toBe(true);
    const file = JSON.parse(readFileSync(join(folder, "token", "issuer-GBR.json"), "utf8")) as object;
    expect(Object.keys(file)).toEqual(["format", "kty", "crv", "id", "x"]);
  });

  test("that is not there signs nothing", async () => {
    const folder = newFolder();
    for (const content of [
      "{}",
      JSON.stringify({ format: "entente-token/1", library: "/nowhere/libtoken.so", label: "entente" }),
      ...(hasToken
        ? [JSON.stringify({ format: "entente-token/1", library: SOFTHSM, label: "another" })]
        : []),
    ]) {
      writeFileSync(join(folder, "token.json"), content);
      await expect(openRealKeystore(folder, passphrase)).rejects.toMatchObject({ code: "KEY_TOKEN_AWAY" });
    }
  });
});
