// Secrets that are handed out and come back: 256 random bits, of which the node keeps the digest alone.
import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes, base64url. */
export const drawSecret = (): string => randomBytes(32).toString("base64url");

/** base64url SHA-256 of the UTF-8 bytes of `text`, 43 characters. */
export const digestOf = (text: string): string =>
  createHash("sha256").update(text, "utf8").digest("base64url");

/** What is derived from `secret` for one purpose, so that one secret with the browser is all there is to keep. */
export const deriveFrom = (secret: string, purpose: string): string => digestOf(`${purpose}\n${secret}`);
