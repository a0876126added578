// Private keys of a real node: files whose secrets are encrypted under a master key, which itself is encrypted under a key
// derived from the passphrase with scrypt (RFC 7914). Each secret is bound to its name and kind, so that no file can stand
// in for another; a changed bit and a wrong passphrase are refused, never used. The passphrase and the secrets are in the
// memory of this process and nowhere else.
import { randomBytes, scrypt } from "node:crypto";
import { join } from "node:path";
import {
  decodeBase64url,
  encodeBase64url,
  InputError,
  parseJson,
  readCount,
  readObject,
  readString,
  readWord,
} from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { readText, writeOnce } from "./exclusive-file.ts";
import { listNames } from "./key-files.ts";
import { ED25519 } from "./key-holder.ts";
import type { KeyHolder, KeyKind } from "./key-holder.ts";
import { createNativeSigner } from "./native-signers.ts";
import type { Passphrase } from "./passphrase.ts";
import { openBytes, sealBytes } from "./sealing.ts";

const MASTER = "master";
const MASTER_FORMAT = "entente-keystore/1";
const KEY_FORMAT = "entente-sealed-key/1";
// 128 MB and about half a second for each guess.
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;

/**
 * Opens the sealed keys in `home`, or begins there where nothing is.
 * @throws ServerError KEYSTORE_LOCKED when the passphrase is not the one it was made with, or the file was changed.
 */
export async function holdSealed(home: string, passphrase: Passphrase): Promise<KeyHolder> {
  const master = await openMaster(join(home, `${MASTER}.json`), passphrase);
  return holdUnder(home, master);
}

/** Secrets sealed under a master key that is already open. */
export function holdUnder(home: string, master: Uint8Array): KeyHolder {
  const openSecret: KeyHolder["openSecret"] = async (name, kind, absent) => {
    const path = join(home, `${name}.json`);
    const text = await readText(path);
    if (text !== null) return unseal(path, text, { name, kind, master });
    if (absent === "miss") return null;
    const sealed = sealBytes(master, describe(name, kind), randomBytes(32));
    const file = { format: KEY_FORMAT, ...kind.names, sealed: encodeBase64url(sealed) };
    return unseal(path, await writeOnce(path, `${JSON.stringify(file)}\n`), { name, kind, master });
  };
  return {
    openSecret,
    openSigner: async (name, absent) => {
      const seed = await openSecret(name, ED25519, absent);
      return seed === null ? null : createNativeSigner(seed);
    },
    list: async () => (await listNames(home)).filter((name) => name !== MASTER),
  };
}

async function openMaster(path: string, passphrase: Passphrase): Promise<Uint8Array> {
  const text = (await readText(path)) ?? (await writeOnce(path, await makeMaster(passphrase)));
  const file = readObject(parseJson(text), "keystore", ["format", "kdf", "salt", "n", "r", "p", "sealed"]);
  readWord(file["format"], "keystore.format", [MASTER_FORMAT]);
  readWord(file["kdf"], "keystore.kdf", ["scrypt"]);
  const cost = {
    n: readCount(file["n"], "keystore.n"),
    r: readCount(file["r"], "keystore.r"),
    p: readCount(file["p"], "keystore.p"),
  };
  // A file that asks for less was not written here; one that asks for more would stop the machine.
  if (cost.n !== COST.n || cost.r !== COST.r || cost.p !== COST.p)
    throw new InputError("SHAPE_INVALID", `${path} names other costs of scrypt than this program uses`);
  const key = await derive(passphrase, decodeBase64url(readString(file["salt"], "keystore.salt")));
  const sealed = decodeBase64url(readString(file["sealed"], "keystore.sealed"));
  const master = openBytes(key, MASTER_FORMAT, sealed);
  if (master?.length !== 32)
    throw new ServerError(
      "KEYSTORE_LOCKED",
      "The keystore does not open: the passphrase is another one, or its file master.json was changed. Whoever keeps the passphrase of this node can open it; restore the file from the backup of the keys if it was changed.",
    );
  return master;
}

async function makeMaster(passphrase: Passphrase): Promise<string> {
  const salt = new Uint8Array(randomBytes(16));
  const sealed = sealBytes(await derive(passphrase, salt), MASTER_FORMAT, randomBytes(32));
  const file = {
    ...{ format: MASTER_FORMAT, kdf: "scrypt", salt: encodeBase64url(salt), ...COST },
    sealed: encodeBase64url(sealed),
  };
  return `${JSON.stringify(file)}\n`;
}

function derive(passphrase: Passphrase, salt: Uint8Array): Promise<Uint8Array> {
  const { n: N, r, p } = COST;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.bytes(), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

const describe = (name: string, { names }: KeyKind): string =>
  [KEY_FORMAT, name, ...Object.values(names)].join("\n");

function unseal(
  path: string,
  text: string,
  { name, kind, master }: { readonly name: string; readonly kind: KeyKind; readonly master: Uint8Array },
): Uint8Array {
  const file = readObject(parseJson(text), "key", ["format", ...Object.keys(kind.names), "sealed"]);
  const told = Object.entries(kind.names).every(([member, value]) => file[member] === value);
  const sealed = decodeBase64url(readString(file["sealed"], "key.sealed"));
  const secret =
    file["format"] === KEY_FORMAT && told ? openBytes(master, describe(name, kind), sealed) : null;
  if (secret?.length !== 32)
    throw new InputError(
      "SHAPE_INVALID",
      `${path} is not a key of ${Object.values(kind.names).join(" ")} of this keystore`,
    );
  return secret;
}
