// For tests: a small community, a document with every kind of place, and the whole way from a document to sealed cuts in
// a ledger of their own. Everything follows from a seed.
import { encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { MarkedDocument, Portion, Span } from "../documents/index.ts";
import {
  createEd25519Signer,
  createMlDsaSigner,
  fingerprintIssuer,
  portablePrimitives,
  thumbprint,
} from "../keys/index.ts";
import type { IssuerSigner, MlDsaSigner, Primitives, Signer } from "../keys/index.ts";
import {
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  hashTree,
  parseLedgerPolicy,
  proveInclusion,
  signCheckpoint,
} from "../ledger/index.ts";
import type { CommitmentKind, LedgerIdentity } from "../ledger/index.ts";
import { compileCommunity, parseMark, readCommunity } from "../markings/index.ts";
import type { CompiledCommunity, Marking } from "../markings/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { digestCut, digestRelease, issueRelease, presentCut, sealCut } from "./index.ts";
import type { ReleasePlan, ReleaseRules } from "../planning/index.ts";
import type { CutBody, IssuedRelease, LedgerEvidence, Trust } from "./index.ts";

export const AT = "2018-03-14T10:00:00.000Z";
export const IAT = 1_521_021_600;

export interface Tools {
  readonly primitives: Primitives;
  readonly createSigner: (seed: Uint8Array) => Signer;
  /** The issuer's second key; making one takes longer than all the rest of a small release. */
  readonly mlDsa: MlDsaSigner<"ML-DSA-65">;
}

const portable: Tools = {
  primitives: portablePrimitives,
  createSigner: createEd25519Signer,
  mlDsa: createMlDsaSigner("ML-DSA-65", portablePrimitives.sha256(utf8("issuer"))),
};

const uk = (upTo: string, caveats: readonly string[] = []): JsonValue => ({ uk: { upTo, caveats } });
const state = (id: string, clearances: JsonValue): JsonValue => ({
  ...{ id, name: id, kind: "state", clearances, weights: {} },
});

export const community: CompiledCommunity = compileCommunity(
  readCommunity({
    format: "entente-community/1",
    name: "A community for tests",
    exercise: true,
    asOf: "2018-03-26",
    note: "Invented.",
    policies: ["uk", "nato", "tlp"],
    caveats: [{ policy: "uk", name: "WALL", explanation: "Invented code word." }],
    members: [
      state("GBR", uk("TOP SECRET", ["WALL"])),
      state("USA", uk("TOP SECRET", ["WALL"])),
      state("CAN", uk("SECRET")),
      state("DEU", uk("SECRET")),
      state("FRA", uk("SECRET")),
      state("SWE", uk("OFFICIAL")),
      state("CHE", {}),
      {
        ...{ id: "PUBLIC", name: "The public", kind: "public", weights: {} },
        clearances: uk("OFFICIAL FOR PUBLIC RELEASE") ?? {},
      },
    ],
    groups: [{ id: "FVEY", name: "Five Eyes", members: ["GBR", "USA", "CAN"], sources: [] }],
  }),
);

export const policies = community.community.policies;

export function mark(text: string): Marking {
  return parseMark(text, "uk", policies);
}

export function text(value: string): Span & { kind: "text" } {
  return { kind: "text", text: value };
}

export function portion(
  id: string,
  marking: string | null,
  spans: readonly Span[],
  more: Partial<Portion> = {},
): Portion {
  return {
    ...{ id, kind: "paragraph", number: null, depth: 0, spans, grading: null, judgement: null },
    ...{ parent: null, file: null, origin: null, page: null },
    marking: marking === null ? null : mark(marking),
    ...more,
  };
}

const note = (label: string, marking: string, spans: readonly Span[], more: Partial<Portion> = {}): Portion =>
  portion(`n${label}`, marking, spans, { kind: "footnote", number: label, ...more });
const reference = (label: string): Span & { kind: "note-reference" } => ({
  kind: "note-reference",
  note: label,
});

/** Six audiences, restricted spans, chained notes, a hostile text, a withheld first and last portion. */
export const sample: MarkedDocument = {
  title: "Assessment of the attack in Strelsau",
  originator: "GBR",
  policy: "uk",
  caseSlug: "strelsau-2018",
  date: "2018-03-14",
  exercise: true,
  portions: [
    portion("title", "O", [text("Assessment of the attack in Strelsau")], { kind: "title" }),
    portion("p1", "TS", [text("The source beneath the table is called Amaranth.")], { number: "1" }),
    portion("h1", "O", [text("What happened")], { kind: "heading", depth: 1 }),
    portion(
      "p2",
      "O",
      [
        text("An agent was used. "),
        {
          kind: "restricted",
          marking: mark("S - REL TO FVEY"),
          spans: [text("The second laboratory, Bergamot, found it."), reference("2")],
        },
        { kind: "restricted", marking: mark("S - WALL"), spans: [text("Cinnamon agrees.")] },
        text(" It is <script>alert('x')</script> & rare ***.\u001b[31m"),
        reference("1"),
      ],
      { number: "2" },
    ),
    portion("p3", "S - REL TO FVEY", [text("Dittany flew home."), reference("3")], { number: "3" }),
    portion("p4", "OS", [text("Withheld by its source: "), { kind: "withheld-at-source" }], { number: "4" }),
    portion("j1", "O", [text("It is highly likely that Elderberry did it.")], {
      kind: "judgement",
      number: "5",
      judgement: { scale: "phia", term: "highly likely", confidence: "high", supports: ["p2", "p3"] },
    }),
    portion("p5", "S - WALL", [text("Fenugreek reported this.")], {
      number: "6",
      grading: { reliability: "B", credibility: 2 },
    }),
  ],
  footnotes: [
    note("1", "OS", [text("From Galangal, see "), reference("4")]),
    note("2", "O", [text("Harmless alone, but its reference is Hyssop's.")]),
    note("3", "O", [text("Only p3 refers here: Inula.")]),
    note("4", "O", [text("A note of a note: Juniper.")], { grading: { reliability: "A", credibility: 1 } }),
    note("5", "O", [text("Nothing refers to Kaffir lime.")]),
  ],
};

/** Bytes that follow from a seed, for salts in tests. */
export function createSeededBytes(seed: string, primitives: Primitives): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      count += 1;
      bytes.set(primitives.sha256(utf8(`${seed} ${count}`)).slice(0, length - offset), offset);
    }
    return bytes;
  };
}

export interface SealedRelease {
  readonly issued: IssuedRelease;
  readonly plan: ReleasePlan;
  /** Recipient to cut file. */
  readonly cuts: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<string, CutBody>;
  /** Puts a body changed by a test into the ledger and seals it, as a dishonest authority could. */
  readonly seal: (body: CutBody, order?: "release first" | "cut first") => string;
  /** Appends to the ledger of the release; gives the evidence at its size then. */
  readonly commit: (kind: CommitmentKind, digest: Uint8Array) => LedgerEvidence;
  readonly issuer: IssuerSigner;
  readonly authority: Signer;
  readonly vkey: string;
  /** Pins exactly the keys of this release. */
  readonly trust: Trust & { readonly kind: "pinned" };
}

/** Plans, issues, presents and seals `document` for `recipients`. */
export function sealRelease({
  document,
  compiled = community,
  recipients,
  seed = "seed",
  tools = portable,
  rules = noRules,
}: {
  readonly document: MarkedDocument;
  readonly compiled?: CompiledCommunity;
  readonly recipients: readonly string[];
  readonly seed?: string;
  readonly tools?: Tools;
  readonly rules?: ReleaseRules;
}): SealedRelease {
  const { primitives, createSigner } = tools;
  const signerOf = (name: string): Signer => createSigner(primitives.sha256(utf8(name)));
  const [authority, keeper] = [signerOf("authority"), signerOf("ledger")];
  const issuer: IssuerSigner = { ed25519: signerOf("issuer"), mlDsa: tools.mlDsa };
  const randomBytes = createSeededBytes(seed, primitives);
  const ledger = createLedgerIdentity(
    { origin: "entente.example/test", publicKey: keeper.publicKey },
    primitives,
  );
  const openTestLedger = (): SealedRelease["commit"] =>
    openLedger({ identity: ledger, keeper, randomBytes, primitives });
  const plan = planRelease({ document, community: compiled, recipients, rules, consents: [] });
  const header = {
    ...{ release: encodeBase64url(randomBytes(16)), iat: IAT, exercise: true, ledger },
    authority: authority.publicKey,
  };
  const issued = issueRelease({
    ...{ document, policies: compiled.community.policies, plan, header, issuer, randomBytes, primitives },
  });
  const seal = (body: CutBody, order = "release first"): string => {
    const commit = openTestLedger();
    const early = order === "cut first" ? commit("cut", digestCut(body, primitives)) : null;
    const release = commit("release", digestRelease(body, primitives));
    return sealCut(body, { release, cut: early ?? commit("cut", digestCut(body, primitives)) });
  };
  const commit = openTestLedger();
  const release = commit("release", digestRelease(issued, primitives));
  const bodies = new Map<string, CutBody>();
  const cuts = new Map<string, string>();
  for (const { id, recipients: members } of plan.classes)
    for (const recipient of members) {
      const body = presentCut({ issued, class: id, recipient, iat: IAT + 60, authority, primitives });
      bodies.set(recipient, body);
      cuts.set(recipient, sealCut(body, { release, cut: commit("cut", digestCut(body, primitives)) }));
    }
  const keys = { ed25519: issuer.ed25519.publicKey, mlDsa: issuer.mlDsa.publicKey };
  const trust = {
    kind: "pinned",
    issuers: [fingerprintIssuer(keys, primitives)],
    authorities: [thumbprint(authority.publicKey, primitives)],
    policy: parseLedgerPolicy(`log ${ledger.vkey}\nquorum none\n`, primitives),
    statements: [],
  } as const;
  return { issued, plan, bodies, cuts, seal, commit, issuer, authority, vkey: ledger.vkey, trust };
}

function openLedger({
  identity,
  keeper,
  randomBytes,
  primitives,
}: {
  readonly identity: LedgerIdentity;
  readonly keeper: Signer;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}): SealedRelease["commit"] {
  const leafHashes: Uint8Array[] = [];
  return (kind, digest) => {
    const opening = { kind, salt: encodeBase64url(randomBytes(32)), at: AT };
    const entry = encodeEntry({ ...opening, digest: encodeBase64url(digest) }, primitives);
    const index = leafHashes.push(hashLeaf(entry, primitives)) - 1;
    const root = hashTree(leafHashes, primitives);
    const checkpoint = signCheckpoint(
      { checkpoint: { origin: identity.origin, size: leafHashes.length, root }, identity, signer: keeper },
      primitives,
    );
    const hashes = proveInclusion({ index, leafHashes }, primitives);
    return { opening, proof: formatProof({ index, hashes, checkpoint }) };
  };
}

/** The code of the house's error that `action` throws, or `accepted`. Anything else it throws passes on. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      typeof error.code === "string" &&
      !error.code.startsWith("ERR_")
    )
      return error.code;
    throw error;
  }
  return "accepted";
}
