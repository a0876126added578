// The certificate a machine comes in with: from the TLS connection itself, or from a proxy in front that ended it and says so
// with a secret it shares with the node. Without that secret, no header says anything about a certificate.
import { hash, timingSafeEqual, X509Certificate } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { TLSSocket } from "node:tls";

/** What the proxy's word is taken for: only with this secret. */
export interface ProxyWord {
  readonly secret: string;
}

export interface Connection {
  readonly headers: IncomingHttpHeaders;
  readonly raw: { readonly socket: unknown };
}

/** The least a proxy's secret may be: 256 bits in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43,200}$/;

/** @throws RangeError for a secret that could be guessed: then no proxy is believed, and the node does not start. */
export function readProxySecret(text: string): ProxyWord {
  const secret = text.trim();
  if (!SECRET.test(secret)) throw new RangeError("a proxy's secret is 43 letters of base64url or more");
  return { secret };
}

/**
 * Base64url SHA-256 of the public key (SPKI, DER) whose owner is at the other end; null for none. That an authority signed the
 * certificate lets nobody in: the key has to be named on a seat.
 */
export function readClientKey(
  { headers, raw }: Connection,
  proxy: ProxyWord | null,
  now: number,
): string | null {
  const certificate = readOwn(raw.socket) ?? readForwarded(headers, proxy);
  if (certificate === null) return null;
  // A proxy may look at them or not.
  if (!(now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo))) return null;
  return hash("sha256", certificate.publicKey.export({ type: "spki", format: "der" }), "base64url");
}

/** The certificate of the connection, where one was asked for and one of the node's authorities for clients signed it. */
function readOwn(socket: unknown): X509Certificate | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  return socket.getPeerX509Certificate() ?? null;
}

/** `Client-Cert` as RFC 9440 writes it, from a proxy that shows its secret. */
function readForwarded(headers: IncomingHttpHeaders, proxy: ProxyWord | null): X509Certificate | null {
  const said = headers["entente-proxy-secret"];
  const forwarded = headers["client-cert"];
  if (proxy === null || typeof said !== "string" || typeof forwarded !== "string") return null;
  if (!isSame(said, proxy.secret)) return null;
  const [, bytes] = /^:([A-Za-z0-9+/]{1,16000}={0,2}):$/.exec(forwarded) ?? [];
  if (bytes === undefined) return null;
  try {
    return new X509Certificate(Buffer.from(bytes, "base64"));
  } catch {
    return null;
  }
}

/** Over digests, so that neither length nor place of a difference shows in the time. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(one), digest(other));
}
