// Files that letters enclose, by their digests: the bytes are kept once for each node that brought them.
import { ServerError } from "../errors.ts";
import type { Reader } from "../storage/index.ts";
import { readFiles } from "./store-letters.ts";

/** @param peer fingerprint of the node that brought it. @throws ServerError FILE_MISSING. */
export async function readEnclosed(reader: Reader, peer: string, digest: string): Promise<Uint8Array> {
  const bytes = (await readFiles(reader, peer, [digest])).get(digest);
  if (bytes === undefined)
    throw new ServerError(
      "FILE_MISSING",
      "A file that this letter encloses is not here. Whoever runs the node that wrote it sends it again.",
    );
  return Uint8Array.from(bytes);
}
