// Traffic Light Protocol 2.0 (FIRST, 2022): exact labels, FIRST's colours on black. AMBER+STRICT is a level of its own.
import type { Policy } from "../marking.ts";
import { level } from "./scheme.ts";

const BLACK = "#000000";

export const tlp: Policy = {
  id: "tlp",
  name: "Traffic Light Protocol 2.0",
  syntax: "dashes",
  prefix: "",
  levels: [
    level("TLP:CLEAR", "TLP:CLEAR", BLACK, "#FFFFFF"),
    level("TLP:GREEN", "TLP:GREEN", BLACK, "#33FF00"),
    level("TLP:AMBER", "TLP:AMBER", BLACK, "#FFC000"),
    level("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", BLACK, "#FFC000"),
    // For named recipients only: without a list it is for nobody.
    { ...level("TLP:RED", "TLP:RED", BLACK, "#FF2B2B"), unlisted: [] },
  ],
  publicLevel: "TLP:CLEAR",
  caveats: [],
  openCaveats: true,
  eyesOnly: [],
  releasePhrase: "REL TO",
  alwaysListed: [],
  rollUp: "intersection",
  identifier: null,
};
