// Reports as text for people. Text from files is hostile until checked, and even then must not move the cursor.
import { spellFingerprint } from "@entente/core/keys";
import type { Trust } from "@entente/core/releases";
import type { FileReport } from "./check.ts";
import type { FailureKind } from "./errors.ts";

/** What each kind of failure means to whoever holds the file. */
export const SAY_KIND: Readonly<Record<FailureKind, string>> = {
  cryptographic: "A proof in this file does not hold. Do not rely on it; ask the sender for it again.",
  policy: "The file may be whole, but a rule you or its makers set says no.",
  input: "This could not be read as what it should be, so nothing about it was decided.",
};

/** Lines for one file: verdict, steps, fingerprints. */
export function printReport(report: FileReport): string[] {
  const verdict = report.verified ? "VERIFIED" : `NOT VERIFIED: ${report.code ?? ""}`;
  const lines = [`${report.file}: ${verdict}`, `  ${report.message}`];
  if (report.kind !== null) lines.push(`  ${SAY_KIND[report.kind]}`);
  for (const { name, detail } of report.steps) lines.push(`  passed  ${name}: ${detail}`);
  for (const [name, value] of Object.entries(report.fingerprints)) {
    lines.push(`  ${name}: ${value}`);
    const words = report.words[name];
    if (words !== undefined)
      lines.push(`    read aloud: ${words}`, `    every digit: ${spellFingerprint(value)}`);
  }
  return lines.map(makePrintable);
}

/** What the check did and did not show, in words for whoever acts on it. */
export function printLimits(reports: readonly FileReport[], trust: Trust): string[] {
  if (!reports.some(({ verified }) => verified)) return [];
  const later =
    "It cannot show whether anything came later, such as a correction or a recall: for that ask the sender, or check online.";
  if (trust.kind === "pinned") return ["All keys are ones your trust file names.", later];
  return [
    "Checked with the keys the files carry themselves. That shows each file to be whole and unchanged since it was made;",
    "it cannot show who made it. To know that, give --trust FILE with keys you had from the originator, or call the",
    "originator on a number you already had and have the words of its keys read to you.",
    later,
  ];
}

/** Control and direction characters as escapes. */
export function makePrintable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
