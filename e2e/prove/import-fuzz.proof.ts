// npm run prove -- import-fuzz: parsers of what others wrote, each with changed true texts, strung-together signs and noise. None may
// throw anything but a coded error, take long, or lose a planted word. `--cases` counts for each parser.
import type { Proof } from "./contract.ts";
import { fuzzParsers } from "./fuzz-parsers.ts";
import { targets } from "./import-targets.ts";

export const proof: Proof = {
  name: "import-fuzz",
  claim: "No input makes a parser fail without a code, hang, or lose a word of the text.",
  smallCases: 300,
  defaultCases: 1_000_000,
  run: (options) => fuzzParsers(targets, options),
};
