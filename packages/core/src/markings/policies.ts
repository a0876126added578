// The built-in marking schemes as data: UK government security classifications, NATO, and TLP 2.0 (FIRST, 2022).
// Level order is the scheme's own; TLP colours are FIRST's on black, the others are ours.
import type { Policy } from "./marking.ts";
import { natoIdentifier } from "./nato-labels.ts";

const level = (name: string, short: string, colour: string, ink: string): Policy["levels"][number] => ({
  name,
  short,
  colour,
  ink,
  unlisted: null,
});

const plain = { syntax: "dashes", alwaysListed: [], rollUp: "intersection", identifier: null } as const;

const uk: Policy = {
  id: "uk",
  name: "United Kingdom government security classifications",
  prefix: "UK ",
  levels: [
    level("OFFICIAL FOR PUBLIC RELEASE", "OPR", "#2f6f4f", "#ffffff"),
    level("OFFICIAL", "O", "#1d4f91", "#ffffff"),
    level("OFFICIAL-SENSITIVE", "OS", "#123a6b", "#ffffff"),
    level("SECRET", "S", "#a4262c", "#ffffff"),
    level("TOP SECRET", "TS", "#7a1f5c", "#ffffff"),
  ],
  publicLevel: "OFFICIAL FOR PUBLIC RELEASE",
  caveats: [],
  openCaveats: true,
  eyesOnly: [
    { phrase: "UK EYES ONLY", short: "UK EYES ONLY", releasableTo: ["GBR"] },
    {
      phrase: "FIVE EYES ONLY",
      short: "FIVE EYES ONLY",
      releasableTo: ["AUS", "CAN", "GBR", "NZL", "USA"],
    },
  ],
  releasePhrase: "REL TO",
  ...plain,
};

const nato: Policy = {
  id: "nato",
  name: "NATO security classifications",
  prefix: "",
  levels: [
    level("NATO UNCLASSIFIED", "NU", "#2f6f4f", "#ffffff"),
    level("NATO RESTRICTED", "NR", "#1d4f91", "#ffffff"),
    level("NATO CONFIDENTIAL", "NC", "#123a6b", "#ffffff"),
    level("NATO SECRET", "NS", "#a4262c", "#ffffff"),
    level("COSMIC TOP SECRET", "CTS", "#7a1f5c", "#ffffff"),
  ],
  publicLevel: null,
  caveats: [],
  openCaveats: true,
  eyesOnly: [],
  releasePhrase: "RELEASABLE TO",
  ...plain,
  identifier: natoIdentifier,
};

const tlp: Policy = {
  id: "tlp",
  name: "Traffic Light Protocol 2.0",
  prefix: "",
  levels: [
    level("TLP:CLEAR", "TLP:CLEAR", "#000000", "#FFFFFF"),
    level("TLP:GREEN", "TLP:GREEN", "#000000", "#33FF00"),
    level("TLP:AMBER", "TLP:AMBER", "#000000", "#FFC000"),
    level("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", "#000000", "#FFC000"),
    { ...level("TLP:RED", "TLP:RED", "#000000", "#FF2B2B"), unlisted: [] },
  ],
  publicLevel: "TLP:CLEAR",
  caveats: [],
  openCaveats: true,
  eyesOnly: [],
  releasePhrase: "REL TO",
  ...plain,
};

/** The schemes a community may name in `policies`. Short level names are unique across all of them. */
export const builtInPolicies: readonly Policy[] = [uk, nato, tlp];
