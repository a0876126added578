import { canonicalize, encodeBase64url, PolicyError } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Tally } from "@entente/core/measures";
import { digestManifest, planRecord, sealRecord, signManifest } from "@entente/core/record";
import type { RecordClocks } from "@entente/core/record";
import { renderCutPage } from "@entente/core/pages";
import { readCutHeader } from "@entente/core/releases";
import { nodePrimitives, readSelfCheck } from "@entente/verifier";
import { openPublicView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity } from "../access/index.ts";
import type { Keystore } from "../keys/index.ts";
import { commitDigests, readLedgerEntries, signHead } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { openIssuer, openPageSigners } from "../rotations/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { renderIndexPage } from "./index-page.ts";
import { findPublication, insertPublication, readOwnCuts } from "./store.ts";

/** What is published of a case beside its cuts and the ledger. */
export interface RecordFacts {
  readonly slug: string;
  /** The facts as a `coalition-case/1` file. */
  readonly factsJson: JsonObject;
  /** The headline tally first. */
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
  /** Names of members by id. */
  readonly names: Readonly<Record<string, string>>;
}

export interface RecordSources extends RecordFacts {
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
}

export interface RecordPreview {
  readonly published: { readonly publishedAt: Instant; readonly files: number } | null;
  readonly documents: readonly { readonly name: string; readonly title: string }[];
  /** HTML. */
  readonly page: string;
}

/** The first page as it would be, of what is released to the public now. Signs nothing: a head is signed to be kept. */
export async function previewRecord(
  reader: Reader,
  {
    of,
    at,
    factsJson,
    tallies,
    clocks,
    names,
  }: RecordFacts & { readonly of: CaseIdentity; readonly at: Instant },
): Promise<RecordPreview> {
  const cuts = await readOwnCuts(reader, openPublicView(of));
  const { exercise, lead } = of;
  const documents = cuts.map(({ name, title }) => ({ name, title }));
  return {
    ...{ published: await findPublication(reader, of.id), documents },
    page: renderIndexPage({ exercise, lead, publishedAt: at, factsJson, tallies, clocks, names, documents }),
  };
}

/**
 * Publishes the record of a case: lays it out over the ledger as it stands, signs its manifest, commits that to the
 * ledger and stores every file, in one transaction. Once in a case.
 * @throws VerificationError when the record would not verify; PolicyError TRANSITION_REFUSED; ServerError FORBIDDEN.
 */
export async function publishRecord(tx: Transactor, act: Act, sources: RecordSources): Promise<void> {
  requireRole(act.seat, ["publisher"], act.of);
  const { slug, factsJson, tallies, clocks, names, keystore, ledger } = sources;
  if ((await findPublication(tx, act.of.id)) !== null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "The record of this case is published already, and what is public stays as it is.",
    );
  const script = readSelfCheck();
  const cuts = await readOwnCuts(tx, openPublicView(act.of));
  const signerOf = await openPageSigners(tx, keystore, act.of.lead);
  const before = await signHead(tx, ledger, act.at);
  const plan = planRecord({
    index: renderIndexPage({
      exercise: act.of.exercise,
      lead: act.of.lead,
      publishedAt: act.at,
      factsJson,
      tallies,
      clocks,
      names,
      documents: cuts,
    }),
    caseFile: `${canonicalize(factsJson)}\n`,
    tallies,
    clocks,
    documents: cuts.map(({ name, file }) => ({
      name,
      cut: file,
      page: renderCutPage({
        ...{ text: file, names, script, primitives: nodePrimitives },
        authority: signerOf(readCutHeader(file).cnf.jwk),
      }),
    })),
    entries: await readLedgerEntries(tx),
    checkpoint: before.note,
    ledger: ledger.identity,
    iss: act.of.lead,
    exercise: act.of.exercise,
    publishedAt: act.at,
    primitives: nodePrimitives,
  });
  // The manifest is the originator's own statement, so it is signed with the key its documents are signed with.
  const manifest = signManifest(plan.manifest, (await openIssuer(tx, keystore, act.of.lead)).ed25519);
  const digest = digestManifest(manifest, nodePrimitives);
  const [leaf] = await commitDigests(tx, {
    caseId: act.of.id,
    at: act.at,
    commitments: [{ kind: "publication", digest }],
  });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  const after = await signHead(tx, ledger, act.at);
  const { kind, salt, at } = leaf.opening;
  const files = sealRecord({
    files: plan.files,
    manifest,
    evidence: { opening: { kind, salt, at }, proof: await after.proveLeaf(leaf.index) },
    consistency: await after.proveSince(before.size),
  });
  await insertPublication(tx, {
    caseId: act.of.id,
    by: act.seat.id,
    at: act.at,
    manifestDigest: encodeBase64url(digest),
    leafIndex: leaf.index,
    files,
  });
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "record.publish",
    subject: slug,
    detail: { files: files.size },
  });
}
