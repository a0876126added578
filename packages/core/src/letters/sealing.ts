// What a sealed pledge is before it is encrypted to the lead's resolver, the same from a node and from a kit.
import { canonicalize, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { Instant, JsonValue } from "../encoding/index.ts";
import type { Authority } from "../arrangements/index.ts";

const LEAST_LENGTH = 1024;

/** As long as its neighbours. JSON may end in spaces, so what is padded reads as it is, and its length says little. */
export function writeSealing({
  levels,
  authority,
  validUntil,
  salt,
}: {
  readonly levels: readonly JsonValue[];
  readonly authority: Authority;
  readonly validUntil: Instant | null;
  /** 32 bytes, which open the leaf that the lead commits with. */
  readonly salt: Uint8Array;
}): Uint8Array {
  const text = utf8(
    canonicalize({ levels: [...levels], authority, validUntil, salt: encodeBase64url(salt) }),
  );
  let length = LEAST_LENGTH;
  while (length < text.length) length *= 2;
  const padded = new Uint8Array(length).fill(0x20);
  padded.set(text);
  return padded;
}
