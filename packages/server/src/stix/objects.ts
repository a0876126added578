// STIX 2.1 objects as we make them. The id of an object is a name of its content (RFC 9562, version 5, in a namespace of our
// own), so that one id never has two contents, whoever renders it and whenever: STIX 2.1 sections 2.9 and 3.6. What two
// readers are shown alike has one id, and nothing they are shown differently.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";

const NAMESPACE = "87882af5-099c-4dca-89ec-cd1f030a6bbf";

/** For what has no time of its own: a name of a content must not come with two instants. */
export const TIMELESS = "2026-01-01T00:00:00.000Z";

/** Where a namespace and a short name lie one after the other while they are hashed. */
const scratch = Buffer.alloc(1024);
const namespaces = new Map<string, Buffer>();

/** A UUID of version 5 (RFC 9562). SHA-1 gives a name here, and protects nothing. */
export function nameUuid(namespace: string, name: string): string {
  let own = namespaces.get(namespace);
  if (own === undefined) {
    own = Buffer.from(namespace.replaceAll("-", ""), "hex");
    namespaces.set(namespace, own);
  }
  // A character takes at most three bytes of UTF-8 for each unit it has in a string.
  const isShort = own.length + name.length * 3 <= scratch.length;
  const bytes = isShort
    ? scratch.subarray(0, own.copy(scratch) + scratch.write(name, own.length))
    : Buffer.concat([own, Buffer.from(name)]);
  const digest = hash("sha1", bytes, "hex");
  const variant = "89ab"[Number.parseInt(digest.charAt(16), 16) & 3] ?? "";
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** An object with the id that names its content. */
export function makeObject(type: string, content: JsonObject): JsonObject & { readonly id: string } {
  const whole: Record<string, JsonValue> = { type, spec_version: "2.1", ...content };
  return {
    type,
    spec_version: "2.1",
    id: `${type}--${nameUuid(NAMESPACE, canonicalize(whole))}`,
    ...content,
  };
}

/** Objects as one file. */
export function bundleStix(objects: readonly JsonObject[]): JsonObject {
  const name = canonicalize(objects.map((object) => canonicalize(object)));
  return { type: "bundle", id: `bundle--${nameUuid(NAMESPACE, name)}`, objects };
}
