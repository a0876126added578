// A copy as its reader has it: the cut, what was unsealed of it and what is said of it, each checked in this browser by the
// core before a word of it is shown. Loaded with the first copy that is read, because the cryptography is large.
import { listWithheldPlaces } from "@entente/core/arrangements";
import type { WithheldPlace } from "@entente/core/arrangements";
import { findTerm, probabilityScales } from "@entente/core/documents";
import type { Grading, Judgement } from "@entente/core/documents";
import { portablePrimitives, SPOKEN_WORDS, spellFingerprint, spellWords } from "@entente/core/keys";
import { answerForwarding, builtInPolicies, parseBanner } from "@entente/core/markings";
import type { ForwardingAnswer, Marking } from "@entente/core/markings";
import { describeCopy, describeSheet } from "@entente/core/pages";
import type { Names } from "@entente/core/pages";
import { callPortion, flattenSpans } from "@entente/core/printing";
import type { PrintedDocument, PrintedPortion } from "@entente/core/printing";
import { digestCut, verifyCut, verifyNotice, verifyUnsealing } from "@entente/core/releases";
import type { CheckedStep, VerifiedCut } from "@entente/core/releases";
import type { paths } from "../../../../../formats/api.d.ts";
import { compareFingerprint, compareIssuer, compareRecipient, explainFailure } from "../case/check-cut.ts";

export type Handout =
  paths["/api/cases/{case}/cuts/{id}/files"]["get"]["responses"]["200"]["content"]["application/json"];

/** One judgement of a copy, and how sure it says it is. */
export interface ReadJudgement {
  readonly id: string;
  readonly called: string;
  readonly text: string;
  readonly judgement: Judgement;
  /** Percent, as the scale prints them; null for a term the scale does not have. */
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly scale: string;
  readonly confidence: Judgement["confidence"];
  /** What of its support this copy shows, and whether some is withheld. */
  readonly rests: readonly { readonly called: string; readonly grading: Grading | null }[];
  readonly restsOnWithheld: boolean;
}

export interface ReadCopy {
  readonly document: PrintedDocument;
  readonly name: string;
  readonly release: string;
  readonly issuer: string;
  readonly counts: { readonly shown: number; readonly of: number } | null;
  /** Everything that was established, in order. */
  readonly steps: readonly CheckedStep[];
  /** Portions that an unsealing opened. */
  readonly unsealed: number;
  readonly words: string;
  readonly issuerDigits: string;
  readonly authorityDigits: string;
  readonly committedAt: string;
  /** The key of the ledger that holds it. */
  readonly ledgerKey: string;
  readonly forwarding: readonly ForwardingAnswer[];
  /** What the portions are called that the marking leaves open to the public. */
  readonly open: readonly string[];
  readonly judgements: readonly ReadJudgement[];
  readonly graded: readonly { readonly called: string; readonly grading: Grading }[];
  /** The minister's sheet, of this copy alone. */
  readonly sheet: PrintedDocument;
  /** The places it shows as withheld, by the names a question has for them. */
  readonly withheld: readonly WithheldPlace[];
  /** What happened, in the copy's own first words, and where they stand; null where it tells nothing. */
  readonly happened: { readonly text: string; readonly called: string; readonly banner: string } | null;
}

export type CopyCheck =
  | { readonly state: "holds"; readonly copy: ReadCopy }
  | { readonly state: "broken"; readonly code: string; readonly reason: string };

/** Checks what was handed out and reads it. Never throws. @param recipient the reader's own member. */
export function readCopy(handout: Handout, recipient: string, names: Names): CopyCheck {
  try {
    return { state: "holds", copy: describe(check(handout, recipient), names) };
  } catch (error) {
    return explainFailure(error);
  }
}

/** What another node brought of a document, and who is to have written it. */
export interface BroughtCopy {
  readonly files: readonly { readonly path: string; readonly file: string }[];
  /** The member whose node brought it. */
  readonly from: string;
  /** Number of the letter that brought it. */
  readonly letter: number;
}

/**
 * Checks what another node brought and reads it. Nothing here lists a fingerprint for it to be compared with: what stands for
 * that is who brought it, and the release is to be that member's own. Never throws.
 */
export function readBroughtCopy(brought: BroughtCopy, recipient: string, names: Names): CopyCheck {
  try {
    const { verified, steps, unsealed } = checkFiles(brought.files, recipient, []);
    const { from, letter } = brought;
    const own = compareIssuer(verified.document.header.iss, from);
    const came = {
      name: "provenance",
      detail: `Letter ${letter} of the node of ${from}, which a person here confirmed by its words`,
    };
    return { state: "holds", copy: describe({ verified, unsealed, steps: [...steps, own, came] }, names) };
  } catch (error) {
    return explainFailure(error);
  }
}

interface Checked {
  readonly verified: VerifiedCut;
  readonly steps: readonly CheckedStep[];
  readonly unsealed: number;
}

function check({ files, sha256 }: Handout, recipient: string): Checked {
  return checkFiles(files, recipient, [
    ({ cut }) => compareFingerprint(digestCut(cut.release, portablePrimitives), sha256),
  ]);
}

function checkFiles(
  files: readonly { readonly path: string; readonly file: string }[],
  recipient: string,
  further: readonly ((verified: VerifiedCut) => CheckedStep)[],
): Checked {
  const common = { trust: { kind: "carried" }, primitives: portablePrimitives } as const;
  const [first, ...later] = files;
  let text = first?.file ?? "";
  const whole = verifyCut({ text, ...common });
  let verified = whole;
  const steps: CheckedStep[] = [
    ...verified.steps,
    ...further.map((step) => step(whole)),
    compareRecipient(verified.document.recipient, recipient),
  ];
  let unsealed = 0;
  for (const { path, file } of later) {
    // What a file is called only says how to read it: as anything else than it is, it does not hold.
    if (path.endsWith(".notice.json")) {
      steps.push(...verifyNotice({ text: file, header: verified.document.header, ...common }).steps);
      continue;
    }
    const opened = verifyUnsealing({ cut: text, unsealing: file, ...common });
    unsealed += opened.unsealed.portions.length + opened.unsealed.parts.length;
    text = opened.cutAfter;
    verified = opened.after;
    steps.push(...opened.after.steps.slice(-1));
  }
  return { verified, steps, unsealed };
}

function describe({ verified, steps, unsealed }: Checked, names: Names): ReadCopy {
  const { document, cut } = verified;
  const copy = describeCopy(verified, names);
  const sheet = describeSheet(verified, names);
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const byId = new Map(shown.map((portion) => [portion.id, portion]));
  const call = (portion: PrintedPortion): string => callPortion(portion, byId);
  const told = sheet.document.portions.find(
    (portion) => portion?.kind === "paragraph" && portion.mark !== "",
  );
  const source = told === undefined || told === null ? undefined : byId.get(told.id);
  return {
    ...{ document: copy.document, name: copy.name, sheet: sheet.document, steps, unsealed },
    ...{ release: document.header.release, issuer: document.header.iss, counts: document.counts },
    words: spellWords(document.keys.issuer, SPOKEN_WORDS),
    issuerDigits: spellFingerprint(document.keys.issuer),
    authorityDigits: spellFingerprint(document.keys.authority),
    committedAt: cut.evidence.release.opening.at,
    ledgerKey: document.header.ledger.vkey,
    withheld: listWithheldPlaces(document),
    forwarding: answerForwarding(read(document.banner), builtInPolicies),
    open: shown.filter((portion) => portion.number !== null && isOpen(portion)).map(call),
    judgements: shown.flatMap((portion) => readJudgement(portion, byId)),
    graded: shown.flatMap((portion) =>
      portion.grading === null ? [] : [{ called: call(portion), grading: portion.grading }],
    ),
    happened:
      source === undefined
        ? null
        : { text: firstSentence(flattenSpans(source.spans)), called: call(source), banner: source.banner },
  };
}

/** A marking this browser does not know is no marking to go by. */
function read(banner: string): Marking | null {
  try {
    return parseBanner(banner, builtInPolicies);
  } catch {
    return null;
  }
}

function isOpen({ banner, spans }: PrintedPortion): boolean {
  const banners = [banner, ...spans.flatMap((span) => (span.kind === "restricted" ? [span.banner] : []))];
  return banners.every((one) =>
    answerForwarding(read(one), builtInPolicies).every(({ because }) => because === "public"),
  );
}

function readJudgement(
  portion: PrintedPortion,
  byId: ReadonlyMap<string, PrintedPortion>,
): readonly ReadJudgement[] {
  const { judgement } = portion;
  if (judgement === null) return [];
  const term = findTerm(judgement.scale, judgement.term);
  const shown = judgement.supports.flatMap((id) => byId.get(id) ?? []);
  return [
    {
      ...{ id: portion.id, called: callPortion(portion, byId), text: flattenSpans(portion.spans), judgement },
      range: term === null ? null : { low: term.low, high: term.high },
      scale: probabilityScales.find(({ id }) => id === judgement.scale)?.name ?? judgement.scale,
      confidence: judgement.confidence,
      rests: shown.map((one) => ({ called: callPortion(one, byId), grading: one.grading })),
      restsOnWithheld: shown.length < judgement.supports.length,
    },
  ];
}

/** Whole and unchanged, as every sentence on the screen that is the document's. */
function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text.trim());
  return first?.segment.trim() ?? "";
}
