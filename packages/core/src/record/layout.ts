// Where things lie in a record, `entente-record/1`. The layout is closed: a path that is not one of these has no place in
// a record, so nothing can ride along.
import { InputError } from "../encoding/index.ts";

export const RECORD_PATH = "record.json";
export const INDEX_PATH = "index.html";
export const CASE_PATH = "data/case.json";
export const TALLIES_PATH = "data/tallies.json";
export const CLOCKS_PATH = "data/clocks.json";
export const CHECKPOINT_PATH = "ledger/checkpoint";
/** Tiles and bundles have the paths of tlog-tiles under this prefix. */
export const LEDGER_PREFIX = "ledger/";
/** The recipient every document of a record is cut for. */
export const PUBLIC_RECIPIENT = "PUBLIC";

const FIXED = [INDEX_PATH, CASE_PATH, TALLIES_PATH, CLOCKS_PATH, CHECKPOINT_PATH];
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const DOCUMENT = /^documents\/([^/]+?)(\.cut\.json|\.html)$/;
const TILE =
  /^ledger\/tile\/(?:entries|[0-9]|[1-5][0-9]|6[0-3])\/(?:x[0-9]{3}\/)*[0-9]{3}(?:\.p\/[1-9][0-9]{0,2})?$/;

/** @throws InputError RECORD_SYNTAX when `name` cannot name a document. */
export function documentPaths(name: string): { readonly cut: string; readonly page: string } {
  if (!NAME.test(name))
    throw new InputError(
      "RECORD_SYNTAX",
      `"${name}" cannot name a document: use lower-case letters, digits and hyphens`,
    );
  return { cut: `documents/${name}.cut.json`, page: `documents/${name}.html` };
}

/**
 * The names of the documents among `paths`, sorted; each must have its cut and its page.
 * @throws InputError RECORD_SYNTAX when a path has no place in the layout, or a required one is not there.
 */
export function readLayout(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  for (const path of FIXED)
    if (!all.has(path))
      throw new InputError("RECORD_SYNTAX", `A record has a file ${path}, and this one does not`);
  const names = new Set<string>();
  for (const path of paths) {
    const name = DOCUMENT.exec(path)?.[1];
    if (name !== undefined && NAME.test(name)) names.add(name);
    else if (!FIXED.includes(path) && !TILE.test(path))
      throw new InputError("RECORD_SYNTAX", `The path ${JSON.stringify(path)} has no place in a record`);
  }
  for (const name of names) {
    const { cut, page } = documentPaths(name);
    if (!all.has(cut) || !all.has(page))
      throw new InputError("RECORD_SYNTAX", `The document ${name} needs both ${cut} and ${page}`);
  }
  return [...names].sort();
}
