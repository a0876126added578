// The trust file, `entente-trust/2`: the keys a reader has compared with their owners and accepts from now on, and the
// ledgers and witnesses that must stand behind what they signed (a tlog-policy, as C2SP has it).
import {
  decodeBase64url,
  InputError,
  parseJson,
  readObject,
  readString,
  readStrings,
  readWord,
} from "@entente/core/encoding";
import type { Primitives } from "@entente/core/keys";
import { parseLedgerPolicy } from "@entente/core/ledger";
import type { Trust } from "@entente/core/releases";
import { VerifierError } from "./errors.ts";

/** The trust file's own shape, for help and examples. */
export const TRUST_SHAPE = `{"format": "entente-trust/2", "issuers": [FINGERPRINT], "authorities": [FINGERPRINT],
 "policy": "log VKEY\\nwitness W1 VKEY\\ngroup G any W1 …\\nquorum G\\n"}`;

/**
 * Reads a trust file: fingerprints over both keys of an issuer and thumbprints of release authorities in base64url, and the
 * text of a ledger policy. An empty list trusts nobody.
 * @throws VerifierError TRUST_INVALID.
 */
export function readTrust(text: string, primitives: Primitives): Trust & { readonly kind: "pinned" } {
  try {
    const file = readObject(parseJson(text), "trust", ["format", "issuers", "authorities", "policy"]);
    readWord(file["format"], "trust.format", ["entente-trust/2"]);
    const readKeys = (list: string): readonly string[] => {
      const keys = readStrings(file[list], `trust.${list}`);
      for (const key of keys)
        if (decodeBase64url(key).length !== 32)
          throw new InputError(
            "SHAPE_INVALID",
            `trust.${list} holds "${key}", which is no key's fingerprint`,
          );
      return keys;
    };
    const policy = parseLedgerPolicy(readString(file["policy"], "trust.policy"), primitives);
    return { kind: "pinned", issuers: readKeys("issuers"), authorities: readKeys("authorities"), policy };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerifierError("TRUST_INVALID", `The trust file cannot be used: ${cause.message}`, { cause });
  }
}
