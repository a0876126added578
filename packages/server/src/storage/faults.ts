// What the file system's refusals mean to the person who starts a node.
import { ServerError } from "../errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);
const DENIED = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EEXIST", "ENOENT"]);

/** The coded error for a failure on `folder`; anything that is not the file system's refusal comes back as it is. */
export function explainFileFault(error: unknown, folder: string): unknown {
  if (error instanceof ServerError) return error;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (typeof code !== "string") return error;
  if (FULL.has(code)) return diskFull(folder, error);
  if (DENIED.has(code))
    return new ServerError(
      "START_DATA_UNWRITABLE",
      `${folder} cannot be used as data folder (${code}). Choose another with --data DIR, or have its owner give you the right to write there.`,
      { cause: error },
    );
  return error;
}

export function diskFull(folder: string, cause: unknown): ServerError {
  return new ServerError(
    "START_DISK_FULL",
    `The disk that holds ${folder} is full. Free at least 200 MB there, or choose another folder with --data DIR.`,
    { cause },
  );
}
