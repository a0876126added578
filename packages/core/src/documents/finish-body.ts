// The end of reading marked text: ids are given, references resolved, and what does not fit together is said.
import type { PlainSpan, Portion, Span } from "./document.ts";
import type { Placed } from "./placed-portion.ts";
import { PlaceCounter, TakenIds } from "./portion-ids.ts";
import { PortionNames } from "./portion-names.ts";
import { findScale, findTerm } from "./probability-scales.ts";
import type { ProblemList } from "./source-text.ts";

export interface FinishedBody {
  readonly portions: readonly Portion[];
  readonly footnotes: readonly Portion[];
  /** On which line of the source the text of each portion begins, then of each footnote. */
  readonly lines: readonly number[];
}

/** Portions and footnotes as the document holds them. */
export function finishBody(
  portions: readonly Placed[],
  footnotes: readonly Placed[],
  problems: ProblemList,
): FinishedBody {
  const all = [...portions, ...footnotes];
  giveIds(all);
  const names = new PortionNames(all.map(({ portion }) => portion));
  checkReferences(all, footnotes, names, problems);
  warnMixedScales(portions, problems);
  return {
    portions: portions.map(({ portion }) => portion),
    footnotes: footnotes.map(({ portion }) => portion),
    lines: all.map(({ position }) => position.line),
  };
}

function giveIds(all: readonly Placed[]): void {
  const taken = new TakenIds(all.flatMap(({ id }) => (id === null ? [] : [id])));
  const counter = new PlaceCounter();
  for (const placed of all) {
    const { portion, whole } = placed;
    portion.parent = whole?.portion.id ?? null;
    const place = counter.next(portion);
    portion.id = placed.id ?? taken.takeFree(place);
  }
}

function checkReferences(
  all: readonly Placed[],
  footnotes: readonly Placed[],
  names: PortionNames,
  problems: ProblemList,
): void {
  const defined = new Set(footnotes.map(({ portion }) => keyOf(portion.kind, portion.number ?? "")));
  const used = new Set<string>();
  for (const { portion, references, judgementLine } of all) {
    let refersToPortion = false;
    const told = references.length === 0 ? NONE : new Set<string>();
    for (const { kind, label, position } of references) {
      const key = keyOf(kind, label);
      const unknown = kind === "portion" ? names.find(label) === null : !defined.has(key);
      used.add(key);
      refersToPortion ||= kind === "portion";
      if (!unknown || told.has(key)) continue;
      told.add(key);
      problems.error(position, UNKNOWN[kind].code, UNKNOWN[kind].say(label));
    }
    if (refersToPortion) portion.spans = portion.spans.map((span) => resolveSpan(span, names));
    if (portion.judgement !== null && judgementLine !== null) {
      const supports = portion.judgement.supports.map((entry) => {
        const id = names.find(entry);
        if (id === null || id === portion.id) {
          problems.error(
            judgementLine,
            "JUDGEMENT_SUPPORT_UNKNOWN",
            id === null
              ? `There is no paragraph ${entry} to support this judgement: name a number, Table 2, Figure 1 or an id`
              : `A judgement cannot support itself (${entry})`,
          );
        }
        return id ?? entry;
      });
      portion.judgement = { ...portion.judgement, supports };
    }
  }
  for (const { portion, position } of footnotes) {
    const isNote = portion.kind === "footnote";
    if (!used.has(keyOf(portion.kind, portion.number ?? "")))
      problems.warning(
        position,
        isNote ? "NOTE_UNUSED" : "SOURCE_UNUSED",
        `Nothing refers to the ${isNote ? "footnote" : "source"} ${portion.number ?? ""}`,
      );
  }
}

const NONE = new Set<string>();
const UNKNOWN = {
  note: {
    code: "NOTE_UNDEFINED",
    say: (label: string) => `There is no footnote ${label}: add a line beginning [^${label}]:`,
  },
  source: {
    code: "SOURCE_UNDEFINED",
    say: (label: string) => `There is no source ${label}: add a line beginning [@${label}]:`,
  },
  portion: {
    code: "REFERENCE_UNKNOWN",
    say: (label: string) =>
      `Nothing is called ${label} here: write the number of a paragraph, Table 2, Figure 1 or an id`,
  },
} as const;

function keyOf(kind: Portion["kind"] | "note" | "portion", label: string): string {
  return `${kind === "footnote" || kind === "note" ? "^" : kind === "source" ? "@" : ""}${label}`;
}

function resolveSpan<Kind extends Span | PlainSpan>(span: Kind, names: PortionNames): Kind {
  if (span.kind === "cross-reference") return { ...span, target: names.find(span.target) ?? span.target };
  if (span.kind === "restricted")
    return { ...span, spans: span.spans.map((inner) => resolveSpan(inner, names)) };
  return span;
}

/** A reader of one paper must not meet the same word for two ranges. */
function warnMixedScales(portions: readonly Placed[], problems: ProblemList): void {
  let first: string | null = null;
  const firstRows = new Map<string, 1 | 2>();
  for (const { portion, judgementLine } of portions) {
    if (portion.judgement === null || judgementLine === null) continue;
    const { scale, term } = portion.judgement;
    const known = findScale(scale);
    first ??= scale;
    if (scale !== first) {
      problems.warning(
        judgementLine,
        "JUDGEMENT_SCALES_MIXED",
        `This judgement is on the scale ${scale} and an earlier one on ${first}: the same words mean other ranges, so keep to one scale`,
      );
    }
    const row = findTerm(scale, term)?.row;
    if (row === undefined || known?.oneRow !== true) continue;
    const firstRow = firstRows.get(scale) ?? row;
    firstRows.set(scale, firstRow);
    if (row !== firstRow) {
      problems.warning(
        judgementLine,
        "JUDGEMENT_SCALES_MIXED",
        `"${term}" is of the other row of terms of ${known.name} than an earlier judgement: keep to one row`,
      );
    }
  }
}
