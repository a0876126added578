// A case that one node leads and brings to others, as its own seats do it: what the desks for that do is tested with them.
import { readInstant } from "@entente/core/encoding";
import { noRules } from "@entente/core/planning";
import { readSeat } from "../packages/server/src/access/index.ts";
import type { Act } from "../packages/server/src/access/index.ts";
import { deliverApproaches, openApproaches } from "../packages/server/src/approaches/index.ts";
import { communityOf, findCase } from "../packages/server/src/cases/index.ts";
import type { CaseRow } from "../packages/server/src/cases/index.ts";
import { draftDocument } from "../packages/server/src/documents/index.ts";
import { approveRelease, issueApproved, planDocument } from "../packages/server/src/releases/index.ts";
import { setTZero } from "../packages/server/src/t-zero/index.ts";
import type { RealNode } from "./real-node.ts";

export const BROUGHT = "bridge-at-strelsau-2026";
const ASK = "Act with us by the end of the month.";
const TEXT = `---
title: (TLP:AMBER) What was seen at Strelsau
originator: GBR
policy: tlp
---

1. (TLP:AMBER) On 4 March the bridge at Strelsau was closed to all traffic.

2. (TLP:RED) Two officers were seen there at noon.
`;

async function actOf(
  { node }: RealNode,
  seat: string,
): Promise<{ readonly act: Act; readonly row: CaseRow }> {
  const row = await node.database.read((reader) => findCase(reader, BROUGHT));
  if (row === null) throw new Error("the case is missing");
  return { act: { of: row, seat: readSeat(seat), at: readInstant(new Date().toISOString()) }, row };
}

/** Drafted, released to EST and LVA and delivered. */
export async function bring(gbr: RealNode): Promise<void> {
  const { database, keystore, ledger } = gbr.node;
  const { act: drafter, row } = await actOf(gbr, "GBR/drafter/anna.k");
  const { act: authority } = await actOf(gbr, "GBR/release-authority/ruth.b");
  const { act: desk } = await actOf(gbr, "GBR/desk/dora.m");
  const context = { community: communityOf(row), keystore, ledger };
  await database.transact((tx) =>
    draftDocument(tx, drafter, {
      ...{ name: "assessment", source: TEXT, original: null, attachments: [] },
      ...{ community: context.community, files: gbr.node.files },
    }),
  );
  const { digest } = await database.transact((tx) =>
    planDocument(tx, drafter, {
      ...{ document: "assessment", recipients: ["EST", "LVA"], rules: noRules, publicText: null },
      ...{ renderings: ["txt"], ...context },
    }),
  );
  const plan = { document: "assessment", planDigest: digest, ...context };
  await database.transact((tx) => approveRelease(tx, authority, { ...plan, findingsSeen: 0 }));
  await database.transact((tx) => issueApproved(tx, authority, plan));
  await database.transact(async (tx) => {
    const members = ["EST", "LVA"];
    const answerBy = readInstant(new Date(Date.now() + 5 * 86_400_000).toISOString());
    await openApproaches(tx, desk, {
      ...{ members, documents: ["assessment"], ask: ASK, community: context.community, answerBy },
    });
    await deliverApproaches(tx, desk, members);
  });
}

/** The common instant, some days from now, for which EST is asked to be ready. */
export async function setInstant(gbr: RealNode): Promise<void> {
  const { act, row } = await actOf(gbr, "GBR/release-authority/ruth.b");
  const instant = readInstant(new Date(Date.now() + 6 * 86_400_000).toISOString());
  await gbr.node.database.transact((tx) =>
    setTZero(tx, act, { instant, members: ["EST"], community: communityOf(row) }),
  );
}
