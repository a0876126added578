// What the files of a record must say beside being the signed ones: the ledger's tree follows from its entries, the
// figures follow from the case file, and every document is a true cut for the public. Used before publishing and by
// whoever checks, so that nothing is published that would not verify.
import {
  canonicalize,
  decodeUtf8,
  encodeBase64url,
  equalBytes,
  InputError,
  parseCanonicalFile,
  parseJson,
  readAnyObject,
  readArray,
  readDay,
  readObject,
  readString,
  readWord,
  utf8,
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
import { verifyCut, verifyNotice } from "../releases/index.ts";
import type { CutDocument, LedgerEvidence, Notice, Trust, VerifiedCut } from "../releases/index.ts";
import {
  CASE_PATH,
  CHECKPOINT_PATH,
  CLOCKS_PATH,
  LEDGER_PREFIX,
  PUBLIC_RECIPIENT,
  readEarlierCasePath,
  TALLIES_PATH,
} from "./layout.ts";
import type { DocumentFiles } from "./layout.ts";
import type { RecordClocks, RecordManifest } from "./record.ts";

export interface RecordFiles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Omit<RecordManifest, "files">;
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

/** The facts of a case and what is counted from them. */
export interface RecordFigures {
  readonly caseFile: CaseFile;
  readonly caseJson: JsonObject;
  /** Cases whose act was earlier, oldest first. */
  readonly earlierCases: readonly CaseFile[];
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
}

/**
 * Counts again from data/case.json what data/tallies.json and data/clocks.json say.
 * @throws InputError RECORD_SYNTAX, JSON_SYNTAX, JSON_NOT_CANONICAL, CASE_INVALID; VerificationError RECORD_TALLY_MISMATCH.
 */
export function checkFigures({ files, manifest }: RecordFiles): RecordFigures {
  const caseJson = readAnyObject(parseJson(readText(files, CASE_PATH)), "case");
  const caseFile = readCaseFile(caseJson);
  if (caseFile.id !== manifest.case)
    throw new InputError(
      "RECORD_SYNTAX",
      `The record is of ${manifest.case}, its case file of ${caseFile.id}`,
    );
  const tallies = readArray(parseCanonicalFile(readText(files, TALLIES_PATH)), "tallies").map(
    (value, index) => countAgain(value, `tallies[${index}]`, caseFile),
  );
  const clocks = checkClocks(parseCanonicalFile(readText(files, CLOCKS_PATH)), caseFile);
  return { caseFile, caseJson, earlierCases: readEarlierCases(files, caseFile), tallies, clocks };
}

/** Each under its own name, and earlier than the case it is compared with. */
function readEarlierCases(files: RecordFiles["files"], caseFile: CaseFile): readonly CaseFile[] {
  const found = [...files.keys()].flatMap((path) => {
    const name = readEarlierCasePath(path);
    if (name === null) return [];
    const earlier = readCaseFile(parseJson(readText(files, path)));
    if (earlier.id !== name || readDay(earlier.incident.date) >= caseFile.incident.date)
      throw new InputError("RECORD_SYNTAX", `${path} is not the case file of an earlier case of that name`);
    return [earlier];
  });
  return found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ incident, id }: CaseFile): string => `${incident.date} ${id}`;

/** A cut of a record with the text it was read from. */
export interface RecordCut extends VerifiedCut {
  /** Base64url SHA-256 of the cut file. */
  readonly digest: string;
}

/** A document of a record: its cut, those before it, and what was said of any of them. */
export interface CheckedDocument {
  readonly name: string;
  readonly cut: RecordCut;
  readonly earlier: readonly RecordCut[];
  readonly notices: readonly Notice[];
}

/**
 * Checks one document: cuts for the public, by the manifest's issuer, committed in this very tree; and what is said of them.
 * @throws those of verifyCut and verifyNotice; VerificationError KEY_BINDING_MISMATCH, RECORD_TREE_MISMATCH.
 */
export function checkDocument({
  paths,
  ...record
}: RecordFiles & {
  readonly paths: DocumentFiles;
  readonly tree: RecordTree;
  readonly trust: Trust;
}): CheckedDocument {
  const cut = checkCut(paths.cut, record);
  const earlier = paths.earlier.map((path) => checkCut(path, record));
  const headers = [cut, ...earlier].map(({ document }) => document.header);
  const notices = paths.notices.map((path) => checkNotice(path, headers, record));
  return { name: paths.name, cut, earlier, notices };
}

type DocumentRequest = RecordFiles & { readonly tree: RecordTree; readonly trust: Trust };

function checkCut(path: string, { files, manifest, tree, trust, primitives }: DocumentRequest): RecordCut {
  const text = readText(files, path);
  const verified = verifyCut({ text, trust, primitives });
  const { header, recipient } = verified.document;
  if (recipient !== PUBLIC_RECIPIENT)
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      `${path} was made for ${recipient}, not for the public`,
    );
  if (
    header.iss !== manifest.iss ||
    header.exercise !== manifest.exercise ||
    header.ledger.vkey !== manifest.ledger.vkey
  )
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      `${path} is of another originator, ledger or exercise than the record`,
    );
  const { release, cut } = verified.cut.evidence;
  for (const evidence of [release, cut]) checkEvidence(evidence, { manifest, tree, primitives });
  return { ...verified, digest: encodeBase64url(primitives.sha256(utf8(text))) };
}

/** A notice is about one of these releases, and the refusal of the last is the answer when it is about none. */
function checkNotice(
  path: string,
  headers: readonly CutDocument["header"][],
  { files, manifest, tree, trust, primitives }: DocumentRequest,
): Notice {
  const text = readText(files, path);
  let refusal: unknown = null;
  for (const header of headers) {
    try {
      const { notice } = verifyNotice({ text, header, trust, primitives });
      const file = readObject(parseCanonicalFile(text), "notice", ["format", "notice", "evidence"]);
      const evidence = readObject(file["evidence"], "notice.evidence", ["opening", "proof"]);
      const proof = readString(evidence["proof"], "notice.evidence.proof");
      checkEvidence({ proof }, { manifest, tree, primitives });
      return notice;
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function checkEvidence(
  { proof }: Pick<LedgerEvidence, "proof">,
  { manifest, tree, primitives }: Pick<DocumentRequest, "manifest" | "tree" | "primitives">,
): void {
  const checkpoint = openProofCheckpoint({ text: proof, identity: manifest.ledger }, primitives);
  checkPrefix(tree, checkpoint, primitives);
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
function checkClocks(value: JsonValue, caseFile: CaseFile): RecordClocks {
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
  return { kind, rule, clocks };
}

function readMoment(clocks: JsonObject, name: string): string | null {
  const clock = clocks[name];
  if (clock === null) return null;
  return readString(
    readObject(clock, `clocks.clocks.${name}`, ["at", "days"])["at"],
    `clocks.clocks.${name}.at`,
  );
}

export function readText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
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
