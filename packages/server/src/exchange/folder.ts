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

const MARKER = "entente-out.json";

/**
 * Makes `folder` ours to write into, by a marker file that is written before anything else: a run that was killed halfway
 * may go on in it, and nothing of anyone else is overwritten.
 * @throws ServerError OUT_NOT_EMPTY when it holds something and no marker.
 */
export async function claimFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  if (names.includes(MARKER)) return;
  if (names.some((name) => !name.endsWith(".part"))) {
    throw new ServerError(
      "OUT_NOT_EMPTY",
      `${folder} is not empty. Name another folder with --out, or empty this one yourself.`,
    );
  }
  await writeFolder(folder, new Map([[MARKER, `${JSON.stringify({ format: "entente-out/1" })}\n`]]));
}
