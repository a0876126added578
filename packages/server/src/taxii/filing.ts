// Filing: the STIX objects of a cut, put into its recipient's list once the cut was delivered. They are a rendering of the
// checked cut and of nothing else, written once, so that whoever reads a page gets texts that lie there ready.
import { readInstant } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { communityOf, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { viewOfLead } from "../files/index.ts";
import { readCutFiles } from "../releases/index.ts";
import { renderStix } from "../stix/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import type { KeptObject } from "./envelope.ts";
import { readMicroseconds, UNSAID } from "./protocol.ts";
import { addObjects, listUnfiled } from "./store.ts";

/** Files every cut of the case that was delivered and is in no list yet; gives how many objects came into lists. */
export async function fileCuts(database: Database, row: CaseRow): Promise<number> {
  const view = viewOfLead(row);
  const { unfiled, files } = await database.read(async (reader) => {
    const waiting = await listUnfiled(reader, view);
    return { unfiled: waiting, files: waiting.length === 0 ? [] : await readCutFiles(reader, view) };
  });
  let filed = 0;
  for (const { id, recipient } of unfiled) {
    const file = files.find((one) => one.id === id)?.file;
    if (file === undefined) continue;
    const objects = renderCut(row, file);
    const at = row.exercise ? row.clock : readInstant(new Date().toISOString());
    filed += await database.transact((tx) => fileOne(tx, view, { cut: { id, recipient }, objects, at }));
  }
  return filed;
}

/** Files the objects of one cut, unless another process was faster. */
async function fileOne(
  tx: Transactor,
  view: View,
  {
    cut,
    objects,
    at,
  }: {
    readonly cut: { readonly id: string; readonly recipient: string };
    readonly objects: readonly KeptObject[];
    readonly at: Instant;
  },
): Promise<number> {
  if (!(await listUnfiled(tx, view)).some(({ id }) => id === cut.id)) return 0;
  const list = { caseId: view.caseId, box: "cuts", member: cut.recipient } as const;
  const added = await addObjects(tx, view, { list, objects, at, by: "node", cutId: cut.id });
  const count = added.filter((one) => one === "added").length;
  await writeJournal(tx, {
    ...{ caseId: view.caseId, at, seat: "node", action: "taxii.file", subject: cut.id },
    detail: { objects: count },
  });
  return count;
}

function renderCut(row: CaseRow, file: string): readonly KeptObject[] {
  const cut = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
  const objects = renderStix(cut, {
    ...{ names: namesOf(row), policies: communityOf(row).community.policies, kinds: builtInKinds },
    incident: { slug: row.slug, title: row.title },
    // What was told besides the cut is told in the case, to whom it concerns, and changes; a filed object does not.
    ...{ positions: [], measures: [] },
  });
  return objects.map(keepObject);
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
