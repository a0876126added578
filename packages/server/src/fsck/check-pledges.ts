// Pledges: every version that lies open and every final resolution, each led to its leaf.
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import { digestOf, listCommitted } from "../pledges/index.ts";
import type { Reader } from "../storage/index.ts";
import { checkCommitted } from "./check-commitments.ts";
import type { Derived } from "./check-commitments.ts";
import type { Finding } from "./finding.ts";

export async function checkPledges(
  reader: Reader,
  { view, slug, derived }: { readonly view: View; readonly slug: string; readonly derived: Derived },
): Promise<readonly (Finding | null)[]> {
  const found: (Finding | null)[] = [];
  for (const { table, row, column, kind, leafIndex, content } of await listCommitted(reader, view)) {
    const spot = { table, row: `${slug} ${row}`, column };
    const digest = () => digestOf(content, nodePrimitives);
    found.push(await checkCommitted(reader, { spot, kind, leafIndex, digest }, derived));
  }
  return found;
}
