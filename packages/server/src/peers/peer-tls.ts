// What whoever runs the node wrote down of certificates towards other nodes, in a file of the data folder: which authorities
// are believed of a node in place of the machine's own, what this node shows it, and the key of the certificate that it has to
// show here. Letters are signed and encrypted without all that; it decides who may speak on the line at all.
import { hash, X509Certificate } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  canonicalize,
  isBase64urlOf,
  parseJson,
  readAnyObject,
  readObject,
  readString,
} from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { requireUsable } from "../outbound/index.ts";
import type { DestinationTls } from "../outbound/index.ts";

export interface PeerTls {
  /** PEM; null: the machine's own authorities are believed. */
  readonly authorities: string | null;
  /** PEM of what this node shows; null: nothing. */
  readonly identity: DestinationTls["identity"];
  /** base64url SHA-256 of the public key that the other node shows a certificate for; null: it is not asked. */
  readonly clientKey: string | null;
}

const FILE = "peer-tls.json";
const NONE: PeerTls = { authorities: null, identity: null, clientKey: null };

/** What is written down of a member's node. @throws ServerError PEER_TLS_UNUSABLE. */
export async function readPeerTls(folder: string, member: string): Promise<PeerTls> {
  const all = await readAll(folder);
  const one = Object.hasOwn(all, member) ? all[member] : undefined;
  if (one === undefined) return NONE;
  try {
    const object = readObject(one, member, ["authorities", "certificate", "key", "clientKey"]);
    const read = (name: string): string | null =>
      object[name] === null ? null : readString(object[name], `${member}.${name}`);
    const [certificate, key, clientKey] = [read("certificate"), read("key"), read("clientKey")];
    const half = (certificate === null) !== (key === null);
    if (half || (clientKey !== null && !isBase64urlOf(clientKey, 32))) throw new Error("it is not whole");
    const identity = certificate === null || key === null ? null : { certificate, key };
    return { authorities: read("authorities"), identity, clientKey };
  } catch (cause) {
    throw unusable(`${FILE} says nothing that can be read of ${member}`, cause);
  }
}

/** Files as the command names them; null: none. */
export interface PeerTlsFiles {
  readonly authorities: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  /** The certificate that the other node shows. */
  readonly shows: string | null;
}

/** Writes it down, in place of what was there. All null: nothing is asked and nothing shown. @throws ServerError PEER_TLS_UNUSABLE. */
export async function setPeerTls(folder: string, member: string, files: PeerTlsFiles): Promise<PeerTls> {
  const [authorities, certificate, key, shows] = await Promise.all(
    [files.authorities, files.certificate, files.key, files.shows].map(readPem),
  );
  if ((certificate == null) !== (key == null))
    throw unusable("a certificate and its key go together: name both, --certificate and --key", null);
  try {
    const identity = certificate == null || key == null ? null : { certificate, key };
    requireUsable({ authorities: authorities ?? null, identity });
    if (authorities != null) new X509Certificate(authorities);
    const clientKey = shows == null ? null : digestKey(shows);
    const one: JsonObject = {
      ...{ authorities: authorities ?? null, certificate: certificate ?? null, key: key ?? null, clientKey },
    };
    const text = `${canonicalize({ ...(await readAll(folder)), [member]: one })}\n`;
    const draft = join(folder, `${FILE}.${process.pid}.new`);
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, join(folder, FILE));
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    throw unusable(
      "these files are no certificates in PEM, or the key is not that of its certificate",
      cause,
    );
  }
  return readPeerTls(folder, member);
}

function digestKey(pem: string): string {
  const { publicKey } = new X509Certificate(pem);
  return hash("sha256", publicKey.export({ type: "spki", format: "der" }), "base64url");
}

async function readAll(folder: string): Promise<Readonly<Record<string, JsonValue>>> {
  try {
    return readAnyObject(parseJson(await readFile(join(folder, FILE), "utf8")), FILE);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw unusable(`${FILE} in the data folder cannot be read`, cause);
  }
}

async function readPem(file: string | null): Promise<string | null> {
  if (file === null) return null;
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw unusable(`${file} cannot be read`, cause);
  }
}

function unusable(why: string, cause: unknown): ServerError {
  return new ServerError(
    "PEER_TLS_UNUSABLE",
    `What is written down of certificates between nodes cannot be used: ${why}. Whoever runs this node sets it again: entente peer tls.`,
    { cause },
  );
}
