// Bundle files on a stick. Names on a stick are somebody else's: none of them leads anywhere, and what is written here is named
// by this node alone and stands over nothing.
import { constants } from "node:fs";
import { open, opendir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { LONGEST_BUNDLE } from "@entente/core/letters";
import { ServerError } from "../errors.ts";

const BUNDLE_SUFFIX = ".bundle";
/** What encryption adds: a header for one recipient and 16 bytes for each 64 KiB. */
const LONGEST_FILE = LONGEST_BUNDLE + LONGEST_BUNDLE / 2048 + 65_536;
/** More than any stick of letters has. */
const MOST_FILES = 10_000;

/**
 * The bundle files of a stick: the file itself, or those that lie in the folder, in the order of their names. Links and what
 * lies deeper are left alone.
 * @throws ServerError FILE_UNREADABLE.
 */
export async function listBundleFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names: string[] = [];
    for await (const entry of await opendir(path)) {
      if (entry.isFile() && entry.name.endsWith(BUNDLE_SUFFIX)) names.push(entry.name);
      if (names.length > MOST_FILES)
        throw new ServerError(
          "FILE_UNREADABLE",
          `${path} holds more than ${MOST_FILES} bundles. Name those you mean.`,
        );
    }
    return names.sort().map((name) => join(path, name));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * The bytes of one file. A link is not followed, and a device or a file that is longer than any bundle is not read.
 * @throws ServerError FILE_UNREADABLE, REQUEST_TOO_LARGE.
 */
export async function readBundleFile(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = requireFile(path, await file.stat());
      if (size > LONGEST_FILE)
        throw new ServerError(
          "REQUEST_TOO_LARGE",
          `${path} is longer than any bundle of a node. It was not read.`,
        );
      const bytes = Buffer.alloc(size);
      let at = 0;
      while (at < size) {
        const { bytesRead } = await file.read(bytes, at, size - at, at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return new Uint8Array(bytes.subarray(0, at));
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function requireFile<Found extends { isFile: () => boolean }>(path: string, found: Found): Found {
  if (!found.isFile())
    throw new ServerError("FILE_UNREADABLE", `${path} is no file. Name the bundle itself.`);
  return found;
}

/**
 * Writes a file that was not there, for its owner alone, and has it on the disk before it says so: a stick is pulled out.
 * @throws ServerError FILE_UNREADABLE where there is one already.
 */
export async function writeBundleFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
    } catch (cause) {
      await file.close().catch(() => undefined);
      await unlink(path);
      throw cause;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): ServerError {
  if (cause instanceof ServerError) return cause;
  const { code } = cause as { readonly code?: string };
  const why =
    code === "EEXIST"
      ? "there is a file of this name already, and nothing is written over"
      : code === "ELOOP"
        ? "it is a link, and links on a stick are not followed"
        : String(code ?? cause);
  return new ServerError("FILE_UNREADABLE", `${path} could not be used: ${why}.`, { cause });
}
