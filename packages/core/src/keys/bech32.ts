// Bech32 (BIP 173), in which age writes its keys.
import { bech32 } from "@scure/base";

/** `prefix`, 1 and the bytes with a checksum, in small letters. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false);
}
