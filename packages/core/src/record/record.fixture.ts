// For tests: a small record from end to end, in a ledger of its own, with every step a test may want to change.
// Everything follows from a seed.
import { encodeBase64url, parseJson, utf8 } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import {
  createEd25519Signer,
  createMlDsaSigner,
  fingerprintIssuer,
  portablePrimitives,
  thumbprint,
} from "../keys/index.ts";
import type { IssuerSigner, Primitives, Signer } from "../keys/index.ts";
import {
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  hashTree,
  parseLedgerPolicy,
  proveConsistency,
  proveInclusion,
  signCheckpoint,
} from "../ledger/index.ts";
import type { CommitmentKind, CommitmentOpening, LedgerIdentity } from "../ledger/index.ts";
import { compileCommunity, parseMark, readCommunity } from "../markings/index.ts";
import type { CompiledCommunity } from "../markings/index.ts";
import type { MarkedDocument, Portion } from "../documents/index.ts";
import { computeClocks, readCaseFile, tallyMeasures } from "../measures/index.ts";
import type { LedgerEvidence, Trust } from "../releases/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { digestCut, digestRelease, issueRelease, presentCut, sealCut } from "../releases/index.ts";
import { digestManifest, planRecord, sealRecord, signManifest } from "./index.ts";
import type { RecordDocument, RecordManifest, SignedManifest } from "./index.ts";

export const ORIGIN = "entente.example/record-test";
const AT = "2018-03-26T14:00:00.000Z" as const;
export const PUBLISHED_AT = "2018-03-30T09:00:00.000Z";
const IAT = 1_522_072_800;
/** Stands for the bundled script of the check page, which no test of the core runs. */
const SCRIPT = `"use strict";`;

const measure = (id: string, actor: string, count: number, announced: string): JsonValue => ({
  ...{ id, actor, actor_type: actor === "NATO" ? "organisation" : "state", kind: "expulsion" },
  ...{ target: "RUR", count, announced, in_tally: true, confidence: "high", sources: ["invented"] },
});

/** A case that never was, in `coalition-case/1`. */
export const CASE_TEXT = `${JSON.stringify(
  {
    schema: "coalition-case/1",
    id: "strelsau-2018",
    title: "The attack in Strelsau",
    incident: { date: "2018-03-04", place: "Strelsau", host_state: "GBR", attributed_to: "RUR" },
    measures: [
      measure("gbr", "GBR", 23, "2018-03-14"),
      measure("deu", "DEU", 4, "2018-03-26"),
      measure("nato", "NATO", 7, "2018-03-27"),
    ],
  },
  null,
  2,
)}\n`;

export const community: CompiledCommunity = compileCommunity(
  readCommunity({
    ...{ format: "entente-community/1", name: "A community for tests", exercise: true, asOf: "2018-03-26" },
    ...{ note: "Invented.", policies: ["uk"], caveats: [], groups: [] },
    members: [
      {
        ...{ id: "GBR", name: "United Kingdom", kind: "state", weights: {} },
        clearances: { uk: { upTo: "SECRET", caveats: [] } },
      },
      {
        ...{ id: "PUBLIC", name: "The public", kind: "public", weights: {} },
        clearances: { uk: { upTo: "OFFICIAL FOR PUBLIC RELEASE", caveats: [] } },
      },
    ],
  }),
);

export interface RecordTools {
  readonly primitives: Primitives;
  readonly createSigner: (seed: Uint8Array) => Signer;
}

export const portableTools: RecordTools = {
  primitives: portablePrimitives,
  createSigner: createEd25519Signer,
};

/** A ledger that grows in a test. */
export interface TestLedger {
  readonly identity: LedgerIdentity;
  readonly entries: Uint8Array[];
  /** Appends a commitment; gives its evidence at the ledger's size then. */
  readonly commit: (kind: CommitmentKind, digest: Uint8Array, at: string) => LedgerEvidence;
  readonly checkpoint: () => string;
}

export interface RecordParts {
  readonly tools: RecordTools;
  readonly ledger: TestLedger;
  /** Signs documents, and the record with its Ed25519 key. */
  readonly issuer: IssuerSigner;
  readonly authority: Signer;
  readonly keeper: Signer;
  readonly documents: readonly RecordDocument[];
}

/** Signers, a ledger with some history, and two documents cut for `recipient`. */
export function makeParts({
  seed = "record",
  tools = portableTools,
  recipient = "PUBLIC",
  exercise = true,
}: {
  readonly seed?: string;
  readonly tools?: RecordTools;
  readonly recipient?: string;
  readonly exercise?: boolean;
} = {}): RecordParts {
  const { primitives, createSigner } = tools;
  const signerOf = (name: string): Signer => createSigner(primitives.sha256(utf8(`${seed} ${name}`)));
  const [authority, keeper] = [signerOf("authority"), signerOf("keeper")];
  const issuer: IssuerSigner = {
    ed25519: signerOf("issuer"),
    mlDsa: createMlDsaSigner("ML-DSA-65", primitives.sha256(utf8(`${seed} issuer`))),
  };
  let count = 0;
  const randomBytes = (length: number): Uint8Array => {
    count += 1;
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32)
      bytes.set(primitives.sha256(utf8(`${seed} ${count} ${offset}`)).slice(0, length - offset), offset);
    return bytes;
  };
  const ledger = makeLedger(keeper, primitives, randomBytes);
  for (let index = 0; index < 3; index += 1) ledger.commit("pledge", randomBytes(32), AT);
  const documents = ["assessment", "annex"].map((name): RecordDocument => {
    const document = makeDocument(name, exercise);
    const header = {
      ...{ release: encodeBase64url(randomBytes(16)), iat: IAT, exercise, ledger: ledger.identity },
      authority: authority.publicKey,
    };
    const policies = community.community.policies;
    const plan = planRelease({ document, community, recipients: [recipient], rules: noRules, consents: [] });
    const issued = issueRelease({ document, policies, plan, header, issuer, randomBytes, primitives });
    const release = ledger.commit("release", digestRelease(issued, primitives), AT);
    const body = presentCut({ issued, class: "c1", recipient, iat: IAT, authority, primitives });
    const cut = sealCut(body, { release, cut: ledger.commit("cut", digestCut(body, primitives), AT) });
    return { name, cut, earlier: [], notices: [] };
  });
  return { tools, ledger, issuer, authority, keeper, documents };
}

/** Pins exactly the keys of these parts: the issuer's for documents, and its Ed25519 key for the record itself. */
export function pinParts({ tools, issuer, authority, ledger }: RecordParts): Trust & { kind: "pinned" } {
  const { primitives } = tools;
  const keys = { ed25519: issuer.ed25519.publicKey, mlDsa: issuer.mlDsa.publicKey };
  return {
    kind: "pinned",
    issuers: [fingerprintIssuer(keys, primitives), thumbprint(keys.ed25519, primitives)],
    authorities: [thumbprint(authority.publicKey, primitives)],
    policy: parseLedgerPolicy(`log ${ledger.identity.vkey}\nquorum none\n`, primitives),
    statements: [],
  };
}

/** Plans the record of these parts. */
export function planParts(parts: RecordParts, change: Partial<Parameters<typeof planRecord>[0]> = {}) {
  const caseFile = readCaseFile(parseJson(CASE_TEXT));
  const counting = { caseFile, kind: "expulsion", rule: "all", groups: null } as const;
  const moments = {
    ...{ firstRelease: AT, firstOpened: AT, firstPosition: null, tZero: AT, openings: null },
  } as unknown as Parameters<typeof computeClocks>[0]["moments"];
  return planRecord({
    caseFile: CASE_TEXT,
    earlierCases: [],
    script: SCRIPT,
    names: { GBR: { en: "United Kingdom", fr: "Royaume-Uni" } },
    edition: { edition: 1, why: null, earlier: [] },
    exposures: [],
    map: { width: 1280, height: 1075, frames: [] },
    tallies: [
      tallyMeasures({ ...counting, asOf: null }),
      tallyMeasures({ ...counting, asOf: null, rule: "without-lead" }),
    ],
    clocks: { kind: "expulsion", rule: "all", clocks: computeClocks({ ...counting, moments }) },
    documents: parts.documents,
    entries: [...parts.ledger.entries],
    checkpoint: parts.ledger.checkpoint(),
    ledger: parts.ledger.identity,
    iss: "GBR",
    exercise: true,
    publishedAt: PUBLISHED_AT,
    primitives: parts.tools.primitives,
    ...change,
  });
}

/** Signs, commits and seals a plan, as its publisher would; a test may change the plan before, as a dishonest one could. */
export function publish(
  parts: RecordParts,
  plan: { readonly files: ReadonlyMap<string, Uint8Array>; readonly manifest: RecordManifest },
  at = PUBLISHED_AT,
): Map<string, Uint8Array> {
  const { primitives } = parts.tools;
  const manifest: SignedManifest = signManifest(plan.manifest, parts.issuer.ed25519);
  const from = parts.ledger.entries.length;
  const evidence = parts.ledger.commit("publication", digestManifest(manifest, primitives), at);
  const leafHashes = parts.ledger.entries.map((entry) => hashLeaf(entry, primitives));
  const consistency = proveConsistency({ from, leafHashes }, primitives);
  return sealRecord({ files: plan.files, manifest, evidence, consistency });
}

/** A whole record of two documents. */
export function makeRecord(options: { readonly seed?: string; readonly tools?: RecordTools } = {}) {
  const parts = makeParts(options);
  return { parts, files: publish(parts, planParts(parts)) };
}

/** A plan with other bytes at `path` (null: without it), listed as if that were right. */
export function relist(
  { manifest, files }: { readonly manifest: RecordManifest; readonly files: ReadonlyMap<string, Uint8Array> },
  changes: Readonly<Record<string, string | Uint8Array | null>>,
): { files: Map<string, Uint8Array>; manifest: RecordManifest } {
  const changed = new Map(files);
  for (const [path, content] of Object.entries(changes))
    if (content === null) changed.delete(path);
    else changed.set(path, typeof content === "string" ? utf8(content) : content);
  const listed = [...changed].map(([path, bytes]) => ({
    path,
    sha256: encodeBase64url(portablePrimitives.sha256(bytes)),
    size: bytes.length,
  }));
  return {
    files: changed,
    manifest: { ...manifest, files: listed.sort((a, b) => (a.path < b.path ? -1 : 1)) },
  };
}

function makeLedger(
  keeper: Signer,
  primitives: Primitives,
  randomBytes: (length: number) => Uint8Array,
): TestLedger {
  const identity = createLedgerIdentity({ origin: ORIGIN, publicKey: keeper.publicKey }, primitives);
  const entries: Uint8Array[] = [];
  const hashes = (): Uint8Array[] => entries.map((entry) => hashLeaf(entry, primitives));
  const checkpoint = (): string => {
    const state = { origin: ORIGIN, size: entries.length, root: hashTree(hashes(), primitives) };
    return signCheckpoint({ checkpoint: state, identity, signer: keeper }, primitives);
  };
  return {
    identity,
    entries,
    checkpoint,
    commit: (kind, digest, at) => {
      const opening: CommitmentOpening = {
        ...{ kind, digest: encodeBase64url(digest), salt: encodeBase64url(randomBytes(32)), at },
      };
      const index = entries.push(encodeEntry(opening, primitives)) - 1;
      const path = proveInclusion({ index, leafHashes: hashes() }, primitives);
      const proof = formatProof({ index, hashes: path, checkpoint: checkpoint() });
      return { opening: { kind, salt: opening.salt, at }, proof };
    },
  };
}

function makeDocument(name: string, exercise: boolean): MarkedDocument {
  const policies = community.community.policies;
  const portion = (id: string, mark: string, text: string, kind: Portion["kind"]): Portion => ({
    ...{ id, kind, number: null, depth: 0, grading: null, judgement: null },
    ...{ parent: null, file: null, origin: null, page: null },
    marking: parseMark(mark, "uk", policies),
    spans: [{ kind: "text", text }],
  });
  return {
    ...{ title: `The ${name}`, originator: "GBR", policy: "uk", caseSlug: "strelsau-2018" },
    ...{ date: "2018-03-26", exercise, footnotes: [] },
    portions: [
      portion("title", "OPR", `The ${name}`, "title"),
      portion("p1", "OPR", "What anyone may read.", "paragraph"),
      portion("p2", "S", "What only some may read.", "paragraph"),
      portion("p3", "OPR", "What follows.", "paragraph"),
    ],
  };
}
