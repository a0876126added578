// What was said and is no longer said so: corrections, replacements and retractions, each with old, new and why. Everything
// here follows from signed notices, from cuts that took the place of others, and from versions of pages about persons.
import { flattenSpans } from "../printing/index.ts";
import type { CutDocument, Notice } from "../releases/index.ts";
import type { CheckedDocument } from "./contents.ts";
import type { ExposureVersion, RecordExposure } from "./record.ts";

/** A place that differs; null where there was or is nothing. */
export interface Change {
  readonly old: string | null;
  readonly now: string | null;
}

export interface Correction {
  /** `replaced`: another release or version stands there now. `retracted`: nothing does. */
  readonly kind: "corrected" | "replaced" | "retracted";
  readonly subject: { readonly kind: "document" | "person"; readonly name: string; readonly title: string };
  /** Instant or, where only that is known, null. */
  readonly at: string | null;
  /** Null: nobody said. */
  readonly why: string | null;
  readonly changes: readonly Change[];
}

/** Longer documents are compared place by place only up to here; a reader has both whole. */
const MOST_PLACES = 2000;

/** Newest first; what has no instant comes last. */
export function listCorrections(
  documents: readonly CheckedDocument[],
  exposures: readonly RecordExposure[],
): readonly Correction[] {
  const found = [...documents.flatMap(correctDocument), ...exposures.flatMap(correctExposure)];
  const key = ({ at, subject }: Correction): string => `${at ?? ""} ${subject.name}`;
  return found.sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0));
}

function correctDocument({ name, cut, earlier, notices }: CheckedDocument): readonly Correction[] {
  const all = [...earlier, cut].map(({ document }) => document);
  const byRelease = new Map(all.map((document) => [document.header.release, document]));
  const said = notices.map((notice): Correction => {
    const old = byRelease.get(notice.release);
    const now = notice.replacedBy === null ? undefined : byRelease.get(notice.replacedBy);
    return {
      ...{ kind: KINDS[notice.kind], at: notice.at, why: notice.text },
      subject: { kind: "document", name, title: titleOf(old ?? cut.document, name) },
      changes: old === undefined || now === undefined ? [] : compareDocuments(old, now),
    };
  });
  const told = new Set(notices.flatMap(({ release, replacedBy }) => (replacedBy === null ? [] : [release])));
  // A release that another took the place of is told, whether or not a notice says why.
  const silent = earlier.flatMap(({ document }, index): Correction[] => {
    const now = all[index + 1];
    if (now === undefined || told.has(document.header.release)) return [];
    return [
      {
        ...{ kind: "replaced", at: null, why: null },
        subject: { kind: "document", name, title: titleOf(document, name) },
        changes: compareDocuments(document, now),
      },
    ];
  });
  return [...said, ...silent];
}

const KINDS: Readonly<Record<Notice["kind"], Correction["kind"]>> = {
  correction: "corrected",
  supersession: "replaced",
  recall: "retracted",
};

function titleOf({ title }: CutDocument, name: string): string {
  return title ?? name;
}

function correctExposure({ name, versions, withdrawn }: RecordExposure): readonly Correction[] {
  const subject = { kind: "person", name, title: versions.at(-1)?.person ?? name } as const;
  const replaced = versions.slice(1).map((now, index): Correction => {
    const old = versions[index];
    const at = now.legalCheck.at;
    const changes = old === undefined ? [] : compareTexts(listTexts(old), listTexts(now));
    return { kind: "replaced", subject, at, why: now.why, changes };
  });
  const last = versions.at(-1);
  if (withdrawn === null || last === undefined) return replaced;
  const changes = listTexts(last).map((old): Change => ({ old, now: null }));
  return [...replaced, { kind: "retracted", subject, ...withdrawn, changes }];
}

/** What a version says, in the order in which it is read. */
export function listTexts({ person, role, summary, claims, reply }: ExposureVersion): readonly string[] {
  return [person, role, summary, ...claims.map(({ text }) => text), reply.note];
}

function compareDocuments(old: CutDocument, now: CutDocument): readonly Change[] {
  const texts = ({ portions, footnotes }: CutDocument): readonly string[] =>
    [...portions, ...footnotes].map((portion) => (portion === null ? "***" : flattenSpans(portion.spans)));
  return compareTexts(texts(old), texts(now));
}

/** The runs that are not in both, side by side, by a longest common subsequence. */
function compareTexts(old: readonly string[], now: readonly string[]): readonly Change[] {
  if (Math.max(old.length, now.length) > MOST_PLACES) return [];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1)
      changes.push({ old: gone[index] ?? null, now: come[index] ?? null });
    [gone, come] = [[], []];
  };
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      flush();
      [i, j] = [i + 1, j + 1];
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      gone.push(old[i] ?? "");
      i += 1;
    } else {
      come.push(now[j] ?? "");
      j += 1;
    }
  }
  flush();
  return changes;
}
