// What a real node was asked to be, checked once. Nothing here has a default that opens the node wider than its
// administrator said.
import { readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";
import { isDatabaseUrl } from "./config.ts";
import type { Environment } from "./environment.ts";
import { readSessionLimits } from "./session-limits.ts";
import type { SessionLimits } from "./session-limits.ts";
import { gatherSettings, invalid } from "./settings.ts";
import type { SettingName, SettingTexts } from "./settings.ts";

export interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
  /** Whose certificates machines may sign in with; null: nobody's. */
  readonly clientAuthorities: string | null;
}

export interface ServeConfig {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** An existing PostgreSQL, or null for the embedded one. May hold a password: a config is never printed whole. */
  readonly databaseUrl: string | null;
  /** Name among several processes on one database and one data folder; null: the only one. */
  readonly process: string | null;
  /** Said at the first start, and afterwards only if it is the same. */
  readonly host: string | null;
  readonly ledger: string | null;
  /** File with the passphrase of the keys; null: a person at the terminal types it. */
  readonly passphraseFile: string | null;
  readonly listen: { readonly host: string; readonly port: number };
  /** Scheme, name and port under which browsers find the node. Cookies, passkeys and the page policy are bound to it. */
  readonly origin: string;
  /** Addresses and networks whose forwarded headers are believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly tls: TlsFiles | null;
  readonly sessionLimits: SessionLimits;
  /** With this a proxy says which certificate a machine showed it; null: no proxy says that. Never printed. */
  readonly proxySecret: string | null;
  /** Collector that traces are sent to; null: none, and nothing is sent. */
  readonly tracesTo: string | null;
}

/**
 * Reads the settings of `entente serve`. `settingsFile` is the file named by --settings, else by nobody.
 * @throws ServerError START_OPTION_INVALID, with what is wrong and never with a password.
 */
export function readServeConfig(
  { flags, settingsFile }: { readonly flags: SettingTexts; readonly settingsFile: string | null },
  environment: Environment,
): ServeConfig {
  const settings = gatherSettings({ flags, variables: environment.variables, file: settingsFile });
  const optional = (name: SettingName): string | null => {
    const text = settings[name];
    if (text === "") throw invalid(`--${name} is empty`);
    return text ?? null;
  };
  const required = (name: SettingName, why: string): string => {
    const text = optional(name);
    if (text === null) throw invalid(`--${name} is missing: ${why}`);
    return text;
  };
  const config = {
    dataFolder: resolve(required("data", "say in which folder the node keeps its keys and its database")),
    databaseUrl: readDatabase(optional("database-url-file"), environment.databaseUrl),
    process: readProcess(optional("process")),
    host: readHost(optional("host")),
    ledger: optional("ledger"),
    passphraseFile: optional("passphrase-file"),
    listen: readListen(optional("listen") ?? "127.0.0.1:8443"),
    origin: readOrigin(required("origin", "say where browsers find the node, as https://name")),
    trustedProxies: readProxies(optional("trusted-proxies")),
    tls: readTls(optional("tls-key"), optional("tls-certificate"), optional("tls-client-authorities")),
    sessionLimits: readSessionLimits({
      idleMinutes: optional("session-idle"),
      hours: optional("session-hours"),
    }),
    proxySecret: readProxySecret(optional("proxy-secret-file")),
    tracesTo: readCollector(optional("traces-to")),
  };
  requireWayIn(config);
  if (config.process !== null && config.databaseUrl === null)
    throw invalid("--process is for several processes on one PostgreSQL: name it with --database-url-file");
  return config;
}

/** Sessions must not cross a network in the clear, and a promise of TLS must be kept by somebody. */
function requireWayIn({ listen, tls, origin, trustedProxies }: ServeConfig): void {
  const outside = !isLoopback(listen.host);
  if (outside && tls === null && trustedProxies.length === 0)
    throw invalid(
      `--listen ${listen.host} is open to a network without TLS: give --tls-key and --tls-certificate, or name the proxy that speaks TLS with --trusted-proxies`,
    );
  if (tls !== null && !origin.startsWith("https:"))
    throw invalid(`--origin ${origin} is plain HTTP, and the node speaks TLS: begin it with https://`);
}

function readListen(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits = ""] = /^(?:\[([0-9a-fA-F:]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? "";
  const port = Number(digits);
  if (isIP(host) === 0 || (isIP(host) === 6) !== (bracketed !== undefined) || port > 65_535)
    throw invalid(`--listen "${text}" is not an address and port such as 127.0.0.1:8443 or [::1]:8443`);
  return { host, port };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
  return loopback.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}

function readOrigin(text: string): string {
  const url = URL.parse(text);
  // A passkey belongs to a name; browsers take plain HTTP for this machine's own name only.
  const trial = url?.protocol === "http:" && url.hostname === "localhost";
  if (url?.origin !== text || (url.protocol !== "https:" && !trial) || isAddress(url.hostname))
    throw invalid(
      `--origin "${text}" is not a bare origin with a name, such as https://entente.gov.example (http://localhost:8443 for a trial on this machine)`,
    );
  return text;
}

function readCollector(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text);
  const near =
    url?.protocol === "http:" &&
    (url.hostname === "localhost" || isLoopback(url.hostname.replace(/^\[|\]$/g, "")));
  if (
    url === null ||
    (url.protocol !== "https:" && !near) ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== ""
  )
    throw invalid(
      `--traces-to is no address such as https://collector.gov.example, or http://127.0.0.1:4318 on this machine`,
    );
  return text;
}

/** Browsers give passkeys to names only. */
function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function readProxies(text: string | null): readonly string[] {
  if (text === null) return [];
  return text.split(",").map((item) => {
    const proxy = item.trim();
    const [address = "", bits, ...rest] = proxy.split("/");
    const family = isIP(address);
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
    // Everybody is not a proxy: with /0 each client could write its own address.
    if (family === 0 || !fits || rest.length > 0 || (bits !== undefined && Number(bits) === 0))
      throw invalid(`--trusted-proxies: "${proxy}" is no address or network such as 10.0.0.5 or 10.0.0.0/24`);
    return proxy;
  });
}

function readTls(
  key: string | null,
  certificate: string | null,
  clientAuthorities: string | null,
): TlsFiles | null {
  if (key === null && certificate === null && clientAuthorities === null) return null;
  if (key === null || certificate === null)
    throw invalid("--tls-key and --tls-certificate go together: name both");
  return {
    key: resolve(key),
    certificate: resolve(certificate),
    clientAuthorities: clientAuthorities === null ? null : resolve(clientAuthorities),
  };
}

function readDatabase(file: string | null, variable: string | undefined): string | null {
  if (file !== null && variable !== undefined)
    throw invalid("DATABASE_URL and --database-url-file are both given: keep one of the two");
  const text = file === null ? variable : readSecret("database-url-file", file);
  if (text === undefined) return null;
  // The value itself stays out of the message: it may hold a password.
  if (!isDatabaseUrl(text))
    throw invalid(`${file ?? "DATABASE_URL"} is not an address such as postgres://name@host:5432/database`);
  return text;
}

/** The file holds a secret of 256 bits or more; what could be guessed is refused and never repeated. */
function readProxySecret(file: string | null): string | null {
  if (file === null) return null;
  const secret = readSecret("proxy-secret-file", file);
  if (!/^[A-Za-z0-9_-]{43,200}$/.test(secret))
    throw invalid(
      "--proxy-secret-file holds no secret of 43 to 200 letters of base64url; make one with: openssl rand -base64 32 | tr '+/' '-_' | tr -d '='",
    );
  return secret;
}

/** The one line of a file that a setting names. */
function readSecret(name: SettingName, file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw invalid(`--${name} ${file} cannot be read`);
  }
}

function readProcess(text: string | null): string | null {
  if (text !== null && !/^[a-z][a-z0-9-]{0,31}$/.test(text))
    throw invalid(`--process "${text}" is no name such as a or london-2: small letters, digits and dashes`);
  return text;
}

function readHost(text: string | null): string | null {
  if (text !== null && !/^[A-Z][A-Z0-9-]*$/.test(text))
    throw invalid(`--host "${text}" is no member's id such as GBR`);
  return text;
}
