// Private keys as files of the data folder, mode 0600, one per purpose. A key is on disk, synced, before it signs anything;
// two processes that race for a new key end up with the same one, because the file is linked into place exclusively.
import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { decodeBase64url, encodeBase64url, parseJson, readObject, readString } from "@entente/core/encoding";
import { createEd25519Signer } from "@entente/core/keys";
import type { Signer } from "@entente/core/keys";

/** What a key is for. Keys of an exercise are apart from real ones, by name and by folder. */
export type KeyPurpose = "issuer" | "authority" | "publisher" | "ledger";

export interface Keystore {
  /** The signer of one purpose of one member; made on first use. */
  readonly openSigner: (purpose: KeyPurpose, member: string) => Promise<Signer>;
}

// PKCS #8 wrapping of a raw Ed25519 seed, RFC 8410 section 7.
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** Opens the keystore in `folder`, for exercise keys or for real ones. */
export function openKeystore(folder: string, exercise: boolean): Keystore {
  const home = join(folder, exercise ? "exercise" : "real");
  const opened = new Map<string, Promise<Signer>>();
  return {
    openSigner: (purpose, member) => {
      const name = `${purpose}-${member}`;
      const signer = opened.get(name) ?? openSeed(home, name).then(createNativeSigner);
      opened.set(name, signer);
      return signer;
    },
  };
}

async function openSeed(home: string, name: string): Promise<Uint8Array> {
  const path = join(home, `${name}.json`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const existing = await readSeed(path);
  if (existing !== null) return existing;
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    const key = { format: "entente-key/1", kty: "OKP", crv: "Ed25519", d: encodeBase64url(randomBytes(32)) };
    await file.writeFile(`${JSON.stringify(key)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  await unlink(draft);
  const folder = await open(home, "r");
  await folder.sync().finally(() => folder.close());
  const seed = await readSeed(path);
  if (seed === null) throw new Error(`key file ${path} vanished while it was being made`);
  return seed;
}

async function readSeed(path: string): Promise<Uint8Array | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  });
  if (text === null) return null;
  const key = readObject(parseJson(text), "key", ["format", "kty", "crv", "d"]);
  return decodeBase64url(readString(key["d"], "key.d"));
}

/** Node's own Ed25519, an order of magnitude faster than the portable one and giving the same signatures. */
function createNativeSigner(seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
  return {
    publicKey: createEd25519Signer(seed).publicKey,
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
