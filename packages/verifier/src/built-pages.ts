// The pages that `npm run build` makes of this package: the script inside every page of a cut, that of a record's check
// page, and the verifier as one HTML file. Both are built from the core and this package, and the same sources give the same bytes.
import { readFileSync } from "node:fs";
import { VerifierError } from "./errors.ts";

const FOLDER = new URL("../dist/pages/", import.meta.url);

/** The script for `renderCutPage`. @throws VerifierError FILE_UNREADABLE when nothing was built. */
export function readSelfCheck(): string {
  return readBuilt("self-check.js");
}

/** The script of a record's check page. @throws VerifierError FILE_UNREADABLE when nothing was built. */
export function readRecordCheck(): string {
  return readBuilt("record-check.js");
}

/** The script of kits. @throws VerifierError FILE_UNREADABLE when nothing was built. */
export function readKitScript(): string {
  return readBuilt("kit.js");
}

/** The verifier as a page. @throws VerifierError FILE_UNREADABLE when nothing was built. */
export function readVerifierPage(): string {
  return readBuilt("verifier.html");
}

/**
 * The policy a page of ours says in its first lines, for the header it is served under: what a page may do is decided once.
 * A page without one may do nothing. Frames are refused in the header, the only place where that counts.
 */
export function readPagePolicy(page: string): string {
  const [, policy = "default-src 'none'"] = POLICY.exec(page) ?? [];
  return `${policy}; frame-ancestors 'none'`;
}

/** The same for a page that the console shows in a frame of its own: by no page of anybody else. */
export function readFramedPolicy(page: string): string {
  return readPagePolicy(page).replace("frame-ancestors 'none'", "frame-ancestors 'self'");
}

const POLICY =
  /^<!doctype html>\s*<html lang="(?:en|fr)">\s*<head>\s*<meta charset="utf-8"(?: \/)?>\s*<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"\n]*)"/;

function readBuilt(name: string): string {
  try {
    return readFileSync(new URL(name, FOLDER), "utf8");
  } catch (cause) {
    throw new VerifierError("FILE_UNREADABLE", `${name} is not built: run "npm run build" once`, { cause });
  }
}
