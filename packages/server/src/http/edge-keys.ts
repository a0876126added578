// What leaves the edge and must say nothing to others: tags of what was sent, and cursors into lists. Both are keyed with a
// secret of the node and bound to whoever asks, so that two who compare them learn nothing.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Caller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { keepSecret } from "./store.ts";

const IV_LENGTH = 12;
const TAG_LENGTH = 16;

export interface EdgeKeys {
  /** The tag of `bytes` as they were sent to one caller by one route; `sha256` of the bytes where it is known. */
  readonly tag: (to: string, bytes: string | Uint8Array) => string;
  readonly sealCursor: (to: string, position: string) => string;
  /** @throws ServerError REQUEST_INVALID for a cursor that this caller was not given for this list. */
  readonly openCursor: (to: string, cursor: string) => string;
}

/** The keys, from the secret that is in the database, or is put there. */
export async function openEdgeKeys(database: Database): Promise<EdgeKeys> {
  return deriveKeys(await keepSecret(database, randomBytes(32)));
}

/** The keys that follow from a secret. */
export function deriveKeys(secret: Uint8Array): EdgeKeys {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, "", `entente/edge/${use}`, 32));
  const [tagKey, cursorKey] = [createSecretKey(derive("tag")), createSecretKey(derive("cursor"))];
  return {
    tag: (to, bytes) =>
      createHmac("sha256", tagKey)
        .update(createHash("sha256").update(to).digest())
        .update(digestOf(bytes))
        .digest("base64url")
        .slice(0, 22),
    sealCursor: (to, position) => encrypt(cursorKey, position, to).toString("base64url"),
    openCursor: (to, cursor) => {
      try {
        return decrypt(cursorKey, Buffer.from(cursor, "base64url"), to).toString();
      } catch (cause) {
        throw new ServerError(
          "REQUEST_INVALID",
          "This cursor is not one you were given for this list. Ask for the list from its beginning.",
          { cause },
        );
      }
    },
  };
}

// Digests of bytes that are kept and sent again; nothing writes into bytes once they were sent.
const digests = new WeakMap<Uint8Array, Buffer>();

function digestOf(bytes: string | Uint8Array): Buffer {
  const known = typeof bytes === "string" ? undefined : digests.get(bytes);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(bytes).digest();
  if (typeof bytes !== "string") digests.set(bytes, digest);
  return digest;
}

/** Nonces that are drawn at once: each time the generator is asked costs more than the bytes. */
const NONCES = 256;
let drawn = Buffer.alloc(0);

/** Random bytes that nobody else gets. */
function drawNonce(): Buffer {
  if (drawn.length < IV_LENGTH) drawn = randomBytes(IV_LENGTH * NONCES);
  const nonce = drawn.subarray(0, IV_LENGTH);
  drawn = drawn.subarray(IV_LENGTH);
  return nonce;
}

/** AES-256-GCM with the nonce in front and `context` authenticated. */
export function encrypt(key: Uint8Array | KeyObject, text: string, context: string): Buffer {
  const nonce = drawNonce();
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was not encrypted so. */
export function decrypt(key: Uint8Array | KeyObject, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH));
  return Buffer.concat([decipher.update(bytes.subarray(IV_LENGTH, -TAG_LENGTH)), decipher.final()]);
}

/** Who asks, as one word: different for every credential, and for every office that exercise control plays. */
export function nameCaller(caller: Caller): string {
  if (caller.kind === "nobody") return "nobody";
  if (caller.kind === "exercise-control") return `exercise-control ${caller.seat?.id ?? ""}`;
  if (caller.kind === "peer") return `peer ${caller.credential} ${caller.member}`;
  return `${caller.by} ${caller.credential} ${caller.seat.id}`;
}
