// A hundred releases, and each part of each put into each other: no true part makes another file true.
import { InputError, PolicyError, VerificationError } from "../../packages/core/src/encoding/index.ts";
import { verifyCut } from "../../packages/core/src/releases/index.ts";
import type { CutFile } from "../../packages/core/src/releases/index.ts";
import { sample, sealRelease, text } from "../../packages/core/src/releases/release.fixture.ts";
import { canonicalize } from "../../packages/core/src/encoding/index.ts";
import type { JsonValue } from "../../packages/core/src/encoding/index.ts";
import type { Proof } from "./contract.ts";
import { nativeTools } from "./native-tools.ts";
import { createRandom } from "./random.ts";

const RELEASES = 100;
const READERS = ["GBR", "CAN", "FRA", "SWE"];
const { primitives } = nativeTools;
const trust = { kind: "carried" } as const;

/** One way of putting what is `donor`'s into `cut`. */
interface Splice {
  readonly name: string;
  readonly apply: (cut: CutFile, donor: CutFile) => CutFile;
}

type Signatures = CutFile["release"]["signatures"];

const splices: readonly Splice[] = [
  { name: "both proofs", apply: (cut, donor) => ({ ...cut, evidence: donor.evidence }) },
  {
    name: "the release's proof",
    apply: (cut, donor) => ({ ...cut, evidence: { ...cut.evidence, release: donor.evidence.release } }),
  },
  {
    name: "the cut's proof",
    apply: (cut, donor) => ({ ...cut, evidence: { ...cut.evidence, cut: donor.evidence.cut } }),
  },
  {
    name: "the proof under its own opening",
    apply: (cut, donor) => ({
      ...cut,
      evidence: {
        ...cut.evidence,
        cut: { opening: cut.evidence.cut.opening, proof: donor.evidence.cut.proof },
      },
    }),
  },
  {
    name: "the payload",
    apply: (cut, donor) => ({ ...cut, release: { ...cut.release, payload: donor.release.payload } }),
  },
  {
    name: "the signed body without its openings",
    apply: (cut, donor) =>
      withSignatures({ ...cut, release: donor.release }, ([first, second]) => [
        { ...first, header: cut.release.signatures[0].header },
        second,
      ]),
  },
  {
    name: "the first signature",
    apply: (cut, donor) =>
      withSignatures(cut, ([first, second]) => [
        { ...donor.release.signatures[0], header: first.header },
        second,
      ]),
  },
  {
    name: "the second signature",
    apply: (cut, donor) => withSignatures(cut, ([first]) => [first, donor.release.signatures[1]]),
  },
  {
    name: "the key binding",
    apply: (cut, donor) =>
      withOpenings(cut, (own) => ({ ...own, kb_jwt: donor.release.signatures[0].header.kb_jwt })),
  },
  {
    name: "the openings",
    apply: (cut, donor) =>
      withOpenings(cut, (own) => ({
        ...own,
        disclosures: donor.release.signatures[0].header.disclosures,
      })),
  },
  {
    name: "the openings and their key binding",
    apply: (cut, donor) => withOpenings(cut, () => donor.release.signatures[0].header),
  },
  {
    name: "one opening more",
    apply: (cut, donor) =>
      withOpenings(cut, (own) => ({
        ...own,
        disclosures: [...own.disclosures, ...donor.release.signatures[0].header.disclosures.slice(-1)],
      })),
  },
];

function withSignatures(cut: CutFile, change: (signatures: Signatures) => Signatures): CutFile {
  return { ...cut, release: { ...cut.release, signatures: change(cut.release.signatures) } };
}

function withOpenings(
  cut: CutFile,
  change: (own: Signatures[0]["header"]) => Signatures[0]["header"],
): CutFile {
  return withSignatures(cut, ([first, second]) => [{ ...first, header: change(first.header) }, second]);
}

export const proof: Proof = {
  name: "splices",
  claim: "No part of one release makes a cut of another verify: every ordered pair of a hundred releases.",
  smallCases: 990,
  defaultCases: RELEASES * (RELEASES - 1),
  run: ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const cuts = Array.from({ length: RELEASES }, (_, index) => makeCut(index, seed));
    const pairs = cuts.flatMap((cut, at) =>
      cuts.filter((_, from) => from !== at).map((donor) => ({ cut, donor })),
    );
    let [ran, failures] = [0, 0];
    let counterExample: unknown = null;
    while (ran < cases) {
      // Each pair in turn, so that a whole run has them all; which part is put where is drawn.
      const { cut, donor } = pairs[(ran * 7919) % pairs.length] ?? fail();
      const splice = splices[Math.floor(random() * splices.length)] ?? fail();
      ran += 1;
      const outcome = judge(splice.apply(cut, donor));
      if (outcome !== null) {
        failures += 1;
        counterExample ??= { splice: splice.name, outcome, case: ran };
      }
      if (ran % 2000 === 0) report(`${ran} of ${cases} splices`);
    }
    return Promise.resolve({ cases: ran, failures, counterExample });
  },
};

function judge(cut: CutFile): string | null {
  try {
    verifyCut({ text: `${canonicalize(cut as unknown as JsonValue)}\n`, trust, primitives });
    return "accepted";
  } catch (error) {
    const isCoded =
      error instanceof InputError || error instanceof VerificationError || error instanceof PolicyError;
    return isCoded ? null : `not a coded error: ${String(error)}`;
  }
}

/** A cut of a release of its own, for one of the readers. */
function makeCut(index: number, seed: number): CutFile {
  const recipient = READERS[index % READERS.length] ?? "GBR";
  const portions = sample.portions.map((portion) =>
    portion.id === "h1" ? { ...portion, spans: [text(`What happened at place ${index}`)] } : portion,
  );
  const { cuts } = sealRelease({
    document: { ...sample, portions },
    recipients: [recipient],
    seed: `splices ${seed} ${index}`,
    tools: nativeTools,
  });
  const file = cuts.get(recipient) ?? "";
  verifyCut({ text: file, trust, primitives });
  return JSON.parse(file) as CutFile;
}

function fail(): never {
  throw new RangeError("there is no such pair");
}
