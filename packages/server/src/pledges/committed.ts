// What of pledges was committed to and lies open, for the inspection of a node to derive again: every version of every open
// pledge, and every final resolution. What is sealed has nothing here: its leaf is opened by whoever holds the receipt, and
// by the resolver when pledges are locked.
import type { JsonValue } from "@entente/core/encoding";
import type { CommitmentKind } from "@entente/core/ledger";
import { openResolverView, readSeat } from "../access/index.ts";
import type { CaseIdentity, View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import { commitFinal, withdrawal } from "./rules.ts";
import { listFinals, listSealedLeaves, listVersions } from "./store.ts";
import type { VersionRow } from "./store.ts";

/** A stored thing that was committed to: where it stands, its leaf, and what the leaf commits to. */
export interface CommittedRow {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly kind: CommitmentKind;
  readonly leafIndex: number;
  readonly content: object;
}

export async function listCommitted(reader: Reader, view: View): Promise<readonly CommittedRow[]> {
  const versions = await listVersions(reader, view);
  const finals = await listFinals(reader, view);
  return [
    ...versions.map((version) => ({
      ...{ table: "pledge_version", row: `${version.member} ${version.number}`, column: "levels" },
      ...{ kind: "pledge" as const, leafIndex: version.leafIndex },
      content: contentOf(view.caseId, version),
    })),
    ...finals.flatMap(({ id, leafIndex, pledges, certificate, members }) =>
      // A resolution from before pledges could be locked was not committed to.
      leafIndex === null
        ? []
        : [
            {
              ...{ table: "resolution_set", row: id, column: "pledges" },
              ...{ kind: "resolution" as const, leafIndex },
              content: commitFinal({ id, pledges, certificate, members }),
            },
          ],
    ),
  ];
}

function contentOf(caseId: string, { member, levels, authority, validUntil }: VersionRow): object {
  if (levels === null) return withdrawal(caseId, member);
  // Before anybody was asked who stands behind a pledge, less was committed to.
  if (authority === null) return { member, levels } satisfies Record<string, JsonValue>;
  return { case: caseId, member, levels, authority, validUntil };
}

/** Leaves of a case whose openings this node does not keep. Numbers, and nothing about whose. */
export async function readSealedLeaves(reader: Reader, of: CaseIdentity): Promise<readonly number[]> {
  return listSealedLeaves(reader, openResolverView(readSeat(`${of.lead}/release-authority`), of));
}
