// Versions of one document: ids are carried from each to the next, and two of them are compared portion by portion. Both
// are the core's to decide; here is what they mean for what is stored.
import { carryIds, diffDocuments, parseMarkedText, printMarkedText } from "@entente/core/documents";
import type { DocumentDiff, MarkedDocument } from "@entente/core/documents";
import type { Policy } from "@entente/core/markings";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import { listVersions } from "./store.ts";
import type { DocumentRow } from "./store.ts";

/**
 * The next version with the ids of the one before; `everUsed` are those of all versions, which nothing new gets. Where that changes any, the text says so in `{id: …}` lines, so that
 * reading the stored text always gives the ids it was stored with; otherwise it stays as it was typed.
 */
export function followOn(
  before: { readonly row: DocumentRow; readonly everUsed: readonly string[] } | null,
  next: { readonly document: MarkedDocument; readonly source: string },
  policies: readonly Policy[],
): { readonly document: MarkedDocument; readonly source: string } {
  if (before === null) return next;
  const document = carryIds(
    parseMarkedText(before.row.source, policies).document,
    next.document,
    before.everUsed,
  );
  const same = JSON.stringify(document) === JSON.stringify(next.document);
  return same ? next : { document, source: printMarkedText(document, policies) };
}

/** What changed from one version to another; null when the view does not reach both. */
export async function compareVersions(
  reader: Reader,
  view: View,
  {
    name,
    from,
    to,
    policies,
  }: {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly policies: readonly Policy[];
  },
): Promise<DocumentDiff | null> {
  const versions = await listVersions(reader, view, name);
  const read = (number: number): MarkedDocument | null => {
    const row = versions.find(({ version }) => version === number);
    return row === undefined ? null : parseMarkedText(row.source, policies).document;
  };
  const [before, after] = [read(from), read(to)];
  return before === null || after === null ? null : diffDocuments(before, after, policies);
}
