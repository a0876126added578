// A kit for tests: a member without a node, a node that leads, one cut. All follows from seeds, so that vectors stay the same.
import { encodeBase64url, readInstant, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { writeBundle, writePeerCard } from "../letters/index.ts";
import type { Letter } from "../letters/index.ts";
import { digestFile, lead, makeSampleNode } from "../letters/letters.fixture.ts";
import type { SampleNode } from "../letters/letters.fixture.ts";
import { sample, sealRelease } from "../releases/release.fixture.ts";
import { sealKitPage, writeKit } from "./index.ts";
import type { Kit } from "./index.ts";

const SEED = 51;
export const sealed = sealRelease({ document: sample, recipients: ["SWE", "CAN"] });
/** The kit's own side: the member it was made for has no node. */
export const holder: SampleNode = makeSampleNode("SWE", SEED);

/** What the lead's node writes first: the ask, with a cut for `recipient`. */
export function writeApproach(recipient = "SWE"): { readonly letter: Letter; readonly cut: Uint8Array } {
  const cut = utf8(sealed.cuts.get(recipient) ?? "");
  const file = digestFile(cut);
  const content: JsonObject = {
    ...{ title: "An assessment", exercise: false, id: "case-1", ask: "Act with us.", resolver: null },
    answerBy: "2018-03-20T12:00:00.000Z",
    cuts: [{ document: "assessment", title: "What happened", file }],
  };
  const letter: Letter = {
    ...{ from: lead.party, to: holder.party, number: 1, before: null, case: "salisbury-2018" },
    at: readInstant("2018-03-14T12:00:00.000Z"),
    ...{ kind: "approach", content, files: [{ digest: file, size: cut.length }] },
  };
  return { letter, cut };
}

/** The bundle a kit carries, base64url. */
export function writeBrought(wish: {
  readonly letters: readonly Letter[];
  readonly files: readonly Uint8Array[];
  readonly by?: SampleNode;
}): string {
  const { party, signer } = wish.by ?? lead;
  const files = new Map(wish.files.map((bytes) => [digestFile(bytes), bytes]));
  const acknowledged = { number: 0, digest: null };
  const bundle = { from: party, to: holder.party, letters: wish.letters, acknowledged, files };
  return encodeBase64url(writeBundle(bundle, signer, primitives));
}

export function makeSampleKit(): Kit {
  const { letter, cut } = writeApproach();
  const seed = (at: number): string => encodeBase64url(new Uint8Array(32).fill(at));
  return {
    ...{ lead: writePeerCard(lead.card), card: writePeerCard(holder.card), case: "salisbury-2018" },
    seeds: { ed25519: seed(SEED), mlDsa: seed(SEED + 1) },
    bundle: writeBrought({ letters: [letter], files: [cut] }),
    vocabulary: {
      member: "SWE",
      kinds: [{ id: "expulsion", one: "expulsion", many: "expulsions", counted: true }],
      ...{ members: ["CAN", "GBR", "SWE"], groups: [], weights: [] },
    },
    names: { GBR: "The lead", SWE: "The ally" },
  };
}

/** Whole in itself, by keys of somebody else's: its card says that others call the node by the true lead's name. */
export function sealClaimingKit(): string {
  const other = makeSampleNode("GBR", 61);
  const card = { ...other.card, node: lead.party.node };
  const { letter, cut } = writeApproach();
  const by = { ...other, card, party: lead.party };
  const bundle = writeBrought({ letters: [letter], files: [cut], by });
  const kit = writeKit({ ...makeSampleKit(), lead: writePeerCard(card), bundle });
  return sealKitPage({ kit, script: "0;" }, other.signer, primitives);
}

/** The page, as the lead's node hands it over. */
export function sealSampleKit(kit = makeSampleKit()): string {
  return sealKitPage({ kit: writeKit(kit), script: "0;" }, lead.signer, primitives);
}
