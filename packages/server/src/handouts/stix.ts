// A cut as STIX, with what its recipient was told besides: the measures, which everyone in a case reads, and its own position,
// never another's, whoever it is that hands the file out.
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import { listPositions } from "../approaches/index.ts";
import { arrangementsOf, communityOf, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readFacts } from "../measures/index.ts";
import { bundleStix, renderStix } from "../stix/index.ts";
import type { StixContext } from "../stix/index.ts";
import type { Reader } from "../storage/index.ts";
import type { Handout } from "./handouts.ts";

/** What `recipient` was told besides its cut, as far as the view reaches. */
async function readStixContext(
  reader: Reader,
  view: View,
  { row, recipient }: { readonly row: CaseRow; readonly recipient: string },
): Promise<StixContext> {
  const positions = await listPositions(reader, view);
  const { measures } = await readFacts(reader, view, row);
  return {
    names: namesOf(row),
    policies: communityOf(row).community.policies,
    incident: { slug: row.slug, title: row.title },
    positions: positions.filter(({ member }) => member === recipient),
    measures: measures.filter(({ verified }) => verified),
    kinds: arrangementsOf(row).kinds,
  };
}

/** The handed-out cut as a file of STIX beside it. */
export async function writeStix(
  reader: Reader,
  view: View,
  { row, handout }: { readonly row: CaseRow; readonly handout: Handout },
): Promise<{ readonly path: string; readonly file: string }> {
  const [{ path, file } = { path: "", file: "" }] = handout.files;
  const cut = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
  const context = await readStixContext(reader, view, { row, recipient: handout.recipient });
  const bundle = bundleStix(renderStix(cut, context));
  return { path: path.replace(/[.]cut[.]json$/, ".stix.json"), file: `${JSON.stringify(bundle, null, 2)}\n` };
}
