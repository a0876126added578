// Sealing: a pledge and what opens its leaf, encrypted to the resolver of the lead's node with age (age-encryption.org/v1)
// and as long as its neighbours, so that neither rows nor their lengths say what is in them.
import type { webcrypto } from "node:crypto";
import { Encrypter } from "age-encryption";
import { canonicalize, decodeUtf8, InputError, parseJson, readObject, utf8 } from "@entente/core/encoding";
import type { CommitmentOpening } from "@entente/core/ledger";
import { ServerError } from "../errors.ts";
import { decryptAsResolver, recipientOf } from "../keys/index.ts";
import type { CommittedPledge } from "./contract.ts";
import { readCommitted, readOpening } from "./rules.ts";

export interface Sealed {
  readonly pledge: CommittedPledge;
  readonly opening: CommitmentOpening;
}

const LEAST_LENGTH = 1024;

/** To `key`'s public half. The result is different each time and says nothing but the power of two above its length. */
export async function seal(sealed: Sealed, key: webcrypto.CryptoKey): Promise<Uint8Array> {
  const text = utf8(canonicalize({ pledge: { ...sealed.pledge }, opening: { ...sealed.opening } }));
  let length = LEAST_LENGTH;
  while (length < text.length) length *= 2;
  // JSON may end in spaces, so what is padded reads as it is.
  const padded = new Uint8Array(length).fill(0x20);
  padded.set(text);
  const age = new Encrypter();
  age.addRecipient(await recipientOf(key));
  return age.encrypt(padded);
}

/**
 * @throws ServerError SEALED_UNREADABLE when it was sealed to another key, or is not what was sealed. It does not say whose.
 */
export async function unseal(ciphertext: Uint8Array, key: webcrypto.CryptoKey): Promise<Sealed> {
  try {
    const text = decodeUtf8(await decryptAsResolver(ciphertext, key));
    const sealed = readObject(parseJson(text), "sealed", ["pledge", "opening"]);
    return {
      pledge: readCommitted(sealed["pledge"], "sealed.pledge"),
      opening: readOpening(sealed["opening"], "sealed.opening"),
    };
  } catch (cause) {
    if (cause instanceof InputError || cause instanceof Error) throw unreadable(cause);
    throw cause;
  }
}

/** Does not name the member: that somebody sealed something is as confidential as what. */
export function unreadable(cause: unknown): ServerError {
  return new ServerError(
    "SEALED_UNREADABLE",
    "Something sealed cannot be opened, or is not what was committed to, so nothing was resolved or locked. Whoever runs " +
      "this node restores the resolver's key of the lead and the database from the same backup, then lock again.",
    { cause },
  );
}
