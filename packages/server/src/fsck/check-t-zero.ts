// T-0: every package that was armed and every opening, each led to its leaf.
import { encodeBase64url } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import { listCommittedTZero } from "../t-zero/index.ts";
import { checkCommitted } from "./check-commitments.ts";
import type { Derived } from "./check-commitments.ts";
import { compareBytes } from "./finding.ts";
import type { Finding } from "./finding.ts";

export async function checkTZero(
  reader: Reader,
  { view, slug, derived }: { readonly view: View; readonly slug: string; readonly derived: Derived },
): Promise<readonly (Finding | null)[]> {
  const found: (Finding | null)[] = [];
  for (const { table, row, column, kind, leafIndex, digest, stated } of await listCommittedTZero(
    reader,
    view,
  )) {
    const spot = { table, row: `${slug} ${row}`, column };
    const wrong = await checkCommitted(reader, { spot, kind, leafIndex, digest }, derived);
    found.push(wrong ?? compareStated({ ...spot, column: "digest" }, stated, digest));
  }
  return found;
}

/** The digest beside a package is the one its measures and its text have. */
function compareStated(
  spot: { readonly table: string; readonly row: string; readonly column: string },
  stated: string | null,
  digest: () => Uint8Array,
): Finding | null {
  if (stated === null) return null;
  const why = "the digest is not that of the package, which is in the ledger";
  return compareBytes(spot, { expected: encodeBase64url(digest()), found: stated, why });
}
