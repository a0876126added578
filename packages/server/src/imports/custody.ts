// The custody trail of an imported document, `entente-custody/1`: which bytes came, from whom, and what was done to them. Who
// handed a file over and when is known to a person only; where nobody says it, the trail says that it is not known.
import type { ImportResult } from "./import-result.ts";

/** What the result alone does not say. */
export interface CustodyFacts {
  /** Where the original lies, against the trail's own folder. */
  readonly originalFile: string;
  readonly document: { readonly file: string; readonly sha256: string };
  /** Null: not known. */
  readonly receivedFrom: string | null;
  /** Instant of the import. */
  readonly at: string;
  readonly toolVersion: string;
}

/** The trail as a file: JSON with a line end. */
export function printCustody(result: ImportResult, facts: CustodyFacts): string {
  const { original, parsed, asides, attachments } = result;
  return `${JSON.stringify(
    {
      format: "entente-custody/1",
      original: { ...original, file: facts.originalFile },
      receivedFrom: facts.receivedFrom,
      receivedAt: null,
      steps: [
        {
          step: "imported",
          at: facts.at,
          tool: { name: "entente", version: facts.toolVersion },
          form: result.form,
          document: facts.document,
          attachments: attachments.map(({ name, mediaType, sha256 }) => ({ name, mediaType, sha256 })),
          problems: parsed.problems,
          asides,
        },
      ],
    },
    null,
    2,
  )}\n`;
}
