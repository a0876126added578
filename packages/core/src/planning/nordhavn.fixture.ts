// For tests: a small community and a note with every reason a place is withheld for, planned in one call.
import { expect } from "vitest";
import { parseMarkedText } from "../documents/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { compileCommunity, readCommunity } from "../markings/index.ts";
import type { CompiledCommunity } from "../markings/index.ts";
import { noRules, planRelease } from "./index.ts";
import type { Consent, ReleasePlan, ReleaseRules } from "./index.ts";

const state = (id: string, upTo: string, caveats: string[] = []) => ({
  ...{ id, name: id, kind: "state", weights: {} },
  clearances: { uk: { upTo, caveats } },
});

export const community: CompiledCommunity = compileCommunity(
  readCommunity({
    ...{ format: "entente-community/1", name: "Nordhavn", exercise: true, asOf: "2031-03-01" },
    policies: ["uk", "tlp"],
    caveats: [{ policy: "uk", name: "WALL", explanation: "Invented." }],
    members: [
      state("GBR", "TOP SECRET", ["WALL"]),
      state("CAN", "SECRET"),
      state("DEU", "SECRET"),
      state("FRA", "SECRET"),
      state("SWE", "OFFICIAL"),
      { ...{ id: "CHE", name: "CHE", kind: "state", weights: {} }, clearances: {} },
      {
        ...{ id: "PUBLIC", name: "The public", kind: "public", weights: {} },
        clearances: { uk: { upTo: "OFFICIAL FOR PUBLIC RELEASE", caveats: [] } },
      },
    ],
    groups: [{ id: "FVEY", name: "Five Eyes", members: ["CAN", "GBR"] }],
  }),
);

export const RELEASE = "3q2-7wABAgMEBQYHCAkKCw";
export const PORTION = "AAAAAAAAAAAAAAAAAAAAAA";

export const document = read(`
# (O) What happened

1. (O) A device was found at the pier.[^1] {(S): A second one was found by a diver.}

2. (S) The boat was seen twice, and it showed no light.[^2]

{grading: B2}
3. (S - WALL) A source in the harbour saw two men.

{origin: DEU, release: ${RELEASE}, portion: ${PORTION}}
> (S) We saw the same boat.

{judgement: likely, confidence: high, supports: 1, 2}
4. (O) It is likely that both came from one boat.

{judgement: likely, confidence: low, supports: 4}
5. (O) It is likely that it sailed from one port, see {see: 2}.

{judgement: likely, confidence: low, supports: 2, q1}
6. (O) The boat is likely to come back.

[^1]: (O) A log of the harbour.

[^2]: (O) Seen from the mole.
`);

export function read(body: string): MarkedDocument {
  const front = "---\ntitle: (O) Note on the attack in Nordhavn\noriginator: GBR\npolicy: uk\n---\n";
  const { document: parsed, problems } = parseMarkedText(front + body, community.community.policies);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return parsed;
}

export interface Wish {
  readonly recipients?: readonly string[];
  readonly rules?: Partial<ReleaseRules>;
  readonly consents?: readonly Consent[];
  readonly of?: MarkedDocument;
}

export function plan({
  recipients = ["CAN", "DEU", "FRA", "SWE"],
  rules,
  consents = [],
  of = document,
}: Wish = {}): ReleasePlan {
  return planRelease({ document: of, community, recipients, rules: { ...noRules, ...rules }, consents });
}
