// For tests: a small community, a document with every kind of place, and the whole way from a document to sealed cuts in
// a ledger of their own. Everything follows from a seed.
import { encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { MarkedDocument, Portion, Span } from "../documents/index.ts";
import { createEd25519Signer, portablePrimitives } from "../keys/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import {
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  hashTree,
  proveInclusion,
  signCheckpoint,
} from "../ledger/index.ts";
import type { CommitmentKind, CommitmentOpening } from "../ledger/index.ts";
import { compileCommunity, parseMark, readCommunity } from "../markings/index.ts";
import type { CompiledCommunity, Marking } from "../markings/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { digestCut, digestRelease, issueRelease, presentCut, sealCut } from "./index.ts";
import type { ReleasePlan } from "../planning/index.ts";
import type { CutBody, CutFile, IssuedRelease } from "./index.ts";

export const AT = "2018-03-14T10:00:00.000Z";
export const IAT = 1_521_021_600;

export interface Tools {
  readonly primitives: Primitives;
  readonly createSigner: (seed: Uint8Array) => Signer;
}

const portable: Tools = { primitives: portablePrimitives, createSigner: createEd25519Signer };

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
  readonly issuer: Signer;
  readonly authority: Signer;
  readonly vkey: string;
}

/** Plans, issues, presents and seals `document` for `recipients`. */
export function sealRelease({
  document,
  compiled = community,
  recipients,
  seed = "seed",
  tools = portable,
}: {
  readonly document: MarkedDocument;
  readonly compiled?: CompiledCommunity;
  readonly recipients: readonly string[];
  readonly seed?: string;
  readonly tools?: Tools;
}): SealedRelease {
  const { primitives, createSigner } = tools;
  const signerOf = (name: string): Signer => createSigner(primitives.sha256(utf8(name)));
  const [issuer, authority, keeper] = [signerOf("issuer"), signerOf("authority"), signerOf("ledger")];
  const randomBytes = createSeededBytes(seed, primitives);
  const ledger = createLedgerIdentity(
    { origin: "entente.example/test", publicKey: keeper.publicKey },
    primitives,
  );
  const plan = planRelease({ document, community: compiled, recipients, rules: noRules, consents: [] });
  const header = {
    ...{ release: encodeBase64url(randomBytes(16)), iat: IAT, exercise: true, ledger },
    authority: authority.publicKey,
  };
  const issued = issueRelease({
    ...{ document, policies: compiled.community.policies, header, issuer, randomBytes, primitives },
  });

  function open(kind: CommitmentKind, digest: Uint8Array): CommitmentOpening {
    return { kind, digest: encodeBase64url(digest), salt: encodeBase64url(randomBytes(32)), at: AT };
  }

  function sealAll(bodies: readonly CutBody[], order: "release first" | "cut first"): string[] {
    const releases = bodies.slice(0, 1).map((body) => {
      const [first] = body.signatures;
      const jws = {
        protected: first?.protected ?? "",
        payload: body.payload,
        signature: first?.signature ?? "",
      };
      return open("release", digestRelease(jws, primitives));
    });
    const cutOpenings = bodies.map((body) => open("cut", digestCut(body, primitives)));
    const openings =
      order === "release first" ? [...releases, ...cutOpenings] : [...cutOpenings, ...releases];
    const leafHashes = openings.map((opening) => hashLeaf(encodeEntry(opening, primitives), primitives));
    const checkpoint = {
      origin: ledger.origin,
      size: leafHashes.length,
      root: hashTree(leafHashes, primitives),
    };
    const signed = signCheckpoint({ checkpoint, identity: ledger, signer: keeper }, primitives);
    const prove = (opening: CommitmentOpening | undefined): CutFile["evidence"]["cut"] => {
      if (opening === undefined) throw new Error("nothing to prove");
      const index = openings.indexOf(opening);
      const hashes = proveInclusion({ index, leafHashes }, primitives);
      const { kind, salt, at } = opening;
      return { opening: { kind, salt, at }, proof: formatProof({ index, hashes, checkpoint: signed }) };
    };
    return bodies.map((body, index) =>
      sealCut(body, { release: prove(releases[0]), cut: prove(cutOpenings[index]) }),
    );
  }

  const bodies = new Map<string, CutBody>();
  for (const { recipients: members, released } of plan.classes)
    for (const recipient of members)
      bodies.set(
        recipient,
        presentCut({ issued, released, recipient, iat: IAT + 60, authority, primitives }),
      );
  const texts = sealAll([...bodies.values()], "release first");
  return {
    ...{ issued, plan, bodies, issuer, authority, vkey: ledger.vkey },
    cuts: new Map([...bodies.keys()].map((recipient, index) => [recipient, texts[index] ?? ""])),
    seal: (body, order = "release first") => sealAll([body], order)[0] ?? "",
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
