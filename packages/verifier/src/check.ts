// Checking what somebody was given: which kind each file is, what was established, and in what words it failed. Pure:
// bytes in, reports out, the same for the command and for the page.
import { InputError } from "@entente/core/encoding";
import { SPOKEN_WORDS, spellWords } from "@entente/core/keys";
import type { Primitives } from "@entente/core/keys";
import type { CheckedStep, Trust } from "@entente/core/releases";
import { isCoded, kindOf } from "./errors.ts";
import type { FailureKind } from "./errors.ts";
import { examine, examineCitation } from "./examine.ts";
import type { Input, InputKind } from "./input.ts";

/** What `--json` prints for one file. */
export interface FileReport {
  readonly file: string;
  /** Null when that could not be told. */
  readonly input: InputKind | null;
  readonly verified: boolean;
  /** A proof that does not hold, a rule that says no, or what cannot be read; null when verified. */
  readonly kind: FailureKind | null;
  /** Null when verified. */
  readonly code: string | null;
  /** What this is, or what is wrong and what to do. */
  readonly message: string;
  readonly recipient?: string;
  readonly release?: string;
  readonly steps: readonly CheckedStep[];
  /** Whose key to its fingerprint; `ledger` is the key in the vkey, `ledger vkey` the line itself. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** The same to be read aloud, twelve words each. */
  readonly words: Readonly<Record<string, string>>;
}

export interface NamedInput {
  readonly file: string;
  readonly input: Input;
}

/** Checks files together: what belongs to a cut is checked beside it. The reports are in the order of the files. */
export function checkFiles({
  files,
  trust,
  primitives,
}: {
  readonly files: readonly NamedInput[];
  readonly trust: Trust;
  readonly primitives: Primitives;
}): readonly FileReport[] {
  return files.map(({ file, input }) => {
    try {
      const beside = files.filter((one) => one.input !== input).map((one) => one.input);
      const finding = examine(input, { beside, trust, primitives });
      const words = spellFingerprints(finding.fingerprints);
      return { file, input: input.kind, verified: true, kind: null, code: null, ...finding, words };
    } catch (error) {
      return reportFailure({ file, input: input.kind, error });
    }
  });
}

/** Whether a citation holds in a record; the record is checked first, and a citation in one that fails says nothing. */
export function reportCitation({
  file,
  input,
  citation,
  trust,
  primitives,
}: NamedInput & {
  readonly citation: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): FileReport {
  try {
    const finding = examineCitation(input, citation, { beside: [], trust, primitives });
    const words = spellFingerprints(finding.fingerprints);
    return { file, input: input.kind, verified: true, kind: null, code: null, ...finding, words };
  } catch (error) {
    return reportFailure({ file, input: input.kind, error });
  }
}

function spellFingerprints(prints: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(prints)
      .filter(([whose]) => whose !== "ledger vkey")
      .map(([whose, print]) => [whose, spellWords(print, SPOKEN_WORDS)]),
  );
}

/** The report of a file that could not be accepted, whatever was thrown; rethrows what has no code. */
export function reportFailure({
  file,
  input,
  error,
}: {
  readonly file: string;
  readonly input: InputKind | null;
  readonly error: unknown;
}): FileReport {
  if (!isCoded(error)) throw error;
  const position = error instanceof InputError ? error.position : null;
  const place = position === null ? "" : `line ${position.line}, column ${position.column}: `;
  return {
    ...{ file, input, verified: false },
    kind: kindOf(error),
    code: error.code,
    message: place + error.message,
    ...{ steps: [], fingerprints: {}, words: {} },
  };
}
