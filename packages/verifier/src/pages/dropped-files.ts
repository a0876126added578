// What was dropped or chosen, as inputs of the check: loose files one by one, a folder with a manifest as a record.
import { nameInput, PROOF_ENDING } from "../input.ts";
import { VerifierError } from "../errors.ts";
import type { Input } from "../input.ts";

export interface Gathered {
  /** Path below what was dropped, `record/data/case.json`, or a bare name. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const MOST_BYTES = 512 * 1024 * 1024;

/** @throws VerifierError FILE_TOO_LARGE. */
export async function readFiles(
  files: readonly { readonly path: string; readonly file: File }[],
): Promise<readonly Gathered[]> {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (size > MOST_BYTES)
    throw new VerifierError(
      "FILE_TOO_LARGE",
      "This is more than 512 MB: check it with entente-verify in parts",
    );
  return Promise.all(
    files.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

export function listChosen(list: FileList): readonly { readonly path: string; readonly file: File }[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    file,
  }));
}

/** Files and whole folders of a drop. Entries must be taken before anything is awaited: a drop forgets them. */
export async function listDropped(
  items: DataTransferItemList,
): Promise<readonly { readonly path: string; readonly file: File }[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(walk))).flat();
}

async function walk(
  entry: FileSystemEntry,
): Promise<readonly { readonly path: string; readonly file: File }[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => {
      (entry as FileSystemFileEntry).file(done, fail);
    });
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((done, fail) => {
      reader.readEntries(done, fail);
    });
    if (some.length === 0) return (await Promise.all(found.map(walk))).flat();
    found.push(...some);
  }
}

/** Each thing to check with its name; one that cannot be told what it is comes as the reason. */
export function groupInputs(
  files: readonly Gathered[],
): readonly { readonly file: string; readonly read: () => Input }[] {
  const folders = new Map<string, Map<string, Uint8Array>>();
  const loose: Gathered[] = [];
  for (const { path, bytes } of files) {
    const at = path.indexOf("/");
    if (at < 0) {
      loose.push({ path, bytes });
      continue;
    }
    const name = path.slice(0, at);
    folders.set(name, (folders.get(name) ?? new Map<string, Uint8Array>()).set(path.slice(at + 1), bytes));
  }
  const proven = new Set(
    loose
      .filter(({ path }) => path.endsWith(PROOF_ENDING))
      .map(({ path }) => path.slice(0, -PROOF_ENDING.length)),
  );
  return [
    ...[...folders].map(([file, inside]) => ({
      file,
      read: (): Input => ({ kind: "record", files: inside }),
    })),
    ...loose
      .filter(({ path }) => !proven.has(path))
      .map(({ path, bytes }) => ({
        file: path,
        read: () =>
          nameInput(path, bytes, loose.find((one) => `${one.path}${PROOF_ENDING}` === path)?.bytes ?? null),
      })),
  ];
}
