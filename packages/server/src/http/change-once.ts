// A change that comes with a key of its own (Idempotency-Key) is made once, however often it is sent. What was answered is
// kept in the transaction of the change, encrypted under the key itself: without the key nobody can read it, with it only
// the credential it was sent with gets it, and only while that is still admitted.
import { createHash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { Database, Reader, Transactor } from "../storage/index.ts";
import { decrypt, encrypt } from "./edge-keys.ts";
import { findChange, insertChange } from "./store.ts";

const KEPT_HOURS = 24;

export interface ChangeKey {
  /** Who sends it, and to which route. */
  readonly from: string;
  readonly key: string;
  /** What is sent. */
  readonly sent: JsonValue;
}

/** The key of a request; null when it has none. @throws ServerError REQUEST_INVALID for one that could be guessed. */
export function readChangeKey(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^[\x21-\x7e]{16,200}$/.test(header)) return header;
  throw new ServerError(
    "REQUEST_INVALID",
    "idempotency-key is 16 to 200 printable characters, made at random for each change.",
  );
}

/**
 * Makes a change once. `admit` is asked again before an answer is given a second time.
 * @throws ServerError KEY_USED_OTHERWISE when the key came with something else before; what `change` throws.
 */
export async function changeOnce(
  database: Database,
  { from, key, sent }: ChangeKey,
  {
    change,
    admit,
    isMade,
  }: {
    readonly change: (tx: Transactor) => Promise<unknown>;
    readonly admit: (reader: Reader) => Promise<unknown>;
    /** Whether the answer says that the change was made, and not what it still takes. */
    readonly isMade: (answer: unknown) => boolean;
  },
): Promise<unknown> {
  const keyHash = hash("key", from, key);
  const bodyHash = hash("body", canonicalize(sent));
  const secret = createHash("sha256").update(`entente/change/answer\n${from}\n${key}`).digest();
  try {
    return await database.transact(async (tx) => {
      const answer = await change(tx);
      if (!isMade(answer)) return answer;
      const kept = encrypt(secret, JSON.stringify(answer), keyHash);
      await insertChange(tx, { keyHash, bodyHash, answer: kept, hours: KEPT_HOURS });
      return answer;
    });
  } catch (error) {
    // It may be refused now because it was made, or because the key is taken: what was answered then counts.
    const made = await database.read(async (reader) => {
      await admit(reader);
      return findChange(reader, keyHash);
    });
    if (made === null) throw error;
    if (made.bodyHash !== bodyHash)
      throw new ServerError(
        "KEY_USED_OTHERWISE",
        "This idempotency-key came with another request before. Send a new key with a new change.",
      );
    return JSON.parse(decrypt(secret, made.answer, keyHash).toString()) as unknown;
  }
}

function hash(use: string, ...parts: readonly string[]): string {
  return createHash("sha256")
    .update(`entente/change/${use}\n${parts.join("\n")}`)
    .digest("base64url");
}
