// How a node is reached: under which name, through which proxies, and whether it speaks TLS itself.
import { readFileSync } from "node:fs";
import type { ServerOptions } from "node:https";
import { createSecureContext } from "node:tls";
import { ServerError } from "../errors.ts";

export interface Tls {
  readonly key: Buffer;
  readonly certificate: Buffer;
  /** Whose certificates machines may sign in with; null: no certificate is asked for. */
  readonly clientAuthorities: Buffer | null;
}

export interface Edge {
  /** Whose forwarded headers are believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Null: the node speaks plain HTTP, on the loopback address or to a proxy. */
  readonly tls: Tls | null;
}

/** Reached on this machine and by nobody's leave: no proxy is believed. */
export const loopbackEdge: Edge = { trustedProxies: [], tls: null };

/** Reads the files of a TLS configuration, and that they belong together. @throws ServerError START_TLS_UNUSABLE. */
export function readTls({
  key,
  certificate,
  clientAuthorities,
}: {
  readonly key: string;
  readonly certificate: string;
  readonly clientAuthorities: string | null;
}): Tls {
  const tls = {
    key: readPem("--tls-key", key),
    certificate: readPem("--tls-certificate", certificate),
    clientAuthorities:
      clientAuthorities === null ? null : readPem("--tls-client-authorities", clientAuthorities),
  };
  try {
    createSecureContext(describeTls(tls));
  } catch (cause) {
    throw unusable(
      `${key} and ${certificate} are no private key and certificate that belong together`,
      cause,
    );
  }
  return tls;
}

/** The same for Node's TLS server. A certificate that does not hold is let through as none: it gives nobody. */
export function describeTls({ key, certificate, clientAuthorities }: Tls): ServerOptions {
  return {
    key,
    cert: certificate,
    minVersion: "TLSv1.2",
    ...(clientAuthorities === null
      ? {}
      : { ca: clientAuthorities, requestCert: true, rejectUnauthorized: false }),
  };
}

function readPem(setting: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw unusable(`${setting} ${file} cannot be read`, cause);
  }
}

function unusable(reason: string, cause: unknown): ServerError {
  return new ServerError(
    "START_TLS_UNUSABLE",
    `${reason}. Whoever looks after the node's certificate gives a key and a chain in PEM that the node may read.`,
    { cause },
  );
}
