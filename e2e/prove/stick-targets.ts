// The parsers of what comes on a stick: bundles, embargoes and shares. Most of what is given is refused by a signature; so the
// share, which has none, and the true files, which have, are where a parser is reached.
import { readInstant, utf8 } from "@entente/core/encoding";
import {
  commitShare,
  digestEmbargo,
  openEmbargo,
  readShare,
  sealEmbargo,
  writeShare,
} from "@entente/core/embargoes";
import { portablePrimitives as primitives } from "@entente/core/keys";
import { readBundle, writeBundle } from "@entente/core/letters";
import { ally, lead, writeSampleLetters } from "../../packages/core/src/letters/letters.fixture.ts";
import type { Grammar } from "./fuzz-input.ts";

const SIGNS = [
  "\n",
  " ",
  "{",
  "}",
  "[",
  "]",
  '"',
  ":",
  ",",
  "null",
  "0",
  "1",
  "-",
  "A",
  "_",
  "\u0000",
  "é",
  "\\u0061",
];
const share = { member: "EST", share: "A".repeat(44), salt: "A".repeat(43) };
const embargo = {
  ...{
    lead: lead.party,
    case: "salisbury-2018",
    instant: readInstant("2018-03-26T13:00:00.000Z"),
    round: null,
    threshold: 2,
  },
  holders: ["EST", "FRA"].map((member) => ({
    member,
    commitment: commitShare({ ...share, member }, primitives),
  })),
  ...{ recipient: `age1pq1${"q".repeat(200)}`, sealed: utf8("sealed") },
};
const bundle = writeBundle(
  {
    ...{ from: ally.party, to: lead.party, letters: writeSampleLetters(2) },
    ...{ acknowledged: { number: 0, digest: null }, files: new Map() },
  },
  ally.signer,
  primitives,
);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface StickParser {
  readonly name: string;
  readonly grammar: Grammar;
  readonly read: (bytes: Uint8Array) => string | null;
}

const grammar = (own: string): Grammar => ({ seeds: [own], tokens: SIGNS });

export const stickParsers: readonly StickParser[] = [
  {
    name: "share",
    grammar: grammar(writeShare({ ...share, embargo: digestEmbargo(embargo, primitives) })),
    read: (bytes) =>
      writeShare(readShare(text(bytes))) === text(bytes) ? null : "written again it is another share",
  },
  {
    name: "embargo",
    grammar: grammar(text(sealEmbargo(embargo, lead.signer, primitives))),
    read: (bytes) => {
      const opened = openEmbargo(bytes, (node) => (node === lead.party.node ? lead.known : null), primitives);
      return digestEmbargo(opened, primitives) === digestEmbargo(embargo, primitives)
        ? null
        : "a changed embargo was taken";
    },
  },
  {
    name: "bundle",
    grammar: grammar(text(bundle)),
    read: (bytes) => {
      readBundle(
        { bytes, to: lead.party, keysOf: (node) => (node === ally.party.node ? ally.known : null) },
        primitives,
      );
      return text(bytes) === text(bundle) ? null : "a changed bundle was taken";
    },
  },
];
