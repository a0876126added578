// First keys are made when the node or a lead is set up, and the database remembers that they were. A keystore that lacks
// one of them later is older than the database: what needs the key is refused, and no other key takes its place.
import type { Transactor } from "../storage/index.ts";
import type { FirstKey, Keystore } from "./keystore.ts";
import { insertMade, listMade } from "./store.ts";

/** What the installation itself signs and keeps with. */
const NODE: readonly FirstKey["purpose"][] = ["ledger", "witness", "files"];
/** What a member signs and opens with that leads a case here. */
const LEAD: readonly FirstKey["purpose"][] = ["issuer", "authority", "resolver"];

/** Makes those of the node's own keys that were never made. @throws InputError when one that is there is damaged. */
export async function setUpNode(tx: Transactor, keystore: Keystore): Promise<void> {
  await makeThose(tx, keystore, NODE, "node");
}

/** The same for the keys of a member in whose name this node acts. */
export async function setUpLead(tx: Transactor, keystore: Keystore, member: string): Promise<void> {
  await makeThose(tx, keystore, LEAD, member);
}

/** The same for the keys by which other nodes know this one: what it signs letters with, and opens them with. */
export async function setUpPeering(tx: Transactor, keystore: Keystore, host: string): Promise<void> {
  await makeThose(tx, keystore, ["peer"], host);
}

async function makeThose(
  tx: Transactor,
  keystore: Keystore,
  purposes: readonly FirstKey["purpose"][],
  member: string,
): Promise<void> {
  const made = await listMade(tx);
  const missing = purposes.flatMap((purpose) =>
    made.some((one) => one.purpose === purpose && one.member === member) ? [] : [{ purpose, member }],
  );
  if (missing.length === 0) return;
  // Kept and synced before the row that says so: a set-up that is cut off takes the same keys the next time.
  for (const key of missing) await keystore.makeFirst(key);
  await insertMade(tx, missing);
}
