// The certificate a machine comes in with: from the TLS connection itself, or from a proxy in front that ended it and says so
// with a secret it shares with the node. Without that secret, no header says anything about a certificate.
import { hash, timingSafeEqual, X509Certificate } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { TLSSocket } from "node:tls";

export interface Connection {
  readonly headers: IncomingHttpHeaders;
  readonly raw: { readonly socket: unknown };
}

/**
 * Base64url SHA-256 of the public key (SPKI, DER) whose owner is at the other end; null for none. That an authority signed the
 * certificate lets nobody in: the key has to be named on a seat.
 */
export function readClientKey(
  { headers, raw }: Connection,
  proxySecret: string | null,
  now: number,
): string | null {
  const certificate = readOwn(raw.socket) ?? readForwarded(headers, proxySecret);
  if (certificate === null) return null;
  // A proxy may look at them or not.
  if (!(now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo))) return null;
  return hash("sha256", certificate.publicKey.export({ type: "spki", format: "der" }), "base64url");
}

/** The certificate of the connection, where one was asked for and one of the node's authorities for clients signed it. */
function readOwn(socket: unknown): X509Certificate | null {
  if (!isTls(socket) || !socket.authorized) return null;
  return socket.getPeerX509Certificate() ?? null;
}

/** Only a socket of TLS has a certificate of the other side; the class itself is for those who open connections. */
function isTls(socket: unknown): socket is TLSSocket {
  return socket instanceof Object && "getPeerX509Certificate" in socket && "authorized" in socket;
}

/** `Client-Cert` as RFC 9440 writes it, from a proxy that shows its secret. */
function readForwarded(headers: IncomingHttpHeaders, proxySecret: string | null): X509Certificate | null {
  const said = headers["entente-proxy-secret"];
  const forwarded = headers["client-cert"];
  if (proxySecret === null || typeof said !== "string" || typeof forwarded !== "string") return null;
  if (!isSame(said, proxySecret)) return null;
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
