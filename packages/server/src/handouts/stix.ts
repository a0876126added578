// A cut as STIX, with what its recipient was told besides: the measures, which everyone in a case reads, its own position,
// never another's, and what was said of the release. It is read under the recipient's own view, so that there is nothing else
// to tell it, whoever it is that hands the objects out and however.
import type { JsonObject } from "@entente/core/encoding";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openPublicView, openSeatView, readSeat } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { listPositions } from "../approaches/index.ts";
import { arrangementsOf, communityOf, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readFacts } from "../measures/index.ts";
import { listNotices } from "../notices/index.ts";
import { bundleStix, renderStix } from "../stix/index.ts";
import type { StixContext } from "../stix/index.ts";
import type { Reader } from "../storage/index.ts";
import type { Handout } from "./handouts.ts";

/** What one recipient of cuts was told besides them. */
export interface Told extends Omit<StixContext, "notices"> {
  readonly notices: readonly (StixContext["notices"][number] & { readonly releaseId: string })[];
}

/** A cut's file, and the release it is of. */
export interface ToldCut {
  readonly releaseId: string;
  readonly file: string;
}

/** What `recipient` was told of a case besides its cuts. The transaction is under the recipient's view afterwards. */
export async function readTold(reader: Reader, row: CaseRow, recipient: string): Promise<Told> {
  const view = viewOf(row, recipient);
  const positions = await listPositions(reader, view);
  const { measures } = await readFacts(reader, view, row);
  const notices = await listNotices(reader, view);
  return {
    names: namesOf(row),
    policies: communityOf(row).community.policies,
    incident: { slug: row.slug, title: row.title },
    // The lead reads every position, and is told as a recipient of its own alone.
    positions: positions
      .filter(({ member }) => member === recipient)
      .map(({ member, position, statement, at }) => ({ member, position, statement, at })),
    measures: measures.filter(({ verified }) => verified),
    notices: notices.map(({ releaseId, kind, text, replacedBy, at }) => ({
      ...{ releaseId, kind, text, replacedBy, at },
    })),
    kinds: arrangementsOf(row).kinds,
  };
}

/** The objects of a cut, as files and machines are given them. */
export function renderTold(told: Told, { releaseId, file }: ToldCut): readonly JsonObject[] {
  const cut = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
  const notices = told.notices.filter((one) => one.releaseId === releaseId);
  return renderStix(cut, { ...told, notices });
}

function viewOf(row: CaseRow, recipient: string): View {
  return recipient === "PUBLIC" ? openPublicView(row) : openSeatView(readSeat(`${recipient}/desk`), row);
}

/** The handed-out cut as a file of STIX beside it. */
export async function writeStix(
  reader: Reader,
  { row, handout }: { readonly row: CaseRow; readonly handout: Handout },
): Promise<{ readonly path: string; readonly file: string }> {
  const [{ path, file } = { path: "", file: "" }] = handout.files;
  const told = await readTold(reader, row, handout.recipient);
  const bundle = bundleStix(renderTold(told, { releaseId: handout.releaseId, file }));
  return { path: path.replace(/[.]cut[.]json$/, ".stix.json"), file: `${JSON.stringify(bundle, null, 2)}\n` };
}
