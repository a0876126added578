// The codes people read to each other. The first letters name the invitation and are no secret; the rest is. A short secret
// is kept as a slow hash, and only a few tries are allowed whatever is tried.
import { scrypt, timingSafeEqual } from "node:crypto";
import { makeCode, readCode } from "../secrets.ts";

const LOCATOR = 4;
/** 40 bits: with five tries, one chance in two hundred thousand million. */
const SHORT = 8;
/** 260 bits, for a link that nobody reads aloud. */
const LONG = 52;
const CHECK = 6;

export interface MadeCode {
  /** As it is shown or read aloud. */
  readonly code: string;
  readonly locator: string;
  readonly secret: string;
}

export function makeInvitationCode(length: "short" | "long"): MadeCode {
  const locator = makeCode(LOCATOR);
  const secret = makeCode(length === "short" ? SHORT : LONG);
  return { code: length === "short" ? inFours(locator + secret) : locator + secret, locator, secret };
}

export function makeCheckCode(): string {
  return makeCode(CHECK);
}

/** A typed code in its two parts; null when it is none. */
export function splitCode(text: string): { readonly locator: string; readonly secret: string } | null {
  // Nothing is as long as this; reading longer text would only be work.
  if (text.length > 100) return null;
  const letters = readCode(text);
  if (![LOCATOR + SHORT, LOCATOR + LONG].includes(letters.length) || !/^[0-9A-Z]+$/.test(letters))
    return null;
  return { locator: letters.slice(0, LOCATOR), secret: letters.slice(LOCATOR) };
}

/** Slow on purpose, so that short codes cannot be tried out on a copy of the database. `salt`: the invitation's id. */
export function hashCode(secret: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, 32, { N: 2 ** 14, r: 8, p: 1 }, (error, key) =>
      error === null ? resolve(key.toString("base64url")) : reject(error),
    ),
  );
}

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function inFours(letters: string): string {
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}
