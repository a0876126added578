// NATO security classifications, lowest first. ATOMAL and BOHEMIA stand with the levels at which published lists of NATO
// marks have them (MISP taxonomy `nato`: CTS-A, NS-A, NC-A, CTS-B); the notes are those of the example policy of ADatP-4774.
import type { Policy } from "../marking.ts";
import { natoIdentifier } from "./nato-labels.ts";
import { colours, level, note } from "./scheme.ts";

export const nato: Policy = {
  id: "nato",
  name: "NATO security classifications",
  syntax: "dashes",
  prefix: "",
  levels: [
    level("NATO UNCLASSIFIED", "NU", colours.open),
    level("NATO RESTRICTED", "NR", colours.low),
    level("NATO CONFIDENTIAL", "NC", colours.middle),
    level("NATO SECRET", "NS", colours.high),
    level("COSMIC TOP SECRET", "CTS", colours.highest),
  ],
  publicLevel: null,
  caveats: [
    {
      name: "ATOMAL",
      short: "ATOMAL",
      explanation: "Atomic information that the United States or the United Kingdom gave to NATO.",
      kind: "restrictive",
      tag: "special",
      levels: ["NATO CONFIDENTIAL", "NATO SECRET", "COSMIC TOP SECRET"],
    },
    {
      name: "BOHEMIA",
      short: "BOHEMIA",
      explanation: "Signals intelligence of NATO.",
      kind: "restrictive",
      tag: "special",
      levels: ["COSMIC TOP SECRET"],
    },
    note("MANAGEMENT", "administrative", "For those who manage what it is about."),
    note("STAFF", "administrative", "About staff."),
    note("PERSONAL", "administrative", "About a person, or for one."),
    note("MEDICAL", "administrative", "About somebody's health."),
    note("COMMERCIAL", "administrative", "About business with somebody."),
  ],
  openCaveats: true,
  eyesOnly: [],
  releasePhrase: "RELEASABLE TO",
  alwaysListed: [],
  rollUp: "intersection",
  identifier: natoIdentifier,
};
