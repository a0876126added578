// The trust file, `entente-trust/2` and `/3`: the keys a reader has compared with their owners and accepts from now on, the
// ledgers and witnesses that must stand behind what they signed (a tlog-policy, as C2SP has it), and in `/3` the statements
// that replaced or revoked keys.
import {
  decodeBase64url,
  InputError,
  parseJson,
  PolicyError,
  readAnyObject,
  readObject,
  readString,
  readStrings,
  readWord,
  VerificationError,
} from "@entente/core/encoding";
import type { Primitives } from "@entente/core/keys";
import { parseLedgerPolicy } from "@entente/core/ledger";
import { openKeyStatement } from "@entente/core/releases";
import type { Trust } from "@entente/core/releases";
import { VerifierError } from "./errors.ts";

/** The trust file's own shape, for help and examples. */
export const TRUST_SHAPE = `{"format": "entente-trust/3", "issuers": [FINGERPRINT], "authorities": [FINGERPRINT],
 "policy": "log VKEY\\nwitness W1 VKEY\\ngroup G any W1 …\\nquorum G\\n", "statements": [STATEMENT FILE]}`;

/**
 * Reads a trust file: fingerprints over both keys of an issuer and thumbprints of release authorities in base64url, and the
 * text of a ledger policy; in `/3` also the texts of key statements, each of which must hold under that policy. An empty list
 * of keys trusts nobody.
 * @throws VerifierError TRUST_INVALID.
 */
export function readTrust(text: string, primitives: Primitives): Trust & { readonly kind: "pinned" } {
  try {
    const value = parseJson(text);
    const format = readWord(readAnyObject(value, "trust")["format"], "trust.format", [
      "entente-trust/2",
      "entente-trust/3",
    ]);
    const members = ["format", "issuers", "authorities", "policy"];
    const file = readObject(
      value,
      "trust",
      format === "entente-trust/2" ? members : [...members, "statements"],
    );
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
    const texts = format === "entente-trust/2" ? [] : readStrings(file["statements"], "trust.statements");
    const statements = texts.map((one) => openKeyStatement({ text: one, policy }, primitives).stated);
    return {
      ...{ kind: "pinned", issuers: readKeys("issuers"), authorities: readKeys("authorities") },
      ...{ policy, statements },
    };
  } catch (cause) {
    // A statement that does not hold may be the one that revokes: without it the rest must not be used.
    const known = [InputError, VerificationError, PolicyError];
    if (!(cause instanceof Error) || !known.some((kind) => cause instanceof kind)) throw cause;
    throw new VerifierError("TRUST_INVALID", `The trust file cannot be used: ${cause.message}`, { cause });
  }
}
