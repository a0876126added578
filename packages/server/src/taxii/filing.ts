// Filing: the STIX objects of the cuts that a member was delivered, put into its list, and later what it is told besides: its
// position, measures, what was said of a release. They are what a file of the same cut holds, rendered by the same function
// under the member's own view, and written once, so that whoever reads a page gets texts that lie there ready.
import { hash } from "node:crypto";
import { canonicalize, readInstant } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { viewOfLead } from "../files/index.ts";
import { readTold, renderTold } from "../handouts/index.ts";
import type { Told } from "../handouts/index.ts";
import { keepRecent } from "../storage/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import type { KeptObject } from "./envelope.ts";
import { readMicroseconds, UNSAID } from "./protocol.ts";
import { addObjects } from "./store.ts";
import { listDelivered, listFiled, nameFiled, readDelivered } from "./store-filing.ts";

interface Due {
  readonly cut: { readonly id: string; readonly recipient: string };
  readonly objects: readonly KeptObject[];
}

/** What each list was last brought up to by this process, as a digest, so that a change elsewhere in a case costs a look. */
const broughtUp = new WeakMap<Database, ReturnType<typeof keepRecent<string>>>();
const KNOWN_BYTES = 8 * 1024 * 1024;

/**
 * Brings the lists of all members that cuts of the case were delivered to up to what these are told now; gives how many
 * objects came into lists. However often and by however many processes it is done, an object comes into a list once.
 */
export async function fileCuts(database: Database, row: CaseRow): Promise<number> {
  const lead = viewOfLead(row);
  const known = broughtUp.get(database) ?? keepRecent<string>(KNOWN_BYTES, (digest) => digest.length * 4);
  broughtUp.set(database, known);
  const recipients = await database.read((reader) => listDelivered(reader, lead));
  let filed = 0;
  for (const [recipient, cuts] of recipients) {
    const key = `${row.id} ${recipient}`;
    const told = await database.read((reader) => readTold(reader, row, recipient));
    const digest = digestTold(told, cuts);
    if (known.get(key) === digest) continue;
    filed += await fileFor(database, row, { lead, recipient, told });
    known.set(key, digest);
  }
  return filed;
}

/** Everything that the objects in a list follow from. */
function digestTold({ policies, ...told }: Told, cuts: readonly string[]): string {
  const all = { ...told, cuts, policies: policies.map(({ id }) => id) };
  return hash("sha256", canonicalize(all as unknown as JsonObject), "base64url");
}

async function fileFor(
  database: Database,
  row: CaseRow,
  { lead, recipient, told }: { readonly lead: View; readonly recipient: string; readonly told: Told },
): Promise<number> {
  const { cuts, there } = await database.read(async (reader) => ({
    cuts: await readDelivered(reader, lead, recipient),
    there: await listFiled(reader, lead, recipient),
  }));
  let filed = 0;
  for (const cut of cuts) {
    const objects = renderTold(told, cut)
      .map(keepObject)
      .filter((object) => !there.has(nameFiled(object)));
    for (const object of objects) there.add(nameFiled(object));
    if (objects.length === 0) continue;
    const at = row.exercise ? row.clock : readInstant(new Date().toISOString());
    const due = { cut: { id: cut.id, recipient }, objects };
    filed += await database.transact((tx) => fileOne(tx, lead, { due, at }));
  }
  return filed;
}

/** Files the objects of one cut that another process was not faster with. */
async function fileOne(
  tx: Transactor,
  view: View,
  { due: { cut, objects }, at }: { readonly due: Due; readonly at: Instant },
): Promise<number> {
  const there = await listFiled(tx, view, cut.recipient);
  const missing = objects.filter((object) => !there.has(nameFiled(object)));
  if (missing.length === 0) return 0;
  const list = { caseId: view.caseId, box: "cuts", member: cut.recipient } as const;
  const added = await addObjects(tx, view, { list, objects: missing, at, by: "node", cutId: cut.id });
  const count = added.filter((one) => one === "added").length;
  await writeJournal(tx, {
    ...{ caseId: view.caseId, at, seat: "node", action: "taxii.file", subject: cut.id },
    detail: { objects: count },
  });
  return count;
}

function keepObject(object: JsonObject): KeptObject {
  const { id, type, spec_version: specVersion, created, modified } = object;
  const version = modified ?? created ?? UNSAID;
  if (typeof id !== "string" || typeof type !== "string" || typeof version !== "string")
    throw new TypeError("a STIX object of this node has an id, a type and its instants as text");
  return {
    ...{ id, type, version, versionAt: readMicroseconds(version) },
    specVersion: typeof specVersion === "string" ? specVersion : "2.1",
    // In letters below U+0080 a page is the same bytes however it is held on its way.
    text: JSON.stringify(object).replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  };
}
