// Small files that are written once, whole and synced, or found as somebody else wrote them at the same moment.
import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** The text of a file; null where there is none. */
export async function readText(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  });
}

/**
 * Writes a file of mode 0600 where there is none, and gives what is there: of two processes that race, both get the same.
 */
export async function writeOnce(path: string, text: string): Promise<string> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Two openers in one process race as two processes do.
  const draft = `${path}.${randomUUID()}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  await unlink(draft);
  const entries = await open(folder, "r");
  await entries.sync().finally(() => entries.close());
  const written = await readText(path);
  if (written === null) throw new Error(`the file ${path} vanished while it was being made`);
  return written;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
