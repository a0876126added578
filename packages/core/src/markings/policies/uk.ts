// UK government security classifications (GSCP, in force since 2023): tiers, the -SENSITIVE marking, handling
// instructions and descriptors in the order of the policy, national caveats as ready-made lists. The level for public
// release is ours: there the policy has a handling instruction (docs/decisions/0003).
import type { Policy } from "../marking.ts";
import { colours, level, note, readyList } from "./scheme.ts";

const handling = (name: string, explanation: string) => note(name, "handling", explanation);
const descriptor = (name: string, explanation: string) => note(name, "descriptor", explanation);

export const uk: Policy = {
  id: "uk",
  name: "United Kingdom government security classifications",
  syntax: "dashes",
  prefix: "UK ",
  levels: [
    level("OFFICIAL FOR PUBLIC RELEASE", "OPR", colours.open),
    level("OFFICIAL", "O", colours.low),
    level("OFFICIAL-SENSITIVE", "OS", colours.middle),
    level("SECRET", "S", colours.high),
    level("TOP SECRET", "TS", colours.highest),
  ],
  publicLevel: "OFFICIAL FOR PUBLIC RELEASE",
  caveats: [
    handling("RECIPIENTS ONLY", "Not to be passed on beyond those it was sent to."),
    handling("HMG USE ONLY", "Not to be passed on outside the United Kingdom's government."),
    handling("EMBARGOED", "Not to be made public before the time its author gives."),
    descriptor("COMMERCIAL", "Harms commercial interests if disclosed."),
    descriptor("HR/MANAGEMENT", "Concerns staff or the running of an organisation."),
    descriptor("LEGAL", "Concerns a legal matter."),
    descriptor("LEGAL PROFESSIONAL PRIVILEGE", "Advice of a lawyer, protected from disclosure."),
    descriptor("MARKET SENSITIVE", "Moves markets if disclosed."),
    descriptor("PERSONAL DATA", "Holds data about persons who can be identified."),
  ].map((caveat) => (caveat.name === "LEGAL PROFESSIONAL PRIVILEGE" ? { ...caveat, short: "LPP" } : caveat)),
  openCaveats: true,
  eyesOnly: [
    readyList("UK EYES ONLY", ["GBR"]),
    readyList("UK/US EYES ONLY", ["GBR", "USA"]),
    readyList("FIVE EYES ONLY", ["AUS", "CAN", "GBR", "NZL", "USA"]),
  ],
  releasePhrase: "REL TO",
  alwaysListed: [],
  rollUp: "intersection",
  identifier: null,
};
