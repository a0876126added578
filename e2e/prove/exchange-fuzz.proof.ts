// npm run prove -- exchange-fuzz: parsers of what other nodes and programs send, each with changed true messages, strung-together
// signs and noise. None may throw anything but a coded error, take long, or change what it read. `--cases` counts for each
// parser.
import type { Proof } from "./contract.ts";
import { targets } from "./exchange-targets.ts";
import { fuzzParsers } from "./fuzz-parsers.ts";

export const proof: Proof = {
  name: "exchange-fuzz",
  claim:
    "No message makes a parser of the exchange fail without a code, hang, or keep anything but what it says.",
  smallCases: 500,
  defaultCases: 1_000_000,
  run: (options) => fuzzParsers(targets, options),
};
