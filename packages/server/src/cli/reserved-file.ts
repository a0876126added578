// A file that must be there before something happens that cannot be done twice: it is made first, and filled after.
import { open, rename, unlink } from "node:fs/promises";

export interface ReservedFile {
  readonly write: (text: string) => Promise<void>;
  /** Takes it away again, when nothing happened. */
  readonly discard: () => Promise<void>;
}

/** Makes an empty file, for its owner alone, where there is none. */
export async function reserveFile(path: string): Promise<ReservedFile> {
  const file = await open(path, "wx", 0o600);
  return {
    write: async (text) => {
      await file.writeFile(text);
      await file.sync();
      await file.close();
    },
    discard: async () => {
      await file.close();
      await unlink(path);
    },
  };
}

/** Puts something else in place of a file, whole or not at all. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const next = `${path}.part`;
  const file = await open(next, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
