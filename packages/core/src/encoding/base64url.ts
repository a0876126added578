// base64url without padding (RFC 4648 section 5), of bytes and of text, strict: one text for each value. A release of
// ten thousand portions encodes and decodes every one of them, so this goes through the `btoa` and `atob` that every host
// of the core has; what they let pass, such as white space and loose last bits, is refused here.
import { InputError } from "./errors.ts";

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { readonly read: number; readonly written: number };
};
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
declare const btoa: (binary: string) => string;
declare const atob: (text: string) => string;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const SEXTETS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sextet = ALPHABET.indexOf(String.fromCharCode(code));
  return sextet < 0 ? 64 : sextet;
});
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** Only for counting bytes: what stands in it afterwards is never read. Longer texts take the path that allocates. */
const scratch = new Uint8Array(1 << 16);

/** base64url of `bytes`. */
export function encodeBase64url(bytes: Uint8Array): string {
  const { length } = bytes;
  const target = new Uint8Array(Math.ceil((length * 4) / 3));
  let at = 0;
  let index = 0;
  for (; index + 2 < length; index += 3) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    target[at++] = codeOf(group >> 18);
    target[at++] = codeOf(group >> 12);
    target[at++] = codeOf(group >> 6);
    target[at++] = codeOf(group);
  }
  if (index < length) {
    const group = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8);
    target[at++] = codeOf(group >> 18);
    target[at++] = codeOf(group >> 12);
    if (index + 1 < length) target[at] = codeOf(group >> 6);
  }
  return decoder.decode(target);
}

/** base64url of the UTF-8 bytes of `text`, which holds no half surrogate pair. */
export function encodeBase64urlText(text: string): string {
  if (!isAscii(text)) return encodeBase64url(encoder.encode(text));
  const encoded = btoa(text);
  const rest = text.length % 3;
  const trimmed = rest === 0 ? encoded : encoded.slice(0, rest - 3);
  const dashed = trimmed.includes("+") ? trimmed.replaceAll("+", "-") : trimmed;
  return dashed.includes("/") ? dashed.replaceAll("/", "_") : dashed;
}

/** @throws InputError BASE64_INVALID for padding, foreign characters or non-zero trailing bits. */
export function decodeBase64url(text: string): Uint8Array {
  return bytesOf(decodeBinary(text));
}

/**
 * The text whose UTF-8 bytes `text` holds.
 * @throws InputError BASE64_INVALID as {@link decodeBase64url}, SHAPE_INVALID when the bytes are not UTF-8.
 */
export function decodeBase64urlText(text: string): string {
  const binary = decodeBinary(text);
  if (isAscii(binary)) return binary;
  try {
    return decoder.decode(bytesOf(binary));
  } catch (cause) {
    throw new InputError("SHAPE_INVALID", "This is not UTF-8 text", null, { cause });
  }
}

/** Whether `text` is the one spelling of `length` bytes: as {@link decodeBase64url} would find, without decoding. */
export function isBase64urlOf(text: string, length: number): boolean {
  const last = text.length - 1;
  if (text.length !== Math.ceil((length * 4) / 3)) return false;
  for (let index = 0; index <= last; index += 1) if (sextetAt(text, index) > 63) return false;
  const rest = length % 3;
  return rest === 0 || (sextetAt(text, last) & (rest === 1 ? 15 : 3)) === 0;
}

/** What a character stands for; more than 63 for one that is not of the alphabet. */
function sextetAt(text: string, index: number): number {
  return SEXTETS[text.charCodeAt(index)] ?? 64;
}

/** One character for each byte. */
function decodeBinary(text: string): string {
  const rest = text.length % 4;
  if (rest === 1 || text.includes("+") || text.includes("/")) refuse();
  const plus = text.includes("-") ? text.replaceAll("-", "+") : text;
  const standard = plus.includes("_") ? plus.replaceAll("_", "/") : plus;
  let binary: string;
  try {
    binary = atob(standard);
  } catch (cause) {
    return refuse(cause);
  }
  // White space and padding are dropped by atob without a word, and so show in the length.
  if (binary.length !== Math.floor((text.length * 3) / 4)) refuse();
  if (rest !== 0 && (ALPHABET.indexOf(text.charAt(text.length - 1)) & (rest === 2 ? 15 : 3)) !== 0)
    throw new InputError("BASE64_INVALID", "This base64url is not in its one canonical form");
  return binary;
}

/** For text of any kind; a binary string counts as text of characters up to U+00FF. */
function isAscii(text: string): boolean {
  if (text.length * 3 > scratch.length) return encoder.encode(text).length === text.length;
  return encoder.encodeInto(text, scratch).written === text.length;
}

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function codeOf(sextet: number): number {
  return CODES[sextet & 63] ?? 0;
}

function refuse(cause?: unknown): never {
  throw new InputError("BASE64_INVALID", "This is not base64url", null, { cause });
}
