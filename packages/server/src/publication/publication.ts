// Publishing: what was released to the public, the recorded facts and the ledger become the files of a record, signed and
// committed in one transaction. A record is never changed; what is said otherwise later is its next edition.
import { canonicalize, decodeUtf8, encodeBase64url, parseJson, PolicyError } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
import type { Tally } from "@entente/core/measures";
import { CASE_PATH, digestManifest, planRecord, sealRecord, signManifest } from "@entente/core/record";
import type {
  Correction,
  RecordClocks,
  RecordEdition,
  RecordExposure,
  RecordInput,
} from "@entente/core/record";
import { nodePrimitives, readRecordCheck } from "@entente/verifier";
import { openPublicView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import { commitDigests, readHead, readLedgerEntries, signHead } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { openIssuer } from "../rotations/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { shapeMap } from "./map-shapes.ts";
import { nameMembers, pickMembers } from "./member-names.ts";
import {
  findNewestFile,
  findPublication,
  insertPublication,
  listEditions,
  listNewestFiles,
  readOwnDocuments,
} from "./store.ts";
import type { OwnDocument } from "./store.ts";

/** What is published of a case beside its cuts and the ledger. */
export interface RecordFacts {
  readonly slug: string;
  /** The facts as a `coalition-case/1` file. */
  readonly factsJson: JsonObject;
  /** The headline tally first. */
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
  /** Names of the community's members by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Pages about persons that were found complete, with those that were public before. */
  readonly exposures: readonly RecordExposure[];
  /** Why there is a new edition; null for the first. */
  readonly why: string | null;
}

export interface RecordSources extends RecordFacts {
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
}

export interface RecordPreview {
  readonly published: {
    readonly publishedAt: Instant;
    readonly edition: number;
    readonly files: number;
  } | null;
  readonly edition: number;
  readonly documents: readonly { readonly name: string; readonly title: string }[];
  /** Path to bytes, all but record.json; empty while nothing is committed in the ledger. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly corrections: readonly Correction[];
}

type Head = Pick<RecordInput, "entries" | "checkpoint" | "ledger">;

/** What the public was given of a case: each document's newest cut. */
export async function readPublicCuts(
  reader: Reader,
  of: CaseIdentity,
): Promise<readonly { readonly name: string; readonly title: string; readonly file: string }[]> {
  const documents = await readOwnDocuments(reader, openPublicView(of));
  return documents.map(({ name, title, cut }) => ({ name, title, file: cut }));
}

/** The pages about persons in the newest edition of a case, with their earlier versions; none before the first. */
export async function readPublishedExposures(
  reader: Reader,
  caseId: string,
): Promise<readonly RecordExposure[]> {
  const bytes = await findNewestFile(reader, caseId, "data/exposures.json");
  // The node's own file, which was checked before it was stored.
  return bytes === null ? [] : (parseJson(decodeUtf8(bytes)) as unknown as readonly RecordExposure[]);
}

/** The record as it would be, of what is released to the public now. Signs nothing: a head is signed to be kept. */
export async function previewRecord(
  reader: Reader,
  {
    of,
    at,
    ledger,
    ...facts
  }: RecordFacts & {
    readonly of: CaseIdentity;
    readonly at: Instant;
    readonly ledger: Pick<LedgerSigner, "identity">;
  },
): Promise<RecordPreview> {
  const documents = await readOwnDocuments(reader, openPublicView(of));
  const earlier = await listEditions(reader, of.id);
  const earlierCases = await listEarlierCases(reader, of.id, facts);
  const head = await readHead(reader);
  const edition = earlier.length + 1;
  const { files, corrections } =
    head === null
      ? { files: new Map<string, Uint8Array>(), corrections: [] }
      : planRecord(
          composeInput(
            { ...facts, why: edition === 1 ? null : (facts.why ?? "") },
            {
              ...{ of, at, documents, earlier, earlierCases },
              head: {
                // What was committed since the newest head was signed is in the next one.
                entries: (await readLedgerEntries(reader)).slice(0, head.size),
                ...{ checkpoint: head.note, ledger: ledger.identity },
              },
            },
          ),
        );
  return {
    ...{ published: await findPublication(reader, of.id), edition, files, corrections },
    documents: documents.map(({ name, title }) => ({ name, title })),
  };
}

/**
 * Publishes the next edition of the record of a case: lays it out over the ledger as it stands, signs its manifest, commits
 * that to the ledger and stores every file, in one transaction. Gives the number of the edition.
 * @throws VerificationError when the record would not verify; PolicyError EXPOSURE_INCOMPLETE; ServerError FORBIDDEN,
 * REQUEST_INVALID for a later edition without a reason, or a first one with it.
 */
export async function publishRecord(tx: Transactor, act: Act, sources: RecordSources): Promise<number> {
  requireRole(act.seat, ["publisher"], act.of);
  const { keystore, ledger, ...facts } = sources;
  const earlier = await listEditions(tx, act.of.id);
  const edition = earlier.length + 1;
  requireReason(facts.why, edition);
  const earlierCases = await listEarlierCases(tx, act.of.id, facts);
  const documents = await readOwnDocuments(tx, openPublicView(act.of));
  const before = await signHead(tx, ledger, act.at);
  const entries = await readLedgerEntries(tx);
  const plan = planRecord(
    composeInput(facts, {
      ...{ of: act.of, at: act.at, documents, earlier, earlierCases },
      head: { entries, checkpoint: before.note, ledger: ledger.identity },
    }),
  );
  // The manifest is the originator's own statement, so it is signed with the key its documents are signed with.
  const manifest = signManifest(plan.manifest, (await openIssuer(tx, keystore, act.of.lead)).ed25519);
  const digest = digestManifest(manifest, nodePrimitives);
  const [leaf] = await commitDigests(tx, {
    caseId: act.of.id,
    at: act.at,
    commitments: [{ kind: "publication", digest }],
  });
  // The pages name their entry before it is there; the end of the ledger is locked, so it is the next one.
  if (leaf?.index !== before.size) throw new RangeError("a record is the entry that follows its own ledger");
  const after = await signHead(tx, ledger, act.at);
  const { kind, salt, at } = leaf.opening;
  const files = sealRecord({
    files: plan.files,
    manifest,
    evidence: { opening: { kind, salt, at }, proof: await after.proveLeaf(leaf.index) },
    consistency: await after.proveSince(before.size),
  });
  await insertPublication(tx, {
    ...{ caseId: act.of.id, edition, why: facts.why, by: act.seat.id, at: act.at, files },
    ...{ manifestDigest: encodeBase64url(digest), leafIndex: leaf.index },
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "record.publish", subject: facts.slug },
    detail: { edition, files: files.size },
  });
  return edition;
}

/** Everything but clock, order and place: the same rows give the same input, and the same input the same bytes. */
function composeInput(
  { factsJson, tallies, clocks, names, exposures, why }: RecordFacts,
  {
    of,
    at,
    documents,
    earlier,
    earlierCases,
    head,
  }: {
    readonly of: CaseIdentity;
    readonly at: Instant;
    readonly documents: readonly OwnDocument[];
    readonly earlier: RecordEdition["earlier"];
    readonly earlierCases: readonly string[];
    readonly head: Head;
  },
): RecordInput {
  const ids = pickMembers(readCaseFile(factsJson));
  return {
    caseFile: `${canonicalize(factsJson)}\n`,
    ...{ tallies, clocks, exposures, documents, earlierCases, ...head },
    names: nameMembers(ids, names),
    edition: { edition: earlier.length + 1, why, earlier },
    map: shapeMap(ids),
    script: readRecordCheck(),
    ...{ iss: of.lead, exercise: of.exercise, publishedAt: at, primitives: nodePrimitives },
  };
}

/**
 * The published facts of cases on this node whose act was earlier: what is public already stands beside this one. A case
 * whose day is not known has no days since, so it is not compared.
 */
async function listEarlierCases(
  reader: Reader,
  caseId: string,
  { factsJson }: Pick<RecordFacts, "factsJson">,
): Promise<readonly string[]> {
  const { date } = readCaseFile(factsJson).incident;
  const texts = (await listNewestFiles(reader, { caseId, path: CASE_PATH })).map(decodeUtf8);
  return texts.filter((text) => {
    const { incident } = readCaseFile(parseJson(text));
    return incident.date.length === date.length && incident.date < date;
  });
}

function requireReason(why: string | null, edition: number): void {
  if ((edition === 1) === (why === null) && why?.trim() !== "") return;
  if (edition > 1)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "The record of this case is published already, and what is public stays as it is. A new edition stands beside it, and says why it is there: give why.",
    );
  throw new ServerError("REQUEST_INVALID", "The first edition takes the place of nothing: leave out why.");
}
