// The words of a reply: what whoever wrote it reads aloud and a person at the lead types. They stand for its bytes as they were
// signed, so that another reply of the same kit has other words.
import { encodeBase64url } from "../encoding/index.ts";
import { spellWords } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";

/** 66 bits: out of reach for whoever looks for a second reply with the words of one that was overheard. */
export const REPLY_WORDS = 6;

/** SHA-256 of a reply, the bundle before it is encrypted: base64url. */
export function digestReply(bundle: Uint8Array, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(bundle));
}

/** As it is read aloud. */
export function spellReply(bundle: Uint8Array, primitives: Primitives): string {
  return spellWords(digestReply(bundle, primitives), REPLY_WORDS);
}

/** Whether what a person typed is how this reply is read aloud, whole. */
export function isReplySpelled(bundle: Uint8Array, heard: string, primitives: Primitives): boolean {
  return heard.trim().toLowerCase().split(/\s+/).join(" ") === spellReply(bundle, primitives);
}
