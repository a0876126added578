// What the renderings of a cut say in the same words: fingerprints, gradings, judgements, the list of notes. They see a
// verified document and nothing else.
import { decodeBase64url, encodeHex } from "../encoding/index.ts";
import type { CutDocument, CutPortion, CutSpan } from "./release.ts";

// Control characters and explicit text direction could redraw a terminal or reorder a line; they become visible.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** `text` with every character that could act on its surroundings replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}

/** A key's thumbprint for reading aloud: sixteen groups of four hexadecimal digits. */
export function spellFingerprint(thumbprint: string): string {
  return (encodeHex(decodeBase64url(thumbprint)).match(/.{4}/g) ?? []).join(" ");
}

/** `Grading B2.`, then `Highly likely, high confidence; rests on 1 and 2.` What rests on a withheld portion says only that. */
export function describePortion(portion: CutPortion, document: CutDocument): string | null {
  const parts: string[] = [];
  const { judgement, grading } = portion;
  if (judgement !== null) {
    const printed = judgement.supports.map((id) => {
      const found = document.portions.find((one) => one?.id === id);
      return found === undefined || found === null ? null : (found.number ?? found.id);
    });
    const shown = printed.filter((number) => number !== null);
    const rests = shown.length < printed.length ? [...shown, "what is withheld"] : shown;
    const term = `${judgement.term.charAt(0).toUpperCase()}${judgement.term.slice(1)}`;
    const said = rests.length < 2 ? rests : [`${rests.slice(0, -1).join(", ")} and ${rests.at(-1) ?? ""}`];
    parts.push(
      `${term}, ${judgement.confidence} confidence${said.length === 0 ? "" : `; rests on ${said.join("")}`}.`,
    );
  }
  if (grading !== null) parts.push(`Graded ${grading.reliability}${grading.credibility}.`);
  return parts.length === 0 ? null : parts.join(" ");
}

/** Notes in the order of their references; null stands for a note that is withheld though its reference is shown. */
export function listNotes(document: CutDocument): ReadonlyMap<string, CutPortion | null> {
  const byLabel = new Map(document.footnotes.map((note) => [note.number ?? note.id, note]));
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const notes = new Map<string, CutPortion | null>();
  for (const label of shown.flatMap(({ spans }) => listReferences(spans)))
    notes.set(label, byLabel.get(label) ?? null);
  for (const [label, note] of byLabel) notes.set(label, note);
  return notes;
}

function listReferences(spans: readonly CutSpan[]): readonly string[] {
  return spans.flatMap((span) => {
    if (span.kind === "note-reference") return [span.note];
    return span.kind === "restricted" ? listReferences(span.spans) : [];
  });
}
