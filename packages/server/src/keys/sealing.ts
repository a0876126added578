// Authenticated encryption of small secrets: AES-256-GCM with a fresh nonce, bound to what the secret is for, so that one
// sealed secret cannot be put in the place of another.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/** Nonce, ciphertext and tag, end to end. `about` is not kept: whoever opens must say the same. */
export function sealBytes(key: Uint8Array, about: string, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(about, "utf8"));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
}

/** What was sealed; null when the key, what it is about, or one bit is another. */
export function openBytes(key: Uint8Array, about: string, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < NONCE + TAG) return null;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE)).setAAD(
    Buffer.from(about, "utf8"),
  );
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    const body = sealed.subarray(NONCE, sealed.length - TAG);
    return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    return null;
  }
}
