import { hash, randomUUID } from "node:crypto";
import { InputError } from "@entente/core/encoding";
import { listMarkings, parseMarkedText } from "@entente/core/documents";
import type { ParsedDocument } from "@entente/core/documents";
import { printBanner, rollUp } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import { insertDocument } from "./store.ts";
import type { DocumentRow, PortionRow } from "./store.ts";

export interface Draft {
  /** File stem, unique in its case. */
  readonly name: string;
  /** Marked text. */
  readonly source: string;
}

/**
 * Stores a draft. It must be without errors, so that marking and audience exist before the first byte is stored.
 * @throws InputError DOCUMENT_INVALID with the first problem's place; ServerError FORBIDDEN.
 */
export async function draftDocument(
  tx: Transactor,
  act: Act,
  { name, source, community }: Draft & { readonly community: CompiledCommunity },
): Promise<DocumentRow> {
  requireRole(act.seat, ["drafter"], act.of);
  const parsed = parseMarkedText(source, community.community.policies);
  refuseProblems(name, parsed);
  const { document } = parsed;
  const portions = [...document.portions, ...document.footnotes];
  // Stricter spans count as well: a banner over the portions alone would be too low.
  const banner = rollUp(listMarkings(document, community.community.policies), community);
  if (banner === null)
    throw new InputError("DOCUMENT_INVALID", `${name}: not every portion is marked; the drafter marks it`);
  const row: DocumentRow = {
    id: randomUUID(),
    caseId: act.of.id,
    name,
    title: document.title,
    banner: printBanner(banner, community.community.policies),
    source,
    sourceDigest: hash("sha256", source, "base64url"),
    draftedBy: act.seat.id,
    draftedAt: act.at,
  };
  const rows = portions.map((portion, ordinal): PortionRow => {
    const marking = portion.marking;
    if (marking === null)
      throw new InputError("DOCUMENT_INVALID", `${name}: ${portion.id} is not marked; the drafter marks it`);
    return {
      place: portion.id,
      ordinal,
      kind: portion.kind,
      number: portion.number,
      marking: printBanner(marking, community.community.policies),
    };
  });
  await insertDocument(tx, row, rows);
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "document.draft",
    subject: name,
    detail: { digest: row.sourceDigest },
  });
  return row;
}

function refuseProblems(name: string, { problems }: ParsedDocument): void {
  const first = problems.find((problem) => problem.severity === "error");
  if (first === undefined) return;
  const { line, column, code, message } = first;
  throw new InputError(
    "DOCUMENT_INVALID",
    `${name}: ${code}: ${message} Run "entente document inspect" to see every problem.`,
    { line, column },
  );
}
