// Reports as text for people. Text from files is hostile until checked, and even then must not move the cursor.
import { decodeBase64url, encodeHex } from "@entente/core/encoding";
import type { Trust } from "@entente/core/releases";
import type { FileReport } from "./check.ts";

/** Lines for one file: verdict, steps, fingerprints. */
export function printReport(report: FileReport): string[] {
  const verdict = report.verified ? "VERIFIED" : `NOT VERIFIED: ${report.code ?? ""}`;
  const lines = [`${report.file}: ${verdict}`, `  ${report.message}`];
  for (const { name, detail } of report.steps) lines.push(`  passed  ${name}: ${detail}`);
  for (const [name, value] of Object.entries(report.fingerprints)) {
    lines.push(`  ${name}: ${value}`);
    if (name !== "ledger vkey") lines.push(`    read aloud: ${groupForVoice(value)}`);
  }
  return lines.map(makePrintable);
}

/** What the check did and did not show, in words for whoever acts on it. */
export function printLimits(reports: readonly FileReport[], trust: Trust): string[] {
  if (!reports.some(({ verified }) => verified)) return [];
  if (trust.kind === "pinned") return ["All keys are ones your trust file names."];
  return [
    "Checked with the keys the files carry themselves. That shows each file to be whole and unchanged since it was made;",
    "it cannot show who made it. To know that, give --trust FILE with keys you had from the originator, or have the",
    "originator read the fingerprints above to you by voice.",
  ];
}

/** A thumbprint as groups of four hexadecimal digits, which differ when spoken, unlike capital and small letters. */
export function groupForVoice(print: string): string {
  return (encodeHex(decodeBase64url(print)).match(/.{4}/g) ?? []).join(" ");
}

/** Control and direction characters as escapes. */
export function makePrintable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
