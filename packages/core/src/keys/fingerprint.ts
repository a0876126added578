// How a key is read aloud.
import { decodeBase64url, encodeHex } from "../encoding/index.ts";

/** A key's thumbprint for reading aloud: sixteen groups of four hexadecimal digits. */
export function spellFingerprint(thumbprint: string): string {
  return (encodeHex(decodeBase64url(thumbprint)).match(/.{4}/g) ?? []).join(" ");
}
