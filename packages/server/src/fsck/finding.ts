// What an inspection says: the place of a wrong byte, and what stands there against what follows from everything else.
import { hash } from "node:crypto";
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";

/** One contradiction. Digests are hexadecimal SHA-256; no content is repeated, for it may be marked. */
export interface Finding {
  readonly table: string;
  /** The row's key as the table has it: `4711`, `0/12`, an id. */
  readonly row: string;
  readonly column: string;
  /** The first wrong byte, from 0, in the column's bytes; null where only digests can be compared. */
  readonly offset: number | null;
  /** Null where nothing can be expected: the row should not be there, or what it should say is not known. */
  readonly expected: string | null;
  /** Null where the row is missing. */
  readonly found: string | null;
  /** One sentence: what contradicts what. */
  readonly why: string;
}

/** Where a value stands. */
export type Spot = Pick<Finding, "table" | "row" | "column">;

/** The finding at the first byte in which two values differ; null where they are the same. */
export function compareBytes(
  spot: Spot,
  {
    expected,
    found,
    why,
  }: { readonly expected: Uint8Array | string; readonly found: Uint8Array | string; readonly why: string },
): Finding | null {
  const [right, stored] = [Buffer.from(expected), Buffer.from(found)];
  if (right.equals(stored)) return null;
  const longest = Math.max(right.length, stored.length);
  let offset = 0;
  while (offset < longest && right[offset] === stored[offset]) offset += 1;
  return { ...spot, offset, expected: digestHex(right), found: digestHex(stored), why };
}

/** A finding where the right bytes are known by their digest alone. */
export function findByDigest(
  spot: Spot,
  {
    expected,
    found,
    why,
  }: { readonly expected: string | null; readonly found: string | null; readonly why: string },
): Finding {
  return { ...spot, offset: null, expected, found, why };
}

export function digestHex(bytes: Uint8Array | string): string {
  return hash("sha256", bytes, "hex");
}

/** base64url of a digest as the findings write it. */
export function toHex(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString("hex");
}

/**
 * What a check refused, in its words; rethrows what is no refusal. What is stored was written in a form that is not read
 * strictly again, so where a part of that form is gone, the language says so.
 */
export function explainFault(error: unknown): string {
  if (error instanceof TypeError) return "a part of it is not there";
  if (error instanceof InputError || error instanceof VerificationError || error instanceof PolicyError)
    return error.message;
  throw error;
}
