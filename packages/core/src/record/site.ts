// All that the pages of a record are written from, checked. Who plans a record and who verifies one both come by it here, so
// that what a page says is decided once.
import { PolicyError } from "../encoding/index.ts";
import type { Trust } from "../releases/index.ts";
import { checkDocument, checkFigures, readText } from "./contents.ts";
import type { CheckedDocument, RecordFigures, RecordFiles, RecordTree } from "./contents.ts";
import { listCorrections } from "./corrections.ts";
import type { Correction } from "./corrections.ts";
import { readEdition, readExposures, readMap, readMemberNames } from "./given.ts";
import { EDITION_PATH, EXPOSURES_PATH, MAP_PATH, MEMBERS_PATH } from "./layout.ts";
import type { DocumentFiles } from "./layout.ts";
import type {
  ClaimPlace,
  MemberName,
  RecordEdition,
  RecordExposure,
  RecordManifest,
  RecordMap,
} from "./record.ts";

export interface RecordSite extends RecordFigures {
  readonly manifest: Omit<RecordManifest, "files">;
  /** The entry of the ledger that commits to the manifest: the first after the tree. */
  readonly leaf: number;
  readonly tree: RecordTree;
  readonly names: Readonly<Record<string, MemberName>>;
  readonly edition: RecordEdition;
  readonly exposures: readonly RecordExposure[];
  readonly map: RecordMap;
  readonly documents: readonly CheckedDocument[];
  /** Newest first. */
  readonly corrections: readonly Correction[];
}

/** Persons beside the one who wrote a page that stand for what it says. */
const VALIDATORS = 2;

/**
 * Checks what is given over a tree that was checked, and puts it together.
 * @throws InputError and VerificationError of the formats inside; PolicyError EXPOSURE_INCOMPLETE.
 */
export function readSite({
  paths,
  tree,
  trust,
  ...record
}: RecordFiles & {
  readonly paths: readonly DocumentFiles[];
  readonly tree: RecordTree;
  readonly trust: Trust;
}): RecordSite {
  const { files, manifest } = record;
  const figures = checkFigures(record);
  const documents = paths.map((one) => checkDocument({ ...record, paths: one, tree, trust }));
  const exposures = readExposures(readText(files, EXPOSURES_PATH));
  requireSupported(exposures, documents);
  return {
    ...{ ...figures, manifest, tree, leaf: tree.checkpoint.size, documents, exposures },
    names: readMemberNames(readText(files, MEMBERS_PATH)),
    edition: readEdition(readText(files, EDITION_PATH)),
    map: readMap(readText(files, MAP_PATH)),
    corrections: listCorrections(documents, exposures),
  };
}

/** A page about a person that is not taken back has all it needs, each claim on what the public is shown. */
function requireSupported(exposures: readonly RecordExposure[], documents: readonly CheckedDocument[]): void {
  for (const { name, versions, withdrawn } of exposures) {
    const newest = versions.at(-1);
    if (newest === undefined || withdrawn !== null) continue;
    const { claims, validations, reply, legalCheck } = newest;
    const faults = [
      ...(claims.length === 0 ? ["it makes no claim"] : []),
      ...claims.flatMap((claim, index) =>
        isShown(claim, documents) ? [] : [`claim ${index + 1} stands on nothing this record shows`],
      ),
      ...(validations.length < VALIDATORS ? ["fewer than two persons stand for it"] : []),
      ...(reply.note.trim() === "" ? ["it does not say whether the person was asked"] : []),
      ...(legalCheck.note.trim() === "" ? ["no legal check is noted"] : []),
    ];
    if (faults.length > 0)
      throw new PolicyError(
        "EXPOSURE_INCOMPLETE",
        `The page about a person ${name} may not be public: ${faults.join("; ")}. Its publisher completes it or takes it back.`,
      );
  }
}

function isShown({ document, portion, cut }: ClaimPlace, documents: readonly CheckedDocument[]): boolean {
  const found = documents.find(({ name }) => name === document);
  return found?.cut.digest === cut && (found.cut.document.portions[portion - 1] ?? null) !== null;
}
