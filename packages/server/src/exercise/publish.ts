// Putting the record of a case together from what the database holds, for publication.
import { dayOf } from "@entente/core/encoding";
import { countingRules, readCaseFile, tallyMeasures } from "@entente/core/measures";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { namesOf, findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { composeFacts, headline, readClocks } from "../measures/index.ts";
import { publishRecord } from "../publication/index.ts";
import type { Transactor } from "../storage/index.ts";

export async function publishCase(
  tx: Transactor,
  act: Act,
  {
    slug,
    keystore,
    ledger,
  }: { readonly slug: string; readonly keystore: Keystore; readonly ledger: LedgerSigner },
): Promise<void> {
  const row = await findCase(tx, slug);
  if (row === null)
    throw new ServerError("NOT_FOUND", "There is no such case, or you may not see it. Ask the lead's desk.");
  const view = openSeatView(act.seat, act.of);
  const factsJson = await composeFacts(tx, view, row);
  const facts = readCaseFile(factsJson);
  const asOf = dayOf(act.at);
  await publishRecord(tx, act, {
    slug,
    factsJson,
    tallies: countingRules.map((rule) =>
      tallyMeasures({ kind: headline.kind, caseFile: facts, asOf, rule, groups: null }),
    ),
    clocks: { ...headline, clocks: await readClocks(tx, view, facts) },
    names: namesOf(row),
    keystore,
    ledger,
  });
}
