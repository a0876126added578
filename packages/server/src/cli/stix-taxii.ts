// `entente stix poll | push`: a TAXII 2.1 collection of somebody else, read page by page into files, and written to.
import { hash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { parseJson, readAnyObject, readArray } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { destinationOfOperator, openConnection, resolveBySystem } from "../outbound/index.ts";
import { pollObjects, pushObjects } from "../taxii/index.ts";
import type { Peer } from "../taxii/index.ts";
import { EXIT_NO } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

interface TaxiiOptions {
  readonly tokenFile?: string;
  readonly loginFile?: string;
  readonly json?: true;
}

const MOST_PUSHED = 500;

export function addTaxiiCommands(group: Command, terminal: Terminal): void {
  const add = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .argument("<collection>", "address of the collection, https://host/root/collections/id/")
      .option("--token-file <file>", "file with a token, sent as Bearer")
      .option("--login-file <file>", "file with name:password, sent as HTTP Basic")
      .option("--json", "print the answer as JSON")
      .addHelpText("after", `\nExample:\n  ${example}`);

  add(
    "poll",
    "Read what is new in a TAXII 2.1 collection, a file for each page.",
    "entente stix poll https://taxii.example.org/root/collections/news/ --out news --login-file taxii.login",
  )
    .requiredOption("--out <dir>", "where the pages go; cursor.json there says where the next poll begins")
    .action((collection: string, options: TaxiiOptions & { readonly out: string }) =>
      poll(collection, options, terminal),
    );

  add(
    "push",
    "Bring the objects of a STIX bundle to a TAXII 2.1 collection, and read them back.",
    "entente stix push https://taxii.example.org/root/collections/inbox/ bundle.json --token-file taxii.token",
  )
    .argument("<file>", "a bundle or an envelope")
    .action((collection: string, file: string, options: TaxiiOptions) =>
      push(collection, { ...options, file }, terminal),
    );
}

async function poll(
  collection: string,
  options: TaxiiOptions & { readonly out: string },
  terminal: Terminal,
): Promise<void> {
  const { out } = options;
  await mkdir(out, { recursive: true });
  const cursorFile = join(out, "cursor.json");
  const begin = await readCursor(cursorFile, collection);
  const files: string[] = [];
  let count = 0;
  await withPeer(collection, options, async (peer) => {
    for await (const { objects, cursor } of pollObjects(peer, begin)) {
      if (objects.length === 0) continue;
      // Named by where it ends and by what it holds: the same page again is the same file, and another is never in its place,
      // also where a server does not say where a page ends.
      const text = `${JSON.stringify({ objects })}\n`;
      const end = (cursor ?? "").replaceAll(/[^0-9TZ]/g, "");
      const name = `${end === "" ? "page" : end}-${hash("sha256", text, "hex").slice(0, 16)}.json`;
      await replaceFile(join(out, name), text);
      // After the page, so that what was interrupted is asked for again.
      await replaceFile(cursorFile, `${JSON.stringify({ collection, cursor })}\n`);
      files.push(name);
      count += objects.length;
    }
  });
  if (options.json === true) terminal.printJson({ objects: count, files });
  else terminal.print(`${count} new objects in ${files.length} files under ${out}.`);
}

async function push(
  collection: string,
  options: TaxiiOptions & { readonly file: string },
  terminal: Terminal,
): Promise<void> {
  const text = await readFile(options.file, "utf8");
  const objects = readArray(readAnyObject(parseJson(text), "the file")["objects"] ?? null, "objects").map(
    (object, at) => readAnyObject(object, `objects[${at}]`),
  );
  const told: { id: string; outcome: string }[] = [];
  await withPeer(collection, options, async (peer) => {
    for (let at = 0; at < objects.length; at += MOST_PUSHED) {
      const some: readonly JsonObject[] = objects.slice(at, at + MOST_PUSHED);
      const outcomes = await pushObjects(peer, some);
      for (const [place, outcome] of outcomes.entries()) {
        const { id } = some[place] ?? {};
        told.push({ id: typeof id === "string" ? id : "", outcome });
      }
    }
  });
  const left = told.filter(({ outcome }) => outcome !== "sent");
  if (options.json === true) terminal.printJson({ objects: told });
  else {
    terminal.print(
      `${told.length - left.length} of ${told.length} objects are sent: they were read back there.`,
    );
    for (const { id, outcome } of left)
      terminal.print(
        outcome === "refused"
          ? `${id}: refused`
          : `${id}: taken, and not to be seen there; ask who runs the server`,
      );
  }
  if (left.length > 0) process.exitCode = EXIT_NO;
}

async function withPeer(
  address: string,
  { tokenFile, loginFile }: TaxiiOptions,
  work: (peer: Peer) => Promise<void>,
): Promise<void> {
  const url = URL.parse(address);
  if (url?.pathname.endsWith("/") !== true || url.search !== "")
    throw new ServerError(
      "REQUEST_INVALID",
      "Name the collection by its whole address, such as https://host/root/collections/id/, with the slash at its end.",
    );
  const destination = destinationOfOperator({ name: url.host, address: url.origin });
  await using connection = openConnection({ destination, resolve: resolveBySystem });
  await work({
    ...{ connection, collection: url.pathname, signal: new AbortController().signal },
    authorization: await readCredential({ tokenFile, loginFile }),
  });
}

async function readCredential({
  tokenFile,
  loginFile,
}: {
  readonly tokenFile: string | undefined;
  readonly loginFile: string | undefined;
}): Promise<string> {
  if (tokenFile !== undefined && loginFile === undefined)
    return `Bearer ${(await readFile(tokenFile, "utf8")).trim()}`;
  if (loginFile !== undefined && tokenFile === undefined)
    return `Basic ${Buffer.from((await readFile(loginFile, "utf8")).trim()).toString("base64")}`;
  throw new ServerError(
    "REQUEST_INVALID",
    "Give --token-file or --login-file: one of them, as the server asks for.",
  );
}

/** @throws ServerError REQUEST_INVALID for a folder that holds another collection. */
async function readCursor(file: string, collection: string): Promise<string | null> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const kept = readAnyObject(parseJson(text), "cursor.json");
  if (kept["collection"] !== collection)
    throw new ServerError(
      "REQUEST_INVALID",
      "This folder holds what came from another collection. Give each collection a folder of its own.",
    );
  return typeof kept["cursor"] === "string" ? kept["cursor"] : null;
}

/** Whole or not at all, also where the machine stops in between. */
async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { flush: true });
  await rename(`${file}.part`, file);
}
