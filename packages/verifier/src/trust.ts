// The trust file, `entente-trust/1`: the keys a reader has compared with their owners and accepts from now on.
import {
  decodeBase64url,
  InputError,
  parseJson,
  readObject,
  readStrings,
  readWord,
} from "@entente/core/encoding";
import type { Primitives } from "@entente/core/keys";
import { parseLedgerPolicy, readLedgerIdentity } from "@entente/core/ledger";
import type { Trust } from "@entente/core/releases";
import { VerifierError } from "./errors.ts";

/**
 * Reads a trust file: `{"format": "entente-trust/1", "issuers": [], "authorities": [], "ledgers": []}`, keys as RFC 7638
 * thumbprints in base64url, ledgers as vkey lines. An empty list trusts nobody.
 * @throws VerifierError TRUST_INVALID.
 */
export function readTrust(text: string, primitives: Primitives): Trust {
  try {
    const file = readObject(parseJson(text), "trust", ["format", "issuers", "authorities", "ledgers"]);
    readWord(file["format"], "trust.format", ["entente-trust/1"]);
    const readKeys = (list: string): readonly string[] => {
      const keys = readStrings(file[list], `trust.${list}`);
      for (const key of keys)
        if (decodeBase64url(key).length !== 32)
          throw new InputError(
            "SHAPE_INVALID",
            `trust.${list} holds "${key}", which is not a key's thumbprint`,
          );
      return keys;
    };
    const ledgers = readStrings(file["ledgers"], "trust.ledgers");
    for (const vkey of ledgers) readLedgerIdentity(vkey, primitives);
    const policy = parseLedgerPolicy(
      [...ledgers.map((vkey) => `log ${vkey}\n`), "quorum none\n"].join(""),
      primitives,
    );
    return { kind: "pinned", issuers: readKeys("issuers"), authorities: readKeys("authorities"), policy };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerifierError("TRUST_INVALID", `The trust file cannot be used: ${cause.message}`, { cause });
  }
}
