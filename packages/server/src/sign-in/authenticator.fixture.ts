// A device with passkeys, for tests: what a browser and a phone do together, with every part open to be made wrong.
import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";

export interface Making {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** base64url, as the question has it. */
  readonly userHandle: string;
}

/** What a test may make wrong. */
export interface Wrongs {
  readonly verified?: boolean;
  readonly present?: boolean;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly type?: string;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly tamper?: boolean;
}

export interface Authenticator {
  readonly credential: string;
  readonly make: (asked: Making, wrongs?: Wrongs) => RegistrationResponseJSON;
  readonly sign: (asked: Omit<Making, "userHandle">, wrongs?: Wrongs) => AuthenticationResponseJSON;
}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

export function makeAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const credential = base64url(id);
  let count = 0;
  let handle = "";
  return {
    credential,
    make: (asked, wrongs = {}) => {
      handle = asked.userHandle;
      const data = authenticatorData(asked.rpId, 0, wrongs, attested(id, publicKey));
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        ...[Buffer.from([0xa3]), text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0])],
        ...[text("authData"), byteString(data)],
      ]);
      const clientData = writeClientData(wrongs.type ?? "webauthn.create", asked, wrongs);
      return {
        ...{ id: credential, rawId: credential, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: base64url(clientData),
          attestationObject: base64url(attestation),
          transports: ["internal"],
        },
      };
    },
    sign: (asked, wrongs = {}) => {
      count += 1;
      const data = authenticatorData(asked.rpId, wrongs.counter ?? count, wrongs, null);
      const clientData = writeClientData(wrongs.type ?? "webauthn.get", asked, wrongs);
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(clientData)]))
        .sign(privateKey);
      if (wrongs.tamper === true) signature.writeUInt8(signature.readUInt8(12) ^ 1, 12);
      return {
        ...{ id: credential, rawId: credential, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: wrongs.userHandle ?? handle,
        },
      };
    },
  };
}

function writeClientData(type: string, asked: Omit<Making, "userHandle">, wrongs: Wrongs): Buffer {
  const { challenge, origin } = asked;
  const top = wrongs.topOrigin === undefined ? {} : { topOrigin: wrongs.topOrigin };
  return Buffer.from(
    JSON.stringify({ type, challenge, origin, crossOrigin: wrongs.crossOrigin ?? false, ...top }),
  );
}

/** WebAuthn section 6.1: the host's hash, flags, count, and what was made. */
function authenticatorData(rpId: string, counter: number, wrongs: Wrongs, made: Buffer | null): Buffer {
  const flags =
    (wrongs.present === false ? 0 : 1) | (wrongs.verified === false ? 0 : 4) | (made === null ? 0 : 64);
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags, 0);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), rest, made ?? Buffer.alloc(0)]);
}

function attested(id: Buffer, publicKey: KeyObject): Buffer {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const key = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    ...[Buffer.from([0x21]), byteString(Buffer.from(x, "base64url"))],
    ...[Buffer.from([0x22]), byteString(Buffer.from(y, "base64url"))],
  ]);
  return Buffer.concat([Buffer.alloc(16), length, id, key]);
}

const text = (words: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);

function byteString(bytes: Buffer): Buffer {
  const head =
    bytes.length < 256
      ? Buffer.from([0x58, bytes.length])
      : Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]);
  return Buffer.concat([head, bytes]);
}
