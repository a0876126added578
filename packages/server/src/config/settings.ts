// The settings of a real node, each in one row: how it is named, what it takes, what it is for. A setting comes from the
// command line, else from a variable of the environment, else from the settings file; a name that is in no row is refused
// wherever it stands, so that a misspelt setting is never a setting left out. Secrets are never settings: a setting names
// the file that holds one, because arguments and variables are seen by more than the program.
import { readFileSync } from "node:fs";
import { InputError, parseJson } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";

interface Setting {
  /** What stands in its place in the usage. */
  readonly takes: string;
  readonly about: string;
}

const SETTINGS = {
  data: { takes: "DIR", about: "the data folder; made at the first start" },
  host: { takes: "MEMBER", about: "at the first start: the member who runs the node, for good" },
  ledger: {
    takes: "NAME",
    about: "at the first start: the ledger's name, such as gov.example/entente, for good",
  },
  origin: { takes: "URL", about: "where browsers find it, such as https://entente.gov.example" },
  listen: { takes: "ADDRESS", about: "address and port to listen on (default 127.0.0.1:8443)" },
  "tls-key": { takes: "FILE", about: "private key (PEM), to speak TLS without a proxy" },
  "tls-certificate": { takes: "FILE", about: "its certificate chain (PEM)" },
  "tls-client-authorities": {
    takes: "FILE",
    about: "authorities (PEM) whose certificates machines may sign in with",
  },
  "trusted-proxies": {
    takes: "LIST",
    about: "addresses or networks of proxies whose word on the client's address counts",
  },
  "database-url-file": { takes: "FILE", about: "file with the address of a PostgreSQL; or DATABASE_URL" },
  "passphrase-file": {
    takes: "FILE",
    about: "file with the passphrase of the node's keys; without it a person types it",
  },
  "session-idle": { takes: "MINUTES", about: "a session ends unused after this, 1 to 60 (default 15)" },
  "session-hours": { takes: "HOURS", about: "a session ends after this in any case, 1 to 24 (default 8)" },
  "proxy-secret-file": {
    takes: "FILE",
    about: "file with a secret by which a proxy shows that its word on a client certificate counts",
  },
  "traces-to": {
    takes: "URL",
    about: "an OpenTelemetry collector (OTLP over HTTP) that is sent how long requests took",
  },
  process: { takes: "NAME", about: "this process's name among several on one database" },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof SETTINGS;
export type SettingTexts = Readonly<Partial<Record<SettingName, string>>>;

const VARIABLE_PREFIX = "ENTENTE_";

/** Every setting, for the usage of the command. */
export function listSettings(): readonly (Setting & { readonly name: SettingName })[] {
  return Object.entries(SETTINGS).map(([name, setting]) => ({ name: name as SettingName, ...setting }));
}

/** Whether a variable of the environment belongs to this program. */
export function isOurVariable(name: string): boolean {
  return name.startsWith(VARIABLE_PREFIX);
}

/**
 * Puts the three sources together. `file` is the settings file, or null; `variables` are those that are ours.
 * @throws ServerError START_OPTION_INVALID for an unknown name or a file that cannot be read.
 */
export function gatherSettings({
  flags,
  variables,
  file,
}: {
  readonly flags: SettingTexts;
  readonly variables: Readonly<Record<string, string>>;
  readonly file: string | null;
}): SettingTexts {
  const known = Object.entries(variables).map(([variable, value]) => {
    const name = variable.slice(VARIABLE_PREFIX.length).toLowerCase().replaceAll("_", "-");
    return [requireName(name, `the variable ${variable}`), value] as const;
  });
  return { ...(file === null ? {} : readFile(file)), ...Object.fromEntries(known), ...flags };
}

function readFile(file: string): SettingTexts {
  const value = parseFile(file);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(`${file} holds no JSON object of settings`);
  const texts = Object.entries(value).map(([name, given]: [string, unknown]) => {
    const text = Array.isArray(given) && given.every(isText) ? given.join(",") : given;
    if (!isText(text)) throw invalid(`"${name}" in ${file} is neither text nor a list of texts`);
    return [requireName(name, `"${name}" in ${file}`), text] as const;
  });
  return Object.fromEntries(texts);
}

function parseFile(file: string): unknown {
  try {
    return parseJson(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof InputError)) throw invalid(`the settings file ${file} cannot be read`);
    const place =
      error.position === null ? "" : ` at line ${error.position.line}, column ${error.position.column}`;
    throw invalid(`the settings file ${file} is not right${place}: ${error.message}`);
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function requireName(name: string, where: string): SettingName {
  if (Object.hasOwn(SETTINGS, name)) return name as SettingName;
  throw invalid(`${where} is no setting of this program`);
}

/** A setting that cannot be used, and where the list of settings is. */
export function invalid(reason: string): ServerError {
  return new ServerError(
    "START_OPTION_INVALID",
    `${reason.replace(/\.$/, "")}. "entente serve --help" lists the settings.`,
  );
}
