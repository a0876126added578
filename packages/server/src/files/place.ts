// Where a node keeps its files: the folder `files` of its data folder, or the store that `files.json` there names. The file
// holds the store's secret, so only its owner may read it.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError, parseJson, readObject, readString, readWord } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { BlobStore } from "./blob-store.ts";
import { keepInFolder } from "./folder.ts";

const MEMBERS = ["format", "endpoint", "region", "bucket", "accessKeyId", "secretAccessKey"];

/** @throws ServerError FILES_PLACE_INVALID when `files.json` is not whole, or others may read it. */
export async function openPlace(dataFolder: string): Promise<BlobStore> {
  const path = join(dataFolder, "files.json");
  const found = await stat(path).catch(() => null);
  if (found === null) return keepInFolder(join(dataFolder, "files"));
  if ((found.mode & 0o077) !== 0)
    throw invalid(path, "others than its owner may read it: chmod 600 it first", null);
  try {
    const file = readObject(parseJson(await readFile(path, "utf8")), "files.json", MEMBERS);
    readWord(file["format"], "files.json.format", ["entente-files/1"]);
    const read = (member: string): string => readString(file[member], `files.json.${member}`);
    const endpoint = URL.parse(read("endpoint"));
    // What is sent is encrypted, and the store's own credentials are signed with; who listens still learns what is kept when.
    if (endpoint === null || !isSecure(endpoint))
      throw new InputError(
        "SHAPE_INVALID",
        "files.json.endpoint must be the https address of the store; plain http is for a store on this machine",
      );
    // Loaded where it is used: most nodes keep their files in their folder.
    const { keepInS3 } = await import("./s3.ts");
    return keepInS3({
      ...{ endpoint: read("endpoint"), region: read("region"), bucket: read("bucket") },
      ...{ accessKeyId: read("accessKeyId"), secretAccessKey: read("secretAccessKey") },
    });
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw invalid(path, cause.message, cause);
  }
}

function isSecure({ protocol, hostname }: URL): boolean {
  const near = hostname === "localhost" || hostname === "[::1]" || /^127(\.[0-9]{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && near);
}

function invalid(path: string, why: string, cause: unknown): ServerError {
  return new ServerError(
    "FILES_PLACE_INVALID",
    `${path} does not say where files are kept: ${why}. Whoever runs this node corrects it, or removes it to keep files in the data folder.`,
    { cause },
  );
}
