// The providers of single sign-on that this node believes, as whoever runs it wrote them down. No file: none is believed.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseJson, readArray, readObject, readString } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";

export interface Provider {
  /** Short name in addresses, `ministry`. */
  readonly id: string;
  /** What stands on the button. */
  readonly name: string;
  /** Exactly as the provider writes it in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const MOST = 10;

/**
 * Reads `sign-in.json` of a data folder and the secrets it points to:
 * `{"providers": [{"id", "name", "issuer", "client_id", "client_secret_file"}]}`.
 * @throws ServerError SIGN_IN_SETTINGS_INVALID when the file is there and not sound: half of it is never used.
 */
export async function readProviders(folder: string): Promise<readonly Provider[]> {
  const text = await readFile(join(folder, "sign-in.json"), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw unsound("it cannot be read", error);
  });
  if (text === null) return [];
  const providers: Provider[] = [];
  for (const entry of readEntries(text)) {
    const { secretFile, ...provider } = entry;
    const path = join(folder, secretFile);
    const unread = (error: unknown): never => {
      throw unsound(`the secret of "${provider.id}" cannot be read from ${secretFile}`, error);
    };
    const { mode } = await stat(path).catch(unread);
    if ((mode & 0o077) !== 0)
      throw unsound(`others than its owner may read ${secretFile}: chmod 600 it first`);
    const secret = await readFile(path, "utf8").catch(unread);
    if (secret.trim() === "") throw unsound(`the secret of "${provider.id}" in ${secretFile} is empty`);
    providers.push({ ...provider, clientSecret: secret.trim() });
  }
  return providers;
}

function readEntries(text: string) {
  try {
    const file = readObject(parseJson(text), "", ["providers"]);
    const entries = readArray(file["providers"], "/providers").map((entry, index) =>
      readEntry(entry, `/providers/${index}`),
    );
    if (entries.length > MOST) throw unsound(`it has more than ${MOST} providers`);
    for (const [index, { id, issuer }] of entries.entries())
      if (entries.slice(0, index).some((other) => other.id === id || other.issuer === issuer))
        throw unsound(`"${id}" is there twice, by its id or its issuer`);
    return entries;
  } catch (error) {
    if (error instanceof ServerError) throw error;
    throw unsound(error instanceof Error ? error.message : String(error), error);
  }
}

function readEntry(entry: JsonValue, path: string) {
  const read = readObject(entry, path, ["id", "name", "issuer", "client_id", "client_secret_file"]);
  const text = (key: string): string => {
    const value = readString(read[key], `${path}/${key}`);
    if (value.trim() === "" || value.length > 500) throw unsound(`${path}/${key} is empty or too long`);
    return value;
  };
  const id = text("id");
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(id))
    throw unsound(`"${id}" is no id: take small letters, digits and dashes`);
  const issuer = text("issuer");
  const url = URL.parse(issuer);
  if (url === null || url.search !== "" || url.hash !== "" || !isSecure(url))
    throw unsound(`the issuer of "${id}" is no address that begins with https://`);
  return {
    ...{ id, name: text("name"), issuer, clientId: text("client_id") },
    secretFile: text("client_secret_file"),
  };
}

/** TLS, or no network at all: a provider on this very machine, as in tests. */
export const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1"));

const unsound = (reason: string, cause?: unknown): ServerError =>
  new ServerError(
    "SIGN_IN_SETTINGS_INVALID",
    `sign-in.json in the data folder is not sound: ${reason}. Whoever runs this node corrects it and starts again.`,
    { cause },
  );
