// The written forms of STIX (STIX 2.1 section 2): identifiers, timestamps, bytes. They are met several times in every object,
// so they are looked at character by character, which is several times as fast as a regular expression.

const HYPHENS = [8, 13, 18, 23];
const UUID_LENGTH = 36;

/** By character code: 1 for a hexadecimal digit. */
const HEX = new Uint8Array(128);
for (const digit of "0123456789abcdefABCDEF") HEX[digit.charCodeAt(0)] = 1;

function isHexAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && HEX[code] === 1;
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** By place in a UUID: 1 where a hyphen stands. */
const HYPHEN_AT = Uint8Array.from({ length: UUID_LENGTH }, (_, at) => (HYPHENS.includes(at) ? 1 : 0));

/** Whether a UUID of RFC 9562, version 1 to 5, begins at `start` and ends the text. */
function isUuidAt(text: string, start: number): boolean {
  if (text.length - start !== UUID_LENGTH) return false;
  for (let at = 0; at < UUID_LENGTH; at += 1) {
    const code = text.charCodeAt(start + at);
    if (HYPHEN_AT[at] === 1 ? code !== 0x2d : code > 127 || HEX[code] !== 1) return false;
  }
  const version = text.charCodeAt(start + 14);
  const variant = text.charCodeAt(start + 19) | 0x20;
  return (
    version >= 0x31 &&
    version <= 0x35 &&
    (variant === 0x38 || variant === 0x39 || variant === 0x61 || variant === 0x62)
  );
}

/** `indicator--` and a UUID (section 2.9). */
export function isIdentifier(text: string): boolean {
  const end = text.length - UUID_LENGTH - 2;
  if (end < 3 || text.charCodeAt(end) !== 0x2d || text.charCodeAt(end + 1) !== 0x2d) return false;
  if (text.charCodeAt(end - 1) === 0x2d) return false;
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const isLetter = code >= 0x61 && code <= 0x7a;
    if (!isLetter && (at === 0 || (code !== 0x2d && !isDigitAt(text, at)))) return false;
  }
  return isUuidAt(text, end + 2);
}

/** Two digits as a number, or -1. */
function pairAt(text: string, at: number): number {
  if (!isDigitAt(text, at) || !isDigitAt(text, at + 1)) return -1;
  return (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
}

/** Where the fraction of a timestamp ends, or -1 for what is none (section 2.16). */
function endOfTime(text: string): number {
  const inOrder =
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a;
  if (!inOrder || pairAt(text, 0) < 0 || pairAt(text, 2) < 0) return -1;
  const [month, day, hour, minute, second] = [
    pairAt(text, 5),
    pairAt(text, 8),
    pairAt(text, 11),
    pairAt(text, 14),
    pairAt(text, 17),
  ];
  if (month < 1 || month > 12 || day < 1 || day > 31) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1;
  let at = 19;
  if (text.charCodeAt(at) === 0x2e) {
    at += 1;
    while (isDigitAt(text, at)) at += 1;
    if (at === 20) return -1;
  }
  return text.charCodeAt(at) === 0x5a && text.length === at + 1 ? at : -1;
}

export function isTime(text: string): boolean {
  return endOfTime(text) > 0;
}

/** A timestamp that says milliseconds at least, as `created` and `modified` must. */
export function isMoment(text: string): boolean {
  return endOfTime(text) >= 23;
}

export function isHexOf(text: string, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (!isHexAt(text, at)) return false;
  return true;
}

export function isEvenHex(text: string): boolean {
  return text.length > 0 && text.length % 2 === 0 && isHexOf(text, text.length);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export function isBinary(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text);
}
