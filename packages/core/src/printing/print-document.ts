// From a whole document to the printed model. Cuts come to the same model from their opened places (releases), so what both
// need, names of cross-references and bands of a banner, is here too.
import { joinMarkings, printBanner, printMark, rollUp } from "../markings/index.ts";
import type { CompiledCommunity, Marking, Policy } from "../markings/index.ts";
import type { MarkedDocument, PlainSpan, Portion } from "../documents/index.ts";
import type { BannerBand, PrintedDocument, PrintedPortion, PrintedSpan } from "./printed-document.ts";
import { callPortion } from "./printed-parts.ts";
import { effectiveMarking, listMarkings, plainText } from "../documents/index.ts";

/** Stands where a mark is missing. Nobody but the drafter's own staff reads such a document. */
export const UNMARKED = "unmarked";
const UNMARKED_BAND: BannerBand = {
  text: "NOT MARKED THROUGHOUT: FOR ITS DRAFTERS ONLY",
  colour: "#222222",
  ink: "#ffffff",
};

/**
 * The whole of `document` as its own staff sees it, whatever its problems.
 * @param options.community rolls several releasable-to lists of the banner up into one; null leaves them as they are.
 * @throws InputError MARKING_UNKNOWN when a marking is of no policy in `policies`.
 */
export function printDocument(
  document: MarkedDocument,
  options: {
    readonly policies: readonly Policy[];
    readonly community: CompiledCommunity | null;
    readonly handling: string;
  },
): PrintedDocument {
  const { policies, community, handling } = options;
  const print = (portion: Portion): PrintedPortion => printPortion(portion, document.policy, policies);
  const portions = document.portions.map(print);
  const footnotes = document.footnotes.map(print);
  const bands = listBands(listMarkings(document, policies), policies, community);
  return {
    banner: bands.map(({ text }) => text).join(" && "),
    bands,
    title: document.title === "" ? null : document.title,
    exercise: document.exercise,
    originator: document.originator,
    date: document.date,
    handling,
    ...nameTargets({ portions, footnotes }, keepTarget),
  };
}

/**
 * Gives every cross-reference the name of its target as it is shown here, whatever it was called, and `instead` where it is not.
 * Neighbours withheld together become one, so that their number does not show.
 */
export function nameTargets(
  document: Pick<PrintedDocument, "portions" | "footnotes">,
  instead: (target: string) => PrintedSpan,
): Pick<PrintedDocument, "portions" | "footnotes"> {
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const byId = new Map(shown.map((portion) => [portion.id, portion]));
  const nameSpan = (span: PrintedSpan): PrintedSpan => {
    if (span.kind === "restricted") return { ...span, spans: nameAll(span.spans) };
    if (span.kind !== "cross-reference") return span;
    const target = byId.get(span.target);
    return target === undefined ? instead(span.target) : { ...span, called: callPortion(target, byId) };
  };
  const nameAll = (spans: readonly PrintedSpan[]): readonly PrintedSpan[] =>
    joinWithheld(spans.map(nameSpan));
  // A portion of nothing but text stays the very portion it was: most are.
  const name = (portion: PrintedPortion): PrintedPortion =>
    portion.spans.every(({ kind }) => kind === "text")
      ? portion
      : { ...portion, spans: nameAll(portion.spans) };
  return {
    portions: document.portions.map((portion) => (portion === null ? null : name(portion))),
    footnotes: document.footnotes.map(name),
  };
}

/** One `withheld` for each run of them. */
function joinWithheld(spans: readonly PrintedSpan[]): readonly PrintedSpan[] {
  return spans.filter((span, index) => span.kind !== "withheld" || spans[index - 1]?.kind !== "withheld");
}

/** The parts of a banner, each with the colours of its level. @throws InputError MARKING_UNKNOWN. */
export function printBands(banner: Marking, policies: readonly Policy[]): readonly BannerBand[] {
  return banner.terms.map((term) => {
    const levels = policies.find(({ id }) => id === term.policy)?.levels ?? [];
    const level = levels.find(({ name }) => name === term.level);
    return {
      text: printBanner({ terms: [term] }, policies),
      colour: level !== undefined && COLOUR.test(level.colour) ? level.colour : UNMARKED_BAND.colour,
      ink: level !== undefined && COLOUR.test(level.ink) ? level.ink : UNMARKED_BAND.ink,
    };
  });
}

// A policy may come from a community's file: what is no plain colour never reaches a style sheet.
const COLOUR = /^#(?:[0-9a-fA-F]{3}){1,2}$/;

function listBands(
  markings: readonly (Marking | null)[],
  policies: readonly Policy[],
  community: CompiledCommunity | null,
): readonly BannerBand[] {
  const marked = markings.filter(isMarked);
  const [first = null, ...rest] = marked;
  const joined =
    community === null
      ? rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first)
      : rollUp(marked, community);
  return [
    ...(joined === null ? [] : printBands(joined, policies)),
    ...(joined === null || marked.length < markings.length ? [UNMARKED_BAND] : []),
  ];
}

function printPortion(portion: Portion, policy: string, policies: readonly Policy[]): PrintedPortion {
  const { id, kind, number, depth, parent, marking, grading, judgement, file, origin } = portion;
  const sayMark = (one: Marking | null): string =>
    isMarked(one) ? printMark(one, policy, policies) : UNMARKED;
  const sayBanner = (one: Marking | null): string => (isMarked(one) ? printBanner(one, policies) : UNMARKED);
  return {
    ...{ id, kind, number, depth, parent, grading, judgement, file, origin },
    mark: sayMark(marking),
    banner: sayBanner(marking),
    spans: portion.spans.map((span) =>
      span.kind === "restricted"
        ? {
            kind: span.kind,
            mark: sayMark(span.marking),
            banner: sayBanner(effectiveMarking(portion, span, policies)),
            spans: span.spans.map(printSpan),
          }
        : printSpan(span),
    ),
  };
}

function printSpan(span: PlainSpan): PrintedSpan {
  return span.kind === "cross-reference" ? { ...span, called: "" } : span;
}

/** A whole document may refer to a portion that was never written: its staff sees the reference as it was typed. */
function keepTarget(target: string): PrintedSpan {
  return { kind: "text", text: plainText([{ kind: "cross-reference", target }]) };
}

function isMarked(marking: Marking | null): marking is Marking {
  return marking !== null && marking.terms.length > 0;
}
