// EU classified information (Council Decision 2013/488/EU), lowest first, with the abbreviations in both languages.
// LIMITE is a distribution mark and no level; nothing of the scheme is for the public.
import type { Policy } from "../marking.ts";
import { colours, level } from "./scheme.ts";

export const eu: Policy = {
  id: "eu",
  name: "European Union classified information",
  syntax: "dashes",
  prefix: "",
  levels: [
    level("RESTREINT UE/EU RESTRICTED", "R-UE/EU-R", colours.low),
    level("CONFIDENTIEL UE/EU CONFIDENTIAL", "C-UE/EU-C", colours.middle),
    level("SECRET UE/EU SECRET", "S-UE/EU-S", colours.high),
    level("TRÈS SECRET UE/EU TOP SECRET", "TS-UE/EU-TS", colours.highest),
  ],
  publicLevel: null,
  caveats: [],
  openCaveats: true,
  eyesOnly: [],
  releasePhrase: "RELEASABLE TO",
  alwaysListed: [],
  rollUp: "intersection",
  identifier: null,
};
