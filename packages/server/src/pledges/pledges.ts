// Pledges and their resolution.
import { randomUUID } from "node:crypto";
import { canonicalize, PolicyError, utf8 } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { resolvePledges } from "@entente/core/coalition";
import type { Resolution } from "@entente/core/coalition";
import { readPledges } from "@entente/core/pledges";
import type { PledgeSet } from "@entente/core/pledges";
import type { Community, CompiledCommunity } from "@entente/core/markings";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { commitDigests } from "../ledger/index.ts";
import type { Transactor } from "../storage/index.ts";
import { arePledgesLocked, insertResolution, readPledgesForResolution, upsertPledge } from "./store.ts";
import type { PledgeRow } from "./store.ts";

/**
 * Places, raises, lowers or replaces the pledge of the seat's member, until T-0 is armed; each version is committed to the ledger.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE; PolicyError TRANSITION_REFUSED.
 */
export async function placePledge(
  tx: Transactor,
  act: Act,
  {
    sealed,
    levels,
    community,
  }: { readonly sealed: boolean; readonly levels: JsonValue; readonly community: CompiledCommunity },
): Promise<void> {
  requireRole(act.seat, ["desk"], null);
  const row: PledgeRow = { member: act.seat.member, sealed, levels };
  readPledgeRows([row], community.community);
  if (await arePledgesLocked(tx, act.of.id))
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "Pledges are locked since T-0 was armed. The lead's release authority can stand it down.",
    );
  const digest = nodePrimitives.sha256(utf8(canonicalize({ member: row.member, levels })));
  const [leaf] = await commitDigests(tx, {
    caseId: act.of.id,
    at: act.at,
    commitments: [{ kind: "pledge", digest }],
  });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  await upsertPledge(tx, act.of.id, { ...row, by: act.seat.id, at: act.at, leafIndex: leaf.index });
  await note(tx, act, "pledge.place", row.member);
}

/** Resolves all pledges of the case at one point of serialisation and stores the result with its explanation. */
export async function resolveCase(
  tx: Transactor,
  act: Act,
  community: CompiledCommunity,
): Promise<Resolution> {
  requireRole(act.seat, ["desk", "release-authority"], act.of);
  const { pledges, context } = readPledgeRows(
    await readPledgesForResolution(tx, openSeatView(act.seat, act.of)),
    community.community,
  );
  const resolution = resolvePledges({ pledges, context });
  const alone = new Set(resolution.alone);
  const members = pledges.map(({ member }) => ({
    member,
    level: resolution.levels[member] ?? 0,
    alone: alone.has(member),
    explanation: resolution.explain[member] ?? "",
  }));
  await insertResolution(tx, { id: randomUUID(), caseId: act.of.id, by: act.seat.id, at: act.at, members });
  await note(tx, act, "pledges.resolve", `${resolution.acting.length} act`);
  return resolution;
}

/**
 * Pledge rows through the same strict reader a pledge file goes through, with the community's groups and weights.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE.
 */
export function readPledgeRows(rows: readonly PledgeRow[], { members, groups }: Community): PledgeSet {
  const names = new Set(members.flatMap((member) => Object.keys(member.weights)));
  const weights = [...names].map(
    (name) =>
      [name, Object.fromEntries(members.map((member) => [member.id, member.weights[name] ?? 0]))] as const,
  );
  return readPledges({
    format: "entente-pledges/1",
    groups: Object.fromEntries(groups.map((group) => [group.id, group.members])),
    weights: Object.fromEntries(weights),
    pledges: rows.map(({ member, levels }) => ({ member, levels })),
  });
}

async function note(tx: Transactor, act: Act, action: string, subject: string): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
