// Deterministic ids of what is observed (STIX 2.1 section 2.9): a UUID of version 5 over the canonical JSON of the properties
// that make the object what it is.
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { nameUuid } from "./objects.ts";

const NAMESPACE = "00abedb4-aa42-466c-9c01-fed23315a9b7";
/** Of several hashes one contributes, the first there is. */
const HASHES = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

const CONTRIBUTING: Readonly<Record<string, readonly string[]>> = {
  artifact: ["hashes", "payload_bin"],
  "autonomous-system": ["number"],
  directory: ["path"],
  "domain-name": ["value"],
  "email-addr": ["value"],
  "email-message": ["from_ref", "subject", "body"],
  file: ["hashes", "name", "extensions", "parent_directory_ref"],
  "ipv4-addr": ["value"],
  "ipv6-addr": ["value"],
  "mac-addr": ["value"],
  mutex: ["name"],
  "network-traffic": [
    ...["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
  ],
  software: ["name", "cpe", "swid", "vendor", "version"],
  url: ["value"],
  "user-account": ["account_type", "user_id", "account_login"],
  "windows-registry-key": ["key", "values"],
  "x509-certificate": ["hashes", "serial_number"],
};

/** The id an observable has by its content; null for one that has nothing to be named by, whose id is random. */
export function nameObservable(type: string, object: JsonObject): string | null {
  const contributing: Record<string, JsonValue> = {};
  for (const name of CONTRIBUTING[type] ?? []) {
    const value = object[name];
    if (value !== undefined) contributing[name] = name === "hashes" ? chooseHash(value) : value;
  }
  if (Object.keys(contributing).length === 0) return null;
  return `${type}--${nameUuid(NAMESPACE, canonicalize(contributing))}`;
}

function chooseHash(value: JsonValue): JsonValue {
  const hashes = value as JsonObject;
  const name = HASHES.find((one) => hashes[one] !== undefined) ?? Object.keys(hashes)[0] ?? "";
  return { [name]: hashes[name] ?? "" };
}
