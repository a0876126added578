// HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530), as nodes use them with each other. One set of components
// for a request and one for its answer, in one order; the key that is named decides by which algorithm, whatever is said.
import { hash } from "node:crypto";
import { parseDictionary, serializeDictionary, serializeInnerList } from "structured-headers";
import { utf8 } from "@entente/core/encoding";
import type { Signer } from "@entente/core/keys";

/** Parameters of a structured field, of the kinds that signatures have; the library's own types ask for a browser's. */
export type Parameters = ReadonlyMap<string, string | number | boolean>;
type Item = readonly [unknown, Parameters];
type InnerList = readonly [readonly Item[], Parameters];
type Dictionary = ReadonlyMap<string, readonly [unknown, Parameters]>;

function readDictionary(text: string): Dictionary {
  const read: unknown = parseDictionary(text);
  return read as Dictionary;
}
const writeDictionary = (members: Dictionary): string => serializeDictionary(members as never);

/** A component as a signature names it, and the value it has in the message. */
export interface Component {
  readonly name: string;
  /** Of an answer: whether it is the request's. */
  readonly ofRequest: boolean;
  readonly value: string;
}

export interface SignatureFacts {
  /** Seconds since 1970. */
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  /** Fingerprint of the node that signs. */
  readonly keyId: string;
}

const LABEL = "entente";
const TAG = "entente-peer";

/** What is signed, section 2.5: a line for each component and one for the parameters; lines end but the last. */
export function writeSignatureBase(components: readonly Component[], parameters: Parameters): Uint8Array {
  const inner = listOf(components, parameters);
  const lines = components.map(
    ({ name, ofRequest, value }) => `"${name}"${ofRequest ? ";req" : ""}: ${value}`,
  );
  return utf8([...lines, `"@signature-params": ${serializeInnerList(inner as never)}`].join("\n"));
}

function listOf(components: readonly Component[], parameters: Parameters): InnerList {
  const none: Parameters = new Map();
  const ofTheRequest: Parameters = new Map([["req", true]]);
  return [components.map(({ name, ofRequest }) => [name, ofRequest ? ofTheRequest : none]), parameters];
}

/** The headers that carry a signature over `components`. */
export function signComponents(
  components: readonly Component[],
  { created, expires, nonce, keyId }: SignatureFacts,
  signer: Signer,
): { readonly "signature-input": string; readonly signature: string } {
  const parameters: Parameters = new Map<string, string | number>([
    ...([
      ["created", created],
      ["expires", expires],
    ] as const),
    ...([
      ["nonce", nonce],
      ["keyid", keyId],
      ["alg", "ed25519"],
      ["tag", TAG],
    ] as const),
  ]);
  const signature = signer.sign(writeSignatureBase(components, parameters));
  return {
    "signature-input": writeDictionary(new Map([[LABEL, listOf(components, parameters)]])),
    signature: writeDictionary(new Map([[LABEL, [signature, new Map()]]])),
  };
}

/** What a signature says of itself, before it is believed. */
export interface ReadSignature {
  readonly facts: SignatureFacts;
  readonly parameters: Parameters;
  /** Names of what it covers, in order. */
  readonly covered: readonly string[];
  readonly bytes: Uint8Array;
}

/** Null for headers that hold no signature of this form: exactly one, with every parameter, in the one spelling. */
export function readSignature(input: unknown, signature: unknown): ReadSignature | null {
  if (typeof input !== "string" || typeof signature !== "string") return null;
  try {
    const inputs = readDictionary(input);
    const signatures = readDictionary(signature);
    if (writeDictionary(inputs) !== input || inputs.size !== 1 || signatures.size !== 1) return null;
    const [items, parameters] = inputs.get(LABEL) as InnerList;
    const [bytes] = signatures.get(LABEL) as Item;
    const covered = items.map(
      ([name, flags]) =>
        `${String(name)}${flags.size === 0 ? "" : [...flags.keys()].map((flag) => `;${flag}`).join("")}`,
    );
    const [created, expires] = [parameters.get("created"), parameters.get("expires")];
    const [nonce, keyId, tag] = [parameters.get("nonce"), parameters.get("keyid"), parameters.get("tag")];
    const algorithm = parameters.get("alg");
    if (typeof created !== "number" || typeof expires !== "number" || parameters.size !== 6) return null;
    if (!Number.isInteger(created) || !Number.isInteger(expires)) return null;
    if (typeof nonce !== "string" || !/^[A-Za-z0-9_-]{22,64}$/.test(nonce)) return null;
    if (typeof keyId !== "string" || tag !== TAG || algorithm !== "ed25519") return null;
    if (!(bytes instanceof ArrayBuffer)) return null;
    return { facts: { created, expires, nonce, keyId }, parameters, covered, bytes: new Uint8Array(bytes) };
  } catch {
    // Whatever is no structured field is no signature.
    return null;
  }
}

/** The Content-Digest of bytes: of the message as it is sent. */
export function writeContentDigest(bytes: Uint8Array): string {
  return writeDictionary(new Map([["sha-256", [hash("sha256", bytes, "buffer"), new Map()]]]));
}

/** base64 of the SHA-256 that a Content-Digest names; null unless it names exactly that, in the one spelling. */
export function readContentDigest(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const [, digest = null] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(text) ?? [];
  return digest;
}

/** What a request to another node is signed over. */
export function requestComponents(request: {
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly type: string;
  readonly digest: string;
}): readonly Component[] {
  const { method, authority, path, type, digest } = request;
  return [
    ["@method", method],
    ["@authority", authority.toLowerCase()],
    ["@path", path],
    ["content-type", type],
    ["content-digest", digest],
  ].map(([name = "", value = ""]) => ({ name, value, ofRequest: false }));
}

/** What an answer is signed over: itself, and the request it answers. */
export function answerComponents(answer: {
  readonly status: number;
  readonly type: string;
  readonly digest: string;
  readonly requestDigest: string;
}): readonly Component[] {
  const { status, type, digest, requestDigest } = answer;
  return [
    { name: "@status", value: String(status), ofRequest: false },
    { name: "content-type", value: type, ofRequest: false },
    { name: "content-digest", value: digest, ofRequest: false },
    { name: "content-digest", value: requestDigest, ofRequest: true },
  ];
}

/** Whether the signature covers these components, these only and in this order. */
export function covers({ covered }: ReadSignature, components: readonly Component[]): boolean {
  const names = components.map(({ name, ofRequest }) => `${name}${ofRequest ? ";req" : ""}`);
  return covered.length === names.length && names.every((name, index) => covered[index] === name);
}
