// The resolver's key as age takes it (age-encryption.org/v1): what is sealed for a case is encrypted to its public half.
import type { webcrypto } from "node:crypto";
import { Decrypter, identityToRecipient } from "age-encryption";

/** The platform's key, as age describes it: its description of uses is a little older. */
type AgeKey = Exclude<Parameters<typeof identityToRecipient>[0], string>;

/** What is encrypted to: `age1…`. */
export function recipientOf(key: webcrypto.CryptoKey): Promise<string> {
  return identityToRecipient(key as AgeKey);
}

/** @throws Error as age does: it was encrypted to another key, or changed. */
export function decryptAsResolver(sealed: Uint8Array, key: webcrypto.CryptoKey): Promise<Uint8Array> {
  const age = new Decrypter();
  age.addIdentity(key as AgeKey);
  return age.decrypt(sealed);
}
