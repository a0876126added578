// What the files of a record must say beside being the signed ones: the ledger's tree follows from its entries, the
// figures follow from the case file, and every document is a true cut for the public. Used before publishing and by
// whoever checks, so that nothing is published that would not verify.
import {
  canonicalize,
  decodeUtf8,
  equalBytes,
  InputError,
  parseCanonicalFile,
  parseJson,
  readArray,
  readDay,
  readObject,
  readString,
  readWord,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import {
  hashLeaf,
  hashTree,
  openCheckpoint,
  openProofCheckpoint,
  planTiles,
  readEntries,
} from "../ledger/index.ts";
import type { Checkpoint } from "../ledger/index.ts";
import { computeClocks, countingRules, readCaseFile, tallyMeasures } from "../measures/index.ts";
import type { CaseFile, ResponseMoments, Tally } from "../measures/index.ts";
import { verifyCut } from "../releases/index.ts";
import { verifyCutPage } from "../pages/index.ts";
import type { CutDocument, Trust } from "../releases/index.ts";
import {
  CASE_PATH,
  CHECKPOINT_PATH,
  CLOCKS_PATH,
  documentPaths,
  LEDGER_PREFIX,
  PUBLIC_RECIPIENT,
  TALLIES_PATH,
} from "./layout.ts";
import type { RecordManifest } from "./record.ts";

export interface RecordFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: RecordManifest;
  readonly primitives: Primitives;
}

/** The tree under ledger/, rebuilt from its entries. */
export interface RecordTree {
  readonly checkpoint: Checkpoint;
  readonly leafHashes: readonly Uint8Array[];
}

/**
 * Rebuilds the tree from the entry bundles and compares every tile and the root.
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID, RECORD_TREE_MISMATCH.
 */
export function checkTree({ files, manifest, primitives }: RecordFiles): RecordTree {
  const note = readText(files, CHECKPOINT_PATH);
  const checkpoint = openCheckpoint({ note, identity: manifest.ledger }, primitives);
  const tiles = new Map<string, Uint8Array>();
  for (const [path, bytes] of files)
    if (path.startsWith(LEDGER_PREFIX) && path !== CHECKPOINT_PATH)
      tiles.set(path.slice(LEDGER_PREFIX.length), bytes);
  const entries = readBundles(tiles, checkpoint.size);
  const expected = planTiles(entries, primitives);
  for (const path of new Set([...expected.keys(), ...tiles.keys()])) {
    const [ours, theirs] = [expected.get(path), tiles.get(path)];
    if (ours === undefined || theirs === undefined || !equalBytes(ours, theirs))
      throw treeMismatch(`The file ${LEDGER_PREFIX}${path} does not follow from the ledger's entries`);
  }
  const leafHashes = entries.map((entry) => hashLeaf(entry, primitives));
  if (!equalBytes(hashTree(leafHashes, primitives), checkpoint.root))
    throw treeMismatch("The ledger's entries do not give the root its checkpoint signs");
  return { checkpoint, leafHashes };
}

/**
 * Counts again from data/case.json what data/tallies.json and data/clocks.json say.
 * @throws InputError RECORD_SYNTAX, JSON_SYNTAX, JSON_NOT_CANONICAL, CASE_INVALID; VerificationError RECORD_TALLY_MISMATCH.
 */
export function checkFigures({ files, manifest }: RecordFiles): readonly Tally[] {
  const caseFile = readCaseFile(parseJson(readText(files, CASE_PATH)));
  if (caseFile.id !== manifest.case)
    throw new InputError(
      "RECORD_SYNTAX",
      `The record is of ${manifest.case}, its case file of ${caseFile.id}`,
    );
  const tallies = readArray(parseCanonicalFile(readText(files, TALLIES_PATH)), "tallies").map(
    (value, index) => countAgain(value, `tallies[${index}]`, caseFile),
  );
  checkClocks(parseCanonicalFile(readText(files, CLOCKS_PATH)), caseFile);
  return tallies;
}

/**
 * Checks one document: a cut for the public, by the manifest's issuer, committed in this very tree; its page the same cut.
 * @throws those of verifyCut and verifyCutPage; VerificationError KEY_BINDING_MISMATCH, RECORD_TREE_MISMATCH,
 *   RENDERING_MISMATCH.
 */
export function checkDocument({
  name,
  tree,
  trust,
  files,
  manifest,
  primitives,
}: RecordFiles & { readonly name: string; readonly tree: RecordTree; readonly trust: Trust }): CutDocument {
  const paths = documentPaths(name);
  const { document, cut } = verifyCut({ text: readText(files, paths.cut), trust, primitives });
  const { header, recipient } = document;
  if (recipient !== PUBLIC_RECIPIENT)
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      `${paths.cut} was made for ${recipient}, not for the public`,
    );
  if (
    header.iss !== manifest.iss ||
    header.exercise !== manifest.exercise ||
    header.ledger.vkey !== manifest.ledger.vkey
  )
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      `${paths.cut} is of another originator, ledger or exercise than the record`,
    );
  for (const { proof } of [cut.evidence.release, cut.evidence.cut])
    checkPrefix(
      tree,
      openProofCheckpoint({ text: proof, identity: manifest.ledger }, primitives),
      primitives,
    );
  const page = verifyCutPage({ text: readText(files, paths.page), trust, primitives });
  if (canonicalize(asJson(page.cut)) !== canonicalize(asJson(cut)))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      `${paths.page} shows another cut than ${paths.cut} holds`,
    );
  return document;
}

function readBundles(tiles: ReadonlyMap<string, Uint8Array>, size: number): Uint8Array[] {
  try {
    return readEntries({ files: tiles, size });
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw treeMismatch(cause.message, cause);
  }
}

function checkPrefix(tree: RecordTree, { size, root }: Checkpoint, primitives: Primitives): void {
  const prefix = tree.leafHashes.slice(0, size);
  if (size > tree.checkpoint.size || !equalBytes(hashTree(prefix, primitives), root))
    throw treeMismatch("A document is proved in another history of the ledger than the record shows");
}

function countAgain(value: JsonValue, path: string, caseFile: CaseFile): Tally {
  const members = [
    "kind",
    "persons",
    "states",
    "organisations",
    "rule",
    "ruleText",
    "asOf",
    "byActor",
    "conflicts",
    "notCounted",
  ];
  const stated = readObject(value, path, members);
  const kind = readString(stated["kind"], `${path}.kind`);
  const rule = readWord(stated["rule"], `${path}.rule`, countingRules);
  const asOf = readDay(readString(stated["asOf"], `${path}.asOf`));
  const tally = tallyMeasures({ caseFile, kind, asOf, rule, groups: null });
  if (canonicalize(asJson(tally)) !== canonicalize(stated))
    throw mismatch(`${path} (${kind}, ${rule}, as of ${asOf}) is not what the case file gives`);
  return tally;
}

/**
 * The clocks that rest on the case file are counted again; for the others, which only the publisher's journal knows, the
 * days are.
 */
function checkClocks(value: JsonValue, caseFile: CaseFile): void {
  const file = readObject(value, "clocks", ["kind", "rule", "clocks"]);
  const kind = readString(file["kind"], "clocks.kind");
  const rule = readWord(file["rule"], "clocks.rule", countingRules);
  const members = ["firstRelease", "firstOpened", "firstPosition", "firstMeasure", "tenthMember", "tZero"];
  const stated = readObject(file["clocks"], "clocks.clocks", ["act", ...members, "widthSeconds"]);
  const width = stated["widthSeconds"];
  if (width !== null && (typeof width !== "number" || width < 0))
    throw new InputError("SHAPE_INVALID", "clocks.clocks.widthSeconds must be seconds or null");
  const moments = {
    firstRelease: readMoment(stated, "firstRelease"),
    firstOpened: readMoment(stated, "firstOpened"),
    firstPosition: readMoment(stated, "firstPosition"),
    tZero: readMoment(stated, "tZero"),
    openings: null,
  } as ResponseMoments;
  const clocks = { ...computeClocks({ caseFile, kind, rule, groups: null, moments }), widthSeconds: width };
  if (canonicalize(asJson(clocks)) !== canonicalize(stated))
    throw mismatch(`clocks (${kind}, ${rule}) are not what the case file and their own instants give`);
}

function readMoment(clocks: JsonObject, name: string): string | null {
  const clock = clocks[name];
  if (clock === null) return null;
  return readString(
    readObject(clock, `clocks.clocks.${name}`, ["at", "days"])["at"],
    `clocks.clocks.${name}.at`,
  );
}

function readText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined)
    throw new VerificationError("RECORD_FILE_MISSING", `The record has no file ${path}`);
  return decodeUtf8(bytes);
}

/** Our own interfaces have no index signature, and are plain JSON all the same. */
function asJson(value: object): JsonValue {
  return value as JsonObject;
}

function treeMismatch(message: string, cause?: unknown): VerificationError {
  return new VerificationError(
    "RECORD_TREE_MISMATCH",
    `${message}: get the record again from its publisher`,
    { cause },
  );
}

function mismatch(message: string): VerificationError {
  return new VerificationError(
    "RECORD_TALLY_MISMATCH",
    `${message}: do not use its figures, ask its publisher`,
  );
}
