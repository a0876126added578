// Text and bytes; padded base64 (RFC 4648 section 4) and hexadecimal digits, strict both ways.
import { base64, hex } from "@scure/base";
import { InputError } from "./errors.ts";

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { readonly written: number };
};
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();

/** UTF-8 bytes of `text`. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Writes the UTF-8 bytes of `text` to `target` from `at` on, as far as they fit, and gives where they end. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  return at + encoder.encodeInto(text, target.subarray(at)).written;
}

/**
 * Text of UTF-8 `bytes`; a byte-order mark is kept as a character.
 * @throws InputError SHAPE_INVALID when the bytes are not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError("SHAPE_INVALID", "This is not UTF-8 text", null, { cause });
  }
}

export function encodeBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** @throws InputError BASE64_INVALID for missing padding, foreign characters or non-zero trailing bits. */
export function decodeBase64(text: string): Uint8Array {
  try {
    const bytes = base64.decode(text);
    if (base64.encode(bytes) === text) return bytes;
  } catch (cause) {
    throw new InputError("BASE64_INVALID", "This is not base64", null, { cause });
  }
  throw new InputError("BASE64_INVALID", "This base64 is not in its one canonical form");
}

export function encodeHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
