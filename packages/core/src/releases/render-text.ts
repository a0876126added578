// A verified cut as plain text for terminals and mail: 66 characters, banner first and last, `***` for what is withheld.
import { describePortion, listNotes, printable, spellFingerprint } from "./printed-parts.ts";
import type { CutDocument, CutPortion, CutSpan } from "./release.ts";

const MEASURE = 66;
const EXERCISE = "EXERCISE EXERCISE EXERCISE";

/** The text of a cut that `verifyCut` has given, ending in a newline. */
export function renderCutText(document: CutDocument): string {
  const { header, recipient, keys } = document;
  const frame = header.exercise ? [document.banner, EXERCISE] : [document.banner];
  const notes = [...listNotes(document)].map(([label, note]) =>
    note === null ? layOut(`[${label}]`, "***") : layOut(`[${label}]`, printBody(note, document)),
  );
  const blocks = [
    frame.join("\n"),
    layOut("", `Copy for ${recipient}. Release ${header.release} of ${header.iss}. Handle as marked.`),
    ...document.portions.map((portion) =>
      portion === null ? layOut("", "***") : layOut(printLead(portion), printBody(portion, document)),
    ),
    ...(notes.length === 0 ? [] : ["-".repeat(12), ...notes]),
    "-".repeat(12),
    "*** withheld from this copy   [***] withheld by the source",
    layOut("Issuer:", spellFingerprint(keys.issuer)),
    layOut("Authority:", spellFingerprint(keys.authority)),
    [...frame].reverse().join("\n"),
  ];
  return `${printable(blocks.join("\n\n"))}\n`;
}

function printLead({ kind, number, depth }: CutPortion): string {
  if (kind === "heading") return "#".repeat(Math.min(Math.max(depth, 1), 3));
  return number === null ? "" : `${number}.`;
}

function printBody(portion: CutPortion, document: CutDocument): string {
  const described = describePortion(portion, document);
  return `(${portion.mark}) ${printSpans(portion.spans)}${described === null ? "" : ` [${described}]`}`;
}

function printSpans(spans: readonly CutSpan[]): string {
  return spans.map(printSpan).join("");
}

function printSpan(span: CutSpan): string {
  switch (span.kind) {
    case "text":
      // Asterisks of the text itself are escaped, so that nothing written can pass for something withheld.
      return span.text.replaceAll("*", "\\*");
    case "withheld":
      return "***";
    case "withheld-at-source":
      return "[***]";
    case "note-reference":
      return `[${span.note}]`;
    case "restricted":
      return `(${span.mark}: ${printSpans(span.spans)})`;
  }
}

/** Wraps `text` to the measure with `lead` hanging before it. */
function layOut(lead: string, text: string): string {
  const indent = lead === "" ? 0 : Math.max(lead.length + 1, 4);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    if (line !== "" && indent + line.length + 1 + word.length > MEASURE) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const margin = " ".repeat(indent);
  return lines
    .map((one, index) => (index === 0 ? `${lead.padEnd(indent)}${one}` : `${margin}${one}`).trimEnd())
    .join("\n");
}
