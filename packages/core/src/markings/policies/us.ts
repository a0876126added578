// United States classification markings (DoDM 5200.01 Vol. 2): levels, control systems, dissemination controls in the
// order of its Figure 25. A classified portion without a list is for the United States alone. What restricts who may
// read (SCI, atomic energy, NODIS, EXDIS) must be held; the rest says how to handle. Compartments and special access
// programmes come with a community's file.
import type { Caveat, Policy, PolicyLevel } from "../marking.ts";
import { colours, level } from "./scheme.ts";

const CLASSIFIED = ["CONFIDENTIAL", "SECRET", "TOP SECRET"];

const classified = (name: string, short: string, colour: string): PolicyLevel => ({
  ...level(name, short, colour),
  unlisted: ["USA"],
});

const word = (
  [name, short]: readonly [string, string],
  { kind, tag, levels }: Pick<Caveat, "kind" | "tag" | "levels">,
  explanation: string,
): Caveat => ({ name, short, explanation, kind, tag, levels });

const sci = { kind: "restrictive", tag: "sci", levels: CLASSIFIED } as const;
const atomic = { kind: "restrictive", tag: "aea", levels: CLASSIFIED } as const;
const handled = { kind: "informative", tag: "dissem", levels: CLASSIFIED } as const;

export const us: Policy = {
  id: "us",
  name: "United States classification markings",
  syntax: "slashes",
  prefix: "",
  levels: [
    level("UNCLASSIFIED", "U", colours.open),
    classified("CONFIDENTIAL", "C", colours.low),
    classified("SECRET", "S", colours.high),
    classified("TOP SECRET", "TS", colours.highest),
  ],
  publicLevel: null,
  caveats: [
    word(["HCS", "HCS"], sci, "Human intelligence control system."),
    word(["KLONDIKE", "KDK"], sci, "Geospatial intelligence control system."),
    word(["SI", "SI"], sci, "Communications intelligence control system."),
    word(["TK", "TK"], sci, "Overhead collection control system."),
    word(["RD", "RD"], atomic, "Restricted data about nuclear weapons."),
    word(["FRD", "FRD"], atomic, "Formerly restricted data about the use of nuclear weapons."),
    word(
      ["FGI", "FGI"],
      { kind: "informative", tag: "fgi", levels: CLASSIFIED },
      "Holds information of foreign governments: those named, or a concealed one.",
    ),
    word(
      ["FOUO", "FOUO"],
      { kind: "informative", tag: "dissem", levels: ["UNCLASSIFIED"] },
      "For official use only.",
    ),
    word(["ORCON", "OC"], handled, "Its originator controls every further dissemination."),
    word(["IMCON", "IMC"], handled, "Imagery whose dissemination is controlled."),
    word(["PROPIN", "PR"], handled, "Holds proprietary information of a company."),
    word(
      ["DEA SENSITIVE", "DSEN"],
      { ...handled, levels: null },
      "Sensitive to the Drug Enforcement Administration.",
    ),
    word(
      ["FISA", "FISA"],
      { ...handled, levels: null },
      "Collected under the Foreign Intelligence Surveillance Act.",
    ),
    word(["EXDIS", "XD"], { kind: "restrictive", tag: "other", levels: null }, "Exclusive distribution."),
    word(
      ["NODIS", "ND"],
      { kind: "restrictive", tag: "other", levels: null },
      "No distribution beyond those named.",
    ),
    word(
      ["LES", "LES"],
      { kind: "informative", tag: "other", levels: ["UNCLASSIFIED"] },
      "Law enforcement sensitive.",
    ),
  ],
  openCaveats: false,
  eyesOnly: [{ phrase: "NOFORN", short: "NF", releasableTo: ["USA"] }],
  releasePhrase: "REL TO",
  alwaysListed: ["USA"],
  rollUp: "intersection",
  identifier: null,
};
