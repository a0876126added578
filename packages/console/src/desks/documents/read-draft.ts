// A text as it is being typed, read by the same core as everywhere: marks beside its lines, its banner, what is wrong with it.
import { listMarkings, parsePlacedText, plainText } from "@entente/core/documents";
import type { MarkedDocument, Portion, Problem } from "@entente/core/documents";
import { parseJson } from "@entente/core/encoding";
import { compileCommunity, printBanner, printMark, readCommunity, rollUp } from "@entente/core/markings";
import type { CompiledCommunity, Marking } from "@entente/core/markings";
import { printBands } from "@entente/core/printing";

/** The mark that stands beside a line. */
export interface LineMark {
  /** From 1. */
  readonly line: number;
  /** As in a portion mark; null: unmarked, so nobody's. */
  readonly mark: string | null;
  /** The scheme's colour of its level, for the edge of the mark. */
  readonly colour: string | null;
}

export interface DraftReading {
  readonly document: MarkedDocument;
  readonly problems: readonly Problem[];
  readonly marks: readonly LineMark[];
  /** Line on which each portion begins, by its id. */
  readonly lines: ReadonlyMap<string, number>;
  /** Printed in full; null as long as anything is unmarked. */
  readonly banner: string | null;
  /** Members that may read all of it; null without a banner. */
  readonly audience: number | null;
}

/** The community's file as the node has it, compiled. @throws InputError for what is no such file. */
export function readScheme(file: string): CompiledCommunity {
  return compileCommunity(readCommunity(parseJson(file)));
}

/** Never throws: what cannot be read is in its problems. */
export function readDraft(text: string, community: CompiledCommunity): DraftReading {
  const { policies } = community.community;
  const { parsed, lines } = parsePlacedText(text, policies);
  const { document, problems } = parsed;
  const all = [...document.portions, ...document.footnotes];
  const banner = rollUp(listMarkings(document, policies), community);
  return {
    ...{ document, problems },
    marks: all.map(({ marking }, index) => describeMark(lines[index] ?? 1, marking, document, community)),
    lines: new Map(all.map(({ id }, index) => [id, lines[index] ?? 1])),
    banner: banner === null ? null : printBanner(banner, policies),
    audience: banner === null ? null : community.audienceOf(banner).members().length,
  };
}

function describeMark(
  line: number,
  marking: Marking | null,
  { policy }: MarkedDocument,
  { community: { policies } }: CompiledCommunity,
): LineMark {
  if (marking === null) return { line, mark: null, colour: null };
  return {
    line,
    mark: printMark(marking, policy, policies),
    colour: printBands(marking, policies)[0]?.colour ?? null,
  };
}

/** What a person calls a portion. */
export interface PlaceName {
  readonly kind: "title" | "paragraph" | "heading" | "note" | "source" | "other";
  readonly number: string;
  /** Its first words. */
  readonly words: string;
}

const NAMING_WORDS = 6;

export function namePortion({ kind, number, spans }: Portion): PlaceName {
  const text = plainText(spans).trim().split(/\s+/);
  const words = text.slice(0, NAMING_WORDS).join(" ") + (text.length > NAMING_WORDS ? " …" : "");
  const named = { number: number ?? "", words };
  if (kind === "title" || kind === "heading") return { kind, ...named };
  if (kind === "footnote") return { kind: "note", ...named };
  if (kind === "source") return { kind: "source", ...named };
  return { kind: number === null ? "other" : "paragraph", ...named };
}

/** A new document: the least that can be saved. */
export function writeTemplate(of: {
  readonly title: string;
  readonly text: string;
  readonly originator: string;
  readonly slug: string;
  readonly exercise: boolean;
  readonly community: CompiledCommunity;
}): string {
  const [policy] = of.community.community.policies;
  const level = policy?.levels[0]?.short ?? "";
  return [
    "---",
    `title: (${level}) ${of.title}`,
    `originator: ${of.originator}`,
    `policy: ${policy?.id ?? ""}`,
    `case: ${of.slug}`,
    ...(of.exercise ? ["exercise: true"] : []),
    "---",
    "",
    `1. (${level}) ${of.text}`,
    "",
  ].join("\n");
}
