// Secrets and codes: made here, from the system's randomness, and kept as digests alone.
import { hash, randomBytes, randomInt } from "node:crypto";

/** 256 random bits in base64url, 43 characters. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Base64url SHA-256 of a secret as it is written. Enough for what has 256 random bits; a short code takes more. */
export function digestSecret(secret: string): string {
  return hash("sha256", secret, "base64url");
}

// Crockford's letters: none is taken for another when it is read aloud or written by hand.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `length` random letters, 5 bits each. */
export function makeCode(length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}

/** A code as somebody typed it, in the letters it was made of: case, blanks and dashes do not matter, and O is 0, I and L are 1. */
export function readCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
