// Putting the record of a case together from what the database holds: what is published, and what would be.
import { dayOf } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { countingRules, readCaseFile, tallyMeasures } from "@entente/core/measures";
import { openSeatView } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { composeFacts, headline, readClocks } from "../measures/index.ts";
import { previewRecord, publishRecord } from "../publication/index.ts";
import type { RecordFacts, RecordPreview } from "../publication/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** Publishes the record of a case. @throws as publishRecord. */
export async function publishCase(
  tx: Transactor,
  act: Act,
  { row, keystore, ledger }: { row: CaseRow; keystore: Keystore; ledger: LedgerSigner },
): Promise<void> {
  const facts = await composeRecord(tx, openSeatView(act.seat, act.of), { row, at: act.at });
  await publishRecord(tx, act, { ...facts, keystore, ledger });
}

/** What the record's first page would say now. Nothing is signed, and nothing is committed. */
export async function previewCase(
  reader: Reader,
  view: View,
  { row, at }: { readonly row: CaseRow; readonly at: Instant },
): Promise<RecordPreview> {
  return previewRecord(reader, { of: row, at, ...(await composeRecord(reader, view, { row, at })) });
}

async function composeRecord(
  reader: Reader,
  view: View,
  { row, at }: { readonly row: CaseRow; readonly at: Instant },
): Promise<RecordFacts> {
  const factsJson = await composeFacts(reader, view, row);
  const facts = readCaseFile(factsJson);
  const asOf = dayOf(at);
  return {
    ...{ slug: row.slug, factsJson, names: namesOf(row) },
    tallies: countingRules.map((rule) =>
      tallyMeasures({ kind: headline.kind, caseFile: facts, asOf, rule, groups: null }),
    ),
    clocks: { ...headline, clocks: await readClocks(reader, view, facts) },
  };
}
