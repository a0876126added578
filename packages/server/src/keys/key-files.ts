// Private keys as plain files of the data folder, mode 0600, one per name: for exercises, whose keys protect nothing. A
// key is on disk, synced, before anything depends on it; two processes that race for a new key end up with the same one.
import { hash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  decodeBase64url,
  encodeBase64url,
  InputError,
  parseJson,
  readObject,
  readString,
} from "@entente/core/encoding";
import { readText, writeOnce } from "./exclusive-file.ts";
import { ED25519 } from "./key-holder.ts";
import type { KeyHolder, KeyKind } from "./key-holder.ts";
import { createNativeSigner } from "./native-signers.ts";

const FORMAT = "entente-key/1";

export function holdInFiles(home: string): KeyHolder {
  const pathOf = (name: string): string => join(home, `${name}.json`);
  const openSecret: KeyHolder["openSecret"] = async (name, kind, absent) => {
    const path = pathOf(name);
    const text = await readText(path);
    if (text !== null) return readSecret(path, text, kind);
    if (absent === "miss") return null;
    const secret = randomBytes(32);
    const key = {
      ...{ format: FORMAT, ...kind.names },
      ...{ [kind.secret]: encodeBase64url(secret), sha256: hash("sha256", secret, "hex") },
    };
    return readSecret(path, await writeOnce(path, `${JSON.stringify(key)}\n`), kind);
  };
  return {
    openSecret,
    openSigner: async (name, absent) => {
      const seed = await openSecret(name, ED25519, absent);
      return seed === null ? null : createNativeSigner(seed);
    },
    list: () => listNames(home),
  };
}

/** Names of the key files of a folder; none where there is no folder. */
export async function listNames(home: string): Promise<readonly string[]> {
  const entries = await readdir(home).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .flatMap((entry) => (entry.endsWith(".json") ? [entry.slice(0, -".json".length)] : []))
    .sort();
}

function readSecret(path: string, text: string, kind: KeyKind): Uint8Array {
  try {
    return parseSecret(path, text, kind);
  } catch (error) {
    if (!(error instanceof InputError) || error.message.startsWith(path)) throw error;
    throw new InputError(error.code, `${path} is damaged: ${error.message}`, error.position);
  }
}

function parseSecret(path: string, text: string, { names, secret: member }: KeyKind): Uint8Array {
  const key = readObject(parseJson(text), "key", ["format", ...Object.keys(names), member], ["sha256"]);
  const secret = decodeBase64url(readString(key[member], `key.${member}`));
  // A key of another kind under this name would sign with something nobody expects.
  if (
    key["format"] !== FORMAT ||
    Object.entries(names).some(([name, value]) => key[name] !== value) ||
    secret.length !== 32
  )
    throw new InputError("SHAPE_INVALID", `${path} is not a key of ${Object.values(names).join(" ")}`);
  // One changed bit makes another key as good as this one, with which nothing agrees. Older files hold no digest.
  if (key["sha256"] !== undefined && key["sha256"] !== hash("sha256", secret, "hex"))
    throw new InputError("SHAPE_INVALID", `${path} was changed: the key is not the one its digest is of`);
  return secret;
}
