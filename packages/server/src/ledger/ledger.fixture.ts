// Something to commit to, for tests of the ledger: a case that owns the leaves, and digests nobody needs to open.
import { createHash, randomUUID } from "node:crypto";
import { readInstant } from "@entente/core/encoding";
import type { Database, Transactor } from "../storage/index.ts";
import { commitDigests } from "./index.ts";

export const AT = readInstant("2018-03-12T08:00:00.000Z");

/** Opens an empty case and returns its id. */
export async function openEmptyCase(database: Database): Promise<string> {
  const id = randomUUID();
  await database.transact(async (tx) => {
    await tx
      .insertInto("case_file")
      .values({
        ...{ id, slug: `case-${id}`, title: "A case", lead: "GBR", exercise: true },
        ...{ community: "{}", frame: "{}", opened_at: AT, clock: AT },
      })
      .execute();
    // Whom it concerns is written down: nobody.
    await tx.insertInto("community").values({ case_id: id }).execute();
  });
  return id;
}

/** Commits to `count` things that are told apart by `name`. */
export async function commitSome(
  tx: Transactor,
  caseId: string,
  { name, count }: { readonly name: string; readonly count: number },
): Promise<void> {
  const commitments = Array.from({ length: count }, (_, index) => ({
    kind: "pledge" as const,
    digest: new Uint8Array(createHash("sha256").update(`${name} ${index}`).digest()),
  }));
  await commitDigests(tx, { caseId, at: AT, commitments });
}
