// The little of PKCS #11 (version 3.0) that keys in a token need, over pkcs11js, which is not among our dependencies because
// it is built on the machine it runs on: whoever keeps keys in a token installs it. It is loaded when it is there.
import { createRequire } from "node:module";
import { ServerError } from "../errors.ts";

type Handle = Buffer;
type Attribute = { readonly type: number; readonly value?: Buffer | string | number | boolean };
interface Mechanism {
  readonly mechanism: number;
  readonly parameter: object | null;
}

/** What is used of pkcs11js. */
interface Pkcs11 {
  load: (library: string) => void;
  C_Initialize: () => void;
  C_GetSlotList: (present: boolean) => readonly Handle[];
  C_GetTokenInfo: (slot: Handle) => { readonly label: string };
  C_OpenSession: (slot: Handle, flags: number) => Handle;
  C_Login: (session: Handle, user: number, pin: string) => void;
  C_FindObjectsInit: (session: Handle, template: readonly Attribute[]) => void;
  C_FindObjects: (session: Handle, most: number) => readonly Handle[];
  C_FindObjectsFinal: (session: Handle) => void;
  C_GetAttributeValue: (
    session: Handle,
    object: Handle,
    template: readonly Attribute[],
  ) => readonly { readonly value: Buffer }[];
  C_GenerateKey: (session: Handle, mechanism: Mechanism, template: readonly Attribute[]) => Handle;
  C_GenerateKeyPair: (
    session: Handle,
    mechanism: Mechanism,
    publicKey: readonly Attribute[],
    privateKey: readonly Attribute[],
  ) => { readonly publicKey: Handle; readonly privateKey: Handle };
  C_DestroyObject: (session: Handle, object: Handle) => void;
  C_SignInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Sign: (session: Handle, message: Buffer, into: Buffer) => Buffer;
  C_EncryptInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Encrypt: (session: Handle, bytes: Buffer, into: Buffer) => Buffer;
  C_DecryptInit: (session: Handle, mechanism: Mechanism, key: Handle) => void;
  C_Decrypt: (session: Handle, bytes: Buffer, into: Buffer) => Buffer;
}

// Numbers of the standard, so that nothing depends on which of them the library has names for.
const CKO = { publicKey: 2, privateKey: 3, secretKey: 4 } as const;
const CKA = {
  ...{ class: 0x0, token: 0x1, private: 0x2, label: 0x3, id: 0x102, sensitive: 0x103, encrypt: 0x104 },
  ...{ decrypt: 0x105, sign: 0x108, verify: 0x10a, valueLength: 0x161, extractable: 0x162 },
  ...{ ecParams: 0x180, ecPoint: 0x181 },
} as const;
const CKM = { aesKey: 0x1080, aesGcm: 0x1087, edwardsPair: 0x1055, eddsa: 0x1057 } as const;
const READ_WRITE_SESSION = 0x6;
const USER = 1;
const ALREADY_LOGGED_IN = 0x100;
const GCM_PARAMETERS = 3;
/** 1.3.101.112, Ed25519. */
const ED25519_OID = Buffer.from("06032b6570", "hex");
const NONCE = 12;
const TAG = 16;

export interface Token {
  /** Makes an Ed25519 pair that never leaves the token; gives its public half, 32 bytes. */
  readonly makePair: (id: Buffer) => Buffer;
  /** The public half of a pair; null where the token has none of this id. */
  readonly findPair: (id: Buffer) => Buffer | null;
  readonly dropPair: (id: Buffer) => void;
  /** Ed25519, 64 bytes. */
  readonly sign: (id: Buffer, message: Uint8Array) => Uint8Array;
  /** AES-256-GCM under the token's own key; `nonce` is 12 fresh random bytes. */
  readonly seal: (about: string, nonce: Buffer, bytes: Uint8Array) => Buffer;
  /** Null when it was not sealed here about this. */
  readonly open: (about: string, nonce: Buffer, sealed: Uint8Array) => Buffer | null;
}

const loaded = new Map<string, Pkcs11>();

/**
 * Signs in to a token.
 * @throws ServerError KEY_TOKEN_AWAY where the library or the token is not there; KEYSTORE_LOCKED for a wrong PIN.
 */
export function openToken(
  { library, label }: { readonly library: string; readonly label: string },
  pin: string,
): Token {
  const { module, session } = signIn(library, label, pin);
  const find = (template: readonly Attribute[]): Handle | null => {
    module.C_FindObjectsInit(session, template);
    try {
      return module.C_FindObjects(session, 1)[0] ?? null;
    } finally {
      module.C_FindObjectsFinal(session);
    }
  };
  const findHalf = (id: Buffer, kind: number): Handle | null =>
    find([
      { type: CKA.class, value: kind },
      { type: CKA.id, value: id },
    ]);
  const own = { type: CKA.label, value: "entente" } as const;
  const secret: readonly Attribute[] = [
    ...[own, { type: CKA.token, value: true }, { type: CKA.private, value: true }],
    ...[
      { type: CKA.sensitive, value: true },
      { type: CKA.extractable, value: false },
    ],
  ];
  const wrapping =
    find([{ type: CKA.class, value: CKO.secretKey }, own]) ??
    module.C_GenerateKey(session, { mechanism: CKM.aesKey, parameter: null }, [
      ...secret,
      { type: CKA.valueLength, value: 32 },
      ...[
        { type: CKA.encrypt, value: true },
        { type: CKA.decrypt, value: true },
      ],
    ]);
  const gcm = (about: string, nonce: Buffer): Mechanism => ({
    mechanism: CKM.aesGcm,
    parameter: {
      type: GCM_PARAMETERS,
      iv: nonce,
      aad: Buffer.from(about, "utf8"),
      ivBits: NONCE * 8,
      tagBits: TAG * 8,
    },
  });
  const readPoint = (key: Handle): Buffer => {
    const [point] = module.C_GetAttributeValue(session, key, [{ type: CKA.ecPoint }]);
    // An octet string in DER around the 32 bytes.
    const { value } = point ?? { value: Buffer.alloc(0) };
    if (value.length !== 34 || value[0] !== 4 || value[1] !== 32)
      throw away(library, "its Ed25519 keys have another form");
    return value.subarray(2);
  };
  return {
    makePair: (id) => {
      const { publicKey } = module.C_GenerateKeyPair(
        session,
        { mechanism: CKM.edwardsPair, parameter: null },
        [
          ...[own, { type: CKA.token, value: true }, { type: CKA.id, value: id }],
          ...[
            { type: CKA.ecParams, value: ED25519_OID },
            { type: CKA.verify, value: true },
          ],
        ],
        [...secret, { type: CKA.id, value: id }, { type: CKA.sign, value: true }],
      );
      return readPoint(publicKey);
    },
    findPair: (id) => {
      const key = findHalf(id, CKO.publicKey);
      return key === null || findHalf(id, CKO.privateKey) === null ? null : readPoint(key);
    },
    dropPair: (id) => {
      for (const kind of [CKO.publicKey, CKO.privateKey]) {
        const key = findHalf(id, kind);
        if (key !== null) module.C_DestroyObject(session, key);
      }
    },
    sign: (id, message) => {
      const key = findHalf(id, CKO.privateKey);
      if (key === null) throw away(library, "a key that was there is gone");
      module.C_SignInit(session, { mechanism: CKM.eddsa, parameter: null }, key);
      return new Uint8Array(module.C_Sign(session, Buffer.from(message), Buffer.alloc(64)));
    },
    seal: (about, nonce, bytes) => {
      module.C_EncryptInit(session, gcm(about, nonce), wrapping);
      return module.C_Encrypt(session, Buffer.from(bytes), Buffer.alloc(bytes.length + TAG));
    },
    open: (about, nonce, sealed) => {
      try {
        module.C_DecryptInit(session, gcm(about, nonce), wrapping);
        return module.C_Decrypt(session, Buffer.from(sealed), Buffer.alloc(sealed.length));
      } catch {
        return null;
      }
    },
  };
}

function signIn(
  library: string,
  label: string,
  pin: string,
): { readonly module: Pkcs11; readonly session: Handle } {
  const module = loadModule(library);
  const slot = module
    .C_GetSlotList(true)
    .find((one) => module.C_GetTokenInfo(one).label.replace(/[\0 ]+$/, "") === label);
  if (slot === undefined) throw away(library, `no token there is called "${label}"`);
  const session = module.C_OpenSession(slot, READ_WRITE_SESSION);
  try {
    module.C_Login(session, USER, pin);
  } catch (cause) {
    // Signing in is for the whole process: who is in already stays in.
    if (!(cause instanceof Error && "code" in cause && cause.code === ALREADY_LOGGED_IN))
      throw new ServerError(
        "KEYSTORE_LOCKED",
        "The token with this node's keys does not open: the PIN is another one, or the token is locked. Whoever keeps the token can say.",
        { cause },
      );
  }
  return { module, session };
}

function loadModule(library: string): Pkcs11 {
  const present = loaded.get(library);
  if (present !== undefined) return present;
  const binding = findBinding();
  if (binding === null)
    throw away(library, "pkcs11js is not installed beside this program (npm install pkcs11js)");
  const module = new binding.PKCS11();
  try {
    module.load(library);
    module.C_Initialize();
  } catch (cause) {
    throw away(library, "the library does not load", cause);
  }
  loaded.set(library, module);
  return module;
}

/** pkcs11js where it is installed; null where it is not. */
export function findBinding(): { readonly PKCS11: new () => Pkcs11 } | null {
  try {
    return createRequire(import.meta.url)("pkcs11js") as { readonly PKCS11: new () => Pkcs11 };
  } catch {
    return null;
  }
}

function away(library: string, why: string, cause?: unknown): ServerError {
  return new ServerError(
    "KEY_TOKEN_AWAY",
    `The keys of this node are in a token that cannot be used over ${library}: ${why}. Whoever runs this node looks at token.json and at the token; nothing was signed.`,
    { cause },
  );
}
