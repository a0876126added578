// Keys of a real node in a token, over PKCS #11. Ed25519 pairs are made in the token, sign there and never leave it. What
// tokens do not know yet, ML-DSA and X25519, is kept as files that are encrypted under a key of the token, so that without the
// token they are worth nothing; while the node runs, those seeds are in its memory.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  decodeBase64url,
  encodeBase64url,
  InputError,
  parseJson,
  readObject,
  readString,
  readWord,
} from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { readText, writeOnce } from "./exclusive-file.ts";
import { listNames } from "./key-files.ts";
import { ED25519 } from "./key-holder.ts";
import type { KeyHolder, KeyKind } from "./key-holder.ts";
import type { Passphrase } from "./passphrase.ts";
import { openToken } from "./token-library.ts";
import type { Token } from "./token-library.ts";

const FORMAT = "entente-token-key/1";
const NONCE = 12;

/** Which token: `token.json` in the folder of the keys. */
export interface TokenPlace {
  /** Path of the PKCS #11 library of the token's maker. */
  readonly library: string;
  /** The token's label. */
  readonly label: string;
}

/** The token that `token.json` names; null where there is no such file. @throws ServerError KEY_TOKEN_AWAY. */
export async function findTokenPlace(folder: string): Promise<TokenPlace | null> {
  const path = join(folder, "token.json");
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const file = readObject(parseJson(text), "token.json", ["format", "library", "label"]);
    readWord(file["format"], "token.json.format", ["entente-token/1"]);
    return {
      library: readString(file["library"], "token.json.library"),
      label: readString(file["label"], "token.json.label"),
    };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new ServerError(
      "KEY_TOKEN_AWAY",
      `${path} does not name a token: ${cause.message}. Whoever runs this node corrects it; nothing was signed.`,
      { cause },
    );
  }
}

/** @throws ServerError KEY_TOKEN_AWAY, KEYSTORE_LOCKED. */
export function holdInToken(home: string, place: TokenPlace, pin: Passphrase): KeyHolder {
  const token = openToken(place, Buffer.from(pin.bytes()).toString("utf8"));
  const pathOf = (name: string): string => join(home, `${name}.json`);
  return {
    openSecret: async (name, kind, absent) => {
      const path = pathOf(name);
      const text = await readText(path);
      if (text !== null) return unseal(token, { path, text, name, kind });
      if (absent === "miss") return null;
      const nonce = randomBytes(NONCE);
      const sealed = Buffer.concat([nonce, token.seal(describe(name, kind), nonce, randomBytes(32))]);
      const file = { format: FORMAT, ...kind.names, sealed: encodeBase64url(sealed) };
      return unseal(token, { path, text: await writeOnce(path, `${JSON.stringify(file)}\n`), name, kind });
    },
    openSigner: async (name, absent) => {
      const path = pathOf(name);
      const present = await readText(path);
      if (present === null && absent === "miss") return null;
      const { id, point } = readPair(token, path, present ?? (await makePair(token, path)));
      return {
        publicKey: { kty: "OKP", crv: "Ed25519", x: encodeBase64url(point) },
        sign: (message) => token.sign(id, message),
      };
    },
    list: () => listNames(home),
  };
}

/** Of two that make a pair at once, the one whose file is first keeps its own, and the other lets its go. */
async function makePair(token: Token, path: string): Promise<string> {
  const id = randomBytes(16);
  const point = token.makePair(id);
  const file = { format: FORMAT, ...ED25519.names, id: encodeBase64url(id), x: encodeBase64url(point) };
  const own = `${JSON.stringify(file)}\n`;
  const kept = await writeOnce(path, own);
  if (kept !== own) token.dropPair(id);
  return kept;
}

function readPair(token: Token, path: string, text: string): { readonly id: Buffer; readonly point: Buffer } {
  const file = readObject(parseJson(text), "key", ["format", "kty", "crv", "id", "x"]);
  const told = Object.entries(ED25519.names).every(([member, value]) => file[member] === value);
  const id = Buffer.from(decodeBase64url(readString(file["id"], "key.id")));
  const point = file["format"] === FORMAT && told ? token.findPair(id) : null;
  if (point === null || encodeBase64url(point) !== file["x"])
    throw new InputError("SHAPE_INVALID", `${path} is not a key of OKP Ed25519 of this token`);
  return { id, point };
}

const describe = (name: string, { names }: KeyKind): string =>
  [FORMAT, name, ...Object.values(names)].join("\n");

function unseal(
  token: Token,
  {
    path,
    text,
    name,
    kind,
  }: { readonly path: string; readonly text: string; readonly name: string; readonly kind: KeyKind },
): Uint8Array {
  const file = readObject(parseJson(text), "key", ["format", ...Object.keys(kind.names), "sealed"]);
  const told = Object.entries(kind.names).every(([member, value]) => file[member] === value);
  const sealed = Buffer.from(decodeBase64url(readString(file["sealed"], "key.sealed")));
  const secret =
    file["format"] === FORMAT && told
      ? token.open(describe(name, kind), sealed.subarray(0, NONCE), sealed.subarray(NONCE))
      : null;
  if (secret?.length !== 32)
    throw new InputError(
      "SHAPE_INVALID",
      `${path} is not a key of ${Object.values(kind.names).join(" ")} of this token`,
    );
  return new Uint8Array(secret);
}
