// Cases from before row security: the database knows neither whom they concern nor what their portions say. Both follow
// from what it does hold, the community file and the marked text, and are written down when a node opens.
import { parseMarkedText } from "@entente/core/documents";
import { openSeatView, readSeat } from "../access/index.ts";
import { communityOf, findCase, insertCommunity, listWithoutCommunity } from "../cases/index.ts";
import type { Database } from "../storage/index.ts";
import { storePortions } from "./documents.ts";
import { listUnread } from "./store.ts";

/**
 * Brings cases of an older schema up to row security, each in one transaction. A text this version no longer takes
 * without errors stays as it is, with its lead, who alone sees it: no portion of it is guessed.
 */
export async function bringUpOlderCases(database: Database): Promise<void> {
  for (const slug of await database.read(listWithoutCommunity)) {
    await database.transact(async (tx) => {
      const row = await findCase(tx, slug);
      // Another node on the same database may have been quicker.
      if (row === null || !(await listWithoutCommunity(tx)).includes(slug)) return;
      const community = communityOf(row);
      await insertCommunity(tx, row.id, community.community);
      const view = openSeatView(readSeat(`${row.lead}/drafter`), row);
      for (const of of await listUnread(tx, view)) {
        const { document, problems } = parseMarkedText(of.source, community.community.policies);
        if (problems.some(({ severity }) => severity === "error")) continue;
        await storePortions(tx, view, { of, document, community });
      }
    });
  }
}
