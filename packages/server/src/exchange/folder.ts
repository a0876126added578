// Handing things out as files: the slowest wire, and the one everybody has. Files are written beside their place and
// renamed into it, so that a reader never meets half of one.
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ServerError } from "../errors.ts";

/** Writes `files` (path within the folder → content) below `folder`. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  for (const [path, content] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.part`;
    await writeFile(draft, content);
    await rename(draft, target);
  }
}

/** @throws ServerError OUT_NOT_EMPTY unless `folder` does not exist yet or holds nothing. */
export async function requireEmptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (names.length > 0)
    throw new ServerError(
      "OUT_NOT_EMPTY",
      `${folder} is not empty. Name another folder with --out, or empty this one yourself.`,
    );
}
