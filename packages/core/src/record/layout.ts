// Where things lie in a record, `entente-record/2`. The layout is closed: a path that is not one of these has no place in
// a record, so nothing can ride along. What is given lies under data/, documents/ and ledger/; everything else is written
// from it, so that a reader can write it again and compare.
import { InputError } from "../encoding/index.ts";

export const RECORD_PATH = "record.json";
export const CASE_PATH = "data/case.json";
export const TALLIES_PATH = "data/tallies.json";
export const CLOCKS_PATH = "data/clocks.json";
export const MEMBERS_PATH = "data/members.json";
export const EDITION_PATH = "data/edition.json";
export const EXPOSURES_PATH = "data/exposures.json";
export const MAP_PATH = "data/map.json";
export const SCRIPT_PATH = "check.js";
export const CHECKPOINT_PATH = "ledger/checkpoint";
/** Tiles and bundles have the paths of tlog-tiles under this prefix. */
export const LEDGER_PREFIX = "ledger/";
/** The recipient every document of a record is cut for. */
export const PUBLIC_RECIPIENT = "PUBLIC";

/** Pages about one document or person, and drawings, come once in each language; English lies at the top. */
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What must be there and is given, not written from other files. */
const GIVEN = [
  ...[CASE_PATH, TALLIES_PATH, CLOCKS_PATH, MEMBERS_PATH, EDITION_PATH, EXPOSURES_PATH, MAP_PATH],
  ...[SCRIPT_PATH, CHECKPOINT_PATH],
];
const NAME = "[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?";
const WHOLE_NAME = new RegExp(`^${NAME}$`);
/** The facts of an earlier case, as they stand in its own record. */
const EARLIER_CASE = new RegExp(`^data/earlier/(${NAME})\\.json$`);
const DOCUMENT = new RegExp(
  `^documents/(${NAME})(?:\\.cut\\.json|\\.(earlier)-([1-9][0-9]{0,3})\\.cut\\.json|\\.(notice)-([1-9][0-9]{0,3})\\.json)$`,
);
const WRITTEN = new RegExp(
  `^(?:style\\.css|data/(?:measures|sources|tallies|timeline)\\.csv|(?:fr/)?(?:index\\.html|corrections\\.html|check\\.html|feed\\.xml|map\\.svg|curve\\.svg|card\\.svg|(?:documents|persons)/${NAME}\\.html))$`,
);
const TILE =
  /^ledger\/tile\/(?:entries|[0-9]|[1-5][0-9]|6[0-3])\/(?:x[0-9]{3}\/)*[0-9]{3}(?:\.p\/[1-9][0-9]{0,2})?$/;

/** The files of one document: its cut, the cuts it took the place of, oldest first, and what was said of any of them. */
export interface DocumentFiles {
  readonly name: string;
  readonly cut: string;
  readonly earlier: readonly string[];
  readonly notices: readonly string[];
}

/** @throws InputError RECORD_SYNTAX when `name` cannot name a document. */
export function documentPaths(name: string, earlier: number, notices: number): DocumentFiles {
  requireName(name);
  const count = (length: number, path: (number: number) => string): readonly string[] =>
    Array.from({ length }, (_, index) => path(index + 1));
  return {
    name,
    cut: `documents/${name}.cut.json`,
    earlier: count(earlier, (number) => `documents/${name}.earlier-${number}.cut.json`),
    notices: count(notices, (number) => `documents/${name}.notice-${number}.json`),
  };
}

/** @throws InputError RECORD_SYNTAX when `name` can name neither a document nor a page about a person. */
export function requireName(name: string): void {
  if (!WHOLE_NAME.test(name))
    throw new InputError(
      "RECORD_SYNTAX",
      `"${name}" cannot name a document or a page: use lower-case letters, digits and hyphens`,
    );
}

/** @throws InputError RECORD_SYNTAX when `id` cannot name a case. */
export function earlierCasePath(id: string): string {
  requireName(id);
  return `data/earlier/${id}.json`;
}

/** The earlier case whose facts lie at `path`; null: none lie there. */
export function readEarlierCasePath(path: string): string | null {
  return EARLIER_CASE.exec(path)?.[1] ?? null;
}

/** Whether a file at `path` is written from the others. */
export function isWritten(path: string): boolean {
  return WRITTEN.test(path);
}

/**
 * The documents among `paths`, sorted by name.
 * @throws InputError RECORD_SYNTAX when a path has no place in the layout, or a given file is not there.
 */
export function readLayout(paths: readonly string[]): readonly DocumentFiles[] {
  const all = new Set(paths);
  for (const path of GIVEN)
    if (!all.has(path))
      throw new InputError("RECORD_SYNTAX", `A record has a file ${path}, and this one does not`);
  const counts = new Map<string, { earlier: number; notice: number }>();
  for (const path of paths) {
    const [, name, ...rest] = DOCUMENT.exec(path) ?? [];
    if (name !== undefined) {
      const count = counts.get(name) ?? { earlier: 0, notice: 0 };
      counts.set(name, count);
      if (rest.includes("earlier")) count.earlier += 1;
      if (rest.includes("notice")) count.notice += 1;
    } else if (!isKnown(path))
      throw new InputError("RECORD_SYNTAX", `The path ${JSON.stringify(path)} has no place in a record`);
  }
  const documents = [...counts].map(([name, { earlier, notice }]) => documentPaths(name, earlier, notice));
  for (const { name, cut, earlier, notices } of documents)
    for (const path of [cut, ...earlier, ...notices])
      if (!all.has(path))
        throw new InputError("RECORD_SYNTAX", `The document ${name} needs ${path}, which is not there`);
  return documents.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isKnown(path: string): boolean {
  return GIVEN.includes(path) || TILE.test(path) || EARLIER_CASE.test(path) || WRITTEN.test(path);
}
