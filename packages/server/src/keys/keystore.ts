// Private keys as files of the data folder, mode 0600, one per purpose and kind. A key is on disk, synced, before anything
// depends on it; two processes that race for a new key end up with the same one, because the file is linked into place
// exclusively.
import { createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";
import type { webcrypto } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import {
  decodeBase64url,
  encodeBase64url,
  InputError,
  parseJson,
  readObject,
  readString,
} from "@entente/core/encoding";
import { createEd25519Signer, readMlDsaJwk } from "@entente/core/keys";
import type { IssuerSigner, MlDsaSet, MlDsaSigner, Signer } from "@entente/core/keys";

/** What a key is for. Keys of an exercise are apart from real ones, by name and by folder. */
export type KeyPurpose = "issuer" | "authority" | "publisher" | "ledger" | "witness";

export interface Keystore {
  /** The signer of one purpose of one member; made on first use. */
  readonly openSigner: (purpose: KeyPurpose, member: string) => Promise<Signer>;
  /** The ML-DSA signer beside it; a key of its own, made on first use. */
  readonly openMlDsaSigner: <Set extends MlDsaSet>(
    set: Set,
    purpose: KeyPurpose,
    member: string,
  ) => Promise<MlDsaSigner<Set>>;
  /**
   * The X25519 key that sealed pledges to a lead are encrypted to; made on first use. A handle: its bytes do not come out.
   */
  readonly openResolver: (lead: string) => Promise<webcrypto.CryptoKey>;
  /** Both keys a member's releases are signed with. */
  readonly openIssuer: (member: string) => Promise<IssuerSigner>;
}

/** The members of a key file that say what it is, and the one that holds the 32-byte seed (RFC 8037, RFC 9964). */
interface KeyKind {
  readonly names: Readonly<Record<string, string>>;
  readonly seed: "d" | "priv";
}

const ED25519: KeyKind = { names: { kty: "OKP", crv: "Ed25519" }, seed: "d" };
const X25519: KeyKind = { names: { kty: "OKP", crv: "X25519" }, seed: "d" };
const FORMAT = "entente-key/1";

// PKCS #8 wrapping of a raw seed: RFC 8410 section 7, RFC 9881 section 6.
const PKCS8_PREFIX = {
  Ed25519: Buffer.from("302e020100300506032b657004220420", "hex"),
  X25519: Buffer.from("302e020100300506032b656e04220420", "hex"),
  "ML-DSA-44": Buffer.from("3034020100300b060960864801650304031104228020", "hex"),
  "ML-DSA-65": Buffer.from("3034020100300b060960864801650304031204228020", "hex"),
} as const;

/** Opens the keystore in `folder`, for exercise keys or for real ones. */
export function openKeystore(folder: string, exercise: boolean): Keystore {
  const home = join(folder, exercise ? "exercise" : "real");
  const seeds = new Map<string, Promise<Uint8Array>>();
  const keep = (name: string, kind: KeyKind): Promise<Uint8Array> => {
    const seed = seeds.get(name) ?? openSeed(home, name, kind);
    seeds.set(name, seed);
    return seed;
  };
  const openSigner: Keystore["openSigner"] = async (purpose, member) =>
    createNativeSigner(await keep(`${purpose}-${member}`, ED25519));
  const openMlDsaSigner: Keystore["openMlDsaSigner"] = async (set, purpose, member) => {
    const kind: KeyKind = { names: { kty: "AKP", alg: set }, seed: "priv" };
    return createNativeMlDsaSigner(set, await keep(`${purpose}-${member}-${set.toLowerCase()}`, kind));
  };
  return {
    openSigner,
    openMlDsaSigner,
    openResolver: async (lead) => {
      const key = Buffer.concat([PKCS8_PREFIX.X25519, await keep(`resolver-${lead}`, X25519)]);
      return crypto.subtle.importKey("pkcs8", key, { name: "X25519" }, false, ["deriveBits"]);
    },
    openIssuer: async (member) => ({
      ed25519: await openSigner("issuer", member),
      mlDsa: await openMlDsaSigner("ML-DSA-65", "issuer", member),
    }),
  };
}

async function openSeed(home: string, name: string, kind: KeyKind): Promise<Uint8Array> {
  const path = join(home, `${name}.json`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const existing = await readSeed(path, kind);
  if (existing !== null) return existing;
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    const key = { format: FORMAT, ...kind.names, [kind.seed]: encodeBase64url(randomBytes(32)) };
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
  const seed = await readSeed(path, kind);
  if (seed === null) throw new Error(`key file ${path} vanished while it was being made`);
  return seed;
}

async function readSeed(path: string, { names, seed: member }: KeyKind): Promise<Uint8Array | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  });
  if (text === null) return null;
  const key = readObject(parseJson(text), "key", ["format", ...Object.keys(names), member]);
  const seed = decodeBase64url(readString(key[member], `key.${member}`));
  // A key of another kind under this name would sign with something nobody expects.
  if (Object.entries(names).some(([name, value]) => key[name] !== value) || seed.length !== 32)
    throw new InputError("SHAPE_INVALID", `${path} is not a key of ${Object.values(names).join(" ")}`);
  return seed;
}

/** Node's own Ed25519, an order of magnitude faster than the portable one and giving the same signatures. */
function createNativeSigner(seed: Uint8Array): Signer {
  const key = importSeed("Ed25519", seed);
  return {
    publicKey: createEd25519Signer(seed).publicKey,
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** Node's own ML-DSA, which draws fresh randomness for every signature. */
function createNativeMlDsaSigner<Set extends MlDsaSet>(set: Set, seed: Uint8Array): MlDsaSigner<Set> {
  const key = importSeed(set, seed);
  const { kty, alg, pub } = createPublicKey(key).export({ format: "jwk" }) as Record<string, string>;
  return {
    publicKey: readMlDsaJwk({ kty: kty ?? "", alg: alg ?? "", pub: pub ?? "" }, "key", set),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

function importSeed(kind: "Ed25519" | MlDsaSet, seed: Uint8Array) {
  return createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX[kind], seed]),
    format: "der",
    type: "pkcs8",
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
