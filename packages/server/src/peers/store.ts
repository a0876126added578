// What is remembered of other nodes.
import type { Instant } from "@entente/core/encoding";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface PeerRow {
  readonly fingerprint: string;
  readonly member: string;
  readonly card: string;
  readonly address: string | null;
  /** Whether a person here wrote the address; otherwise the other side did, on its card. */
  readonly addressOurs: boolean;
  /** The case of a kit, whose keys this node made; null: a node. */
  readonly kitCase: string | null;
  /** The card before its last change of keys, until something came that the new keys signed; null: there is none. */
  readonly cardBefore: string | null;
  /** The generation of this node's keys that it has confirmed. */
  readonly keysTold: number;
  readonly addedAt: Instant;
  readonly pairedAt: Instant | null;
  /** When it first wrote: a person there has paired it with this node. */
  readonly answeredAt: Instant | null;
  readonly heardAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly stopped: { readonly at: Instant; readonly code: string; readonly said: string } | null;
  readonly written: number;
  readonly acknowledged: number;
  readonly taken: number;
  readonly told: number;
  readonly tries: number;
  readonly nextTryAt: Instant | null;
  readonly trouble: { readonly at: Instant; readonly code: string; readonly said: string } | null;
}

const columns = [
  ...([
    "fingerprint",
    "member",
    "card",
    "address",
    "address_ours",
    "added_at",
    "paired_at",
    "answered_at",
    "heard_at",
  ] as const),
  ...([
    "ended_at",
    "stopped_at",
    "stopped_code",
    "stopped_said",
    "written",
    "acknowledged",
    "taken",
  ] as const),
  ...(["told", "tries", "next_try_at", "trouble_at", "trouble_code", "trouble_said"] as const),
  ...(["kit_case", "card_before", "keys_told"] as const),
] as const;

interface Stored {
  readonly fingerprint: string;
  readonly member: string;
  readonly card: string;
  readonly address: string | null;
  readonly address_ours: boolean;
  readonly added_at: Instant;
  readonly paired_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly heard_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly stopped_at: Instant | null;
  readonly stopped_code: string | null;
  readonly stopped_said: string | null;
  readonly written: number;
  readonly acknowledged: number;
  readonly taken: number;
  readonly told: number;
  readonly tries: number;
  readonly next_try_at: Instant | null;
  readonly trouble_at: Instant | null;
  readonly trouble_code: string | null;
  readonly trouble_said: string | null;
  readonly kit_case: string | null;
  readonly card_before: string | null;
  readonly keys_told: number;
}

function readPeer(row: Stored): PeerRow {
  const { fingerprint, member, card, address, written, acknowledged, taken, told, tries } = row;
  const said = (at: Instant | null, code: string | null, text: string | null) =>
    at === null ? null : { at, code: code ?? "", said: text ?? "" };
  return {
    ...{ fingerprint, member, card, address, written, acknowledged, taken, told, tries },
    ...{ addedAt: row.added_at, pairedAt: row.paired_at, answeredAt: row.answered_at, heardAt: row.heard_at },
    ...{ endedAt: row.ended_at, nextTryAt: row.next_try_at, kitCase: row.kit_case },
    ...{ addressOurs: row.address_ours, cardBefore: row.card_before, keysTold: row.keys_told },
    stopped: said(row.stopped_at, row.stopped_code, row.stopped_said),
    trouble: said(row.trouble_at, row.trouble_code, row.trouble_said),
  };
}

export async function insertPeer(
  tx: Transactor,
  row: Pick<
    PeerRow,
    "fingerprint" | "member" | "card" | "address" | "addressOurs" | "addedAt" | "kitCase" | "keysTold"
  > & {
    readonly addedBy: string;
  },
): Promise<void> {
  noteChange(tx, "");
  const { fingerprint, member, card, address } = row;
  await tx
    .insertInto("peer")
    .values({
      ...{ fingerprint, member, card, address, address_ours: row.addressOurs, kit_case: row.kitCase },
      ...{ added_at: row.addedAt, added_by: row.addedBy, keys_told: row.keysTold },
    })
    .execute();
}

/** Every node this one knows, by member and then by when it was added. */
export async function listPeers(reader: Reader): Promise<readonly PeerRow[]> {
  const rows = await reader
    .selectFrom("peer")
    .select(columns)
    .orderBy("member")
    .orderBy("added_at")
    .orderBy("fingerprint")
    .execute();
  return rows.map(readPeer);
}

export async function findPeer(reader: Reader, fingerprint: string): Promise<PeerRow | null> {
  const row = await reader
    .selectFrom("peer")
    .select(columns)
    .where("fingerprint", "=", fingerprint)
    .executeTakeFirst();
  return row === undefined ? null : readPeer(row);
}

/** The same, and nobody else changes it until the transaction ends: streams are worked at by one at a time. */
export async function lockPeer(tx: Transactor, fingerprint: string): Promise<PeerRow | null> {
  const row = await tx
    .selectFrom("peer")
    .select(columns)
    .where("fingerprint", "=", fingerprint)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : readPeer(row);
}

export interface PeerChange {
  readonly card?: string;
  readonly card_before?: string | null;
  readonly keys_told?: number;
  readonly address?: string | null;
  readonly paired_at?: Instant;
  readonly paired_by?: string;
  readonly answered_at?: Instant;
  readonly heard_at?: Instant;
  readonly ended_at?: Instant;
  readonly stopped_at?: Instant;
  readonly stopped_code?: string;
  readonly stopped_said?: string;
  readonly written?: number;
  readonly acknowledged?: number;
  readonly taken?: number;
  readonly told?: number;
  readonly tries?: number;
  readonly next_try_at?: Instant | null;
  readonly trouble_at?: Instant | null;
  readonly trouble_code?: string | null;
  readonly trouble_said?: string | null;
}

export async function updatePeer(tx: Transactor, fingerprint: string, change: PeerChange): Promise<void> {
  noteChange(tx, "");
  await tx.updateTable("peer").set(change).where("fingerprint", "=", fingerprint).execute();
}

/** Uses a number of a signed request up. False: it was used before. */
export async function useNonce(
  tx: Transactor,
  {
    peer,
    nonce,
    until,
    now,
  }: { readonly peer: string; readonly nonce: string; readonly until: Instant; readonly now: Instant },
): Promise<boolean> {
  await tx.deleteFrom("peer_nonce").where("until", "<", now).execute();
  const made = await tx
    .insertInto("peer_nonce")
    .values({ peer, nonce, until })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(made.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Keys by which others know this node, after the first. */
export interface PeeringRow {
  readonly number: number;
  /** Those before were lost or stolen: the node has another name from here on. */
  readonly anew: boolean;
}

export async function listPeeringKeys(reader: Reader): Promise<readonly PeeringRow[]> {
  return reader.selectFrom("peering_keys").select(["number", "anew"]).orderBy("number").execute();
}

export async function insertPeeringKeys(
  tx: Transactor,
  { number, anew, at, by }: PeeringRow & { readonly at: Instant; readonly by: string },
): Promise<void> {
  noteChange(tx, "");
  await tx.insertInto("peering_keys").values({ number, anew, made_at: at, made_by: by }).execute();
}
