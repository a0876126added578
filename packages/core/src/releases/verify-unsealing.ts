// Verifying an unsealing: the cut before and the cut after are each checked whole, and the one must go on from the other.
// What is shown now was withheld then, under the same two signatures.
import {
  InputError,
  readObject,
  readString,
  readStrings,
  readWord,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { PrintedPortion } from "../printing/index.ts";
import { readBinding, readStrictly } from "./cut-file.ts";
import { readEvidence } from "./evidence.ts";
import { sealCut } from "./present.ts";
import { readBytes } from "./release-format.ts";
import type { CutDocument, Trust, UnsealingFile } from "./release.ts";
import { openDisclosures } from "./sd-jwt.ts";
import { countParts, examineCut } from "./verify.ts";
import type { ExaminedCut, VerifiedCut } from "./verify.ts";

export interface VerifiedUnsealing {
  readonly before: VerifiedCut;
  readonly after: VerifiedCut;
  /** The cut that came of it, a whole cut file. */
  readonly cutAfter: string;
  /**
   * Ids of portions that are shown now and were not, and of those in which more restricted spans and references are shown.
   * A grading, a number or counts that were opened by themselves stand in `after` alone.
   */
  readonly unsealed: { readonly portions: readonly string[]; readonly parts: readonly string[] };
}

/**
 * Checks the unsealing `unsealing` of the cut `cut`, both files.
 * @throws whatever `verifyCut` throws, of either cut; VerificationError FILE_MISMATCH when it goes with another cut or is for
 *   another recipient, LEDGER_COMMITMENT_MISMATCH when the ledger has it before its cut.
 */
export function verifyUnsealing({
  cut,
  unsealing,
  trust,
  primitives,
}: {
  readonly cut: string;
  readonly unsealing: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedUnsealing {
  const before = examineCut({ text: cut, trust, primitives });
  const file = readStrictly(unsealing, "unsealing", readUnsealing);
  requireSameCut(before, file);
  const cutAfter = sealCut(
    {
      ...before.cut.release,
      signatures: [
        {
          ...before.cut.release.signatures[0],
          header: { disclosures: joinDisclosures(before, file, primitives), kb_jwt: file.kb_jwt },
        },
        before.cut.release.signatures[1],
      ],
    },
    { release: before.cut.evidence.release, cut: file.evidence },
  );
  const after = examineCut({ text: cutAfter, trust, primitives });
  if (after.index <= before.index)
    throw new VerificationError(
      "LEDGER_COMMITMENT_MISMATCH",
      "The ledger holds this unsealing before its cut: ask the sender for one made after it",
    );
  const pick = ({ document, steps, cut: one }: ExaminedCut): VerifiedCut => ({ document, steps, cut: one });
  return {
    before: pick(before),
    after: pick(after),
    cutAfter,
    unsealed: compare(before.document, after.document),
  };
}

function readUnsealing(value: JsonValue): UnsealingFile {
  const members = ["format", "before", "disclosures", "kb_jwt", "evidence"];
  const file = readObject(value, "unsealing", members);
  const disclosures = readStrings(file["disclosures"], "unsealing.disclosures");
  if (disclosures.length === 0) throw new InputError("CUT_SYNTAX", "it opens nothing");
  return {
    format: readWord(file["format"], "unsealing.format", ["entente-unsealing/1"]),
    before: readBytes(file["before"], "unsealing.before", 32),
    disclosures,
    kb_jwt: readString(file["kb_jwt"], "unsealing.kb_jwt"),
    evidence: readEvidence(file["evidence"], "unsealing.evidence", ["unsealing"]),
  };
}

function requireSameCut({ parts }: ExaminedCut, { before, kb_jwt }: UnsealingFile): void {
  const binding = readStrictly(`${JSON.stringify(kb_jwt)}\n`, "unsealing", () => readBinding(kb_jwt));
  if (before !== parts.binding.sdHash || binding.iat < parts.binding.iat)
    throw new VerificationError(
      "FILE_MISMATCH",
      "This unsealing goes with another cut: check it beside the cut it was made for",
    );
  if (binding.recipient !== parts.binding.recipient)
    throw new VerificationError(
      "FILE_MISMATCH",
      `This unsealing is for ${binding.recipient}, and the cut is ${parts.binding.recipient}'s`,
    );
}

/** All disclosures in the order of the payload. Those added must already stand in it among themselves. */
function joinDisclosures(
  { parts }: ExaminedCut,
  { disclosures }: UnsealingFile,
  primitives: Primitives,
): readonly string[] {
  const all = { payload: parts.payload, disclosures: [...parts.disclosures, ...disclosures] };
  const joined = openDisclosures(all, primitives).order.map(({ text }) => text);
  const added = new Set(disclosures);
  if (joined.filter((text) => added.has(text)).some((text, index) => text !== disclosures[index]))
    throw new VerificationError("DISCLOSURE_INVALID", "The disclosures are not in the order of the payload");
  return joined;
}

function compare(before: CutDocument, after: CutDocument): VerifiedUnsealing["unsealed"] {
  const list = ({ portions, footnotes }: CutDocument): readonly PrintedPortion[] =>
    [...portions, ...footnotes].filter((one) => one !== null);
  const shown = new Map(list(before).map((one) => [one.id, countParts(one.spans)]));
  return {
    portions: list(after).flatMap(({ id }) => (shown.has(id) ? [] : [id])),
    parts: list(after).flatMap(({ id, spans }) =>
      (shown.get(id) ?? Infinity) < countParts(spans) ? [id] : [],
    ),
  };
}
