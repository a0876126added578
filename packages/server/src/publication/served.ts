// How the files of a record are served: as any web server would, with the policy that each page already names.
import { extname } from "node:path";
import { readPagePolicy } from "@entente/verifier";

/** Media types by ending; what has none is bytes. */
export const recordTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/atom+xml; charset=utf-8",
  "": "application/octet-stream",
};

/** A drawing brings its own style and nothing else; a page may do what its first lines say; all else may do nothing. */
export function readRecordHeaders(path: string, bytes: Uint8Array): Readonly<Record<string, string>> {
  const policy =
    extname(path) === ".svg"
      ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
      : readPagePolicy(Buffer.from(bytes.subarray(0, 4096)).toString());
  return { "content-security-policy": policy };
}
