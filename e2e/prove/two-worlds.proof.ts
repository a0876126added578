// Two documents that differ only in what a reader may not see give that reader the same bytes: in every rendering of the
// cut, and in the cut's file once random ids, salts and digests are replaced by constants.
import fc from "fast-check";
import { PolicyError } from "../../packages/core/src/encoding/index.ts";
import { verifyCut } from "../../packages/core/src/releases/index.ts";
import type { CutFile, VerifiedCut } from "../../packages/core/src/releases/index.ts";
import type { MarkedDocument } from "../../packages/core/src/documents/index.ts";
import type { CompiledCommunity } from "../../packages/core/src/markings/index.ts";
import { renderCutPage, renderCutText } from "../../packages/core/src/pages/index.ts";
import { planRelease, noRules } from "../../packages/core/src/planning/index.ts";
import { sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import { renderDocx, renderPdf } from "../../packages/server/src/renderings/index.ts";
import { renderStix } from "../../packages/server/src/stix/index.ts";
import type { Proof } from "./contract.ts";
import { IDS, leakCase, writeCommunity, writeDocument } from "./leak-cases.ts";
import type { LeakCase } from "./leak-cases.ts";

import { toyTools } from "./toy-tools.ts";
import { imagineOtherwise, otherwise } from "./other-world.ts";
import type { Otherwise } from "./other-world.ts";

const { primitives } = toyTools;
/** Of so many pairs, one document is also printed as PDF and DOCX in both worlds: these take a hundred times as long. */
const PAPER_EVERY = 400;
/** Other worlds of one document: four for each of its readers. */
const WORLDS = 4 * IDS.length;

/** What a recipient gets, by the name of the rendering. */
type Seen = Readonly<Record<string, string>>;

export const proof: Proof = {
  name: "two-worlds",
  claim: "Documents that differ only in what a reader may not see give it the same bytes in every rendering.",
  smallCases: 10_000,
  defaultCases: 1_000_000,
  run: async ({ cases, seed, report }) => {
    let compared = 0;
    let counterExample: unknown = null;
    for (let round = 0; compared < cases && counterExample === null; round++) {
      const batch = fc.sample(
        fc.tuple(leakCase, fc.array(otherwise, { minLength: WORLDS, maxLength: WORLDS })),
        {
          numRuns: 40,
          seed: seed + round,
        },
      );
      for (const [one, changes] of batch) {
        const onPaper = compared % PAPER_EVERY < WORLDS;
        const { pairs, difference } = await compare(one, changes.slice(0, cases - compared), onPaper);
        compared += pairs;
        counterExample = difference;
        if (counterExample !== null || compared >= cases) break;
      }
      if (round % 10 === 9) report(`${compared} of ${cases} pairs`);
    }
    return { cases: compared, failures: counterExample === null ? 0 : 1, counterExample };
  },
};

/** Compares a document with its other worlds, each for the next reader that has some. */
async function compare(
  one: LeakCase,
  changes: readonly Otherwise[],
  onPaper: boolean,
): Promise<{ readonly pairs: number; readonly difference: unknown }> {
  const compiled = writeCommunity(one);
  const document = writeDocument(one, compiled);
  const seen = new Map<string, Seen>();
  const given = new Map<string, ReadonlySet<string> | null>();
  let pairs = 0;
  for (const [index, change] of changes.entries()) {
    const recipient = IDS[(one.salt + index) % IDS.length] ?? "";
    const known = given.get(recipient);
    const released = known === undefined ? findReleased(document, compiled, recipient) : known;
    given.set(recipient, released);
    if (released === null) continue;
    const other = imagineOtherwise({ one, document, compiled, recipient, released, change });
    if (other === null) continue;
    const look = { compiled, recipient, seed: String(one.salt), onPaper: onPaper && index === 0 };
    const here = seen.get(recipient) ?? (await see(document, look));
    seen.set(recipient, here);
    const there = await see(other, look);
    pairs += 1;
    const name = Object.keys(there).find((rendering) => here[rendering] !== there[rendering]);
    if (name !== undefined) return { pairs, difference: { recipient, rendering: name, one, change } };
  }
  return { pairs, difference: null };
}

function findReleased(
  document: MarkedDocument,
  community: CompiledCommunity,
  recipient: string,
): ReadonlySet<string> | null {
  try {
    const plan = planRelease({ document, community, recipients: [recipient], rules: noRules, consents: [] });
    return new Set(plan.classes[0]?.released);
  } catch (error) {
    if (error instanceof PolicyError && error.code === "RELEASE_NOBODY") return null;
    throw error;
  }
}

interface Look {
  readonly compiled: CompiledCommunity;
  readonly recipient: string;
  readonly seed: string;
  readonly onPaper: boolean;
}

/** Everything a recipient can get of a document. */
export async function see(
  document: MarkedDocument,
  { compiled, recipient, seed, onPaper }: Look,
): Promise<Seen> {
  const sealed = sealRelease({ document, compiled, recipients: [recipient], seed, tools: toyTools });
  const { authority } = sealed;
  const text = sealed.cuts.get(recipient) ?? "";
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
  const cut = verified.document;
  const options = { text, names: {}, authority, script: "0;", primitives };
  const paper = { pictures: null, date: null, fonts: [] };
  return {
    file: describeFile(text),
    model: nameAlike(JSON.stringify(cut)),
    text: nameAlike(renderCutText(cut)),
    page: nameAlike(withoutProof(renderCutPage(options))),
    stix: listStix(verified, compiled),
    ...(onPaper
      ? {
          pdf: Buffer.from(await renderPdf(cut, paper)).toString("latin1"),
          docx: Buffer.from(await renderDocx(cut, paper)).toString("latin1"),
        }
      : {}),
  };
}

/** The objects of a cut byte for byte, but for the note that carries the signed cut. */
function listStix(cut: VerifiedCut, { community: { policies } }: CompiledCommunity): string {
  const incident = { slug: "a-case", title: "A case" };
  const objects = renderStix(cut, {
    names: {},
    policies,
    incident,
    positions: [],
    measures: [],
    notices: [],
    kinds: [],
  });
  return JSON.stringify(objects.filter(({ type }) => type !== "note"));
}

/** A page without the cut it carries and the signature over it, which are compared as a file. */
function withoutProof(page: string): string {
  return page.replace(/<script type="application\/json"[\s\S]*?<\/script>|page-signature [\w-]+/g, "");
}

/** Random ids by the order in which they are met: only which of them are the same can be compared. */
function nameAlike(text: string): string {
  const names = new Map<string, string>();
  return text.replace(/(?<![\w-])[\w-]{22}(?![\w-])/g, (id) => {
    if (!names.has(id)) names.set(id, `id ${names.size}`);
    return names.get(id) ?? "";
  });
}

/**
 * What the file tells: its opened parts without salts, ids and digests, in an order of their own since theirs is random.
 * Unopened digests are left out: how many there are depends on the next power of two alone (tested where it is made).
 */
function describeFile(text: string): string {
  const { release } = JSON.parse(text) as CutFile;
  const [{ header }] = release.signatures;
  const blank = (one: string): string =>
    decode(one)
      .replace(/^\["[\w-]{43}"/, "[")
      .replace(/(\{"\.\.\.":"[\w-]{43}"\},?|null,)+/g, "")
      .replace(/,\]/g, "]")
      .replace(/"[\w-]{43}"/g, '"digest"')
      .replace(/"[\w-]{22}"/g, '"id"');
  const payload = JSON.parse(decode(release.payload)) as Record<string, unknown>;
  const claims = { ...payload, portions: "pool", _sd: "digest" };
  const binding = header.kb_jwt.split(".").slice(0, 2).map(decode);
  return JSON.stringify({
    claims,
    disclosures: header.disclosures.map(blank).sort(),
    binding: binding.map((part) => part.replace(/"sd_hash":"[\w-]{43}"/, "")),
  }).replace(/"\.\.\.":"[\w-]{43}"/g, '"...":"digest"');
}

function decode(part: string): string {
  return Buffer.from(part, "base64url").toString();
}
