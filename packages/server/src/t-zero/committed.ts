// What of T-0 stands in the ledger, for the inspection of a node: every package, and every opening.
import { encodeBase64url } from "@entente/core/encoding";
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import { digestOpening, digestPackage } from "./rules.ts";
import { listPackages, listRounds } from "./store.ts";

export interface CommittedTZero {
  readonly kind: "package" | "opening";
  readonly table: "package" | "t_zero";
  /** `1 DEU`, or the number of the round. */
  readonly row: string;
  readonly column: "measures" | "opened_at";
  readonly leafIndex: number;
  readonly digest: () => Uint8Array;
  /** The digest the row states of itself; null where it states none. */
  readonly stated: string | null;
}

/** What was committed of the view's case, round by round. */
export async function listCommittedTZero(reader: Reader, view: View): Promise<readonly CommittedTZero[]> {
  const committed: CommittedTZero[] = [];
  for (const { round, dueAt, openedAt, leafIndex } of await listRounds(reader, view)) {
    const packages = await listPackages(reader, view, round);
    for (const item of packages) {
      if (item.leafIndex === null) continue;
      const { member, measures, textDigest } = item;
      committed.push({
        ...{ kind: "package", table: "package", row: `${round} ${member}`, column: "measures" },
        ...{ leafIndex: item.leafIndex, stated: item.digest },
        digest: () =>
          digestPackage({ case: view.caseId, round, member, measures, textDigest }, nodePrimitives),
      });
    }
    if (openedAt === null || leafIndex === null) continue;
    const opened = packages.filter((item) => item.openedAt !== null);
    committed.push({
      ...{
        kind: "opening",
        table: "t_zero",
        row: String(round),
        column: "opened_at",
        leafIndex,
        stated: null,
      },
      digest: () =>
        digestOpening(
          {
            ...{ case: view.caseId, round, dueAt, openedAt },
            packages: opened.map((item) =>
              encodeBase64url(
                digestPackage(
                  {
                    case: view.caseId,
                    round,
                    ...{ member: item.member, measures: item.measures, textDigest: item.textDigest },
                  },
                  nodePrimitives,
                ),
              ),
            ),
          },
          nodePrimitives,
        ),
    });
  }
  return committed;
}
